// What is published: a strict policy, nothing inline, and everything that it names is there.
import { readdirSync } from 'node:fs';

import { story } from '../story.mjs';

story('has a strict policy, and nothing that would need an exception', async ({ open, assert }) => {
  const page = await open();
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  const parts = new Map(policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]));
  assert.equal(parts.get('default-src'), "'none'");
  assert.equal(parts.get('script-src'), "'self' 'wasm-unsafe-eval'");
  assert.equal(parts.get('style-src'), "'self'");
  assert.equal(parts.get('connect-src'), "'self'");
  assert.ok(!policy.includes('unsafe-inline') && !policy.includes('http') && !policy.includes('*'), policy);
  assert.equal(await page.locator('script:not([src])').count(), 0);
  assert.equal(await page.locator('style').count(), 0);
});

story('every file that it names is there, and named by what is in it', async ({ open, server, assert }) => {
  const page = await open();
  const missing = await page.evaluate(async () => {
    const manifest = document.querySelector('link[rel=manifest]').href;
    const { icons, start_url: start } = await (await fetch(manifest)).json();
    const named = [...document.querySelectorAll('link[href], script[src]')].map((own) => own.href || own.src);
    const all = [...named, new URL(start, manifest).href, ...icons.map(({ src }) => new URL(src, manifest).href)];
    const answers = await Promise.all(all.map(async (url) => [url, (await fetch(url)).status]));
    return answers.filter(([, status]) => status !== 200);
  });
  assert.deepEqual(missing, []);
  const files = readdirSync(server.folder).filter((name) => !['index.html', 'practice.html', 'service-worker.js', 'snippets'].includes(name));
  assert.deepEqual(files.filter((name) => !/-[0-9a-f]{12}\.\w+$/u.test(name)), []);
});
