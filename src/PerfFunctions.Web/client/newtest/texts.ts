// Makes plans of a few fields.

export type Kind = 'spike' | 'page' | 'load';

export interface Fields {
  name: string;
  address: string;
  model: string;
  rate: string;
  users: string;
  duration: string;
  latency: string;
  device: string;
  network: string;
  loads: string;
  lcp: string;
}

/** The address under test; null where it is not one. */
export function addressOf(text: string): URL | null {
  const address = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  const isAnonymous = address?.username === '' && address.password === '';
  return address && isAnonymous && /^https?:$/.test(address.protocol) && address.hostname !== '' ? address : null;
}

/** A name for a plan: its kind and host. */
export function nameFor(kind: Kind, address: URL | null): string {
  const host = (address?.host ?? '').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return [kind, host].filter(part => part !== '').join('-').slice(0, 64).replace(/-+$/, '');
}

/** The plan, or null where there is no address yet. */
export function planOf(kind: Kind, fields: Fields): string | null {
  const address = addressOf(fields.address);
  if (!address) return null;
  const head = ['version: 1', `name: ${word(fields.name)}`, `target: ${address.origin}`];
  const path = quoted(`${address.pathname}${address.search}`);
  return [...head, ...(kind === 'page' ? page(fields, path) : load(kind, fields, path)), ''].join('\n');
}

function page(fields: Fields, path: string): string[] {
  return [
    'pages:', '  page:', `    path: ${path}`,
    `    device: ${word(fields.device)}`, `    network: ${word(fields.network)}`, `    runs: ${word(fields.loads)}`,
    'budgets:', ...budgets([`page.lcp < ${fields.lcp}`, 'page.cls < 0.1']),
  ];
}

function load(kind: Kind, fields: Fields, path: string): string[] {
  const [rate, length] = [word(fields.rate), word(fields.duration)];
  const byUsers = kind === 'load' && fields.model === 'users';
  const shape = kind === 'spike' ? ['    preset: spike', `    rate: ${rate}`, `    for: ${length}`]
    : byUsers ? ['    users:', `      count: ${word(fields.users)}`, `      for: ${length}`]
    : ['    arrivals:', `      rate: ${rate}`, `      for: ${length}`];
  // Dropped iterations are those of an arrival rate; users wait instead.
  const dropped = byUsers ? [] : ['test.dropped < 1%'];
  return [
    'load:', '  test:', ...shape, '    flow:', `      - get: ${path}`, ...(byUsers ? ['      - pause: 1s'] : []),
    'budgets:', ...budgets(['test.errors < 1%', `test.latency.p95 < ${fields.latency}`, ...dropped]),
  ];
}

function budgets(rules: string[]): string[] {
  return rules.map(rule => `  - ${/^[\w.]+ < [\w.%]+$/.test(rule) ? rule : quoted(rule)}`);
}

// What a field has never becomes a key of the plan.
function word(text: string): string {
  return /^[a-zA-Z0-9][\w./-]*$/.test(text.trim()) ? text.trim() : quoted(text.trim());
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''").replaceAll('${', '$${').replace(/[\r\n]+/g, ' ')}'`;
}
