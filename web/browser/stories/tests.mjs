// Cases as tests, and the file that the command line runs.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { story } from '../story.mjs';
import { decided, gone, load, policy, question, saved, scenario, sheet, tab, text, verdict, write } from './hand/index.mjs';

const row = (panel, name) => panel.getByRole('row').filter({ has: panel.page().getByRole('button', { name, exact: true }) });
async function change(page, panel, name, item) {
  await row(panel, name).getByRole('button', { name: 'Change this case' }).click();
  const menu = page.getByRole('dialog', { name: 'Change this case' });
  if (item) await menu.getByRole('button', { name: item, exact: true }).click();
  return menu;
}

story('a test is kept, fails, passes, is believed, renamed and removed', async ({ open, assert, accessible }) => {
  const page = await open();
  const tests = await tab(page, /^Tests/u);
  await page.getByRole('tab', { name: 'Tests 3 of 3' }).waitFor();
  await question(page).getByRole('combobox', { name: 'Resource' }).fill('logs/app/9.gz');
  await tests.getByRole('button', { name: 'Keep this request as a test' }).click();
  await page.getByRole('tab', { name: 'Tests 4 of 4' }).waitFor();
  await write(page, 'policy dev-boundary', policy({ Sid: 'All', Effect: 'Allow', Action: 's3:*', Resource: '*' }));
  await page.getByRole('tab', { name: 'Tests 2 of 4' }).waitFor();
  const failed = row(tests, 'app writes a log');
  await failed.getByText('failed').waitFor();
  await failed.getByText(/^not as expected: .*decision/u).waitFor();
  await accessible(page);
  await change(page, tests, 'app writes a log', 'Expect what is decided now');
  await page.getByRole('tab', { name: 'Tests 3 of 4' }).waitFor();
  await page.keyboard.press('Escape');
  const menu = await change(page, tests, 'app writes a log');
  await menu.getByRole('textbox', { name: 'Name' }).fill('the log is written');
  await menu.getByRole('textbox', { name: 'Name' }).press('Enter');
  await row(tests, 'the log is written').waitFor();
  await page.keyboard.press('Escape');
  await change(page, tests, 'the log is written', 'Remove');
  await page.getByRole('tab', { name: 'Tests 2 of 3' }).waitFor();
  const { cases } = (await saved(page)).json;
  // The one that was kept speaks for itself; its neighbours stay in order.
  assert.deepEqual(cases.map(({ name, resource }) => name ?? resource), ['logs/app/9.gz', 'app reads a log', 'without TLS nothing goes']);
});

story('pressing a case looks at it', async ({ open, assert }) => {
  const page = await open();
  const tests = await tab(page, /^Tests/u);
  await tests.getByRole('button', { name: 'without TLS nothing goes' }).click();
  await decided(page, 'explicit deny', 'resource policy');
  const now = question(page).getByRole('combobox', { name: 'Case' });
  assert.equal(await now.evaluate((own) => own.selectedOptions[0].textContent.trim()), 'without TLS nothing goes');
});

story('a matrix is as many requests as it says', async ({ open }) => {
  const page = await open();
  await load(page, scenario({ cases: [{ name: 'alice', principal: 'alice', matrix: { action: ['s3:GetObject', 's3:PutObject'] }, resource: 'reports/1.pdf', expect: ['allow', 'implicitDeny'] }] }));
  await page.getByRole('tab', { name: 'Tests 2 of 2' }).waitFor();
  const tests = await tab(page, /^Tests/u);
  await tests.getByRole('button', { name: /PutObject/u }).click();
  await verdict(page, 'No.');
});

// The command line, built; without it, that one story is not told.
const IAMWHY = process.env.IAMWHY ?? '';

story('the file that is saved is the file that is open, and it is read again', async ({ open, assert }) => {
  const page = await open();
  const own = `${text(scenario())}\n`;
  const share = await sheet(page, 'Share');
  await share.getByLabel('Open a file').setInputFiles({ name: 'own.scenario.json', mimeType: 'application/json', buffer: Buffer.from(own) });
  await gone(share);
  await verdict(page, 'Yes.');
  const { name, bytes } = await saved(page);
  assert.equal(name, 'iamwhy.scenario.json');
  assert.equal(bytes.toString(), own);
});

if (existsSync(IAMWHY)) {
  story('the file that is saved runs on the command line, with the same result', async ({ open, assert }) => {
    const page = await open();
    await page.getByRole('button', { name: /^Apply/u }).first().click();
    await verdict(page, 'Yes.');
    await page.getByRole('tab', { name: 'Tests 2 of 3' }).waitFor();
    const tests = await tab(page, /^Tests/u);
    await tests.getByRole('button', { name: 'Keep this request as a test' }).click();
    await page.getByRole('tab', { name: 'Tests 3 of 4' }).waitFor();
    const { bytes } = await saved(page);
    const folder = mkdtempSync(join(tmpdir(), 'iamwhy-'));
    try {
      const file = join(folder, 'iamwhy.scenario.json');
      writeFileSync(file, bytes);
      let said = '';
      try {
        said = execFileSync(IAMWHY, ['test', '--format', 'json', file], { encoding: 'utf8' });
      } catch (error) {
        assert.equal(error.status, 1, error.stderr);
        said = error.stdout;
      }
      const passed = JSON.parse(said).files[0].cases.map((own) => own.passed);
      assert.equal(passed.filter(Boolean).length, 3, said);
      assert.equal(passed.length, 4, said);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
