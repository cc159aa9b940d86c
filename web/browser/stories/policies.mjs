// What is done with policies: each from the menu of its place.
import { story } from '../story.mjs';
import { act, answer, decided, editor, gone, layers, load, place, policy, question, saved, scenario, tab, verdict, write } from './hand/index.mjs';

const inPlace = (page) => page.getByRole('group', { name: 'Policies' }).getByRole('button');
const names = async (page) => (await inPlace(page).allTextContents()).map((own) => own.trim());

story('adds, renames, duplicates, moves and deletes a policy', async ({ open, assert }) => {
  const page = await open();
  await load(page, scenario());
  await place(page, /^Identity/u);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await inPlace(page).nth(1).waitFor();
  const menu = await act(page);
  await menu.getByRole('textbox', { name: 'Name' }).fill('write');
  await menu.getByRole('textbox', { name: 'Name' }).press('Enter');
  await inPlace(page).filter({ hasText: 'write' }).waitFor();
  assert.deepEqual(await names(page), ['read', 'write']);
  await page.keyboard.press('Escape');
  await write(page, 'policy write', policy({ Sid: 'No', Effect: 'Deny', Action: 's3:GetObject', Resource: '*' }));
  await decided(page, 'explicit deny', 'identity policies');
  await act(page, 'Duplicate');
  await inPlace(page).nth(2).waitFor();
  await act(page, 'Move up');
  const own = await saved(page);
  assert.equal(own.json.principals.alice.policies.length, 3);
  assert.deepEqual(own.json.principals.alice.policies.slice(-1), ['write']);
  await act(page, 'Delete');
  await gone(inPlace(page).nth(2));
  assert.deepEqual(await names(page), ['read', 'write']);
  await inPlace(page).filter({ hasText: 'write' }).click();
  await act(page, 'Delete');
  await verdict(page, 'Yes.');
});

story('a policy that is switched off stays in sight and counts for nothing', async ({ open, assert }) => {
  const page = await open();
  await load(page, scenario());
  await verdict(page, 'Yes.');
  await place(page, /^Identity/u);
  await act(page, 'Switch off');
  await verdict(page, 'No.');
  await editor(page, /read/u).waitFor();
  await act(page, 'Switch on again');
  await verdict(page, 'Yes.');
  assert.deepEqual((await saved(page)).json.principals.alice.policies, ['read']);
});

story('an unknown place is not an empty one', async ({ open, assert }) => {
  const page = await open();
  await load(page, scenario());
  await place(page, /^Boundary/u);
  await page.getByText('No boundary: this gate is open. Not the same as an empty boundary').waitFor();
  await act(page, 'I have not seen what is here: unknown');
  await verdict(page, 'It depends.');
  await answer(page).getByText('depends on the boundary of alice, which is not known').waitFor();
  await layers(page).getByRole('button', { name: /^Boundary.*unseen/u }).waitFor();
  assert.deepEqual((await saved(page)).json.principals.alice.boundary, { unknown: true });
  await act(page, 'There is nothing here');
  await verdict(page, 'Yes.');
  assert.equal('boundary' in (await saved(page)).json.principals.alice, false);
});

story('an entry that nobody has seen says so, and what is pasted takes its place', async ({ open, assert }) => {
  const page = await open();
  const own = scenario();
  own.principals.alice.policies = [{ unknown: true }];
  await load(page, own);
  await place(page, /^Identity/u);
  await page.getByText('a policy that nobody has shown us').waitFor();
  await write(page, /^policy /u, policy({ Effect: 'Deny', Action: '*', Resource: '*' }));
  await verdict(page, 'No.');
  await gone(page.getByText('a policy that nobody has shown us'));
  assert.equal((await saved(page)).json.principals.alice.policies[0].Statement[0].Effect, 'Deny');
});

story('every edit of the page can be taken back', async ({ open }) => {
  const page = await open();
  await load(page, scenario());
  await place(page, /^Identity/u);
  await act(page, 'Delete');
  await verdict(page, 'No.');
  await page.keyboard.press('Control+z');
  await verdict(page, 'Yes.');
  await page.keyboard.press('Control+Shift+Z');
  await verdict(page, 'No.');
});

story('a named policy that several use says so, and can be made its own', async ({ open, assert }) => {
  const page = await open();
  const own = scenario();
  own.principals.bob = { user: 'arn:aws:iam::111122223333:user/bob', policies: ['read'] };
  await load(page, own);
  await place(page, /^Identity/u);
  const menu = await act(page);
  await menu.getByText(/^Also used by .*bob/u).waitFor();
  await menu.getByRole('button', { name: 'Make a copy of its own here' }).click();
  await write(page, /^policy /u, policy({ Effect: 'Deny', Action: '*', Resource: '*' }));
  await verdict(page, 'No.');
  const { json } = await saved(page);
  assert.equal(json.policies.read.Statement[0].Effect, 'Allow');
});

story('the organization is shown level by level, and each level takes policies', async ({ open, assert }) => {
  const page = await open();
  await place(page, /^SCP/u);
  const levels = page.getByRole('group', { name: 'Levels' }).getByRole('button');
  await levels.nth(2).waitFor();
  assert.deepEqual((await levels.allTextContents()).map((own) => /root|unit Prod|account 111122223333/u.exec(own)?.[0]), ['root', 'unit Prod', 'account 111122223333']);
  await levels.nth(1).click();
  assert.deepEqual(await names(page), ['FullAWSAccess', 'RegionGuard']);
  await inPlace(page).filter({ hasText: 'RegionGuard' }).click();
  await editor(page, 'policy RegionGuard').waitFor();
  await levels.nth(2).click();
  await page.getByText('Left out: AWS attaches FullAWSAccess here').waitFor();
  await page.getByRole('button', { name: 'Add a policy here' }).click();
  await write(page, /^policy /u, policy({ Sid: 'Stop', Effect: 'Deny', Action: 's3:*', Resource: '*' }));
  await decided(page, 'explicit deny', 'service control policy');
  await answer(page).getByText('2 blockers').waitFor();
});

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234';
const worlds = {
  'a role in an organization, through an endpoint': scenario({
    organization: { id: 'o-a1b2c3d4e5', managementAccount: '999999999999', root: { id: 'r-ab12', accounts: ['999999999999', '111122223333'] } },
    principals: { app: { role: 'arn:aws:iam::111122223333:role/app', session: 'ci', policies: ['read'] } },
    endpoints: { 'vpce-1': { vpc: 'vpc-1', account: '111122223333', type: 'gateway' } },
    cases: [{ name: 'app reads', principal: 'app', action: 's3:GetObject', resource: 'reports/1.pdf', endpoint: 'vpce-1' }],
  }),
  'a role that is assumed': scenario({
    policies: { read: policy({ Effect: 'Allow', Action: '*', Resource: '*' }) },
    principals: {
      alice: { user: 'arn:aws:iam::111122223333:user/alice', policies: ['read'] },
      app: { role: 'arn:aws:iam::111122223333:role/app', trust: policy({ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' }) },
    },
    cases: [{ name: 'alice assumes', principal: 'alice', action: 'sts:AssumeRole', resource: 'arn:aws:iam::111122223333:role/app' }],
  }),
  'a key': scenario({
    policies: { read: policy({ Effect: 'Allow', Action: '*', Resource: '*' }) },
    resources: { key: { arn: KEY, policy: policy({ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' }) } },
    cases: [{ name: 'alice decrypts', principal: 'alice', action: 'kms:Decrypt', resource: 'key' }],
  }),
};
const deny = (principal, trust) => policy({ Sid: 'Never', Effect: 'Deny', ...(principal ? { Principal: '*' } : {}), Action: '*', ...(trust ? {} : { Resource: '*' }) });
const kinds = [
  ['a role in an organization, through an endpoint', 'SCP', 'service control policy', false],
  ['a role in an organization, through an endpoint', 'RCP', 'resource control policy', true],
  ['a role in an organization, through an endpoint', 'Endpoint', 'VPC endpoint policy', true],
  ['a role in an organization, through an endpoint', 'Bucket policy', 'resource policy', true],
  ['a role in an organization, through an endpoint', 'Boundary', 'permissions boundary', false],
  ['a role in an organization, through an endpoint', 'Session', 'session policy', false],
  ['a role that is assumed', 'Trust policy', 'resource policy', true],
  ['a key', 'Key policy', 'resource policy', true],
];
for (const [world, layer, words, principal] of kinds) {
  story(`a policy of its own can stop the request: ${layer}`, async ({ open }) => {
    const page = await open();
    await load(page, worlds[world]);
    await verdict(page, 'Yes.');
    await place(page, new RegExp(`^${layer}`, 'u'));
    const add = page.getByRole('button', { name: 'Add a policy here' });
    await add.or(editor(page, /^policy /u)).first().waitFor();
    if (await add.isVisible()) await add.click();
    await write(page, /^policy /u, deny(principal, layer === 'Trust policy'));
    await decided(page, 'explicit deny', words);
    await layers(page).getByRole('button', { name: new RegExp(`^${layer} denies and blocks`, 'u') }).waitFor();
    await tab(page, 'Trace');
    await page.getByRole('tabpanel').getByText('Never').first().waitFor();
    await question(page).waitFor();
  });
}
