// The answer of GET /api/overview.

export interface EndedRun { runId: string; outcome: string; headline: string; finishedAt: string }

export interface PlanMetric {
  name: string;
  unit: string;
  worse: 'higher' | 'lower';
  changePercent?: number;
  points: { runId: string; at: string; value: number }[];
}

export interface PlanOverview { plan: string; stored: boolean; schedule?: string; last?: EndedRun; metric?: PlanMetric }

export interface LiveScenario { name: string; sent: number; failed: number; dropped: number; requestsPerSecond: number; p95Ms?: number }

export interface RunningRun {
  runId: string;
  plan: string;
  stage: string;
  cancelling: boolean;
  createdAt: string;
  load?: { elapsedSeconds: number; durationSeconds: number; scenarios: LiveScenario[] };
}

export interface AttentionItem { kind: string; text: string; run?: string; plan?: string }

export interface Overview {
  plans: PlanOverview[];
  running: RunningRun[];
  attention: AttentionItem[];
  leftOut: { runsRead: number; olderRuns: boolean; plans: number; running: number; attention: number };
}
