'use strict';
for (const chart of document.querySelectorAll('.chart[data-points]')) {
  const points = JSON.parse(chart.dataset.points);
  const plot = chart.querySelector('.plot');
  const lines = chart.querySelector('.lines');
  const values = chart.querySelectorAll('.value');
  const at = chart.querySelector('.at');
  const cursor = document.createElement('div');
  cursor.className = 'cursor';
  cursor.hidden = true;
  plot.append(cursor);

  const written = value => value === null || value === undefined ? '–'
    : chart.dataset.unit === '/s' || chart.dataset.unit === '' ? `${value}${chart.dataset.unit}`
      : chart.dataset.unit === '%' ? `${Number((100 * value).toPrecision(3))} %`
      : chart.dataset.unit === 'B' ? (value < 1e6 ? `${Number((value / 1e3).toPrecision(3))} kB` : `${Number((value / 1e6).toPrecision(4))} MB`)
      : value < 1000 ? `${Number(value.toPrecision(3))} ms` : `${Number((value / 1000).toPrecision(3))} s`;
  const clock = second => `${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')}`;
  const first = points[0][0];
  const width = Math.max(1, points[points.length - 1][0] - first);

  lines.addEventListener('pointermove', event => {
    const box = lines.getBoundingClientRect();
    const second = first + width * (event.clientX - box.left) / box.width;
    const point = points.reduce((near, p) => Math.abs(p[0] - second) < Math.abs(near[0] - second) ? p : near);
    values.forEach((value, i) => { value.textContent = written(point[i + 1]); });
    at.textContent = `at ${clock(point[0])}`;
    cursor.hidden = false;
    cursor.style.left = `${box.left - plot.getBoundingClientRect().left + box.width * (point[0] - first) / width}px`;
  });
  lines.addEventListener('pointerleave', () => {
    values.forEach(value => { value.textContent = ''; });
    at.textContent = '';
    cursor.hidden = true;
  });
}
// Opened at its own address, the report reaches its files with the key that it was opened with.
if (location.pathname.endsWith('/report.html')) {
  for (const link of document.querySelectorAll('a[data-file]')) link.href = link.dataset.file + location.search;
}
// A link to what is folded opens it, and all around it.
const openTarget = () => {
  const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
  const folded = target?.closest('details');
  if (!folded) return;
  for (let part = folded; part; part = part.parentElement.closest('details')) part.open = true;
  target.scrollIntoView();
};
addEventListener('hashchange', openTarget);
for (const link of document.querySelectorAll('a[href^="#"]')) link.addEventListener('click', () => setTimeout(openTarget));
openTarget();
