'use strict';
// Search over all pages. The service made the index at its start; it is fetched once, when the search is first used. Text from
// it is written with textContent: it is text, never markup.

const search = byId('docs-search');
const shown = 20;
let index = null;

const load = () => index ??= fetch('/docs/search/index.json').then(response => response.json()).catch(() => index = null);

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

// How well a section answers; 0 where a word is missing. A word in the heading counts most, then the page's title.
function scoreOf(section, words) {
  let score = 0;
  for (const word of words) {
    const [heading, title, text] = [section.heading, section.title, section.text].map(part => part.toLowerCase().split(word).length - 1);
    if (heading + title + text === 0) return 0;
    score += heading * 20 + title * 8 + Math.min(text, 5);
  }
  return score;
}

function excerpt(text, words) {
  const at = Math.max(0, Math.min(...words.map(word => text.toLowerCase().indexOf(word)).map(place => place < 0 ? Infinity : place)));
  const from = Number.isFinite(at) ? Math.max(0, at - 60) : 0;
  const start = from === 0 ? 0 : text.indexOf(' ', from) + 1;
  return `${start > 0 ? '… ' : ''}${text.slice(start, start + 200)}${text.length > start + 200 ? ' …' : ''}`;
}

// The text with its found words marked.
function marked(text, words) {
  const line = element('span', 'sub');
  const pattern = new RegExp(`(${words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'gi');
  text.split(pattern).forEach((part, place) => line.append(place % 2 === 1 ? element('mark', '', part) : part));
  return line;
}

function result(section, words) {
  const item = element('li');
  const link = element('a');
  link.href = section.page + (section.anchor ? `#${section.anchor}` : '');
  const name = section.heading === section.title ? section.title : `${section.title} › ${section.heading}`;
  link.append(element('b', '', name), marked(excerpt(section.text, words), words));
  item.append(link);
  return item;
}

async function find() {
  const words = search.value.toLowerCase().split(/\s+/).filter(word => word.length > 1);
  const sections = words.length > 0 ? await load() : [];
  const found = (sections ?? []).map(section => [scoreOf(section, words), section])
    .filter(([score]) => score > 0).sort(([a], [b]) => b - a).slice(0, shown);
  byId('docs-found').hidden = words.length === 0;
  byId('docs-article').hidden = words.length > 0;
  byId('docs-found-title').textContent = sections === null ? 'The search could not be loaded.'
    : found.length === 0 ? 'Nothing was found.' : `${found.length}${found.length === shown ? ' or more' : ''} results`;
  byId('docs-results').replaceChildren(...found.map(([, section]) => result(section, words)));
}

function clear() {
  search.value = '';
  find();
}

search.addEventListener('focus', load);
search.addEventListener('input', find);
search.addEventListener('keydown', event => {
  if (event.key === 'Escape') clear();
  if (event.key === 'Enter') byId('docs-results').querySelector('a')?.click();
});
byId('docs-results').addEventListener('click', event => {
  // A result on this page scrolls to its section, which has to be visible.
  if (event.target.closest('a')) clear();
});
document.addEventListener('keydown', event => {
  if (event.key === '/' && !(event.target instanceof HTMLInputElement)) {
    event.preventDefault();
    search.focus();
  }
});

if (matchMedia('(max-width: 860px)').matches) byId('docs-menu').open = false;
