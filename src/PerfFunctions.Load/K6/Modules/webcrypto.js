import { host } from 'perf:host';
import { algorithmOf, ask, bytesOf, DOMException, hashOf, refuse } from 'perf:mistakes';
import { CryptoKey, exportKey, generateKey, importKey, materialOf } from 'perf:keys';

const sizes = { 'SHA-1': 20, 'SHA-256': 32, 'SHA-384': 48, 'SHA-512': 64 };

// The algorithm, and the bytes of a key that may be used for it.
function use(given, key, usage, type, ...allowed) {
  const algorithm = algorithmOf(given, ...allowed);
  const material = materialOf(key);
  if (algorithm.name !== key.algorithm.name) refuse('InvalidAccessError', `the key is for ${key.algorithm.name}`);
  if (!key.usages.includes(usage) || (type !== undefined && key.type !== type)) refuse('InvalidAccessError', `the key is not for '${usage}'`);
  return [algorithm, material];
}

const signing = ['HMAC', 'ECDSA', 'RSA-PSS', 'RSASSA-PKCS1-v1_5'];

function paddingOf({ name, saltLength }, hash) {
  if (name === 'RSA-PSS' && saltLength !== sizes[hash]) refuse('NotSupportedError', `the salt of ${hash} has ${sizes[hash]} bytes`);
  return name === 'RSA-PSS' ? 'pss' : 'pkcs1';
}

async function sign(given, key, data) {
  const [algorithm, material] = use(given, key, 'sign', key?.type === 'secret' ? 'secret' : 'private', ...signing);
  const hash = hashOf(key.algorithm.hash ?? algorithm.hash);
  if (algorithm.name === 'HMAC') return ask('OperationError', 'hmac', hash, material, bytesOf(data));
  if (algorithm.name === 'ECDSA') return ask('OperationError', 'ec-sign', material, bytesOf(data), hash);
  return ask('OperationError', 'rsa-sign', material, bytesOf(data), hash, paddingOf(algorithm, hash));
}

async function verify(given, key, signature, data) {
  const [algorithm, material] = use(given, key, 'verify', key?.type === 'secret' ? 'secret' : 'public', ...signing);
  const hash = hashOf(key.algorithm.hash ?? algorithm.hash);
  if (algorithm.name === 'HMAC') {
    return ask('OperationError', 'same', bytesOf(signature), await ask('OperationError', 'hmac', hash, material, bytesOf(data)));
  }
  if (algorithm.name === 'ECDSA') return ask('OperationError', 'ec-verify', material, bytesOf(signature), bytesOf(data), hash);
  return ask('OperationError', 'rsa-verify', material, bytesOf(signature), bytesOf(data), hash, paddingOf(algorithm, hash));
}

const ciphers = ['AES-CBC', 'AES-GCM', 'AES-CTR', 'RSA-OAEP'];

async function cipher(usage, given, key, data) {
  const encrypts = usage === 'encrypt';
  const isRsa = key?.algorithm?.name === 'RSA-OAEP';
  const [algorithm, material] = use(given, key, usage, isRsa ? (encrypts ? 'public' : 'private') : 'secret', ...ciphers);
  if (algorithm.name === 'AES-CBC') return ask('OperationError', 'aes-cbc', encrypts, material, bytesOf(algorithm.iv), bytesOf(data));
  if (algorithm.name === 'AES-CTR') return ask('OperationError', 'aes-ctr', material, bytesOf(algorithm.counter), Number(algorithm.length), bytesOf(data));
  if (algorithm.name === 'AES-GCM') {
    const { iv, additionalData = new ArrayBuffer(0), tagLength = 128 } = algorithm;
    if (bytesOf(iv).byteLength !== 12) refuse('NotSupportedError', 'the initialization vector of AES-GCM has 12 bytes');
    return ask('OperationError', 'aes-gcm', encrypts, material, bytesOf(iv), bytesOf(data), bytesOf(additionalData), tagLength / 8);
  }
  if (algorithm.label !== undefined) refuse('NotSupportedError', 'a label of RSA-OAEP cannot be used');
  return ask('OperationError', `rsa-${usage}`, material, bytesOf(data), hashOf(key.algorithm.hash));
}

async function derive(usage, given, key, length) {
  const [algorithm, material] = use(given, key, usage, undefined, 'PBKDF2', 'HKDF', 'ECDH');
  if (algorithm.name === 'PBKDF2') {
    const [bits] = await ask('OperationError', 'pbkdf2', hashOf(algorithm.hash), material, bytesOf(algorithm.salt), Number(algorithm.iterations), Number(length));
    return bits;
  }
  if (algorithm.name === 'HKDF') return ask('OperationError', 'hkdf', hashOf(algorithm.hash), material, bytesOf(algorithm.salt), bytesOf(algorithm.info), Number(length));
  const other = algorithm.public;
  if (materialOf(other) === undefined || other.type !== 'public' || other.algorithm.namedCurve !== key.algorithm.namedCurve) {
    refuse('InvalidAccessError', 'the other key is not a public one of the same curve');
  }
  const all = await ask('OperationError', 'ecdh', material, materialOf(other));
  const bits = length ?? all.byteLength * 8;
  if (bits % 8 !== 0 || bits > all.byteLength * 8) refuse('OperationError', `${bits} bits cannot be derived`);
  return all.slice(0, bits / 8);
}

const subtle = {
  async digest(algorithm, data) {
    const made = await ask('OperationError', 'digest', hashOf(algorithm), bytesOf(data));
    return made;
  },
  sign,
  verify,
  encrypt: (algorithm, key, data) => cipher('encrypt', algorithm, key, data).then((made) => made),
  decrypt: (algorithm, key, data) => cipher('decrypt', algorithm, key, data).then((made) => made),
  generateKey,
  importKey,
  exportKey,
  deriveBits: (algorithm, key, length) => derive('deriveBits', algorithm, key, length).then((made) => made),
  async deriveKey(algorithm, key, derived, extractable, usages) {
    const { name, length, hash } = algorithmOf(derived);
    const bits = length ?? (name === 'HMAC' ? (['SHA-384', 'SHA-512'].includes(hashOf(hash)) ? 1024 : 512) : 256);
    const made = await importKey('raw', await derive('deriveKey', algorithm, key, bits), derived, extractable, usages);
    return made;
  },
};

export const crypto = {
  subtle,
  randomUUID: () => host.uuid(),
  getRandomValues(array) {
    if (!ArrayBuffer.isView(array) || array instanceof Float32Array || array instanceof Float64Array || array instanceof DataView) {
      refuse('TypeMismatchError', 'random values fill an array of whole numbers');
    }
    if (array.byteLength > 65536) refuse('QuotaExceededError', 'there are more than 65,536 bytes to fill');
    new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(new Uint8Array(host.random(array.byteLength)));
    return array;
  },
};

globalThis.crypto = crypto;
export { CryptoKey, DOMException };
export default { crypto, CryptoKey };
