// The checks and the catalogue, away from the page's own thread and from the search for flips, which may take its time.
import init, { checks, expand, lint } from './CHECKS_JS';

const ready = init({ module_or_path: new URL('CHECKS_WASM', import.meta.url) });

const answers = {
  checks: ({ path, text }) => checks(path, text),
  lint: ({ text, type }) => lint(text, type),
  expand: ({ text }) => expand(text),
};

addEventListener('message', async ({ data }) => {
  const { id, kind } = data;
  try {
    await ready;
    const answer = answers[kind];
    if (!answer) throw new Error(`there is no question \`${kind}\``);
    postMessage({ id, result: answer(data) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
});
