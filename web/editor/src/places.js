// Places in the text. Outside, a line and a column from 1, in characters (code points); inside, an offset in UTF-16.

/** Of each text the line that was asked of last, and whether its characters are all single units. */
const asked = new WeakMap();

/** Whether columns and offsets are the same in a line. A minified policy is one long line with thousands of places in it. */
function isPlain(doc, { number, text }) {
  const last = asked.get(doc);
  if (last?.number === number) return last.plain;
  const plain = !/[\ud800-\udfff]/.test(text);
  asked.set(doc, { number, plain });
  return plain;
}

/** The offset of a line and a column; what lies outside is moved to the nearest place. */
export function offsetAt(doc, line, column) {
  const own = doc.line(clamp(line, 1, doc.lines));
  const { text } = own;
  if (isPlain(doc, own)) return own.from + clamp((column || 1) - 1, 0, text.length);
  let offset = 0;
  for (let left = (column || 1) - 1; left > 0 && offset < text.length; left -= 1) {
    offset += text.codePointAt(offset) > 0xffff ? 2 : 1;
  }
  return own.from + offset;
}

/** The line and the column of an offset. */
export function placeAt(doc, offset) {
  const at = clamp(offset, 0, doc.length);
  const line = doc.lineAt(at);
  if (isPlain(doc, line)) return { line: line.number, column: at - line.from + 1 };
  const before = line.text.slice(0, at - line.from);
  let column = 1;
  for (const _ of before) column += 1;
  return { line: line.number, column };
}

/** The offsets of a range; never empty where there is a character to show it at. */
export function rangeAt(doc, { line, column, endLine, endColumn, start, end }) {
  // Who knows the offsets spares the way along a line, which may be all of a minified policy.
  if (end > start && end <= doc.length) return { from: start, to: end };
  const from = offsetAt(doc, line, column);
  const to = Math.max(from, offsetAt(doc, endLine ?? line, endColumn ?? column));
  if (to > from || doc.length === 0) return { from, to };
  const own = doc.lineAt(from);
  if (from < own.to) return { from, to: offsetAt(doc, line, column + 1) };
  return from > own.from ? { from: from - 1, to: from } : { from, to };
}

/** The smallest change that makes `next` of `old`; `null` if they are the same. Never cuts a character in two. */
export function difference(old, next) {
  if (old === next) return null;
  const most = Math.min(old.length, next.length);
  let start = 0;
  while (start < most && old.charCodeAt(start) === next.charCodeAt(start)) start += 1;
  if (start > 0 && isHigh(old.charCodeAt(start - 1))) start -= 1;
  let same = 0;
  while (same < most - start && old.charCodeAt(old.length - 1 - same) === next.charCodeAt(next.length - 1 - same)) same += 1;
  if (same > 0 && isLow(old.charCodeAt(old.length - same))) same -= 1;
  return { from: start, to: old.length - same, insert: next.slice(start, next.length - same) };
}

const clamp = (value, least, most) => Math.min(Math.max(Math.trunc(value) || least, least), most);
const isHigh = (unit) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit) => unit >= 0xdc00 && unit <= 0xdfff;
