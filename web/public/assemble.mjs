// The last step of Trunk's build, or, where `publish.mjs` has more to do, of that: names every chunk by what is in it,
// writes the files that load them, and gives each page its Content-Security-Policy. Nothing in the result is inline, and nothing comes from elsewhere.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';

import { first } from './first.mjs';

// Whoever says so does it later.
if (process.env.ASSEMBLE === 'later') process.exit(0);

const here = dirname(fileURLToPath(import.meta.url));
const web = join(here, '..');
const stage = process.env.TRUNK_STAGING_DIR;
const release = process.env.TRUNK_PROFILE === 'release';
const { buildSync, transformSync } = createRequire(join(web, 'editor', 'package.json'))('esbuild');

const hash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 12);
const text = (...parts) => readFileSync(join(...parts), 'utf8');
const small = (script) => (release ? transformSync(script, { minify: true, target: 'es2022', format: 'esm' }).code : script);

/** Writes a file under a name that changes with what is in it. */
function put(name, content) {
  const [stem, ...endings] = name.split('.');
  const named = [`${stem}-${hash(content)}`, ...endings].join('.');
  writeFileSync(join(stage, named), content);
  return named;
}

/** The same for a file that is there already. */
function rename(name, as) {
  const named = put(as, readFileSync(join(stage, name)));
  rmSync(join(stage, name));
  return named;
}

/** Puts values in place of words; a word that is not there is a mistake of ours. */
function fill(template, values) {
  let filled = template;
  for (const [word, value] of Object.entries(values)) {
    if (!filled.includes(word)) throw new Error(`no \`${word}\` to put \`${value}\` in place of`);
    filled = filled.replaceAll(word, () => value);
  }
  return filled;
}

/** What wasm-bindgen wrote, with the names that a divided module has for what it imports (see `web/split`). */
function renamed(glue, imports) {
  const short = imports.map(({ name }, at) => [`        ${name}: `, `        _${at.toString(36)}: `]);
  return fill(glue, { ...Object.fromEntries(short), [`"${imports[0].module}":`]: 'outside:' });
}

/** A page's module under names of its own: the module, the rest of it if it was divided, and what loads that. */
function moduleOf(wasm, js, as) {
  const ofRest = wasm.replace('.wasm', '.rest.wasm');
  const rest = existsSync(join(stage, ofRest)) ? rename(ofRest, `${as}-rest.wasm`) : '';
  const loads = process.env.WATCH ? text(here, 'watch.js') : fill(text(here, 'rest.js'), { REST_WASM: rest && `./${rest}` });
  const restJs = put(`${as}-parts.js`, small(loads));
  const ofImports = wasm.replace('.wasm', '.imports.json');
  const own = rest ? renamed(text(stage, js), JSON.parse(text(stage, ofImports))) : text(stage, js);
  for (const name of [js, ofImports]) rmSync(join(stage, name), { force: true });
  const more = { 'return {\n        __proto__: null,': 'return {\n        __proto__: null,\n        ...more,' };
  const glue = fill(own, more);
  const whole = `import { imports as more, share } from './${restJs}';\n${glue}\nshare(() => wasm);\n`;
  return { wasm: rename(wasm, `${as}.wasm`), js: put(`${as}.js`, small(whole)), restJs };
}

let page = text(stage, 'index.html');

// The page's own module and what wasm-bindgen wrote beside it.
const placeholder = /<script data-app-js="(?<js>[^"]+)" data-app-wasm="(?<wasm>[^"]+)"><\/script>\n?/u.exec(page);
if (!placeholder) throw new Error('Trunk left no place for the script: see `pattern_script` in `Trunk.toml`');
const app = moduleOf(placeholder.groups.wasm, placeholder.groups.js, 'app');

// What is painted before all that, and a classic script, which runs before anything is painted.
page = page.replace('<body>', () => `<body>\n${first(JSON.parse(text(here, 'first.json')))}`);
const earlyJs = put('early.js', small(`{\n${text(here, 'early.js')}}\n`));
page = page.replace('<meta name="color-scheme"', (meta) => `<script src="./${earlyJs}"></script>\n${meta}`);

// Loaded when asked for.
const evaluatorWasm = rename('iamwhy-wasm_bg.wasm', 'evaluator.wasm');
const evaluatorGlue = text(stage, 'iamwhy-wasm.js');
rmSync(join(stage, 'iamwhy-wasm.js'));
const evaluatorJs = put('evaluator.js', small(evaluatorGlue));
const worker = fill(text(here, 'worker.js'), { EVALUATOR_JS: evaluatorJs, EVALUATOR_WASM: evaluatorWasm });
const workerJs = put('worker.js', small(worker));
const checksWasm = rename('iamwhy-wasm-lint_bg.wasm', 'checks.wasm');
const checksGlue = text(stage, 'iamwhy-wasm-lint.js');
rmSync(join(stage, 'iamwhy-wasm-lint.js'));
const checksJs = put('checks.js', small(checksGlue));
// What AWS has, as the checks read it. The packed file is made from text and not kept.
const packed = join(stage, 'catalogue.bin');
const pack = ['run', '--quiet', '--package', 'iamwhy-catalog', '--bin', 'catalogue', '--', packed];
execFileSync(process.env.CARGO ?? 'cargo', pack, { cwd: join(web, '..'), stdio: 'inherit' });
const catalogueBin = put('catalogue.bin', deflateRawSync(readFileSync(packed), { level: 9 }));
rmSync(packed);
const shelves = join(web, '..', 'crates', 'catalog', 'data', 'descriptions');
const about = files(shelves).map((path) => [path.replace(/\.txt$/u, ''), put(`about-${path}`, readFileSync(join(shelves, path)))]);
const checkerJs = put('checker.js', small(fill(text(here, 'checker.js'), {
  CHECKS_JS: checksJs,
  CHECKS_WASM: checksWasm,
  CATALOGUE_BIN: catalogueBin,
  "{ 'ABOUT': '' }": JSON.stringify(Object.fromEntries(about)),
})));
const pastesWasm = rename('iamwhy-wasm-import_bg.wasm', 'pastes.wasm');
const pastesGlue = text(stage, 'iamwhy-wasm-import.js');
rmSync(join(stage, 'iamwhy-wasm-import.js'));
const pastesJs = put('pastes.js', small(pastesGlue));
const readerJs = put('reader.js', small(fill(text(here, 'reader.js'), { PASTES_JS: pastesJs, PASTES_WASM: pastesWasm })));
const editorJs = put('editor.js', readFileSync(join(web, 'editor', 'dist', release ? 'release' : 'debug', 'editor.js')));

const packJs = put('pack.js', small(text(here, 'pack.js')));
const shelf = join(web, '..', 'fixtures', 'examples');
const examples = readdirSync(shelf).filter((name) => name.endsWith('.scenario.json')).sort().map((file) => {
  const scenario = text(shelf, file);
  const { title, about = '' } = JSON.parse(scenario);
  return { file, title, about, text: scenario };
});
const referenceJson = put('reference.json', JSON.stringify(JSON.parse(text(here, 'reference.json'))));
const examplesJson = put('examples.json', JSON.stringify(examples));

// While `trunk serve` watches, its script reloads the page; a page that comes out of a cache would not change.
const reload = /<script>(?<body>(?:(?!<\/script>)[^])*__TRUNK_ADDRESS__[^]*?)<\/script>/u.exec(page);
const boot = fill(text(here, 'boot.js'), {
  APP_JS: app.js,
  APP_WASM: app.wasm,
  APP_REST: app.restJs,
  EDITOR_JS: editorJs,
  WORKER_JS: workerJs,
  CHECKER_JS: checkerJs,
  READER_JS: readerJs,
  EXAMPLES_JSON: examplesJson,
  REFERENCE_JSON: referenceJson,
  PACK_JS: packJs,
  "'WORK_OFFLINE'": String(release && !reload),
});
const bootJs = put('boot.js', small(boot));

/** One sheet: what it imports is put in. */
function sheetOf(name, as) {
  const options = { entryPoints: [join(web, 'styles', name)], bundle: true, minify: release, write: false, target: 'es2022' };
  return put(as, buildSync(options).outputFiles[0].contents);
}
const sheet = sheetOf('index.css', 'style.css');

// The practice room: its module, all chapters as one list of files, and what starts it.
const room = moduleOf('iamwhy-practice_bg.wasm', 'iamwhy-practice.js', 'practice');
const chapters = join(web, '..', 'fixtures', 'traps');
const roomJson = put('room.json', JSON.stringify(files(chapters).map((path) => [path, text(chapters, path)])));
const practiceBoot = put('practice-boot.js', small(fill(text(here, 'practice-boot.js'), {
  PRACTICE_JS: room.js,
  PRACTICE_WASM: room.wasm,
  PRACTICE_REST: room.restJs,
  ROOM_JSON: roomJson,
  PACK_JS: packJs,
  "'WORK_OFFLINE'": String(release && !reload),
})));
const practiceSheet = sheetOf('practice.css', 'practice.css');

const icon = put('icon.svg', readFileSync(join(here, 'icon.svg')));
const manifest = fill(text(here, 'manifest.webmanifest'), {
  ICON_SVG: icon,
  ICON_192: put('icon-192.png', readFileSync(join(here, 'icon-192.png'))),
  ICON_512: put('icon-512.png', readFileSync(join(here, 'icon-512.png'))),
});
const manifestName = put('manifest.webmanifest', manifest);

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  // The socket is the one that `trunk serve` reloads through.
  `connect-src 'self'${reload ? ' ws:' : ''}`,
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
page = page.replace(placeholder[0], '');
if (reload) {
  const script = fill(reload.groups.body, {
    "'{{__TRUNK_ADDRESS__}}'": 'location.host',
    '{{__TRUNK_WS_BASE__}}': '/',
  });
  page = page.replace(reload[0], () => `<script src="./${put('reload.js', script)}"></script>`);
}
/** A page with its policy, which stands before everything that it speaks about, and with what it loads first. */
function finished(page, { boot, js, restJs, wasm, style }) {
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    `<link rel="modulepreload" href="./${boot}">`,
    `<link rel="modulepreload" href="./${js}">`,
    `<link rel="modulepreload" href="./${restJs}">`,
    `<link rel="preload" href="./${wasm}" as="fetch" type="application/wasm" crossorigin>`,
    `<link rel="stylesheet" href="./${style}">`,
    `<link rel="icon" href="./${icon}" type="image/svg+xml">`,
    `<link rel="manifest" href="./${manifestName}">`,
    `<script type="module" src="./${boot}"></script>`,
  ];
  const whole = page.replace(/<meta charset="utf-8">/u, (charset) => `${charset}\n${head.join('\n')}`);
  return whole.replaceAll(/\n?<!--[^]*?-->/gu, '').replaceAll(/\n{2,}/gu, '\n');
}
writeFileSync(join(stage, 'index.html'), finished(page, { ...app, boot: bootJs, style: sheet }));
const practice = text(here, 'practice.html');
writeFileSync(join(stage, 'practice.html'), finished(practice, { ...room, boot: practiceBoot, style: practiceSheet }));

if (release && !reload) {
  const kept = files(stage).map((path) => {
    const named = /-[0-9a-f]{12}\./u.test(path);
    return { url: path === 'index.html' ? './' : `./${path}`, named, hash: hash(readFileSync(join(stage, path))) };
  });
  // The practice room is kept when somebody has opened it.
  const isPractice = ({ url }) => /^\.\/(?:practice|room)[-.]/u.test(url);
  // So are AWS's descriptions of a service: when they were asked for.
  const isAbout = ({ url }) => url.startsWith('./about-');
  const list = (own) => JSON.stringify(own.map(({ url, named }) => ({ url, named }))).slice(1, -1);
  const script = fill(text(here, 'service-worker.js'), {
    "'FILES'": list(kept.filter((own) => !isPractice(own) && !isAbout(own))),
    "'PRACTICE'": list(kept.filter(isPractice)),
    HASH: hash(JSON.stringify(kept)),
  });
  writeFileSync(join(stage, 'service-worker.js'), small(script));
}

/** Every file below a folder, in order. */
function files(folder) {
  const found = readdirSync(folder, { recursive: true }).map((path) => join(folder, path));
  return found.filter((path) => statSync(path).isFile()).map((path) => relative(folder, path).replaceAll('\\', '/')).sort();
}
