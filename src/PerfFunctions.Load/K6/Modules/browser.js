import { host } from 'perf:host';
import { devices, networkProfiles, optionsOf } from 'perf:devices';
import { Locator, ask, finding, given, refusing } from 'perf:locators';

const elementActs = [
  'click', 'dblclick', 'tap', 'hover', 'focus', 'check', 'uncheck', 'setChecked', 'fill', 'type', 'press', 'selectOption', 'dispatchEvent',
  'textContent', 'innerText', 'innerHTML', 'inputValue', 'getAttribute', 'isVisible', 'isHidden', 'isEnabled', 'isDisabled', 'isEditable', 'isChecked',
];

// What the answer to a navigation says.
class Response {
  constructor(page, answer) {
    this.page = page;
    this.answer = answer;
  }
  status() { return this.answer.status; }
  statusText() { return this.answer.statusText; }
  ok() { return this.answer.status >= 200 && this.answer.status < 300; }
  url() { return this.answer.url; }
  headers() { return { ...this.answer.headers }; }
  async allHeaders() { return this.headers(); }
  async headerValue(name) { return this.answer.headers[String(name).toLowerCase()] ?? null; }
  text() {
    const text = this.page.ask('response.text', { response: this.answer.response }, []);
    return text;
  }
  async json() { return JSON.parse(await this.text()); }
}

class Page {
  constructor(context, number) {
    this.within = context;
    this.number = number;
    this.address = 'about:blank';
    this.size = null;
    this.isOver = false;
    this.keyboard = input(this, 'keyboard', ['press', 'type', 'insertText', 'down', 'up']);
    this.mouse = input(this, 'mouse', ['click', 'dblclick', 'move', 'down', 'up']);
    this.touchscreen = input(this, 'touchscreen', ['tap']);
  }
  ask(method, of, args) {
    const answer = ask(method, { page: this.number, ...of }, args, (url) => {
      this.address = url ?? this.address;
    });
    return answer;
  }
  url() { return this.address; }
  context() { return this.within; }
  viewportSize() { return this.size; }
  async isClosed() { return this.isOver; }
  locator(selector, options) { return new Locator(this, [['css', String(selector)]]).filter(options); }
  frameLocator(selector) { return new Locator(this, [['frame', String(selector)]]); }
  async $(selector) {
    const found = this.locator(selector);
    return (await found.count()) > 0 ? found.first() : null;
  }
  async $$(selector) { return this.locator(selector).all(); }
  async waitForSelector(selector, options) {
    const found = this.locator(selector).first();
    await found.waitFor(options);
    return found;
  }
  waitForTimeout(ms) { return new Promise((done) => { host.setTimer(done, Number(ms), false); }); }
  waitForFunction(test, options, ...args) {
    const found = this.ask('page.waitForFunction', {}, [given(test), options ?? null, args]);
    return found;
  }
  evaluate(test, ...args) {
    const value = this.ask('page.evaluate', {}, [given(test), args]);
    return value;
  }
  setViewportSize(size) {
    this.size = { ...size };
    const done = this.ask('page.setViewportSize', {}, [size]);
    return done;
  }
  setDefaultTimeout(ms) { return this.within.setDefaultTimeout(ms); }
  setDefaultNavigationTimeout(ms) { return this.within.setDefaultTimeout(ms); }
  // Nothing is kept of a picture.
  async screenshot() { return new ArrayBuffer(0); }
  close() {
    this.isOver = true;
    this.within.open = this.within.open.filter((page) => page !== this);
    const done = this.ask('page.close', {}, []);
    return done;
  }
}

const input = (page, device, names) => Object.fromEntries(names.map((name) => [name, (...args) => {
  const done = page.ask(`${device}.${name}`, {}, args);
  return done;
}]));

Object.assign(Page.prototype, finding);
for (const name of ['goto', 'reload', 'goBack', 'goForward', 'waitForNavigation']) {
  Page.prototype[name] = function (...args) {
    const answer = this.ask(`page.${name}`, {}, args.map(given));
    return answer.then((response) => (response === null ? null : new Response(this, response)));
  };
}
for (const name of [
  'waitForURL', 'waitForLoadState', 'title', 'content', 'setContent', 'bringToFront', 'emulateMedia', 'setExtraHTTPHeaders', 'throttleCPU',
  'throttleNetwork',
]) {
  Page.prototype[name] = function (...args) {
    const answer = this.ask(`page.${name}`, {}, args.map(given));
    return answer;
  };
}
for (const name of elementActs) {
  Page.prototype[name] = function (selector, ...args) {
    const answer = this.ask(`element.${name}`, { path: [['css', String(selector)], ['first']] }, args.map(given));
    return answer;
  };
}

refusing(Page.prototype, 'page', [
  'on', 'route', 'unroute', 'unrouteAll', 'waitForEvent', 'waitForRequest', 'waitForResponse', 'evaluateHandle', 'emulateVisionDeficiency', 'frames',
  'mainFrame', 'opener', 'setInputFiles', 'workers',
]);

class Context {
  constructor() {
    this.open = [];
  }
  pages() { return [...this.open]; }
  browser() { return browser; }
  newPage() {
    const number = ask('context.newPage', {}, []);
    return number.then((made) => this.add(made));
  }
  add(number) {
    const page = new Page(this, number);
    this.open.push(page);
    return page;
  }
  close() {
    now().context = null;
    const done = ask('context.close', {}, []);
    return done;
  }
  setDefaultNavigationTimeout(ms) { return this.setDefaultTimeout(ms); }
}

for (const name of [
  'addCookies', 'cookies', 'clearCookies', 'grantPermissions', 'clearPermissions', 'setGeolocation', 'setOffline', 'addInitScript', 'setDefaultTimeout',
]) {
  Context.prototype[name] = function (...args) {
    const answer = ask(`context.${name}`, {}, args.map(given));
    return answer;
  };
}

refusing(Context.prototype, 'context', ['waitForEvent', 'on', 'setHTTPCredentials']);

// Nothing that an iteration has opened is there in the next one.
let state = { session: -1, context: null };
const now = () => {
  const session = host.browserSession();
  if (state.session !== session) state = { session, context: null };
  return state;
};

export const browser = {
  context: () => now().context,
  newContext(...options) {
    const opened = ask('browser.newContext', {}, [optionsOf(options)]);
    return opened.then(() => (now().context = new Context()));
  },
  newPage(...options) {
    if (now().context !== null) return now().context.newPage();
    const opened = ask('browser.newContext', {}, [optionsOf(options)]);
    const number = opened.then(() => {
      now().context = new Context();
      return ask('context.newPage', {}, []);
    });
    return number.then((made) => now().context.add(made));
  },
  closeContext() {
    if (now().context === null) throw new Error('no context is open');
    return now().context.close();
  },
  close: async () => { await now().context?.close(); },
  isConnected: () => true,
  version: () => host.browserVersion(),
};

refusing(browser, 'browser', ['on', 'userAgent']);

export { devices, networkProfiles };
export default { browser, devices, networkProfiles };
