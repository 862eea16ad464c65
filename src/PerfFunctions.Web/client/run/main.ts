// The page of one run, while it goes on and afterwards.

import { showScenarios } from '../shared/scenarios';
import { Charts } from './charts';
import { follow } from './events';
import { RunModel, type RunView } from './model';
import { showPages } from './pages';
import { liveRows, log, showBudgets, showRequests, showState, type RequestRow } from './sections';

interface Report { scenarios: { name: string; series: { kind: string; name: string; counts: { sent: number; failed: number }; throughputPerSecond: number; responseMs?: { p50: number; p95: number; p99: number } }[] }[] }

const runId = decodeURIComponent(location.pathname.split('/').pop() ?? '');
const model = new RunModel();
const query = () => new URLSearchParams(location.search);
let report: Report | null = null;
let frame = 0;

const charts = new Charts(range => {
  byId('reset-zoom').hidden = range === null;
  const address = new URL(location.href);
  if (range) ['from', 'to'].forEach((name, i) => address.searchParams.set(name, String(range[i])));
  else ['from', 'to'].forEach(name => address.searchParams.delete(name));
  history.replaceState(null, '', address);
});

function finalRows(name: string): RequestRow[] {
  const scenario = report?.scenarios.find(s => s.name === name);
  return (scenario?.series ?? []).filter(s => s.kind === 'request').map(s => (
    { name: s.name, sent: s.counts.sent, failed: s.counts.failed, perSecond: s.throughputPerSecond, p50: s.responseMs?.p50, p95: s.responseMs?.p95, p99: s.responseMs?.p99 }));
}

function show(): void {
  frame = 0;
  const { run, outline } = model;
  if (run) showState(run);
  showBudgets(run, outline, model.pages);
  showPages(outline, model.pages, run?.outcome !== undefined);
  const name = showScenarios(model.scenarios, later);
  byId('load-part').hidden = !model.hasLoad;
  if (model.hasLoad) {
    const end = Math.max(outline?.durationSeconds ?? 0, model.lastSecond);
    charts.show(model.columns(name), end, outline?.scenarios.find(s => s.name === name)?.isUsers ?? false);
  }
  const scenario = run?.load?.scenarios.find(s => s.name === name);
  showRequests(report ? finalRows(name) : scenario ? liveRows(scenario) : [], report !== null);
}

// Events may come by the hundred; the page is drawn once a frame.
function later(): void {
  frame ||= requestAnimationFrame(show);
}

function took(run: RunView): void {
  const before = model.run;
  model.run = run;
  if (!before) log('Run requested', new Date(run.createdAt));
  if (run.outcome && !before?.outcome) log(run.headline ?? run.outcome, run.finishedAt ? new Date(run.finishedAt) : undefined);
  else if (before?.stage !== run.stage) log(stages[run.stage] ?? run.stage);
  later();
}

async function ended(): Promise<void> {
  for (const [id, format] of [['report-html', 'html'], ['report-pdf', 'pdf'], ['report-json', 'json'], ['report-md', 'md'], ['report-xml', 'xml']] as const) {
    (byId(id) as HTMLAnchorElement).href = `/api/runs/${encodeURIComponent(runId)}/report.${format}`;
  }
  (byId('compare') as HTMLAnchorElement).href = `/compare?head=${encodeURIComponent(runId)}`;
  if (model.run) (byId('trends') as HTMLAnchorElement).href = `/trends/${encodeURIComponent(model.run.plan)}`;
  byId('downloads').hidden = false;
  if (model.hasLoad) report = await json(`/api/runs/${encodeURIComponent(runId)}/report.json`).catch(() => null) as Report | null;
  later();
}

byId('reset-zoom').addEventListener('click', () => charts.zoom(null));
byId('cancel').addEventListener('click', async () => {
  const button = byId('cancel') as HTMLButtonElement;
  button.disabled = true;
  const response = await call(`/api/runs/${encodeURIComponent(runId)}`, { method: 'DELETE' });
  if (response.ok || response.status === 409) return log('Cancellation requested');
  button.disabled = false;
  showProblem((await problemOf(response)).text);
});

const [from, to] = ['from', 'to'].map(name => Number(query().get(name) ?? NaN));
if (from !== undefined && to !== undefined && to > from) charts.zoom([from, to]);

follow(runId, {
  run: took,
  plan: outline => { model.outline = outline; later(); },
  second: second => { model.addSecond(second); later(); },
  page: page => {
    if (!model.pages.has(page.name) && !model.run?.outcome) log(`Page ${page.name} audited`);
    model.pages.set(page.name, page);
    later();
  },
  connected: isConnected => {
    byId('connection').hidden = isConnected;
    byId('main').setAttribute('aria-busy', String(!isConnected));
  },
  end: () => void ended(),
  refused: problem => {
    byId('connection').hidden = true;
    byId('main').setAttribute('aria-busy', 'false');
    showProblem(problem);
  },
});
