import { host, Proxy } from 'perf:host';

// The list is made once for all users of a generator, and each item is read when it is asked for.
export class SharedArray {
  constructor(name, make) {
    const key = String(name);
    const length = host.share(key, () => make().map((item) => JSON.stringify(item)));
    return new Proxy([], {
      get(list, property, self) {
        if (property === 'length') return length;
        const index = typeof property === 'string' ? Number(property) : NaN;
        if (Number.isInteger(index)) return index >= 0 && index < length ? JSON.parse(host.shared(key, index)) : undefined;
        return list[property];
      },
      has: (list, property) => (Number.isInteger(Number(property)) ? Number(property) < length : property in list),
      set() {
        throw new TypeError('a SharedArray cannot be changed');
      },
    });
  }
}

export default { SharedArray };
