// The evaluator, away from the page's own thread: what takes longer than a frame is asked for here.
import init, { explain, flips, test } from './EVALUATOR_JS';

const ready = init({ module_or_path: new URL('EVALUATOR_WASM', import.meta.url) });

const answers = {
  test: ({ path, text }) => test(path, text),
  explain: ({ path, text }) => explain(path, text),
  flips: ({ path, text, case: place, authorization }) => flips(path, text, place, authorization),
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
