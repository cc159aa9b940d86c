// Starts the practice room. The build puts the names of the chunks in place of the words in capitals.
import init from './PRACTICE_JS';
import { isKnown, prepared, rest } from './PRACTICE_REST';

const chunk = (name) => new URL(name, import.meta.url);

/** What the page asks for; it never sees the names of the files. */
globalThis.iamwhy = Object.freeze({
  /** All chapters, as the text of a JSON list of `[path, text]`. */
  room: async () => {
    const answer = await fetch(chunk('ROOM_JSON'));
    if (!answer.ok) throw new Error(`the chapters: ${answer.status}`);
    const text = await answer.text();
    // The first page is painted before anything else is fetched.
    if (document.hidden) rest();
    else requestAnimationFrame(() => setTimeout(rest));
    return text;
  },
  /** Text to deflated bytes. */
  deflate: async (text) => (await import('./PACK_JS')).deflate(text),
});

const workOffline = 'WORK_OFFLINE';
if (workOffline && isSecureContext && 'serviceWorker' in navigator) {
  const keep = async () => {
    await navigator.serviceWorker.register(chunk('service-worker.js'));
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage('keep the practice room');
  };
  const register = () => keep().catch(() => {});
  // After the first paint: what it fetches is for next time.
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}

try {
  if (isKnown()) await prepared().catch(() => {});
  await init({ module_or_path: chunk('PRACTICE_WASM') });
} catch (error) {
  const words = document.createElement('p');
  words.setAttribute('role', 'alert');
  words.textContent = `The practice room could not start: ${error}. It needs a browser with WebAssembly, of mid-2023 or later.`;
  document.body.prepend(words);
  throw error;
}
