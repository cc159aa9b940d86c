// The checks and the catalogue, away from the page's own thread and from the search for flips, which may take its time.
import init, { Checker } from './CHECKS_JS';

/** The catalogue, which the build has deflated: not every host packs what it does not know. */
async function catalogue() {
  const answer = await fetch(new URL('CATALOGUE_BIN', import.meta.url));
  if (!answer.ok) throw new Error(`the catalogue could not be loaded: ${answer.status}`);
  const unpacked = answer.body.pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

async function load() {
  const [bytes] = await Promise.all([catalogue(), init({ module_or_path: new URL('CHECKS_WASM', import.meta.url) })]);
  return new Checker(bytes);
}

/** What could not be loaded is tried again, once for each question. */
let loading;
const loaded = () => (loading ??= load().catch((error) => {
  loading = undefined;
  throw error;
}));
const checker = () => loaded().catch(loaded);

/** AWS's descriptions: for each service a file, which is loaded when one of its words is asked for. */
const ABOUT = { 'ABOUT': '' };
const about = new Map();

async function said(word) {
  const prefix = word.split(':')[0].toLowerCase();
  const file = Object.hasOwn(ABOUT, prefix) ? ABOUT[prefix] : undefined;
  if (!file) return '';
  if (!about.has(prefix)) {
    // Without a network, what is not kept is not said; the next question tries again.
    const text = fetch(new URL(file, import.meta.url)).then((answer) => (answer.ok ? answer.text() : ''));
    about.set(prefix, text.catch(() => (about.delete(prefix), '')));
  }
  return about.get(prefix);
}

const answers = {
  checks: (own, { path, text }) => own.checks(path, text),
  lint: (own, { text, type }) => own.lint(text, type),
  expand: (own, { text }) => own.expand(text),
  actions: (own, { beginning }) => own.actions(beginning),
  keys: (own, { beginning, text, statement }) => own.keys(beginning, text, statement),
  describe: async (own, { what, word }) => own.describe(what, word, what === 'resource' ? '' : await said(word)),
};

addEventListener('message', async ({ data }) => {
  const { id, kind } = data;
  try {
    const own = await checker();
    const answer = answers[kind];
    if (!answer) throw new Error(`there is no question \`${kind}\``);
    postMessage({ id, result: await answer(own, data) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
});
