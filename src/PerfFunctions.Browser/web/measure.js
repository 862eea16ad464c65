// Runs in each document before its own scripts, after web-vitals, in one function scope: the page sees no new names. Chromium
// runs it in a world of its own; what names in the document can still hide there (document.images, form.id) is read by its getter.
if (window === window.top) {
  const { stringify } = JSON;
  const wellFormed = (key, value) => (typeof value === 'string' ? value.toWellFormed?.() ?? value : value);
  const send = (message) => perfReport(stringify({ document: performance.timeOrigin, ...message }, wellFormed));
  const getter = (type, name) => {
    const { get } = Object.getOwnPropertyDescriptor(type.prototype, name);
    return (object) => get.call(object);
  };
  const [idOf, classesOf, parentOf] = [getter(Element, 'id'), getter(Element, 'classList'), getter(Node, 'parentElement')];
  const visibility = getter(Document, 'visibilityState');
  const latest = new Map();
  const value = (metric, more) => latest.set(metric.name, { name: metric.name.toLowerCase(), value: metric.value, ...more });

  // An emulated phone sizes its viewport when the document begins. Chromium takes that for input and would excuse every
  // shift of the next 500 ms, so here only real input does.
  if (globalThis.LayoutShift) {
    const excused = Object.getOwnPropertyDescriptor(LayoutShift.prototype, 'hadRecentInput').get;
    let input = false;
    for (const type of ['pointerdown', 'keydown']) {
      addEventListener(type, (event) => { input ||= event.isTrusted; }, true);
    }
    Object.defineProperty(LayoutShift.prototype, 'hadRecentInput', { get() { return input && excused.call(this); } });
  }

  // Entries of a type as they come, and those that wait when it is called.
  const watch = (type, each, options) => {
    if (!PerformanceObserver.supportedEntryTypes?.includes(type)) {
      return () => {};
    }
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(each));
    observer.observe({ type, buffered: true, ...options });
    return () => observer.takeRecords().forEach(each);
  };

  // A page may clear its own at any time.
  const timings = new Map();
  const time = (name, milliseconds) => {
    if (!timings.has(name) && timings.size < 100 && name.length <= 100) {
      timings.set(name, milliseconds);
    }
  };
  const marksNow = watch('mark', (entry) => time(`mark.${entry.name}`, entry.startTime));
  const measuresNow = watch('measure', (entry) => time(`measure.${entry.name}`, entry.duration));

  const selector = (element) => {
    const parts = [];
    for (let at = element; at && parts.length < 5; at = parentOf(at)) {
      const id = idOf(at);
      const classes = [...classesOf(at)].slice(0, 3).map((name) => `.${CSS.escape(name)}`).join('');
      parts.unshift(id ? `#${CSS.escape(id)}` : at.localName + classes);
      if (id) {
        break;
      }
    }
    return parts.join('>').slice(0, 500);
  };

  // What moved is named when it moves: later it may have left the page.
  const moved = new Map();
  let shiftsNow = () => {};
  const watchShifts = () => {
    shiftsNow = watch('layout-shift', (shift) => {
      const elements = shift.sources
        .map(({ node }) => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node))
        .filter((node) => node instanceof Element).map(selector);
      if (moved.size < 1000) {
        moved.set(shift.startTime, [...(moved.get(shift.startTime) ?? []), ...elements]);
      }
    });
  };

  // A busy machine leaves some of a click's events out of its trace: here an interaction lasts as long as its slowest one.
  const interactions = new Map();
  let interactionsNow = () => {};
  const watchInteractions = () => {
    interactionsNow = watch('event', ({ interactionId, startTime, duration }) => {
      if (interactionId > 0 && duration > (interactions.get(interactionId)?.duration ?? 0)) {
        interactions.set(interactionId, { at: startTime, duration });
      }
    }, { durationThreshold: 16 });
  };

  // What the browser keeps until it is asked for can wait for the first paint: under a slowed processor the time to begin
  // here would else be counted as the page's. A step a task, as all of them in one could block the page. All changes are
  // noted, and the last ones are sent: when the document is hidden they are final.
  const changes = { reportAllChanges: true };
  const steps = [
    watchShifts,
    watchInteractions,
    () => webVitals.onTTFB((metric) => value(metric), changes),
    () => webVitals.onFCP((metric) => value(metric), changes),
    () => webVitals.onCLS((metric) => {
      shiftsNow();
      const shifts = metric.entries.map((entry) => ({
        at: entry.startTime, score: entry.value, elements: [...new Set(moved.get(entry.startTime) ?? [])].slice(0, 5),
      }));
      value(metric, { shifts: shifts.sort((a, b) => b.score - a.score).slice(0, 10) });
    }, changes),
    () => webVitals.onINP((metric) => value(metric), changes),
    () => webVitals.onLCP((metric) => {
      const cause = metric.attribution;
      value(metric, {
        element: cause.target, address: cause.url,
        parts: [cause.timeToFirstByte, cause.resourceLoadDelay, cause.resourceLoadDuration, cause.elementRenderDelay],
      });
    }, changes),
  ];
  const timer = setTimeout;
  const measure = () => {
    if (steps.length > 0) {
      steps.shift()();
      timer(measure);
    }
  };
  const measureNow = () => {
    while (steps.length > 0) {
      steps.shift()();
    }
  };

  // A page that shows nothing is measured from some time after its load.
  addEventListener('load', (event) => event.isTrusted && timer(measure, 500));
  new PerformanceObserver((list) => {
    if (list.getEntriesByName('first-contentful-paint').length > 0) {
      measure();
    }
  }).observe({ type: 'paint', buffered: true });

  const sendAll = () => {
    measureNow();
    const navigation = performance.getEntriesByType('navigation')[0];
    if (navigation?.loadEventEnd > 0) {
      send({ name: 'load', value: navigation.loadEventEnd, address: navigation.name, status: navigation.responseStatus });
    }
    latest.forEach((message) => send(message));
    marksNow();
    measuresNow();
    timings.forEach((milliseconds, name) => send({ name, value: milliseconds }));
    interactionsNow();
    send({ name: 'interactions', interactions: [...interactions.values()] });
  };

  // A page that goes on to another takes its last values along, so the recorder asks for what there is before each step.
  if (perfIsolated) {
    globalThis.perfSend = sendAll;
  } else {
    addEventListener('perfReport', sendAll, true);
  }

  // web-vitals listens at the window while the event goes down, some of it only once it has something to report: at the
  // document all of that has run.
  EventTarget.prototype.addEventListener.call(document, 'visibilitychange', (event) => {
    if (event.isTrusted && visibility(document) === 'hidden') {
      sendAll();
      send({ name: 'hidden' });
    }
  });
}
