// The list of stored plans.

import { askToDelete, askToStart, wireDialogs } from './dialogs';
import { rowOf, type LastRun, type StoredPlan } from './row';

const newest = 200;

async function show(): Promise<void> {
  const plans = await json('/api/plans') as StoredPlan[];
  const runs = await lastRuns(plans);
  const rows = plans.map(plan => rowOf(plan, runs.get(plan.name), { start: askToStart, remove: askToDelete }));
  byId('plans').replaceChildren(...rows);
  byId('empty').hidden = rows.length > 0;
  byId('plans').hidden = rows.length === 0;
  ready();
}

/** The last run of each plan: most are among the newest runs of the service, the others are asked for. */
async function lastRuns(plans: StoredPlan[]): Promise<Map<string, LastRun>> {
  const last = new Map<string, LastRun>();
  const { runs, next } = await json(`/api/runs?count=${newest}`) as { runs: LastRun[]; next?: string };
  for (const run of runs) if (!last.has(run.plan)) last.set(run.plan, run);
  const others = next === undefined ? [] : plans.filter(plan => !last.has(plan.name));
  await Promise.all(others.map(async ({ name }) => {
    const page = await json(`/api/runs?count=1&plan=${encodeURIComponent(name)}`) as { runs: LastRun[] };
    if (page.runs[0]) last.set(name, page.runs[0]);
  }));
  return last;
}

async function refresh(): Promise<void> {
  try {
    await show();
    showProblem('');
  } catch (error) {
    ready();
    showProblem(`The plans could not be read: ${(error as Error).message}`);
  }
}

wireDialogs(() => void refresh());
void refresh();
