// Charts of one scenario over time. A zoom in one is a zoom in all, and stands in the page's address.

import uPlot from 'uplot';
import type { Columns } from './model';

type Row = (number | null)[];

interface Drawn { chart: uPlot; host: HTMLElement; rows(columns: Columns): Row[] }

const height = 210;
const color = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const clock = (seconds: number) => {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return `${h ? `${h}:${String(m).padStart(2, '0')}` : m}:${String(s).padStart(2, '0')}`;
};

export const milliseconds = (value: number | null | undefined) =>
  value === null || value === undefined ? '–' : value < 999.5 ? `${Number(value.toPrecision(3))} ms` : `${Number((value / 1000).toPrecision(3))} s`;

export class Charts {
  private drawn: Drawn[] = [];
  private columns: Columns | null = null;
  private end = 0;
  private range: [number, number] | null = null;

  constructor(private readonly onZoom: (range: [number, number] | null) => void) {
    new ResizeObserver(() => this.resize()).observe(document.getElementById('charts')!);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.rebuild());
  }

  /** Shows other columns; the charts stay where they are zoomed to. */
  show(columns: Columns, end: number, isUsers: boolean): void {
    this.columns = columns;
    this.end = end;
    if (!this.drawn.length || this.isUsers !== isUsers) this.build(isUsers);
    for (const { chart, rows } of this.drawn) chart.setData([columns.seconds, ...rows(columns)] as uPlot.AlignedData, false);
    this.applyRange();
  }

  zoom(range: [number, number] | null): void {
    this.range = range;
    this.applyRange();
    this.onZoom(range);
  }

  private isUsers = false;

  private build(isUsers: boolean): void {
    this.isUsers = isUsers;
    this.drawn.forEach(d => d.chart.destroy());
    const planned = isUsers
      ? { label: 'users planned', stroke: color('ink-3'), dash: [5, 4], scale: 'users' }
      : { label: 'planned', stroke: color('ink-3'), dash: [5, 4] };
    this.drawn = [
      this.chart('rate-chart', [
        planned,
        { label: 'started', stroke: color('s1'), width: 2 },
        { label: 'failed', stroke: color('s5'), width: 2 },
        { label: 'dropped', stroke: color('s2'), width: 1.5 },
      ], value => `${value}/s`, c => [c.planned, c.started, c.failed, c.dropped]),
      this.chart('time-chart', [
        { label: 'p50', stroke: color('s4'), width: 1.5 },
        { label: 'p95', stroke: color('s1'), width: 2 },
        { label: 'p99', stroke: color('s3'), width: 1.5 },
      ], milliseconds, c => [c.p50, c.p95, c.p99]),
    ];
  }

  private rebuild(): void {
    if (!this.columns) return;
    this.build(this.isUsers);
    this.show(this.columns, this.end, this.isUsers);
  }

  private chart(id: string, series: uPlot.Series[], text: (value: number) => string, rows: (columns: Columns) => Row[]): Drawn {
    const host = document.getElementById(id)!;
    host.replaceChildren();
    const axis: uPlot.Axis = { stroke: color('ink-3'), grid: { stroke: color('line'), width: 1 }, ticks: { show: false }, font: '11px system-ui' };
    const chart = new uPlot({
      width: host.clientWidth || 600,
      height,
      scales: { x: { time: false }, y: { range: (_u, _min, max) => [0, Math.max(max ?? 0, 1) * 1.08] }, users: { range: (_u, _min, max) => [0, Math.max(max ?? 0, 1) * 1.08] } },
      axes: [
        { ...axis, values: (_u, ticks) => ticks.map(clock) },
        { ...axis, size: 64, values: (_u, ticks) => ticks.map(t => text(t)) },
      ],
      series: [
        { label: 'time', value: (_u, value) => value === null ? '–' : clock(value) },
        ...series.map(s => ({ ...s, spanGaps: false, points: { show: false }, value: (_u: uPlot, v: number | null) => v === null ? '–' : s.scale ? String(Math.round(v)) : text(Number(v.toPrecision(4))) })),
      ],
      cursor: { sync: { key: 'run', setSeries: false }, drag: { x: true, y: false } },
      hooks: {
        setSelect: [u => { if (u.select.width > 4) this.select(u); }],
        ready: [u => u.over.addEventListener('dblclick', () => this.zoom(null))],
      },
    }, [[]] as unknown as uPlot.AlignedData, host);
    return { chart, host, rows };
  }

  private select(u: uPlot): void {
    const range: [number, number] = [Math.max(0, Math.floor(u.posToVal(u.select.left, 'x'))), Math.ceil(u.posToVal(u.select.left + u.select.width, 'x'))];
    this.zoom(range[1] > range[0] + 1 ? range : null);
  }

  private applyRange(): void {
    const [min, max] = this.range ?? [0, Math.max(1, this.end)];
    for (const { chart } of this.drawn) {
      chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      chart.setScale('x', { min, max });
    }
  }

  private resize(): void {
    for (const { chart, host } of this.drawn) if (host.clientWidth) chart.setSize({ width: host.clientWidth, height });
  }
}
