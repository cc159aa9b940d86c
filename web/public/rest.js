// A page's module comes in two parts: what the first answer needs, and the rest, which is fetched when that answer
// stands. Whoever needs the rest before it is here has to wait for it. The build puts the name of the rest in place of
// the word in capitals; where a page is in one piece, nothing.
const name = 'REST_WASM';
const url = name && new URL(name, import.meta.url);

let exportsOfFirst;
let fetched;
let compiled;
let here = !name;
/** Whether a call had to be given up in its middle: what it was changing cannot be relied on any more. */
let isLost = false;
let wake = () => {};

/** The module that starts tells us how to come by its exports, which the rest stands on. */
export const share = (exports) => {
  exportsOfFirst = exports;
};

/** In the middle of a call, which can wait for no promise. */
function load() {
  if (here) return;
  try {
    if (isLost) throw new Error('the page has to be loaded again');
    if (!compiled) {
      const request = new XMLHttpRequest();
      request.open('GET', url, false);
      // Every byte as a letter: a request that is waited for brings text only.
      request.overrideMimeType('text/plain; charset=x-user-defined');
      request.send();
      if (request.status !== 200) throw new Error(`\`${name}\`: ${request.status}`);
      compiled = new WebAssembly.Module(Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0) & 255));
    }
    new WebAssembly.Instance(compiled, { '': exportsOfFirst() });
  } catch (error) {
    if (!isLost) {
      const words = document.createElement('p');
      words.setAttribute('role', 'alert');
      words.textContent = 'The rest of the page could not be loaded. Load the page again when there is a network.';
      document.body.prepend(words);
    }
    isLost = true;
    throw error;
  }
  here = true;
  wake();
}

async function compile() {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`\`${name}\`: ${answer.status}`);
  // Not every host says what a module is.
  const isTyped = answer.headers.get('content-type') === 'application/wasm';
  const own = isTyped ? await WebAssembly.compileStreaming(answer) : await WebAssembly.compile(await answer.arrayBuffer());
  compiled ??= own;
}

/** Has the rest at hand, before the page starts. */
export const prepared = async () => {
  if (here) return;
  fetched ??= compile().catch((error) => {
    // Whoever asks next tries again.
    fetched = undefined;
    throw error;
  });
  await fetched;
};

const LONGEST = 8000;

/** Waits, but not where there may be a network again, nor for what came in the middle of a call. */
const pause = (length) =>
  new Promise((resolve) => {
    wake = resolve;
    addEventListener('online', resolve, { once: true });
    setTimeout(resolve, length);
  });

async function join() {
  for (let length = 1000; !here; length = Math.min(2 * length, LONGEST)) {
    try {
      await prepared();
      // Where a call has it by then, two are as good as one: all that they change is the first part's.
      if (!here) await WebAssembly.instantiate(compiled, { '': exportsOfFirst() });
      break;
    } catch {
      await pause(length);
    }
  }
  if (isLost) await new Promise(() => {});
  here = true;
}

let joined;
/** Kept when the whole page is here, however often that has to be tried. */
export const rest = () => (joined ??= join());

/** Whether somebody was here before, or comes with a link: his first answer may need any part of the page. */
export const isKnown = () => {
  try {
    // What works without a network answers no call that cannot wait.
    if (navigator.serviceWorker?.controller) return true;
    return location.hash.length > 1 || localStorage.length > 0 || sessionStorage.length > 0;
  } catch {
    return false;
  }
};

/** What the module takes from outside, beside what wasm-bindgen gives it. */
export const imports = { rest: { load } };
