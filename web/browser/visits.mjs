// What a first visit needs of a page that notes what runs (see `web/public/watch.js`).
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { install } from '../editor/install.mjs';
import { serve } from './server.mjs';

const SCREENS = [
  { viewport: { width: 1400, height: 900 } },
  { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
];

/** The numbers of the functions that ran on any screen before the rest was there. */
export async function visited(site, path) {
  install(dirname(fileURLToPath(import.meta.url)), 'playwright-core, which drives the page');
  const { chromium } = await import('playwright-core');
  const server = await serve(site);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
  try {
    const ran = new Set();
    for (const screen of SCREENS) {
      const context = await browser.newContext({ ...screen, serviceWorkers: 'block' });
      const page = await context.newPage();
      await page.goto(`${server.origin}/${path}`);
      const noted = await page.waitForFunction(() => globalThis.ran, undefined, { timeout: 60_000 });
      for (const number of await noted.jsonValue()) ran.add(number);
      await context.close();
    }
    return ran;
  } finally {
    await browser.close();
    await server.close();
  }
}
