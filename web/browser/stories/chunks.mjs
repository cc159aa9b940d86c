// What comes after the first load: the worker, and the texts that go into a link.
import { story } from '../story.mjs';

const ask = (page, question) => page.evaluate((own) => globalThis.iamwhy.evaluated(own).catch((error) => error.message), question);

story('a worker answers the question that it was asked', async ({ open, assert }) => {
  const page = await open();
  const broken = await ask(page, { kind: 'test', path: 'x', text: '{' });
  assert.equal(JSON.parse(broken).errors[0].line, 1);
  assert.match(await ask(page, { kind: 'nonsense', path: 'x', text: '{}' }), /`nonsense`/u);
  const [example] = JSON.parse(await page.evaluate(() => globalThis.iamwhy.examples()));
  const flips = await ask(page, { kind: 'flips', path: example.file, text: example.text, case: 0, authorization: 0 });
  const found = JSON.parse(flips);
  assert.ok(found.flips.length > 0, flips);
  assert.ok(found.held.sentence.length > 0, flips);
  const explained = await ask(page, { kind: 'explain', path: example.file, text: example.text });
  assert.deepEqual(found.flips, JSON.parse(explained).files[0].cases[0].authorizations[0].flips);
});

story('the editor needs no exception from the policy of the page', async ({ open, assert }) => {
  const page = await open();
  const colour = await page.evaluate(async () => {
    const { mountEditor } = await globalThis.iamwhy.editor();
    const host = document.createElement('div');
    document.body.append(host);
    const editor = mountEditor(host, { text: '{"a": 1}', label: 'only for this story' });
    const notes = ['failed', '<b>text</b>'];
    const places = new Uint32Array([1, 2, 1, 5, 1, 4]);
    editor.show({ same: true, text: '{"a": 1}', label: 'a story', readOnly: false, places, diagnostics: [], marks: [], notes });
    const note = host.querySelector('.cm-note');
    const styled = getComputedStyle(note).textDecorationStyle;
    editor.destroy();
    host.remove();
    return styled;
  });
  assert.equal(colour, 'wavy');
});
