const triggers = { http: 'API request', spike: 'Spike', schedule: 'Schedule', pullRequest: 'Pull request', deployment: 'Deployment', command: 'Command', mergeQueue: 'Merge queue' };
const refreshEvery = 2000;
const pageSize = 30;

const state = { plan: new URLSearchParams(location.search).get('plan') ?? '', runs: new Map(), next: null, shown: new Map() };

// --- The list ---

function outcomeOf(run) {
  return badge(run.outcome ? outcomes[run.outcome] ?? [run.outcome, '?', 'none'] : [stages[run.stage] ?? 'Running', '', 'live-badge']);
}

function time(value) {
  const made = element('time', '', moment(value));
  made.dateTime = value;
  return made;
}

function lasted(run) {
  const seconds = Math.max(0, Math.round((new Date(run.finishedAt) - new Date(run.createdAt)) / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function milliseconds(value) {
  if (value === null || value === undefined) return '–';
  return value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(2)} s`;
}

function live(load) {
  const box = element('div', 'live');
  const progress = element('progress');
  progress.max = Math.max(1, load.durationSeconds);
  progress.value = Math.min(progress.max, Math.max(0, load.elapsedSeconds));
  progress.setAttribute('aria-label', 'Load');
  const list = element('dl');
  for (const scenario of load.scenarios) {
    const row = element('div');
    row.append(
      element('dt', '', scenario.name),
      element('dd', '', `${scenario.requestsPerSecond.toFixed(1)}/s`),
      element('dd', '', `p50 ${milliseconds(scenario.p50Ms)}`),
      element('dd', '', `p95 ${milliseconds(scenario.p95Ms)}`),
      element('dd', scenario.failed > 0 ? 'bad' : '', `${scenario.failed} failed`),
      element('dd', scenario.dropped > 0 ? 'bad' : '', `${scenario.dropped} dropped`));
    list.append(row, ...(scenario.streams ?? []).map(stream => liveStream(scenario, stream)));
  }
  box.append(progress, list);
  return box;
}

function liveStream(scenario, stream) {
  const row = element('div');
  row.append(
    element('dt', '', `${scenario.name} ${stream.name}`),
    element('dd', '', `${stream.opened} opened`),
    element('dd', '', `${stream.sentPerSecond.toFixed(1)} messages/s sent`),
    element('dd', '', `${stream.receivedPerSecond.toFixed(1)} messages/s received`),
    element('dd', '', `${stream.sent} sent`),
    element('dd', '', `${stream.received} received`));
  return row;
}

function side(run) {
  const box = element('div', 'side');
  if (run.links.trends) box.append(linkTo(`/trends/${encodeURIComponent(run.plan)}`, 'Trends', `Trends of ${run.plan}`));
  if (run.outcome) {
    box.append(
      linkTo(`/compare?head=${encodeURIComponent(run.runId)}`, 'Compare', `Compare this run of ${run.plan} with another`),
      reportOf(run.runId, `Report of ${run.plan}`));
  } else {
    const cancel = element('button', 'small', run.cancelling ? 'Cancelling…' : 'Cancel');
    cancel.type = 'button';
    cancel.disabled = run.cancelling === true;
    cancel.addEventListener('click', () => cancelRun(run));
    box.append(cancel);
  }
  return box;
}

function row(run) {
  const item = element('li', 'card run');
  const body = element('div', 'body');
  const facts = element('p', 'facts');
  if (run.target) facts.append(element('span', '', run.target));
  facts.append(element('span', '', triggers[run.trigger] ?? run.trigger), time(run.createdAt));
  if (run.finishedAt) facts.append(element('span', '', `took ${lasted(run)}`));
  const title = element('h2');
  title.append(linkTo(`/runs/${encodeURIComponent(run.runId)}`, run.plan, `Run of ${run.plan}`));
  body.append(title);
  if (run.headline) body.append(element('p', 'headline', run.headline));
  body.append(facts);
  if (run.load) body.append(live(run.load));
  const status = element('div');
  status.append(outcomeOf(run));
  item.append(status, body, side(run));
  return item;
}

// A row is rebuilt only when its run has changed, so that focus and selection stay where they are.
function show() {
  const runs = [...state.runs.values()].sort((a, b) => new Date(b.createdAt) - new Date(a.createdAt));
  const rows = runs.map(run => {
    const text = JSON.stringify(run);
    const shown = state.shown.get(run.runId);
    if (shown?.text === text) return shown.row;
    const made = row(run);
    shown?.row.replaceWith(made);
    state.shown.set(run.runId, { text, row: made });
    return made;
  });
  const list = byId('runs');
  if (rows.length !== list.children.length || rows.some((r, i) => list.children[i] !== r)) list.replaceChildren(...rows);
  list.setAttribute('aria-busy', 'false');
  byId('empty').hidden = rows.length > 0 || state.plan !== '';
  byId('none-of-plan').hidden = rows.length > 0 || state.plan === '';
  byId('more').hidden = !state.next;
  suggest([...state.runs.values()].map(run => run.plan));
}

// --- The filter by plan ---

function suggest(plans) {
  const list = byId('plans');
  const known = new Set([...list.options].map(option => option.value));
  for (const plan of [...new Set(plans)].sort()) if (!known.has(plan)) list.append(new Option(plan, plan));
}

async function suggestStored() {
  try {
    suggest((await json('/api/plans')).map(plan => plan.name));
  } catch {
    // Names can be typed all the same.
  }
}

function choose(plan) {
  if (plan === state.plan) return;
  Object.assign(state, { plan, runs: new Map(), next: null });
  keepInAddress({ plan });
  byId('runs').setAttribute('aria-busy', 'true');
  refresh();
}

function keep(run) {
  const before = state.runs.get(run.runId);
  state.runs.set(run.runId, { ...run, verdict: undefined, cancelling: before?.cancelling && !run.outcome ? true : undefined });
}

function page(after) {
  const query = new URLSearchParams({ count: pageSize });
  if (state.plan) query.set('plan', state.plan);
  if (after) query.set('after', after);
  return json(`/api/runs?${query}`);
}

async function refresh() {
  const { plan } = state;
  try {
    const newest = await page();
    // The response to an earlier choice may arrive later.
    if (plan !== state.plan) return;
    if (state.runs.size <= pageSize) state.next = newest.next ?? null;
    // The list has less detail about a running run than its own resource has.
    newest.runs.filter(run => run.outcome || !state.runs.has(run.runId)).forEach(keep);
    const open = [...state.runs.values()].filter(run => !run.outcome);
    show();
    const seen = await Promise.all(open.map(r => json(`/api/runs/${encodeURIComponent(r.runId)}`)));
    if (plan !== state.plan) return;
    seen.forEach(keep);
    showProblem('');
  } catch (error) {
    if (plan !== state.plan) return;
    showProblem(`The list could not be refreshed: ${error.message}`);
  }
  show();
}

async function loadOlder() {
  const { plan } = state;
  try {
    const older = await page(state.next);
    if (plan !== state.plan) return;
    older.runs.forEach(keep);
    state.next = older.next ?? null;
  } catch (error) {
    showProblem(`Older runs could not be read: ${error.message}`);
  }
  show();
}

// --- Actions ---

async function cancelRun(run) {
  state.runs.set(run.runId, { ...run, cancelling: true });
  show();
  const response = await call(`/api/runs/${encodeURIComponent(run.runId)}`, { method: 'DELETE' });
  if (!response.ok && response.status !== 409) {
    state.runs.set(run.runId, run);
    show();
    showProblem((await problemOf(response)).text);
  }
}

byId('filter').value = state.plan;
byId('filter').addEventListener('change', event => choose(event.target.value.trim()));
suggestStored();
byId('more').addEventListener('click', loadOlder);

async function keepFresh() {
  if (!document.hidden) await refresh();
  setTimeout(keepFresh, refreshEvery);
}
keepFresh();
