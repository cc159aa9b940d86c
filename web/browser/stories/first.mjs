// The first look, and the first keystrokes.
import { story } from '../story.mjs';
import { answer, decided, editor, gone, layers, policy, rails, ready, tab, text, verdict, write } from './hand/index.mjs';

story('opens with a decision that surprises, and with the place that decides', async ({ open, assert }) => {
  const page = await open();
  await verdict(page, 'No.');
  await decided(page, 'implicit deny', 'permissions boundary');
  await answer(page).getByText('has no statement that allows s3:PutObject').waitFor();
  await rails(page).getByRole('button', { name: /^Boundary.*decides/u }).waitFor();
  assert.equal(await layers(page).getByRole('button', { name: /^Boundary/u }).getAttribute('aria-current'), 'true');
  await editor(page, 'policy dev-boundary').waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
});

story('what is painted first is what the page then says, in the same places', async ({ open, until, assert }) => {
  const page = await open();
  await until(page, () => !document.getElementById('first'));
  const [painted, shown] = await page.evaluate(async () => {
    const html = await (await fetch('./')).text();
    const first = new DOMParser().parseFromString(html, 'text/html').getElementById('first');
    const words = (own) => {
      const found = [];
      const walk = (node) => {
        if (node.nodeType === Node.TEXT_NODE && node.textContent.trim()) found.push(node.textContent.trim());
        if (node.localName === 'input') found.push(node.getAttribute('value') ?? node.value);
        // What can be chosen, and what is only heard, is not painted.
        if (node.localName === 'datalist' || node.classList?.contains('unseen')) return;
        if (node.localName === 'select') found.push(node.selectedOptions[0].textContent);
        else node.childNodes.forEach(walk);
      };
      walk(own);
      return found.join(' ').replaceAll(/\s+/gu, ' ');
    };
    const parts = ['.top', '.question', '.answer'];
    const live = document.querySelector('.app');
    return [first, live].map((own) => parts.map((part) => words(own.querySelector(part))));
  });
  assert.deepEqual(painted, shown);
});

story('the theme is there before anything is painted', { theme: 'dark' }, async ({ open, assert, context }) => {
  await context.addInitScript(() => {
    requestAnimationFrame(() => {
      globalThis.firstTheme = document.documentElement.dataset.theme;
    });
  });
  const page = await open();
  assert.equal(await page.evaluate(() => globalThis.firstTheme), 'dark');
});

story('nothing moves while it loads', async ({ open, assert }) => {
  const page = await open();
  await ready(page);
  await page.getByRole('button', { name: /^Apply/u }).first().waitFor();
  const shift = await page.evaluate(
    () =>
      new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
  assert.ok(shift < 0.05, `things moved by ${shift}`);
});

const put = (action) => policy({ Sid: 'Mine', Effect: 'Allow', Action: action, Resource: '*' });

story('the verdict follows each keystroke', async ({ open, assert }) => {
  const page = await open();
  await write(page, 'policy dev-boundary', put('s3:PutObjec'));
  await verdict(page, 'No.');
  // To the end of the action.
  const lines = text(put('s3:PutObjec')).split('\n');
  const line = lines.findIndex((own) => own.includes('PutObjec'));
  await page.keyboard.press('Control+Home');
  for (let at = 0; at < line; at += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('t');
  await verdict(page, 'Yes.');
  await decided(page, 'allowed', 'resource policy');
  await page.getByRole('tab', { name: /Tests 1 of 3/u }).waitFor();
  await page.keyboard.press('Backspace');
  await verdict(page, 'No.');
  assert.equal(await page.getByRole('alert').count(), 0);
});

story('broken text keeps the last good answer, says so, and names the place', async ({ open, assert, accessible }) => {
  const page = await open();
  const whole = text(put('s3:PutObject'));
  await write(page, 'policy dev-boundary', whole);
  await verdict(page, 'Yes.');
  const broken = whole.replace('"Effect": "Allow",', '"Effect": "Allow"');
  const line = whole.split('\n').findIndex((own) => own.includes('"Action"')) + 1;
  await write(page, 'policy dev-boundary', broken);
  const stale = answer(page).getByText('the last good answer');
  await stale.waitFor();
  await verdict(page, 'Yes.');
  await page.getByRole('alert').getByText(new RegExp(`line ${line}, column \\d+`, 'u')).waitFor();
  await page.getByRole('group', { name: 'Problems' }).getByRole('button', { name: new RegExp(`^line ${line}`, 'u') }).waitFor();
  // The rest of the page goes on: another case, another tab.
  await page.getByRole('combobox', { name: 'Case' }).selectOption('without TLS nothing goes');
  await verdict(page, 'No.');
  await stale.waitFor();
  await tab(page, 'Trace');
  await accessible(page);
  await write(page, /^policy/u, whole);
  await gone(stale);
  await gone(page.getByRole('alert'));
  assert.equal(await page.getByRole('group', { name: 'Problems' }).count(), 0);
});

story('pressing what is wrong goes to the place in the text', async ({ open, until }) => {
  const page = await open();
  const filler = Array.from({ length: 120 }, (_, at) => ({ Sid: `S${at}`, Effect: 'Allow', Action: 'ec2:*', Resource: '*' }));
  await write(page, 'policy dev-boundary', text(policy(...filler)).replace('"Sid": "S60"', '"Sid" "S60"'));
  await page.keyboard.press('Control+Home');
  await page.getByRole('group', { name: 'Problems' }).getByRole('button').first().click();
  const place = editor(page, 'policy dev-boundary').getByText(/S60/u).last();
  await place.waitFor();
  const seen = (own) => own.getBoundingClientRect().top > 0 && own.getBoundingClientRect().bottom < innerHeight;
  await until(page, seen, await place.elementHandle());
});

story('a screen reader hears the verdict, whole, when it changes and only then', async ({ open, assert }) => {
  const page = await open();
  const status = page.getByRole('status');
  assert.equal(await status.count(), 1);
  await page.evaluate(() => {
    const region = document.querySelector('[role=status]');
    globalThis.heard = [];
    new MutationObserver(() => globalThis.heard.push(region.textContent)).observe(region, { childList: true, subtree: true, characterData: true });
  });
  await page.getByRole('combobox', { name: 'Case' }).selectOption('app reads a log');
  await verdict(page, 'Yes.');
  const heard = await page.evaluate(() => globalThis.heard);
  assert.ok(heard.some((own) => own.includes('Yes.')), heard.join('; '));
  const before = heard.length;
  // The same verdict again says nothing again.
  await tab(page, 'Trace');
  assert.equal(await page.evaluate(() => globalThis.heard.length), before);
});
