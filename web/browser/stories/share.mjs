// Share: the whole state behind the `#`.
import { story } from '../story.mjs';
import { gone, link, load, policy, question, saved, scenario, sheet, text, verdict } from './hand/index.mjs';

const fragment = (url) => new URL(url).hash;

story('a link holds everything: text, case, what is switched off', async ({ open, assert, server, accessible }) => {
  const page = await open();
  const own = scenario();
  own.cases.push({ name: 'alice writes', principal: 'alice', action: 's3:PutObject', resource: 'reports/1.pdf', expect: 'deny' });
  await load(page, own);
  await question(page).getByRole('combobox', { name: 'Case' }).selectOption('alice writes');
  await verdict(page, 'No.');
  const url = await link(page);
  assert.ok(url.startsWith(`${server.origin}/#1.`), url);
  const before = server.asked.length;
  const other = await open(fragment(url));
  await question(other).getByRole('combobox', { name: 'Action' }).waitFor();
  await other.waitForFunction(() => document.getElementById('slot-action')?.value === 's3:PutObject');
  await verdict(other, 'No.');
  assert.deepEqual((await saved(other)).json, own);
  assert.ok(server.asked.slice(before).every((path) => !path.includes('1.')), 'the fragment went to the server');
  await sheet(other, 'Share');
  await accessible(other);
});

story('a redacted link says nothing of names and accounts, and decides the same', async ({ open, assert }) => {
  const page = await open();
  await verdict(page, 'No.');
  const url = await link(page, true);
  const other = await open(fragment(url));
  await gone(other.getByText('acme-logs').first());
  await verdict(other, 'No.');
  const { bytes, json } = await saved(other);
  for (const own of ['111122223333', 'acme', 'dev-boundary', '999999999999', 'a1b2c3d4e5']) assert.ok(!bytes.toString().includes(own), `\`${own}\` is still there`);
  await other.getByRole('tab', { name: 'Tests 3 of 3' }).waitFor();
  assert.equal(json.cases.length, 3);
});

story('the size of the link is told, and a file advised when it is long', async ({ open, accessible }) => {
  const page = await open();
  const share = await sheet(page, 'Share');
  await share.getByText(/^\d+ of 8000 characters: fits everywhere/u).waitFor();
  // What cannot be compressed.
  let seed = 7;
  const noise = () => (seed = (seed * 1103515245 + 12345) % 2147483648).toString(36);
  const statements = Array.from({ length: 300 }, (_, at) => ({ Sid: `S${at}${noise()}`, Effect: 'Allow', Action: 'ec2:*', Resource: `arn:aws:s3:::${noise()}${noise()}${noise()}` }));
  const buffer = Buffer.from(text(scenario({ policies: { read: policy(...statements) } })));
  await share.getByLabel('Open a file').setInputFiles({ name: 'long.scenario.json', mimeType: 'application/json', buffer });
  await gone(share);
  await sheet(page, 'Share');
  await share.getByText('too long for some mail programs and chats; send the file instead').waitFor();
  await accessible(page);
});

story('a link that was cut shows what is left of it', async ({ open }) => {
  const page = await open();
  await verdict(page, 'No.');
  const own = fragment(await link(page));
  const other = await open(own.slice(0, Math.floor(own.length * 0.8)));
  await other.getByText(/the link is cut short or broken/u).waitFor();
  await other.getByRole('heading', { level: 1 }).waitFor();
  await question(other).waitFor();
});

story('a link that is rubbish leaves a page that works', async ({ open }) => {
  for (const rubbish of ['#1.', '#1.%%%%', '#1.AAAAAAAA', '#9.abcdef', '#hello', '#1.🙂🙂🙂']) {
    const page = await open(rubbish);
    await verdict(page, 'No.');
    await page.close();
  }
  const page = await open('#9.abcdefgh');
  await page.getByText('this link is of another version, or not one of ours').waitFor();
  await page.getByRole('combobox', { name: 'Case' }).selectOption('app reads a log');
  await verdict(page, 'Yes.');
});

story('back and forward go from link to link', async ({ open }) => {
  const page = await open();
  await load(page, scenario());
  const one = fragment(await link(page));
  await load(page, scenario({ policies: { read: policy({ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }) } }));
  const two = fragment(await link(page));
  const other = await open(one);
  await verdict(other, 'Yes.');
  await other.evaluate((own) => location.assign(own), two);
  await verdict(other, 'No.');
  await other.goBack();
  await verdict(other, 'Yes.');
  await other.goForward();
  await verdict(other, 'No.');
});

story('what is changed in a shared scenario outlives a reload', async ({ open }) => {
  const page = await open();
  await load(page, scenario());
  const own = fragment(await link(page));
  const other = await open(own);
  await verdict(other, 'Yes.');
  await question(other).getByRole('combobox', { name: 'Action' }).fill('s3:PutObject');
  await verdict(other, 'No.');
  await kept(other, 's3:PutObject');
  await other.reload();
  await question(other).getByRole('combobox', { name: 'Action' }).waitFor();
  await other.getByRole('button', { name: /^Apply/u }).first().waitFor();
  await verdict(other, 'No.');
});

/** Waits until this browser keeps it. */
const kept = (page, words) => page.waitForFunction((own) => Object.values({ ...localStorage }).some((text) => text.includes(own)), words);
