// Two loads on one time axis, which begins with the load of each.

import type uPlot from 'uplot';
import type { LivePoint } from '../run/model';
import { color, milliseconds, plot, plotHeight, setRange, type Row } from '../shared/plot';
import { showScenarios } from '../shared/scenarios';
import { sides, type Course, type Side } from './model';

type Courses = Record<Side, Course>;

interface Figure { id: string; text(value: number): string; of(point: LivePoint): number | null }

const figures: Figure[] = [
  { id: 'rate-chart', text: value => `${value}/s`, of: point => point.started },
  { id: 'failed-chart', text: value => `${value}/s`, of: point => point.failed },
  { id: 'median-chart', text: milliseconds, of: point => point.p50Ms ?? null },
  { id: 'time-chart', text: milliseconds, of: point => point.p95Ms ?? null },
];

let courses: Courses | null = null;
let charts: uPlot[] = [];

const lengthOf = (course: Course) => course.seconds.reduce((last, second) => Math.max(last, second.second), -1) + 1;
const namesOf = (course: Course) => [...new Set(course.seconds.flatMap(second => second.scenarios.map(s => s.name)))];

/** The scenarios that both runs have, in the order of the head. */
function common({ base, head }: Courses): string[] {
  const ofBase = new Set(namesOf(base));
  return namesOf(head).filter(name => ofBase.has(name));
}

function rowOf(course: Course, scenario: string, length: number, of: Figure['of']): Row {
  const row: Row = Array.from({ length }, () => null);
  for (const second of course.seconds) {
    const point = second.scenarios.find(s => s.name === scenario);
    if (point) row[second.second] = of(point);
  }
  return row;
}

function draw(): void {
  charts.forEach(chart => chart.destroy());
  charts = [];
  const names = courses ? common(courses) : [];
  byId('course').hidden = names.length === 0;
  if (!courses || names.length === 0) return;
  const both = sides.map(side => courses![side]);
  const scenario = showScenarios(names, draw);
  const length = Math.max(...both.map(lengthOf));
  const seconds = Array.from({ length }, (_, second) => second);
  const series: uPlot.Series[] = [
    { label: 'base', stroke: color('ink-3'), width: 2, dash: [5, 3] },
    { label: 'head', stroke: color('s1'), width: 2 },
  ];
  charts = figures.map(({ id, text, of }) => {
    const chart = plot({ host: byId(id), series, text, group: 'compare', onZoom: range => setRange(charts, range ?? [0, length]) });
    chart.setData([seconds, ...both.map(course => rowOf(course, scenario, length, of))] as uPlot.AlignedData, false);
    return chart;
  });
  setRange(charts, [0, length]);
}

/** Draws both courses; hides the part where no scenario is in both. */
export function showOverlay(ofBoth: Courses): void {
  courses = ofBoth;
  draw();
}

new ResizeObserver(() => {
  const width = byId(figures[0]!.id).clientWidth;
  if (width) charts.forEach(chart => chart.setSize({ width, height: plotHeight }));
}).observe(byId('charts'));

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  if (charts.length) draw();
});
