// Which two runs are compared: from the address, else the newest run and the one before it of the same plan.

import { sides, type ListedRun, type Side } from './model';

const maxRuns = 200;
const ofPlan = 50;
const runs = new Map<string, ListedRun>();

const byAge = (a: ListedRun, b: ListedRun) => Date.parse(b.createdAt) - Date.parse(a.createdAt);

export const query = () => new URLSearchParams(location.search);
export const chosen = (side: Side) => query().get(side) ?? '';
export const hasTwo = () => runs.size >= 2;

export function fillSides(): void {
  const newestFirst = [...runs.values()].sort(byAge);
  for (const side of sides) {
    const list = byId(side) as HTMLSelectElement;
    const nothing = new Option('Choose a run', '');
    nothing.disabled = true;
    list.replaceChildren(nothing, ...newestFirst.map(run =>
      new Option(`${run.plan} · ${moment(run.createdAt)} · ${outcomes[run.outcome!]?.[0] ?? run.outcome}`, run.runId)));
    list.value = chosen(side);
  }
}

const keep = (run: ListedRun) => { if (run.outcome) runs.set(run.runId, run); };

async function list(query: string): Promise<void> {
  const page = await json(`/api/runs?${query}`) as { runs: ListedRun[] };
  page.runs.forEach(keep);
}

// The newest run of the same plan before the head.
function earlier(head: ListedRun): ListedRun | undefined {
  return [...runs.values()]
    .filter(run => run.plan === head.plan && byAge(run, head) > 0)
    .sort(byAge)[0];
}

export async function findRuns(): Promise<void> {
  await list(`count=${maxRuns}`);
  // A run in the address may be older than the list.
  for (const id of sides.map(chosen).filter(id => id && !runs.has(id))) {
    const response = await call(`/api/runs/${encodeURIComponent(id)}`);
    if (response.ok) keep(await response.json() as ListedRun);
  }
  const head = runs.get(chosen('head')) ?? [...runs.values()].sort(byAge).find(earlier);
  if (head && !query().has('head')) keepInAddress({ head: head.runId });
  // Those that the newest runs of all plans leave no place for.
  if (head) await list(`count=${ofPlan}&plan=${encodeURIComponent(head.plan)}&after=${encodeURIComponent(head.runId)}`);
  const base = head && !query().has('base') ? earlier(head) : undefined;
  if (base) keepInAddress({ base: base.runId });
}
