// Server-side metrics, each in a chart of its own on the time axis of the load. Names and sources come from the plan: text.

import type uPlot from 'uplot';
import { amount } from '../shared/format';
import { color, plot } from '../shared/plot';
import type { FixedChart } from './charts';
import type { RunResults, ServerSeries } from './results';

/** Lays the series out, and returns the charts of those that were read. */
export function serverCharts(results: RunResults): FixedChart[] {
  const server = results.server;
  byId('server-part').hidden = !server?.series.length;
  if (!server?.series.length) return [];
  byId('server-remarks').hidden = server.remarks.length === 0;
  byId('server-remarks').replaceChildren(...server.remarks.map(remark => element('li', '', remark)));
  const figures = server.series.map(series => figure(series));
  byId('server-charts').replaceChildren(...figures.map(f => f.made));
  return figures.flatMap(f => f.chart ?? []);
}

function figure(series: ServerSeries): { made: HTMLElement; chart: FixedChart | null } {
  const made = element('figure');
  const host = element('div');
  made.append(element('figcaption', '', series.name));
  if (series.points.length === 0) {
    made.append(element('p', 'sub', series.missing ?? 'No values were read.'));
    return { made, chart: null };
  }
  made.append(host, element('p', 'sub', series.source));
  return { made, chart: { host, make: onZoom => draw(host, series, onZoom) } };
}

function draw(host: HTMLElement, series: ServerSeries, onZoom: (range: [number, number] | null) => void): uPlot {
  const chart = plot({
    host, group: 'run', onZoom,
    series: [{ label: 'value', stroke: color('s4'), width: 2 }],
    text: value => amount(series.unit, value),
    scale: { range: (_u, _min, max) => [0, (max > 0 ? max : 1) * 1.08] },
  });
  chart.setData([series.points.map(p => p.second), series.points.map(p => p.value)], false);
  return chart;
}
