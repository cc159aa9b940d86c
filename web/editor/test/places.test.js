import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Text } from '@codemirror/state';

import { difference, offsetAt, placeAt, rangeAt } from '../src/places.js';

const doc = Text.of(['{ "é": "😀😀x",', '', '  "b": 1 }']);

test('columns count characters, offsets UTF-16 units', () => {
  // é is one unit, each face two.
  assert.equal(offsetAt(doc, 1, 9), 8);
  assert.equal(offsetAt(doc, 1, 10), 10);
  assert.equal(offsetAt(doc, 1, 11), 12);
  assert.deepEqual(placeAt(doc, 12), { line: 1, column: 11 });
});

test('every place comes back as itself', () => {
  for (let line = 1; line <= doc.lines; line += 1) {
    const length = [...doc.line(line).text].length;
    for (let column = 1; column <= length + 1; column += 1) {
      assert.deepEqual(placeAt(doc, offsetAt(doc, line, column)), { line, column });
    }
  }
});

test('what lies outside is the nearest place', () => {
  assert.equal(offsetAt(doc, 0, 0), 0);
  assert.equal(offsetAt(doc, 1, 999), doc.line(1).to);
  assert.equal(offsetAt(doc, 99, 1), doc.line(3).from);
  assert.equal(offsetAt(doc, Number.NaN, undefined), 0);
  assert.deepEqual(placeAt(doc, 9999), { line: 3, column: 11 });
});

test('a range without length covers a character where there is one', () => {
  assert.deepEqual(rangeAt(doc, { line: 1, column: 9, endLine: 1, endColumn: 9 }), { from: 8, to: 10 });
  assert.deepEqual(rangeAt(doc, { line: 3, column: 11, endLine: 3, endColumn: 11 }), { from: doc.length - 1, to: doc.length });
  assert.deepEqual(rangeAt(doc, { line: 2, column: 1, endLine: 2, endColumn: 1 }), { from: 16, to: 16 });
  assert.deepEqual(rangeAt(Text.empty, { line: 1, column: 1 }), { from: 0, to: 0 });
  // Turned around.
  assert.deepEqual(rangeAt(doc, { line: 3, column: 4, endLine: 1, endColumn: 1 }), { from: 20, to: 21 });
});

const apply = (old, change) => (change ? old.slice(0, change.from) + change.insert + old.slice(change.to) : old);

test('only what differs is replaced', () => {
  assert.equal(difference('same', 'same'), null);
  assert.deepEqual(difference('abcdef', 'abXdef'), { from: 2, to: 3, insert: 'X' });
  assert.deepEqual(difference('aaa', 'aa'), { from: 2, to: 3, insert: '' });
  assert.deepEqual(difference('', 'new'), { from: 0, to: 0, insert: 'new' });
});

test('a difference never cuts a character in two', () => {
  // The faces share their first unit, or their second.
  const pairs = [
    ['a😀b', 'a😁b'],
    ['a😀b', 'a\u{1FA00}b'],
    ['😀', '😀😀'],
    ['x😀', '\u{10600}'],
  ];
  for (const [old, next] of pairs) {
    const change = difference(old, next);
    assert.equal(apply(old, change), next);
    assert.ok(change.insert.isWellFormed?.() ?? true);
    assert.ok(old.slice(0, change.from).isWellFormed?.() ?? true);
  }
});

test('a difference applied gives the new text', () => {
  const letters = ['a', 'b', '😀', '😁', '\n'];
  let seed = 7;
  const next = (most) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % most;
  };
  const word = () => Array.from({ length: next(8) }, () => letters[next(letters.length)]).join('');
  for (let round = 0; round < 2000; round += 1) {
    const [old, wanted] = [word(), word()];
    assert.equal(apply(old, difference(old, wanted)), wanted);
  }
});

test('plain lines and others in one text are told apart', () => {
  const doc = Text.of(['plain', 'a\u{1f600}b', 'plain again']);
  const found = [[1, 4], [2, 3], [3, 7], [2, 4], [1, 2]].map(([line, column]) => {
    const offset = offsetAt(doc, line, column);
    return [offset, placeAt(doc, offset)];
  });
  assert.deepEqual(found, [
    [3, { line: 1, column: 4 }],
    [9, { line: 2, column: 3 }],
    [17, { line: 3, column: 7 }],
    [10, { line: 2, column: 4 }],
    [1, { line: 1, column: 2 }],
  ]);
});
