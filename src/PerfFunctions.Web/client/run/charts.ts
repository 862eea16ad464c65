// Charts of one scenario over time. A zoom in one is a zoom in all, and stands in the page's address.

import type uPlot from 'uplot';
import { color, milliseconds, plot, plotHeight, setRange, type Row } from '../shared/plot';
import type { Range } from '../shared/zoom';
import type { Columns } from './model';

interface Drawn { chart: uPlot; host: HTMLElement; rows(columns: Columns): Row[] }

/** A chart of data that no longer change, beside those of the load. */
export interface FixedChart {
  host: HTMLElement;
  make(onZoom: (range: Range | null) => void): uPlot;
}

export class Charts {
  private fixed: FixedChart[] = [];
  private fixedCharts: { chart: uPlot; host: HTMLElement }[] = [];
  private drawn: Drawn[] = [];
  private columns: Columns | null = null;
  private end = 0;
  private range: Range | null = null;

  constructor(private readonly onZoom: (range: Range | null) => void) {
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

  /** Shows charts of data that no longer change, in the place of earlier ones. */
  showFixed(fixed: FixedChart[]): void {
    this.fixed = fixed;
    this.buildFixed();
    this.applyRange();
  }

  private buildFixed(): void {
    this.fixedCharts.forEach(d => d.chart.destroy());
    this.fixedCharts = this.fixed.map(({ host, make }) => ({ host, chart: make(range => this.zoom(range)) }));
  }

  private get all(): { chart: uPlot; host: HTMLElement }[] {
    return [...this.drawn, ...this.fixedCharts];
  }

  zoom(range: Range | null): void {
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
      ], milliseconds, c => [c.p50Ms, c.p95Ms, c.p99Ms]),
    ];
  }

  private rebuild(): void {
    if (!this.columns) return;
    this.build(this.isUsers);
    this.buildFixed();
    this.show(this.columns, this.end, this.isUsers);
  }

  private chart(id: string, series: uPlot.Series[], text: (value: number) => string, rows: (columns: Columns) => Row[]): Drawn {
    const host = document.getElementById(id)!;
    return { chart: plot({ host, series, text, group: 'run', onZoom: range => this.zoom(range) }), host, rows };
  }

  private applyRange(): void {
    setRange(this.all.map(d => d.chart), this.range ?? [0, Math.max(1, this.end)]);
  }

  private resize(): void {
    for (const { chart, host } of this.all) if (host.clientWidth) chart.setSize({ width: host.clientWidth, height: plotHeight });
  }
}
