// Who did what, a page at a time.

import { plainLink, tableRow, time } from '../shared/dom';
import type { ActivityEntry, ActivityPage } from './model';
import { part, read } from './part';

const pageSize = 25;

const kinds: Record<string, string> = {
  start: 'Started a run', cancel: 'Cancelled a run', halt: 'Halted the service', resume: 'Resumed the service', acceptBaseline: 'Accepted a baseline',
  withdrawBaseline: 'Withdrew a baseline', storePlan: 'Stored a plan', deletePlan: 'Deleted a plan', call: 'Call without the role',
};

let next: string | undefined;

function row(entry: ActivityEntry): HTMLElement {
  const about = element('div');
  if (entry.run) about.append(plainLink(`/runs/${encodeURIComponent(entry.run)}`, entry.plan ?? entry.run));
  else if (entry.plan) about.append(entry.plan);
  if (entry.target) about.append(element('p', 'sub', entry.target));
  if (entry.reason) about.append(element('p', 'sub', `Reason: ${entry.reason}`));
  if (entry.refused) about.append(element('p', 'sub bad', `Refused: ${entry.refused}`));
  return tableRow([time(entry.at), entry.who ? `${entry.who.name} (${entry.who.role})` : 'a trigger', kinds[entry.what] ?? entry.what, about]);
}

async function load(): Promise<void> {
  const page = await read<ActivityPage>(`/api/activity-log?count=${pageSize}${next ? `&after=${encodeURIComponent(next)}` : ''}`);
  if (!next) byId('activity').replaceChildren();
  byId('activity').append(...page.entries.map(row));
  next = page.next;
  byId('older').hidden = !next;
  byId('no-activity').hidden = byId('activity').childElementCount > 0;
}

export const showActivity = (): Promise<void> => part('activity-part', load);

export function wireActivity(): void {
  byId('older').addEventListener('click', () => void showActivity());
}
