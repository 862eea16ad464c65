// Two loads on one time axis, which begins with the load of each. A zoom stands in the page's address.

import uPlot from 'uplot';
import { color, milliseconds, plot, plotHeight, setRange } from '../shared/plot';
import { showScenarios } from '../shared/scenarios';
import { readSeries, type Figure, type RunSeries } from '../shared/series';
import { keepZoom, zoomOfAddress, type Range } from '../shared/zoom';
import { sides, type Course, type Side } from './model';

type Courses = Record<Side, Course>;

type Both = Record<Side, RunSeries>;

interface Drawn { id: string; text(value: number): string; figure: Figure }

const drawn: Drawn[] = [
  { id: 'rate-chart', text: value => `${value}/s`, figure: 'started' },
  { id: 'failed-chart', text: value => `${value}/s`, figure: 'failed' },
  { id: 'median-chart', text: milliseconds, figure: 'p50Ms' },
  { id: 'time-chart', text: milliseconds, figure: 'p95Ms' },
];

let courses: Courses | null = null;
let detail: Both | null = null;
let scenario = '';
let charts: uPlot[] = [];

const whole = ({ base, head }: Courses): Both => ({ base: base.series, head: head.series });

/** The scenarios that both runs have, in the order of the head. */
function common({ base, head }: Both): string[] {
  const ofBase = new Set(base.scenarios.map(s => s.name));
  return head.scenarios.map(s => s.name).filter(name => ofBase.has(name));
}

const lengthOf = (both: Both) => Math.max(1, ...sides.map(side => both[side].to));

// Points of both at the instants of either.
function rowsOf(both: Both, figure: Figure): uPlot.AlignedData {
  return uPlot.join(sides.map(side => [both[side].seconds, both[side].scenarios.find(s => s.name === scenario)![figure]] as uPlot.AlignedData));
}

function draw(): void {
  charts.forEach(chart => chart.destroy());
  charts = [];
  const names = courses ? common(whole(courses)) : [];
  byId('course').hidden = names.length === 0;
  if (!courses || names.length === 0) return;
  scenario = showScenarios(names, draw);
  const series: uPlot.Series[] = [
    { label: 'base', stroke: color('ink-3'), width: 2, dash: [5, 3] },
    { label: 'head', stroke: color('s1'), width: 2 },
  ];
  charts = drawn.map(({ id, text }) => plot({ host: byId(id), series, text, group: 'compare', onZoom: zoom }));
  fill(whole(courses));
}

function fill(both: Both): void {
  charts.forEach((chart, i) => chart.setData(rowsOf(detail ?? both, drawn[i]!.figure), false));
  setRange(charts, zoomOfAddress() ?? [0, lengthOf(both)]);
}

function zoom(range: Range | null): void {
  keepZoom(range);
  if (courses) fill(whole(courses));
  void refine();
}

// Reads the range that is zoomed to where a whole course has less detail.
async function refine(): Promise<void> {
  const [of, range] = [courses, zoomOfAddress()];
  if (!of) return;
  const isCoarse = sides.some(side => of[side].series.step > 1);
  const read = range && isCoarse ? await Promise.all(sides.map(side => readSeries(of[side].runId, range))) : null;
  if (of !== courses || String(range) !== String(zoomOfAddress())) return;
  detail = read && { base: read[0]!, head: read[1]! };
  fill(whole(of));
}

/** Draws both courses; hides the part where no scenario is in both. */
export function showOverlay(ofBoth: Courses): void {
  courses = ofBoth;
  detail = null;
  draw();
  void refine();
}

new ResizeObserver(() => {
  const width = byId(drawn[0]!.id).clientWidth;
  if (width) charts.forEach(chart => chart.setSize({ width, height: plotHeight }));
}).observe(byId('charts'));

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  if (charts.length) draw();
});
