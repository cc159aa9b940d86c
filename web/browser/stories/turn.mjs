// What would turn it around, and what has changed since.
import { story } from '../story.mjs';
import { load, policy, scenario, tab, verdict, write } from './hand/index.mjs';

const offers = (page) => page.getByRole('tabpanel').getByRole('article');

story('a change that is offered turns the answer around, and undo takes it back', async ({ open, assert }) => {
  const page = await open();
  const first = offers(page).first();
  await first.getByRole('button', { name: /^Apply/u }).waitFor();
  assert.ok((await offers(page).count()) >= 2);
  await first.getByText('"s3:PutObject"').first().waitFor();
  await first.getByRole('button', { name: /^Apply/u }).click();
  await verdict(page, 'Yes.');
  await page.getByText(/^applied: /u).waitFor();
  const changes = await tab(page, 'Changes');
  const row = changes.getByRole('row', { name: /^app writes a log/u });
  await row.getByText(/implicit ?deny at boundary/iu).waitFor();
  await row.getByText(/allow(ed)? at resource/u).waitFor();
  await page.keyboard.press('Control+z');
  await verdict(page, 'No.');
  await changes.getByText('No decision has changed.').waitFor();
});

story('every change that is offered does what it says', async ({ open, assert }) => {
  const page = await open();
  await offers(page).first().waitFor();
  const labels = await offers(page).getByRole('button').evaluateAll((all) => all.map((own) => own.getAttribute('aria-label') ?? own.textContent));
  assert.equal(new Set(labels).size, labels.length);
  for (const label of labels) {
    await offers(page).getByRole('button', { name: label, exact: true }).click();
    await verdict(page, 'Yes.');
    await page.keyboard.press('Control+z');
    await verdict(page, 'No.');
  }
});

story('what holds an allow open is said', async ({ open }) => {
  const page = await open();
  await page.getByRole('combobox', { name: 'Case' }).selectOption('app reads a log');
  await verdict(page, 'Yes.');
  await page.getByRole('heading', { name: 'What holds this open' }).waitFor();
  await page.getByRole('tabpanel').getByText('dev-boundary').first().waitFor();
});

story('a pinned baseline shows which decisions and which lines have changed', async ({ open, assert, accessible }) => {
  const page = await open();
  const changes = await tab(page, 'Changes');
  await changes.getByRole('button', { name: 'Pin as baseline' }).click();
  await changes.getByText('No line has changed.').waitFor();
  await write(page, 'policy dev-boundary', policy({ Sid: 'All', Effect: 'Allow', Action: 's3:*', Resource: '*' }));
  await verdict(page, 'Yes.');
  const rows = changes.getByRole('row');
  await rows.filter({ hasText: 'app writes a log' }).waitFor();
  assert.equal(await rows.count(), 2);
  await changes.getByRole('deletion').filter({ hasText: '"Compute"' }).waitFor();
  await changes.getByRole('insertion').filter({ hasText: '"All"' }).waitFor();
  await accessible(page);
  await changes.getByRole('button', { name: 'Pin anew' }).click();
  await changes.getByText('No line has changed.').waitFor();
  await changes.getByRole('button', { name: 'Unpin' }).click();
  await changes.getByRole('button', { name: 'Pin as baseline' }).waitFor();
});

story('the first change is applied by keys', async ({ open }) => {
  const page = await open();
  await offers(page).first().waitFor();
  await page.keyboard.press('Control+.');
  await verdict(page, 'Yes.');
});

story('a changed scenario has other changes on offer', async ({ open, assert }) => {
  const page = await open();
  await offers(page).first().waitFor();
  await load(page, scenario({ policies: { read: policy({ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }) } }));
  await verdict(page, 'No.');
  await offers(page).filter({ hasText: 'read' }).first().waitFor();
  assert.equal(await offers(page).filter({ hasText: 'dev-boundary' }).count(), 0);
});
