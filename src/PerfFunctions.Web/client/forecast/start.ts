// Starts a run, once: the same again after a response was lost has the same key.

import type { Problem } from './model';
import type { Question } from './dryRun';

export interface Started { runId?: string; problems: Problem[]; text: string }

let attempt: { what: string; key: string } | null = null;

/** @param what Identifies what is started; another value is another run. */
export async function startRun(question: Question, what: string): Promise<Started> {
  if (attempt?.what !== what) attempt = { what, key: newKey() };
  const headers: Record<string, string> = { 'idempotency-key': attempt.key };
  if (question.type) headers['content-type'] = question.type;
  try {
    const response = await call(question.path, { method: 'POST', body: question.body, headers });
    attempt = null;
    if (response.ok) {
      return { runId: (await response.json() as { runId: string }).runId, problems: [], text: '' };
    }
    const problem = await problemOf(response);
    return { problems: problem.errors, text: problem.text };
  } catch (error) {
    return { problems: [], text: `The service could not be reached: ${(error as Error).message}` };
  }
}

// A page without TLS has no randomUUID.
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

export function addressOfRun(runId: string): string {
  return `/runs/${encodeURIComponent(runId)}`;
}
