// Budgets: pending, then by what is measured so far, then as the verdict has them.

import { fill } from '../shared/dom';
import { clock } from '../shared/plot';
import type { AuditedPage, Outline, RuleResult, RunView } from './model';
import type { LiveBudgets } from './progress';

type Status = RuleResult['status'] | 'pending' | 'withinSoFar' | 'overSoFar' | 'warnSoFar';

interface Row { rule: string; status: Status; reason?: string }

const statuses: Record<Status, [string, string, string]> = {
  pass: ['Passed', '✓', 'good'],
  fail: ['Failed', '✕', 'bad'],
  warn: ['Warned', '!', 'warn'],
  noData: ['No data', '?', 'none'],
  inconclusive: ['Inconclusive', '≈', 'warn'],
  off: ['Off', '–', 'none'],
  pending: ['Pending', '…', 'none'],
  withinSoFar: ['Within budget so far', '✓', 'good'],
  overSoFar: ['Over budget so far', '✕', 'bad'],
  warnSoFar: ['Over budget so far', '!', 'warn'],
};

const order: Status[] = ['fail', 'overSoFar', 'noData', 'inconclusive', 'warn', 'warnSoFar', 'withinSoFar', 'pending', 'pass', 'off'];
const quiet: Status[] = ['pass', 'pending', 'off'];
const soFar: Status[] = ['withinSoFar', 'overSoFar', 'warnSoFar'];

export function showBudgets(run: RunView | null, outline: Outline | null, pages: Map<string, AuditedPage>, live: LiveBudgets | null): void {
  const rows = rowsOf(run, outline, pages, live);
  rows.sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  const hidden = rows.filter(row => quiet.includes(row.status));
  const open = rows.filter(row => !quiet.includes(row.status));
  fill(byId('budgets'), open, () => open.map(item));
  fill(byId('quiet-budgets'), hidden, () => hidden.map(item));
  const count = (status: Status) => rows.filter(row => row.status === status).length;
  byId('budgets-sum').textContent = (['pass', 'pending', 'off'] as const).filter(s => count(s) > 0)
    .map(s => `${count(s)} ${statuses[s][0].toLowerCase()}`).join(', ');
  byId('quiet').hidden = hidden.length === 0;
  byId('budgets-part').hidden = rows.length === 0;
  const isProvisional = rows.some(row => soFar.includes(row.status));
  byId('provisional').hidden = !isProvisional;
  if (!isProvisional) return;
  byId('provisional').textContent = `Provisional, by the first ${clock(live!.second + 1)} of the load. The verdict follows at the end.`;
}

// Until the verdict, those of pages are known as soon as their audits are, and those of load are evaluated on the way.
function rowsOf(run: RunView | null, outline: Outline | null, pages: Map<string, AuditedPage>, live: LiveBudgets | null): Row[] {
  if (run?.verdict) return run.verdict.rules.map(({ rule, status, reason }) => ({ rule, status, reason }));
  const audited = new Map([...pages.values()].flatMap(page => page.budgets).map(rule => [rule.rule, rule]));
  const loaded = new Map((live?.rules ?? []).map(rule => [rule.rule, rule]));
  const isOver = run?.outcome !== undefined;
  return (outline?.budgets ?? []).map((rule): Row => {
    const page = audited.get(rule);
    if (page) return { rule, status: page.status, reason: page.reason };
    const load = loaded.get(rule);
    return isOver ? { rule, status: 'noData' } : load ? provisional(load) : { rule, status: 'pending' };
  });
}

function provisional({ rule, status, reason }: RuleResult): Row {
  switch (status) {
    case 'pass': return { rule, status: 'withinSoFar', reason };
    case 'fail': return { rule, status: 'overSoFar', reason };
    case 'warn': return { rule, status: 'warnSoFar', reason };
    default: return { rule, status: 'pending', reason: `No data so far: ${reason}` };
  }
}

function item({ rule, status, reason }: Row): HTMLElement {
  const made = element('li');
  made.append(badge(statuses[status], soFar.includes(status) ? ' provisional' : ''), element('code', '', rule));
  if (reason) made.append(element('span', 'sub', reason));
  return made;
}
