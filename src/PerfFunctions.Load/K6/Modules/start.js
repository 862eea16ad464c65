import 'perf:bounds';

// Calls a function of the script, and says how it ended.
export function start(call, data, done, failed) {
  (async () => call(data))().then(done, failed);
}

// Methods of lists whose functions wait: one item after another, as the script was written.
export const lists = {
  async forEach(list, visit) {
    if (!Array.isArray(list)) {
      for (const [key, value] of list.entries()) await visit(value, key, list);
      return;
    }
    for (let i = 0; i < list.length; i++) await visit(list[i], i, list);
  },
  async map(list, make) {
    const made = [];
    // A selection of a page gives the place first.
    if (list.isSelection) {
      for (let i = 0; i < list.size(); i++) made.push(await make(i, list.eq(i)));
      return made;
    }
    for (let i = 0; i < list.length; i++) made.push(await make(list[i], i, list));
    return made;
  },
  async flatMap(list, make) {
    return (await lists.map(list, make)).flat();
  },
  async filter(list, test) {
    if (list.isSelection) throw new TypeError('filter() of a selection cannot wait; use toArray().filter()');
    const kept = [];
    for (let i = 0; i < list.length; i++) if (await test(list[i], i, list)) kept.push(list[i]);
    return kept;
  },
  async find(list, test) {
    return list[await lists.findIndex(list, test)];
  },
  async findIndex(list, test) {
    for (let i = 0; i < list.length; i++) if (await test(list[i], i, list)) return i;
    return -1;
  },
  async some(list, test) {
    return (await lists.findIndex(list, test)) >= 0;
  },
  async every(list, test) {
    for (let i = 0; i < list.length; i++) if (!(await test(list[i], i, list))) return false;
    return true;
  },
  async reduce(list, join, ...first) {
    let sum = first.length > 0 ? first[0] : list[0];
    for (let i = first.length > 0 ? 0 : 1; i < list.length; i++) sum = await join(sum, list[i], i, list);
    return sum;
  },
};

Object.fromEntries = (entries) => {
  const made = {};
  for (const [key, value] of entries) made[key] = value;
  return made;
};

const quiet = () => {};
globalThis.console = { log: quiet, info: quiet, warn: quiet, error: quiet, debug: quiet, table: quiet };
globalThis.global = globalThis;
globalThis.__lists = lists;

// What had to be waited for, where the script cannot wait.
globalThis.__now = (value, name) => {
  if (value instanceof Promise) throw new TypeError(`'${name}' sends or sleeps, and is called where the script cannot wait for it`);
  return value;
};
