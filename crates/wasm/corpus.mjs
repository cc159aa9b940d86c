// Runs the fixtures in the bare module, as the compiler made it: `node corpus.mjs MODULE FOLDER [NATIVE]`.
//
// Only functions that take strings and return one can be called like this, and that is all the module has. Without
// the generated JavaScript, a string crosses the border as a pointer and a length in the module's memory.
// NATIVE is what `iamwhy test --format json FOLDER` printed: the module must say the same of every file.

import { readFileSync, readdirSync } from "node:fs";

const [modulePath, folder, nativePath] = process.argv.slice(2);

function load(path) {
  const module = new WebAssembly.Module(readFileSync(path));
  // What the generated JavaScript would supply. Nothing that decides may call it.
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind !== "function") throw new Error(`the module wants a ${kind} \`${name}\` of its host`);
    (imports[from] ??= {})[name] = () => {
      throw new Error(`the module called \`${name}\` of its host`);
    };
  }
  return new WebAssembly.Instance(module, imports).exports;
}

// wasm-bindgen appends a hash to the names; the generated JavaScript takes it off again.
function exported(exports, name) {
  const found = Object.keys(exports).find((key) => key === name || new RegExp(`^${name}_[0-9a-f]{16}$`).test(key));
  return exports[found];
}

function call(exports, name, ...texts) {
  const words = texts.flatMap((text) => {
    const bytes = new TextEncoder().encode(text);
    const pointer = exports.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(exports.memory.buffer).set(bytes, pointer);
    return [pointer, bytes.length];
  });
  // A returned string is written to where the first argument points.
  const slot = exports.__wbindgen_malloc(16, 4) >>> 0;
  exported(exports, name)(slot, ...words);
  const [pointer, length] = new Uint32Array(exports.memory.buffer, slot, 2);
  const text = new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(exports.memory.buffer, pointer, length));
  exports.__wbindgen_free(pointer, length, 1);
  exports.__wbindgen_free(slot, 16, 4);
  return text;
}

function scenarios(path) {
  return readdirSync(path, { withFileTypes: true })
    .flatMap((entry) => {
      const inner = `${path}/${entry.name}`;
      if (entry.isDirectory()) return scenarios(inner);
      return entry.name.endsWith(".scenario.json") ? [inner] : [];
    })
    .sort();
}

// Whether a policy comes from another file, which the bare module cannot read.
function readsFiles(value) {
  if (value === null || typeof value !== "object") return false;
  return typeof value.file === "string" || Object.values(value).some(readsFiles);
}

const exports = load(modulePath);
const version = call(exports, "version");
if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`\`version\` returned \`${version}\``);

if (!exported(exports, "test")) {
  console.log(`version ${version} answers; it exports no \`test\` yet, so no fixture was run`);
  process.exit(0);
}

const native = new Map();
if (nativePath) for (const file of JSON.parse(readFileSync(nativePath, "utf8")).files) native.set(file.file, file);

let [cases, files, skipped] = [0, 0, 0];
const failures = [];
for (const path of scenarios(folder)) {
  const text = readFileSync(path, "utf8");
  if (readsFiles(JSON.parse(text))) {
    skipped += 1;
    continue;
  }
  files += 1;
  try {
    const report = JSON.parse(call(exports, "test", path, text));
    if (report.error) throw new Error(JSON.stringify(report.error));
    for (const file of report.files) {
      cases += file.cases.length;
      const failed = file.cases.filter((one) => one.passed === false);
      for (const one of failed) failures.push(`${path}: \`${one.name}\`: ${JSON.stringify(one.mismatches)}`);
      const other = native.get(file.file);
      if (other && JSON.stringify(other) !== JSON.stringify(file)) {
        failures.push(`${path}: the module and the command line differ`);
      }
    }
  } catch (error) {
    failures.push(`${path}: ${error.message}`);
  }
}

for (const failure of failures) console.error(failure);
const against = nativePath ? `, ${native.size} files compared with the command line` : "";
console.log(`${cases} cases of ${files} files${against}; ${skipped} files read others and were left out`);
process.exit(failures.length === 0 ? 0 : 1);
