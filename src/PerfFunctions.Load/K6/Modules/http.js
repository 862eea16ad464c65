import { host } from 'perf:host';

// One address of many, with a name for all of them: http.url`/products/${id}`.
class NamedAddress {
  constructor(text, name) {
    this.url = text;
    this.name = name;
  }
  toString() {
    return this.url;
  }
}

// A path through JSON as gjson writes it: items.0.id, items.#, items.#.id.
function pick(value, path) {
  const steps = path.split('.');
  for (let i = 0; i < steps.length; i++) {
    if (value === null || value === undefined) return undefined;
    if (steps[i] === '#') {
      if (!Array.isArray(value)) return undefined;
      const rest = steps.slice(i + 1).join('.');
      return rest === '' ? value.length : value.map((item) => pick(item, rest)).filter((item) => item !== undefined);
    }
    value = value[steps[i]];
  }
  return value;
}

const parsed = Symbol('parsed');

class Response {
  json(path) {
    if (this[parsed] === undefined) {
      if (this.body === null) throw new Error('the response has no body to read as JSON');
      this[parsed] = JSON.parse(this.body);
    }
    return path === undefined ? this[parsed] : pick(this[parsed], String(path));
  }
}

class FileData {
  constructor(data, filename, contentType) {
    this.data = data;
    this.filename = filename ?? String(Date.now());
    this.content_type = contentType ?? 'application/octet-stream';
  }
}

class CookieJar {
  set(address, name, value, options) {
    host.setCookie(String(address), String(name), String(value), options ?? {});
  }
  cookiesForURL(address) {
    const found = {};
    for (const [name, value] of host.cookies(String(address))) (found[name] ??= []).push(value);
    return found;
  }
  clear(address) {
    for (const [name] of host.cookies(String(address))) this.delete(address, name);
  }
  delete(address, name) {
    this.set(address, name, '', { expires: 'Thu, 01 Jan 1970 00:00:00 GMT' });
  }
}

host.responses(Response.prototype);

let callback = null;

function send(method, address, body, params, held = true) {
  const named = address instanceof NamedAddress;
  const expected = params?.responseCallback === undefined ? callback : params.responseCallback;
  return host.send(method, String(address), body ?? null, params ?? null, named ? address.name : null, expected, held);
}

export const get = (address, params) => send('GET', address, null, params);
export const head = (address, params) => send('HEAD', address, null, params);
export const post = (address, body, params) => send('POST', address, body, params);
export const put = (address, body, params) => send('PUT', address, body, params);
export const patch = (address, body, params) => send('PATCH', address, body, params);
export const del = (address, body, params) => send('DELETE', address, body, params);
export const options = (address, body, params) => send('OPTIONS', address, body, params);
export const request = (method, address, body, params) => send(String(method).toUpperCase(), address, body, params);
export const asyncRequest = (method, address, body, params) => send(String(method).toUpperCase(), address, body, params, false);

function one(item) {
  if (Array.isArray(item)) return request(item[0], item[1], item[2], item[3]);
  if (typeof item === 'object' && !(item instanceof NamedAddress)) {
    return request(item.method ?? 'GET', item.url, item.body, item.params);
  }
  return get(item);
}

export async function batch(requests) {
  const keys = Object.keys(requests);
  const answers = await Promise.all(keys.map((key) => one(requests[key])));
  if (Array.isArray(requests)) return answers;
  return keys.reduce((all, key, i) => ((all[key] = answers[i]), all), {});
}

export function url(parts, ...values) {
  const text = parts.reduce((all, part, i) => all + part + (i < values.length ? String(values[i]) : ''), '');
  return new NamedAddress(text, parts.join('${}'));
}

export const file = (data, filename, contentType) => new FileData(data, filename, contentType);
export const cookieJar = () => new CookieJar();
export const expectedStatuses = (...statuses) => statuses.map((s) => (typeof s === 'object' ? [s.min, s.max] : [s, s]));
export function setResponseCallback(next) {
  callback = next;
}

export { CookieJar, FileData, Response };
export default {
  get, head, post, put, patch, del, options, request, asyncRequest, batch, url, file, cookieJar,
  expectedStatuses, setResponseCallback, CookieJar, FileData, Response,
};
