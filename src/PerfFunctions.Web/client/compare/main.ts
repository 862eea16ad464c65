// The page of two runs side by side.

import { chosen, fillSides, findRuns, hasTwo, query } from './choice';
import { showFilms } from './films';
import { courseOf, sides, type Comparison } from './model';
import { showOverlay } from './overlay';
import { clearResult, showResult } from './result';

const margin = byId('margin') as HTMLSelectElement;
let asked = 0;

async function compare(): Promise<void> {
  const [base, head] = [chosen('base'), chosen('head')];
  const request = ++asked;
  clearResult();
  byId('course').hidden = byId('films-part').hidden = true;
  if (!base || !head) return showProblem(hasTwo() ? 'Choose two runs.' : 'Fewer than two runs have ended yet.');
  byId('main').setAttribute('aria-busy', 'true');
  try {
    const response = await call(`/api/compare?${new URLSearchParams({ base, head, margin: margin.value })}`);
    const problem = response.ok ? '' : (await problemOf(response)).text;
    const view = response.ok ? await response.json() as Comparison : null;
    // The response to an earlier choice may arrive later.
    if (request !== asked) return;
    showProblem(problem);
    if (view) {
      showResult(view, margin.value);
      const [ofBase, ofHead] = await Promise.all([courseOf(base), courseOf(head)]);
      if (request !== asked) return;
      showOverlay({ base: ofBase, head: ofHead });
      showFilms({ base: ofBase, head: ofHead });
    }
  } catch (error) {
    if (request !== asked) return;
    showProblem(`The comparison could not be read: ${(error as Error).message}`);
  }
  ready();
}

for (const side of sides) {
  byId(side).addEventListener('change', event => {
    keepInAddress({ [side]: (event.target as HTMLSelectElement).value });
    void compare();
  });
}
margin.addEventListener('change', () => {
  keepInAddress({ margin: margin.value });
  void compare();
});
byId('swap').addEventListener('click', () => {
  keepInAddress({ base: chosen('head'), head: chosen('base') });
  fillSides();
  void compare();
});

async function start(): Promise<void> {
  const wanted = query().get('margin');
  if (wanted) {
    if (![...margin.options].some(option => option.value === wanted)) margin.append(new Option(wanted, wanted));
    margin.value = wanted;
  }
  try {
    await findRuns();
    fillSides();
    await compare();
  } catch (error) {
    showProblem(`The runs could not be read: ${(error as Error).message}`);
  }
  ready();
}
void start();
