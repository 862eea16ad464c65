// The range of seconds that charts are zoomed to, in the page's address.

export type Range = [number, number];

export function zoomOfAddress(): Range | null {
  const query = new URLSearchParams(location.search);
  const [from, to] = [Number(query.get('from') ?? NaN), Number(query.get('to') ?? NaN)];
  return from >= 0 && to > from ? [from, to] : null;
}

export function keepZoom(range: Range | null): void {
  const address = new URL(location.href);
  if (range) ['from', 'to'].forEach((name, i) => address.searchParams.set(name, String(range[i])));
  else ['from', 'to'].forEach(name => address.searchParams.delete(name));
  history.replaceState(null, '', address);
}
