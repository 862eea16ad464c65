// The files beside a plan: those that are stored, and those that are chosen here and stored with the next save.

import type { Question } from '../forecast/dryRun';
import { amount } from '../shared/format';

interface StoredFile { path: string; bytes: number }

export class PlanFiles {
  private stored: StoredFile[] = [];
  private readonly added = new Map<string, File>();

  /** @param changed Called when files are added or withdrawn. */
  constructor(private readonly changed: () => void) {
    const input = byId('file') as HTMLInputElement;
    byId('add-file').addEventListener('click', () => input.click());
    input.addEventListener('change', () => {
      for (const file of input.files ?? []) this.added.set(this.pathFor(file), file);
      input.value = '';
      this.show();
      this.changed();
    });
  }

  get hasChanges(): boolean {
    return this.added.size > 0;
  }

  async load(plan: string): Promise<void> {
    this.added.clear();
    this.stored = await json(`/api/plans/${encodeURIComponent(plan)}/files`) as StoredFile[];
    this.show();
  }

  /** The plan with its files as the body of a request; stored files are taken from the stored plan. */
  question(path: string, query: URLSearchParams, text: string, storedPlan: string | null): Question {
    if (storedPlan !== null) query.set('filesOf', storedPlan);
    const address = query.size > 0 ? `${path}?${query}` : path;
    if (this.added.size === 0) return { path: address, body: text, type: 'application/yaml' };
    const form = new FormData();
    form.append('plan', new Blob([text], { type: 'application/yaml' }));
    for (const [name, file] of this.added) form.append('file', file, name);
    return { path: address, body: form };
  }

  // A file that the plan names in a folder goes there.
  private pathFor(file: File): string {
    return this.missing.find(path => path.split('/').pop() === file.name) ?? file.name;
  }

  /** Paths that the plan names and the service does not have. */
  missing: string[] = [];

  show(): void {
    const rows = [
      ...this.stored.filter(file => !this.added.has(file.path)).map(file => this.row(file.path, `${amount('bytes', file.bytes)}, stored`)),
      ...[...this.added].map(([path, file]) => this.row(path, `${amount('bytes', file.size)}, stored with the next save`, path)),
      ...this.missing.filter(path => !this.added.has(path)).map(path => this.row(path, 'missing: choose the file')),
    ];
    byId('files').replaceChildren(...rows);
    byId('no-files').hidden = rows.length > 0;
  }

  private row(path: string, about: string, withdraws?: string): HTMLElement {
    const item = element('li');
    item.append(element('code', '', path), ' ', element('span', 'quiet', about));
    if (withdraws === undefined) return item;
    const button = element('button', 'small', 'Withdraw') as HTMLButtonElement;
    button.type = 'button';
    button.setAttribute('aria-label', `Withdraw ${path}`);
    button.addEventListener('click', () => {
      this.added.delete(withdraws);
      this.show();
      this.changed();
    });
    item.append(' ', button);
    return item;
  }
}
