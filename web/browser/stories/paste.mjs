// Paste anything: it is recognised, and one press puts it where it belongs.
import { story } from '../story.mjs';
import { editor, gone, layers, link, load, paste, policy, question, saved, scenario, text, verdict } from './hand/index.mjs';

const lets = policy({ Sid: 'Pasted', Effect: 'Allow', Action: 's3:PutObject', Resource: '*' });

story('a policy that is pasted is asked where it belongs', async ({ open, accessible, assert }) => {
  const page = await open();
  const sheet = await paste(page, lets);
  await sheet.getByText('Where does it belong?').waitFor();
  await sheet.getByText(/^A policy: /u).waitFor();
  await accessible(page);
  const places = await sheet.getByRole('button').allTextContents();
  for (const wanted of [/^policies of role app/u, /^boundary of role app/u, /^SCP of root/u, /^RCP of unit Prod/u]) {
    assert.ok(places.some((own) => wanted.test(own)), `${wanted} is not among ${places}`);
  }
  // One place for each: nobody can tell two buttons of one name apart.
  assert.deepEqual([...new Set(places)], places);
});

story('a policy that is pasted is put where it was said to belong', async ({ open, assert }) => {
  const page = await open();
  const sheet = await paste(page, lets);
  await sheet.getByRole('button', { name: 'policies of role app' }).click();
  await gone(sheet);
  await editor(page).getByText('"Pasted"').waitFor();
  assert.equal(await layers(page).getByRole('button', { name: /^Identity/u }).getAttribute('aria-current'), 'true');
  assert.deepEqual((await saved(page)).json.principals.app.policies.length, 1);
});

story('the shape of a policy says what it is, and the place that fits comes first', async ({ open, assert }) => {
  const page = await open();
  const trust = policy({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });
  const sheet = await paste(page, trust);
  const first = () => sheet.getByRole('button').nth(1).textContent();
  await sheet.getByText(/who may assume a role/u).waitFor();
  // Not the bucket's, though it is the resource that is asked about.
  assert.match(await first(), /^trust policy of app/u);
  await sheet.getByRole('textbox').fill(text(policy({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-logs/*' })));
  await sheet.getByText(/names principals/u).waitFor();
  assert.match(await first(), /^bucket policy of logs/u);
  await sheet.getByRole('textbox').fill(text(policy({ Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } })));
  await sheet.getByText(/only denies/u).waitFor();
  assert.match(await first(), /root|unit|account/u);
  // As the command line of AWS prints it: a string in an object.
  await sheet.getByRole('textbox').fill(text({ Policy: text(policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' })) }));
  await sheet.getByText('Where does it belong?').waitFor();
});

const MESSAGES = [
  ['no identity-based policy allows', 'User: arn:aws:iam::111122223333:user/alice is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::acme-logs/1" because no identity-based policy allows the s3:PutObject action', 's3:PutObject', /^Identity/u],
  ['an explicit deny in an SCP', 'User: arn:aws:sts::111122223333:assumed-role/app/ci is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:111122223333:jobs with an explicit deny in a service control policy', 'sqs:SendMessage', /^SCP/u],
  ['no boundary allows', 'An error occurred (AccessDenied) when calling the PutObject operation: User: arn:aws:sts::111122223333:assumed-role/app/ci is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::acme-logs/1" because no permissions boundary allows the s3:PutObject action', 's3:PutObject', /^Boundary/u],
  ['no resource-based policy allows', 'User: arn:aws:iam::444455556666:user/bob is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:111122223333:jobs because no resource-based policy allows the sqs:SendMessage action', 'sqs:SendMessage', /^(Queue|Resource) policy/u],
  ['no session policy allows', 'User: arn:aws:sts::111122223333:assumed-role/app/ci is not authorized to perform: ec2:StartInstances on resource: arn:aws:ec2:eu-west-1:111122223333:instance/i-1 because no session policy allows the ec2:StartInstances action', 'ec2:StartInstances', /^Session/u],
];
for (const [words, message, action, layer] of MESSAGES) {
  story(`a message becomes the question: ${words}`, async ({ open, assert, accessible }) => {
    const page = await open();
    const sheet = await paste(page, message);
    await sheet.getByText('An AccessDenied message:').waitFor();
    await sheet.getByRole('button', { name: 'Copy' }).first().waitFor();
    await sheet.getByText(/^aws /u).first().waitFor();
    await accessible(page);
    await sheet.getByRole('button', { name: 'Make it the question' }).click();
    await gone(sheet);
    assert.equal(await question(page).getByRole('combobox', { name: 'Action' }).inputValue(), action);
    // The layer that AWS names is told, and is where the search begins.
    await page.getByText(/^AWS's message names the /u).waitFor();
    await layers(page).getByRole('button', { name: layer }).and(page.locator('[aria-current="true"]')).waitFor();
    assert.equal(await page.getByRole('heading', { level: 1, name: 'Yes.', exact: true }).count(), 0);
  });
}

story('a message of one line, without a reason, becomes the question', async ({ open, assert }) => {
  const page = await open();
  const sheet = await paste(page, 'User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/x');
  await sheet.getByRole('button', { name: 'Make it the question' }).click();
  await gone(sheet);
  assert.equal(await question(page).getByRole('combobox', { name: 'Action' }).inputValue(), 'iam:CreateRole');
});

story('a share link is opened where links are pasted', async ({ open }) => {
  const page = await open();
  await load(page, scenario());
  await verdict(page, 'Yes.');
  const url = await link(page);
  const other = await open();
  await load(other, scenario({ policies: { read: policy({ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }) } }));
  await verdict(other, 'No.');
  const sheet = await paste(other, url);
  await sheet.getByText('A link to a shared scenario.').waitFor();
  await sheet.getByRole('button', { name: 'Open it' }).click();
  await verdict(other, 'Yes.');
});

story('what nobody can read is said to be that', async ({ open, accessible, assert }) => {
  const page = await open();
  const sheet = await paste(page, 'the quick brown fox jumps over the lazy dog');
  await sheet.getByText(/^This looks like /u).waitFor();
  for (const odd of ['{"Statement": [', '[[[[[[[[[[[[[[', '<script>alert(1)</script>', '\u0000\u0001\u0002\u0003 and so on and on', 'https://example.com/#1.AAAAAAAAAAAAAAAAAAAA', '"just a string that is long"', '{"eventVersion": "1.08", "eventName": "PutObject"}']) {
    await sheet.getByRole('textbox').fill(odd);
    assert.equal(await sheet.isVisible(), true, odd);
  }
  await sheet.getByRole('textbox').fill('the quick brown fox jumps over the lazy dog');
  await accessible(page);
  await page.keyboard.press('Escape');
  await gone(sheet);
  await verdict(page, 'No.');
});

story('a web page is not taken for a refusal', async ({ open }) => {
  const page = await open();
  const sheet = await paste(page, '<!DOCTYPE html>\n<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>');
  await sheet.getByText(/^This looks like a web page: /u).waitFor();
});

story('what a message leaves open is said in words, and the commands that fetch it stay within reach', async ({ open, assert, accessible }) => {
  const page = await open();
  const message = 'User: arn:aws:iam::111122223333:user/ci is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/x because no permissions boundary allows the iam:CreateRole action';
  const sheet = await paste(page, message);
  await sheet.getByRole('button', { name: 'Make it the question' }).click();
  await verdict(page, 'It depends.');
  await page.getByText('the boundary and policies of ci, which are not known.').waitFor();
  await accessible(page);
  await page.getByRole('button', { name: 'Show the commands that fetch what is not known' }).click();
  await sheet.getByText(/^aws iam|^arn=/u).first().waitFor();
  assert.equal(await sheet.getByRole('textbox').inputValue(), message);
  await page.keyboard.press('Escape');
  // Another scenario has another story.
  await load(page, scenario({ principals: { alice: { user: 'arn:aws:iam::111122223333:user/alice', policies: { unknown: true } } } }));
  await verdict(page, 'It depends.');
  assert.equal(await page.getByRole('button', { name: 'Show the commands that fetch what is not known' }).count(), 0);
});

const KEY = 'User: arn:aws:sts::111122223333:assumed-role/app/ci is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/k because no identity-based policy allows the kms:Decrypt action';
const version = (action) => text({ PolicyVersion: { Document: policy({ Effect: 'Allow', Action: action, Resource: '*' }), VersionId: 'v1' } });
const scp = (name) => text({ Policy: { PolicySummary: { Name: name, Type: 'SERVICE_CONTROL_POLICY' }, Content: text(policy({ Effect: 'Allow', Action: '*', Resource: '*' })) } });

story('what the commands of a message print is put where it belongs', async ({ open, assert, accessible }) => {
  const page = await open();
  const asked = await paste(page, KEY);
  await asked.getByRole('button', { name: 'Make it the question' }).click();
  await gone(asked);
  const put = async (output, words, place) => {
    const sheet = await paste(page, output);
    await sheet.getByText(words).waitFor();
    await accessible(page);
    await sheet.getByRole('button', { name: place }).click();
    await gone(sheet);
    return (await saved(page)).json;
  };
  let json = await put('{ "Grants": [], "Truncated": false }', 'The key has no grants.', 'grants of resource');
  assert.deepEqual(json.resources.resource.grants, []);
  // It does not say of what: only what is unknown is offered.
  json = await put('null', /^There is none: /u, /^boundary of /u);
  assert.equal(json.principals.app.boundary, undefined);
  const names = ['{"AttachedPolicies": [{"PolicyName": "a"}, {"PolicyName": "b"}]}', version('s3:*'), version('sqs:*'), '{"PolicyNames": []}'];
  json = await put(names.join('\n'), '2 policies.', /^policies of /u);
  assert.equal(json.principals.app.policies.length, 2);
  json = await put(`111122223333\n${scp('FullAWSAccess')}\nou-ab12-prod0001\n${scp('own')}\nr-ab12\n${scp('FullAWSAccess')}`, /^SCPs of 3 levels/u, 'the organization');
  assert.deepEqual(json.organization.root.units['ou-ab12-prod0001'].accounts, ['111122223333']);
  assert.deepEqual(json.accounts['111122223333'].scps, ['FullAWSAccess']);
});

story('who calls is told by the command that asks it', async ({ open, assert }) => {
  const page = await open();
  const asked = await paste(page, 'An error occurred (AccessDenied) when calling the GetObject operation: Access Denied');
  await asked.getByRole('button', { name: 'Make it the question' }).click();
  await gone(asked);
  const sheet = await paste(page, '{ "UserId": "AROAEXAMPLE:ci", "Account": "444455556666", "Arn": "arn:aws:sts::444455556666:assumed-role/app/ci" }');
  await sheet.getByRole('button', { name: 'the caller' }).click();
  await gone(sheet);
  const { json } = await saved(page);
  assert.equal(json.principals.caller.role, 'arn:aws:iam::444455556666:role/app');
  assert.equal(json.principals.caller.session, 'ci');
});
