// Runs in progress.

import { time } from '../shared/dom';
import { amount, digits } from '../shared/format';
import type { LiveScenario, RunningRun } from './model';

const maxScenarios = 4;

function scenarioRow(scenario: LiveScenario): HTMLElement {
  const row = element('div');
  const share = scenario.sent > 0 ? scenario.failed / scenario.sent : 0;
  row.append(
    element('dt', '', scenario.name),
    element('dd', '', `${digits(scenario.requestsPerSecond)} requests/s`),
    element('dd', '', `p95 ${scenario.p95Ms === undefined ? '–' : amount('milliseconds', scenario.p95Ms)}`),
    element('dd', scenario.failed > 0 ? 'bad' : '', `${amount('share', share)} errors`));
  if (scenario.dropped > 0) row.append(element('dd', 'bad', `${scenario.dropped.toLocaleString('en')} dropped`));
  return row;
}

function live(run: RunningRun, load: NonNullable<RunningRun['load']>): HTMLElement {
  const box = element('div', 'live');
  const progress = element('progress') as HTMLProgressElement;
  progress.max = Math.max(1, load.durationSeconds);
  progress.value = Math.min(progress.max, Math.max(0, load.elapsedSeconds));
  progress.setAttribute('aria-label', `Load of ${run.plan}`);
  const rows = element('dl');
  rows.append(...load.scenarios.slice(0, maxScenarios).map(scenarioRow));
  box.append(progress, rows);
  if (load.scenarios.length > maxScenarios) box.append(element('p', 'sub', `and ${load.scenarios.length - maxScenarios} more scenarios`));
  return box;
}

export function runningItem(run: RunningRun): HTMLElement {
  const item = element('li', 'card run');
  const status = element('div');
  status.append(badge([run.cancelling ? 'Cancelling' : stages[run.stage] ?? 'Running', '', 'live-badge']));
  const body = element('div', 'body');
  const title = element('h3');
  title.append(linkTo(`/runs/${encodeURIComponent(run.runId)}`, run.plan, `Run of ${run.plan}`));
  const facts = element('p', 'facts');
  const since = element('span', '', 'since ');
  since.append(time(run.createdAt));
  facts.append(since);
  body.append(title, facts);
  if (run.load) body.append(live(run, run.load));
  item.append(status, body);
  return item;
}
