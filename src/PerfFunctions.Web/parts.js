// Whatever comes from the service is written with textContent: it is text, never markup.

const outcomes = {
  passed: ['Passed', '✓', 'good'],
  warned: ['Warned', '!', 'warn'],
  failed: ['Failed', '✕', 'bad'],
  noData: ['No data', '?', 'none'],
  degraded: ['Degraded', '◐', 'warn'],
  cancelled: ['Cancelled', '■', 'none'],
  aborted: ['Aborted', '■', 'bad'],
  timedOut: ['Timed out', '◷', 'bad'],
  internalError: ['Internal error', '✕', 'bad'],
};

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function tell(text) {
  byId('problem').textContent = text;
  byId('problem').hidden = text === '';
}

// A link cannot carry the key, and an address must not: with a key the report is fetched, then shown.
async function openReport(event, address) {
  const key = sessionStorage.getItem(keyName);
  if (!key) return;
  event.preventDefault();
  const tab = window.open('', '_blank');
  const response = await call(address);
  if (!response.ok) {
    tab?.close();
    tell((await problemOf(response)).title);
    return;
  }
  const page = URL.createObjectURL(new Blob([await response.text()], { type: 'text/html' }));
  if (tab) tab.location = page;
  else window.location = page;
}
