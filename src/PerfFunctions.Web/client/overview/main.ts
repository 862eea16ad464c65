// The start page: what runs, what needs attention, and how the plans fare. It is read again while it is looked at.

import { fill, plainLink } from '../shared/dom';
import { count } from '../shared/format';
import type { AttentionItem, Overview } from './model';
import { planItem } from './plans';
import { runningItem } from './running';

const refreshWhileRunning = 3000;
const refreshOtherwise = 10000;

const kinds: Record<string, [string, string, string]> = {
  halted: ['Halted', '■', 'bad'],
  quotaExhausted: ['Quota', '✕', 'bad'],
  failed: ['Failed', '✕', 'bad'],
  noData: ['No data', '?', 'none'],
  undelivered: ['Not delivered', '!', 'warn'],
  quotaNearlyExhausted: ['Quota', '!', 'warn'],
};

function attentionItem(item: AttentionItem): HTMLElement {
  const made = element('li');
  const text = element('p');
  if (item.run) text.append(plainLink(`/runs/${encodeURIComponent(item.run)}`, item.plan ?? `Run ${item.run}`), ' ');
  else if (item.kind === 'halted' || item.kind.startsWith('quota')) text.append(plainLink('/settings', 'Settings'), ' ');
  text.append(item.text);
  made.append(badge(kinds[item.kind] ?? [item.kind, '!', 'warn']), text);
  return made;
}

function leftOut({ leftOut: left, plans }: Overview): string {
  const parts = [
    left.plans ? count(left.plans, 'more plan') : '',
    left.running ? count(left.running, 'more run in progress', 'more runs in progress') : '',
    left.attention ? count(left.attention, 'more matter') : '',
  ].filter(Boolean);
  const missing = parts.length ? `Not shown: ${parts.join(', ')}. ` : '';
  if (!left.olderRuns || !plans.length) return missing;
  return `${missing}From the newest ${left.runsRead.toLocaleString('en')} runs; plans without one of these have no verdict here.`;
}

function show(overview: Overview): void {
  const { plans, running, attention } = overview;
  byId('empty').hidden = plans.length > 0 || running.length > 0;
  byId('attention-part').hidden = attention.length === 0;
  byId('running-part').hidden = plans.length === 0 && running.length === 0;
  byId('plans-part').hidden = plans.length === 0;
  byId('nothing-running').hidden = running.length > 0;
  fill(byId('attention'), attention, () => attention.map(attentionItem));
  fill(byId('running'), running, () => running.map(runningItem));
  fill(byId('plans'), plans, () => plans.map(planItem));
  byId('left-out').textContent = leftOut(overview);
  document.title = running.length ? `${count(running.length, 'run')} in progress · PerfFunctions` : 'Overview · PerfFunctions';
}

let timer = 0;

async function refresh(): Promise<void> {
  clearTimeout(timer);
  let isRunning = false;
  try {
    const overview = await json('/api/overview') as Overview;
    show(overview);
    isRunning = overview.running.length > 0;
    showProblem('');
  } catch (error) {
    showProblem(`The overview could not be read: ${(error as Error).message}`);
  }
  ready();
  // Another one may have been started meanwhile, by a return to the page.
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(() => void refresh(), isRunning ? refreshWhileRunning : refreshOtherwise);
}

document.addEventListener('visibilitychange', () => { if (!document.hidden) void refresh(); });
void refresh();
