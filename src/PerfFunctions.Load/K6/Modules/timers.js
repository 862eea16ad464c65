import { host } from 'perf:host';

function set(name, callback, delay, given, repeats) {
  if (typeof callback !== 'function') throw new TypeError(`${name} takes a function`);
  return host.setTimer(() => callback(...given), Number(delay), repeats);
}

// What may fail is not the last call, so that the error knows the line of the script.
export const setTimeout = (callback, delay, ...given) => {
  const timer = set('setTimeout', callback, delay, given, false);
  return timer;
};
export const setInterval = (callback, delay, ...given) => {
  const timer = set('setInterval', callback, delay, given, true);
  return timer;
};
export const clearTimeout = (timer) => {
  host.clearTimer(Number(timer));
};
export const clearInterval = clearTimeout;

const all = { setTimeout, setInterval, clearTimeout, clearInterval };
Object.assign(globalThis, all);
export default all;
