// The list of problems beside the text, and the state of the checks.

import { setDiagnostics } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import { sentenceOf, type Answer, type Problem } from '../forecast/model';
import { showForecast } from '../forecast/panel';
import { lineOf, marksOf, rangeOf } from './marks';
import { goTo } from './view';

/** Shows what a dry run came to. */
export function showAnswer(view: EditorView, answer: Answer, signIn: (reason: string, platform?: string) => void): void {
  const problems = answer.kind === 'problems' ? answer.problems : [];
  showProblems(view, problems);
  byId('checking').textContent = stateOf(answer);
  byId('checking').dataset.kind = answer.kind === 'forecast' && answer.forecast.refusals.length > 0 ? 'refused' : answer.kind;
  const place = byId('forecast');
  if (answer.kind === 'forecast') showForecast(place, answer.forecast);
  else place.replaceChildren(element('p', 'quiet', answer.kind === 'problems' ? 'It is known once the plan is valid.' : answer.text));
  if (answer.kind === 'needsKey') {
    const button = element('button', '', 'Enter a key') as HTMLButtonElement;
    button.type = 'button';
    button.addEventListener('click', () => signIn(answer.text, answer.signIn));
    place.append(button);
  }
}

/** Marks problems in the text and lists them. */
export function showProblems(view: EditorView, problems: Problem[]): void {
  view.dispatch(setDiagnostics(view.state, marksOf(view.state.doc, problems)));
  byId('problems').replaceChildren(...problems.map(problem => row(view, problem)));
}

function row(view: EditorView, problem: Problem): HTMLElement {
  const item = element('li');
  const line = lineOf(view.state.doc, problem);
  if (line !== null) {
    const button = element('button', 'line', `Line ${line}`) as HTMLButtonElement;
    button.type = 'button';
    button.addEventListener('click', () => goTo(view, rangeOf(view.state.doc, problem)));
    item.append(button, ' ');
  }
  item.append(sentenceOf(problem));
  return item;
}

function stateOf(answer: Answer): string {
  switch (answer.kind) {
    case 'forecast': return answer.forecast.refusals.length === 0 ? 'Valid' : 'Valid, but it would be refused now';
    case 'problems': return answer.problems.length === 1 ? '1 problem' : `${answer.problems.length} problems`;
    case 'needsKey': return 'Not checked: a key is needed';
    case 'failed': return 'Not checked';
  }
}
