'use strict';
// Calls the service, and asks the user to sign in where it must. The page's other script follows in the same scope.
// Reads are authenticated by a cookie that no script can read. Writes send the key or token that the user entered, which is
// kept only in this page's memory.

const byId = id => document.getElementById(id);
const signedInMark = 'perf-signed-in';
const signOutButton = document.getElementById('sign-out'); // not on every page

let credential = null;
let asked = null;
let closed = false;

const isToken = text => /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(text);
const proof = text => text === null ? {} : isToken(text) ? { Authorization: `Bearer ${text}` } : { 'x-functions-key': text };

function mark(isSignedIn) {
  if (isSignedIn) localStorage.setItem(signedInMark, 'yes');
  else localStorage.removeItem(signedInMark);
  if (signOutButton) signOutButton.hidden = !isSignedIn;
}

async function trySignIn(text) {
  const response = await fetch('/api/session', { method: 'POST', headers: proof(text) });
  if (!response.ok) return (await problemOf(response)).text;
  credential = text;
  mark(true);
  return null;
}

function showRefusal(text) {
  const list = byId('sign-in').querySelector('.errors');
  const item = document.createElement('li');
  item.textContent = text;
  list.replaceChildren(item);
  list.hidden = text === '';
}

// Opens one dialog, however many calls need it, until the user signs in or closes it.
function askToSignIn(reason, platform) {
  asked ??= new Promise(resolve => {
    const dialog = byId('sign-in');
    let done = false;
    byId('sign-in-reason').textContent = reason || 'The session is read-only. To start or cancel runs, the page sends the key itself and forgets it when it is closed.';
    byId('platform').hidden = !platform;
    if (platform) byId('platform').href = `${platform}?post_login_redirect_uri=${encodeURIComponent(location.pathname + location.search)}`;
    byId('credential').value = '';
    showRefusal('');
    byId('sign-in-form').onsubmit = async event => {
      event.preventDefault();
      const button = dialog.querySelector('[type=submit]');
      button.disabled = true;
      const refusal = await trySignIn(byId('credential').value.trim()).catch(error => `The service could not be reached: ${error.message}`);
      button.disabled = false;
      done = refusal === null;
      if (done) dialog.close();
      else showRefusal(refusal);
    };
    dialog.querySelector('.close').onclick = () => dialog.close();
    dialog.addEventListener('close', () => {
      byId('credential').value = '';
      asked = null;
      closed = !done;
      resolve(done);
    }, { once: true });
    dialog.showModal();
  });
  return asked;
}

async function call(path, options = {}) {
  const shown = credential;
  const response = await fetch(path, { ...options, headers: { ...options.headers, ...proof(shown) } });
  const changes = Boolean(options.method);
  // A session is read-only; to change something, the user enters a key once on each page.
  const isMore = response.status === 403 && changes && shown === null;
  if (response.status !== 401 && !isMore) return response;
  const problem = await response.clone().json().catch(() => ({}));
  if (response.status === 401) {
    // Another call may have signed in in the meantime.
    if (credential !== shown) return call(path, options);
    credential = null;
    mark(false);
  }
  // A user who has closed the dialog is asked again only when they act.
  if ((!closed || changes) && await askToSignIn(isMore ? `${problem.detail ?? problem.title} Enter a key that has this role.` : '', problem.signIn)) return call(path, options);
  return response;
}

// For what the page asks by itself, again and again: the answer says that a key is needed, and no dialog opens.
function callQuietly(path, options = {}) {
  return fetch(path, { ...options, headers: { ...options.headers, ...proof(credential) } });
}

async function platformAddress() {
  const response = await fetch('/api/runs?count=1');
  return (await response.json().catch(() => ({}))).signIn;
}

async function signOut() {
  await fetch('/api/session', { method: 'DELETE' });
  credential = null;
  mark(false);
  location.reload();
}

async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  const text = body.detail ?? body.title ?? `The service responded with status ${response.status}.`;
  return { text, errors: Array.isArray(body.errors) ? body.errors : [], signIn: body.signIn };
}

async function json(path) {
  const response = await call(path);
  if (!response.ok) throw new Error((await problemOf(response)).text);
  return response.json();
}

signOutButton?.addEventListener('click', signOut);
mark(localStorage.getItem(signedInMark) !== null);
