// The request: who, what, on what, from where, and with which context.
import { story } from '../story.mjs';
import { answer, fill, gone, layers, load, policy, question, saved, scenario, verdict } from './hand/index.mjs';

async function caller(page) {
  await layers(page).getByRole('button', { name: 'Caller' }).click();
  return page.getByRole('region', { name: 'What goes in' });
}

story('the caller is of any kind that AWS knows', async ({ open, assert }) => {
  const page = await open();
  await load(page, scenario());
  const form = await caller(page);
  const kind = form.getByRole('combobox', { name: 'Kind' }).first();
  const kinds = (await kind.getByRole('option').allTextContents()).map((own) => own.trim());
  for (const wanted of ['IAM user', 'role', 'another session of a role', 'federated user', 'root user', 'AWS service', 'web identity', 'SAML identity', 'anyone, unsigned']) {
    assert.ok(kinds.includes(wanted), `${wanted} is not among ${kinds}`);
  }
  const seen = { role: /role/u, 'root user': /root/u, 'AWS service': /cloudtrail\.amazonaws\.com/u, 'anyone, unsigned': /anonymous|anyone/u, 'IAM user': /user/u };
  for (const [own, words] of Object.entries(seen)) {
    await kind.selectOption(own);
    await question(page).getByRole('button').filter({ hasText: words }).first().waitFor();
    assert.equal(await page.getByRole('alert').count(), 0, own);
  }
});

story('a user that becomes a role keeps her policies', async ({ open }) => {
  const page = await open();
  await load(page, scenario());
  const form = await caller(page);
  await form.getByRole('combobox', { name: 'Kind' }).first().selectOption('role');
  await question(page).getByRole('button', { name: /^role/u }).waitFor();
  await verdict(page, 'Yes.');
  await form.getByRole('textbox', { name: 'ARN or name' }).first().fill('arn:aws:iam::111122223333:role/deploy');
  await form.getByRole('textbox', { name: 'ARN or name' }).first().press('Tab');
  await question(page).getByRole('button', { name: /deploy|alice/u }).first().waitFor();
  await verdict(page, 'Yes.');
});

story('session, tags and credential of the caller can be changed where he stands', async ({ open }) => {
  const page = await open();
  await load(page, scenario());
  const form = await caller(page);
  await form.getByText(/stand below/u).waitFor();
  await form.getByRole('textbox', { name: /caller|principal|alice/iu }).last().waitFor();
  await form.getByText('"policies"').waitFor();
});

story('another caller is declared and asks at once; anybody else by his ARN', async ({ open, assert }) => {
  const page = await open();
  await load(page, scenario());
  const form = await caller(page);
  await form.getByText('Declare another caller').click();
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('trail');
  await form.getByRole('combobox', { name: 'Kind' }).last().selectOption('AWS service');
  await form.getByRole('button', { name: 'Declare, and ask as this one' }).click();
  await question(page).getByRole('button', { name: /cloudtrail\.amazonaws\.com/u }).waitFor();
  await verdict(page, 'No.');
  await question(page).getByRole('button', { name: /cloudtrail/u }).click();
  const who = page.getByRole('dialog', { name: 'Who asks' });
  await who.getByRole('button', { name: /^alice/u }).click();
  await verdict(page, 'Yes.');
  if (!(await who.isVisible())) await question(page).getByRole('button', { name: /alice/u }).first().click();
  await fill(who.getByRole('textbox', { name: /^Or the ARN/u }), 'arn:aws:iam::444455556666:user/mallory');
  await verdict(page, 'No.');
  await question(page).getByRole('button', { name: /mallory/u }).first().waitFor();
  assert.equal((await saved(page)).json.cases[0].principal, 'arn:aws:iam::444455556666:user/mallory');
});

story('action and resource are typed into the sentence', async ({ open }) => {
  const page = await open();
  await question(page).getByRole('combobox', { name: 'Action' }).fill('s3:GetObject');
  await verdict(page, 'Yes.');
  await question(page).getByRole('combobox', { name: 'Resource' }).fill('logs/elsewhere/1.gz');
  await verdict(page, 'No.');
  await question(page).getByRole('combobox', { name: 'Resource' }).fill('arn:aws:s3:::acme-logs/app/2.gz');
  await verdict(page, 'Yes.');
  await question(page).getByRole('combobox', { name: 'Action' }).fill('s3:');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await question(page).getByRole('combobox', { name: 'Action' }).fill('s3:GetObject');
  await verdict(page, 'Yes.');
});

const looks = (condition) => scenario({
  policies: { read: policy({ Sid: 'If', Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Condition: condition }) },
  cases: [{ name: 'alice reads', principal: 'alice', action: 's3:GetObject', resource: 'reports/1.pdf' }],
});
async function context(page) {
  await layers(page).getByRole('button', { name: 'Context' }).click();
  await page.getByRole('heading', { name: 'Context of this request' }).waitFor();
}
const state = (page, key) => page.getByRole('combobox', { name: `What the request has for ${key}` });
const value = (page, key) => page.getByRole('textbox', { name: `Value of ${key}` });

story('absent, empty and unknown are three different things', async ({ open, assert }) => {
  const page = await open();
  await load(page, looks({ StringEquals: { 'aws:Referer': '' } }));
  await verdict(page, 'No.');
  await context(page);
  const key = state(page, 'aws:Referer');
  const shown = () => key.evaluate((own) => own.selectedOptions[0].textContent);
  const outcomes = { 'is sent empty': 'Yes.', 'is not sent': 'No.', 'is not known': 'It depends.', 'may or may not be sent': 'It depends.' };
  for (const [own, word] of Object.entries(outcomes)) {
    await key.selectOption(own);
    await verdict(page, word);
    assert.equal(await shown(), own);
  }
  await answer(page).getByText(/depends on .*aws:Referer/u).waitFor();
  await key.selectOption('is set to');
  await fill(value(page, 'aws:Referer'), 'https://example.com/');
  await verdict(page, 'No.');
  assert.equal(await shown(), 'is set to');
});

story('only the keys that could matter are asked for, and derived ones can be overridden', async ({ open, assert }) => {
  const page = await open();
  await load(page, looks({ StringEquals: { 'aws:username': 'bob' } }));
  await verdict(page, 'No.');
  await question(page).getByRole('button', { name: '1 context key' }).click();
  await page.getByRole('heading', { name: 'Context of this request' }).waitFor();
  const all = page.getByRole('combobox', { name: /^What the request has for/u });
  assert.equal(await all.count(), 1);
  assert.equal(await value(page, 'aws:username').inputValue(), 'alice');
  await page.getByText(/from/u).first().waitFor();
  await fill(value(page, 'aws:username'), 'bob');
  await verdict(page, 'Yes.');
  await answer(page).getByText('⚠').first().waitFor();
  await state(page, 'aws:username').selectOption('is filled in');
  await verdict(page, 'No.');
  await page.getByRole('button', { name: 'Show the other keys that AWS sends' }).click();
  await state(page, 'aws:SecureTransport').waitFor();
  assert.ok((await all.count()) > 5);
});

story('a value has the type of its key', async ({ open, assert }) => {
  const page = await open();
  await load(page, looks({ Bool: { 'aws:SecureTransport': 'false' }, NumericLessThan: { 'aws:MultiFactorAuthAge': '60' }, 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['b'] } }));
  await context(page);
  await fill(value(page, 'aws:SecureTransport'), 'false');
  await state(page, 'aws:MultiFactorAuthAge').selectOption('is set to');
  await fill(value(page, 'aws:MultiFactorAuthAge'), '59');
  await state(page, 'aws:TagKeys').selectOption('is set to');
  await fill(value(page, 'aws:TagKeys'), 'a, b');
  await verdict(page, 'Yes.');
  const own = (await saved(page)).json.cases[0].context;
  assert.deepEqual(own, { 'aws:SecureTransport': false, 'aws:MultiFactorAuthAge': 59, 'aws:TagKeys': ['a', 'b'] });
});

story('whoever changes the context by keyboard stays where he is', async ({ open, until }) => {
  const page = await open();
  await load(page, looks({ StringEquals: { 'aws:Referer': '' } }));
  await context(page);
  const key = state(page, 'aws:Referer');
  await key.focus();
  // One further than `is not sent`.
  await page.keyboard.press('ArrowDown');
  await verdict(page, 'Yes.');
  await until(page, () => document.activeElement?.getAttribute('aria-label') === 'What the request has for aws:Referer');
});

story('tags of the request fill the keys that are made of them', async ({ open, assert }) => {
  const page = await open();
  await load(page, looks({ StringEquals: { 'aws:RequestTag/team': 'pay' }, 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'env'] } }));
  await verdict(page, 'No.');
  await context(page);
  const tags = page.getByRole('textbox', { name: /^Tags in the request/u });
  await fill(tags, 'team=pay, env=prod');
  await verdict(page, 'Yes.');
  assert.deepEqual((await saved(page)).json.cases[0].tags, { team: 'pay', env: 'prod' });
  await fill(tags, 'team=pay, other=x');
  await verdict(page, 'No.');
  // What is no tag stays where it was typed, and nothing is lost.
  await fill(tags, 'team=pay,env, =q');
  await page.getByText('`env` has no `=`').waitFor();
  assert.equal(await tags.inputValue(), 'team=pay,env, =q');
  assert.deepEqual((await saved(page)).json.cases[0].tags, { team: 'pay', other: 'x' });
  await fill(tags, '');
  await verdict(page, 'No.');
});

story('the way of the request: through an endpoint, through a service, straight', async ({ open, assert }) => {
  const page = await open();
  await load(page, {
    ...looks({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }),
    endpoints: { 'vpce-1': { vpc: 'vpc-1', account: '111122223333', type: 'gateway' } },
  });
  await verdict(page, 'No.');
  const from = (name) => question(page).getByRole('button', { name });
  const way = page.getByRole('dialog', { name: 'From where' });
  await from(/^from the internet/u).click();
  await way.getByRole('button', { name: /vpce-1/u }).click();
  await verdict(page, 'Yes.');
  await from(/^from endpoint vpce-1/u).waitFor();
  if (!(await way.isVisible())) await from(/^from endpoint/u).click();
  await fill(way.getByRole('textbox', { name: /^Through AWS services/u }), 'athena.amazonaws.com');
  await from(/^through athena\.amazonaws\.com/u).waitFor();
  await verdict(page, 'No.');
  assert.deepEqual((await saved(page)).json.cases[0].via, ['athena.amazonaws.com']);
  if (!(await way.isVisible())) await from(/^through athena/u).click();
  await way.getByRole('button', { name: 'Straight, from the internet' }).click();
  await from(/^from the internet/u).waitFor();
});

story('a small form opens with the focus in it, and Escape gives it back', async ({ open, accessible, assert, until }) => {
  const page = await open();
  const button = question(page).getByRole('button', { name: /^role app/u });
  await button.focus();
  await page.keyboard.press('Enter');
  const who = page.getByRole('dialog', { name: 'Who asks' });
  await who.waitFor();
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  await until(page, () => document.activeElement?.closest('[role=dialog]')?.getAttribute('aria-label') === 'Who asks');
  await accessible(page);
  await page.keyboard.press('Escape');
  await gone(who);
  assert.equal(await button.evaluate((own) => own === document.activeElement), true);
});
