// How response times are spread over time: a column for some seconds, a row for a band of times, darker for more responses.

import type uPlot from 'uplot';
import { count } from '../shared/format';
import { color, milliseconds, plot } from '../shared/plot';
import type { Range } from '../shared/zoom';
import type { FixedChart } from './charts';
import type { HeatMap, RunResults } from './results';

// Few responses must be seen beside many.
const faintest = 0.12;

/** The heat map of a scenario; none where no response came. */
export function heatChart(results: RunResults, scenario: string): FixedChart[] {
  const map = results.scenarios.find(s => s.name === scenario)?.heatMap;
  byId('heat-note').textContent = map
    ? `Darker cells hold more responses. ${wordsOf(map)}`
    : 'No response times count, so there is no heat map.';
  const host = byId('heat-chart');
  if (map) return [{ host, make: onZoom => draw(host, map, onZoom) }];
  host.replaceChildren();
  return [];
}

function draw(host: HTMLElement, map: HeatMap, onZoom: (range: Range | null) => void): uPlot {
  const edges = edgesOf(map);
  const chart = plot({
    host, group: 'run', onZoom,
    // Their number is read below the chart, and not drawn.
    series: [{ label: 'responses', stroke: 'transparent', scale: 'users' }],
    text: milliseconds,
    // uPlot steps a logarithmic axis by whole powers of ten; bands of less than that still fill the height.
    scale: { distr: 3, log: 10, range: () => [edges[0]!, edges.at(-1)!] },
    draw: u => drawCells(u, map, edges),
  });
  chart.setData([map.columns.map((_, i) => map.firstSecond + i * map.seconds), map.columns.map(total)], false);
  chart.setScale('y', { min: edges[0]!, max: edges.at(-1)! });
  return chart;
}

// Lower end of the first band, then the upper ends.
function edgesOf(map: HeatMap): number[] {
  const [first, second] = [map.edgesMs[0]!, map.edgesMs[1] ?? map.edgesMs[0]! * 1.01];
  return [first * first / second, ...map.edgesMs];
}

function drawCells(u: uPlot, map: HeatMap, edges: number[]): void {
  const { ctx, bbox } = u;
  const largest = Math.max(1, ...map.columns.flat());
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = color('s1');
  map.columns.forEach((column, i) => {
    const from = map.firstSecond + i * map.seconds;
    const [left, right] = [u.valToPos(from, 'x', true), u.valToPos(from + map.seconds, 'x', true)];
    column.forEach((responses, band) => {
      if (responses === 0) return;
      const [bottom, top] = [u.valToPos(edges[band]!, 'y', true), u.valToPos(edges[band + 1]!, 'y', true)];
      ctx.globalAlpha = faintest + (1 - faintest) * Math.sqrt(responses / largest);
      ctx.fillRect(left, top, Math.max(1, right - left - 1), Math.max(1, bottom - top - 1));
    });
  });
  ctx.restore();
}

const total = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0);

// For those who do not see the picture: which band has most responses.
function wordsOf(map: HeatMap): string {
  const bands = map.edgesMs.map((_, band) => map.columns.reduce((sum, column) => sum + (column[band] ?? 0), 0));
  const fullest = bands.indexOf(Math.max(...bands));
  const edges = edgesOf(map);
  const band = `${milliseconds(edges[fullest])} to ${milliseconds(edges[fullest + 1])}`;
  return `Of ${count(total(bands), 'response')}, ${bands[fullest]!.toLocaleString('en')} are in the fullest band, ${band}.`;
}
