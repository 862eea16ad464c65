// In display order: what needs attention first.
const becomes = {
  worse: ['Worse', '✕', 'bad', 'worse'],
  noData: ['No data', '?', 'none', 'without data'],
  inconclusive: ['Inconclusive', '≈', 'warn', 'inconclusive'],
  better: ['Better', '✓', 'good', 'better'],
  same: ['Equal', '=', 'good', 'equal'],
};
const order = Object.keys(becomes);
const maxRuns = 200;
const sides = ['base', 'head'];
const state = { runs: new Map(), asked: 0 };
const query = () => new URLSearchParams(location.search);

// --- Which two ---

function fillSides() {
  const runs = [...state.runs.values()].sort((a, b) => new Date(b.createdAt) - new Date(a.createdAt));
  for (const side of sides) {
    const list = byId(side);
    const nothing = new Option('Choose a run', '');
    nothing.disabled = true;
    list.replaceChildren(nothing, ...runs.map(run =>
      new Option(`${run.plan} · ${moment(run.createdAt)} · ${(outcomes[run.outcome] ?? [run.outcome])[0]}`, run.runId)));
    list.value = query().get(side) ?? '';
  }
}

// The newest run of the same plan before the head.
function earlier(head) {
  return [...state.runs.values()]
    .filter(run => run.plan === head.plan && new Date(run.createdAt) < new Date(head.createdAt))
    .reduce((newest, run) => (newest && new Date(newest.createdAt) > new Date(run.createdAt) ? newest : run), null);
}

async function findRuns() {
  const page = await json(`/api/runs?count=${maxRuns}`);
  const keep = run => { if (run.outcome) state.runs.set(run.runId, run); };
  page.runs.forEach(keep);
  // A run in the address may be older than the list.
  for (const id of sides.map(side => query().get(side)).filter(id => id && !state.runs.has(id))) {
    const response = await call(`/api/runs/${encodeURIComponent(id)}`);
    if (response.ok) keep(await response.json());
  }
  const head = state.runs.get(query().get('head')) ?? page.runs.find(run => run.outcome && earlier(run));
  if (head && !query().has('head')) keepInAddress({ head: head.runId });
  const base = head && !query().has('base') ? earlier(head) : null;
  if (base) keepInAddress({ base: base.runId });
}

// --- The result for each metric ---

function row(number) {
  const item = element('li');
  item.append(badge(becomes[number.outcome]), element('b', '', number.metric));
  const compared = number.comparison;
  if (!compared) item.append(element('span', 'reason', number.reason));
  else {
    const change = element('span', 'change', compared.changeText);
    change.title = number.reason;
    item.append(element('span', 'values', `${compared.baseText} → ${compared.headText}`), change);
  }
  return item;
}

function facts(side, run) {
  byId(`${side}-facts`).replaceChildren(reportOf(run.runId, `Report of the ${side}`), run.commit ? ` · commit ${run.commit.slice(0, 7)}` : '', ` · ${run.runId}`);
}

function counts(numbers) {
  const counted = order.map(outcome => [numbers.filter(n => n.outcome === outcome).length, becomes[outcome][3]]).filter(([count]) => count > 0);
  return counted.length ? counted.map(([count, word]) => `${count} ${word}`).join(', ')
      : 'Neither number was measured in both runs';
}

function show(view) {
  sides.forEach(side => facts(side, view[side]));
  byId('title').textContent = view.base.plan === view.head.plan ? view.head.plan : `${view.base.plan} and ${view.head.plan}`;
  document.title = `Comparison of ${byId('title').textContent}`;
  byId('outcome').replaceChildren(badge(becomes[view.outcome], ' big'));
  byId('result-title').textContent = counts(view.numbers);
  byId('differences').replaceChildren(...view.differences.map(text => element('li', '', text)));
  const sorted = [...view.numbers].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  const same = sorted.filter(n => n.outcome === 'same');
  byId('numbers').replaceChildren(...sorted.filter(n => n.outcome !== 'same').map(row));
  byId('same').hidden = same.length === 0;
  byId('same').open = same.length === sorted.length;
  byId('same-title').textContent = `${same.length} equal`;
  byId('same-numbers').replaceChildren(...same.map(row));
  byId('method').textContent = `Medians, each metric by itself; the change with its 95 % confidence interval. A change within ${byId('margin').value.replace('%', ' %')} counts as equal.`;
  byId('result').hidden = false;
}

async function compare() {
  const [base, head] = sides.map(side => query().get(side));
  const request = ++state.asked;
  byId('result').hidden = true;
  sides.forEach(side => byId(`${side}-facts`).replaceChildren());
  if (!base || !head) return showProblem(state.runs.size < 2 ? 'Fewer than two runs have ended yet.' : 'Choose two runs.');
  byId('main').setAttribute('aria-busy', 'true');
  try {
    const response = await call(`/api/compare?${new URLSearchParams({ base, head, margin: byId('margin').value })}`);
    const problem = response.ok ? null : await problemOf(response);
    const view = response.ok ? await response.json() : null;
    // The response to an earlier choice may arrive later.
    if (request !== state.asked) return;
    showProblem(problem ? problem.text : '');
    if (view) show(view);
  } catch (error) {
    showProblem(`The comparison could not be read: ${error.message}`);
  }
  byId('main').setAttribute('aria-busy', 'false');
}

for (const side of sides) {
  byId(side).addEventListener('change', event => {
    keepInAddress({ [side]: event.target.value });
    compare();
  });
}
byId('margin').addEventListener('change', event => {
  keepInAddress({ margin: event.target.value });
  compare();
});
byId('swap').addEventListener('click', () => {
  keepInAddress({ base: query().get('head') ?? '', head: query().get('base') ?? '' });
  fillSides();
  compare();
});

async function start() {
  const margin = query().get('margin');
  if (margin) {
    if (![...byId('margin').options].some(option => option.value === margin)) byId('margin').append(new Option(margin, margin));
    byId('margin').value = margin;
  }
  try {
    await findRuns();
    fillSides();
    await compare();
  } catch (error) {
    showProblem(`The runs could not be read: ${error.message}`);
  }
  byId('main').setAttribute('aria-busy', 'false');
}
start();
