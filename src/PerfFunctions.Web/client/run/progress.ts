// The records of the service's events about a load as a whole: budgets so far, failures and shards.

import type { RuleResult } from './model';

/** Budgets about load by what is measured up to a second. */
export interface LiveBudgets { second: number; rules: RuleResult[] }

export interface RequestError { request: string; kind: string; count: number; share: number }

export interface ScenarioErrors { name: string; kinds: RequestError[]; otherKinds: number; otherFailures: number }

export interface LiveErrors { scenarios: ScenarioErrors[] }

export type ShardState = 'waiting' | 'running' | 'silent' | 'completed' | 'partial' | 'saturated' | 'cancelled' | 'lost';

export interface LiveShard {
  shard: number;
  state: ShardState;
  instance?: string;
  sentPerSecond: number;
  sent: number;
  lastSecond?: number;
  noisySeconds: number;
  problem?: string;
}

export interface LiveShards { second: number; count: number; withProblems: number; shards: LiveShard[] }
