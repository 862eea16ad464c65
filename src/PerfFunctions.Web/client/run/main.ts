// The page of one run, while it goes on and afterwards.

import { showScenarios } from '../shared/scenarios';
import { readSeries } from '../shared/series';
import { keepZoom, zoomOfAddress } from '../shared/zoom';
import { showBudgets } from './budgets';
import { Charts } from './charts';
import { showErrors } from './errors';
import { follow } from './events';
import { heatChart } from './heatMap';
import { RunModel, type RunView } from './model';
import { showPages } from './pages';
import { requestsOf, type RunResults } from './results';
import { liveRows, log, showRequests, showState } from './sections';
import { serverCharts } from './server';
import { showShards } from './shards';

const runId = decodeURIComponent(location.pathname.split('/').pop() ?? '');
const model = new RunModel();
let results: RunResults | null = null;
let frame = 0;
let isCurrent = false;
let afterwards = '';

const charts = new Charts(range => {
  byId('reset-zoom').hidden = range === null;
  keepZoom(range);
  void refine();
});

// Reads the range that is zoomed to where the course of the whole run has less detail.
async function refine(): Promise<void> {
  const range = zoomOfAddress();
  if (!range || !model.isCoarse) {
    model.detail = null;
    return later();
  }
  try {
    const detail = await readSeries(runId, range);
    if (String(range) !== String(zoomOfAddress())) return;
    model.detail = detail;
    later();
  } catch (error) {
    showProblem(`The range could not be read in detail: ${(error as Error).message}`);
  }
}

function show(): void {
  frame = 0;
  const { run, outline } = model;
  if (run) showState(run);
  showBudgets(run, outline, model.pages, model.budgets);
  showPages(outline, model.pages, run?.outcome !== undefined);
  const name = showScenarios(model.scenarios, later);
  byId('load-part').hidden = !model.hasLoad;
  if (model.hasLoad) {
    const end = Math.max(outline?.durationSeconds ?? 0, model.lastSecond);
    charts.show(model.columns(name), end, outline?.scenarios.find(s => s.name === name)?.isUsers ?? false);
  }
  showAfterwards(name);
  const scenario = run?.load?.scenarios.find(s => s.name === name);
  showErrors(model.errors, name);
  showShards(model.shards, run?.outcome !== undefined);
  showRequests(results ? requestsOf(results, name) : scenario ? liveRows(scenario) : [], results !== null);
  if (isCurrent) opened();
}

// What is known at the end of the load alone, on the time axis of its charts.
function showAfterwards(scenario: string): void {
  if (!results || !model.hasLoad || afterwards === scenario) return;
  afterwards = scenario;
  charts.showFixed([...heatChart(results, scenario), ...serverCharts(results)]);
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

function ended(): void {
  for (const [id, format] of [['report-html', 'html'], ['report-pdf', 'pdf'], ['report-json', 'json'], ['report-md', 'md'], ['report-xml', 'xml']] as const) {
    (byId(id) as HTMLAnchorElement).href = `/api/runs/${encodeURIComponent(runId)}/report.${format}`;
  }
  (byId('compare') as HTMLAnchorElement).href = `/compare?head=${encodeURIComponent(runId)}`;
  if (model.run) (byId('trends') as HTMLAnchorElement).href = `/trends/${encodeURIComponent(model.run.plan)}`;
  byId('downloads').hidden = false;
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

const wanted = zoomOfAddress();
if (wanted) charts.zoom(wanted);

follow(runId, {
  run: took,
  plan: outline => { model.outline = outline; later(); },
  series: series => { model.setCourse(series); void refine(); },
  second: second => { model.addSecond(second); later(); },
  page: page => {
    if (!model.pages.has(page.name) && !model.run?.outcome) log(`Page ${page.name} audited`);
    model.pages.set(page.name, page);
    later();
  },
  budgets: budgets => { model.budgets = budgets; later(); },
  errors: errors => { model.errors = errors; later(); },
  shards: shards => { model.shards = shards; later(); },
  connected: isConnected => {
    byId('connection').hidden = isConnected;
    if (!isConnected) opened();
    byId('main').setAttribute('aria-busy', String(!isConnected));
  },
  results: ended => { results = ended; later(); },
  current: () => { isCurrent = true; later(); },
  end: ended,
  refused: problem => {
    byId('connection').hidden = true;
    ready();
    showProblem(problem);
  },
});
