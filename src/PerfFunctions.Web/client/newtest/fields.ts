// The fields of the form: which are shown, what is in them, and what is wrong with each.

import { sentenceOf, type Problem } from '../forecast/model';
import { addressOf, type Fields, type Kind } from './texts';

const names: (keyof Fields)[] = ['name', 'address', 'model', 'rate', 'users', 'duration', 'latency', 'device', 'network', 'loads', 'lcp'];

// Which field a path of the plan comes from.
const places: [RegExp, keyof Fields][] = [
  [/^name$/, 'name'], [/^target$|\.(get|path)$/, 'address'], [/\.rate$/, 'rate'], [/\.count$/, 'users'], [/\.for$/, 'duration'],
  [/\.device$/, 'device'], [/\.network$/, 'network'], [/\.runs$/, 'loads'],
];

const input = (name: keyof Fields) => byId(name) as HTMLInputElement;

export function kindOf(): Kind {
  return (document.querySelector('input[name=kind]:checked') as HTMLInputElement).value as Kind;
}

export function fieldsOf(): Fields {
  return Object.fromEntries(names.map(name => [name, input(name).value])) as unknown as Fields;
}

/** Shows the fields of a kind. */
export function showFields(kind: Kind): void {
  const byUsers = kind === 'load' && input('model').value === 'users';
  const shown: Record<string, boolean> = {
    model: kind === 'load', rate: kind !== 'page' && !byUsers, users: byUsers, duration: kind !== 'page', latency: kind !== 'page',
    device: kind === 'page', network: kind === 'page', loads: kind === 'page', lcp: kind === 'page',
  };
  for (const [name, isShown] of Object.entries(shown)) partOf(name as keyof Fields).hidden = !isShown;
}

/** Shows problems at their fields; gives those that belong to none. */
export function showFieldProblems(problems: Problem[], kind: Kind): Problem[] {
  const rest: Problem[] = [];
  const texts = new Map<keyof Fields, string[]>();
  for (const problem of problems) {
    const name = fieldOf(problem, kind);
    if (name && !partOf(name).hidden) texts.set(name, [...(texts.get(name) ?? []), sentenceOf({ ...problem, path: undefined, field: undefined })]);
    else rest.push(problem);
  }
  for (const name of names) {
    const place = partOf(name).querySelector('.field-problem') as HTMLElement;
    place.textContent = (texts.get(name) ?? []).join(' ');
    place.hidden = !texts.has(name);
    if (texts.has(name)) input(name).setAttribute('aria-invalid', 'true');
    else input(name).removeAttribute('aria-invalid');
  }
  return rest;
}

/** What is wrong with the address itself, before the service is asked. */
export function addressProblem(text: string): Problem[] {
  return text.trim() === '' || addressOf(text) ? []
    : [{ path: 'target', value: text.slice(0, 80), message: 'this is not an address', allowed: 'an http or https address without user name and password' }];
}

function fieldOf(problem: Problem, kind: Kind): keyof Fields | null {
  const path = problem.path ?? problem.field ?? '';
  if (path.startsWith('budgets')) return kind === 'page' ? 'lcp' : 'latency';
  return places.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

function partOf(name: keyof Fields): HTMLElement {
  return input(name).closest('.field') as HTMLElement;
}
