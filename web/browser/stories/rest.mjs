// The page comes in two parts: what the first answer needs, and the rest.
import { story } from '../story.mjs';
import { answer, decided, editor, rails, ready, sheet, tab, verdict } from './hand/index.mjs';

const REST = /^\/app-rest-/u;
const times = (server) => server.asked.filter((path) => REST.test(path)).length;

story('the first answer does not wait for the rest of the page', async ({ context, open, server, assert }) => {
  const release = server.hold(REST);
  const asked = context.waitForEvent('request', (request) => REST.test(new URL(request.url()).pathname));
  const page = await open();
  await verdict(page, 'No.');
  await decided(page, 'implicit deny', 'permissions boundary');
  await answer(page).getByText('has no statement that allows s3:PutObject').waitFor();
  await rails(page).getByRole('button', { name: /^Boundary.*decides/u }).waitFor();
  await editor(page, 'policy dev-boundary').waitFor();
  await asked;
  assert.equal(await page.getByRole('group', { name: 'statements' }).count(), 0);
  release();
  await ready(page);
  await page.getByRole('button', { name: /^Apply/u }).first().waitFor();
});

// The only time that the page holds still for the network.
story('what is done before the rest is there is done when it comes', { mayLog: /Synchronous XMLHttpRequest/u }, async ({ open, server, assert }) => {
  const release = server.hold(REST);
  const page = await open();
  await verdict(page, 'No.');
  setTimeout(release, 500);
  const box = await sheet(page, 'Share');
  await box.getByText(/of 8000 characters/u).waitFor();
  await page.keyboard.press('Escape');
  await ready(page);
  await tab(page, 'Trace');
  assert.ok(times(server) > 0);
});

story('a page that is opened at a link has all of itself before it starts', async ({ open, server, assert }) => {
  const release = server.hold(REST);
  setTimeout(release, 300);
  const page = await open('#1.');
  await page.getByRole('heading', { level: 1, name: /\b(?:Yes|No)\b/u }).waitFor();
  await ready(page);
  assert.equal(times(server), 1);
});

story('the chapters of the practice room do not wait for the rest of it', { mayLog: /Synchronous XMLHttpRequest/u }, async ({ context, open, server }) => {
  const release = server.hold(/^\/practice-rest-/u);
  const asked = context.waitForEvent('request', (request) => request.url().includes('/practice-rest-'));
  const page = await open('practice.html');
  const chapter = page.getByRole('link', { name: /^Order, implicit and explicit deny/u });
  await chapter.waitFor();
  await asked;
  setTimeout(release, 300);
  await chapter.click();
  await page.getByRole('heading', { level: 1, name: 'Mental model' }).waitFor();
});
