// Where in a text the problems are that the service names: as ranges to underline.

import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import { sentenceOf, type Problem } from '../forecast/model';

export function marksOf(doc: Text, problems: Problem[]): Diagnostic[] {
  return problems.filter(problem => lineOf(doc, problem) !== null).map(problem => {
    const [from, to] = rangeOf(doc, problem);
    return { from, to, severity: 'error', message: sentenceOf(problem) };
  });
}

/** Line of a problem, from 1; null for one of the plan as a whole. */
export function lineOf(doc: Text, problem: Problem): number | null {
  return problem.line !== undefined && problem.line >= 1 && problem.line <= doc.lines ? problem.line : null;
}

/** The value that is wrong, or its key, or the line. */
export function rangeOf(doc: Text, problem: Problem): [number, number] {
  const line = doc.line(lineOf(doc, problem) ?? 1);
  const comment = /(^|\s)#.*$/.exec(line.text);
  const text = comment ? line.text.slice(0, comment.index) : line.text;
  const key = /([\w-]+)(\[\d+\])*$/.exec(problem.path ?? '')?.[1] ?? '';
  const keyAt = key === '' ? -1 : text.search(new RegExp(`(?<![\\w-])${key}(?![\\w-])`));
  if (problem.value) {
    const at = text.indexOf(problem.value, keyAt >= 0 ? keyAt + (problem.value === key ? 0 : key.length) : 0);
    if (at >= 0) return [line.from + at, line.from + at + problem.value.length];
  }
  if (keyAt >= 0) return [line.from + keyAt, line.from + keyAt + key.length];
  const lead = /^\s*/.exec(text)![0].length;
  const end = text.trimEnd().length;
  return end > lead ? [line.from + lead, line.from + end] : [line.from, line.to];
}
