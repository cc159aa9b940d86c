// Makes what is published: `node publish.mjs RAW SITE`, with RAW as Trunk left it. Divides the modules of the pages into
// what a first visit needs and the rest, by looking at one, and puts the pages together. All their functions come in an order
// in which they pack better.
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { visited } from '../browser/visits.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [raw, site] = process.argv.slice(2);

/** The pages, and how the names of their modules begin. */
const PAGES = [
  { path: '', module: 'iamwhy-web-' },
  { path: 'practice.html', module: 'iamwhy-practice_' },
];

function split(...words) {
  const run = ['run', '--quiet', '--package', 'iamwhy-split', '--', ...words];
  execFileSync(process.env.CARGO ?? 'cargo', run, { cwd: join(here, '..', '..'), stdio: 'inherit' });
}

function assemble(stage, more) {
  const environment = { ...process.env, TRUNK_STAGING_DIR: stage, TRUNK_PROFILE: 'release', ...more };
  execFileSync(process.execPath, [join(here, 'assemble.mjs')], { env: environment, stdio: 'inherit' });
}

function copy(into) {
  rmSync(into, { recursive: true, force: true });
  cpSync(raw, into, { recursive: true });
}

const nameOf = ({ module }) => {
  const name = readdirSync(raw).find((own) => own.startsWith(module) && own.endsWith('.wasm'));
  if (!name) throw new Error(`\`${raw}\` holds no \`${module}….wasm\``);
  return name;
};

for (const name of readdirSync(raw).filter((own) => own.endsWith('.wasm'))) split('order', join(raw, name), join(raw, name));
copy(site);
// Without a browser nobody can look; the pages are in one piece then, larger and right.
if (process.env.CHROMIUM) {
  const watched = `${raw}-watched`;
  copy(watched);
  for (const page of PAGES) split('watch', join(raw, nameOf(page)), join(watched, nameOf(page)));
  assemble(watched, { WATCH: 'yes' });
  for (const page of PAGES) {
    const name = nameOf(page);
    const numbers = join(watched, `${page.module}numbers.txt`);
    writeFileSync(numbers, [...(await visited(watched, page.path))].join('\n'));
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(join(raw, name))));
    writeFileSync(join(site, name.replace('.wasm', '.imports.json')), JSON.stringify(imports));
    split('divide', join(raw, name), numbers, join(site, name), join(site, name.replace('.wasm', '.rest.wasm')));
  }
  rmSync(watched, { recursive: true, force: true });
}
assemble(site, { WATCH: '' });
