// Every screen in every size and theme: accessible, nothing cut off, nothing wider than the screen.
import { story } from '../story.mjs';
import { answer, editor, gone, layers, load, policy, ready, scenario, sheet, tab, verdict, write } from './hand/index.mjs';

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

const top = (page) => page.getByRole('region', { name: 'Why' }).evaluate((own) => own.getBoundingClientRect().top);

story('a text that cannot be read yet moves nothing below the answer', async ({ open, assert }) => {
  const page = await open();
  await ready(page);
  const before = await top(page);
  await write(page, 'policy dev-boundary', '{ "Version": ');
  await answer(page).getByText('the last good answer').waitFor();
  await answer(page).getByRole('alert').waitFor();
  assert.equal(await top(page), before);
});

story('a letter typed and taken back moves nothing below the answer', async ({ open, assert, until }) => {
  const page = await open();
  await ready(page);
  const action = page.getByRole('combobox', { name: 'Action' });
  await action.focus();
  await page.keyboard.press('End');
  const foot = () => page.getByRole('contentinfo').evaluate((own) => own.getBoundingClientRect().top);
  const [before, last] = [await top(page), await foot()];
  await action.fill('s3:GetObject');
  await verdict(page, 'Yes.');
  await until(page, () => !document.querySelector('.foot code'));
  assert.equal(await top(page), before);
  assert.equal(await foot(), last);
});

story('forty policies in one place leave room for the editor, and the one that is open is seen', async ({ open, assert }) => {
  const page = await open();
  const names = Array.from({ length: 40 }, (_, at) => `policy-number-${at}-of-a-team-with-a-long-name`);
  const own = (at) => policy({ Sid: `S${at}`, Effect: 'Allow', Action: at === 30 ? 's3:GetObject' : 's3:PutObject', Resource: '*' });
  const principals = { alice: { user: 'arn:aws:iam::111122223333:user/alice', policies: names } };
  await load(page, scenario({ policies: Object.fromEntries(names.map((name, at) => [name, own(at)])), principals }));
  const opened = page.getByRole('group', { name: 'Policies' }).getByRole('button', { pressed: true });
  await page.getByRole('button', { name: names[30], pressed: true }).waitFor();
  const list = await page.getByRole('group', { name: 'Policies' }).boundingBox();
  const box = await opened.boundingBox();
  assert.ok(list.y <= box.y && box.y + box.height <= list.y + list.height + 1, 'the open policy is out of sight');
  const text = await editor(page).boundingBox();
  assert.ok(text.y < 600, `the editor begins at ${text.y}`);
});

story('on a phone the trace is read in lines, not in letters', { size: 'phone' }, async ({ open, assert }) => {
  const page = await open();
  await tab(page, 'Trace');
  const because = page.getByText('it depends on aws:RequestedRegion');
  await because.waitFor();
  const { width } = await because.boundingBox();
  assert.ok(width > 200, `${width} px for a sentence`);
});

story('on a phone a sheet rises from the bottom; on a large screen it stays where it is while one types', async ({ open, assert }) => {
  const page = await open();
  const box = async () => page.getByRole('dialog').boundingBox();
  await page.keyboard.press('Control+k');
  const before = await box();
  await page.getByRole('dialog').getByRole('textbox').fill('trace');
  await page.getByRole('dialog').getByRole('button', { name: /^Show the trace/u }).waitFor();
  assert.equal((await box()).y, before.y);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  await sheet(page, 'Share');
  const own = await box();
  assert.deepEqual([own.x, own.width, Math.round(own.y + own.height)], [0, 390, 844]);
});
