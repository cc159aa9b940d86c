// How long a person waits: `node bench.mjs SITE [SCENARIO]`, with SITE as `cargo xtask dist` made it. Prints numbers and
// judges nothing: what they say depends on the machine. CHROMIUM names the browser.
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { install } from '../editor/install.mjs';
import { serve } from './server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [given, scenario = join(here, '..', '..', 'fixtures', 'workloads', 'b.scenario.json')] = process.argv.slice(2);
if (!given || !statSync(join(given, 'index.html'), { throwIfNoEntry: false })) {
  console.error(`error: \`${given ?? ''}\` holds no page; make one with \`cargo xtask dist\`, then \`node bench.mjs dist/site\``);
  process.exit(2);
}
const KEYS = 120;
const TRACED = 60;
const VISITS = 9;
const SLOWER = 4;

install(here, 'playwright-core, which drives the page');
const { chromium } = await import('playwright-core');
const server = await serve(resolve(given));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'],
});

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
function say(what, times) {
  const sorted = times.toSorted((one, other) => one - other);
  const ms = (part) => `${at(sorted, part).toFixed(1).padStart(7)} ms`;
  console.log(`${what.padEnd(56)} p50 ${ms(0.5)}   p95 ${ms(0.95)}   (${sorted.length})`);
}

/** Notes, for every key that is pressed, when the page has done its work for it and when that is on the screen. */
function watch() {
  globalThis.keys = [];
  addEventListener(
    'keydown',
    (event) => {
      const begun = event.timeStamp;
      const own = { work: 0, screen: 0 };
      globalThis.keys.push(own);
      const after = (act) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = act;
        port2.postMessage(null);
      };
      // What a key changes is changed when its task and the promises behind it are done; asking for the height lays it out.
      after(() => {
        void document.body.offsetHeight;
        own.work = performance.now() - begun;
      });
      requestAnimationFrame(() => after(() => (own.screen = performance.now() - begun)));
    },
    { capture: true },
  );
}

async function typing(what, focus, letters) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(server.origin);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByLabel('Open a file').setInputFiles({ name: 'b.json', mimeType: 'application/json', buffer: readFileSync(scenario) });
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await focus(page);
  await page.waitForTimeout(1000);
  const press = async (count) => {
    for (let key = 0; key < count; key += 1) {
      await page.keyboard.press(letters[key % letters.length]);
      // As fast as a fast typist; what waits for a pause gets its turn now and then.
      await page.waitForTimeout(key % 20 === 19 ? 400 : 50);
    }
  };
  await press(KEYS);
  const keys = await page.evaluate(() => globalThis.keys.slice(-100));
  say(`${what}: changed and laid out`, keys.map(({ work }) => work));
  say(`${what}: on the screen`, keys.map(({ screen }) => screen));
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await press(TRACED);
  const worked = work(JSON.parse(await browser.stopTracing()).traceEvents);
  say(`${what}: the thread's work until it is painted`, worked.map(({ painted }) => painted));
  say(`${what}: the thread's work until the next key`, worked.map(({ all }) => all));
  await context.close();
}

/** What the page's thread did for each key: time of the processor, which what else runs on the machine hardly lengthens. */
function work(events) {
  const { pid, tid } = events.find(({ name, args }) => name === 'EventDispatch' && args.data?.type === 'keydown');
  const own = events.filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X');
  const tasks = own.filter(({ name }) => name.endsWith('RunTask')).sort((one, other) => one.ts - other.ts);
  const keys = [];
  for (const task of tasks) {
    const inside = own.filter(({ ts }) => task.ts <= ts && ts < task.ts + task.dur);
    if (inside.some(({ args }) => args?.data?.type === 'keydown')) keys.push({ painted: 0, all: 0, open: true });
    const key = keys.at(-1);
    if (!key) continue;
    key.all += (task.tdur ?? 0) / 1000;
    if (key.open) key.painted += (task.tdur ?? 0) / 1000;
    if (inside.some(({ name }) => name === 'Paint')) key.open = false;
  }
  return keys;
}

/** From a key until the worker of the checks has answered; showing it is then a matter of a frame. */
async function checking() {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    globalThis.found = [];
    let begun = 0;
    addEventListener('keydown', (event) => (begun = event.timeStamp), { capture: true });
    const { postMessage } = Worker.prototype;
    const heard = new WeakSet();
    Worker.prototype.postMessage = function (message, ...rest) {
      if (begun && !heard.has(this) && JSON.stringify(message).includes('"checks"')) {
        heard.add(this);
        this.addEventListener('message', () => {
          if (begun) globalThis.found.push(performance.now() - begun);
          begun = 0;
        });
      }
      return postMessage.call(this, message, ...rest);
    };
  });
  await page.goto(server.origin);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByLabel('Open a file').setInputFiles({ name: 'b.json', mimeType: 'application/json', buffer: readFileSync(scenario) });
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const editor = page.locator('.cm-content');
  await editor.waitFor();
  await editor.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(2000);
  for (let key = 0; key < TRACED; key += 1) {
    await page.keyboard.press(key % 2 ? 'Backspace' : ' ');
    await page.waitForTimeout(500);
  }
  // The first ones load the worker and the catalogue.
  say('a key in a policy: the checks have answered', (await page.evaluate(() => globalThis.found)).slice(5));
  await context.close();
}

/** When a verdict stood there first: painted with the page, and decided by it. */
async function visits(what, slower) {
  const painted = [];
  const decided = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.addInitScript(() => {
      const look = () => {
        if (document.querySelector('.app:not(#first) h1.verdict')) globalThis.decided = performance.now();
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.goto(server.origin);
    await page.waitForFunction(() => globalThis.decided);
    const times = await page.evaluate(() => [performance.getEntriesByName('first-contentful-paint')[0]?.startTime, globalThis.decided]);
    painted.push(times[0] ?? times[1]);
    decided.push(times[1]);
    await context.close();
  }
  say(`${what}: first paint`, painted);
  say(`${what}: decided by the page`, decided);
}

const field = (page) => page.getByRole('textbox', { name: 'Action' }).or(page.getByRole('combobox', { name: 'Action' })).first();
await typing('a key in the action', async (page) => {
  await field(page).focus();
  await page.keyboard.press('End');
}, ['x', 'Backspace']);
await typing('a key in a policy', async (page) => {
  const editor = page.locator('.cm-content');
  await editor.waitFor();
  await editor.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
}, [' ', 'Backspace']);
await typing('a key in the whole file', async (page) => {
  await page.getByRole('button', { name: 'Whole file' }).click();
  const editor = page.locator('.cm-content');
  await editor.waitFor();
  await editor.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
}, [' ', 'Backspace']);
await checking();
await visits('a visit', 1);
await visits(`a visit, processor ${SLOWER} times slower`, SLOWER);
await browser.close();
await server.close();
