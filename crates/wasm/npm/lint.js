// Browsers and bundlers: the module is fetched from beside this file before anything is exported.
import init from './iamwhy_lint.js';

await init();

export * from './lint-core.js';
