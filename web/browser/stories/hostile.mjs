// Broken, huge, deep and hostile input: it is text, and the page stays alive.
import { story } from '../story.mjs';
import { answer, gone, layers, load, paste, place, policy, question, ready, saved, scenario, sheet, tab, text, verdict, write } from './hand/index.mjs';

const EVIL = '<img src=x onerror="globalThis.hit=1"><script>globalThis.hit=1</script>"\'`${globalThis.hit=1}`</textarea>';
const unhurt = (page) => page.evaluate(() => globalThis.hit === undefined && document.querySelectorAll('img').length === 0 && document.querySelectorAll('script:not([src])').length === 0);

story('markup in names, Sids, titles and values is text', async ({ open, assert }) => {
  const page = await open();
  await load(page, scenario({
    title: EVIL,
    about: EVIL,
    policies: { [EVIL]: policy({ Sid: EVIL, Effect: 'Deny', Action: 's3:*', Resource: '*', Condition: { StringLike: { [`aws:PrincipalTag/${EVIL}`]: EVIL } } }, { Sid: 'x', Effect: 'Allow', Action: '*', Resource: '*' }) },
    principals: { [EVIL]: { user: 'arn:aws:iam::111122223333:user/alice', policies: [EVIL], tags: { [EVIL]: EVIL } } },
    cases: [{ name: EVIL, principal: EVIL, action: 's3:GetObject', resource: 'reports/<b>1</b>.pdf', expect: 'deny' }],
  }));
  await page.getByRole('heading', { level: 1 }).waitFor();
  await place(page, /^Identity/u);
  await ready(page);
  for (const name of ['Trace', /^Tests/u, 'Changes', 'AWS view', /^What would flip it/u]) await tab(page, name);
  for (const name of ['Context', 'Caller', 'Whole file']) await layers(page).getByRole('button', { name }).click();
  await page.getByRole('tab', { name: /^Tests/u }).click();
  await page.getByRole('tabpanel').getByText('<img src=x').first().waitFor();
  assert.ok(await unhurt(page));
  for (const name of ['Share', 'Examples']) {
    await sheet(page, name);
    await page.keyboard.press('Escape');
  }
  const box = await paste(page, EVIL);
  assert.ok(await unhurt(page));
  await page.keyboard.press('Escape');
  await gone(box);
  assert.ok(await unhurt(page));
});

story('a policy of 2 MB is decided, and the page stays alive', async ({ open, assert }) => {
  const page = await open();
  const statements = Array.from({ length: 14_000 }, (_, at) => ({ Sid: `Statement${at}`, Effect: 'Allow', Action: [`ec2:Run${at}`, 'ec2:Describe*'], Resource: `arn:aws:ec2:eu-west-1:111122223333:instance/i-${at}` }));
  const big = scenario();
  big.policies.read.Statement.push(...statements);
  const words = JSON.stringify(big);
  assert.ok(words.length > 2_000_000, `${words.length}`);
  const share = await sheet(page, 'Share');
  await share.getByLabel('Open a file').setInputFiles({ name: 'big.scenario.json', mimeType: 'application/json', buffer: Buffer.from(words) });
  await gone(share);
  await verdict(page, 'Yes.');
  await question(page).getByRole('combobox', { name: 'Action' }).fill('s3:PutObject');
  await verdict(page, 'No.');
  await tab(page, 'AWS view');
  await page.getByRole('tabpanel').getByText('implicit deny').first().waitFor();
});

story('brackets without end are an error, not a crash', async ({ open }) => {
  const page = await open();
  await layers(page).getByRole('button', { name: 'Whole file' }).click();
  await write(page, 'the whole scenario', '['.repeat(50_000));
  await page.getByRole('alert').getByText(/line 1/u).first().waitFor();
  await verdict(page, 'No.');
  await answer(page).getByText('the last good answer').waitFor();
  await write(page, 'the whole scenario', '{"a":'.repeat(20_000));
  await page.getByRole('alert').getByText(/line 1/u).first().waitFor();
  await write(page, 'the whole scenario', scenario());
  await verdict(page, 'Yes.');
  await gone(page.getByRole('alert'));
});

story('half of a character is no reason to fall', async ({ open, assert }) => {
  const page = await open();
  await write(page, 'policy dev-boundary', text(policy({ Sid: 'Half', Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::SURROGATE/*' })).replace('SURROGATE', '\\ud800'));
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('combobox', { name: 'Action' }).fill('s3:Put\ud800Object');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('combobox', { name: 'Action' }).fill('s3:GetObject');
  const box = await paste(page, 'an odd \ud83d text with half of a character');
  await page.keyboard.press('Escape');
  await gone(box);
  await write(page, /^policy/u, text(policy({ Sid: '🙂', Effect: 'Allow', Action: 's3:*', Resource: '*' })));
  await verdict(page, 'Yes.');
  assert.ok((await saved(page)).bytes.length > 0);
});

story('a file that is no scenario is asked what it is, and a broken scenario says what is wrong with it', async ({ open }) => {
  const page = await open();
  const share = await sheet(page, 'Share');
  await share.getByLabel('Open a file').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from([0xff, 0xfe, 0x00, 0x7b]) });
  const box = page.getByRole('dialog', { name: 'Paste anything' });
  await box.getByText(/^This looks like /u).waitFor();
  await page.keyboard.press('Escape');
  await gone(box);
  await layers(page).getByRole('button', { name: 'Whole file' }).click();
  await write(page, 'the whole scenario', text(scenario()).replace('"principals"', '"principal"'));
  await page.getByRole('alert').getByText('principal', { exact: true }).first().waitFor();
  await write(page, 'the whole scenario', '');
  await page.getByRole('alert').waitFor();
  await write(page, 'the whole scenario', scenario());
  await verdict(page, 'Yes.');
});

story('a scenario without an answer is no blank page', async ({ open }) => {
  const page = await open();
  await load(page, { ...scenario(), cases: [{ principal: 'nobody-knows-him', action: 's3:GetObject', resource: 'reports/1.pdf' }] });
  await page.getByRole('alert').getByText(/nobody-knows-him/u).first().waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+z');
  await verdict(page, 'No.');
});
