// Everything from the service is written with textContent: it is text, never markup.

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

const stages = {
  plan: 'Planning', setup: 'Setting up', audit: 'Auditing pages', load: 'Running load', teardown: 'Tearing down',
  aggregate: 'Aggregating', evaluate: 'Evaluating budgets', report: 'Writing reports', running: 'Running', done: 'Done',
};

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

// An outcome: a word, a symbol that does not depend on colour, and a tone.
function badge([word, sign, tone], more = '') {
  const made = element('span', `badge ${tone}${more}`);
  const glyph = element('span', 'glyph', sign);
  glyph.setAttribute('aria-hidden', 'true');
  made.append(glyph, word);
  return made;
}

const moment = value => new Date(value).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function linkTo(address, text, label) {
  const made = element('a', '', text);
  made.href = address;
  made.setAttribute('aria-label', label);
  return made;
}

const reportOf = (runId, label) => linkTo(`/api/runs/${encodeURIComponent(runId)}/report.html`, 'Report', label);

// The reader's choices are kept in the page's address.
function keepInAddress(values) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value === '') address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  history.replaceState(null, '', address);
}

/** Shows a page that was hidden while it did not know its contents, so that nothing moves as they come. */
function opened() {
  delete byId('main').dataset.opening;
}

/** Says that the page has what it asked for. */
function ready() {
  byId('main').setAttribute('aria-busy', 'false');
  opened();
}

function showProblem(text) {
  if (text !== '') opened();
  byId('problem').textContent = text;
  byId('problem').hidden = text === '';
}
