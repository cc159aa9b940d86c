// However the rest of a page comes, it comes once, and nobody who waits for it waits in vain.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';

/** A module that calls its one import, `f`, when there is an instance of it. */
const WASM = Uint8Array.from([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 4, 1, 0x60, 0, 0],
  ...[2, 6, 1, 0, 1, 0x66, 0, 0],
  ...[8, 1, 0],
]);

const NAMES = ['addEventListener', 'navigator', 'fetch', 'XMLHttpRequest', 'document', 'location', 'localStorage', 'sessionStorage', 'setTimeout'];
const kept = NAMES.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
const set = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

let number = 0;
let joined;
let asked;
let words;
let type;
/** How the network answers, the last answer for good. */
let network;
const now = () => (network.length > 1 ? network.shift() : network[0]);

/** The script as a page has it, for itself. */
async function page() {
  number += 1;
  const own = await import(`./rest.js?${number}`);
  own.share(() => ({ f: () => (joined += 1) }));
  return own;
}

beforeEach(() => {
  [joined, asked, words, network, type] = [0, [], [], [200], 'application/wasm'];
  set('fetch', async (url) => {
    asked.push('fetched');
    assert.match(String(url), /REST_WASM$/u);
    const status = now();
    if (status === 0) throw new TypeError('no network');
    return new Response(WASM, { status, headers: { 'content-type': type } });
  });
  set('XMLHttpRequest', class {
    open(method, url, later) {
      assert.deepEqual([method, later], ['GET', false]);
      assert.match(String(url), /REST_WASM$/u);
    }

    overrideMimeType(type) {
      this.type = type;
    }

    send() {
      asked.push('waited');
      this.status = now();
      if (this.status === 0) throw new Error('no network');
      // As the standard has it: what is above 127 lies in the private use area.
      assert.match(this.type, /x-user-defined/u);
      this.responseText = Array.from(WASM, (byte) => String.fromCharCode(byte < 128 ? byte : 0xf700 + byte)).join('');
    }
  });
  set('addEventListener', () => {});
  set('document', {
    createElement: () => ({ setAttribute: () => {} }),
    body: { prepend: ({ textContent }) => words.push(textContent) },
  });
});

afterEach(() => {
  for (const [name, own] of kept) {
    if (own) Object.defineProperty(globalThis, name, own);
    else delete globalThis[name];
  }
});

test('it is fetched once and joined once, whoever asks', async () => {
  const { rest, prepared, imports } = await page();
  await Promise.all([rest(), prepared(), rest()]);
  await rest();
  imports.rest.load();
  assert.deepEqual([asked, joined], [['fetched'], 1]);
});

test('what is prepared is joined in the middle of a call, and not before', async () => {
  const { prepared, imports } = await page();
  await prepared();
  assert.equal(joined, 0);
  imports.rest.load();
  assert.deepEqual([asked, joined], [['fetched'], 1]);
});

test('a call that cannot wait has it at once', async () => {
  const { rest, imports } = await page();
  const later = rest();
  imports.rest.load();
  assert.equal(joined, 1);
  await later;
  assert.deepEqual([asked, joined], [['fetched', 'waited'], 1]);
});

test('without a network it is tried again until there is one', async () => {
  const pauses = [];
  set('setTimeout', (then, pause) => {
    pauses.push(pause);
    queueMicrotask(then);
  });
  network = [0, 503, 0, 200];
  const { rest } = await page();
  await rest();
  assert.deepEqual([asked.length, joined, pauses], [4, 1, [1000, 2000, 4000]]);
});

test('who waits for a network does not wait longer than it takes', async () => {
  set('setTimeout', () => {});
  const heard = [];
  set('addEventListener', (name, act) => heard.push([name, act]));
  network = [0, 0, 200];
  const { rest, imports } = await page();
  const later = rest();
  const turn = () => new Promise(setImmediate);
  for (let tries = 1; tries < 3; tries += 1) {
    await turn();
    assert.deepEqual([asked.length, heard.length, joined], [tries, tries, 0]);
    heard.at(-1)[1]();
  }
  await later;
  assert.deepEqual([asked.length, joined, heard[0][0]], [3, 1, 'online']);
  imports.rest.load();
  assert.equal(joined, 1);
});

test('what came in the middle of a call is not waited for', async () => {
  set('setTimeout', () => {});
  set('addEventListener', () => {});
  network = [0, 200];
  const { rest, imports } = await page();
  const later = rest();
  await new Promise(setImmediate);
  imports.rest.load();
  await later;
  assert.deepEqual([asked, joined], [['fetched', 'waited'], 1]);
});

test('a call that cannot have it says so in the page, which is not to be relied on from then on', async () => {
  const { rest, imports } = await page();
  network = [404];
  assert.throws(() => imports.rest.load(), /404/u);
  network = [200];
  assert.throws(() => imports.rest.load(), /loaded again/u);
  assert.equal(words.length, 1);
  assert.match(words[0], /could not be loaded/u);
  let here = false;
  rest().then(() => (here = true));
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  assert.equal(here, false);
});

test('what does not fit is not taken for here', async () => {
  const { imports, share } = await page();
  share(() => ({ f: 7 }));
  assert.throws(() => imports.rest.load(), WebAssembly.LinkError);
  assert.throws(() => imports.rest.load());
  assert.deepEqual([joined, words.length], [0, 1]);
});

test('a host need not say what a module is', async () => {
  type = 'application/octet-stream';
  const { rest } = await page();
  await rest();
  assert.equal(joined, 1);
});

test('who comes with a link or was here before is known', async () => {
  const { isKnown } = await page();
  const known = (hash, length, ofTab, controller = null) => {
    set('navigator', { serviceWorker: { controller } });
    set('location', { hash });
    set('localStorage', { length });
    set('sessionStorage', { length: ofTab });
    return isKnown();
  };
  const told = [known('', 0, 0), known('#', 0, 0), known('#1.abc', 0, 0), known('', 1, 0), known('', 0, 1), known('', 0, 0, {})];
  assert.deepEqual(told, [false, false, true, true, true, true]);
  // Some browsers refuse to say, and some have none.
  set('navigator', {});
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: () => assert.fail('refused') });
  set('location', { hash: '' });
  assert.equal(isKnown(), false);
});

test('a page in one piece asks for nothing', async () => {
  const text = readFileSync(new URL('rest.js', import.meta.url), 'utf8').replace('REST_WASM', '');
  const { rest, prepared } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  await prepared();
  await rest();
  assert.deepEqual([asked, joined], [[], 0]);
});
