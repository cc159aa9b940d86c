// Scenarios that read files: the page asks for them, and they become part of the scenario.
import { story } from '../story.mjs';
import { ACCOUNT, answer, gone, load, policy, saved, scenario, sheet, text, verdict } from './hand/index.mjs';

const file = (name, own) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(typeof own === 'string' ? own : text(own)) });
const needs = (page) => page.getByRole('region', { name: 'Files that this scenario reads' });
const choose = (page, ...files) => needs(page).getByLabel(/^Choose the file/u).setInputFiles(files);

const reads = policy({ Sid: 'FromFile', Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-reports/*' });
const inFiles = scenario({
  policies: { read: { file: 'policies/read.json' } },
  principals: {
    alice: { user: `arn:aws:iam::${ACCOUNT}:user/alice`, policies: ['read'], boundary: { file: './b.json', pointer: '/Document' } },
    app: { from: 'cloudFormation', file: 'stack.yaml', select: 'App', parameters: { 'AWS::AccountId': ACCOUNT } },
  },
  cases: [
    { name: 'alice reads', principal: 'alice', action: 's3:GetObject', resource: 'reports/1.pdf', expect: 'allow' },
    { name: 'the stack writes', principal: 'app', action: 's3:PutObject', resource: 'reports/1.pdf', expect: 'allow' },
  ],
});
const stack = `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  App:
    Type: AWS::IAM::Role
    Properties:
      RoleName: app
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: { Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }
      Policies:
        - PolicyName: write
          PolicyDocument:
            Version: "2012-10-17"
            Statement: { Effect: Allow, Action: s3:PutObject, Resource: "*" }
`;
const boundary = { Document: policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' }) };

story('files that a scenario reads are asked for, taken in, and shared with it', async ({ open, accessible, assert }) => {
  const page = await open();
  await load(page, inFiles);
  await needs(page).waitFor();
  assert.deepEqual(await needs(page).getByRole('listitem').allTextContents(), ['policies/read.json', './b.json', 'stack.yaml']);
  // What is asked for is not also a mistake.
  assert.equal(await answer(page).getByRole('alert').count(), 0);
  await accessible(page);
  await choose(page, file('other.json', reads));
  await page.getByText('none of these is a file that the scenario reads').waitFor();
  await choose(page, file('read.json', reads), file('b.json', boundary));
  await needs(page).getByText('given').nth(1).waitFor({ state: 'attached' });
  await choose(page, file('stack.yaml', stack));
  await verdict(page, 'Yes.');
  await gone(needs(page));
  const own = (await saved(page)).json;
  assert.ok(!text(own).includes('"file"') && text(own).includes('FromFile'), text(own));
  await page.getByRole('tab', { name: 'Tests 2 of 2' }).waitFor();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await needs(page).waitFor();
});

story('a scenario and its files are opened together', async ({ open }) => {
  const page = await open();
  const share = await sheet(page, 'Share');
  const files = [file('b.json', boundary), file('own.scenario.json', inFiles), file('stack.yaml', stack), file('read.json', reads)];
  await share.getByLabel('Open a file').setInputFiles(files);
  await gone(share);
  await verdict(page, 'Yes.');
  await gone(needs(page));
});

story('a file with nothing in it says so, and the right one still comes in', async ({ open, accessible }) => {
  const page = await open();
  await load(page, inFiles);
  await choose(page, file('read.json', reads), file('b.json', '{ "Document": '), file('stack.yaml', stack));
  await needs(page).getByRole('alert').getByText(/b\.json line 1/u).first().waitFor();
  await accessible(page);
  await choose(page, file('b.json', boundary));
  await verdict(page, 'Yes.');
});

story('an export becomes a scenario, pasted or opened', async ({ open, assert }) => {
  const page = await open();
  const role = {
    RoleName: 'app',
    Arn: `arn:aws:iam::${ACCOUNT}:role/app`,
    AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }),
    RolePolicyList: [{ PolicyName: 'own', PolicyDocument: policy({ Sid: 'Own', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }) }],
    AttachedManagedPolicies: [],
  };
  const share = await sheet(page, 'Share');
  await share.getByLabel('Open a file').setInputFiles([file('account.json', { UserDetailList: [], GroupDetailList: [], RoleDetailList: [role], Policies: [] })]);
  const box = page.getByRole('dialog', { name: 'Paste anything' });
  await box.getByText(/^This is the output of/u).waitFor();
  await box.getByRole('button', { name: 'Make a scenario of it' }).click();
  await gone(box);
  assert.ok(text((await saved(page)).json).includes('"Own"'));
  await page.keyboard.press('Control+k');
  await box.getByRole('textbox').fill(stack);
  await box.getByRole('button', { name: 'Make a scenario of it' }).click();
  await gone(box);
  assert.ok(text((await saved(page)).json).includes('s3:PutObject'));
});
