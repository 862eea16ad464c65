// Two runs and what of them is compared.

import type { AuditedPage } from '../run/model';
import { eventsOf } from '../shared/eventStream';
import { noSeries, type RunSeries } from '../shared/series';

export const sides = ['base', 'head'] as const;

export type Side = (typeof sides)[number];

export type Outcome = 'worse' | 'noData' | 'inconclusive' | 'better' | 'same';

export interface ListedRun { runId: string; plan: string; createdAt: string; outcome?: string; commit?: string }

export interface ComparedNumber {
  metric: string;
  outcome: Outcome;
  reason: string;
  comparison?: { baseText: string; headText: string; changeText: string };
}

export interface Comparison { base: ListedRun; head: ListedRun; outcome: Outcome; differences: string[]; numbers: ComparedNumber[] }

/** What a run did over its time, as whoever watched it has seen it. */
export interface Course { runId: string; series: RunSeries; pages: AuditedPage[] }

export async function courseOf(runId: string): Promise<Course> {
  const response = await call(`/api/runs/${encodeURIComponent(runId)}/events?once=true`);
  if (!response.ok) throw new Error((await problemOf(response)).text);
  const course: Course = { runId, series: noSeries, pages: [] };
  for (const { name, data } of eventsOf(await response.text())) {
    if (name === 'series') course.series = JSON.parse(data) as RunSeries;
    else if (name === 'page') course.pages.push(JSON.parse(data) as AuditedPage);
  }
  return course;
}
