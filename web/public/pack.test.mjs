import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { deflate, inflate } from './pack.js';

/** Text that does not pack away to nothing. */
const text = Array.from({ length: 3000 }, (_, at) => `${createHash('md5').update(String(at)).digest('hex')}é😀`).join('\n');

test('what is packed comes back', async () => {
  for (const own of ['', 'a', text]) assert.deepEqual(await inflate(await deflate(own)), { text: own, whole: true });
});

test('a cut link gives what can be read of it', async () => {
  const packed = await deflate(text);
  for (const length of [packed.length - 1, packed.length - 2, 30_000, 9000]) {
    const { text: read, whole } = await inflate(packed.subarray(0, length));
    assert.equal(whole, false);
    assert.ok(text.startsWith(read), 'no character that was never there');
    // A piece may be lost, and what stands in it.
    assert.ok(read.length > (text.length * length) / packed.length - 8000, `${read.length} of ${length}`);
  }
});

test('what was never packed gives nothing, and no error', async () => {
  for (const bytes of [[], [7], [1, 2, 3, 250, 7, 7, 7], [255, 255]]) {
    assert.deepEqual(await inflate(new Uint8Array(bytes)), { text: '', whole: false });
  }
});

test('a short link for a text without end is not followed to the end', async () => {
  const { text: read, whole } = await inflate(await deflate('a'.repeat(20_000_000)));
  assert.equal(whole, false);
  assert.ok(read.length < 17_000_000);
});
