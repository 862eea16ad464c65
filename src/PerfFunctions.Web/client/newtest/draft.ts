// Hands a plan that a form has made to the editor, in this tab alone.

const place = 'perf-draft';

export function leaveDraft(text: string): void {
  sessionStorage.setItem(place, text);
}

/** The plan that a form has left; null for none. It stays until another one takes its place, so that the page can be loaded again. */
export function takeDraft(): string | null {
  return new URLSearchParams(location.search).has('draft') ? sessionStorage.getItem(place) : null;
}
