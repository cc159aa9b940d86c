// Why: rails, selection, AWS's view, AWS's words.
import { story } from '../story.mjs';
import { answer, decided, editor, layers, load, policy, rails, ready, scenario, tab, verdict } from './hand/index.mjs';

const organization = { id: 'o-a1b2c3d4e5', managementAccount: '999999999999', root: { id: 'r-ab12', accounts: ['999999999999', '111122223333'] } };
const allow = (...actions) => policy({ Sid: 'Some', Effect: 'Allow', Action: actions, Resource: '*' });

story('each gate says in words what it does', async ({ open }) => {
  const page = await open();
  const gate = (name) => rails(page).getByRole('button', { name });
  await gate(/^SCP.*allow/u).waitFor();
  await gate(/^RCP.*allow/u).waitFor();
  await gate(/^Bucket policy.*allows/u).waitFor();
  await gate(/^Identity.*no impact/u).waitFor();
  await gate(/^Boundary.*does not allow.*decides/u).waitFor();
  await gate(/^Session.*no impact/u).waitFor();
  await rails(page).getByText('one account: a grant on either rail is enough').waitFor();
  await page.getByRole('combobox', { name: 'Case' }).selectOption('without TLS nothing goes');
  await gate(/^Bucket policy.*denies.*decides/u).waitFor();
});

story('every blocker is named, not only the first', async ({ open, assert }) => {
  const page = await open();
  await load(page, scenario({
    organization: { ...organization, root: { ...organization.root, scps: ['FullAWSAccess', 'no'] } },
    policies: { read: allow('ec2:*'), no: policy({ Sid: 'NoS3', Effect: 'Deny', Action: 's3:*', Resource: '*' }) },
    principals: { app: { role: 'arn:aws:iam::111122223333:role/app', policies: ['read'], boundary: 'read', sessionPolicies: ['read'] } },
    cases: [{ name: 'app reads', principal: 'app', action: 's3:GetObject', resource: 'reports/1.pdf' }],
  }));
  await decided(page, 'explicit deny', 'service control policy');
  await answer(page).getByText(/^4 blockers/u).waitFor();
  const stops = rails(page).getByRole('button', { name: /^(SCP|Identity|Boundary|Session).*(denies|does not allow)/u });
  assert.equal(await stops.count(), 4);
  const blocking = layers(page).getByRole('button', { name: /and blocks/u });
  assert.equal(await blocking.count(), 4);
});

story('between accounts both rails must be open', async ({ open }) => {
  const page = await open();
  await load(page, scenario({ resources: { reports: { arn: 'arn:aws:s3:::acme-reports', account: '444455556666' } } }));
  await decided(page, 'implicit deny', 'resource policy');
  await rails(page).getByText(/both rails|on both/u).waitFor();
  await rails(page).getByRole('button', { name: /^Identity.*allows/u }).waitFor();
});

story('a grant to the session itself walks around the boundary', async ({ open }) => {
  const page = await open();
  await load(page, scenario({
    principals: { app: { role: 'arn:aws:iam::111122223333:role/app', session: 'ci', policies: [], boundary: allow('ec2:*') } },
    resources: {
      reports: {
        arn: 'arn:aws:s3:::acme-reports',
        account: '111122223333',
        policy: policy({ Sid: 'Direct', Effect: 'Allow', Principal: { AWS: 'arn:aws:sts::111122223333:assumed-role/app/ci' }, Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-reports/*' }),
      },
    },
    cases: [{ name: 'app reads', principal: 'app', action: 's3:GetObject', resource: 'reports/1.pdf' }],
  }));
  await verdict(page, 'Yes.');
  await decided(page, 'allowed', 'resource policy');
  await rails(page).getByText(/session.*(straight|around)|around/u).first().waitFor();
});

story('selecting a gate opens its place, and its statements', async ({ open, assert }) => {
  const page = await open();
  await ready(page);
  await rails(page).getByRole('button', { name: /^Bucket policy/u }).click();
  await editor(page, 'policy LogsPolicy').waitFor();
  assert.equal(await layers(page).getByRole('button', { name: /^Bucket policy/u }).getAttribute('aria-current'), 'true');
  await rails(page).getByRole('button', { name: /^SCP/u }).click();
  await page.getByRole('group', { name: 'Levels' }).waitFor();
  const flow = await tab(page, 'AWS view');
  await flow.getByRole('button', { name: 'Permissions boundary' }).click();
  await editor(page, 'policy dev-boundary').waitFor();
});

story('a statement selected in the trace is selected in the text and under it', async ({ open }) => {
  const page = await open();
  await ready(page);
  const trace = await tab(page, 'Trace');
  const statement = trace.getByRole('group').filter({ hasText: 'TlsOnly' }).last();
  await statement.getByRole('button', { name: 'Show it in the policy' }).click();
  await editor(page, 'policy LogsPolicy').waitFor();
  const inputs = page.getByRole('region', { name: 'What goes in' });
  await inputs.getByText(/would deny but for its Bool aws:SecureTransport/u).waitFor();
  await page.getByRole('group', { name: 'statements' }).getByRole('button', { name: /^App/u }).click();
  await inputs.getByText('App', { exact: true }).waitFor();
});

story('F8 walks from statement to statement that explains the answer, and back', async ({ open }) => {
  const page = await open();
  await ready(page);
  // What the boundary lacks comes first; the grant that it caps is the last of the round.
  await page.keyboard.press('F8');
  await page.getByText(': would allow but for its Action; ').filter({ hasText: 'ReadLogs' }).waitFor();
  await page.keyboard.press('Shift+F8');
  await editor(page, 'policy LogsPolicy').waitFor();
  await page.keyboard.press('F8');
  await editor(page, 'policy dev-boundary').waitFor();
});

story('AWS draws one chain, and the step where it falls is told', async ({ open, assert }) => {
  const page = await open();
  const flow = await tab(page, 'AWS view');
  const steps = await flow.getByRole('listitem').allTextContents();
  assert.equal(steps.length, 8);
  assert.deepEqual(steps.filter((own) => own.includes('the decision falls here')).map((own) => own.includes('Permissions boundary')), [true]);
  await page.getByRole('combobox', { name: 'Case' }).selectOption('without TLS nothing goes');
  await flow.getByText('explicit deny', { exact: true }).waitFor();
  assert.match(await flow.getByRole('listitem').first().textContent(), /the decision falls here/u);
});

story('the trace shows the compared values of each element', async ({ open }) => {
  const page = await open();
  await page.getByRole('combobox', { name: 'Case' }).selectOption('without TLS nothing goes');
  const trace = await tab(page, 'Trace');
  const statement = trace.getByRole('group').filter({ hasText: 'TlsOnly' }).last();
  await statement.getByText('Bool aws:SecureTransport').waitFor();
  await statement.getByText(/aws:SecureTransport.* is .*false/u).first().waitFor();
});

story('the message of AWS and the explanation are copied', async ({ open, assert, until }) => {
  const page = await open();
  const foot = page.getByRole('contentinfo');
  const message = await foot.getByText(/is not authorized to perform: s3:PutObject/u).textContent();
  assert.match(message, /because no permissions boundary allows the s3:PutObject action$/u);
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (words) => {
      globalThis.copied = words;
    };
  });
  await foot.getByRole('button', { name: 'Copy' }).click();
  await page.getByText('copied', { exact: true }).waitFor();
  assert.equal(await page.evaluate(() => globalThis.copied), message);
  await page.getByRole('navigation', { name: 'page' }).getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await until(page, () => globalThis.copied.startsWith('**') && globalThis.copied.includes('dev-boundary'));
});

story('what is said in passing goes away again', async ({ open }) => {
  const page = await open();
  await page.getByRole('contentinfo').getByRole('button', { name: 'Copy' }).click();
  const said = page.getByText('copied', { exact: true });
  await said.waitFor();
  await said.waitFor({ state: 'hidden', timeout: 12_000 });
});

story('what is selected is said to be, on every side', async ({ open, assert }) => {
  const page = await open();
  await ready(page);
  await rails(page).getByRole('button', { name: /^Bucket policy/u }).click();
  await editor(page, 'policy LogsPolicy').waitFor();
  await page.getByRole('group', { name: 'statements' }).getByRole('button', { name: /^App/u }).click();
  const current = (locator) => locator.evaluate((own) => own.closest('[aria-current=true], [aria-pressed=true], [aria-selected=true]') !== null || own.querySelector('[aria-current=true]') !== null);
  assert.ok(await current(rails(page).getByRole('button', { name: /^Bucket policy/u })), 'the gate');
  const trace = await tab(page, 'Trace');
  assert.ok(await current(trace.getByRole('group').filter({ hasText: 'Allow App' }).last()), 'the row of the trace');
  assert.ok(!(await current(trace.getByRole('group').filter({ hasText: 'TlsOnly' }).last())), 'another row of the trace');
});
