// Runs in pages of real users after web-vitals, in one function scope. It collects the web vitals of a page view and sends them
// once, when the page is hidden or left. It stores nothing, and sends no cookie, no query string and no address but the path.
const script = document.currentScript;
const to = script?.dataset.to ?? (script?.src ? new URL(`../api/rum/${perfPlan}`, script.src).href : undefined);

if (to && Math.random() < perfSample) {
  const path = location.pathname;
  let metrics = {};
  let isSent = false;

  // A fetch with CORS names the page's origin whatever its referrer policy is; sendBeacon hides it under 'no-referrer'.
  const post = (body) => {
    if ('keepalive' in Request.prototype) {
      fetch(to, { method: 'POST', body, keepalive: true, credentials: 'omit', referrerPolicy: 'no-referrer' }).catch(() => {});
    } else {
      navigator.sendBeacon(to, body);
    }
  };

  const send = () => {
    if (!isSent && Object.keys(metrics).length > 0) {
      isSent = true;
      post(JSON.stringify({ path, metrics }));
    }
  };

  // A page that comes back from the back/forward cache is a view of its own. Before web-vitals listens, as that reports at once.
  addEventListener('pageshow', (event) => {
    if (event.persisted) {
      metrics = {};
      isSent = false;
    }
  }, true);

  const note = ({ name, value }) => {
    metrics[name.toLowerCase()] = Math.round(value * 10000) / 10000;
  };
  const changes = { reportAllChanges: true };
  webVitals.onTTFB(note, changes);
  webVitals.onFCP(note, changes);
  webVitals.onLCP(note, changes);
  webVitals.onCLS(note, changes);
  webVitals.onINP(note, changes);

  // web-vitals listens at the window while the event goes down: at the document its last values are there. Leaving a page fires this
  // event too, but after pagehide: a beacon sent at pagehide would lack an interaction that web-vitals had no idle time to count.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      send();
    }
  });
}
