// Everything by keyboard.
import { story } from '../story.mjs';
import { answer, editor, gone, layers, load, paste, question, ready, scenario } from './hand/index.mjs';

story('the palette finds every command by its words', async ({ open, accessible, assert }) => {
  const page = await open();
  let box = await paste(page, 'trace');
  await accessible(page);
  await box.getByRole('group', { name: 'Commands' }).getByRole('button', { name: /^Show the trace/u }).click();
  await gone(box);
  await page.getByRole('tab', { name: 'Trace', selected: true }).waitFor();
  box = await paste(page, 'pin baseline');
  await box.getByRole('button', { name: /^Pin this as the baseline/u }).click();
  await page.getByRole('tab', { name: 'Changes', selected: true }).waitFor();
  await page.getByRole('button', { name: 'Unpin' }).waitFor();
  box = await paste(page, 'whole scenario file');
  await box.getByRole('button', { name: /^Edit the whole scenario file/u }).click();
  await editor(page, 'the whole scenario').waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
});

story('the palette offers only what can be done', async ({ open, assert }) => {
  const page = await open();
  const box = await paste(page, 'e');
  const offered = await box.getByRole('group', { name: 'Commands' }).getByRole('button').allTextContents();
  for (const nothing of [/^Forget the baseline/u, /^Make it again/u]) {
    assert.ok(!offered.some((own) => nothing.test(own)), `${nothing} is offered`);
  }
});

story('the first command is run by Enter', async ({ open }) => {
  const page = await open();
  await paste(page, 'show the trace');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Trace', selected: true }).waitFor();
});

story('? shows every key, named as keyboards name it', async ({ open, accessible, assert }) => {
  const page = await open();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys, and what the signs mean' });
  await help.waitFor();
  await accessible(page);
  const keys = await help.getByRole('row').allTextContents();
  assert.ok(keys.length > 15, keys.join('; '));
  assert.ok(keys.every((own) => !own.includes('Mod+')), keys.find((own) => own.includes('Mod+')));
  assert.ok(keys.some((own) => own.includes('F8')));
  await page.keyboard.press('Escape');
  await gone(help);
});

const KEYS = [
  ['Alt+t', (page) => page.getByRole('tab', { name: 'Trace', selected: true })],
  ['Alt+q', (page) => page.getByRole('tab', { name: /^Tests/u, selected: true })],
  ['Alt+l', (page) => page.getByRole('tab', { name: /^Checks/u, selected: true })],
  ['Alt+f', (page) => page.getByRole('tab', { name: /^What would flip it/u, selected: true })],
  ['Alt+b', (page) => page.getByRole('tab', { name: 'Changes', selected: true })],
  ['Alt+0', (page) => page.getByRole('heading', { name: 'The whole scenario' })],
  ['Alt+c', (page) => page.getByRole('heading', { name: 'Context of this request' })],
  ['Alt+1', (page) => page.getByRole('group', { name: 'Levels' })],
  ['Alt+ArrowDown', (page) => page.getByRole('heading', { level: 1, name: 'Yes.', exact: true })],
  ['Alt+ArrowUp', (page) => page.getByRole('heading', { level: 1, name: 'No.', exact: true })],
  ['Control+Enter', (page) => page.getByRole('tab', { name: 'Tests 4 of 4' })],
  ['Alt+e', (page) => page.getByRole('dialog', { name: 'Real situations, decided' })],
];
story('the keys of the overview do what it says', async ({ open }) => {
  const page = await open();
  await page.getByRole('tab', { name: 'Tests 3 of 3' }).waitFor();
  for (const [keys, seen] of KEYS) {
    await page.keyboard.press(keys);
    await seen(page).waitFor();
  }
});

story('who shuts a sheet can open the next one at once', async ({ open, assert }) => {
  const page = await open();
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('dialog', { name: 'Share and keep' }).waitFor();
  // Both keys before the page has had a turn.
  await Promise.all([page.keyboard.press('Escape'), page.keyboard.press('Control+k')]);
  await page.getByRole('dialog', { name: 'Paste anything' }).getByRole('textbox').fill('still here');
  assert.equal(await page.getByRole('dialog').count(), 1);
});

story('the keys work while one writes in the editor, too', async ({ open }) => {
  const page = await open();
  await ready(page);
  await editor(page).focus();
  const coming = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  await coming;
  await page.keyboard.press('Control+Enter');
  await page.getByRole('tab', { name: 'Tests 4 of 4' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Paste anything' }).waitFor();
});

story('a letter typed into a field is a letter, not a command', async ({ open, assert }) => {
  const page = await open();
  const action = question(page).getByRole('combobox', { name: 'Action' });
  await action.focus();
  await page.keyboard.press('End');
  await page.keyboard.type('?');
  assert.equal(await action.inputValue(), 's3:PutObject?');
  assert.equal(await page.getByRole('dialog').count(), 0);
});

story('by the Tab key one comes everywhere, and the way to the answer is short', async ({ open, assert }) => {
  const page = await open();
  await ready(page);
  await page.keyboard.press('Tab');
  await page.getByRole('link', { name: 'Skip to the answer' }).waitFor();
  await page.keyboard.press('Enter');
  assert.equal(await answer(page).evaluate((own) => own === document.activeElement), true);
  // Every thing that can be pressed is reached, and shows that it has the focus.
  const reached = new Set();
  for (let at = 0; at < 60; at += 1) {
    await page.keyboard.press('Tab');
    const own = await page.evaluate(() => {
      const { activeElement: now } = document;
      const style = getComputedStyle(now);
      const seen = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || now.closest('.cm-editor') !== null || now === document.body;
      return { name: `${now.tagName} ${now.getAttribute('aria-label') ?? now.textContent.slice(0, 30)}`, seen };
    });
    assert.ok(own.seen, `${own.name} does not show that it has the focus`);
    reached.add(own.name);
  }
  for (const words of ['Boundary', 'Apply', 'What would flip it', 'policy dev-boundary']) {
    assert.ok([...reached].some((own) => own.includes(words)), `${words} is not among ${[...reached].join('; ')}`);
  }
});

story('arrow keys walk from tab to tab', async ({ open }) => {
  const page = await open();
  await page.getByRole('tab', { name: /^What would flip it/u }).focus();
  for (const name of ['Trace', /^Tests/u, /^Checks/u, 'Changes', 'AWS view', 'Reference', /^What would flip it/u]) {
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tab', { name, selected: true }).waitFor();
  }
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('tab', { name: 'Reference', selected: true }).waitFor();
});

story('what a menu did leaves the focus where one was', async ({ open, until }) => {
  const page = await open();
  await load(page, scenario());
  await layers(page).getByRole('button', { name: /^Identity/u }).click();
  await page.getByRole('button', { name: 'What to do here' }).focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('dialog', { name: 'What to do here' });
  // Nothing changes by it; the menu closes all the same.
  await menu.getByRole('button', { name: 'Format' }).focus();
  await page.keyboard.press('Enter');
  await gone(menu);
  await until(page, () => document.activeElement !== document.body);
  await page.getByRole('button', { name: 'What to do here' }).focus();
  await page.keyboard.press('Enter');
  await menu.getByRole('button', { name: 'Duplicate' }).focus();
  await page.keyboard.press('Enter');
  await gone(menu);
  await page.getByRole('group', { name: 'Policies' }).waitFor();
  await until(page, () => document.activeElement !== document.body);
});

story('what had the focus and is gone leaves it near by', async ({ open, until }) => {
  const page = await open();
  await ready(page);
  const examples = page.getByRole('navigation', { name: 'page' }).getByRole('button', { name: 'Examples' });
  await examples.focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: /MFA/u }).first().focus();
  await page.keyboard.press('Enter');
  await gone(sheet);
  await until(page, () => document.activeElement.textContent === 'Examples');
  const action = question(page).getByRole('combobox', { name: 'Action' });
  await action.focus();
  await paste(page, 'show the trace');
  await page.keyboard.press('Enter');
  await until(page, () => document.activeElement.id === 'slot-action');
});

story('by keys alone: a flip is applied and undone, and the focus stays', async ({ open, until }) => {
  const page = await open();
  const apply = page.getByRole('button', { name: /^Apply/u }).first();
  await apply.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Yes.', exact: true }).waitFor();
  await until(page, () => document.activeElement.id === 'tab-flips');
  await page.keyboard.press('Control+z');
  await page.getByRole('heading', { level: 1, name: 'No.', exact: true }).waitFor();
  await layers(page).getByRole('button', { name: /^Identity/u }).click();
  await page.getByRole('button', { name: 'Add a policy here' }).focus();
  await page.keyboard.press('Enter');
  await editor(page).waitFor();
  await until(page, () => document.activeElement.id === 'place-menu');
});
