// Completion of keys and values and help under the pointer, from the schema of plans.

import { startCompletion, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import { hoverTooltip, type EditorView } from '@codemirror/view';
import { keyAt, pathOf, placeAt, type Place } from './cursor';
import { helpFor, isList, keysFor, valuesFor, type KeyHelp, type Schema } from './schema';

/** What may be written at the cursor; null for nothing. */
export function completions(schema: Schema, context: CompletionContext): CompletionResult | null {
  const place = placeAt(context.state.doc.toString(), context.pos);
  if (!place || (!context.explicit && place.from === place.to && !afterColon(context))) return null;
  const options = [...keyOptions(schema, place), ...valueOptions(schema, place)];
  return options.length === 0 ? null : { from: place.from, to: place.to, options, validFor: /^[\w.-]*$/ };
}

// A space after a colon is where a value begins; elsewhere an empty place offers nothing until it is asked for.
function afterColon(context: CompletionContext): boolean {
  return context.matchBefore(/:\s$/) !== null;
}

function keyOptions(schema: Schema, place: Place): Completion[] {
  if (!place.mapPath) return [];
  const keys = keysFor(schema, place.mapPath, place.keys);
  if (keys.length > 0) return keys.map((key, index) => keyOption(place, key, index, ''));
  // Below a key of a list, its first item begins.
  if (place.isFlow || place.hasColon || !isList(schema, place.mapPath)) return [];
  return keysFor(schema, [...place.mapPath, { name: 0, keys: [] }], []).map((key, index) => keyOption(place, key, index, '- '));
}

// In the order of the schema, which has what matters most first; what is required before the rest.
function keyOption(place: Place, key: KeyHelp, index: number, lead: string): Completion {
  return {
    label: `${lead}${key.name}`,
    type: 'property',
    detail: key.required ? 'required' : undefined,
    info: key.description || undefined,
    boost: (key.required ? 99 : 49) - Math.min(index, 49),
    apply: (view, _, from, to) => insertKey(view, place, key, lead, from, to),
  };
}

function insertKey(view: EditorView, place: Place, key: KeyHelp, lead: string, from: number, to: number): void {
  const below = `\n${' '.repeat(place.indent + lead.length + 2)}`;
  const rest = place.hasColon ? ''
    : place.isFlow || key.shape === 'scalar' || key.shape === 'any' ? ': '
    : key.shape === 'list' ? `:${below}- ` : `:${below}`;
  const insert = `${lead}${key.name}${rest}`;
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: 'input.complete' });
  if (rest !== '') startCompletion(view);
}

function valueOptions(schema: Schema, place: Place): Completion[] {
  if (!place.valuePath) return [];
  return valuesFor(schema, place.valuePath).map((value, index) => ({
    label: value.text,
    type: value.isExample ? 'text' : 'enum',
    detail: value.isExample ? 'example' : undefined,
    info: value.description || undefined,
    boost: (value.isExample ? 0 : 50) - Math.min(index, 49),
  }));
}

/** Help about the key under the pointer. */
export function keyHelp(schema: () => Schema | null) {
  return hoverTooltip((view, position) => {
    const root = schema();
    const key = keyAt(syntaxTree(view.state), position);
    const sentences = root && key ? helpFor(root, pathOf(view.state.doc.toString(), key)) : [];
    if (!key || sentences.length === 0) return null;
    return { pos: key.from, end: key.to, above: true, create: () => ({ dom: helpBox(sentences) }) };
  });
}

function helpBox(sentences: string[]): HTMLElement {
  const box = element('div', 'key-help');
  box.append(...sentences.map(sentence => element('p', '', sentence)));
  return box;
}
