import http from 'k6/http';
import { check, group } from 'k6';

export default function () {
  group('shop', () => {
    const list = http.get(`${__ENV.BENCHMARK_ADDRESS}json`);
    check(list, {
      'list is 200': (response) => response.status === 200,
      'list has items': (response) => response.json().items.length === 2,
    });
    const order = JSON.stringify({ item: list.json().items[0].id, amount: 2 });
    const bought = http.post(`${__ENV.BENCHMARK_ADDRESS}json`, order, { headers: { 'Content-Type': 'application/json' } });
    check(bought, {
      'order is 200': (response) => response.status === 200,
      'order has a body': (response) => response.body.length > 0,
    });
  });
}

// The summary of k6 has changed its form between versions; this one is ours.
export function handleSummary({ metrics }) {
  return {
    stdout: JSON.stringify({
      requests: metrics.http_reqs.values.count,
      failed: metrics.http_req_failed.values.passes,
      p50: metrics.http_req_duration.values.med,
      p99: metrics.http_req_duration.values['p(99)'],
    }),
  };
}

export const options = { summaryTrendStats: ['med', 'p(99)'] };
