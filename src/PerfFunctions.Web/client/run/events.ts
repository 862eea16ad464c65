// Follows a run by server-sent events. The browser connects again by itself after a lost connection, and goes on where it was;
// where a response refuses it for good, as after a session has ended, it is begun anew. Where nothing arrives, it is asked for.

import { eventsOf } from '../shared/eventStream';
import type { RunSeries } from '../shared/series';
import type { AuditedPage, LiveSecond, Outline, RunView } from './model';
import type { LiveBudgets, LiveErrors, LiveShards } from './progress';
import type { RunResults } from './results';

export interface Listener {
  run(run: RunView): void;
  plan(outline: Outline): void;
  series(series: RunSeries): void;
  second(second: LiveSecond): void;
  page(page: AuditedPage): void;
  budgets(budgets: LiveBudgets): void;
  errors(errors: LiveErrors): void;
  shards(shards: LiveShards): void;
  results(results: RunResults): void;
  /** Whether events arrive. */
  connected(isConnected: boolean): void;
  /** What there was when the page connected has arrived. */
  current(): void;
  end(): void;
  refused(problem: string): void;
}

const again = 3000;
// The service sends the state at once; a proxy that waits for the end of the response lets nothing through.
const silence = 10_000;

type Takers = Record<string, (data: string) => void>;

export function follow(runId: string, listener: Listener): void {
  const address = `/api/runs/${encodeURIComponent(runId)}/events`;
  const source = new EventSource(address);
  const watch = setTimeout(() => {
    source.close();
    void poll(address, '', listener);
  }, silence);
  for (const [name, take] of Object.entries(takersOf(listener))) {
    source.addEventListener(name, event => {
      clearTimeout(watch);
      if (name === 'end') source.close();
      take((event as MessageEvent<string>).data);
    });
  }
  source.addEventListener('open', () => listener.connected(true));
  source.addEventListener('error', () => {
    listener.connected(false);
    if (source.readyState !== EventSource.CLOSED) return;
    clearTimeout(watch);
    void begin(runId, listener);
  });
}

function takersOf(listener: Listener): Takers {
  return {
    run: data => listener.run(JSON.parse(data) as RunView),
    plan: data => listener.plan(JSON.parse(data) as Outline),
    series: data => listener.series(JSON.parse(data) as RunSeries),
    second: data => listener.second(JSON.parse(data) as LiveSecond),
    page: data => listener.page(JSON.parse(data) as AuditedPage),
    budgets: data => listener.budgets(JSON.parse(data) as LiveBudgets),
    errors: data => listener.errors(JSON.parse(data) as LiveErrors),
    shards: data => listener.shards(JSON.parse(data) as LiveShards),
    results: data => listener.results(JSON.parse(data) as RunResults),
    current: () => listener.current(),
    end: () => {
      listener.connected(true);
      listener.end();
    },
  };
}

// Asks again and again for what is new, by responses that end.
async function poll(address: string, last: string, listener: Listener): Promise<void> {
  const takers = takersOf(listener);
  for (let hasEnded = false; !hasEnded; await new Promise(resolve => setTimeout(resolve, hasEnded ? 0 : again))) {
    try {
      const response = await call(`${address}?once=true`, { headers: last === '' ? {} : { 'Last-Event-ID': last } });
      if (response.status === 404) return listener.refused((await problemOf(response)).text);
      if (!response.ok) throw new Error(response.statusText);
      for (const { id, name, data } of eventsOf(await response.text())) {
        last = id ?? last;
        takers[name]?.(data);
        hasEnded ||= name === 'end';
      }
      listener.connected(true);
    } catch {
      listener.connected(false);
    }
  }
}

// Asks by an ordinary request why events were refused; it opens the dialog where the user must sign in.
async function begin(runId: string, listener: Listener): Promise<void> {
  try {
    const response = await call(`/api/runs/${encodeURIComponent(runId)}`);
    if (response.status === 404) return listener.refused((await problemOf(response)).text);
  } catch {
    // Not reachable now; it is tried again.
  }
  setTimeout(() => follow(runId, listener), again);
}
