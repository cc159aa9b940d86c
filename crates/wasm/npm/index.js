// Browsers and bundlers: the module is fetched from beside this file before anything is exported.
import init from './iamwhy.js';

await init();

export * from './core.js';

/** Only node reads files. */
export function readScene(path) {
  throw new Error(`\`${path}\` cannot be read here: give its text to \`new Scene(text, { files })\``);
}
