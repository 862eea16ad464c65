// Which hosts may be tested, and what has to be published on one.

import { terms } from '../shared/dom';
import type { TargetView } from './model';

const proofs: Record<string, string> = { settings: 'the settings of the service', file: 'its file', record: 'its DNS record' };

function show(target: TargetView): void {
  byId('target-state').replaceChildren(
    badge(target.verified ? ['Verified', '✓', 'good'] : ['Not verified', '✕', 'bad']), ' ',
    target.verified
      ? `${target.host} may be tested, by ${proofs[target.by] ?? target.by}.`
      : `${target.host} may not be tested yet. Publish the token in one of two places:`);
  const rows: [string, string | HTMLElement][] = [];
  if (target.token) {
    rows.push(['Token', element('code', '', target.token)], ['As a file', element('code', '', target.file)]);
    if (target.record) rows.push(['As a TXT record', element('code', '', target.record)]);
  } else if (!target.verified) rows.push(['Token', 'The service has no secret to make tokens with (Perf:Targets:Secret).']);
  if (target.fileProblem) rows.push(['The file', target.fileProblem]);
  if (target.recordProblem) rows.push(['The record', target.recordProblem]);
  terms(byId('target-facts'), rows);
}

async function ask(host: string): Promise<void> {
  const button = byId('target-ask') as HTMLButtonElement;
  button.disabled = true;
  byId('target-problem').hidden = true;
  try {
    const response = await call(`/api/targets/${encodeURIComponent(host)}`);
    if (response.ok) return show(await response.json() as TargetView);
    const problem = await problemOf(response) as { text: string; errors?: { message: string; allowed: string }[] };
    byId('target-problem').textContent = problem.errors?.length ? problem.errors.map(e => `'${host}' ${e.message}; allowed: ${e.allowed}`).join('\n') : problem.text;
    byId('target-problem').hidden = false;
    byId('target-state').replaceChildren();
    byId('target-facts').replaceChildren();
  } catch (error) {
    byId('target-problem').textContent = `The service could not be reached: ${(error as Error).message}`;
    byId('target-problem').hidden = false;
  } finally {
    button.disabled = false;
  }
}

export function wireTargets(): void {
  byId('target-form').addEventListener('submit', event => {
    event.preventDefault();
    void ask((byId('target-host') as HTMLInputElement).value.trim());
  });
}
