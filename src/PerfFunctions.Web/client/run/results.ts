// What the load of a run that has ended came to: the records of the event, and the table rows made of them.

import type { Unit } from '../shared/format';
import type { RequestRow } from './sections';

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

interface RequestResults {
  name: string;
  sent: number;
  failed: number;
  requestsPerSecond?: number;
  p50Ms?: number;
  p95Ms?: number;
  p99Ms?: number;
}

export interface RunResults {
  scenarios: { name: string; requests: RequestResults[]; heatMap?: HeatMap }[];
  server?: { series: ServerSeries[]; remarks: string[] };
}

export const requestsOf = (results: RunResults, scenario: string): RequestRow[] =>
  (results.scenarios.find(s => s.name === scenario)?.requests ?? []).map(r => (
    { name: r.name, sent: r.sent, failed: r.failed, perSecond: r.requestsPerSecond, p50: r.p50Ms, p95: r.p95Ms, p99: r.p99Ms }));
