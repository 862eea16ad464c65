// A stored plan as a row of the list.

import { scheduleInWords } from './schedule';

export interface StoredPlan { name: string; schedule?: string; profile?: string; updatedAt: string; nextRunAt?: string }

export interface LastRun { runId: string; plan: string; outcome?: string; headline?: string; stage: string; createdAt: string }

export interface Actions { start: (plan: StoredPlan) => void; remove: (plan: StoredPlan) => void }

export function rowOf(plan: StoredPlan, last: LastRun | undefined, actions: Actions): HTMLElement {
  const item = element('li', 'card plan');
  const body = element('div', 'body');
  const title = element('h2');
  title.append(linkTo(pathOf('plans', plan.name, '/edit'), plan.name, `Edit ${plan.name}`));
  body.append(title, lastRun(last), schedule(plan));
  item.append(body, links(plan), buttons(plan, actions));
  return item;
}

function lastRun(last: LastRun | undefined): HTMLElement {
  const line = element('p', 'last');
  if (!last) {
    line.append(element('span', 'quiet', 'Never run'));
    return line;
  }
  line.append(badge(outcomeOf(last)), linkTo(`/runs/${encodeURIComponent(last.runId)}`, moment(last.createdAt), `Last run, ${moment(last.createdAt)}`));
  if (last.headline) line.append(element('span', 'headline', last.headline));
  return line;
}

function outcomeOf(run: LastRun): [string, string, string] {
  return run.outcome ? outcomes[run.outcome] ?? [run.outcome, '?', 'none'] : [stages[run.stage] ?? 'Running', '', 'live-badge'];
}

function schedule(plan: StoredPlan): HTMLElement {
  const line = element('p', 'facts');
  if (plan.schedule) {
    const words = scheduleInWords(plan.schedule);
    line.append(words ? element('span', '', words) : cron(plan.schedule));
    if (plan.profile) line.append(element('span', '', `profile ${plan.profile}`));
    if (plan.nextRunAt) line.append(nextRun(plan.nextRunAt));
  } else {
    line.append(element('span', '', 'Runs on demand'));
  }
  line.append(element('span', '', `saved ${moment(plan.updatedAt)}`));
  return line;
}

function cron(text: string): HTMLElement {
  const place = element('span');
  place.append(element('code', '', text), ' (UTC)');
  return place;
}

// In the viewer's time, and in that of the schedule.
function nextRun(at: string): HTMLElement {
  const time = element('time', '', `next ${moment(at)}`) as HTMLTimeElement;
  time.dateTime = at;
  const utc = new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  if (utc !== moment(at)) time.append(` (${utc} UTC)`);
  return time;
}

function links(plan: StoredPlan): HTMLElement {
  const box = element('p', 'links');
  box.append(
    linkTo(pathOf('plans', plan.name, '/edit'), 'Edit', `Edit ${plan.name}`),
    linkTo(`/runs?plan=${encodeURIComponent(plan.name)}`, 'Runs', `Runs of ${plan.name}`),
    linkTo(pathOf('trends', plan.name), 'Trends', `Trends of ${plan.name}`),
    linkTo(pathOf('capacity', plan.name), 'Capacity', `Capacity of ${plan.name}`),
    documents(plan.name));
  return box;
}

const kinds: [string, string][] = [
  ['requirements', 'Requirements'], ['test-plan', 'Test plan'], ['test-report', 'Test report'], ['budget', 'Performance budget'],
  ['capacity-plan', 'Capacity plan'], ['monitoring', 'Monitoring'], ['recommendations', 'Recommendations'], ['runbook', 'Runbook'],
  ['scaling-playbook', 'Scaling playbook'], ['checklist', 'Checklist'],
];

function documents(name: string): HTMLElement {
  const box = element('details', 'documents');
  const list = element('ul');
  for (const [kind, title] of kinds) {
    const item = element('li');
    item.append(linkTo(`/api/plans/${encodeURIComponent(name)}/documents/${kind}.html`, title, `${title} of ${name}`));
    list.append(item);
  }
  const summary = element('summary', '', 'Documents');
  summary.setAttribute('aria-label', `Documents of ${name}`);
  box.append(summary, list);
  return box;
}

function buttons(plan: StoredPlan, actions: Actions): HTMLElement {
  const box = element('div', 'side');
  box.append(button('Start', `Start ${plan.name}`, () => actions.start(plan)), button('Delete', `Delete ${plan.name}`, () => actions.remove(plan)));
  return box;
}

function button(text: string, label: string, act: () => void): HTMLElement {
  const made = element('button', 'small', text) as HTMLButtonElement;
  made.type = 'button';
  made.setAttribute('aria-label', label);
  made.addEventListener('click', act);
  return made;
}

function pathOf(section: string, name: string, rest = ''): string {
  return `/${section}/${encodeURIComponent(name)}${rest}`;
}
