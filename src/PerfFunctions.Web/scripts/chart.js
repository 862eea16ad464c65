// One metric of a plan over its runs, as a small SVG chart.

const plot = { height: 148, left: 50, right: 8, top: 20, bottom: 20, mark: 58 };
const months = { day: 'numeric', month: 'short' };

function svg(name, attributes, text) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

// --- Numbers in the format of the reports ---

function digits(value) {
  if (value === 0) return '0';
  const decimals = Math.min(15, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return Number(value.toFixed(decimals)).toLocaleString('en', { maximumFractionDigits: decimals });
}

function amount(unit, value) {
  switch (unit) {
    case 'milliseconds': return Math.abs(value) < 999.5 ? `${digits(value)} ms` : `${digits(value / 1000)} s`;
    case 'bytes': return Math.abs(value) < 999.5 ? `${digits(value)} B` : Math.abs(value) < 999500 ? `${digits(value / 1000)} kB` : `${digits(value / 1e6)} MB`;
    case 'share': return `${digits(value * 100)} %`;
    case 'perSecond': return `${digits(value)}/s`;
    default: return digits(value);
  }
}

const percent = change => change.percent === undefined ? 'from zero' : `${change.percent < 0 ? '−' : '+'}${digits(Math.round(Math.abs(change.percent) * 10) / 10)} %`;
const tone = change => change.isWorse ? 'bad' : 'good';
const short = commit => commit.slice(0, 7);
const day = value => new Date(value).toLocaleDateString(undefined, months);

function commits(change) {
  const [before, after] = [change.lastCommitBefore, change.firstCommitAfter];
  if (!before && !after) return null;
  if (!before) return `at ${short(after)}`;
  if (!after) return `after ${short(before)}`;
  return before === after ? `${short(after)} on both sides` : `${short(before)}..${short(after)}`;
}

// --- Scales ---

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// At least a tenth of the level high, so that noise of a percent does not look like mountains.
function span(unit, values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const height = Math.max((high - low) * 1.2, Math.abs(median(values)) * 0.1, high === 0 && low === 0 ? { share: 0.01 }[unit] ?? 1 : 0);
  const from = (low + high - height) / 2;
  return low >= 0 && from < 0 ? [0, height] : [from, from + height];
}

function ticks(from, to) {
  const rough = (to - from) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(s => s * power).find(s => s >= rough);
  const found = [];
  for (let at = Math.ceil(from / step); at * step <= to; at++) found.push(at * step);
  return found;
}

// The measured points, each with its run, and the segments between changes.
function shape(series, runs, width) {
  const points = series.values.map((value, i) => ({ value, run: runs[i] })).filter(p => p.value !== null);
  const [from, to] = span(series.unit, points.map(p => p.value));
  const step = (width - plot.left - plot.right) / Math.max(1, points.length - 1);
  const y = value => plot.height - plot.bottom - (value - from) / (to - from) * (plot.height - plot.top - plot.bottom);
  points.forEach((p, i) => { [p.x, p.y] = [plot.left + i * step, y(p.value)]; });
  const starts = series.changes.map(c => points.findIndex(p => p.run.runId === c.firstRunAfter));
  const ends = [0, ...starts, points.length];
  const levels = ends.slice(1).map((end, i) => ({
    change: series.changes[i - 1],
    y: y(median(points.slice(ends[i], end).map(p => p.value))),
    from: i === 0 ? points[0].x : points[ends[i]].x - step / 2,
    to: end === points.length ? points[end - 1].x : points[end].x - step / 2,
  }));
  return { points, levels, ticks: ticks(from, to).map(value => ({ value, y: y(value) })) };
}

// --- Drawing ---

// The newest first: where two are too near each other the newer one keeps its size; all sizes stand below the chart.
function marks(changes, width, base) {
  const made = [];
  let free = width;
  for (const { change, from } of changes.toReversed()) {
    made.push(svg('line', { class: `change ${tone(change)}`, x1: from, x2: from, y1: plot.top - 6, y2: base }));
    const [fits, isNewest] = [from + plot.mark <= free, free === width];
    if (fits || isNewest) {
      made.push(svg('text', { class: `mark ${tone(change)}`, x: from + (fits ? 5 : -5), y: plot.top - 6, 'text-anchor': fits ? 'start' : 'end' }, percent(change)));
    }
    free = fits || !isNewest ? from : from - plot.mark;
  }
  return made;
}

function draw(series, drawn, width) {
  const { points, levels } = drawn;
  const base = plot.height - plot.bottom;
  const made = svg('svg', { width, height: plot.height, viewBox: `0 0 ${width} ${plot.height}`, 'aria-hidden': 'true' });
  for (const tick of drawn.ticks) {
    made.append(
      svg('line', { class: 'grid', x1: plot.left, x2: width - plot.right, y1: tick.y, y2: tick.y }),
      svg('text', { x: plot.left - 8, y: tick.y + 4, 'text-anchor': 'end' }, amount(series.unit, tick.value)));
  }
  for (const level of levels.filter(l => l.change)) {
    made.append(svg('rect', { class: `tint ${tone(level.change)}`, x: level.from, y: plot.top, width: level.to - level.from, height: base - plot.top }));
  }
  made.append(svg('path', { class: 'values', d: points.map((p, i) => `${i ? 'L' : 'M'}${p.x.toFixed(1)} ${p.y.toFixed(1)}`).join('') }));
  const radius = points.length > 120 ? 1.3 : points.length > 45 ? 1.9 : 2.6;
  for (const p of points) {
    const broken = p.run.outcome === 'failed';
    made.append(svg('circle', { class: broken ? 'dot broken' : 'dot', cx: p.x, cy: p.y, r: broken ? radius + 0.6 : radius }));
  }
  for (const level of levels) made.append(svg('line', { class: 'level', x1: level.from, x2: level.to, y1: level.y, y2: level.y }));
  made.append(...marks(levels.filter(l => l.change), width, base));
  made.append(
    svg('text', { x: plot.left, y: plot.height - 4 }, day(points[0].run.startedAt)),
    svg('text', { x: width - plot.right, y: plot.height - 4, 'text-anchor': 'end' }, day(points.at(-1).run.startedAt)),
    svg('circle', { class: 'active', r: 5 }));
  return made;
}

// --- Pointing at a run ---

function describe(tip, series, point) {
  const { run } = point;
  const at = new Date(run.startedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  const code = [run.commit && short(run.commit), run.branch].filter(Boolean).join(' on ');
  tip.replaceChildren(element('b', '', amount(series.unit, point.value)), element('div', '', at));
  if (code) tip.append(element('div', '', code));
  tip.append(element('div', 'quiet', `${(outcomes[run.outcome] ?? [run.outcome])[0]} · open the report`));
}

// The whole chart lies below one link, to the report of the run that is pointed at: by pointer, finger or arrow keys.
function follow(link, tip, series, points) {
  const host = link.parentElement;
  const active = host.querySelector('.active');
  let at = -1;
  const point = index => {
    at = Math.max(0, Math.min(points.length - 1, index));
    const p = points[at];
    active.setAttribute('cx', p.x);
    active.setAttribute('cy', p.y);
    link.href = `/api/runs/${encodeURIComponent(p.run.runId)}/report.html`;
    describe(tip, series, p);
    link.setAttribute('aria-label', `${series.metric}: ${[...tip.children].map(c => c.textContent).join(', ')}`);
    const room = host.offsetWidth - tip.offsetWidth;
    tip.style.transform = `translate(${host.offsetLeft + Math.max(0, Math.min(room, p.x - tip.offsetWidth / 2))}px, ${host.offsetTop + p.y - tip.offsetHeight - 14}px)`;
  };
  const nearest = event => {
    const x = event.clientX - link.getBoundingClientRect().left;
    return points.reduce((best, p, i) => Math.abs(p.x - x) < Math.abs(points[best].x - x) ? i : best, 0);
  };
  let looked = true;
  link.addEventListener('pointerdown', event => {
    const next = nearest(event);
    looked = event.pointerType !== 'touch' || next === at;
    point(next);
  });
  link.addEventListener('pointermove', event => point(nearest(event)));
  link.addEventListener('keydown', event => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by) { event.preventDefault(); point(at + by); }
  });
  link.addEventListener('click', event => {
    // A finger's first touch shows the run, its second opens it.
    if (!looked) event.preventDefault();
    looked = true;
  });
  point(points.length - 1);
}
