// Plans with their last verdict and their key metric.

import { plainLink, time } from '../shared/dom';
import { amount, change, count } from '../shared/format';
import { sparkline } from '../shared/sparkline';
import type { PlanMetric, PlanOverview } from './model';

// One run against one other says little; a smaller change has no colour.
const noisePercent = 5;

function tone(metric: PlanMetric): string {
  const { changePercent, worse } = metric;
  if (changePercent === undefined || Math.abs(changePercent) < noisePercent) return 'quiet';
  return changePercent > 0 === (worse === 'higher') ? 'bad' : 'good';
}

function metricOf(plan: PlanOverview, metric: PlanMetric): HTMLElement {
  const box = element('div', 'metric');
  const values = metric.points.map(point => point.value);
  const [low, high, last] = [Math.min(...values), Math.max(...values), values.at(-1)!];
  const range = `${metric.name}, ${count(values.length, 'run')}, ${amount(metric.unit, low)} to ${amount(metric.unit, high)}`;
  const now = element('p', 'now', amount(metric.unit, last));
  if (metric.changePercent !== undefined) now.append(' ', element('span', `sub change ${tone(metric)}`, `${change(metric.changePercent)} to the run before`));
  const text = element('div', 'numbers');
  text.append(now, element('p', 'sub name', metric.name));
  const link = plainLink(`/trends/${encodeURIComponent(plan.plan)}`, '', 'trend');
  link.append(values.length > 1 ? sparkline(values, range) : 'One run so far');
  link.setAttribute('aria-label', `${values.length > 1 ? '' : 'One run so far: '}Trends of ${plan.plan}, ${range}`);
  box.append(link, text);
  return box;
}

export function planItem(plan: PlanOverview): HTMLElement {
  const item = element('li', 'card plan');
  const status = element('div');
  const body = element('div', 'body');
  const title = element('h3');
  if (plan.last) {
    status.append(badge(outcomes[plan.last.outcome] ?? [plan.last.outcome, '?', 'none']));
    title.append(linkTo(`/runs/${encodeURIComponent(plan.last.runId)}`, plan.plan, `Last run of ${plan.plan}`));
    const facts = element('p', 'facts');
    facts.append(time(plan.last.finishedAt));
    if (plan.schedule) facts.append(element('span', '', `scheduled ${plan.schedule} UTC`));
    body.append(title, element('p', 'headline', plan.last.headline), facts);
  } else {
    status.append(badge(['No run', '–', 'none']));
    title.textContent = plan.plan;
    body.append(title, element('p', 'facts', plan.schedule ? `Stored, scheduled ${plan.schedule} UTC` : 'Stored, not scheduled'));
  }
  item.append(status, body);
  if (plan.metric) item.append(metricOf(plan, plan.metric));
  return item;
}
