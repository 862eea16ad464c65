// The load of a run over time, as the service gives it: each second, or the smallest and the largest value of several.

import type { Range } from './zoom';

export type Values = (number | null)[];

export const figures = ['started', 'failed', 'dropped', 'p50Ms', 'p95Ms', 'p99Ms'] as const;

export type Figure = (typeof figures)[number];

export type ScenarioPoints = { name: string } & Record<Figure, Values>;

export interface RunSeries { from: number; to: number; step: number; seconds: number[]; scenarios: ScenarioPoints[] }

export const noSeries: RunSeries = { from: 0, to: 0, step: 1, seconds: [], scenarios: [] };

/** A range of seconds of a run, with as many points as a chart of this width shows. */
export function readSeries(runId: string, [from, to]: Range): Promise<RunSeries> {
  const points = Math.min(4000, Math.max(600, 2 * Math.round(innerWidth / 2)));
  const range = new URLSearchParams({ from: String(Math.floor(from)), to: String(Math.ceil(to)), points: String(points) });
  return json(`/api/runs/${encodeURIComponent(runId)}/series?${range}`) as Promise<RunSeries>;
}
