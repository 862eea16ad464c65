// Starts a run of a stored plan, and deletes one.

import { addressOfRun, startRun } from '../forecast/start';
import { sentenceOf, type Problem } from '../forecast/model';
import type { StoredPlan } from './row';

const startDialog = byId('start-dialog') as HTMLDialogElement;
const deleteDialog = byId('delete-dialog') as HTMLDialogElement;
let chosen: StoredPlan | null = null;

export function askToStart(plan: StoredPlan): void {
  chosen = plan;
  byId('start-name').textContent = plan.name;
  (byId('start-form') as HTMLFormElement).reset();
  showErrors('start-errors', [], '');
  startDialog.showModal();
}

export function askToDelete(plan: StoredPlan): void {
  chosen = plan;
  byId('delete-name').textContent = plan.name;
  showErrors('delete-errors', [], '');
  deleteDialog.showModal();
}

/** @param deleted Called after a plan was deleted. */
export function wireDialogs(deleted: () => void): void {
  for (const dialog of [startDialog, deleteDialog]) dialog.querySelector('.close')!.addEventListener('click', () => dialog.close());
  onSubmit('start-form', start);
  onSubmit('delete-form', async () => {
    const response = await call(`/api/plans/${encodeURIComponent(chosen!.name)}`, { method: 'DELETE' });
    // Somebody else has deleted it.
    if (!response.ok && response.status !== 404) return showErrors('delete-errors', [], (await problemOf(response)).text);
    deleteDialog.close();
    deleted();
  });
}

async function start(): Promise<void> {
  const query = new URLSearchParams({ plan: chosen!.name });
  for (const name of ['profile', 'target', 'commit']) {
    const value = (byId(`start-${name}`) as HTMLInputElement).value.trim();
    if (value !== '') query.set(name, value);
  }
  const started = await startRun({ path: `/api/runs?${query}`, body: '' }, query.toString());
  if (started.runId !== undefined) location.assign(addressOfRun(started.runId));
  else showErrors('start-errors', started.problems, started.text);
}

function onSubmit(id: string, work: () => Promise<void>): void {
  byId(id).addEventListener('submit', async event => {
    event.preventDefault();
    const button = (event.target as HTMLFormElement).querySelector<HTMLButtonElement>('[type=submit]')!;
    button.disabled = true;
    await work().catch((error: Error) => showErrors(id.replace('form', 'errors'), [], `The service could not be reached: ${error.message}`));
    button.disabled = false;
  });
}

function showErrors(id: string, problems: Problem[], text: string): void {
  const lines = problems.length > 0 ? problems.map(sentenceOf) : text === '' ? [] : [text];
  byId(id).replaceChildren(...lines.map(line => element('li', '', line)));
  byId(id).hidden = lines.length === 0;
}
