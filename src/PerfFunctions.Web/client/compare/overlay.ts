// Two loads on one time axis, which begins with the load of each.

import type uPlot from 'uplot';
import type { LivePoint } from '../run/model';
import { color, milliseconds, plot, plotHeight, setRange, type Row } from '../shared/plot';
import { query } from './choice';
import { sides, type Course, type Side } from './model';

type Courses = Record<Side, Course>;

interface Figure { id: string; text(value: number): string; of(point: LivePoint): number | null }

const figures: Figure[] = [
  { id: 'rate-chart', text: value => `${value}/s`, of: point => point.started },
  { id: 'failed-chart', text: value => `${value}/s`, of: point => point.failed },
  { id: 'median-chart', text: milliseconds, of: point => point.p50Ms ?? null },
  { id: 'time-chart', text: milliseconds, of: point => point.p95Ms ?? null },
];

let shown: { courses: Courses; charts: uPlot[] } | null = null;

const lengthOf = (course: Course) => course.seconds.reduce((last, second) => Math.max(last, second.second), -1) + 1;
const namesOf = (course: Course) => [...new Set(course.seconds.flatMap(second => second.scenarios.map(s => s.name)))];

/** The scenarios that both runs have, in the order of the head. */
function common(courses: Courses): string[] {
  const base = new Set(namesOf(courses.base));
  return namesOf(courses.head).filter(name => base.has(name));
}

function chosenOf(names: string[]): string {
  const wanted = query().get('scenario');
  return names.find(name => name === wanted) ?? names[0]!;
}

function rowOf(course: Course, scenario: string, length: number, of: Figure['of']): Row {
  const row: Row = Array.from({ length }, () => null);
  for (const second of course.seconds) {
    const point = second.scenarios.find(s => s.name === scenario);
    if (point) row[second.second] = of(point);
  }
  return row;
}

function draw(courses: Courses, scenario: string): void {
  shown?.charts.forEach(chart => chart.destroy());
  const length = Math.max(...sides.map(side => lengthOf(courses[side])));
  const seconds = Array.from({ length }, (_, second) => second);
  const series: uPlot.Series[] = [
    { label: 'base', stroke: color('ink-3'), width: 2, dash: [5, 3] },
    { label: 'head', stroke: color('s1'), width: 2 },
  ];
  const charts: uPlot[] = figures.map(({ id, text, of }) => {
    const chart = plot({ host: byId(id), series, text, group: 'compare', onZoom: range => setRange(charts, range ?? [0, length]) });
    chart.setData([seconds, ...sides.map(side => rowOf(courses[side], scenario, length, of))] as uPlot.AlignedData, false);
    return chart;
  });
  setRange(charts, [0, length]);
  shown = { courses, charts };
  for (const button of byId('scenarios').children) button.setAttribute('aria-pressed', String(button.textContent === scenario));
}

/** Draws both courses; hides the part where no scenario is in both. */
export function showOverlay(courses: Courses): void {
  const names = common(courses);
  byId('course').hidden = names.length === 0;
  if (names.length === 0) return;
  const list = byId('scenarios');
  list.hidden = names.length < 2;
  list.replaceChildren(...names.map(name => {
    const button = element('button', 'small', name) as HTMLButtonElement;
    button.type = 'button';
    button.addEventListener('click', () => {
      keepInAddress({ scenario: name });
      draw(courses, name);
    });
    return button;
  }));
  draw(courses, chosenOf(names));
}

new ResizeObserver(() => {
  const width = byId(figures[0]!.id).clientWidth;
  if (width) shown?.charts.forEach(chart => chart.setSize({ width, height: plotHeight }));
}).observe(byId('charts'));

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  if (shown) draw(shown.courses, chosenOf(common(shown.courses)));
});
