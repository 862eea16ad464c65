import { host, Reflect } from 'perf:host';

// What the engine does in one go, without a look at what the script may do, is bounded here.
const maxBytes = 16_000_000;

function itemsOf(list) {
  const items = [];
  for (const item of list) items.push(item);
  return items;
}

for (const name of ['all', 'allSettled', 'race', 'any']) {
  const native = Promise[name];
  Promise[name] = (list) => native.call(Promise, itemsOf(list));
}

function bound(name) {
  const native = globalThis[name];
  const bounded = function (first, ...rest) {
    if (!new.target) throw new TypeError(`${name} needs new`);
    const given = typeof first === 'object' && first !== null;
    const isBuffer = given && (first instanceof ArrayBuffer || ArrayBuffer.isView(first));
    const made = given && !isBuffer ? itemsOf(Array.isArray(first) || first[Symbol.iterator] ? first : []) : first;
    const size = isBuffer ? 0 : Number(given ? made.length : (made ?? 0)) * (native.BYTES_PER_ELEMENT ?? 1);
    if (size > maxBytes) throw new RangeError(`${name} is larger than ${maxBytes} bytes`);
    return Reflect.construct(native, [made, ...rest], native);
  };
  bounded.prototype = native.prototype;
  native.prototype.constructor = bounded;
  if (native.BYTES_PER_ELEMENT) {
    bounded.BYTES_PER_ELEMENT = native.BYTES_PER_ELEMENT;
    bounded.from = (list, map) => new bounded(map ? itemsOf(list).map(map) : itemsOf(list));
    bounded.of = (...items) => new bounded(items);
  } else {
    bounded.isView = native.isView;
  }
  globalThis[name] = bounded;
}

const lists = Object.getPrototypeOf(Uint8Array);
delete lists.from;
delete lists.of;
for (const name of ['resize', 'transfer', 'transferToFixedLength']) delete ArrayBuffer.prototype[name];
for (const name of [
  'ArrayBuffer', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array',
]) bound(name);

const functions = Function.prototype;
const Mistake = SyntaxError;
const compiled = function (...texts) {
  const made = host.compile(texts.length > 0 ? texts.map(String) : ['']);
  if (typeof made === 'string') throw new Mistake(made);
  return made;
};
compiled.prototype = functions;
functions.constructor = compiled;
globalThis.Function = compiled;

// Scripts read a value by its name: eval('__ENV.' + name). There is no more of eval than expressions of what is global.
globalThis.eval = (text) => (typeof text === 'string' ? compiled(`return (${text}\n);`)() : text);
