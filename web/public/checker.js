// The checks and the catalogue, away from the page's own thread and from the search for flips, which may take its time.
import init, { actions, checks, describe, expand, keys, lint } from './CHECKS_JS';

const ready = init({ module_or_path: new URL('CHECKS_WASM', import.meta.url) });

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
  checks: ({ path, text }) => checks(path, text),
  lint: ({ text, type }) => lint(text, type),
  expand: ({ text }) => expand(text),
  actions: ({ beginning }) => actions(beginning),
  keys: ({ beginning, text, statement }) => keys(beginning, text, statement),
  describe: async ({ what, word }) => describe(what, word, what === 'resource' ? '' : await said(word)),
};

addEventListener('message', async ({ data }) => {
  const { id, kind } = data;
  try {
    await ready;
    const answer = answers[kind];
    if (!answer) throw new Error(`there is no question \`${kind}\``);
    postMessage({ id, result: await answer(data) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
});
