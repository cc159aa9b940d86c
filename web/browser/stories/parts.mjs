// The rest of the scenario, part by part, in the same editor: the caller, the resource, the organization, the whole.
import { story } from '../story.mjs';
import { decided, editor, layers, load, policy, ready, saved, scenario, verdict, write } from './hand/index.mjs';

const entry = (page, name) => layers(page).getByRole('button', { name, exact: true }).click();

story('the entry of the caller is edited where he stands', async ({ open, assert }) => {
  const page = await open();
  await load(page, scenario());
  await verdict(page, 'Yes.');
  await entry(page, 'Caller');
  await ready(page);
  await editor(page, 'entry alice').filter({ hasText: '"policies"' }).waitFor();
  const own = { user: 'arn:aws:iam::111122223333:user/alice', policies: ['read'], boundary: policy({ Sid: 'Ec2', Effect: 'Allow', Action: 'ec2:*', Resource: '*' }) };
  await write(page, 'entry alice', own);
  await decided(page, 'implicit deny', 'permissions boundary');
  assert.deepEqual((await saved(page)).json.principals.alice, own);
});

story('the entry of the resource is edited: whose it is', async ({ open }) => {
  const page = await open();
  await load(page, scenario());
  await entry(page, 'Resource');
  await ready(page);
  await write(page, 'entry reports', { arn: 'arn:aws:s3:::acme-reports', account: '444455556666' });
  await decided(page, 'implicit deny', 'resource policy');
});

story('the organization is edited: its policies can be switched off as a whole', async ({ open }) => {
  const page = await open();
  const organization = {
    id: 'o-a1b2c3d4e5',
    managementAccount: '999999999999',
    root: { id: 'r-ab12', scps: [], accounts: ['999999999999', '111122223333'] },
  };
  await load(page, scenario({ organization }));
  await decided(page, 'implicit deny', 'service control policy');
  await entry(page, 'Organization');
  await ready(page);
  await write(page, 'entry organization', { ...organization, scpsEnabled: false });
  await verdict(page, 'Yes.');
  await write(page, 'entry organization', '{ "id": ');
  await page.getByRole('group', { name: 'Problems' }).waitFor();
  await verdict(page, 'Yes.');
});

story('a scenario without an organization says so in its place', async ({ open, assert }) => {
  const page = await open();
  await load(page, scenario());
  await entry(page, 'Organization');
  await page.getByText('The scenario does not have this part').waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
});

story('what the whole file says, the parts say', async ({ open, assert }) => {
  const page = await open();
  await entry(page, 'Whole file');
  const own = scenario({ title: 'Written by hand.' });
  own.cases.push({ name: 'bob reads', principal: 'arn:aws:iam::111122223333:user/bob', action: 's3:GetObject', resource: 'reports/1.pdf' });
  await write(page, 'the whole scenario', own);
  await verdict(page, 'Yes.');
  await page.getByText('Written by hand.').first().waitFor();
  await page.getByRole('combobox', { name: 'Case' }).selectOption('bob reads');
  await verdict(page, 'No.');
  await entry(page, 'Whole file');
  assert.deepEqual((await saved(page)).json, own);
});
