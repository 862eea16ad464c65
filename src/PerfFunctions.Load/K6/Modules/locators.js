import { host } from 'perf:host';

// A failure comes when the script is elsewhere: what it throws is made where the call stands, so that it knows the line.
export function ask(method, of, args, moved) {
  const mistake = new Error('the browser failed');
  const answer = (async () => {
    let said;
    try {
      said = await host.browse(method, JSON.stringify({ ...of, args }));
    } catch (error) {
      said = { failure: error.message };
    }
    if (said.failure !== null) {
      mistake.message = said.failure;
      throw mistake;
    }
    const { value, url } = JSON.parse(said.result);
    moved?.(url);
    return value;
  })();
  return answer;
}

// Functions and patterns as they can be sent; of options, each by itself.
export function given(value) {
  if (typeof value === 'function') return { function: host.sourceOf(value) };
  if (value instanceof RegExp) return { pattern: value.source, flags: value.flags };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, one instanceof RegExp ? given(one) : one]));
}

// What k6 has and is not there says so, rather than that it is no function.
export function refusing(holder, of, names) {
  for (const name of names) {
    holder[name] = () => {
      throw new Error(`${of}.${name} is not supported`);
    };
  }
}

// What pages and elements are found by, beside selectors.
export const finding = {};
for (const [method, kind] of Object.entries({
  getByRole: 'role', getByText: 'text', getByLabel: 'label', getByPlaceholder: 'placeholder', getByAltText: 'alt', getByTitle: 'title',
  getByTestId: 'testid',
})) {
  finding[method] = function (text, options) {
    return new Locator(this.page ?? this, [...(this.path ?? []), [kind, given(text), given(options)]]);
  };
}

// Finds elements anew with each call.
export class Locator {
  constructor(page, path) {
    this.page = page;
    this.path = path;
  }
  next(...part) { return new Locator(this.page, [...this.path, part]); }
  locator(selector, options) { return this.next('css', String(selector)).filter(options); }
  frameLocator(selector) { return this.next('frame', String(selector)); }
  contentFrame() { return this.next('content'); }
  first() { return this.next('first'); }
  last() { return this.next('last'); }
  nth(place) { return this.next('nth', Number(place)); }
  filter(options) { return options === undefined || options === null ? this : this.next('filter', given(options)); }
  async all() {
    const count = await this.count();
    return Array.from({ length: count }, (_, place) => this.nth(place));
  }
  async $(selector) {
    const found = this.locator(selector);
    return (await found.count()) > 0 ? found.first() : null;
  }
  async $$(selector) { return this.locator(selector).all(); }
  evaluate(test, ...args) {
    const value = this.page.ask('element.evaluate', { path: this.path }, [given(test), args]);
    return value;
  }
}

Object.assign(Locator.prototype, finding);
for (const name of [
  'click', 'dblclick', 'tap', 'hover', 'focus', 'check', 'uncheck', 'setChecked', 'fill', 'clear', 'type', 'press', 'selectOption', 'selectText',
  'scrollIntoViewIfNeeded', 'dispatchEvent', 'textContent', 'innerText', 'innerHTML', 'inputValue', 'getAttribute', 'isVisible', 'isHidden',
  'isEnabled', 'isDisabled', 'isEditable', 'isChecked', 'count', 'boundingBox', 'waitFor',
]) {
  Locator.prototype[name] = function (...args) {
    const answer = this.page.ask(`element.${name}`, { path: this.path }, args.map(given));
    return answer;
  };
}
Locator.prototype.pressSequentially = Locator.prototype.type;
refusing(Locator.prototype, 'element', [
  'evaluateHandle', 'isInViewport', 'setInputFiles', 'screenshot', 'ownerFrame', 'waitForElementState', 'waitForSelector',
]);
