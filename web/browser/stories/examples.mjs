// The examples: real situations, each decided as its first case expects.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { story } from '../story.mjs';
import { gone, sheet } from './hand/index.mjs';

const shelf = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'fixtures', 'examples');
const EXAMPLES = readdirSync(shelf).filter((name) => name.endsWith('.scenario.json')).map((name) => JSON.parse(readFileSync(join(shelf, name), 'utf8')));
const HEADLINES = { allow: /^Yes\.$/u, implicitDeny: /^No\.$/u, explicitDeny: /^No\.$/u, deny: /^No\.$/u, unknown: /^It depends\.$/u, accepted: /^Accepted\.$/u, refused: /^Refused\.$/u };
const expected = ({ cases: [first] }) => {
  const own = Array.isArray(first.expect) ? first.expect[0] : first.expect;
  return typeof own === 'string' ? own : own.decision;
};

story('there are at least 24 examples, each with a sentence on why people get it wrong', async ({ open, assert, accessible }) => {
  const page = await open();
  const examples = await sheet(page, 'Examples');
  const items = examples.getByRole('button').filter({ has: page.getByRole('paragraph') });
  await items.first().waitFor();
  assert.ok((await items.count()) >= 24, `only ${await items.count()}`);
  for (const words of await items.getByRole('paragraph').allTextContents()) assert.ok(words.length > 60, words);
  await accessible(page);
  const search = examples.getByRole('searchbox', { name: 'Search the examples' });
  const other = items.filter({ hasNotText: /kms/iu }).first();
  await other.waitFor();
  await search.fill('kms');
  await gone(other);
  await items.first().waitFor();
  await search.fill('zzzzzz');
  await gone(items.first());
});

// In parts, so that they are opened side by side.
const PARTS = 4;
for (let part = 0; part < PARTS; part += 1) {
  story(`every example opens, and its first case is decided as it says: part ${part + 1} of ${PARTS}`, async ({ open, assert }) => {
    const page = await open();
    for (const own of EXAMPLES.filter((_, at) => at % PARTS === part)) {
      const examples = await sheet(page, 'Examples');
      await examples.getByRole('button', { name: own.title }).click();
      await gone(examples);
      await page.getByRole('status').getByRole('heading', { level: 1, name: HEADLINES[expected(own)] }).waitFor();
      await page.getByRole('option', { name: own.cases[0].name, selected: true }).first().waitFor({ state: 'attached' });
      assert.equal(await page.getByRole('alert').count(), 0, own.title);
      const cases = await page.getByRole('combobox', { name: 'Case' }).getByRole('option').count();
      assert.equal(cases, own.cases.length, own.title);
      await page.getByRole('tab', { name: /^Tests (\d+) of \1$/u }).waitFor();
    }
  });
}

story('no example is wider than a phone, however long its names are', { size: 'phone' }, async ({ open, assert }) => {
  const page = await open();
  const wide = [];
  for (const own of EXAMPLES) {
    const examples = await sheet(page, 'Examples');
    await examples.getByRole('button', { name: own.title }).click();
    await gone(examples);
    await page.getByRole('option', { name: own.cases[0].name, selected: true }).first().waitFor({ state: 'attached' });
    // Not `innerWidth`: on a phone that grows with what is too wide.
    const over = (await page.evaluate(() => document.documentElement.scrollWidth)) - page.viewportSize().width;
    if (over > 0) wide.push(`${own.title}: ${over} px`);
  }
  assert.deepEqual(wide, []);
});
