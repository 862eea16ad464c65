// What the report of a run that has ended adds to its events.

import type { Unit } from '../shared/format';
import type { RequestRow } from './sections';

interface Series {
  kind: string;
  name: string;
  counts: { sent: number; failed: number };
  throughputPerSecond: number;
  responseMs?: { p50: number; p95: number; p99: number };
}

/** Responses by column of seconds and band of times; bands rise by the same factor. */
export interface HeatMap { firstSecond: number; seconds: number; edgesMs: number[]; columns: number[][] }

export interface ServerSeries {
  name: string;
  unit: Unit;
  source: string;
  stepSeconds: number;
  points: { second: number; value: number }[];
  missing?: string;
}

export interface Report {
  scenarios: { name: string; series: Series[]; heatMap?: HeatMap }[];
  server?: { series: ServerSeries[]; remarks: string[] };
}

export const readReport = (runId: string): Promise<Report | null> =>
  json(`/api/runs/${encodeURIComponent(runId)}/report.json`).catch(() => null) as Promise<Report | null>;

export const requestsOf = (report: Report, scenario: string): RequestRow[] =>
  (report.scenarios.find(s => s.name === scenario)?.series ?? []).filter(s => s.kind === 'request').map(s => ({
    name: s.name, sent: s.counts.sent, failed: s.counts.failed, perSecond: s.throughputPerSecond,
    p50: s.responseMs?.p50, p95: s.responseMs?.p95, p99: s.responseMs?.p99,
  }));
