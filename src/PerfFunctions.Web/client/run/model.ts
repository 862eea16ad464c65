// The records of the service's events, and what the page knows of a run so far.

import { figures, noSeries, type Figure, type RunSeries, type Values } from '../shared/series';
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

/** Columns of one scenario, a value for each point in time; null where there is none. */
export type Columns = { seconds: number[]; planned: Values } & Record<Figure, Values>;

export class RunModel {
  run: RunView | null = null;
  outline: Outline | null = null;
  budgets: LiveBudgets | null = null;
  errors: LiveErrors | null = null;
  shards: LiveShards | null = null;
  readonly pages = new Map<string, AuditedPage>();
  /** A range of the load in more detail than the whole has. */
  detail: RunSeries | null = null;
  private course = noSeries;
  private readonly later = new Map<number, LiveSecond>();

  /** The load so far; takes the place of all that came before. */
  setCourse(course: RunSeries): void {
    this.course = course;
    this.later.clear();
  }

  /** The same second again replaces the earlier one, unless that is part of a point with others. */
  addSecond(second: LiveSecond): void {
    if (second.second >= this.course.to) this.later.set(second.second, second);
    else if (this.course.step === 1) this.replace(second);
  }

  get hasLoad(): boolean {
    return this.course.seconds.length > 0 || this.later.size > 0;
  }

  get lastSecond(): number {
    let last = this.course.to - 1;
    for (const second of this.later.keys()) last = Math.max(last, second);
    return last;
  }

  /** Whether a zoomed chart could show more than the whole course has. */
  get isCoarse(): boolean {
    return this.course.step > 1;
  }

  /** Names of scenarios, in the order of the plan. */
  get scenarios(): string[] {
    return this.outline?.scenarios.map(s => s.name) ?? [];
  }

  columns(name: string): Columns {
    const { seconds, scenarios, to } = this.detail ?? this.course;
    const points = scenarios.find(s => s.name === name);
    const planned = this.outline?.scenarios.find(s => s.name === name);
    const made: Columns = { seconds: [...seconds], planned: [], started: [], failed: [], dropped: [], p50Ms: [], p95Ms: [], p99Ms: [] };
    for (const figure of figures) made[figure] = points ? [...points[figure]] : seconds.map(() => null);
    if (to >= this.course.to) {
      for (let second = to, last = this.lastSecond; second <= last; second++) {
        const point = this.later.get(second)?.scenarios.find(s => s.name === name);
        made.seconds.push(second);
        for (const figure of figures) made[figure].push(point?.[figure] ?? null);
      }
    }
    made.planned = made.seconds.map(second => planned ? plannedAt(planned.stages, second + 0.5) : null);
    return made;
  }

  private replace({ second, scenarios }: LiveSecond): void {
    for (const point of scenarios) {
      const points = this.course.scenarios.find(s => s.name === point.name);
      for (const figure of figures) if (points) points[figure][second - this.course.from] = point[figure] ?? null;
    }
  }
}

/** Arrivals per second, or users, that a plan has at an instant; 0 outside of its stages. */
export function plannedAt(stages: Stage[], instant: number): number {
  const stage = stages.find(s => instant >= s.fromSecond && instant < s.toSecond);
  if (!stage) return 0;
  return stage.from + (stage.to - stage.from) * (instant - stage.fromSecond) / (stage.toSecond - stage.fromSecond);
}
