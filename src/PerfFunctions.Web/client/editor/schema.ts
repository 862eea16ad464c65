// Walks the JSON Schema of plans along the path of a place, and says what may be written there.

import type { Step } from './cursor';

export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  title?: string;
  description?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  not?: Schema;
}

/** A key that a map may have. */
export interface KeyHelp { name: string; description: string; required: boolean; shape: 'scalar' | 'map' | 'list' | 'any' }

/** A value that may be written, and whether it is only an example. */
export interface ValueHelp { text: string; description: string; isExample: boolean }

// References may lead in a circle, and a map of steps holds steps.
const deepest = 12;

/** All schemas that a schema stands for: without references and alternatives. */
export function alternatives(root: Schema, schema: Schema | undefined, depth = 0): Schema[] {
  if (!schema || depth > deepest) return [];
  const target = schema.$ref ? root.$defs?.[schema.$ref.replace('#/$defs/', '')] : undefined;
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? []), ...(target ? [target] : [])];
  const own = schema.properties || schema.items || schema.enum || schema.const !== undefined || schema.type || schema.additionalProperties;
  return [...(own ? [schema] : []), ...inner.flatMap(part => alternatives(root, part, depth + 1))];
}

/** The maps among some schemas; where a map has keys already, only those that know them all, if any does. */
function narrowed(maps: Schema[], keys: string[]): Schema[] {
  const named = keys.filter(key => maps.some(map => map.properties?.[key]));
  const fitting = maps.filter(map => named.every(key => map.properties?.[key] || map.additionalProperties));
  return fitting.length > 0 ? fitting : maps;
}

/** The schemas of what a path leads to; empty for what the schema does not know. */
export function schemasAt(root: Schema, path: Step[]): Schema[] {
  let schemas: Schema[] = [root];
  for (const step of path) schemas = schemas.flatMap(schema => alternatives(root, schema)).length === 0 ? [] : next(root, schemas, step);
  return schemas;
}

function next(root: Schema, schemas: Schema[], step: Step): Schema[] {
  const all = schemas.flatMap(schema => alternatives(root, schema));
  if (typeof step.name === 'number') return all.flatMap(schema => schema.items ?? []);
  const name = step.name;
  return narrowed(all, step.keys.filter(key => key !== name).concat(all.some(schema => schema.properties?.[name]) ? [name] : []))
    .flatMap(schema => schema.properties?.[name] ?? (typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []));
}

/** The keys that a map may have besides those that it has. */
export function keysFor(root: Schema, path: Step[], present: string[]): KeyHelp[] {
  const found = new Map<string, KeyHelp>();
  const maps = schemasAt(root, path).flatMap(schema => alternatives(root, schema)).filter(schema => schema.properties);
  const fitting = narrowed(maps, present);
  for (const map of fitting) {
    const excluded = excludedBy(map, present);
    for (const [name, schema] of Object.entries(map.properties ?? {})) {
      if (present.includes(name) || found.has(name) || excluded.has(name)) continue;
      const required = fitting.length === 1 && (map.required?.includes(name) ?? false);
      found.set(name, { name, description: describe(root, schema), required, shape: shapeOf(root, schema) });
    }
  }
  return [...found.values()];
}

/** Keys that a map must not have beside those that it has: of another form of it, or by a pair that excludes each other. */
function excludedBy(map: Schema, present: string[]): Set<string> {
  const forms = (map.oneOf ?? []).map(form => form.required ?? []);
  const chosen = forms.filter(form => form.some(key => present.includes(key)));
  const others = chosen.length === 0 ? [] : forms.flat().filter(key => !chosen.some(form => form.includes(key)));
  const pairs = (map.not?.anyOf ?? []).filter(pair => Object.keys(pair).join() === 'required').map(pair => pair.required ?? []);
  const apart = pairs.filter(pair => pair.length === 2 && pair.some(key => present.includes(key))).flat();
  return new Set([...others, ...apart]);
}

/** Whether a path leads to a list, whose items a key would be in. */
export function isList(root: Schema, path: Step[]): boolean {
  return schemasAt(root, path).some(schema => alternatives(root, schema).some(part => part.items));
}

/** The values that may stand where a path leads. */
export function valuesFor(root: Schema, path: Step[]): ValueHelp[] {
  const found = new Map<string, ValueHelp>();
  const add = (value: unknown, description: string, isExample: boolean) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (!found.has(text)) found.set(text, { text, description, isExample });
  };
  for (const schema of schemasAt(root, path).flatMap(part => alternatives(root, part))) {
    const about = describe(root, schema);
    schema.enum?.forEach(value => add(value, about, false));
    if (schema.const !== undefined) add(schema.const, about, false);
    // A text may also be written as a number or as yes or no, which is not worth an offer.
    if (types(schema).includes('boolean') && !types(schema).includes('number')) [true, false].forEach(value => add(value, about, false));
    schema.examples?.forEach(value => add(value, about, true));
  }
  return [...found.values()];
}

/** What a key means, in the words of the schema. */
export function describe(root: Schema, schema: Schema): string {
  if (schema.description) return schema.description;
  const inner = alternatives(root, schema).find(part => part.description ?? part.title);
  return inner?.description ?? inner?.title ?? schema.title ?? '';
}

/** What a key and its value are, in sentences for people; empty for what the schema does not know. */
export function helpFor(root: Schema, path: Step[]): string[] {
  const schemas = schemasAt(root, path);
  const schema = schemas[0];
  if (!schema) return [];
  const parts = schemas.flatMap(part => alternatives(root, part));
  const allowed = [...new Set(parts.flatMap(part => part.enum ?? []).map(String))];
  const examples = [...new Set(parts.flatMap(part => part.examples ?? []).map(String))];
  const value = parts.filter(part => part.title && part.description && part.description !== describe(root, schema))
    .map(part => `${part.title}: ${part.description}`)[0];
  return [
    describe(root, schema),
    value ?? '',
    allowed.length > 0 ? `Allowed: ${allowed.join(', ')}.` : '',
    schema.default !== undefined ? `Default: ${String(schema.default)}.` : '',
    examples.length > 0 ? `For example: ${examples.slice(0, 3).join('; ')}` : '',
  ].filter(text => text !== '');
}

function shapeOf(root: Schema, schema: Schema): KeyHelp['shape'] {
  const parts = alternatives(root, schema);
  const isMap = (part: Schema) => part.properties !== undefined || types(part).includes('object');
  if (parts.length === 0) return 'any';
  if (parts.every(part => part.items || types(part).includes('array'))) return 'list';
  if (parts.every(isMap)) return 'map';
  return parts.some(part => part.items || isMap(part)) ? 'any' : 'scalar';
}

function types(schema: Schema): string[] {
  return schema.type === undefined ? [] : Array.isArray(schema.type) ? schema.type : [schema.type];
}
