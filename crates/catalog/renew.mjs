// `cargo xtask catalog` runs this: node renew.mjs SOURCE ARCHIVES TARGET
// SOURCE names the packages and their integrity, ARCHIVES is a folder with one `USE.tgz` each, TARGET the folder to write.
// Reads JSON out of the archives, runs nothing of them, and writes the text that `build/` reads and people compare.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const [source, archives, target] = process.argv.slice(2);

/** The JSON files below `data/` of a package, by path; refuses an archive that is not the pinned one. */
function dataOf(use) {
  const pin = readFileSync(source, 'utf8').split('\n').map((line) => line.split(' ')).find((words) => words[0] === use);
  if (!pin) throw new Error(`\`${source}\` names no package for \`${use}\``);
  const archive = readFileSync(join(archives, `${use}.tgz`));
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  if (integrity !== pin[4]) throw new Error(`${pin[1]} ${pin[2]} is ${integrity}, but \`${source}\` says ${pin[4]}`);
  const tar = gunzipSync(archive);
  const files = new Map();
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const text = (from, length) => tar.toString('utf8', at + from, at + from + length).split('\0')[0];
    const size = Number.parseInt(text(124, 12), 8);
    const path = /^package\/data\/(.*)\.json$/.exec([text(345, 155), text(0, 100)].filter(Boolean).join('/'));
    if (path) files.set(path[1], JSON.parse(tar.toString('utf8', at + 512, at + 512 + size)));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

const fold = (name) => name.toLowerCase();
const byName = (a, b) => (fold(a) < fold(b) ? -1 : fold(a) > fold(b) ? 1 : 0);
const values = (table, name) => Object.values(table ?? {}).sort((a, b) => byName(a[name], b[name]));
const words = (list) => [...new Set(list)].sort(byName).map((word) => ` ${word}`).join('');
// A word of a line: some resource types have spaces in their names.
const word = (name) => name.replace(/ /g, '%20');
// One line, the first sentence, without what every sentence begins with.
const short = (text) =>
  text.replace(/\s+/g, ' ').trim().replace(/^Grants? permissions? to /, '').replace(/(?<!\be\.g|\bi\.e|\betc)\. [A-Z].*$/, '').replace(/\.$/, '');

const now = dataOf('catalogue');
const before = dataOf('dependents');
const prefixes = [...now.get('services')].sort(byName);
const known = new Set(prefixes.flatMap((prefix) => Object.values(now.get(`actions/${prefix}`) ?? {}).map((a) => fold(`${prefix}:${a.name}`))));

/** What AWS said that an action needs besides, as far as those actions still exist. */
function dependents(prefix, action) {
  const old = before.get(`actions/${prefix}`)?.[fold(action.name)];
  const all = [action, ...action.resourceTypes, ...(old ? [old, ...old.resourceTypes] : [])];
  return all.flatMap((one) => one.dependentActions ?? []).filter((name) => known.has(fold(name)));
}

/** The resource types of an action; AWS lists some twice, with different keys. */
function resources(action) {
  const merged = new Map();
  for (const { name, required, conditionKeys } of action.resourceTypes) {
    const one = merged.get(name) ?? { required: false, keys: [] };
    merged.set(name, { required: one.required || required, keys: [...one.keys, ...conditionKeys] });
  }
  return [...merged].sort(([a], [b]) => byName(a, b));
}

mkdirSync(join(target, 'services'), { recursive: true });
mkdirSync(join(target, 'descriptions'), { recursive: true });
const counts = { services: 0, actions: 0, types: 0, keys: 0 };
for (const prefix of prefixes) {
  const lines = [`service ${prefix} ${now.get('serviceNames')[prefix] ?? prefix}`];
  const said = [];
  for (const key of values(now.get(`conditionKeys/${prefix}`), 'key')) {
    lines.push(`key ${key.key} ${key.type}`);
    said.push(`key ${key.key} ${short(key.description)}`);
    counts.keys += 1;
  }
  for (const type of values(now.get(`resourceTypes/${prefix}`), 'key')) {
    lines.push(`type ${word(type.key)}${words(type.arn.split(/,\s*/))}`);
    if (type.conditionKeys?.length) lines.push(`  keys${words(type.conditionKeys)}`);
    counts.types += 1;
  }
  for (const action of values(now.get(`actions/${prefix}`), 'name')) {
    lines.push(`action ${action.name} ${action.accessLevel.replace(/, Write$/, '').replace(' ', '-')}`);
    said.push(`action ${action.name} ${short(action.description)}`);
    if (action.conditionKeys.length) lines.push(`  keys${words(action.conditionKeys)}`);
    for (const [name, { required, keys }] of resources(action)) lines.push(`  on${required ? '!' : ''} ${word(name)}${words(keys)}`);
    const needs = words(dependents(prefix, action));
    if (needs) lines.push(`  needs${needs}`);
    counts.actions += 1;
  }
  writeFileSync(join(target, 'services', `${prefix}.txt`), `${lines.join('\n')}\n`);
  writeFileSync(join(target, 'descriptions', `${prefix}.txt`), `${said.join('\n')}\n`);
  counts.services += 1;
}
console.log(`${counts.services} services, ${counts.actions} actions, ${counts.types} resource types, ${counts.keys} condition keys`);
