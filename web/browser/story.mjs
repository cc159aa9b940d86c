// What a story can do: open the page in a fresh browser profile and look at it as a person would, by role and label.
// Whatever it does, it fails over a word on the console, an error in the page, and a request to anywhere else.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { serve } from './server.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The sizes of screens that matter here. */
export const SIZES = {
  wide: { viewport: { width: 1400, height: 900 } },
  tablet: { viewport: { width: 820, height: 1180 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
};

const stories = [];

/** Tells a story. `options`: `size` (`wide`, `tablet`, `phone`), `theme` (`light`, `dark`), `motion`, `mayLog` (a pattern), `changes` (the published files). */
export function story(title, options, tell) {
  const own = typeof options === 'function' ? { title, options: {}, tell: options } : { title, options, tell };
  assert.ok(!stories.some((other) => other.title === title), `two stories are called \`${title}\``);
  stories.push(own);
}

/** Every story that was told so far. */
export const told = () => stories;

/** Lives through one story; `null` if it went well, else what went wrong. */
export async function live({ title, options, tell }, { browser, site, artefacts, patience }) {
  const folder = options.changes ? mkdtempSync(join(tmpdir(), 'iamwhy-')) : site;
  if (options.changes) cpSync(site, folder, { recursive: true });
  const server = await serve(folder);
  const context = await browser.newContext({
    ...SIZES[options.size ?? 'wide'],
    colorScheme: options.theme ?? 'light',
    reducedMotion: options.motion ?? 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(patience);
  const complaints = [];
  let online = true;
  context.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    if (!options.mayLog?.test(message.text())) complaints.push(`console ${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`error in the page: ${error.error().stack}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== server.origin && !['data:', 'blob:'].includes(url.protocol)) complaints.push(`a request to \`${url.href}\``);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} for \`${response.url()}\``);
  });
  context.on('requestfailed', (request) => {
    // A page that is closed or left aborts what it was loading.
    const reason = request.failure()?.errorText;
    if (online && reason !== 'net::ERR_ABORTED') complaints.push(`\`${request.url()}\` failed: ${reason}`);
  });

  const scene = {
    assert,
    context,
    server,
    /** Opens the page, at a fragment if one is given, and waits until it has an answer. */
    async open(fragment = '') {
      const page = await context.newPage();
      await page.goto(`${server.origin}/${fragment}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
    /** Waits until everything is kept for the time without a network. */
    async kept(page) {
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
        if (navigator.serviceWorker.controller) return;
        await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
      });
    },
    /** Takes the network away, for good: the server is gone. */
    async offline() {
      online = false;
      await server.close();
    },
    /** Waits until `look` (run in the page, with `given`) says yes. */
    async until(page, look, given) {
      await page.waitForFunction(look, given, { polling: 'raf' });
    },
    /** No violation of axe-core's rules, on the whole page or below a selector. */
    async accessible(page, below) {
      await page.evaluate(AXE);
      const violations = await page.evaluate(async (selector) => {
        const result = await globalThis.axe.run(selector ?? document, { resultTypes: ['violations'] });
        return result.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html, any }) => `${html} ${any.map(({ message }) => message).join(' ')}`).join(' | ')}`);
      }, below);
      assert.deepEqual(violations, []);
    },
    /** Keeps a picture of the page among the artefacts. */
    async picture(page, name) {
      await page.screenshot({ path: join(artefacts, `${name}.png`), animations: 'disabled' });
    },
  };

  let failure = null;
  try {
    await tell(scene);
  } catch (error) {
    failure = error.stack ?? String(error);
    const file = title.replaceAll(/[^a-z0-9]+/giu, '-').toLowerCase();
    for (const page of context.pages()) {
      await page.screenshot({ path: join(artefacts, `failed-${file}.png`) }).catch(() => {});
    }
  }
  await context.close();
  if (online) await server.close();
  if (options.changes) rmSync(folder, { recursive: true });
  if (complaints.length > 0) failure = [...complaints, ...(failure ? [failure] : [])].join('\n');
  return failure;
}
