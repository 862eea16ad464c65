import { host } from 'perf:host';
import { algorithmOf, ask, bytesOf, hashOf, refuse } from 'perf:mistakes';

// Bytes of keys, which a script does not see unless it exports them.
const materials = new WeakMap();

export const materialOf = (key) => materials.get(key) ?? refuse('InvalidAccessError', 'it is not a key');

export class CryptoKey {
  constructor(type, algorithm, extractable, usages, material) {
    Object.assign(this, { type, extractable: Boolean(extractable), algorithm, usages });
    materials.set(this, material);
    Object.freeze(this);
  }
}

const isAes = (name) => name.startsWith('AES-');
const isRsa = (name) => name.startsWith('RSA');
const isCurve = (name) => name.startsWith('EC');

const uses = {
  HMAC: { secret: ['sign', 'verify'] },
  AES: { secret: ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'] },
  'RSASSA-PKCS1-v1_5': { public: ['verify'], private: ['sign'] },
  'RSA-PSS': { public: ['verify'], private: ['sign'] },
  'RSA-OAEP': { public: ['encrypt', 'wrapKey'], private: ['decrypt', 'unwrapKey'] },
  ECDSA: { public: ['verify'], private: ['sign'] },
  ECDH: { public: [], private: ['deriveKey', 'deriveBits'] },
  PBKDF2: { secret: ['deriveKey', 'deriveBits'] },
  HKDF: { secret: ['deriveKey', 'deriveBits'] },
};

const usesOf = (name) => uses[isAes(name) ? 'AES' : name] ?? refuse('NotSupportedError', `'${name}' has no keys`);

function keyOf(type, algorithm, extractable, usages, material) {
  const allowed = usesOf(algorithm.name)[type] ?? refuse('NotSupportedError', `'${algorithm.name}' has no ${type} keys`);
  const wrong = usages.find((usage) => !allowed.includes(usage));
  if (wrong !== undefined || (usages.length === 0 && type !== 'public')) refuse('SyntaxError', `a ${type} key of ${algorithm.name} is not for '${wrong ?? 'nothing'}'`);
  return new CryptoKey(type, algorithm, extractable, [...usages], material);
}

const lengthOf = (bits, allowed) =>
  allowed(Number(bits)) ? Number(bits) : refuse('OperationError', `a key cannot have ${bits} bits`);
const isAesLength = (bits) => [128, 192, 256].includes(bits);
const isHmacLength = (bits) => bits >= 8 && bits <= 8192 && bits % 8 === 0;

function pairOf(algorithm, extractable, usages, [open, secret]) {
  const { public: forPublic, private: forPrivate } = usesOf(algorithm.name);
  const wrong = usages.find((usage) => !forPublic.includes(usage) && !forPrivate.includes(usage));
  if (wrong !== undefined) refuse('SyntaxError', `a key of ${algorithm.name} is not for '${wrong}'`);
  return {
    publicKey: keyOf('public', algorithm, true, usages.filter((usage) => forPublic.includes(usage)), open),
    privateKey: keyOf('private', algorithm, extractable, usages.filter((usage) => forPrivate.includes(usage)), secret),
  };
}

export async function generateKey(given, extractable, usages) {
  const { name, hash, length, modulusLength, publicExponent, namedCurve } = algorithmOf(given);
  if (isAes(name)) {
    const bits = lengthOf(length, isAesLength);
    return keyOf('secret', { name, length: bits }, extractable, usages, host.random(bits / 8));
  }
  if (name === 'HMAC') {
    const bits = lengthOf(length ?? (['SHA-384', 'SHA-512'].includes(hashOf(hash)) ? 1024 : 512), isHmacLength);
    return keyOf('secret', { name, hash: { name: hashOf(hash) }, length: bits }, extractable, usages, host.random(bits / 8));
  }
  if (isRsa(name)) {
    if (new Uint8Array(publicExponent).join() !== '1,0,1') refuse('NotSupportedError', 'the public exponent of a new key is 65537');
    const algorithm = { name, modulusLength, publicExponent, hash: { name: hashOf(hash) } };
    return pairOf(algorithm, extractable, usages, await ask('OperationError', 'rsa-generate', Number(modulusLength)));
  }
  if (isCurve(name)) return pairOf({ name, namedCurve }, extractable, usages, await ask('NotSupportedError', 'ec-generate', String(namedCurve)));
  return refuse('NotSupportedError', `'${name}' makes no keys`);
}

const encoded = (bytes) => host.encode(bytes, 'rawurl');
const decoded = (text) => (typeof text === 'string' && /^[\w-]+$/.test(text) ? host.decode(text, 'rawurl', false) : refuse('DataError', 'a part of the JWK is not Base64url'));
const partsOf = (jwk, names) => names.map((name) => decoded(jwk[name]));
const rsaParts = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'];
const curveParts = ['x', 'y', 'd'];
const coordinate = { 'P-256': 32, 'P-384': 48, 'P-521': 66 };

async function materialFrom(format, data, name, namedCurve) {
  const isSecret = format === 'pkcs8' || (format === 'jwk' && data.d !== undefined);
  const type = isSecret ? 'private' : 'public';
  if (format === 'jwk' && isRsa(name) && data.kty === 'RSA') return [type, await ask('DataError', 'rsa-of', partsOf(data, rsaParts.slice(0, isSecret ? 8 : 2)))];
  if (format === 'jwk' && isCurve(name) && data.kty === 'EC') {
    if (data.crv !== namedCurve) refuse('DataError', `the key is of the curve ${data.crv}`);
    return [type, await ask('DataError', 'ec-of', partsOf(data, curveParts.slice(0, isSecret ? 3 : 2)), namedCurve)];
  }
  if (format === 'jwk' && data.kty === 'oct' && !isRsa(name) && !isCurve(name)) return ['secret', decoded(data.k)];
  if (format === 'raw' && isCurve(name)) {
    const point = new Uint8Array(bytesOf(data));
    const size = coordinate[namedCurve];
    if (point[0] !== 4 || point.length !== 1 + 2 * size) refuse('DataError', 'it is not an uncompressed point of the curve');
    return ['public', await ask('DataError', 'ec-of', [point.slice(1, 1 + size), point.slice(1 + size)], namedCurve)];
  }
  if (format === 'raw' && !isRsa(name)) return ['secret', bytesOf(data).slice(0)];
  if (format === 'spki' || format === 'pkcs8') {
    if (isRsa(name)) return [type, await ask('DataError', 'rsa-key', bytesOf(data), isSecret)];
    if (isCurve(name)) return [type, await ask('DataError', 'ec-key', bytesOf(data), isSecret, namedCurve)];
  }
  return refuse(format === 'jwk' ? 'DataError' : 'NotSupportedError', `a key of ${name} is not read as ${format}${format === 'jwk' ? ` of the kind ${data.kty}` : ''}`);
}

export async function importKey(format, data, given, extractable, usages) {
  const { name, hash, namedCurve } = algorithmOf(given);
  const [type, material] = await materialFrom(format, data, name, namedCurve);
  const algorithm = { name };
  if (name === 'HMAC' || isRsa(name)) algorithm.hash = { name: hashOf(hash) };
  if (isCurve(name)) algorithm.namedCurve = namedCurve;
  if (isRsa(name)) algorithm.modulusLength = new Uint8Array((await ask('DataError', 'rsa-parts', material, type === 'private'))[0]).length * 8;
  if (isAes(name) && !isAesLength(material.byteLength * 8)) refuse('DataError', `a key of AES cannot have ${material.byteLength * 8} bits`);
  if (name === 'HMAC' && !isHmacLength(material.byteLength * 8)) refuse('DataError', `a key of HMAC cannot have ${material.byteLength * 8} bits`);
  if (isAes(name) || name === 'HMAC') algorithm.length = material.byteLength * 8;
  if ((name === 'PBKDF2' || name === 'HKDF') && extractable) refuse('SyntaxError', `a key of ${name} cannot be exported`);
  return keyOf(type, algorithm, extractable, usages, material);
}

const bitsOf = (algorithm) => algorithm.hash.name.slice(4);
const alg = {
  HMAC: (a) => `HS${bitsOf(a)}`,
  'RSASSA-PKCS1-v1_5': (a) => `RS${bitsOf(a)}`,
  'RSA-PSS': (a) => `PS${bitsOf(a)}`,
  'RSA-OAEP': (a) => (bitsOf(a) === '1' ? 'RSA-OAEP' : `RSA-OAEP-${bitsOf(a)}`),
};

async function jwkOf({ type, algorithm, extractable, usages }, material) {
  const { name, namedCurve, length } = algorithm;
  const jwk = { key_ops: [...usages], ext: extractable };
  if (type === 'secret') return { kty: 'oct', k: encoded(material), alg: alg[name]?.(algorithm) ?? `A${length}${name.slice(4)}`, ...jwk };
  const parts = await ask('OperationError', isRsa(name) ? 'rsa-parts' : 'ec-parts', material, type === 'private');
  parts.forEach((part, i) => (jwk[(isRsa(name) ? rsaParts : curveParts)[i]] = encoded(part)));
  return isRsa(name) ? { kty: 'RSA', alg: alg[name](algorithm), ...jwk } : { kty: 'EC', crv: namedCurve, ...jwk };
}

export async function exportKey(format, key) {
  const material = materialOf(key);
  if (!key.extractable) refuse('InvalidAccessError', 'the key cannot be exported');
  if (format === 'jwk') return jwkOf(key, material);
  if (format === 'raw' && key.type === 'public' && isCurve(key.algorithm.name)) {
    const [x, y] = await ask('OperationError', 'ec-parts', material, false);
    return new Uint8Array([4, ...new Uint8Array(x), ...new Uint8Array(y)]).buffer;
  }
  const fits = { raw: 'secret', spki: 'public', pkcs8: 'private' }[format] === key.type;
  return fits ? new Uint8Array(material).slice().buffer : refuse('InvalidAccessError', `a ${key.type} key is not written as ${format}`);
}
