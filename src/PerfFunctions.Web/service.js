'use strict';
// Calls to the service, and signing in where it asks for that. The page's other script follows in the same scope.
// Reading goes by a cookie that no script sees. What changes something is proven anew by what was typed in, which is kept
// in this page's memory alone and gone with it.

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
  if (!response.ok) return (await problemOf(response)).title;
  credential = text;
  mark(true);
  return null;
}

function tellRefusal(text) {
  const list = byId('sign-in').querySelector('.errors');
  const item = document.createElement('li');
  item.textContent = text;
  list.replaceChildren(item);
  list.hidden = text === '';
}

// Asks once, however many calls want to know, until it is answered or closed.
function askWho(why, platform) {
  asked ??= new Promise(resolve => {
    const dialog = byId('sign-in');
    let done = false;
    byId('sign-in-why').textContent = why || 'The session is for reading. What you start is proven by the key itself, which this page forgets when it is closed.';
    byId('platform').hidden = !platform;
    if (platform) byId('platform').href = `${platform}?post_login_redirect_uri=${encodeURIComponent(location.pathname + location.search)}`;
    byId('credential').value = '';
    tellRefusal('');
    byId('sign-in-form').onsubmit = async event => {
      event.preventDefault();
      const button = dialog.querySelector('[type=submit]');
      button.disabled = true;
      const refusal = await trySignIn(byId('credential').value.trim()).catch(error => `The service could not be reached: ${error.message}`);
      button.disabled = false;
      done = refusal === null;
      if (done) dialog.close();
      else tellRefusal(refusal);
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
  // A session may read; who wants to change something shows a key once in each page.
  const isMore = response.status === 403 && changes && shown === null;
  if (response.status !== 401 && !isMore) return response;
  const problem = await response.clone().json().catch(() => ({}));
  if (response.status === 401) {
    // Another call may have signed in in the meantime.
    if (credential !== shown) return call(path, options);
    credential = null;
    mark(false);
  }
  // Who has closed the question is asked again only when they do something.
  if ((!closed || changes) && await askWho(isMore ? `${problem.title} Show a key that has it.` : '', problem.signIn)) return call(path, options);
  return response;
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
  return { title: body.title ?? `The service answered ${response.status}.`, errors: Array.isArray(body.errors) ? body.errors : [] };
}

async function json(path) {
  const response = await call(path);
  if (!response.ok) throw new Error((await problemOf(response)).title);
  return response.json();
}

signOutButton?.addEventListener('click', signOut);
mark(localStorage.getItem(signedInMark) !== null);
