// A few values as a line without axes; the text beside it has the numbers.

const size = { width: 150, height: 36, edge: 4 };

function svg(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** Draws values from left to right, oldest first; at least a tenth of the level high, so that noise does not look like mountains. */
export function sparkline(values: number[], label: string): SVGElement {
  const made = svg('svg', { class: 'spark', viewBox: `0 0 ${size.width} ${size.height}`, width: size.width, height: size.height, role: 'img', 'aria-label': label });
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = Math.max(high - low, Math.abs(high) * 0.1, Number.MIN_VALUE);
  const middle = (low + high) / 2;
  const x = (i: number) => values.length === 1 ? size.width - size.edge : size.edge + i * (size.width - 2 * size.edge) / (values.length - 1);
  const y = (value: number) => size.height / 2 - (value - middle) / span * (size.height - 2 * size.edge);
  made.append(
    svg('path', { d: values.map((value, i) => `${i ? 'L' : 'M'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`).join('') }),
    svg('circle', { cx: x(values.length - 1), cy: y(values.at(-1)!), r: 3 }));
  return made;
}
