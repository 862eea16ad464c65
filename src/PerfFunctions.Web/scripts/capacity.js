// Asks how many instances a tested system will need. What is asked stands in the page's address, so that a link has the answer.

const plan = decodeURIComponent(location.pathname.split('/').pop());
const fields = ['growth', 'peak', 'demand', 'size', 'instances', 'months'];
const chart = { height: 190, left: 44, right: 8, top: 18, bottom: 22 };
const state = { view: null, asked: 0, timer: 0 };

const question = () => {
  const query = new URLSearchParams(location.search);
  return new URLSearchParams(fields.filter(name => query.has(name)).map(name => [name, query.get(name)]));
};
const monthName = (from, style) => new Date(`${from}T12:00:00Z`).toLocaleDateString(undefined, { ...style, timeZone: 'UTC' });
const money = value => `${Math.round(value).toLocaleString('en')} ${state.view.currency}`;
const chosenMonth = () => {
  const wanted = new URLSearchParams(location.search).get('month');
  return state.view.months.find(m => m.from.slice(0, 7) === wanted) ?? state.view.months.at(-1);
};

// --- The question ---

function showAsked(view) {
  const { growthPercent, peak, demand, size, instances, months } = view.asked;
  byId('size').replaceChildren(...[...view.sizes].sort((a, b) => a.name.localeCompare(b.name)).map(s => new Option(s.name, s.name, false, s.name === size)));
  const values = { growth: growthPercent, peak, demand: demand ?? '', instances, months };
  for (const [name, value] of Object.entries(values)) {
    const field = byId(name);
    // A slider that cannot reach a value would show another one.
    if (field.type === 'range' && value > Number(field.max)) field.max = value;
    if (document.activeElement !== field) field.value = typeof value === 'number' ? Number(value.toPrecision(6)) : value;
  }
  showSliders();
}

function showSliders() {
  byId('growth-text').textContent = `${byId('growth').value} %`;
  byId('peak-text').textContent = `× ${byId('peak').value}`;
}

// --- The answer ---

function headline(month) {
  if (!month) return 'No forecast yet';
  if (month.instances === undefined) return `No number of instances serves ${amount('perSecond', month.perSecond)}`;
  return `${month.instances} × ${state.view.asked.size}, ${money(month.cost)} a month`;
}

function drawBar(svgElement, month, x, width, y) {
  const link = svg('a', { href: '#', tabindex: 0, 'aria-label': `${monthName(month.from, { month: 'long', year: 'numeric' })}: ${month.instances ?? 'none suffices'}` });
  link.append(svg('rect', { class: 'hit', x, y: chart.top, width, height: chart.height - chart.top - chart.bottom }));
  if (month.instances === undefined) link.append(svg('text', { class: 'none', x: x + width / 2, y: chart.height - chart.bottom - 6, 'text-anchor': 'middle' }, '✕'));
  else {
    const isOver = state.view.monthlyLimit !== undefined && month.cost > state.view.monthlyLimit;
    link.append(svg('rect', { class: isOver ? 'bar over' : 'bar', x: x + width * 0.12, y: y(month.instances), width: width * 0.76, height: y(0) - y(month.instances), rx: 2 }));
  }
  if (month === chosenMonth()) link.setAttribute('aria-current', 'true');
  link.addEventListener('click', event => {
    event.preventDefault();
    keepInAddress({ month: month.from.slice(0, 7) });
    showAnswer();
  });
  svgElement.append(link);
}

function drawMonths() {
  const { months, asked: { instances: today } } = state.view;
  const width = byId('plot').clientWidth;
  if (!months.length || !width) return byId('plot').replaceChildren();
  const top = Math.max(today, ...months.map(m => m.instances ?? 0)) * 1.1;
  const y = value => chart.height - chart.bottom - value / top * (chart.height - chart.top - chart.bottom);
  const made = svg('svg', { width, height: chart.height, viewBox: `0 0 ${width} ${chart.height}` });
  for (const tick of ticks(0, top).filter(Number.isInteger)) {
    made.append(
      svg('line', { class: 'grid', x1: chart.left, x2: width - chart.right, y1: y(tick), y2: y(tick) }),
      svg('text', { x: chart.left - 8, y: y(tick) + 4, 'text-anchor': 'end' }, digits(tick)));
  }
  const step = (width - chart.left - chart.right) / months.length;
  const every = Math.ceil(44 / step);
  months.forEach((month, i) => {
    drawBar(made, month, chart.left + i * step, step, y);
    if (i % every === 0) {
      made.append(svg('text', { x: chart.left + (i + 0.5) * step, y: chart.height - 6, 'text-anchor': 'middle' }, monthName(month.from, { month: 'short', year: '2-digit' })));
    }
  });
  made.append(
    svg('line', { class: 'today', x1: chart.left, x2: width - chart.right, y1: y(today), y2: y(today) }),
    svg('text', { class: 'today-label', x: width - chart.right, y: y(today) - 5, 'text-anchor': 'end' }, `today ${today}`));
  byId('plot').replaceChildren(made);
}

function table(id, heads, rows) {
  const head = element('tr');
  head.append(...heads.map(text => { const cell = element('th', '', text); cell.scope = 'col'; return cell; }));
  const [top, body] = [element('thead'), element('tbody')];
  top.append(head);
  body.append(...rows.map(({ cells, isChosen }) => {
    const row = element('tr', isChosen ? 'chosen' : '');
    row.append(...cells.map(text => element('td', '', text)));
    return row;
  }));
  byId(id).replaceChildren(top, body);
}

function showAnswer() {
  const view = state.view;
  const chosen = chosenMonth();
  byId('answer-month').textContent = chosen ? monthName(chosen.from, { month: 'long', year: 'numeric' }) : '';
  byId('answer-title').textContent = headline(chosen);
  const cause = chosen?.event ? ` (${chosen.event})` : '';
  const lines = chosen ? [`For ${amount('perSecond', chosen.perSecond)} at its busiest moment${cause}, with one instance failed.`, ...view.sentences] : view.missing;
  byId('sentences').replaceChildren(...lines.map(text => element('li', '', text)));
  byId('plot-legend').hidden = !chosen;
  byId('more-facts').hidden = !chosen;
  drawMonths();
  table('months-table', ['Month', 'Busiest moment', 'Cause', 'Instances', 'With one to spare', 'Cost'], view.months.map(m => ({
    isChosen: m === chosen,
    cells: [
      monthName(m.from, { month: 'short', year: 'numeric' }), amount('perSecond', m.perSecond), m.event ?? 'ordinary peak',
      m.needed ?? 'none suffices', m.instances ?? 'none suffices', m.cost === undefined ? '–' : money(m.cost),
    ],
  })));
  table('sizes-table', ['Size', 'vCPU', 'Memory', 'Each', 'Instances', 'Cost a month'], view.sizes.map(s => ({
    isChosen: s.name === view.asked.size,
    cells: [
      s.name, digits(s.vcpus), `${digits(s.memoryGb)} GB`, s.perSecond === undefined ? '–' : `${amount('perSecond', s.perSecond)}${s.isMeasured ? ', measured' : ''}`,
      s.instances ?? 'none suffices', s.monthlyCost === undefined ? '–' : money(s.monthlyCost),
    ],
  })));
  byId('assumptions').replaceChildren(...view.assumptions.map(text => element('li', '', text)));
}

function show(view) {
  state.view = view;
  const { measured } = view;
  byId('about').replaceChildren(...(measured
    ? [measured.safePerSecond === undefined ? 'No safe load, ' : `${amount('perSecond', measured.safePerSecond)} safe, `, 'measured on ',
      element('b', '', measured.scenario), ' · ', linkTo(measured.report, 'Report', 'Report of the run that measured it')]
    : ['Not measured yet']));
  byId('document').href = `/api/plans/${encodeURIComponent(plan)}/documents/capacity-plan.pdf?${question()}`;
  showAsked(view);
  showAnswer();
}

// --- Asking ---

async function load() {
  const number = ++state.asked;
  byId('main').setAttribute('aria-busy', 'true');
  try {
    const view = await json(`/api/plans/${encodeURIComponent(plan)}/capacity?${question()}`);
    // An answer that comes after a newer question is out of date.
    if (number !== state.asked) return;
    show(view);
    showProblem('');
  } catch (error) {
    if (number === state.asked) showProblem(error.message);
  }
  ready();
}

function change(event) {
  const field = event.target;
  if (!fields.includes(field.name)) return;
  showSliders();
  if (field.value === '') dropFromAddress([field.name]);
  else keepInAddress({ [field.name]: field.value });
  clearTimeout(state.timer);
  state.timer = setTimeout(load, 120);
}

function dropFromAddress(names) {
  const address = new URL(location.href);
  names.forEach(name => address.searchParams.delete(name));
  history.replaceState(null, '', address);
}

byId('title').textContent = plan;
document.title = `Capacity of ${plan}`;
byId('ask').addEventListener('input', change);
byId('ask').addEventListener('submit', event => event.preventDefault());
byId('reset').addEventListener('click', () => {
  dropFromAddress([...fields, 'month']);
  load();
});
new ResizeObserver(() => { if (state.view) drawMonths(); }).observe(byId('plot'));
load();
