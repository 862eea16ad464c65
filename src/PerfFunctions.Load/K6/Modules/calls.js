import { host } from 'perf:host';

// An error that the generator makes knows no line of the script; one that is made here does.
export function call(name, ...given) {
  try {
    return host[name](...given);
  } catch (error) {
    throw new Error(error.message);
  }
}
