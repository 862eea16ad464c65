// What became of each metric, what needs attention first.

import { plainLink } from '../shared/dom';
import { sides, type ComparedNumber, type Comparison, type ListedRun, type Outcome, type Side } from './model';

const becomes: Record<Outcome, [string, string, string, string]> = {
  worse: ['Worse', '✕', 'bad', 'worse'],
  noData: ['No data', '?', 'none', 'without data'],
  inconclusive: ['Inconclusive', '≈', 'warn', 'inconclusive'],
  better: ['Better', '✓', 'good', 'better'],
  same: ['Equal', '=', 'good', 'equal'],
};
const order = Object.keys(becomes) as Outcome[];
const badgeOf = (outcome: Outcome, more = '') => {
  const [word, sign, tone] = becomes[outcome];
  return badge([word, sign, tone], more);
};

function row(number: ComparedNumber): HTMLElement {
  const item = element('li');
  item.append(badgeOf(number.outcome), element('b', '', number.metric));
  const compared = number.comparison;
  if (!compared) {
    item.append(element('span', 'reason', number.reason));
    return item;
  }
  const change = element('span', 'change', compared.changeText);
  change.title = number.reason;
  item.append(element('span', 'values', `${compared.baseText} → ${compared.headText}`), change);
  return item;
}

function facts(side: Side, run: ListedRun): void {
  const report = plainLink(`/api/runs/${encodeURIComponent(run.runId)}/report.html`, 'Report');
  report.setAttribute('aria-label', `Report of the ${side}`);
  byId(`${side}-facts`).replaceChildren(report, run.commit ? ` · commit ${run.commit.slice(0, 7)}` : '', ` · ${run.runId}`);
}

function counts(numbers: ComparedNumber[]): string {
  const counted = order.map(outcome => [numbers.filter(n => n.outcome === outcome).length, becomes[outcome][3]] as const).filter(([count]) => count > 0);
  return counted.length ? counted.map(([count, word]) => `${count} ${word}`).join(', ') : 'No metric was measured in both runs';
}

export function showResult(view: Comparison, margin: string): void {
  sides.forEach(side => facts(side, view[side]));
  const title = view.base.plan === view.head.plan ? view.head.plan : `${view.base.plan} and ${view.head.plan}`;
  byId('title').textContent = title;
  document.title = `Comparison of ${title}`;
  byId('outcome').replaceChildren(badgeOf(view.outcome, ' big'));
  byId('result-title').textContent = counts(view.numbers);
  byId('differences').replaceChildren(...view.differences.map(text => element('li', '', text)));
  const sorted = [...view.numbers].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  const same = sorted.filter(n => n.outcome === 'same');
  byId('numbers').replaceChildren(...sorted.filter(n => n.outcome !== 'same').map(row));
  const equal = byId('same') as HTMLDetailsElement;
  equal.hidden = same.length === 0;
  equal.open = same.length === sorted.length;
  byId('same-title').textContent = `${same.length} equal`;
  byId('same-numbers').replaceChildren(...same.map(row));
  byId('method').textContent = `Medians, each metric by itself; the change with its 95 % confidence interval. A change within ${margin.replace('%', ' %')} counts as equal.`;
  byId('result').hidden = byId('metrics').hidden = false;
}

export function clearResult(): void {
  byId('result').hidden = byId('metrics').hidden = true;
  sides.forEach(side => byId(`${side}-facts`).replaceChildren());
}
