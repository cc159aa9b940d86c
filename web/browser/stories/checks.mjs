// What the checks find: under the text, in a list, with fixes.
import { story } from '../story.mjs';
import { editor, gone, load, place, policy, ready, scenario, tab, verdict } from './hand/index.mjs';

const read = (...statements) => scenario({ policies: { read: policy(...statements) } });
const MISTAKES = read(
  { Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
  { Sid: 'Typo', Effect: 'allow', Action: 's3:PutObjct', Resource: '*' },
);
const list = (page) => page.getByRole('tabpanel', { name: /^Checks/u });
const found = (page, code) => list(page).getByRole('listitem').filter({ hasText: code });

async function opened(open) {
  const page = await open();
  await load(page, MISTAKES);
  await tab(page, /^Checks/u);
  await found(page, 'INVALID_ACTION').waitFor();
  return page;
}

story('findings stand under the text, and say what they are', async ({ open, assert }) => {
  const page = await opened(open);
  await place(page, /^Identity/u);
  await ready(page);
  await editor(page).getByText('s3:PutObjct').hover();
  const words = page.getByText(/error INVALID_ACTION/u);
  await words.waitFor();
  const shape = await editor(page).locator('.cm-check').first().evaluate((own) => getComputedStyle(own).textDecorationStyle);
  assert.equal(shape, 'wavy');
});

story('the list says how many, why, and goes to the place', async ({ open, assert, accessible, picture }) => {
  const page = await opened(open);
  await page.getByText(/^checks: \d+ errors?.* in 1 policy$/u).waitFor();
  await found(page, 'INVALID_ACTION').getByText('Why it matters').click();
  await found(page, 'INVALID_ACTION').getByRole('link', { name: /INVALID_ACTION/u }).waitFor();
  await list(page).getByText('What AWS says when these are saved').waitFor();
  await accessible(page);
  await picture(page, 'checks');
  await place(page, 'Whole file');
  await found(page, 'INVALID_ACTION').getByRole('button', { name: /INVALID_ACTION/u }).focus();
  await page.keyboard.press('Enter');
  await editor(page, 'policy read').waitFor();
  assert.match(await page.getByRole('tab', { name: /^Checks/u }).textContent(), /\d/u);
});

story('a fix is one step, and undo takes it back', async ({ open, assert }) => {
  const page = await opened(open);
  await place(page, /^Identity/u);
  await ready(page);
  await found(page, 'INVALID_EFFECT').getByRole('button', { name: /^Mend/u }).click();
  await found(page, 'INVALID_EFFECT').waitFor({ state: 'hidden' });
  assert.match(await editor(page).textContent(), /"Effect": "Allow",\s*"Action": "s3:PutObjct"/u);
  await editor(page).blur();
  await page.keyboard.press('Control+z');
  await found(page, 'INVALID_EFFECT').waitFor();
});

story('a sound policy has no findings, and the verdict never waits', async ({ open, server, assert }) => {
  const page = await open();
  await load(page, read({ Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-reports/*' }));
  await verdict(page, 'Yes.');
  await tab(page, /^Checks/u);
  await list(page).getByText('Nothing found in 1 policy').waitFor();
  const own = server.asked.filter((path) => /^\/(check|catalogue)/u.test(path)).map((path) => path.replace(/-[0-9a-f]{12}\./u, '.'));
  assert.deepEqual(own.sort(), ['/catalogue.bin', '/checker.js', '/checks.js', '/checks.wasm']);
});

story('a catalogue that could not be loaded is asked for again', async ({ open, context, assert }) => {
  // Nothing else asks for it.
  await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
  let asked = 0;
  await context.route(/\/catalogue-/u, (route) => {
    asked += 1;
    return asked === 1 ? route.fulfill({ status: 204, body: '' }) : route.continue();
  });
  await opened(open);
  assert.equal(asked, 2);
});

story('the checks on a phone in the dark', { size: 'phone', theme: 'dark' }, async ({ open, accessible, picture, assert }) => {
  const page = await opened(open);
  await accessible(page);
  await picture(page, 'checks-phone-dark');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(wide, false);
});

/** Puts the cursor behind a piece of the text. */
async function behind(page, piece) {
  const text = (await editor(page).innerText()).split('\n');
  const line = text.findIndex((own) => own.includes(piece));
  await editor(page).focus();
  await page.keyboard.press('Control+Home');
  for (let at = 0; at < line; at += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  const column = text[line].indexOf(piece) + piece.length;
  const indent = text[line].search(/\S/u);
  for (let at = indent; at < column; at += 1) await page.keyboard.press('ArrowRight');
}

async function writing(open) {
  const page = await open();
  await load(page, read({ Sid: 'Read', Effect: 'Allow', Action: ['s3:ListBucket', 'dynamodb:Get*'], Resource: 'arn:aws:s3:::acme-reports', Condition: { StringLike: { 's3:p': '1' } } }));
  await place(page, /^Identity/u);
  await ready(page);
  await page.getByRole('tab', { name: /^Checks \d/u }).waitFor();
  return page;
}

story('completes every action of AWS, with its access level and what it is for', async ({ open, server, assert, accessible }) => {
  const page = await writing(open);
  await behind(page, 's3:ListBucket');
  await page.keyboard.type('M');
  const option = page.getByRole('option', { name: /^s3:ListBucketMultipartUploads/u });
  await option.filter({ hasText: 'List' }).waitFor();
  await page.getByText(/^s3:ListBucketMultipartUploads · List · Amazon S3\nGrants permission to/u).waitFor();
  await accessible(page);
  await option.click();
  await editor(page).getByText('s3:ListBucketMultipartUploads').waitFor();
  const read = server.asked.filter((path) => path.includes('/about-'));
  assert.ok(read.length === 1 && /^\/about-s3-[0-9a-f]{12}\.txt$/u.test(read[0]), read.join(' '));
});

story('completes the condition keys that the action is sent first', async ({ open, assert }) => {
  const page = await writing(open);
  await behind(page, 's3:p');
  await page.keyboard.type('r');
  const option = page.getByRole('option', { name: /^s3:prefix/u });
  await option.filter({ hasText: 'sent with this action' }).waitFor();
  await option.click();
  await gone(page.getByRole('listbox'));
  await editor(page).getByText('s3:prefix').waitFor();
});

story('pointing at a word says what AWS says of it, and at a wildcard what it matches', async ({ open }) => {
  const page = await writing(open);
  await editor(page).getByText('dynamodb:Get').hover();
  await page.getByText(/^dynamodb:Get\* matches \d+ actions: dynamodb:Get/u).waitFor();
  await page.mouse.move(0, 0);
  await editor(page).getByText('arn:aws:s3:::acme-reports').hover();
  await page.getByText(/^bucket of Amazon S3: arn:/u).waitFor();
});

story('a finding opens the request that shows it', async ({ open }) => {
  const page = await open();
  await load(page, read({ Sid: 'Read', Effect: 'Allow', Action: ['s3:ListBucket', 's3:GetObject'], Resource: 'arn:aws:s3:::acme-reports/*' }));
  await verdict(page, 'Yes.');
  await tab(page, /^Checks/u);
  await found(page, 'BUCKET_VS_OBJECT_ARN').getByRole('button', { name: /^Open the request that shows/u }).click();
  await verdict(page, 'No.');
});

story('an action that AWS does not have is said beside the answer, and mended there', async ({ open, assert, accessible }) => {
  const page = await open();
  await load(page, scenario());
  const action = page.getByRole('combobox', { name: 'Action', exact: true });
  await action.fill('s3:HeadObject');
  const answer = page.getByRole('region', { name: 'The answer' });
  await answer.getByText('is not in the catalogue').waitFor();
  await accessible(page);
  await answer.getByRole('button', { name: 'Mend: write `s3:GetObject`' }).click();
  await answer.getByText('is not in the catalogue').waitFor({ state: 'detached' });
  assert.equal(await action.inputValue(), 's3:GetObject');
});

story('fast keys in a word of the question stay as they were typed', async ({ open, assert }) => {
  const page = await open();
  await load(page, scenario());
  const action = page.getByRole('combobox', { name: 'Action', exact: true });
  await action.fill('s3:GetObject');
  await action.press('End');
  await page.keyboard.type('lambda:Inv');
  await page.getByText('cannot be read yet').first().waitFor();
  await page.waitForTimeout(600);
  assert.equal(await action.inputValue(), 's3:GetObjectlambda:Inv');
});
