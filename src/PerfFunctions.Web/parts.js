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
