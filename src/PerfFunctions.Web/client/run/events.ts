// Follows a run by server-sent events. The browser connects again by itself after a lost connection, and goes on where it was;
// where a response refuses it for good, as after a session has ended, it is begun anew.

import type { AuditedPage, LiveSecond, Outline, RunView } from './model';

export interface Listener {
  run(run: RunView): void;
  plan(outline: Outline): void;
  second(second: LiveSecond): void;
  page(page: AuditedPage): void;
  /** Whether events arrive. */
  connected(isConnected: boolean): void;
  end(): void;
  refused(problem: string): void;
}

const again = 3000;

export function follow(runId: string, listener: Listener): void {
  const address = `/api/runs/${encodeURIComponent(runId)}/events`;
  const source = new EventSource(address);
  const on = <T>(name: string, take: (value: T) => void) =>
    source.addEventListener(name, event => take(JSON.parse((event as MessageEvent<string>).data) as T));
  on<RunView>('run', run => listener.run(run));
  on<Outline>('plan', outline => listener.plan(outline));
  on<LiveSecond>('second', second => listener.second(second));
  on<AuditedPage>('page', page => listener.page(page));
  source.addEventListener('end', () => {
    source.close();
    listener.connected(true);
    listener.end();
  });
  source.addEventListener('open', () => listener.connected(true));
  source.addEventListener('error', () => {
    listener.connected(false);
    if (source.readyState === EventSource.CLOSED) void begin(runId, listener);
  });
}

// Asks by an ordinary request why events were refused; it opens the dialog where the user must sign in.
async function begin(runId: string, listener: Listener): Promise<void> {
  try {
    const response = await call(`/api/runs/${encodeURIComponent(runId)}`);
    if (response.status === 404) return listener.refused((await problemOf(response)).text);
  } catch {
    // Not reachable now; it is tried again.
  }
  setTimeout(() => follow(runId, listener), again);
}
