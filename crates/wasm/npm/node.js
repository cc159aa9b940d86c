// Node: the module lies beside this file and is read at once, so that nothing has to be awaited.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { initSync } from './iamwhy.js';
import { Scene, wanted } from './core.js';

initSync({ module: readFileSync(new URL('./iamwhy_bg.wasm', import.meta.url)) });

export * from './core.js';

/** Reads a scenario file, and the files that it names beside it. */
export function readScene(path) {
  const text = readFileSync(path, 'utf8');
  const files = {};
  for (const name of wanted(text, { file: path })) {
    try {
      files[name] = readFileSync(join(dirname(path), name), 'utf8');
    } catch {
      // The scene says which file it misses, and where it is named.
    }
  }
  return new Scene(text, { file: path, files });
}
