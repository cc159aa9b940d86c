// Starts the page. The build puts the names of the chunks in place of the words in capitals.
import init from './APP_JS';
import { isKnown, prepared, rest } from './APP_REST';

const chunk = (name) => new URL(name, import.meta.url);

async function fetched(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`\`${url}\`: ${answer.status}`);
  return answer.text();
}

const PATIENCE = 400;

/** A worker that is started by its first question, and asked one thing after the other. */
function asked(script, name) {
  let worker;
  let questions = 0;
  const waiting = new Map();
  const start = () => {
    const own = new Worker(script, { type: 'module', name });
    own.addEventListener('message', ({ data: { id, result, error } }) => {
      const asker = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) asker?.resolve(result);
      else asker?.reject(new Error(error));
    });
    own.addEventListener('error', () => {
      // It could not be loaded: the next question tries again.
      worker = undefined;
      for (const { reject } of waiting.values()) reject(new Error(`the ${name} could not be loaded`));
      waiting.clear();
    });
    return own;
  };
  return (question) => {
    worker ??= start();
    return new Promise((resolve, reject) => {
      questions += 1;
      waiting.set(questions, { resolve, reject });
      // Who chooses a word does not wait for more of them.
      if (question.beginning !== undefined) setTimeout(() => reject(new Error('too late')), PATIENCE);
      worker.postMessage({ ...question, id: questions });
    });
  };
}

let answered;
/** Kept when the first answer is painted, as far as anything is. */
const painted = new Promise((resolve) => {
  answered = () => (document.hidden ? resolve() : requestAnimationFrame(() => setTimeout(resolve)));
});
/** Kept when the whole page is here; nothing is fetched for that before the first answer is painted. */
const whole = async () => {
  await painted;
  await rest();
};

/** What the page asks for when it needs it; it never sees the names of the files. */
globalThis.iamwhy = Object.freeze({
  /** Kept when the whole page is here. */
  rest: whole,
  /** The editor's module; its export is `mountEditor`. */
  editor: async () => {
    await painted;
    const [editor] = await Promise.all([import('./EDITOR_JS'), rest()]);
    return editor;
  },
  /** What the evaluator says to `{kind, path, text, case, authorization}` (see `worker.js`). */
  evaluated: asked(chunk('WORKER_JS'), 'evaluator'),
  /** What the checks and the catalogue say to `{kind, …}` (see `checker.js`). */
  checked: asked(chunk('CHECKER_JS'), 'checks'),
  /** What a paste is, and a scenario with its files in it (see `reader.js`). */
  read: asked(chunk('READER_JS'), 'reader'),
  /** Kept when whatever is waiting, such as a key, had its turn. */
  turn: () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    }),
  /** The examples, as the text of a JSON list of `{file, title, about, text}`. */
  examples: () => fetched(chunk('EXAMPLES_JSON')),
  /** The quick reference, as the text of a JSON list of `{group, name, text, rules, example, trap}`. */
  reference: () => fetched(chunk('REFERENCE_JSON')),
  /** Text to deflated bytes. */
  deflate: async (text) => (await import('./PACK_JS')).deflate(text),
  /** Deflated bytes to `{text, whole}`: what can be read of them, and whether that is all. */
  inflate: async (bytes) => (await import('./PACK_JS')).inflate(bytes),
});

const workOffline = 'WORK_OFFLINE';
if (workOffline && isSecureContext && 'serviceWorker' in navigator) {
  const register = () => navigator.serviceWorker.register(chunk('service-worker.js')).catch(() => {});
  // After the first paint: what it fetches is for next time.
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}

try {
  if (isKnown()) await prepared().catch(() => {});
  await init({ module_or_path: chunk('APP_WASM') });
  answered();
} catch (error) {
  const words = document.createElement('p');
  words.setAttribute('role', 'alert');
  words.textContent = `The page could not start: ${error}. It needs a browser with WebAssembly, of mid-2023 or later.`;
  document.body.prepend(words);
  throw error;
}
