// A part of the page that loads by itself: its content, or why the caller may not see it.

/** Why an answer is not shown. */
export class Refusal extends Error {
  constructor(readonly status: number, message: string) { super(message); }
}

/** Reads an answer; one with another status than those that are fine is a refusal. */
export async function read<T>(path: string, fine: number[] = [200]): Promise<T> {
  const response = await call(path);
  if (!fine.includes(response.status)) throw new Refusal(response.status, (await problemOf(response)).text);
  return await response.json() as T;
}

/** Loads a part; where the caller lacks the role, it says which one it takes and offers to enter a key that has it. */
export async function part(id: string, load: () => Promise<void>): Promise<void> {
  const section = byId(id);
  const note = section.querySelector<HTMLElement>('.refusal')!;
  section.setAttribute('aria-busy', 'true');
  try {
    await load();
    note.replaceChildren();
  } catch (error) {
    note.replaceChildren(element('p', '', (error as Error).message));
    if (error instanceof Refusal && error.status === 403) {
      const button = element('button', 'small', 'Enter another key') as HTMLButtonElement;
      button.type = 'button';
      button.addEventListener('click', () => void askToSignIn(error.message).then(isKnown => { if (isKnown) void part(id, load); }));
      note.append(button);
    }
  }
  note.hidden = note.childElementCount === 0;
  section.querySelector<HTMLElement>('.content')!.hidden = !note.hidden;
  section.setAttribute('aria-busy', 'false');
}
