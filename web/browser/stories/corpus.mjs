// The evaluator in the browser is the evaluator of the command line. NATIVE is what `iamwhy test --format json fixtures`
// printed; `cargo xtask test browser` sets it.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { story } from '../story.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Whether a policy comes from another file, which a page cannot read. */
function readsFiles(value) {
  if (value === null || typeof value !== 'object') return false;
  return typeof value.file === 'string' || Object.values(value).some(readsFiles);
}

if (process.env.NATIVE) {
  story('decides every fixture as the command line does', async ({ open, assert }) => {
    const native = JSON.parse(readFileSync(process.env.NATIVE, 'utf8')).files;
    const fixtures = native
      .map((expected) => ({ expected, text: readFileSync(join(root, expected.file), 'utf8') }))
      .filter(({ text }) => !readsFiles(JSON.parse(text)));
    assert.ok(fixtures.length > 500, `only ${fixtures.length} fixtures`);
    const page = await open();
    const answers = await page.evaluate(async (questions) => {
      const found = [];
      for (const { path, text } of questions) {
        found.push(await globalThis.iamwhy.evaluated({ kind: 'test', path, text }).catch((error) => `error: ${error.message}`));
      }
      return found;
    }, fixtures.map(({ expected, text }) => ({ path: expected.file, text })));
    const differ = fixtures.filter(({ expected }, at) => {
      const [own] = answers[at].startsWith('error: ') ? [] : JSON.parse(answers[at]).files;
      return JSON.stringify(own) !== JSON.stringify(expected);
    });
    assert.deepEqual(differ.map(({ expected }) => expected.file), []);
  });
}
