// The page that edits a plan.

import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import { Transaction } from '@codemirror/state';
import { DryRuns, type Question } from '../forecast/dryRun';
import type { Answer } from '../forecast/model';
import { addressOfRun, startRun } from '../forecast/start';
import { takeDraft } from '../newtest/draft';
import { keysBelow, nodeOf, scalarOf } from './cursor';
import { PlanFiles } from './files';
import { showAnswer, showProblems } from './problems';
import type { Schema } from './schema';
import { starter } from './starter';
import { createView } from './view';

const edited = /^\/plans\/([^/]+)\/edit$/.exec(location.pathname)?.[1];
let stored: string | null = edited === undefined ? null : decodeURIComponent(edited);
let schema: Schema | null = null;
let names = new Set<string>();
let savedText = '';

const view = createView(byId('editor'), '', () => schema, changed);
const files = new PlanFiles(changed);
const text = () => view.state.doc.toString();
// Of a long text, only what is seen is parsed at first.
const tree = () => ensureSyntaxTree(view.state, view.state.doc.length, 50) ?? syntaxTree(view.state);
const nameOf = () => scalarOf(text(), nodeOf(text(), tree(), ['name'])) ?? '';
const isDirty = () => text() !== savedText || files.hasChanges;
const profile = byId('profile') as HTMLSelectElement;
const checks = new DryRuns(() => runOf({ dryRun: 'true' }), took);

function runOf(query: Record<string, string>): Question {
  const parameters = new URLSearchParams(query);
  if (profile.value !== '') parameters.set('profile', profile.value);
  return files.question('/api/runs', parameters, text(), stored);
}

function changed(): void {
  showState('');
  showProfiles();
  byId('checking').textContent = 'Checking …';
  delete byId('checking').dataset.kind;
  checks.changed();
}

function took(answer: Answer): void {
  const problems = answer.kind === 'problems' ? answer.problems : [];
  files.missing = problems.filter(problem => problem.message === 'there is no such file' && problem.value).map(problem => problem.value!);
  files.show();
  showAnswer(view, answer, async (reason, platform) => { if (await askToSignIn(reason, platform)) checks.changed(0); });
  ready();
}

function showProfiles(): void {
  const profiles = keysBelow(text(), nodeOf(text(), tree(), ['profiles']));
  const chosen = profile.value;
  const shown = [...profile.options].slice(1).map(option => option.value);
  if (shown.join('\n') !== profiles.join('\n')) profile.replaceChildren(new Option('None', ''), ...profiles.map(name => new Option(name, name)));
  profile.value = profiles.includes(chosen) ? chosen : '';
  byId('profile-part').hidden = profiles.length === 0;
}

function showState(done: string): void {
  const name = nameOf();
  const isOther = stored !== null && name !== '' && name !== stored;
  byId('save').textContent = isOther ? `Save as ${name.slice(0, 64)}` : 'Save';
  byId('state').textContent = done !== '' ? done : isDirty() ? 'There are changes that are not saved.' : '';
}

async function save(): Promise<void> {
  const name = nameOf();
  if (name !== stored && names.has(name) && !await confirmReplace(name)) return;
  const saved = text();
  const question = files.question(`/api/plans/${encodeURIComponent(name || stored || 'unnamed')}`, new URLSearchParams(), saved, stored);
  const headers: Record<string, string> = question.type ? { 'content-type': question.type } : {};
  const response = await call(question.path, { method: 'PUT', body: question.body, headers });
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.errors.length > 0 && saved === text()) showProblems(view, problem.errors);
    return showProblem(`The plan is not saved. ${problem.text}`);
  }
  showProblem('');
  savedText = saved;
  const before = stored;
  stored = name;
  names.add(name);
  showTitle();
  await files.load(name);
  showState(before !== null && before !== name ? `Saved as ${name}; ${before} is still there.` : 'Saved.');
  checks.changed(0);
}

function confirmReplace(name: string): Promise<boolean> {
  byId('replace-name').textContent = name;
  const dialog = byId('replace') as HTMLDialogElement;
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise(resolve => dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true }));
}

async function start(): Promise<void> {
  const started = await startRun(runOf({}), `${profile.value}\n${text()}`);
  if (started.runId === undefined) {
    if (started.problems.length > 0) showProblems(view, started.problems);
    return showProblem(`The run is not started. ${started.text}`);
  }
  showProblem('');
  if (!isDirty()) return location.assign(addressOfRun(started.runId));
  // The page stays, as its text is not saved.
  const link = linkTo(addressOfRun(started.runId), 'Follow the run', 'Follow the run in a new tab');
  link.target = '_blank';
  byId('state').replaceChildren('A run of this text is started; the text is not saved. ', link);
}

function showTitle(): void {
  if (stored === null) return;
  byId('title').textContent = stored;
  document.title = `${stored} – edit plan`;
  history.replaceState(null, '', `/plans/${encodeURIComponent(stored)}/edit`);
}

function busy(id: string, work: () => Promise<void>): void {
  const button = byId(id) as HTMLButtonElement;
  button.addEventListener('click', async () => {
    button.disabled = true;
    await work().catch((error: Error) => showProblem(`The service could not be reached: ${error.message}`));
    button.disabled = false;
  });
}

// What the text begins with cannot be undone.
function put(content: string): void {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: content }, annotations: Transaction.addToHistory.of(false) });
}

async function open(): Promise<void> {
  schema = await json('/api/schema/plan.json') as Schema;
  names = new Set((await json('/api/plans') as { name: string }[]).map(plan => plan.name));
  if (stored === null) {
    savedText = starter;
    return put(takeDraft() ?? starter);
  }
  const plan = stored;
  const response = await call(`/api/plans/${encodeURIComponent(plan)}`);
  if (!response.ok) throw new Error((await problemOf(response)).text);
  savedText = (await response.text()).replace(/\r\n?/g, '\n');
  showTitle();
  await files.load(plan);
  put(savedText);
}

busy('save', save);
busy('start', start);
profile.addEventListener('change', () => checks.changed(0));
document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
    event.preventDefault();
    byId('save').click();
  }
});
window.addEventListener('beforeunload', event => { if (isDirty()) event.preventDefault(); });
open().catch((error: Error) => {
  byId('bench').hidden = true;
  byId('actions').hidden = true;
  ready();
  showProblem(`The plan could not be opened: ${error.message}`);
});
