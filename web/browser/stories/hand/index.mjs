// What people do with the page over and over, in their words: by role and label.
import { readFile } from 'node:fs/promises';

export const ACCOUNT = '111122223333';

/** A policy of one statement. */
export const policy = (...statements) => ({ Version: '2012-10-17', Statement: statements });

/** A small scenario: alice reads a report, and a policy of hers lets her. */
export const scenario = (more = {}) => ({
  scenario: 1,
  title: 'Alice reads a report.',
  policies: { read: policy({ Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }) },
  principals: { alice: { user: `arn:aws:iam::${ACCOUNT}:user/alice`, policies: ['read'] } },
  resources: { reports: { arn: 'arn:aws:s3:::acme-reports', account: ACCOUNT } },
  cases: [{ name: 'alice reads', principal: 'alice', action: 's3:GetObject', resource: 'reports/1.pdf', expect: 'allow' }],
  ...more,
});

export const text = (value) => JSON.stringify(value, null, 2);

export const question = (page) => page.getByRole('region', { name: 'The question' });
export const answer = (page) => page.getByRole('region', { name: 'The answer' });
export const rails = (page) => page.getByRole('figure', { name: 'Where the request passes' });
export const layers = (page) => page.getByRole('navigation', { name: 'Layers' });
export const gone = (locator) => locator.waitFor({ state: 'hidden' });

/** Waits for a headline: `Yes.`, `No.`, `It depends.`. */
export const verdict = (page, word) => page.getByRole('status').getByRole('heading', { level: 1, name: word, exact: true }).waitFor();

/** Waits for the decision and the layer where it falls. */
export const decided = (page, decision, layer = '') => answer(page).getByText(layer ? `${decision} at ${layer}` : decision).first().waitFor();

/** Waits until the editor is there. */
export const ready = (page) => page.getByRole('group', { name: 'statements' }).waitFor();

/** The editor's text, with whatever name it has. */
export const editor = (page, name = /^(policy .|entry .|the whole scenario)/u) => page.getByRole('textbox', { name });

/** Pastes a text in place of what the editor shows. The clipboard itself belongs to all stories at once. */
export async function write(page, name, own) {
  await ready(page);
  const box = editor(page, name);
  await box.focus();
  await page.keyboard.press('Control+a');
  await box.evaluate((element, words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', words);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, typeof own === 'string' ? own : text(own));
}

/** Opens a layer's place. */
export const place = (page, name) => layers(page).getByRole('button', { name }).click();

/** Does something with the place that is open, or with its policy. */
export async function act(page, item) {
  await page.getByRole('button', { name: 'What to do here' }).click();
  const menu = page.getByRole('dialog', { name: 'What to do here' });
  if (item) await menu.getByRole('button', { name: item, exact: true }).click();
  return menu;
}

/** Pastes something into the box that takes anything. */
export async function paste(page, own) {
  await page.keyboard.press('Control+k');
  const sheet = page.getByRole('dialog', { name: 'Paste anything' });
  await sheet.getByRole('textbox').fill(typeof own === 'string' ? own : text(own));
  return sheet;
}

/** Opens a scenario by pasting it. */
export async function load(page, own) {
  const sheet = await paste(page, own);
  await sheet.getByRole('button', { name: 'Open it' }).click();
  await gone(sheet);
}

/** Opens a sheet by its button in the bar at the top. */
export async function sheet(page, button) {
  await page.getByRole('navigation', { name: 'page' }).getByRole('button', { name: button }).click();
  return page.getByRole('dialog');
}

/** Shows a tab under the rails. */
export async function tab(page, name) {
  await page.getByRole('tab', { name }).click();
  return page.getByRole('tabpanel', { name });
}

/** The file as the page hands it over. */
export async function saved(page) {
  const share = await sheet(page, 'Share');
  const coming = page.waitForEvent('download');
  await share.getByRole('button', { name: 'Save iamwhy.scenario.json' }).click();
  const download = await coming;
  const bytes = await readFile(await download.path());
  await share.getByRole('button', { name: 'Close', exact: true }).click();
  return { name: download.suggestedFilename(), bytes, json: JSON.parse(bytes) };
}

/** The link that the page makes of what is open, once it is that of the state wanted. */
export async function link(page, redact = false) {
  const share = await sheet(page, 'Share');
  const box = share.getByRole('textbox', { name: 'Link' });
  await share.getByText(/^[1-9]\d* of 8000 characters/u).waitFor();
  const plain = await box.inputValue();
  if (redact) {
    await share.getByRole('checkbox', { name: /^Replace account ids/u }).check();
    await page.waitForFunction(([own, old]) => own.value !== old, [await box.elementHandle(), plain]);
  }
  const url = await box.inputValue();
  await share.getByRole('button', { name: 'Close', exact: true }).click();
  return url;
}

/** Types into a field, and leaves it. */
export async function fill(locator, own) {
  await locator.fill(own);
  await locator.press('Tab');
}

/**
 * A story of something that is known to be broken: it has to fail. When it does not, the mark has to go.
 */
export const known = (bug, tell) => async (scene) => {
  scene.context.setDefaultTimeout(4000);
  try {
    await tell(scene);
  } catch {
    return;
  }
  throw new Error(`${bug} is mended: the story can be told without \`known\``);
};
