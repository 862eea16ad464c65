// Runs in each document before its own scripts, after web-vitals, in one function scope: the page sees no new names.
if (window === window.top) {
  const report = globalThis.perfReport;
  delete globalThis.perfReport;
  const send = (message) => report(JSON.stringify({ document: performance.timeOrigin, ...message }));
  const value = (metric) => send({ name: metric.name.toLowerCase(), value: metric.value });

  // An emulated phone sizes its viewport when the document begins. Chromium takes that for input and would excuse every
  // shift of the next 500 ms, so here only real input does.
  const excused = Object.getOwnPropertyDescriptor(LayoutShift.prototype, 'hadRecentInput').get;
  let input = false;
  for (const type of ['pointerdown', 'keydown']) {
    addEventListener(type, (event) => { input ||= event.isTrusted; }, true);
  }
  Object.defineProperty(LayoutShift.prototype, 'hadRecentInput', { get() { return input && excused.call(this); } });

  // No reportAllChanges: only the final value of each is called back, when the document is hidden.
  webVitals.onTTFB(value);
  webVitals.onFCP(value);
  webVitals.onCLS(value);
  webVitals.onINP(value);
  webVitals.onLCP((metric) => send({ name: 'lcp', value: metric.value, element: metric.attribution.target }));

  // Registered after the listeners of web-vitals, so its last values have been sent when this one runs.
  addEventListener('visibilitychange', (event) => {
    if (event.isTrusted && document.visibilityState === 'hidden') {
      const load = performance.getEntriesByType('navigation')[0]?.loadEventEnd ?? 0;
      if (load > 0) {
        send({ name: 'load', value: load });
      }
      send({ name: 'hidden' });
    }
  }, true);
}
