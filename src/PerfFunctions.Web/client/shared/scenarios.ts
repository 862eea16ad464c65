// The buttons that choose one scenario of several. The choice stands in the page's address.

import { fill } from './dom';

/** Draws a button for each name, and returns the chosen one; empty where there are no names. */
export function showScenarios(names: string[], choose: () => void): string {
  const list = byId('scenarios');
  list.hidden = names.length < 2;
  fill(list, names, () => names.map(name => {
    const button = element('button', 'small', name) as HTMLButtonElement;
    button.type = 'button';
    button.addEventListener('click', () => {
      keepInAddress({ scenario: name });
      choose();
    });
    return button;
  }));
  const wanted = new URLSearchParams(location.search).get('scenario');
  const chosen = names.find(name => name === wanted) ?? names[0] ?? '';
  for (const button of list.children) button.setAttribute('aria-pressed', String(button.textContent === chosen));
  return chosen;
}
