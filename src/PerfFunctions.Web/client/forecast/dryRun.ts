// Asks the service what a plan would do, while it is being written: after a pause, one question at a time, and only the answer
// to what is written now counts.

import type { Answer, Forecast } from './model';

export interface Question { path: string; body: BodyInit; type?: string }

const pause = 400;
const longest = 30_000;

export class DryRuns {
  private timer = 0;
  private isRunning = false;
  private version = 0;

  /** @param question What to ask now. @param show Takes each answer that counts. */
  constructor(private readonly question: () => Question, private readonly show: (answer: Answer) => void) {}

  /** The plan has changed. */
  changed(delay = pause): void {
    this.version++;
    this.later(delay);
  }

  private later(delay: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.run(), delay);
  }

  private async run(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    const asked = this.version;
    const { answer, retrySeconds } = await ask(this.question());
    this.isRunning = false;
    if (asked !== this.version) return this.later(0);
    this.show(answer);
    if (retrySeconds > 0) this.later(retrySeconds * 1000);
  }
}

async function ask(question: Question): Promise<{ answer: Answer; retrySeconds: number }> {
  try {
    const headers: Record<string, string> = question.type ? { 'content-type': question.type } : {};
    const response = await callQuietly(question.path, { method: 'POST', body: question.body, headers, signal: AbortSignal.timeout(longest) });
    return { answer: await answerOf(response), retrySeconds: Number(response.headers.get('retry-after') ?? 0) };
  } catch (error) {
    return { answer: { kind: 'failed', text: `The service could not be reached: ${(error as Error).message}` }, retrySeconds: 5 };
  }
}

async function answerOf(response: Response): Promise<Answer> {
  if (response.ok) return { kind: 'forecast', forecast: await response.json() as Forecast };
  const problem = await problemOf(response);
  if (response.status === 401 || response.status === 403) return { kind: 'needsKey', text: problem.text, signIn: problem.signIn };
  return problem.errors.length > 0 ? { kind: 'problems', problems: problem.errors, text: problem.text } : { kind: 'failed', text: problem.text };
}
