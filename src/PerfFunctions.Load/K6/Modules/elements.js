import { call } from 'perf:calls';

export const nodes = Symbol('nodes');

const ask = (element, what, ...more) => call('html', what, element[nodes], ...more);

const one = (found) => (call('html', 'size', found) > 0 ? new Element(found) : undefined);

// The elements of nodes, one by one.
export function each(found) {
  const all = [];
  const size = call('html', 'size', found);
  for (let i = 0; i < size; i++) all.push(new Element(call('html', 'slice', found, i, i + 1)));
  return all;
}

// One element of a page, with the methods of the DOM that k6 has.
export class Element {
  constructor(found) {
    this[nodes] = found;
  }
  nodeName() { return ask(this, 'name'); }
  nodeType() { return ask(this, 'kind'); }
  nodeValue() { return ask(this, 'content'); }
  innerHTML() { return ask(this, 'inner'); }
  textContent() { return ask(this, 'text'); }
  id() { return ask(this, 'attribute', 'id') ?? ''; }
  className() { return ask(this, 'attribute', 'class') ?? ''; }
  classList() { return this.className().split(/\s+/).filter((name) => name !== ''); }
  getAttribute(name) { return ask(this, 'attribute', String(name)); }
  hasAttribute(name) { return this.getAttribute(name) !== undefined; }
  hasAttributes() { return ask(this, 'attributes').length > 0; }
  attributes() {
    return Object.fromEntries(ask(this, 'attributes').map(([name, value]) => [name, { name, value }]));
  }
  getAttributeNode(name) { return this.attributes()[name]; }
  children() { return each(ask(this, 'walk', 'children')); }
  childNodes() { return each(ask(this, 'walk', 'contents')); }
  childElementCount() { return this.children().length; }
  hasChildNodes() { return this.childNodes().length > 0; }
  firstChild() { return this.childNodes()[0]; }
  lastChild() { return this.childNodes().at(-1); }
  firstElementChild() { return this.children()[0]; }
  lastElementChild() { return this.children().at(-1); }
  nextSibling() { return one(ask(this, 'walk', 'nextNode')); }
  previousSibling() { return one(ask(this, 'walk', 'prevNode')); }
  nextElementSibling() { return one(ask(this, 'walk', 'next')); }
  previousElementSibling() { return one(ask(this, 'walk', 'prev')); }
  parentElement() { return one(ask(this, 'walk', 'parent')); }
  parentNode() { return one(ask(this, 'walk', 'parentNode')); }
  ownerDocument() { return one(ask(this, 'walk', 'root')); }
  querySelector(selector) { return this.querySelectorAll(selector)[0]; }
  querySelectorAll(selector) { return each(ask(this, 'find', String(selector))); }
  contains(other) { return call('html', 'size', ask(this, 'has', other[nodes])) > 0; }
  isSameNode(other) { return call('html', 'size', ask(this, 'filter', other[nodes])) > 0; }
  isEqualNode(other) { return this.nodeName() === other.nodeName() && this.innerHTML() === other.innerHTML(); }
  toString() { return this.innerHTML() ?? ''; }
}

// Attributes that are methods: link.href().
for (const name of [
  'href', 'src', 'alt', 'title', 'type', 'name', 'rel', 'target', 'lang', 'media', 'content', 'charset', 'action', 'method', 'enctype',
  'placeholder', 'accept', 'width', 'height', 'min', 'max', 'step', 'pattern', 'rows', 'cols', 'colspan', 'rowspan', 'label',
]) {
  Element.prototype[name] = function () {
    return this.getAttribute(name) ?? '';
  };
}
for (const name of ['checked', 'disabled', 'selected', 'multiple', 'required', 'hidden', 'autofocus', 'async', 'defer']) {
  Element.prototype[name] = function () {
    return this.hasAttribute(name);
  };
}
Element.prototype.value = function () {
  return ask(this, 'value');
};
