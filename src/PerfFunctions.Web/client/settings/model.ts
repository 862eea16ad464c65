// Answers of the service that this page shows.

export interface Caller { name: string; role: string }

export interface Health { status: string; version: string; undelivered?: number; halted?: boolean; access?: string }

export interface HaltView { halted: boolean; last?: { at: string; reason: string; by: Caller; resumedAt?: string; resumedBy?: Caller }; running: string[] }

export interface QuotaUse { option: string; name: string; unit: string; used: number; limit: number; share: number }

export interface ConnectedCodeHost { kind: string; name?: string; address?: string; configured: boolean; as?: string; webhook: string }

export interface ServiceSettings {
  caller: Caller;
  shared: QuotaUse[];
  limits: { option: string; name: string; unit: string; limit: number }[];
  codeHosts: ConnectedCodeHost[];
}

export interface MonthlyCosts {
  month: string;
  currency: string;
  actual: number;
  reserved: number;
  limit: number;
  plans: { plan: string; runs: number; actual: number }[];
}

export interface TargetView {
  host: string;
  token?: string;
  file: string;
  record?: string;
  verified: boolean;
  by: string;
  fileProblem?: string;
  recordProblem?: string;
}

export interface ActivityEntry { at: string; who?: Caller; what: string; run?: string; plan?: string; target?: string; reason?: string; refused?: string }

export interface ActivityPage { entries: ActivityEntry[]; next?: string }
