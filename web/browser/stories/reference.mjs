// The quick reference beside the editor.
import { story } from '../story.mjs';
import { editor, gone, load, paste, place, ready, scenario, tab } from './hand/index.mjs';

const look = (panel) => panel.getByRole('searchbox', { name: 'Search the reference' });

story('the reference is loaded when somebody asks for it, and found by any of its words', async ({ open, accessible, assert, server }) => {
  const page = await open();
  const asked = () => server.asked.filter((path) => path.includes('reference-')).length;
  await ready(page);
  const panel = await tab(page, 'Reference');
  const entries = panel.getByRole('heading', { level: 4 });
  await entries.first().waitFor();
  assert.ok(asked() >= 1);
  assert.ok((await entries.count()) >= 40, `only ${await entries.count()}`);
  for (const group of ['Elements', 'Operators', 'Missing keys and lists', 'Wildcards and variables', 'Layers and how they combine']) {
    await panel.getByRole('heading', { level: 3, name: group, exact: true }).waitFor();
  }
  await accessible(page);
  for (const [words, name] of [['ifexists', 'IfExists'], ['COND-20', 'ForAllValues'], ['scps of the one', 'Across accounts'], ['${aws:username}', '${key}']]) {
    await look(panel).fill(words);
    await panel.getByRole('heading', { level: 4, name, exact: true }).waitFor();
    await gone(panel.getByRole('heading', { level: 4, name: 'BinaryEquals' }));
  }
  await look(panel).fill('zzzzzz');
  await panel.getByText('Nothing here is called so.').waitFor();
});

story('the reference is opened by a key and from the palette, ready to be searched', async ({ open, assert }) => {
  const page = await open();
  await page.keyboard.press('Alt+h');
  await page.getByRole('tab', { name: 'Reference', selected: true }).waitFor();
  await page.getByRole('searchbox', { name: 'Search the reference', exact: true }).waitFor();
  await page.waitForFunction(() => document.activeElement?.type === 'search');
  await page.keyboard.type('NotPrincipal');
  const panel = page.getByRole('tabpanel', { name: 'Reference' });
  await panel.getByRole('heading', { level: 4, name: 'NotPrincipal', exact: true }).waitFor();
  await tab(page, 'Trace');
  const box = await paste(page, 'look up');
  await box.getByRole('button', { name: /^Look up an element/u }).click();
  await page.getByRole('tab', { name: 'Reference', selected: true }).waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
});

story('an example of the reference is written where the cursor is, as one step for undo', async ({ open, assert }) => {
  const page = await open();
  await load(page, scenario({ policies: {}, principals: { alice: { user: 'arn:aws:iam::111122223333:user/alice', policies: [{ Version: '2012-10-17', Statement: [] }] } } }));
  await place(page, /^Identity/u);
  await ready(page);
  const box = editor(page);
  const before = await box.innerText();
  await box.focus();
  await page.keyboard.press('Control+Home');
  for (let line = 0; line < 2; line += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  const panel = await tab(page, 'Reference');
  await look(panel).fill('identity policies');
  await panel.getByRole('button', { name: 'Insert the example of Identity policies' }).click();
  await page.getByRole('status').getByRole('heading', { level: 1, name: 'No.' }).waitFor();
  assert.match(await box.innerText(), /\[\{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::my-bucket\/\*" \}\]/u);
  await page.keyboard.press('Control+z');
  await page.waitForFunction(([own, text]) => own.innerText === text, [await box.elementHandle(), before]);
});

story('where nothing can be written in, an example of the reference is copied', async ({ open }) => {
  const page = await open();
  await place(page, 'Context');
  const panel = await tab(page, 'Reference');
  await look(panel).fill('bool');
  await panel.getByRole('button', { name: 'Insert the example of Bool' }).click();
  await page.getByText('copied', { exact: true }).waitFor();
});

story('an entry of the reference leads to the trap that teaches it', async ({ open }) => {
  const page = await open();
  const panel = await tab(page, 'Reference');
  await look(panel).fill('StringEquals, StringNotEquals');
  await panel.getByRole('link', { name: /a trap about StringEquals/u }).click();
  await page.waitForURL(/practice\.html#trap=67$/u);
  await page.getByRole('heading', { level: 1 }).waitFor();
});

for (const size of ['wide', 'phone']) {
  for (const theme of ['light', 'dark']) {
    story(`the reference is accessible and fits: ${size}, ${theme}`, { size, theme }, async ({ open, accessible, assert, picture }) => {
      const page = await open();
      const panel = await tab(page, 'Reference');
      await panel.getByRole('heading', { level: 4 }).first().waitFor();
      await accessible(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= page.viewportSize().width, `${wide} px wide`);
      await picture(page, `${size}-${theme}-reference`);
    });
  }
}
