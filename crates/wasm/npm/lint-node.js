// Node: the module lies beside this file and is read at once, so that nothing has to be awaited.
import { readFileSync } from 'node:fs';
import { initSync } from './iamwhy_lint.js';

initSync({ module: readFileSync(new URL('./iamwhy_lint_bg.wasm', import.meta.url)) });

export * from './lint-core.js';
