// In the order in which they are shown: what asks for something first.
const becomes = {
  worse: ['Worse', '✕', 'bad'],
  noData: ['No data', '?', 'none'],
  inconclusive: ['Open', '≈', 'warn'],
  better: ['Better', '✓', 'good'],
  same: ['Same', '=', 'good'],
};
const order = Object.keys(becomes);
const mostRuns = 200;
const sides = ['base', 'head'];
const state = { runs: new Map(), asked: 0 };
const query = () => new URLSearchParams(location.search);

function badge(outcome, more = '') {
  const [word, sign, tone] = becomes[outcome] ?? [outcome, '?', 'none'];
  const made = element('span', `badge ${tone}${more}`);
  const glyph = element('span', 'glyph', sign);
  glyph.setAttribute('aria-hidden', 'true');
  made.append(glyph, word);
  return made;
}

const moment = value => new Date(value).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

// --- Which two ---

function choose(values) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(values)) address.searchParams.set(name, value);
  history.replaceState(null, '', address);
}

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
  const page = await json(`/api/runs?count=${mostRuns}`);
  const keep = run => { if (run.outcome) state.runs.set(run.runId, run); };
  page.runs.forEach(keep);
  // One that is asked for may be older than the list.
  for (const id of sides.map(side => query().get(side)).filter(id => id && !state.runs.has(id))) {
    const response = await call(`/api/runs/${encodeURIComponent(id)}`);
    if (response.ok) keep(await response.json());
  }
  const head = state.runs.get(query().get('head')) ?? page.runs.find(run => run.outcome && earlier(run));
  if (head && !query().has('head')) choose({ head: head.runId });
  const base = head && !query().has('base') ? earlier(head) : null;
  if (base) choose({ base: base.runId });
}

// --- What became of each number ---

function row(number) {
  const item = element('li');
  item.append(badge(number.outcome), element('b', '', number.metric));
  const compared = number.comparison;
  if (!compared) item.append(element('span', 'why', number.reason));
  else {
    const change = element('span', 'change', compared.changeText);
    change.title = number.reason;
    item.append(element('span', 'values', `${compared.baseText} → ${compared.headText}`), change);
  }
  return item;
}

function facts(side, run) {
  const place = byId(`${side}-facts`);
  const report = element('a', '', 'Report');
  report.href = `/api/runs/${encodeURIComponent(run.runId)}/report.html`;
  report.setAttribute('aria-label', `Report of the ${side}`);
  place.replaceChildren(report, run.commit ? ` · commit ${run.commit.slice(0, 7)}` : '', ` · ${run.runId}`);
}

function counts(numbers) {
  const words = { worse: 'worse', noData: 'without data', inconclusive: 'open', better: 'better', same: 'the same' };
  const told = order.map(outcome => [numbers.filter(n => n.outcome === outcome).length, words[outcome]]).filter(([count]) => count > 0);
  return told.length ? told.map(([count, word]) => `${count} ${word}`).join(', ') : 'Nothing was measured by both';
}

function show(view) {
  sides.forEach(side => facts(side, view[side]));
  byId('title').textContent = view.base.plan === view.head.plan ? view.head.plan : `${view.base.plan} and ${view.head.plan}`;
  document.title = `Comparison of ${byId('title').textContent}`;
  byId('outcome').replaceChildren(badge(view.outcome, ' big'));
  byId('result-title').textContent = counts(view.numbers);
  byId('differences').replaceChildren(...view.differences.map(text => element('li', '', text)));
  const sorted = [...view.numbers].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  const same = sorted.filter(n => n.outcome === 'same');
  byId('numbers').replaceChildren(...sorted.filter(n => n.outcome !== 'same').map(row));
  byId('same').hidden = same.length === 0;
  byId('same').open = same.length === sorted.length;
  byId('same-title').textContent = `${same.length} the same`;
  byId('same-numbers').replaceChildren(...same.map(row));
  byId('told').textContent = `Medians, each number by itself; the change with its 95 % interval. Within ${byId('margin').value.replace('%', ' %')} is the same.`;
  byId('result').hidden = false;
}

async function compare() {
  const [base, head] = sides.map(side => query().get(side));
  const turn = ++state.asked;
  byId('result').hidden = true;
  sides.forEach(side => byId(`${side}-facts`).replaceChildren());
  if (!base || !head) return tell(state.runs.size < 2 ? 'There are not two runs yet that have ended.' : 'Choose two runs.');
  byId('main').setAttribute('aria-busy', 'true');
  try {
    const response = await call(`/api/compare?${new URLSearchParams({ base, head, margin: byId('margin').value })}`);
    const problem = response.ok ? null : await problemOf(response);
    const view = response.ok ? await response.json() : null;
    // An earlier choice may be answered later.
    if (turn !== state.asked) return;
    tell(problem ? [problem.title, ...problem.errors.map(e => `${e.field} ${e.message}.`)].join(' ') : '');
    if (view) show(view);
  } catch (error) {
    tell(`The comparison could not be read: ${error.message}`);
  }
  byId('main').setAttribute('aria-busy', 'false');
}

for (const side of sides) {
  byId(side).addEventListener('change', event => {
    choose({ [side]: event.target.value });
    compare();
  });
}
byId('margin').addEventListener('change', event => {
  choose({ margin: event.target.value });
  compare();
});
byId('swap').addEventListener('click', () => {
  choose({ base: query().get('head') ?? '', head: query().get('base') ?? '' });
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
  } catch (error) {
    tell(`The runs could not be read: ${error.message}`);
    byId('main').setAttribute('aria-busy', 'false');
    return;
  }
  fillSides();
  await compare();
  byId('main').setAttribute('aria-busy', 'false');
}
start();
