// Every screen in every size and theme: accessible, nothing cut off, nothing wider than the screen.
import { story } from '../story.mjs';
import { answer, editor, gone, layers, ready, sheet, tab, verdict } from './hand/index.mjs';

/** Everything that is wrong on many screens, told at once. */
const collector = (accessible, assert) => {
  const wrong = [];
  return {
    async look(page, where, below) {
      await accessible(page, below).catch((error) => wrong.push(`${where}: ${error.actual ?? error}`));
      await fits(page, assert, where).catch((error) => wrong.push(error.message));
    },
    tell: () => assert.deepEqual(wrong, []),
  };
};

const fits = async (page, assert, where) => {
  // Not `innerWidth`: on a phone that grows with what is too wide.
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  const screen = page.viewportSize().width;
  assert.ok(wide <= screen, `${where}: ${wide} px wide on a screen of ${screen}`);
};

for (const size of ['wide', 'tablet', 'phone']) {
  for (const theme of ['light', 'dark']) {
    story(`every tab and place is accessible and fits: ${size}, ${theme}`, { size, theme }, async ({ open, accessible, assert, picture }) => {
      const page = await open();
      await ready(page);
      await page.getByRole('button', { name: /^Apply/u }).first().waitFor();
      await picture(page, `${size}-${theme}`);
      const { look, tell } = collector(accessible, assert);
      await look(page, 'open');
      for (const name of ['Trace', /^Tests/u, 'Changes', 'AWS view', 'Reference']) {
        await tab(page, name);
        await look(page, String(name), '[role=tabpanel]');
      }
      for (const name of [/^SCP/u, /^Identity/u, 'Context', 'Caller', 'Organization', 'Whole file']) {
        await layers(page).getByRole('button', { name }).click();
        await look(page, String(name), '[aria-label="What goes in"]');
      }
      for (const name of ['app reads a log', 'without TLS nothing goes']) {
        await page.getByRole('combobox', { name: 'Case' }).selectOption(name);
        await look(page, name);
      }
      tell();
    });

    story(`every sheet is accessible and fits: ${size}, ${theme}`, { size, theme }, async ({ open, accessible, assert, picture }) => {
      const page = await open();
      for (const name of ['Examples', 'Share']) {
        const own = await sheet(page, name);
        await own.getByRole('button', { name: 'Close', exact: true }).waitFor();
        await picture(page, `${size}-${theme}-${name.toLowerCase()}`);
        await accessible(page);
        await fits(page, assert, name);
        const box = await own.boundingBox();
        assert.ok(box.width <= page.viewportSize().width && box.height <= page.viewportSize().height, name);
        await page.keyboard.press('Escape');
        await gone(own);
      }
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: /^Keys/u }).waitFor();
      await accessible(page);
      await fits(page, assert, 'help');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog', { name: 'Paste anything' }).waitFor();
      await accessible(page);
      await fits(page, assert, 'paste');
    });
  }
}

story('on a phone the verdict and its sentence are seen at once, and all can be pressed', { size: 'phone' }, async ({ open, assert }) => {
  const page = await open();
  await verdict(page, 'No.');
  const sentence = await answer(page).getByText('has no statement that allows').boundingBox();
  assert.ok(sentence.y + sentence.height < page.viewportSize().height, `the sentence ends at ${sentence.y + sentence.height}`);
  await page.getByRole('figure').getByRole('button', { name: /^Bucket policy/u }).tap();
  await editor(page, 'policy LogsPolicy').waitFor();
  const small = await page.getByRole('button').evaluateAll((all) =>
    all
      .map((own) => ({ name: own.getAttribute('aria-label') ?? own.textContent.trim(), box: own.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 24 || box.width < 24))
      .map(({ name, box }) => `${name}: ${Math.round(box.width)} × ${Math.round(box.height)}`),
  );
  // WCAG 2.5.8, but for what stands in a line of text.
  assert.deepEqual(small.filter((own) => !/: (would|this|says|matches)/u.test(own)), []);
});

story('with reduced motion nothing moves', { motion: 'reduce' }, async ({ open, assert }) => {
  const page = await open();
  await page.getByRole('combobox', { name: 'Case' }).selectOption('app reads a log');
  await verdict(page, 'Yes.');
  const moving = await page.evaluate(() => document.getAnimations().filter((own) => own.playState === 'running' && own.effect.getComputedTiming().activeDuration > 20).length);
  assert.equal(moving, 0);
});

story('what the colours say is said in words and signs, too', async ({ open, assert }) => {
  const page = await open();
  const gates = await page.getByRole('figure').getByRole('button').all();
  for (const gate of gates) assert.match((await gate.getAttribute('aria-label')) ?? (await gate.textContent()), /allows?|denies|no impact|not known|does not allow|none/u);
  await page.getByRole('tab', { name: /^Tests/u }).click();
  await page.getByRole('cell', { name: 'passed' }).first().waitFor();
});
