// Shards and their health. There may be a thousand: the service names those with problems first.

import { fill, tableRow } from '../shared/dom';
import { count, digits } from '../shared/format';
import { clock } from '../shared/plot';
import type { LiveShard, LiveShards, ShardState } from './progress';

const states: Record<ShardState, [string, string, string]> = {
  waiting: ['Waiting', '…', 'none'],
  running: ['Running', '▸', 'good'],
  silent: ['Silent', '–', 'warn'],
  completed: ['Completed', '✓', 'good'],
  partial: ['Partial', '◐', 'warn'],
  saturated: ['Saturated', '!', 'bad'],
  cancelled: ['Cancelled', '■', 'none'],
  lost: ['Lost', '✕', 'bad'],
};

export function showShards(shards: LiveShards | null, isOver: boolean): void {
  byId('shards-part').hidden = !shards?.count;
  if (!shards?.count) return;
  const left = shards.count - shards.shards.length;
  byId('shards-sum').textContent = [
    count(shards.count, 'shard'),
    shards.withProblems ? `${shards.withProblems.toLocaleString('en')} with problems` : 'no problems',
    left ? `${left.toLocaleString('en')} not shown` : '',
  ].filter(Boolean).join(', ');
  fill(byId('shards'), [shards.shards, isOver], () => shards.shards.map(shard => row(shard, isOver)));
}

function row(shard: LiveShard, isOver: boolean): HTMLElement {
  const made = tableRow([
    String(shard.shard),
    badge(states[shard.state] ?? [shard.state, '?', 'none']),
    shard.instance ?? '–',
    isOver ? '–' : `${digits(shard.sentPerSecond)}/s`,
    shard.sent.toLocaleString('en'),
    shard.lastSecond === undefined ? '–' : clock(shard.lastSecond),
    shard.noisySeconds ? `${shard.noisySeconds.toLocaleString('en')} s` : '–',
    shard.problem ?? 'None',
  ]);
  for (const text of [1, 2, 7]) made.children[text]!.className = 'text';
  if (shard.problem) made.children[7]!.classList.add('bad');
  return made;
}
