import { host } from 'perf:host';

export class DOMException extends Error {
  constructor(message, name) {
    super(message);
    this.name = name;
  }
}

export const refuse = (name, message) => {
  throw new DOMException(message, name);
};

export function bytesOf(data) {
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (!(data instanceof ArrayBuffer)) throw new TypeError('bytes are an ArrayBuffer or a view of one');
  return data;
}

// What takes long is a promise. What does not must not wait, so that its error knows the line of the script.
export async function ask(mistake, operation, ...given) {
  const answer = host.crypto(operation, ...given);
  const made = answer instanceof Promise ? await answer : answer;
  if (typeof made === 'string') refuse(mistake, made);
  return made;
}

const algorithms = [
  'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512', 'HMAC', 'AES-CBC', 'AES-GCM', 'AES-CTR', 'RSASSA-PKCS1-v1_5', 'RSA-PSS', 'RSA-OAEP',
  'ECDSA', 'ECDH', 'PBKDF2', 'HKDF',
];

// Names of algorithms may be written in any case, and stand for themselves where nothing else is to be said.
export function algorithmOf(given, ...allowed) {
  const whole = typeof given === 'object' && given !== null ? given : { name: given };
  const name = algorithms.find((one) => one.toLowerCase() === String(whole.name).toLowerCase());
  if (name === undefined || (allowed.length > 0 && !allowed.includes(name))) refuse('NotSupportedError', `'${whole.name}' cannot be used here`);
  return { ...whole, name };
}

export const hashOf = (given) => algorithmOf(given, 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512').name;
