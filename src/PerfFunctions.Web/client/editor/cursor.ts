// Where in a plan a place of its text is: the keys and indexes that lead to it, and the keys that are already beside it.

import { yamlLanguage } from '@codemirror/lang-yaml';
import type { SyntaxNode, Tree } from '@lezer/common';

/** A key, or the index of an item, with the keys of the map that it is in. */
export interface Step { name: string | number; keys: string[] }

/** What may be written at the cursor, instead of `from` to `to`. */
export interface Place {
  from: number;
  to: number;
  /** To the map that gets a key; null where no key can be written. */
  mapPath: Step[] | null;
  /** Keys that this map has already. */
  keys: string[];
  /** To the value; null where no value can be written. */
  valuePath: Step[] | null;
  isFlow: boolean;
  /** Columns before the key. */
  indent: number;
  /** Whether a colon follows already. */
  hasColon: boolean;
}

// Stands in for what is being written, so that even an unfinished text has a tree; no plan has it.
const marker = 'cursor0mark';

/** The place at the cursor; null where nothing can be suggested, as in a comment. */
export function placeAt(text: string, position: number): Place | null {
  const lineStart = text.lastIndexOf('\n', position - 1) + 1;
  const before = text.slice(lineStart, position);
  const word = /[\w.-]*$/.exec(before)![0];
  const lead = before.slice(0, before.length - word.length);
  if (/(^|\s)#/.test(lead)) return null;
  const after = /^[\w.-]*/.exec(text.slice(position))![0];
  const [from, to] = [position - word.length, position + after.length];
  const hasColon = /^\s*:(\s|$)/.test(text.slice(to));
  const base = { from, to, indent: /^[\s-]*/.exec(lead)![0].length, hasColon };
  const asValue = () => found(text, from, to, marker);
  const asKey = () => found(text, from, to, hasColon ? marker : `${marker}: 0`);
  if (/:\s+$/.test(lead)) {
    const value = asValue();
    return value && { ...base, mapPath: null, keys: [], valuePath: value.path, isFlow: value.isFlow };
  }
  if (!/^[\s-]*$|[[{,]\s*$/.test(lead)) return null;
  const key = asKey();
  const item = /(-\s+|[[,]\s*)$/.test(lead) && !hasColon ? asValue() : null;
  const isItem = item !== null && typeof item.path.at(-1)?.name === 'number';
  if (!key && !isItem) return null;
  return {
    ...base,
    mapPath: key ? key.path.slice(0, -1) : null,
    keys: key?.path.at(-1)?.keys.filter(name => name !== marker) ?? [],
    valuePath: isItem ? item.path : null,
    isFlow: (key ?? item)!.isFlow,
  };
}

function found(text: string, from: number, to: number, instead: string): { path: Step[]; isFlow: boolean } | null {
  const marked = text.slice(0, from) + instead + text.slice(to);
  const tree = yamlLanguage.parser.parse(marked);
  const node = tree.resolveInner(from + 1, 0);
  if (marked.slice(node.from, node.to) !== marker) return null;
  const isFlow = enclosing(node, ['FlowMapping', 'FlowSequence', 'BlockMapping', 'BlockSequence'])?.name.startsWith('Flow') ?? false;
  return { path: pathOf(marked, node), isFlow };
}

/** The keys and indexes that lead to a node; that of a key leads to its value. */
export function pathOf(text: string, node: SyntaxNode): Step[] {
  const steps: Step[] = [];
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (at.name === 'Pair') steps.unshift({ name: keyOf(text, at), keys: at.parent ? keysOf(text, at.parent) : [] });
    if (at.name === 'Item') steps.unshift({ name: indexOf(at), keys: [] });
  }
  return steps;
}

/** The key that a place of the text is in; null for none. */
export function keyAt(tree: Tree, position: number): SyntaxNode | null {
  const key = enclosing(tree.resolveInner(position, 0), ['Key', 'Pair', 'Item']);
  return key?.name === 'Key' ? key : null;
}

/** The pair or item that a path leads to; null where the text has none. */
export function nodeOf(text: string, tree: Tree, path: (string | number)[]): SyntaxNode | null {
  let at: SyntaxNode | null = content(tree.topNode.getChild('Document'));
  let last: SyntaxNode | null = null;
  for (const name of path) {
    const children: SyntaxNode[] = at ? (typeof name === 'number' ? at.getChildren('Item') : at.getChildren('Pair')) : [];
    last = (typeof name === 'number' ? children[name] : children.find(pair => keyOf(text, pair) === name)) ?? null;
    if (!last) return null;
    at = content(last);
  }
  return last;
}

/** The text of a pair's scalar value, without quotes; null where it has none. */
export function scalarOf(text: string, pair: SyntaxNode | null): string | null {
  const value = pair && content(pair);
  return value && (value.name === 'Literal' || value.name === 'QuotedLiteral') ? unquoted(text.slice(value.from, value.to)) : null;
}

/** The keys of the map that a pair's value is. */
export function keysBelow(text: string, pair: SyntaxNode | null): string[] {
  const value = pair && content(pair);
  return value ? keysOf(text, value) : [];
}

/** What a document, pair or item holds. */
function content(node: SyntaxNode | null): SyntaxNode | null {
  let value = node?.lastChild ?? null;
  while (value && (value.type.isError || value.name === 'Comment')) value = value.prevSibling;
  if (value && (value.name === 'Anchored' || value.name === 'Tagged')) value = value.lastChild;
  return value && value.name !== 'Key' && value.name !== ':' ? value : null;
}

function enclosing(node: SyntaxNode, names: string[]): SyntaxNode | null {
  let at: SyntaxNode | null = node;
  while (at && !names.includes(at.name)) at = at.parent;
  return at;
}

function keysOf(text: string, map: SyntaxNode): string[] {
  return map.getChildren('Pair').map(pair => keyOf(text, pair));
}

function keyOf(text: string, pair: SyntaxNode): string {
  const key = pair.getChild('Key');
  return key ? unquoted(text.slice(key.from, key.to).trim()) : '';
}

function indexOf(item: SyntaxNode): number {
  return item.parent?.getChildren('Item').findIndex(other => other.from === item.from) ?? 0;
}

function unquoted(text: string): string {
  return /^(".*"|'.*')$/s.test(text) ? text.slice(1, -1) : text;
}
