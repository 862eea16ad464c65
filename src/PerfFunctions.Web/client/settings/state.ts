// Health and the kill switch.

import { plainLink, terms } from '../shared/dom';
import { count } from '../shared/format';
import type { HaltView, Health } from './model';
import { read } from './part';

export async function showHealth(): Promise<void> {
  // 503 has the same body: it says what is wrong.
  const health = await read<Health>('/api/health', [200, 503]);
  const isHealthy = health.status === 'healthy';
  terms(byId('health'), [
    ['Service', badge(isHealthy && !health.access ? ['Healthy', '✓', 'good'] : ['Unhealthy', '✕', 'bad'])],
    ...(isHealthy ? [] : [['Problem', health.status] as [string, string]]),
    ...(health.access ? [['Access', health.access] as [string, string]] : []),
    ['Version', health.version || 'unknown'],
    ['Undelivered reports', health.undelivered
      ? plainLink('/', `${health.undelivered}${health.undelivered >= 20 ? ' or more' : ''}, listed in the overview`)
      : 'none'],
  ]);
}

function sentences({ last, running, halted }: HaltView): string[] {
  const lines: string[] = [];
  if (last) lines.push(`Halted ${moment(last.at)} by ${last.by.name}: ${last.reason}`);
  if (last?.resumedAt) lines.push(`Resumed ${moment(last.resumedAt)} by ${last.resumedBy?.name ?? 'unknown'}`);
  if (!last) lines.push('The service has never been halted.');
  lines.push(running.length ? `${count(running.length, 'run')} ${halted ? 'still ending' : 'in progress'}` : 'No run is in progress.');
  return lines;
}

function show(view: HaltView): void {
  byId('halt-state').replaceChildren(badge(view.halted ? ['Halted', '■', 'bad'] : ['Runs are allowed', '✓', 'good']));
  byId('halt-facts').replaceChildren(...sentences(view).map(text => element('li', '', text)));
  byId('resume').hidden = !view.halted;
  byId('halt-text').textContent = view.halted ? 'Halting again replaces the reason.' : 'A halt ends all runs within five seconds and starts no new ones.';
}

export async function showHalt(): Promise<void> {
  show(await read<HaltView>('/api/halt'));
}

async function send(button: HTMLButtonElement, options: RequestInit, done: () => void): Promise<void> {
  button.disabled = true;
  byId('halt-problem').hidden = true;
  try {
    const response = await call('/api/halt', options);
    if (response.ok) {
      show(await response.json() as HaltView);
      done();
      return;
    }
    const problem = await problemOf(response) as { text: string; errors?: { message: string; allowed: string }[] };
    byId('halt-problem').textContent = problem.errors?.length ? problem.errors.map(e => `reason: ${e.message}; allowed: ${e.allowed}`).join('\n') : problem.text;
    byId('halt-problem').hidden = false;
  } catch (error) {
    byId('halt-problem').textContent = `The service could not be reached: ${(error as Error).message}`;
    byId('halt-problem').hidden = false;
  } finally {
    button.disabled = false;
  }
}

export function wireHalt(): void {
  const reason = byId('reason') as HTMLInputElement;
  byId('halt-form').addEventListener('submit', event => {
    event.preventDefault();
    const body = JSON.stringify({ reason: reason.value.trim() });
    void send(byId('halt') as HTMLButtonElement, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }, () => { reason.value = ''; });
  });
  byId('resume').addEventListener('click', () => void send(byId('resume') as HTMLButtonElement, { method: 'DELETE' }, () => byId('reason').focus()));
}
