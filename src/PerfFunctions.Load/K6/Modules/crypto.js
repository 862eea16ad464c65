import { host } from 'perf:host';

const algorithms = ['md4', 'md5', 'sha1', 'sha256', 'sha384', 'sha512', 'sha512_224', 'sha512_256', 'ripemd160'];

function known(algorithm) {
  if (!algorithms.includes(algorithm)) throw new Error(`there is no hash '${algorithm}'`);
  return algorithm;
}

// Takes its input in pieces, and makes the hash of all of them.
class Hasher {
  constructor(algorithm, key) {
    this.algorithm = known(algorithm);
    this.key = key;
    this.pieces = [];
  }
  update(piece) {
    this.pieces.push(piece);
  }
  digest(format) {
    return host.hash(this.algorithm, this.key ?? null, this.pieces, String(format));
  }
}

export const createHash = (algorithm) => new Hasher(algorithm);
export const createHMAC = (algorithm, key) => new Hasher(algorithm, key);

const hash = (algorithm) => (input, format) => host.hash(algorithm, null, [input], String(format));

export const md5 = hash('md5');
export const sha1 = hash('sha1');
export const sha256 = hash('sha256');
export const sha384 = hash('sha384');
export const sha512 = hash('sha512');
export const hmac = (algorithm, key, input, format) => host.hash(known(algorithm), key, [input], String(format));
export const randomBytes = (count) => host.random(Number(count));

export default { createHash, createHMAC, md5, sha1, sha256, sha384, sha512, hmac, randomBytes };
