// The editor: marks, notes, completion, undo, search.
import { story } from '../story.mjs';
import { editor, gone, place, policy, ready, scenario, load, text, verdict, write } from './hand/index.mjs';

const marks = (page) => page.getByRole('group', { name: 'statements' });

story('a mark beside each statement says what became of it', async ({ open }) => {
  const page = await open();
  await ready(page);
  await marks(page).getByRole('button', { name: 'ReadLogs: would allow but for its Action' }).waitFor();
  await marks(page).getByRole('button', { name: /^NoIam: says nothing about this request/u }).waitFor();
  await place(page, /^Bucket policy/u);
  await page.getByRole('combobox', { name: 'Case' }).selectOption('app reads a log');
  await marks(page).getByRole('button', { name: 'App: this Allow decided' }).waitFor();
  await marks(page).getByRole('button', { name: 'TlsOnly: would deny but for its Bool aws:SecureTransport' }).waitFor();
  await page.getByRole('combobox', { name: 'Case' }).selectOption('without TLS nothing goes');
  await marks(page).getByRole('button', { name: 'TlsOnly: this Deny decided' }).waitFor();
});

story('a mark says what hangs on the unknown, and what is not needed', async ({ open }) => {
  const page = await open();
  await load(page, scenario({
    policies: {
      read: policy(
        { Sid: 'One', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
        { Sid: 'Two', Effect: 'Allow', Action: 's3:*', Resource: '*' },
        { Sid: 'Maybe', Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:UserAgent': 'bad' } } },
      ),
    },
  }));
  await verdict(page, 'It depends.');
  await ready(page);
  await marks(page).getByRole('button', { name: 'Maybe: would deny, if what is not known fits' }).waitFor();
  await marks(page).getByRole('button', { name: /^(One|Two): matches, but the answer would be the same without it/u }).first().waitFor();
});

story('pointing at an element that failed says why, with what was compared', async ({ open }) => {
  const page = await open();
  await ready(page);
  await editor(page).getByText('"s3:GetObject"').hover();
  await page.getByText(/^Action: `s3:GetObject` does not cover s3:PutObject/u).waitFor();
  await page.mouse.move(0, 0);
  await gone(page.getByText(/^Action: `s3:GetObject` does not cover/u));
  // The same by keyboard.
  await editor(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('F8');
  await page.getByText(/^Action: none of the two entries covers s3:PutObject/u).first().waitFor();
});

story('pressing a mark says in a sentence what that statement lacks', async ({ open }) => {
  const page = await open();
  await ready(page);
  await marks(page).getByRole('button', { name: /^ReadLogs:/u }).click();
  await page.getByText(': would allow but for its Action; ').filter({ hasText: 'ReadLogs' }).waitFor();
});

story('completes elements and operators, narrower with each letter', async ({ open }) => {
  const page = await open();
  const own = text(policy({ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }));
  await write(page, 'policy dev-boundary', own.replace('"Resource": "*"', '"Resource": "*",\n'));
  const options = page.getByRole('listbox').getByRole('option');
  const line = own.split('\n').findIndex((line) => line.includes('Resource')) + 1;
  await page.keyboard.press('Control+Home');
  for (let at = 0; at < line; at += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.type('"Con');
  await options.filter({ hasText: 'Condition' }).first().waitFor();
  await page.keyboard.press('Escape');
  await gone(page.getByRole('listbox'));
  await page.keyboard.type('d');
  await options.filter({ hasText: 'Condition' }).first().click();
  await editor(page).getByText('"Condition"').waitFor();
  await page.keyboard.type(': {"StringN');
  await options.filter({ hasText: 'StringNotEquals' }).first().waitFor();
  await gone(options.filter({ hasText: 'Numeric' }).first());
});

story('completes actions and resources that stand in the scenario', async ({ open }) => {
  const page = await open();
  const own = text(policy({ Effect: 'Allow', Action: 's3:P', Resource: '*' }));
  await write(page, 'policy dev-boundary', own);
  const line = own.split('\n').findIndex((line) => line.includes('s3:P'));
  await page.keyboard.press('Control+Home');
  for (let at = 0; at < line; at += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('u');
  await page.getByRole('option', { name: /s3:PutObject/u }).first().click();
  await verdict(page, 'Yes.');
});

story('undo and redo in the editor take the verdict with them', async ({ open }) => {
  const page = await open();
  await write(page, 'policy dev-boundary', policy({ Effect: 'Allow', Action: '*', Resource: '*' }));
  await verdict(page, 'Yes.');
  await page.keyboard.press('Control+z');
  await verdict(page, 'No.');
  await editor(page).getByText('"Compute"').waitFor();
  await page.keyboard.press('Control+y');
  await verdict(page, 'Yes.');
});

story('the editor is searched, and the Tab key leaves it', async ({ open, assert, accessible }) => {
  const page = await open();
  await ready(page);
  await editor(page).focus();
  await page.keyboard.press('Control+f');
  const find = page.getByRole('textbox', { name: 'Find' });
  await find.fill('NoIam');
  await accessible(page);
  await find.press('Enter');
  await find.press('Escape');
  await gone(find);
  await page.keyboard.press('Tab');
  assert.equal(await editor(page).evaluate((own) => own === document.activeElement), false);
});

story('typing over all that is there leaves no word on the console', async ({ open }) => {
  const page = await open();
  await ready(page);
  await editor(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('x');
  await page.getByRole('group', { name: 'Problems' }).waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('{');
  await page.getByRole('group', { name: 'Problems' }).waitFor();
});
