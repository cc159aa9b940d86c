// Bundles the editor into one module, `dist/release/editor.js` or `dist/debug/editor.js`; does nothing while its sources are the same. Trunk runs it.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { install } from './install.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const at = (...parts) => join(folder, ...parts);
const profile = process.env.TRUNK_PROFILE === 'debug' ? 'debug' : 'release';
const made = at('dist', profile, 'editor.js');
const stamp = at('dist', profile, 'made-of');

/** A hash over what the files are called and what is in them. */
function hashOf(paths) {
  const hash = createHash('sha256').update(`node ${process.versions.node.split('.')[0]}`);
  for (const path of paths) hash.update(path).update('\0').update(readFileSync(at(path))).update('\0');
  return hash.digest('hex');
}

/** CodeMirror takes its style module from us: see `src/sheets.js`. */
function setup(build) {
  build.onResolve({ filter: /^style-mod$/ }, ({ importer }) =>
    importer.endsWith('sheets.js') ? undefined : { path: at('src', 'sheets.js') },
  );
}

install(folder, "CodeMirror and esbuild, which make the page's editor");
const sources = readdirSync(at('src')).sort().map((name) => `src/${name}`);
const wanted = hashOf(['build.mjs', 'package-lock.json', ...sources]);
if (!existsSync(made) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [at('src', 'editor.js')],
    outfile: made,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: profile === 'release',
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [{ name: 'sheets', setup }],
  });
  writeFileSync(stamp, wanted);
}
