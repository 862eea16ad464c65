// Parts of the page that are neither charts nor pages: the state, requests and the log.

import { milliseconds } from '../shared/plot';
import type { LiveRequest, RunView } from './model';

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

export interface RequestRow { name: string; sent: number; failed: number; perSecond?: number; p50?: number; p95?: number; p99?: number }

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
      name, element('td', '', String(row.sent)), element('td', row.failed > 0 ? 'bad' : '', String(row.failed)), element('td', '', row.perSecond === undefined ? '–' : `${row.perSecond.toFixed(1)}/s`),
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
