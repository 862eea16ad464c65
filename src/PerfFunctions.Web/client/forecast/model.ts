// The records of a dry run.

export type Problem = InputProblem;

export interface Forecast {
  plan: string;
  target?: string;
  profile?: string;
  shards: number;
  loadSeconds: number;
  peakRate: number;
  peakUsers: number;
  pageLoads: number;
  maxResources?: number;
  fixtures: { fixture: string; name: string }[];
  series: { budget: string; name: string }[];
  cost: { estimated: number; currency: string };
  refusals: Problem[];
}

/** What a dry run came to. */
export type Answer =
  | { kind: 'forecast'; forecast: Forecast }
  | { kind: 'problems'; problems: Problem[]; text: string }
  | { kind: 'needsKey'; text: string; signIn?: string }
  | { kind: 'failed'; text: string };

/** A problem as one sentence, without its line. */
export function sentenceOf(problem: Problem): string {
  const place = problem.path ?? problem.field;
  const got = problem.value === null || problem.value === undefined ? '' : ` (got '${problem.value}')`;
  return `${place ? `${place}: ` : ''}${problem.message}${got}; allowed: ${problem.allowed}`;
}
