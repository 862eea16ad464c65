// Small parts that several pages build. Everything from the service is text, never markup.

export function time(value: string): HTMLElement {
  const made = element('time', '', moment(value)) as HTMLTimeElement;
  made.dateTime = value;
  return made;
}

/** A link whose text says where it leads. */
export function plainLink(address: string, text: string, className = ''): HTMLAnchorElement {
  const made = element('a', className, text) as HTMLAnchorElement;
  made.href = address;
  return made;
}

/** A picture that is loaded once it comes into view. */
export function picture(address: string, alt: string): HTMLImageElement {
  const made = element('img') as HTMLImageElement;
  made.src = address;
  made.alt = alt;
  made.loading = 'lazy';
  return made;
}

/** Rows of a list of terms. */
export function terms(list: HTMLElement, rows: [string, string | HTMLElement][]): void {
  list.replaceChildren(...rows.map(([name, value]) => {
    const row = element('div');
    const shown = element('dd');
    shown.append(value);
    row.append(element('dt', '', name), shown);
    return row;
  }));
}

/** A row of a table: the first cell is its heading. */
export function tableRow(cells: (string | HTMLElement)[]): HTMLElement {
  const row = element('tr');
  row.append(...cells.map((content, i) => {
    const cell = element(i ? 'td' : 'th') as HTMLTableCellElement;
    if (!i) cell.scope = 'row';
    cell.append(content);
    return cell;
  }));
  return row;
}

const shown = new WeakMap<HTMLElement, string>();

/** Fills an element only where the data has changed, so that focus and selection stay where they are. */
export function fill(host: HTMLElement, data: unknown, make: () => Node[]): void {
  const text = JSON.stringify(data) ?? '';
  if (shown.get(host) === text) return;
  shown.set(host, text);
  host.replaceChildren(...make());
}
