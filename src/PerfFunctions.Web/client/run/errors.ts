// Failures by request and kind. Both names come from outside: they are shown as text.

import { fill, tableRow } from '../shared/dom';
import { amount, count } from '../shared/format';
import type { LiveErrors } from './progress';

export function showErrors(errors: LiveErrors | null, scenario: string): void {
  const found = errors?.scenarios.find(s => s.name === scenario);
  byId('errors-part').hidden = !found;
  if (!found) return;
  fill(byId('errors'), found.kinds, () => found.kinds.map(error => {
    const row = tableRow([error.request, error.kind, error.count.toLocaleString('en'), amount('share', error.share)]);
    row.children[1]!.className = 'text';
    return row;
  }));
  byId('more-errors').hidden = found.otherKinds === 0;
  byId('more-errors').textContent = `${count(found.otherFailures, 'failure')} of ${count(found.otherKinds, 'rarer kind')} not shown.`;
}
