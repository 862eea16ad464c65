// Puts a k6 script and its modules into one: node bundle.mjs SCRIPT
// Writes { code, pinned } or { errors } as JSON to standard output.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';

const maxBytes = 2_000_000;
const maxModules = 100;
const limitMs = 20_000;
const loopback = ['localhost', '127.0.0.1', '[::1]'];

const script = resolve(process.argv[2]);
const lockFile = join(dirname(script), 'k6.lock.json');
const used = new Map();
let lock;
let asked = 0;

function readLock() {
  if (!existsSync(lockFile)) return {};
  let read = null;
  try {
    read = JSON.parse(readFileSync(lockFile, 'utf8'));
  } catch {
    // What is not JSON is not a map either.
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read) || Object.values(read).some((hash) => typeof hash !== 'string')) {
    throw new Error(`${lockFile} is not a map of addresses to hashes; delete it to pin the modules again.`);
  }
  return read;
}

// A module can change what a load test does: it comes over TLS, and the same as the first time.
function addressOf(path, base) {
  const address = new URL(path, base);
  if (address.protocol !== 'https:' && !(address.protocol === 'http:' && loopback.includes(address.hostname))) {
    throw new Error(`modules from the network need https, unlike ${address}`);
  }
  return address.href;
}

async function fetchModule(address) {
  if (++asked > maxModules) throw new Error(`the script imports more than ${maxModules} modules from the network`);
  const response = await fetch(address, { signal: AbortSignal.timeout(limitMs) });
  if (!response.ok) throw new Error(`it answers with status ${response.status}`);
  addressOf(response.url);
  const parts = [];
  let size = 0;
  for await (const part of response.body) {
    size += part.length;
    if (size > maxBytes) throw new Error(`it is larger than ${maxBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function load({ path }) {
  let content;
  try {
    content = await fetchModule(path);
  } catch (error) {
    throw new Error(`${path} cannot be fetched: ${error.cause?.message ?? error.message}`);
  }
  const hash = `sha256-${createHash('sha256').update(content).digest('base64')}`;
  if (path in lock && lock[path] !== hash) {
    throw new Error(`${path} is not what ${basename(lockFile)} pins: it has the hash ${hash}. Remove its line there if the change is wanted.`);
  }
  used.set(path, hash);
  return { contents: content, loader: new URL(path).pathname.endsWith('.ts') ? 'ts' : 'js' };
}

// An error that is thrown has a place in the bundler; one that is returned has that of the import.
function reported(work) {
  return async (given) => {
    try {
      return await work(given);
    } catch (error) {
      return { errors: [{ text: error.message }] };
    }
  };
}

const remote = {
  name: 'remote',
  setup(on) {
    on.onResolve({ filter: /^https?:\/\// }, reported(({ path }) => ({ path: addressOf(path), namespace: 'remote' })));
    on.onResolve({ filter: /^[./]/, namespace: 'remote' }, reported(({ path, importer }) => ({ path: addressOf(path, importer), namespace: 'remote' })));
    on.onLoad({ filter: /.*/, namespace: 'remote' }, reported(load));
  },
};

// The modules, and by the first line of each stretch that stands together in one: line of the bundle, place of the module among
// them, line of the module.
function stretches(code, map) {
  const sources = new SourceMap(map);
  const files = [];
  const found = [files];
  const lines = code.split('\n');
  let last;
  for (let line = 0; line < lines.length; line++) {
    const entry = sources.findEntry(line, Math.max(0, lines[line].search(/\S/)));
    if (entry.originalSource === undefined || entry.generatedLine !== line) continue;
    const file = entry.originalSource.replace(/^remote:/, '');
    if (last?.file === file && last.ahead === entry.originalLine - line) continue;
    last = { file, ahead: entry.originalLine - line };
    if (!files.includes(file)) files.push(file);
    found.push([line + 1, files.indexOf(file), entry.originalLine + 1]);
  }
  return found;
}

function save() {
  const fresh = [...used].filter(([address]) => !(address in lock));
  if (fresh.length === 0) return [];
  const all = Object.fromEntries(Object.entries({ ...lock, ...Object.fromEntries(fresh) }).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(`${lockFile}.new`, `${JSON.stringify(all, null, 2)}\n`);
  renameSync(`${lockFile}.new`, lockFile);
  return fresh.map(([address]) => address);
}

async function run() {
  lock = readLock();
  const result = await build({
    entryPoints: [script], bundle: true, write: false, format: 'esm', platform: 'neutral', mainFields: ['module', 'main'], target: 'es2022',
    charset: 'utf8', logLevel: 'silent', external: ['k6', 'k6/*'], plugins: [remote], sourcemap: 'external', outdir: dirname(script),
    absWorkingDir: dirname(script), sourcesContent: false,
  });
  const [code, map] = ['.js', '.js.map'].map((end) => result.outputFiles.find((file) => file.path.endsWith(end)).text);
  const pinned = save();
  return { code: `${code}//# modules ${JSON.stringify(stretches(code, JSON.parse(map)))}\n`, pinned, lock: relative(process.cwd(), lockFile) };
}

function errorsOf(error) {
  if (!Array.isArray(error.errors)) return [error.message];
  return error.errors.map(({ text, location }) => (location ? `${location.file.replace(/^remote:/, '')} line ${location.line}: ${text}` : text));
}

process.stdout.write(JSON.stringify(await run().catch((error) => ({ errors: errorsOf(error) }))));
