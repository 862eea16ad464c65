// The page that starts a test from an address and a few fields.

import { DryRuns, type Question } from '../forecast/dryRun';
import { sentenceOf, type Answer, type Problem } from '../forecast/model';
import { showForecast } from '../forecast/panel';
import { addressOfRun, startRun } from '../forecast/start';
import { leaveDraft } from './draft';
import { addressProblem, fieldsOf, kindOf, showFieldProblems, showFields } from './fields';
import { addressOf, nameFor, planOf } from './texts';

const form = byId('new-test') as HTMLFormElement;
const name = byId('name') as HTMLInputElement;
const startButton = byId('start') as HTMLButtonElement;
let plan: string | null = null;
let namedByHand = false;
const checks = new DryRuns(() => question('?dryRun=true'), took);

function question(query: string): Question {
  return { path: `/api/runs${query}`, body: plan ?? '', type: 'application/yaml' };
}

function changed(): void {
  const kind = kindOf();
  showFields(kind);
  if (!namedByHand) name.value = nameFor(kind, addressOf(fieldsOf().address));
  plan = planOf(kind, fieldsOf());
  byId('text').textContent = plan ?? '';
  byId('text-part').hidden = plan === null;
  startButton.disabled = plan === null;
  if (plan !== null) {
    byId('checking').textContent = 'Checking …';
    return checks.changed();
  }
  showRest(showFieldProblems(addressProblem(fieldsOf().address), kind));
  byId('checking').textContent = '';
  byId('forecast').replaceChildren(element('p', 'quiet', 'Enter an address to see what the test does and costs.'));
}

function took(answer: Answer): void {
  // The address may have been emptied in the meantime.
  if (plan === null) return;
  const problems = answer.kind === 'problems' ? answer.problems : answer.kind === 'forecast' ? answer.forecast.refusals : [];
  const rest = showFieldProblems(problems, kindOf());
  showRest(answer.kind === 'problems' ? rest : []);
  byId('checking').textContent = stateOf(answer);
  const place = byId('forecast');
  if (answer.kind === 'forecast') return showForecast(place, answer.forecast);
  place.replaceChildren(element('p', 'quiet', answer.kind === 'problems' ? 'It is known once the fields are right.' : answer.text));
  if (answer.kind === 'needsKey') place.append(keyButton(answer.text, answer.signIn));
}

function stateOf(answer: Answer): string {
  switch (answer.kind) {
    case 'forecast': return answer.forecast.refusals.length === 0 ? 'Ready to start' : 'It would be refused now';
    case 'problems': return 'Not ready: see the fields';
    default: return 'Not checked';
  }
}

function keyButton(reason: string, platform?: string): HTMLElement {
  const button = element('button', '', 'Enter a key') as HTMLButtonElement;
  button.type = 'button';
  button.addEventListener('click', async () => { if (await askToSignIn(reason, platform)) checks.changed(0); });
  return button;
}

function showRest(problems: Problem[]): void {
  byId('rest').replaceChildren(...problems.map(problem => element('li', '', sentenceOf(problem))));
  byId('rest').hidden = problems.length === 0;
}

async function start(): Promise<void> {
  if (plan === null) return;
  startButton.disabled = true;
  const started = await startRun(question(''), plan);
  startButton.disabled = false;
  if (started.runId !== undefined) return location.assign(addressOfRun(started.runId));
  showRest(showFieldProblems(started.problems, kindOf()));
  showProblem(`The test is not started. ${started.text}`);
}

form.addEventListener('input', event => {
  if (event.target === name) namedByHand = name.value !== '';
  changed();
});
form.addEventListener('submit', event => {
  event.preventDefault();
  void start();
});
byId('open-editor').addEventListener('click', () => {
  if (plan === null) return;
  leaveDraft(plan);
  location.assign('/plans/new?draft');
});
const wanted = new URLSearchParams(location.search).get('kind');
for (const choice of form.querySelectorAll<HTMLInputElement>('input[name=kind]')) if (choice.value === wanted) choice.checked = true;
changed();
opened();
