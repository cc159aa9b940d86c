// A new version is published while somebody has the page open.
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { story } from '../story.mjs';

story('a new version is there at the next load, and an open page still finds its chunks', { changes: true }, async ({ open, kept, server, assert }) => {
  const page = await open();
  await kept(page);
  const title = await page.title();

  // The next version has another title, and a chunk less.
  const chunk = readdirSync(server.folder).find((name) => /^pack-.*\.js$/u.test(name));
  rmSync(join(server.folder, chunk));
  const edit = (name, change) => {
    const path = join(server.folder, name);
    const before = readFileSync(path, 'utf8');
    const after = change(before);
    assert.notEqual(after, before, `nothing to change in \`${name}\``);
    writeFileSync(path, after);
  };
  edit('index.html', (text) => text.replace(/<title>[^<]*/u, '<title>the next one'));
  edit('service-worker.js', (text) => text.replace(new RegExp(`\\{[^{}]*${chunk}[^{}]*\\},?`, 'u'), '').replace(/[0-9a-f]{12}(?=`)/u, '0'.repeat(12)));

  await page.evaluate(async () => {
    const changed = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
    await (await navigator.serviceWorker.ready).update();
    await changed;
  });
  assert.equal(await page.title(), title);
  const packed = await page.evaluate(async () => (await globalThis.iamwhy.deflate('still here')).length);
  assert.ok(packed > 0);

  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await page.title(), 'the next one');
});
