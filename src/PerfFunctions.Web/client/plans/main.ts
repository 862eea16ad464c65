// The list of stored plans.

import { askToDelete, askToStart, wireDialogs } from './dialogs';
import { rowOf, type LastRun, type StoredPlan } from './row';

const searched = 200;

async function show(): Promise<void> {
  const [plans, runs] = await Promise.all([json('/api/plans') as Promise<StoredPlan[]>, lastRuns()]);
  const rows = plans.map(plan => rowOf(plan, runs.get(plan.name), { start: askToStart, remove: askToDelete }));
  byId('plans').replaceChildren(...rows);
  byId('empty').hidden = rows.length > 0;
  byId('plans').hidden = rows.length === 0;
  byId('main').setAttribute('aria-busy', 'false');
}

/** The last run of each plan, among the newest runs of the service. */
async function lastRuns(): Promise<Map<string, LastRun>> {
  const page = await json(`/api/runs?count=${searched}`) as { runs: LastRun[] };
  const last = new Map<string, LastRun>();
  for (const run of page.runs) if (!last.has(run.plan)) last.set(run.plan, run);
  return last;
}

async function refresh(): Promise<void> {
  try {
    await show();
    showProblem('');
  } catch (error) {
    byId('main').setAttribute('aria-busy', 'false');
    showProblem(`The plans could not be read: ${(error as Error).message}`);
  }
}

wireDialogs(() => void refresh());
void refresh();
