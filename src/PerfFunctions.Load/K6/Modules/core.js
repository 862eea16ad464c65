import { host } from 'perf:host';

export const sleep = (seconds) => host.sleep(Number(seconds));

export async function group(name, body) {
  host.enter(String(name));
  try {
    return await body();
  } finally {
    host.leave();
  }
}

export function check(value, checks) {
  let all = true;
  for (const name in checks) {
    const test = checks[name];
    let holds = false;
    try {
      holds = Boolean(typeof test === 'function' ? test(value) : test);
    } finally {
      host.check(name, holds);
    }
    all &&= holds;
  }
  return all;
}

export function fail(reason) {
  throw new Error(reason === undefined ? 'the script failed' : String(reason));
}

// Chance comes from the iteration's number, so that a run can be repeated.
export const randomSeed = () => {};

export default { sleep, group, check, fail, randomSeed };
