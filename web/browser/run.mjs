// Lives through the stories: `node run.mjs SITE [WORDS]`, with SITE as `cargo xtask dist` made it, and WORDS of the
// titles that are wanted. CHROMIUM names the browser, ARTEFACTS the folder for pictures, PATIENCE the seconds per wait.
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { install } from '../editor/install.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [given, ...words] = process.argv.slice(2);
if (!given || !statSync(join(given, 'index.html'), { throwIfNoEntry: false })) {
  console.error(`error: \`${given ?? ''}\` holds no page; make one with \`cargo xtask dist\`, then \`node run.mjs dist/site\``);
  process.exit(2);
}
const site = resolve(given);
const artefacts = resolve(process.env.ARTEFACTS ?? join(here, 'node_modules', '.artefacts'));
const patience = Number(process.env.PATIENCE ?? 30) * 1000;
rmSync(artefacts, { recursive: true, force: true });
mkdirSync(artefacts, { recursive: true });

install(here, 'playwright-core and axe-core, which drive and examine the page');
const { chromium } = await import('playwright-core');
const { live, told } = await import('./story.mjs');
for (const name of readdirSync(join(here, 'stories')).filter((file) => file.endsWith('.mjs')).sort()) {
  await import(pathToFileURL(join(here, 'stories', name)));
}
const wanted = told().filter(({ title }) => words.every((word) => title.toLowerCase().includes(word.toLowerCase())));
if (wanted.length === 0) {
  console.error(`error: no story is called \`${words.join(' ')}\``);
  process.exit(2);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Nothing but loopback has an address.
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ],
});

const begun = performance.now();
const failures = [];
const open = [...wanted];
const lane = async () => {
  for (let next = open.shift(); next; next = open.shift()) {
    const start = performance.now();
    const failure = await live(next, { browser, site, artefacts, patience });
    const time = `${Math.round(performance.now() - start)} ms`;
    console.log(`${failure ? 'FAILED' : 'ok    '} ${time.padStart(8)}  ${next.title}`);
    if (failure) failures.push(`${next.title}\n${failure}`);
  }
};
await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, lane));
await browser.close();

for (const failure of failures) console.log(`\n${failure}`);
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
console.log(`${wanted.length - failures.length} of ${wanted.length} stories went well, ${seconds} s; pictures: ${artefacts}`);
process.exit(failures.length > 0 ? 1 : 0);
