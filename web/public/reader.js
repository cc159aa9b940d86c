// What people paste and the files that a scenario reads, away from the page's own thread: an export may be large.
import init, { inlined, recognise } from './PASTES_JS';

let loading;
const loaded = () => (loading ??= init({ module_or_path: new URL('PASTES_WASM', import.meta.url) }).catch((error) => {
  loading = undefined;
  throw error;
}));

const answers = {
  recognise: ({ text }) => recognise(text),
  inlined: ({ path, text, files }) => inlined(path, text, files),
};

addEventListener('message', async ({ data }) => {
  const { id, kind } = data;
  try {
    // What could not be loaded is tried again, once for each question.
    await loaded().catch(loaded);
    postMessage({ id, result: answers[kind](data) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
});
