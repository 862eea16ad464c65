'use strict';
// Calls to the service, with the function key where it asks for one. The page's other script follows in the same scope.

const keyName = 'perf-function-key';
const byId = id => document.getElementById(id);

let keyAsked = null;
let keyRefused = false;

function askForKey() {
  keyAsked ??= new Promise(resolve => {
    const dialog = byId('key-dialog');
    byId('key').value = '';
    dialog.addEventListener('close', () => {
      keyAsked = null;
      const key = byId('key').value.trim();
      if (key) sessionStorage.setItem(keyName, key);
      keyRefused = key === '';
      resolve(key !== '');
    }, { once: true });
    dialog.showModal();
  });
  return keyAsked;
}

async function call(path, options = {}) {
  const key = sessionStorage.getItem(keyName);
  const headers = { ...options.headers, ...(key ? { 'x-functions-key': key } : {}) };
  const response = await fetch(path, { ...options, headers });
  if (response.status === 401) {
    // Another call may have been given a new key in the meantime.
    if (sessionStorage.getItem(keyName) === key) sessionStorage.removeItem(keyName);
    else return call(path, options);
    // Who has closed the question is asked again only when they do something.
    if ((!keyRefused || options.method) && await askForKey()) return call(path, options);
  }
  return response;
}

async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  const plain = response.status === 401 ? 'The service asks for a function key.' : `The service answered ${response.status}.`;
  return { title: body.title ?? plain, errors: Array.isArray(body.errors) ? body.errors : [] };
}

async function json(path) {
  const response = await call(path);
  if (!response.ok) throw new Error((await problemOf(response)).title);
  return response.json();
}
