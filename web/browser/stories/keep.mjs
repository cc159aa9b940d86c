// What this browser keeps: the last scenario, those before it, the theme.
import { story } from '../story.mjs';
import { editor, gone, load, place, policy, question, ready, scenario, sheet, verdict, write } from './hand/index.mjs';

/** Waits until this browser keeps it. */
const kept = (page, words) => page.waitForFunction((own) => Object.values({ ...localStorage }).some((text) => text.includes(own)), words);

story('what was written is there again after a reload', async ({ open }) => {
  const page = await open();
  await write(page, 'policy dev-boundary', policy({ Sid: 'KeptHere', Effect: 'Allow', Action: 's3:*', Resource: '*' }));
  await verdict(page, 'Yes.');
  await kept(page, 'KeptHere');
  await page.reload();
  await verdict(page, 'Yes.');
  await place(page, /^Boundary/u);
  await ready(page);
  await editor(page).getByText('"KeptHere"').waitFor();
});

story('broken text is there again, too, beside the last good answer', async ({ open, assert }) => {
  const page = await open();
  await write(page, 'policy dev-boundary', '{ "Statement": [ { "Sid": "HalfWritten"');
  await page.getByRole('group', { name: 'Problems' }).waitFor();
  await kept(page, 'HalfWritten');
  await page.reload();
  await verdict(page, 'No.');
  await place(page, /^Boundary/u);
  await ready(page);
  await editor(page).getByText('"HalfWritten"').waitFor();
  assert.ok((await page.getByRole('group', { name: 'Problems' }).getByRole('button').count()) > 0);
});

story('the scenarios before it are within reach, and so is the first', async ({ open }) => {
  const page = await open();
  await load(page, scenario({ title: 'One of mine.' }));
  await load(page, scenario({ title: 'Two of mine.' }));
  await load(page, scenario({ title: 'Three of mine.' }));
  const examples = await sheet(page, 'Examples');
  await examples.getByText('Open before in this browser').click();
  await examples.getByRole('button', { name: 'One of mine.' }).waitFor();
  await examples.getByRole('button', { name: 'Two of mine.' }).click();
  await gone(examples);
  await page.getByRole('navigation', { name: 'Layers' }).getByRole('button', { name: 'Whole file' }).click();
  await editor(page, 'the whole scenario').getByText('"Two of mine."').waitFor();
  const share = await sheet(page, 'Share');
  await share.getByRole('button', { name: 'Start again with the first example' }).click();
  await verdict(page, 'No.');
  await question(page).getByRole('button', { name: /^role app/u }).waitFor();
});

story('two tabs do not disturb each other', async ({ open, assert }) => {
  const one = await open();
  const two = await open();
  await load(one, scenario({ title: 'In the first tab.' }));
  await kept(one, 'In the first tab.');
  await verdict(two, 'No.');
  await question(two).getByRole('combobox', { name: 'Action' }).fill('s3:GetObject');
  await verdict(two, 'Yes.');
  await question(one).getByRole('button', { name: /alice/u }).waitFor();
  assert.equal(await question(one).getByRole('button', { name: /^role app/u }).count(), 0);
  await question(two).getByRole('button', { name: /^role app/u }).waitFor();
});

story('a browser that keeps nothing loses nothing else', async ({ open, context }) => {
  await context.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError'); } });
  });
  const page = await open();
  await question(page).getByRole('combobox', { name: 'Action' }).fill('s3:GetObject');
  await verdict(page, 'Yes.');
  await load(page, scenario());
  await verdict(page, 'Yes.');
});

story('the theme that was chosen stays', { theme: 'light' }, async ({ open, assert }) => {
  const page = await open();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole('button', { name: 'Light or dark' }).click();
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.reload();
  await verdict(page, 'No.');
  assert.equal(await ground(), dark);
});
