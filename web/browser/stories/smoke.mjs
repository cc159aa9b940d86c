// The page is there, keeps to itself, and is there again without a network.
import { story } from '../story.mjs';

story('shows a verdict as soon as it is open', async ({ open, accessible, picture }) => {
  const page = await open();
  await page.getByRole('heading', { level: 1, name: /\b(?:Yes|No)\b/u }).waitFor();
  await picture(page, 'open');
  await accessible(page);
});

story('asks for nothing once it is loaded', async ({ open, kept, server, assert }) => {
  const page = await open();
  await kept(page);
  // What is kept comes out of the browser's own cache where it was loaded already; only the page has no name of its own.
  const named = server.asked.filter((path) => path !== '/');
  assert.deepEqual(named.filter((path, at) => named.indexOf(path) !== at), [], 'a file was fetched twice');
  const before = server.asked.length;
  // Every chunk that comes later comes out of what is kept.
  await page.evaluate(async () => {
    await globalThis.iamwhy.editor();
    await globalThis.iamwhy.examples();
    await globalThis.iamwhy.inflate(await globalThis.iamwhy.deflate('x'));
  });
  assert.deepEqual(server.asked.slice(before), []);
});

story('loads again with the network off', async ({ open, kept, offline, assert }) => {
  const page = await open();
  await kept(page);
  const heading = page.getByRole('heading', { level: 1 });
  const verdict = await heading.textContent();
  await offline();
  await page.reload();
  await heading.waitFor();
  assert.equal(await heading.textContent(), verdict);
  // The checks come with the catalogue; its tab counts what they found, or says that there is nothing.
  await page.getByRole('tab', { name: /^Checks/u }).click();
  await page.getByRole('tabpanel', { name: /^Checks/u }).getByText(/\d+ polic(?:y|ies)/u).waitFor();
});
