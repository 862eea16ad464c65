const plan = decodeURIComponent(location.pathname.split('/').pop());
const fewest = 10;
const state = { view: null, width: 0 };

const anchor = series => `m-${series.metric.replace(/[^a-zA-Z0-9-]+/g, '-')}`;
const byType = series => /^(bytes|requests)\.[a-z]+\./.test(series.name);

// --- A card for each number ---

function heading(series) {
  const head = element('header');
  const title = element('h3', '', series.name.replace(/\.(p[\d.]+|min|max|mean)$/, ''));
  const aggregate = /\.(p[\d.]+|min|max|mean)$/.exec(series.name);
  if (aggregate) title.append(element('span', 'sub', aggregate[1]));
  title.title = series.meaning;
  const last = series.values.findLast(v => v !== null);
  head.append(title, element('p', 'now', last === undefined ? 'no data' : amount(series.unit, last)));
  return head;
}

function jumps(series) {
  const list = element('ul', 'jumps');
  for (const change of [...series.changes].reverse()) {
    const item = element('li');
    item.append(element('b', tone(change), percent(change)), ` since ${day(change.at)}`);
    const range = commits(change);
    if (range) item.append(', ', element('code', '', range));
    list.append(item);
  }
  return list;
}

function fill(card, series) {
  const width = card.clientWidth - 32;
  const drawn = shape(series, state.view.runs, width);
  const host = element('div', 'plot');
  const link = element('a');
  host.append(draw(series, drawn, width), link);
  const tip = element('div', 'tip');
  card.replaceChildren(heading(series), host, tip);
  if (series.changes.length) card.append(jumps(series));
  follow(link, tip, series, drawn.points);
}

function chart(series) {
  const card = element('article', 'card chart');
  card.id = anchor(series);
  if (series.values.every(v => v === null)) card.append(heading(series), element('p', 'quiet few', 'Not measured in these runs.'));
  else card.fill = () => fill(card, series);
  return card;
}

function grid(all) {
  const made = element('div', 'charts');
  made.append(...all.map(chart));
  return made;
}

function subject(name, all) {
  const made = element('section', 'subject');
  const title = element('h2', '', name);
  title.append(element('span', 'sub', all[0].kind === 'page' ? 'page' : 'scenario'));
  made.append(title, grid(all.filter(s => !byType(s))));
  const typed = all.filter(byType);
  if (typed.length) {
    const more = element('details', 'more');
    more.open = typed.some(s => s.changes.length);
    more.addEventListener('toggle', drawAll);
    more.append(element('summary', '', 'By resource type'), grid(typed));
    made.append(more);
  }
  return made;
}

// A collapsed card has no width yet.
function drawAll() {
  document.querySelectorAll('.chart').forEach(card => { if (card.fill && card.clientWidth) card.fill(); });
}

// --- What changed ---

function changed(series, change) {
  const item = element('li');
  const badge = element('span', `badge ${tone(change)}`, percent(change));
  const link = element('a', '', series.metric);
  link.href = `#${anchor(series)}`;
  const range = commits(change);
  item.append(
    badge, link, element('span', '', `${amount(series.unit, change.from)} → ${amount(series.unit, change.to)}`),
    range ? element('code', '', range) : element('span', 'quiet', 'commits unknown'), element('span', 'quiet', day(change.at)));
  return item;
}

function showChanges(view) {
  const all = view.series.flatMap(series => series.changes.map(change => ({ series, change })));
  all.sort((a, b) => new Date(b.change.at) - new Date(a.change.at));
  byId('changes').replaceChildren(...all.map(c => changed(c.series, c.change)));
  byId('unchanged').hidden = all.length > 0;
  byId('unchanged').textContent = view.runs.length < fewest
    ? `${view.runs.length === 1 ? 'One run is' : `${view.runs.length} runs are`} too few to distinguish a change from noise: ${fewest} are needed.`
    : `No number has changed its level in these ${view.runs.length} runs.`;
  byId('changed').hidden = false;
}

// --- The page ---

// What distinguishes conditions; those of two versions of the plan only differ in their time.
const describeConditions = ({ repository, browser, host }) => [repository, browser, host.region, host.instance, `${host.cores} cores`].filter(Boolean).join(', ');

function showConditions(view) {
  const all = [view.conditions, ...view.otherConditions].sort((a, b) => new Date(b.newestAt) - new Date(a.newestAt));
  byId('conditions').replaceChildren(...all.map(c => new Option(`to ${day(c.newestAt)}: ${describeConditions(c.details)}`, c.key, false, c.key === view.conditions.key)));
  byId('conditions-filter').hidden = all.length < 2;
}

function show(view) {
  state.view = view;
  const [first, last] = [view.runs[0], view.runs.at(-1)];
  byId('about').textContent =
    `${view.runs.length === 1 ? 'One run' : `${view.runs.length} runs`}, ${day(first.startedAt)} to ${day(last.startedAt)}${view.conditions.text ? ` · ${view.conditions.text}` : ''}`;
  showConditions(view);
  showChanges(view);
  const names = [...new Set(view.series.map(s => s.subject))];
  const legend = element('p', 'legend sub');
  legend.append(
    element('span', 'of-run', 'run'), element('span', 'of-failed', 'run that failed a budget'), element('span', '', 'level'),
    element('span', 'of-change', 'change of level'));
  byId('subjects').replaceChildren(...names.map(name => subject(name, view.series.filter(s => s.subject === name))), legend);
  drawAll();
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

async function load() {
  const query = new URLSearchParams(location.search);
  byId('main').setAttribute('aria-busy', 'true');
  try {
    const view = await json(`/api/trends/${encodeURIComponent(plan)}?${query}`);
    show(view);
    await showBaseline(view);
    showProblem('');
  } catch (error) {
    showProblem(error.message);
  }
  ready();
}

function choose(name, value) {
  keepInAddress({ [name]: value });
  load();
}

byId('title').textContent = plan;
document.title = `Trends of ${plan}`;
byId('capacity').href = `/capacity/${encodeURIComponent(plan)}`;
if (new URLSearchParams(location.search).has('last')) byId('last').value = new URLSearchParams(location.search).get('last');
byId('last').addEventListener('change', event => choose('last', event.target.value));
byId('conditions').addEventListener('change', event => choose('conditions', event.target.value));
new ResizeObserver(() => {
  const width = byId('main').clientWidth;
  if (state.view && width !== state.width) drawAll();
  state.width = width;
}).observe(byId('main'));
load();
