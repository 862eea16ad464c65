// Parts of the page that are not charts: the state, budgets, requests, pages and the log.

import { milliseconds } from '../shared/plot';
import type { AuditedLoad, AuditedPage, LiveRequest, Outline, RuleResult, RunView } from './model';

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

// Limits of "good" and "needs improvement" of the Web Vitals.
const ratings: Record<string, [number, number]> = { lcp: [2500, 4000], inp: [200, 500], cls: [0.1, 0.25], fcp: [1800, 3000], ttfb: [800, 1800] };
const tone = (metric: string, value: number) => value <= ratings[metric]![0] ? 'good' : value <= ratings[metric]![1] ? 'warn' : 'bad';

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

function median(values: number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length === 0 ? undefined : sorted.length % 2 ? sorted[middle] : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function vital(page: AuditedPage, label: string, metric: string, of: (load: AuditedLoad) => number | undefined): HTMLElement | null {
  const values = page.loads.map(of).filter((v): v is number => v !== undefined);
  const middle = median(values);
  if (middle === undefined) return null;
  const item = element('div', 'vital');
  const text = (value: number) => metric === 'cls' ? String(Number(value.toPrecision(2))) : milliseconds(value);
  const scatter = element('dd');
  scatter.append(points(values, metric, text));
  item.append(element('dt', '', label), element('dd', tone(metric, middle), text(middle)), scatter);
  return item;
}

// Each load is a point, so that scatter shows.
function points(values: number[], metric: string, text: (value: number) => string): Element {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const made = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  made.setAttribute('viewBox', '0 0 100 10');
  made.setAttribute('role', 'img');
  made.setAttribute('aria-label', `${values.length} loads, ${text(low)} to ${text(high)}`);
  for (const value of values) {
    const point = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
    point.setAttribute('cx', String(high === low ? 50 : 5 + 90 * (value - low) / (high - low)));
    point.setAttribute('cy', '5');
    point.setAttribute('r', '3');
    point.setAttribute('class', tone(metric, value));
    made.append(point);
  }
  return made;
}

function card(name: string, page: AuditedPage | undefined, isOver: boolean): HTMLElement {
  const made = element('article', 'card page');
  made.append(element('h3', '', name));
  if (!page) {
    made.append(element('p', 'quiet', isOver ? 'Not audited.' : 'Waiting for its audit.'));
    return made;
  }
  if (page.screenshot) {
    const image = element('img') as HTMLImageElement;
    image.src = page.screenshot;
    image.alt = `Screenshot of ${name}`;
    image.loading = 'lazy';
    made.append(image);
  }
  const list = element('dl');
  const vitals = [
    vital(page, 'LCP', 'lcp', l => l.lcpMs), vital(page, 'CLS', 'cls', l => l.cls), vital(page, 'INP', 'inp', l => l.inpMs),
    vital(page, 'FCP', 'fcp', l => l.fcpMs), vital(page, 'TTFB', 'ttfb', l => l.ttfbMs),
  ];
  list.append(...vitals.filter((v): v is HTMLElement => v !== null));
  made.append(list);
  const failed = page.loads.filter(l => l.failure);
  if (failed.length) made.append(element('p', 'bad', `${failed.length} of ${page.loads.length} loads failed: ${failed[0]!.failure}`));
  return made;
}

export function showPages(outline: Outline | null, pages: Map<string, AuditedPage>, isOver: boolean): void {
  const names = outline?.pages ?? [];
  byId('pages-part').hidden = names.length === 0;
  const before = new Map([...byId('pages').children].map(c => [(c as HTMLElement).dataset.key, c]));
  // A card stays as it is until its page changes, so that its picture is loaded once.
  byId('pages').replaceChildren(...names.map(name => {
    const key = `${name}|${JSON.stringify(pages.get(name) ?? isOver)}`;
    const made = before.get(key) ?? card(name, pages.get(name), isOver);
    (made as HTMLElement).dataset.key = key;
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
