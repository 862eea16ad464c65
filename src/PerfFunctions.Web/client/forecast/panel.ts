// Shows what a run would do and cost, and all that would refuse it.

import { count, digits, money } from '../shared/format';
import { sentenceOf, type Forecast } from './model';

/** The figures of a forecast as terms with values. */
export function factsOf(forecast: Forecast): [string, string][] {
  const facts: [string, string][] = [['Target', forecast.target ?? 'known to the run alone']];
  if (forecast.profile) facts.push(['Profile', forecast.profile]);
  if (forecast.loadSeconds > 0) facts.push(['Load', `${duration(forecast.loadSeconds)} on ${count(forecast.shards, 'shard')}`]);
  if (forecast.peakRate > 0) facts.push(['Peak rate', `${digits(forecast.peakRate)} ${forecast.peakRate === 1 ? 'arrival' : 'arrivals'}/s`]);
  if (forecast.peakUsers > 0) facts.push(['Peak users', digits(forecast.peakUsers)]);
  if (forecast.maxResources) facts.push(['Resources of a page', `at most ${digits(forecast.maxResources)}`]);
  if (forecast.pageLoads > 0) facts.push(['Page loads', `at most ${digits(forecast.pageLoads)}`]);
  if (forecast.fixtures.length > 0) facts.push(['Setup and teardown', count(forecast.fixtures.length, 'request')]);
  facts.push(['Cost', `about ${money(forecast.cost.estimated, forecast.cost.currency)}`]);
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

function duration(seconds: number): string {
  if (seconds < 120) return `${digits(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
