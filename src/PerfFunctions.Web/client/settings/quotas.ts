// Quotas, costs and code hosts.

import { plainLink, tableRow, terms } from '../shared/dom';
import { digits, money } from '../shared/format';
import type { ConnectedCodeHost, MonthlyCosts, QuotaUse, ServiceSettings } from './model';
import { read } from './part';

const maxPlans = 10;
const nearlyExhausted = 0.8;

const isMoney = (unit: string) => /^[A-Z]{3}$/.test(unit);
function amountOf(unit: string, value: number): string {
  if (isMoney(unit)) return money(value, unit);
  if (unit === '/s') return `${digits(value)}/s`;
  return unit ? `${value.toLocaleString('en')} ${unit}` : value.toLocaleString('en');
}

function code(text: string): HTMLElement {
  return element('code', '', text);
}

function used(quota: QuotaUse): HTMLElement {
  const box = element('div', 'used');
  const bar = element('progress') as HTMLProgressElement;
  bar.max = 1;
  bar.value = Math.min(1, quota.share);
  bar.setAttribute('aria-label', `Used of ${quota.name}`);
  const text = element('span', quota.share >= nearlyExhausted ? 'bad' : '', `${amountOf(quota.unit, quota.used)} of ${amountOf(quota.unit, quota.limit)}`);
  box.append(text, bar);
  return box;
}

function showHosts(hosts: ConnectedCodeHost[]): void {
  byId('hosts').replaceChildren(...hosts.map(host => {
    const item = element('li');
    const body = element('div');
    body.append(element('h3', '', host.name ? `${host.kind}: ${host.name}` : host.kind));
    if (host.configured) body.append(element('p', 'sub', `${host.address ?? 'address unknown'} · as ${host.as === 'App' ? 'an App' : 'the owner of a token'}`));
    const hook = element('p', 'sub', 'Webhook ');
    hook.append(code(location.origin + host.webhook));
    body.append(hook);
    if (!host.configured) {
      const how = element('p', 'sub');
      how.append(plainLink('/docs/pull-requests', `Connect ${host.kind}`));
      body.append(how);
    }
    item.append(badge(host.configured ? ['Configured', '✓', 'good'] : ['Not configured', '–', 'none']), body);
    return item;
  }));
}

export async function showSettings(): Promise<void> {
  const settings = await read<ServiceSettings>('/api/settings');
  byId('caller').textContent = `You are ${settings.caller.name}, with the role ${settings.caller.role}.`;
  byId('quotas').replaceChildren(...settings.shared.map(quota => tableRow([quota.name, used(quota), code(quota.option)])));
  byId('limits').replaceChildren(...settings.limits.map(limit => tableRow([limit.name, amountOf(limit.unit, limit.limit), code(limit.option)])));
  showHosts(settings.codeHosts);
}

export async function showCosts(): Promise<void> {
  const costs = await read<MonthlyCosts>('/api/costs');
  terms(byId('costs'), [
    ['Month', `${costs.month} (UTC)`],
    ['Spent', money(costs.actual, costs.currency)],
    ['Reserved by runs in progress', money(costs.reserved, costs.currency)],
    ['Limit', costs.limit > 0 ? money(costs.limit, costs.currency) : 'none (Perf:Cost:MonthlyLimit)'],
  ]);
  byId('plan-costs').replaceChildren(...costs.plans.slice(0, maxPlans).map(plan =>
    tableRow([plan.plan, plan.runs.toLocaleString('en'), money(plan.actual, costs.currency)])));
  byId('plan-costs-part').hidden = costs.plans.length === 0;
  byId('more-plans').textContent = costs.plans.length > maxPlans ? `and ${costs.plans.length - maxPlans} more plans` : '';
}
