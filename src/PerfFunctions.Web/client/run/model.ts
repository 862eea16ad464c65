// The records of the service's events, and what the page knows of a run so far.

import type { LiveBudgets, LiveErrors, LiveShards } from './progress';

export interface LivePoint {
  name: string;
  started: number;
  sent: number;
  failed: number;
  dropped: number;
  p50Ms?: number;
  p95Ms?: number;
  p99Ms?: number;
}

export interface LiveSecond { second: number; scenarios: LivePoint[] }

export interface Stage { fromSecond: number; toSecond: number; from: number; to: number }

export interface OutlinedScenario { name: string; isUsers: boolean; stages: Stage[] }

export interface Outline { durationSeconds: number; scenarios: OutlinedScenario[]; pages: string[]; budgets: string[] }

export interface RuleResult {
  rule: string;
  status: 'pass' | 'fail' | 'warn' | 'noData' | 'off' | 'inconclusive';
  actual: string;
  expected: string;
  reason: string;
  why?: string;
  owner?: string;
}

export interface LiveRequest { name: string; sent: number; failed: number; requestsPerSecond: number; p50Ms?: number; p95Ms?: number }

export interface LiveScenario extends LiveRequest { dropped: number; requests: LiveRequest[] }

export interface RunView {
  runId: string;
  plan: string;
  trigger: string;
  target?: string;
  stage: string;
  outcome?: string;
  headline?: string;
  createdAt: string;
  finishedAt?: string;
  load?: { elapsedSeconds: number; durationSeconds: number; scenarios: LiveScenario[] };
  verdict?: { rules: RuleResult[]; notes: string[] };
}

export interface AuditedLoad { number: number; lcpMs?: number; fcpMs?: number; ttfbMs?: number; inpMs?: number; cls?: number; failure?: string }

export interface FilmstripFrame { atMs: number; picture: string }

export interface AuditedPage {
  name: string;
  address: string;
  loads: AuditedLoad[];
  screenshot?: string;
  filmstrip: FilmstripFrame[];
  budgets: RuleResult[];
}

/** Columns of one scenario, a value a second; null where there is none. */
export interface Columns {
  seconds: number[];
  planned: (number | null)[];
  started: (number | null)[];
  failed: (number | null)[];
  dropped: (number | null)[];
  p50: (number | null)[];
  p95: (number | null)[];
  p99: (number | null)[];
}

export class RunModel {
  run: RunView | null = null;
  outline: Outline | null = null;
  budgets: LiveBudgets | null = null;
  errors: LiveErrors | null = null;
  shards: LiveShards | null = null;
  readonly pages = new Map<string, AuditedPage>();
  private readonly seconds = new Map<number, LiveSecond>();

  /** The same second again replaces the earlier one. */
  addSecond(second: LiveSecond): void {
    this.seconds.set(second.second, second);
  }

  get hasLoad(): boolean {
    return this.seconds.size > 0;
  }

  get lastSecond(): number {
    let last = -1;
    for (const second of this.seconds.keys()) last = Math.max(last, second);
    return last;
  }

  /** Names of scenarios, in the order of the plan. */
  get scenarios(): string[] {
    return this.outline?.scenarios.map(s => s.name) ?? [];
  }

  columns(name: string): Columns {
    const last = this.lastSecond;
    const planned = this.outline?.scenarios.find(s => s.name === name);
    const made: Columns = { seconds: [], planned: [], started: [], failed: [], dropped: [], p50: [], p95: [], p99: [] };
    for (let second = 0; second <= last; second++) {
      const point = this.seconds.get(second)?.scenarios.find(s => s.name === name);
      made.seconds.push(second);
      made.planned.push(planned ? plannedAt(planned.stages, second + 0.5) : null);
      made.started.push(point ? point.started : null);
      made.failed.push(point ? point.failed : null);
      made.dropped.push(point ? point.dropped : null);
      made.p50.push(point?.p50Ms ?? null);
      made.p95.push(point?.p95Ms ?? null);
      made.p99.push(point?.p99Ms ?? null);
    }
    return made;
  }
}

/** Arrivals per second, or users, that a plan has at an instant; 0 outside of its stages. */
export function plannedAt(stages: Stage[], instant: number): number {
  const stage = stages.find(s => instant >= s.fromSecond && instant < s.toSecond);
  if (!stage) return 0;
  return stage.from + (stage.to - stage.from) * (instant - stage.fromSecond) / (stage.toSecond - stage.fromSecond);
}
