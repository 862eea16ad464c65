// Parts of the page that are neither charts nor pages: the state, budgets, requests and the log.

import { milliseconds } from '../shared/plot';
import type { AuditedPage, LiveRequest, Outline, RuleResult, RunView } from './model';

type Status = RuleResult['status'] | 'pending';

const statuses: Record<Status, [string, string, string]> = {
  pass: ['Passed', '✓', 'good'],
  fail: ['Failed', '✕', 'bad'],
  warn: ['Warned', '!', 'warn'],
  noData: ['No data', '?', 'none'],
  inconclusive: ['Inconclusive', '≈', 'warn'],
  off: ['Off', '–', 'none'],
  pending: ['Pending', '…', 'none'],
};

export function showState(run: RunView): void {
  const outcome = run.outcome;
  byId('outcome').replaceChildren(outcome
    ? badge(outcomes[outcome] ?? [outcome, '?', 'none'], ' big')
    : badge([stages[run.stage] ?? 'Running', '', 'live-badge'], ' big'));
  byId('headline').textContent = run.headline ?? '';
  byId('title').textContent = run.plan;
  document.title = outcome ? `${(outcomes[outcome] ?? [outcome])[0]}: ${run.plan}` : `${run.plan} is running`;
  const facts = [run.target, moment(run.createdAt), run.runId].filter((text): text is string => Boolean(text));
  byId('about').replaceChildren(...facts.flatMap((text, i) => i ? [' · ', text] : [text]));
  byId('cancel').hidden = outcome !== undefined;
  byId('progress').hidden = outcome !== undefined || !run.load;
  if (run.load) {
    const progress = byId('progress') as HTMLProgressElement;
    progress.max = Math.max(1, run.load.durationSeconds);
    progress.value = Math.min(progress.max, Math.max(0, run.load.elapsedSeconds));
  }
}

export function showBudgets(run: RunView | null, outline: Outline | null, pages: Map<string, AuditedPage>): void {
  // Until the verdict, those of pages are known as soon as their audits are.
  const decided = new Map([...pages.values()].flatMap(page => page.budgets).map(rule => [rule.rule, rule]));
  const rules = run?.verdict?.rules ?? outline?.budgets.map((rule): Partial<RuleResult> & { rule: string } => decided.get(rule) ?? { rule }) ?? [];
  const isOver = run?.outcome !== undefined;
  const order: Status[] = ['fail', 'noData', 'inconclusive', 'warn', 'pending', 'pass', 'off'];
  const known = rules.map(rule => ({ ...rule, status: rule.status ?? (isOver ? 'noData' : 'pending') as Status }));
  known.sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  const isQuiet = (status: Status) => status === 'pass' || status === 'pending' || status === 'off';
  byId('budgets').replaceChildren(...known.filter(r => !isQuiet(r.status)).map(budget));
  byId('quiet-budgets').replaceChildren(...known.filter(r => isQuiet(r.status)).map(budget));
  const count = (status: Status) => known.filter(r => r.status === status).length;
  byId('budgets-sum').textContent = (['pass', 'pending', 'off'] as const).filter(s => count(s) > 0)
    .map(s => `${count(s)} ${statuses[s][0].toLowerCase()}`).join(', ');
  byId('quiet').hidden = byId('quiet-budgets').childElementCount === 0;
  byId('budgets-part').hidden = known.length === 0;
}

function budget(rule: { rule: string; status: Status; reason?: string }): HTMLElement {
  const item = element('li');
  item.append(badge(statuses[rule.status]), element('code', '', rule.rule));
  if (rule.reason) item.append(element('span', 'sub', rule.reason));
  return item;
}

export interface RequestRow { name: string; sent: number; failed: number; perSecond: number; p50?: number; p95?: number; p99?: number }

export const liveRows = (scenario: { requests: LiveRequest[] }): RequestRow[] => scenario.requests.map(r => (
  { name: r.name, sent: r.sent, failed: r.failed, perSecond: r.requestsPerSecond, p50: r.p50Ms, p95: r.p95Ms }));

export function showRequests(rows: RequestRow[], isFinal: boolean): void {
  byId('requests-part').hidden = rows.length === 0;
  byId('requests-note').textContent = isFinal ? 'Over the whole load.' : 'Times and rates of the last seconds, counts so far.';
  byId('requests').replaceChildren(...rows.map(row => {
    const made = element('tr');
    const name = element('th', '', row.name) as HTMLTableCellElement;
    name.scope = 'row';
    made.append(
      name, element('td', '', String(row.sent)), element('td', row.failed > 0 ? 'bad' : '', String(row.failed)), element('td', '', `${row.perSecond.toFixed(1)}/s`),
      element('td', '', milliseconds(row.p50)), element('td', '', milliseconds(row.p95)), element('td', '', milliseconds(row.p99)));
    return made;
  }));
}

export function log(text: string, at = new Date()): void {
  const item = element('li');
  const time = element('time', '', at.toLocaleTimeString()) as HTMLTimeElement;
  time.dateTime = at.toISOString();
  item.append(time, text);
  byId('log').append(item);
}
