// CodeMirror's rules, as constructed style sheets. In a document it would write a `<style>`, which the page's
// Content-Security-Policy forbids; a constructed sheet is script, and needs no exception.
import { StyleModule as Rules } from 'style-mod';

/** What the original takes for a shadow root: it has sheets to adopt, and no head. */
const facades = new WeakMap();

function facade(root) {
  const document = root.ownerDocument ?? root;
  if (!facades.has(root)) {
    facades.set(root, {
      ownerDocument: document,
      get adoptedStyleSheets() {
        return root.adoptedStyleSheets;
      },
      set adoptedStyleSheets(sheets) {
        root.adoptedStyleSheets = sheets;
      },
    });
  }
  return facades.get(root);
}

export class StyleModule extends Rules {
  static mount(root, modules) {
    super.mount(facade(root), modules);
  }
}
