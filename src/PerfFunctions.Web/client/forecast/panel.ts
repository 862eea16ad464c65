// Shows what a run would do and cost, and all that would refuse it.

import { sentenceOf, type Forecast } from './model';

/** The figures of a forecast as terms with values. */
export function factsOf(forecast: Forecast): [string, string][] {
  const facts: [string, string][] = [['Target', forecast.target ?? 'known to the run alone']];
  if (forecast.profile) facts.push(['Profile', forecast.profile]);
  if (forecast.loadSeconds > 0) facts.push(['Load', `${duration(forecast.loadSeconds)} on ${count(forecast.shards, 'shard')}`]);
  if (forecast.peakRate > 0) facts.push(['Peak rate', `${number(forecast.peakRate)} arrivals/s`]);
  if (forecast.peakUsers > 0) facts.push(['Peak users', number(forecast.peakUsers)]);
  if (forecast.maxResources) facts.push(['Resources of a page', `at most ${number(forecast.maxResources)}`]);
  if (forecast.pageLoads > 0) facts.push(['Page loads', `at most ${number(forecast.pageLoads)}`]);
  if (forecast.fixtures.length > 0) facts.push(['Setup and teardown', count(forecast.fixtures.length, 'request')]);
  facts.push(['Cost', `about ${amount(forecast.cost.estimated)} ${forecast.cost.currency}`]);
  return facts;
}

/** Fills a place with a forecast. */
export function showForecast(place: HTMLElement, forecast: Forecast): void {
  const list = element('dl', 'forecast');
  for (const [term, value] of factsOf(forecast)) list.append(element('dt', '', term), element('dd', '', value));
  place.replaceChildren(list, refusals(forecast));
  if (forecast.series.length > 0) place.append(seriesOf(forecast));
}

function refusals(forecast: Forecast): HTMLElement {
  if (forecast.refusals.length === 0) return element('p', 'would-run', 'It would start now: quotas and targets allow it.');
  const box = element('div', 'would-not');
  const list = element('ul');
  list.append(...forecast.refusals.map(problem => element('li', '', sentenceOf(problem))));
  box.append(element('p', '', 'It would be refused now:'), list);
  return box;
}

function seriesOf(forecast: Forecast): HTMLElement {
  const box = element('details', 'series');
  const list = element('ul');
  for (const { budget } of forecast.series) {
    const item = element('li');
    item.append(element('code', '', budget));
    list.append(item);
  }
  box.append(element('summary', '', `${count(forecast.series.length, 'name')} for budgets`), list);
  return box;
}

export function duration(seconds: number): string {
  if (seconds < 120) return `${number(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function count(value: number, word: string): string {
  return `${number(value)} ${word}${value === 1 ? '' : 's'}`;
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 });
}

function amount(value: number): string {
  return value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 });
}
