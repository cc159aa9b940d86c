// The page keeps to itself.
import { story } from '../story.mjs';
import { load, paste, policy, question, scenario, sheet, tab, verdict, write } from './hand/index.mjs';

story('whatever is done, nothing is asked of anybody but its own chunks, each once', async ({ open, server, assert }) => {
  const page = await open();
  await write(page, 'policy dev-boundary', policy({ Effect: 'Allow', Action: '*', Resource: '*' }));
  await verdict(page, 'Yes.');
  await page.getByRole('heading', { name: 'What holds this open' }).waitFor();
  const loaded = server.asked.length;
  for (const name of ['Trace', /^Tests/u, /^Checks/u, 'Changes', 'AWS view']) await tab(page, name);
  const share = await sheet(page, 'Share');
  await share.getByText(/of 8000 characters/u).waitFor();
  await page.keyboard.press('Escape');
  const box = await paste(page, 'https://evil.example/x?#1.AAAA');
  await page.keyboard.press('Escape');
  await box.waitFor({ state: 'hidden' });
  const examples = await sheet(page, 'Examples');
  await examples.getByRole('button').nth(5).waitFor();
  await page.keyboard.press('Escape');
  await load(page, scenario({ title: 'https://evil.example/', about: '![x](https://evil.example/x.png)' }));
  await question(page).getByRole('combobox', { name: 'Action' }).fill('s3:PutObject');
  await verdict(page, 'No.');
  const later = server.asked.slice(loaded);
  assert.ok(later.every((path) => /^\/(pack|examples|checker|checks|catalogue|reader|pastes)-[0-9a-f]{12}\./u.test(path)), later.join(' '));
  // The page itself is kept for offline in a request of its own.
  const chunks = server.asked.filter((path) => path !== '/');
  assert.deepEqual([...new Set(chunks)].sort(), chunks.sort(), 'something was fetched twice');
});

story('the page could not speak to another origin if it wanted to', { mayLog: /Content Security Policy|violates|Refused|Failed to load|ERR_/u }, async ({ open, assert }) => {
  const page = await open();
  const refused = await page.evaluate(async () => {
    const seen = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => seen.push(effectiveDirective));
    await fetch('data:text/plain,x').catch(() => {});
    document.createElement('p').setAttribute('style', 'color: red');
    const script = document.createElement('script');
    script.textContent = 'globalThis.hit = 1';
    document.head.append(script);
    await new Promise((resolve) => setTimeout(resolve));
    return seen;
  });
  assert.deepEqual([...new Set(refused)].sort(), ['connect-src', 'script-src-elem', 'style-src-attr']);
});
