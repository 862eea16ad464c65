import { call } from 'perf:calls';
import { request, Response } from 'k6/http';
import { nodes, each, Element } from 'perf:elements';

// What the generator chooses by: a selector, or nodes.
const given = (choice) => (choice === undefined || choice === null ? undefined : (choice[nodes] ?? String(choice)));

// A call that a function ends with leaves nothing of the function in the stack of an error: what may fail is not the last one.
const ask = (selection, what, ...more) => call('html', what, selection[nodes], ...more);

// data-count="3" is the number 3, and data-of='{"a":1}' an object.
function valueOf(text) {
  if (/^(true|false|null|-?\d+(\.\d+)?|[[{].*)$/s.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  return text;
}

const camel = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

class Selection {
  constructor(found) {
    this[nodes] = found;
  }
  get isSelection() { return true; }
  size() { return ask(this, 'size'); }
  find(choice) { return new Selection(ask(this, 'find', given(choice))); }
  has(choice) { return new Selection(ask(this, 'has', given(choice))); }
  closest(choice) { return new Selection(ask(this, 'closest', given(choice))); }
  filter(choice) { return typeof choice === 'function' ? this.#chosen(choice, true) : new Selection(ask(this, 'filter', given(choice))); }
  not(choice) { return typeof choice === 'function' ? this.#chosen(choice, false) : new Selection(ask(this, 'not', given(choice))); }
  is(choice) { return this.filter(choice).size() > 0; }
  add(choice) {
    const more = typeof choice === 'string' ? call('html', 'find', ask(this, 'walk', 'root'), choice) : given(choice);
    return new Selection(ask(this, 'join', more));
  }
  children(choice) { return new Selection(ask(this, 'walk', 'children', undefined, given(choice))); }
  contents() { return new Selection(ask(this, 'walk', 'contents')); }
  parent(choice) { return new Selection(ask(this, 'walk', 'parent', undefined, given(choice))); }
  parents(choice) { return new Selection(ask(this, 'walk', 'parents', undefined, given(choice))); }
  parentsUntil(until, choice) { return new Selection(ask(this, 'walk', 'parents', given(until), given(choice))); }
  next(choice) { return new Selection(ask(this, 'walk', 'next', undefined, given(choice))); }
  nextAll(choice) { return new Selection(ask(this, 'walk', 'nextAll', undefined, given(choice))); }
  nextUntil(until, choice) { return new Selection(ask(this, 'walk', 'nextAll', given(until), given(choice))); }
  prev(choice) { return new Selection(ask(this, 'walk', 'prev', undefined, given(choice))); }
  prevAll(choice) { return new Selection(ask(this, 'walk', 'prevAll', undefined, given(choice))); }
  prevUntil(until, choice) { return new Selection(ask(this, 'walk', 'prevAll', given(until), given(choice))); }
  eq(place) { return this.slice(place, place === -1 ? undefined : place + 1); }
  first() { return this.eq(0); }
  last() { return this.eq(-1); }
  slice(from, to) {
    const size = this.size();
    const at = (place) => (place < 0 ? Math.max(0, size + place) : place);
    return new Selection(ask(this, 'slice', at(from ?? 0), at(to ?? size)));
  }
  get(place) { return place === undefined ? each(this[nodes]) : each(this.eq(place)[nodes])[0]; }
  toArray() { return each(this[nodes]).map((element) => new Selection(element[nodes])); }
  each(visit) {
    each(this[nodes]).forEach((element, i) => visit(i, element));
    return this;
  }
  map(make) { return this.toArray().map((one, i) => make(i, one)); }
  attr(name, otherwise) { return ask(this, 'attribute', String(name)) ?? otherwise; }
  text() { return ask(this, 'text'); }
  html() { return ask(this, 'inner'); }
  val() { return ask(this, 'value'); }
  data(name) {
    const all = {};
    for (const [key, value] of ask(this, 'attributes')) if (key.startsWith('data-')) all[camel(key.slice(5))] = valueOf(value);
    return name === undefined ? all : all[camel(String(name))];
  }
  serializeArray() { return ask(this, 'fields').map(([name, value]) => ({ name, value })); }
  serializeObject() { return Object.fromEntries(ask(this, 'fields')); }
  serialize() { return queryOf(ask(this, 'fields')); }
  toString() { return this.html() ?? ''; }
  #chosen(test, wanted) {
    const kept = each(this[nodes]).filter((element, i) => Boolean(test(i, element)) === wanted);
    return kept.reduce((all, element) => new Selection(ask(all, 'join', element[nodes])), this.slice(0, 0));
  }
}

const queryOf = (fields) => fields.map(([name, value]) => `${word(name)}=${word(value)}`).join('&');
const word = (text) => encodeURIComponent(text).replaceAll('%20', '+');

export const parseHTML = (text) => new Selection(call('html', 'parse', String(text)));

const page = Symbol('page');

Response.prototype.html = function (selector) {
  if (this[page] === undefined) {
    if (this.body === null) throw new Error('the response has no body to read as HTML');
    this[page] = parseHTML(this.body);
  }
  const found = selector === undefined ? this[page] : this[page].find(selector);
  return found;
};

Response.prototype.submitForm = function (given = {}) {
  const { formSelector = 'form', fields = {}, submitSelector = '[type="submit"]', params } = given;
  const form = this.html(formSelector).first();
  if (form.size() === 0) throw new Error(`no form '${formSelector}' in the response of ${this.url}`);
  const method = form.attr('method', 'GET').toUpperCase();
  const address = call('addressFrom', this.url, form.attr('action', this.url));
  const values = form.serializeObject();
  const submit = form.find(submitSelector).first();
  if (submit.attr('name') !== undefined && submit.attr('value') !== undefined) values[submit.attr('name')] = submit.attr('value');
  for (const name in fields) values[name] = fields[name];
  if (method !== 'GET') return request(method, address, values, params);
  return request('GET', `${address.replace(/[?#].*$/s, '')}?${queryOf(Object.entries(values))}`, null, params);
};

Response.prototype.clickLink = function ({ selector = 'a[href]', params } = {}) {
  const link = this.html(selector).first();
  if (link.size() === 0) throw new Error(`no link '${selector}' in the response of ${this.url}`);
  return request('GET', call('addressFrom', this.url, link.attr('href', '')), null, params);
};

export { Element, Selection };
export default { parseHTML };
