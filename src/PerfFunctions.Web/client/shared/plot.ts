// A chart over the seconds of a load. Dragging across it zooms; a double click shows all.

import uPlot from 'uplot';
import type { Range } from './zoom';

export type Row = (number | null)[];

export interface PlotOptions {
  host: HTMLElement;
  series: uPlot.Series[];
  /** A value of the left axis as text. */
  text(value: number): string;
  /** Charts of one group share their cursor. */
  group: string;
  onZoom(range: Range | null): void;
  /** The scale of the left axis; from zero where there is none. */
  scale?: uPlot.Scale;
  /** Draws below the series. */
  draw?(u: uPlot): void;
}

export const plotHeight = 210;

export const color = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export const clock = (seconds: number) => {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return `${h ? `${h}:${String(m).padStart(2, '0')}` : m}:${String(s).padStart(2, '0')}`;
};

export const milliseconds = (value: number | null | undefined) =>
  value === null || value === undefined ? '–' : value < 999.5 ? `${Number(value.toPrecision(3))} ms` : `${Number((value / 1000).toPrecision(3))} s`;

// Steps of the time axis: parts of a second would be shown rounded.
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400];

const fromZero: uPlot.Scale = { range: (_u, _min, max) => [0, Math.max(max ?? 0, 1) * 1.08] };

export function plot({ host, series, text, group, onZoom, scale = fromZero, draw }: PlotOptions): uPlot {
  host.replaceChildren();
  const axis: uPlot.Axis = { stroke: color('ink-3'), grid: { stroke: color('line'), width: 1 }, ticks: { show: false }, font: '11px system-ui' };
  const shown = (s: uPlot.Series, v: number | null) => v === null ? '–' : s.scale ? String(Math.round(v)) : text(Number(v.toPrecision(4)));
  return new uPlot({
    width: host.clientWidth || 600,
    height: plotHeight,
    scales: { x: { time: false }, y: scale, users: fromZero },
    axes: [
      { ...axis, incrs: steps, values: (_u, ticks) => ticks.map(clock) },
      { ...axis, size: 64, values: (_u, ticks) => ticks.map(t => text(t)) },
    ],
    series: [
      { label: 'time', value: (_u, value) => value === null ? '–' : clock(value) },
      ...series.map(s => ({ ...s, spanGaps: false, points: { show: false }, value: (_u: uPlot, v: number | null) => shown(s, v) })),
    ],
    cursor: { sync: { key: group, setSeries: false }, drag: { x: true, y: false } },
    hooks: {
      setSelect: [u => { if (u.select.width > 4) onZoom(selected(u)); }],
      drawAxes: draw ? [draw] : [],
      ready: [u => u.over.addEventListener('dblclick', () => onZoom(null))],
    },
  }, [[]] as unknown as uPlot.AlignedData, host);
}

/** Shows a range of seconds in charts, and takes away the mark of the selection that led to it. */
export function setRange(charts: uPlot[], [min, max]: Range): void {
  for (const chart of charts) {
    chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    chart.setScale('x', { min, max });
  }
}

function selected(u: uPlot): Range | null {
  const range: Range = [Math.max(0, Math.floor(u.posToVal(u.select.left, 'x'))), Math.ceil(u.posToVal(u.select.left + u.select.width, 'x'))];
  return range[1] > range[0] + 1 ? range : null;
}
