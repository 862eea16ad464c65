// What was on the screen in both runs, at the same times after the navigation.

import type { AuditedPage } from '../run/model';
import { picture } from '../shared/dom';
import { milliseconds } from '../shared/plot';
import { sides, type Course, type Side } from './model';

const columns = 8;
const steps = [50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000];

/** At most eight times at equal steps, the last at or after the last change. */
function timesOf(last: number): number[] {
  const step = steps.find(s => s * columns >= last) ?? Math.ceil(last / columns / 10_000) * 10_000;
  return Array.from({ length: Math.max(1, Math.ceil(last / step)) }, (_, i) => (i + 1) * step);
}

function cell(page: AuditedPage, side: Side, at: number, address: string | undefined, isSame: boolean): HTMLElement {
  const made = element('td');
  if (!address) {
    made.append(element('span', 'quiet', 'blank'));
    return made;
  }
  const image = picture(address, isSame ? '' : `${page.name} of the ${side} at ${milliseconds(at)}`);
  image.classList.toggle('same', isSame);
  made.append(image);
  return made;
}

function strip(page: AuditedPage, side: Side, times: number[]): HTMLElement {
  const row = element('tr');
  const name = element('th', '', side === 'base' ? 'Base' : 'Head') as HTMLTableCellElement;
  name.scope = 'row';
  const addresses = times.map(at => page.filmstrip.filter(frame => frame.atMs <= at).at(-1)?.picture);
  row.append(name, ...times.map((at, i) => cell(page, side, at, addresses[i], addresses[i] === addresses[i - 1])));
  return row;
}

function film(name: string, pages: Record<Side, AuditedPage>): HTMLElement {
  const times = timesOf(Math.max(...sides.flatMap(side => pages[side].filmstrip.map(frame => frame.atMs))));
  const head = element('tr');
  head.append(element('td'), ...times.map(at => {
    const made = element('th', '', milliseconds(at)) as HTMLTableCellElement;
    made.scope = 'col';
    return made;
  }));
  const made = element('article', 'film');
  const title = element('h3', '', name);
  const scroll = element('div', 'scroll');
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'group');
  scroll.setAttribute('aria-label', `Filmstrips of ${name}`);
  const table = element('table');
  table.append(head, ...sides.map(side => strip(pages[side], side, times)));
  scroll.append(table);
  made.append(title, scroll);
  return made;
}

/** Shows the filmstrips of the pages that both runs have; hides the part where there are none. */
export function showFilms(courses: Record<Side, Course>): void {
  const films = courses.head.pages.flatMap(head => {
    const base = courses.base.pages.find(page => page.name === head.name);
    return base?.filmstrip.length && head.filmstrip.length ? [film(head.name, { base, head })] : [];
  });
  byId('films-part').hidden = films.length === 0;
  byId('films').replaceChildren(...films);
}
