// Cards of the pages, as their audits finish.

import { picture } from '../shared/dom';
import { milliseconds } from '../shared/plot';
import type { AuditedLoad, AuditedPage, Outline } from './model';

// Limits of "good" and "needs improvement" of the Web Vitals.
const ratings: Record<string, [number, number]> = { lcp: [2500, 4000], inp: [200, 500], cls: [0.1, 0.25], fcp: [1800, 3000], ttfb: [800, 1800] };
const tone = (metric: string, value: number) => value <= ratings[metric]![0] ? 'good' : value <= ratings[metric]![1] ? 'warn' : 'bad';

function median(values: number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length === 0 ? undefined : sorted.length % 2 ? sorted[middle] : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function vital(page: AuditedPage, label: string, metric: string, of: (load: AuditedLoad) => number | undefined): HTMLElement | null {
  const values = page.loads.map(of).filter((v): v is number => v !== undefined);
  const middle = median(values);
  if (middle === undefined) return null;
  const item = element('div', 'vital');
  const text = (value: number) => metric === 'cls' ? String(Number(value.toPrecision(2))) : milliseconds(value);
  const scatter = element('dd');
  scatter.append(points(values, metric, text));
  item.append(element('dt', '', label), element('dd', tone(metric, middle), text(middle)), scatter);
  return item;
}

// Each load is a point, so that scatter shows.
function points(values: number[], metric: string, text: (value: number) => string): Element {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const made = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  made.setAttribute('viewBox', '0 0 100 10');
  made.setAttribute('role', 'img');
  made.setAttribute('aria-label', `${values.length} loads, ${text(low)} to ${text(high)}`);
  for (const value of values) {
    const point = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
    point.setAttribute('cx', String(high === low ? 50 : 5 + 90 * (value - low) / (high - low)));
    point.setAttribute('cy', '5');
    point.setAttribute('r', '3');
    point.setAttribute('class', tone(metric, value));
    made.append(point);
  }
  return made;
}

// What was on the screen, a picture for each change.
function filmstrip(page: AuditedPage): HTMLElement {
  const list = element('ol', 'film');
  list.tabIndex = 0;
  list.setAttribute('aria-label', `Filmstrip of ${page.name}`);
  list.append(...page.filmstrip.map(frame => {
    const item = element('li');
    item.append(picture(frame.picture, ''), element('span', '', milliseconds(frame.atMs)));
    return item;
  }));
  return list;
}

function card(name: string, page: AuditedPage | undefined, isOver: boolean): HTMLElement {
  const made = element('article', 'card page');
  made.append(element('h3', '', name));
  if (!page) {
    made.append(element('p', 'quiet', isOver ? 'Not audited.' : 'Waiting for its audit.'));
    return made;
  }
  if (page.screenshot) made.append(picture(page.screenshot, `Screenshot of ${name}`));
  if (page.filmstrip.length > 1) made.append(filmstrip(page));
  const list = element('dl');
  const vitals = [
    vital(page, 'LCP', 'lcp', l => l.lcpMs), vital(page, 'CLS', 'cls', l => l.cls), vital(page, 'INP', 'inp', l => l.inpMs),
    vital(page, 'FCP', 'fcp', l => l.fcpMs), vital(page, 'TTFB', 'ttfb', l => l.ttfbMs),
  ];
  list.append(...vitals.filter((v): v is HTMLElement => v !== null));
  made.append(list);
  const failed = page.loads.filter(l => l.failure);
  if (failed.length) made.append(element('p', 'bad', `${failed.length} of ${page.loads.length} loads failed: ${failed[0]!.failure}`));
  return made;
}

export function showPages(outline: Outline | null, pages: Map<string, AuditedPage>, isOver: boolean): void {
  const names = outline?.pages ?? [];
  byId('pages-part').hidden = names.length === 0;
  const before = new Map([...byId('pages').children].map(c => [(c as HTMLElement).dataset.key, c]));
  // A card stays as it is until its page changes, so that its picture is loaded once.
  byId('pages').replaceChildren(...names.map(name => {
    const key = `${name}|${JSON.stringify(pages.get(name) ?? isOver)}`;
    const made = before.get(key) ?? card(name, pages.get(name), isOver);
    (made as HTMLElement).dataset.key = key;
    return made;
  }));
}
