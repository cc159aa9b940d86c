// The editor of the page, as one module. The page loads it when it first needs it, and shows a plain text area until then.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState, Transaction } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers } from '@codemirror/view';

import { markAt, marks, showMarks } from './marks.js';
import { light, noteKeys, notes, showChecks, showDiagnostics, showNotes } from './notes.js';
import { difference, offsetAt, placeAt } from './places.js';
import { theme } from './theme.js';

/** Marks what the page does to the text, so that it is not told of it. */
const ours = Annotation.define();
// Keys that the page has another use for, wherever the focus is.
const OF_PAGE = new Set(['Mod-Enter', 'Alt-ArrowUp', 'Alt-ArrowDown', 'Shift-Alt-ArrowUp', 'Shift-Alt-ArrowDown']);
/** Below this width, lines are wrapped: there is no room to scroll sideways. */
const NARROW = '(max-width: 699.98px)';

/** Left to itself, Chrome writes an inline style when one types over a selection, which the page's policy refuses with a complaint. */
function overSelection(event, view) {
  const { main } = view.state.selection;
  if (event.inputType !== 'insertText' || !event.data || main.empty || view.composing || view.state.readOnly) return false;
  event.preventDefault();
  view.dispatch({ ...view.state.replaceSelection(event.data), userEvent: 'input.type', scrollIntoView: true });
  return true;
}

const plain = (text) => text.replace(/\r\n?/gu, '\n');

/**
 * Puts an editor into `parent`. Lines and columns are counted from 1, columns in characters (code points).
 *
 * @param {HTMLElement} parent
 * @param {object} options `text`, `label`, `readOnly`, and what is called: `onChange(text)`, `onCursor(line, column)`,
 *   `onMark(index)`, `onMend(index)`, `complete(text, offset, asked)`,
 *   `describe(kind, word)`, `meaning(text, offset)`
 */
export function mountEditor(parent, options) {
  const { onChange, onCursor, onMark, onMend, complete, describe, meaning } = options;
  const fixed = new Compartment();
  const named = new Compartment();
  const wrapped = new Compartment();
  const narrow = matchMedia(NARROW);
  const readOnly = (is) => [EditorState.readOnly.of(is), EditorView.contentAttributes.of(is ? { 'aria-readonly': 'true' } : {})];
  const wrapping = () => (narrow.matches ? EditorView.lineWrapping : []);
  const name = (label) => EditorView.contentAttributes.of({ 'aria-label': label ?? 'policy' });
  let label = options.label;
  let isReadOnly = Boolean(options.readOnly);

  function told(update) {
    const byPage = update.transactions.some((transaction) => transaction.annotation(ours));
    if (update.docChanged && !byPage) onChange?.(update.state.doc.toString());
    if (update.selectionSet && !byPage) {
      const { line, column } = placeAt(update.state.doc, update.state.selection.main.head);
      onCursor?.(line, column);
    }
  }

  /** Words that come later, as a block; none where nothing is known. */
  async function block(words) {
    const text = await words;
    if (!text) return null;
    const dom = document.createElement('div');
    dom.className = 'cm-note-tip';
    dom.textContent = text;
    return dom;
  }

  /** What AWS says of the word that somebody points at. */
  const words = hoverTooltip(async (own, offset) => {
    const found = meaning?.(own.state.doc.toString(), offset);
    const dom = found && (await block(found.words));
    return dom ? { pos: found.from, end: found.to, above: false, create: () => ({ dom }) } : null;
  });

  // The page has filtered: what is replaced begins with a quote, which no label does.
  async function completions({ state, pos, explicit }) {
    const found = await complete?.(state.doc.toString(), pos, explicit);
    if (!found) return null;
    const choices = Array.from(found.options, ({ label: word, detail, kind, apply }) => ({
      label: word,
      detail,
      type: kind ?? undefined,
      apply,
      info: kind && describe ? () => block(describe(kind, word)) : undefined,
    }));
    return { from: found.from, to: found.to, options: choices, filter: false };
  }

  const keys = [
    { key: 'Alt-Enter', run: ({ state }) => press(markAt(state, state.selection.main.head)) },
    { key: 'Ctrl-m', run: toggleTab, preventDefault: true },
    ...noteKeys,
    ...closeBracketsKeymap,
    ...completionKeymap,
    ...searchKeymap,
    ...historyKeymap,
    indentWithTab,
    ...defaultKeymap.filter(({ key }) => !OF_PAGE.has(key)),
  ];

  // Tab leaves the editor, as it leaves everything else; Ctrl-M makes it indent, and back. Nothing shows it: it is said.
  let tabLeaves = true;
  function toggleTab(view) {
    tabLeaves = !tabLeaves;
    view.setTabFocusMode(tabLeaves);
    const words = tabLeaves ? 'the Tab key leaves the editor' : 'the Tab key indents; Ctrl-M makes it leave the editor again';
    view.dispatch({ effects: EditorView.announce.of(words) });
    return true;
  }

  function press(index) {
    if (index === null || !onMark) return false;
    onMark(index);
    return true;
  }

  const state = (text) =>
    EditorState.create({
      doc: plain(text),
      extensions: [
        marks,
        lineNumbers(),
        highlightActiveLineGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of('  '),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        highlightSelectionMatches({ minSelectionLength: 2 }),
        search({ top: true }),
        autocompletion({ override: [completions], icons: false }),
        json(),
        notes,
        words,
        keymap.of(keys),
        fixed.of(readOnly(isReadOnly)),
        wrapped.of(wrapping()),
        named.of(name(label)),
        // A scrolling region holds something that takes the focus, for those who look at attributes only.
        EditorView.contentAttributes.of({ tabindex: '0' }),
        EditorView.updateListener.of(told),
        EditorView.domEventHandlers({ beforeinput: overSelection }),
        theme,
      ],
    });

  const view = new EditorView({ parent, state: state(options.text ?? '') });
  view.setTabFocusMode(tabLeaves);
  const rewrap = () => view.dispatch({ effects: wrapped.reconfigure(wrapping()) });
  narrow.addEventListener('change', rewrap);

  return Object.freeze({
    /**
     * Shows a text and what is said of it, in as few steps as it takes. Of the same thing (`same`) only what differs is
     * replaced, cursor and history stay; of another thing, they go. `onChange` is not called. `places` holds six numbers for
     * each diagnostic, mark and note, in this order: line, column, their ends, and both as offsets; the lists hold its words.
     */
    show({ same, text, label: words, readOnly: is, places, diagnostics, marks: shown, notes: said }) {
      const effects = [];
      if (!same) {
        label = words;
        isReadOnly = is;
        view.setState(state(text));
        view.setTabFocusMode(tabLeaves);
      } else {
        const change = difference(view.state.doc.toString(), plain(text));
        if (change) view.dispatch({ changes: change, annotations: [ours.of(true), isolateHistory.of('full')] });
        if (label !== words) effects.push(named.reconfigure(name((label = words))));
        if (isReadOnly !== is) effects.push(fixed.reconfigure(readOnly((isReadOnly = is))));
      }
      let at = 0;
      const place = () => {
        const [line, column, endLine, endColumn, start, end] = places.subarray(at, (at += 6));
        return { line, column, endLine, endColumn, start, end };
      };
      const list = (flat, ...names) => {
        const found = [];
        for (let index = 0; index < flat.length; index += names.length) {
          const own = place();
          names.forEach((field, number) => (own[field] = flat[index + number]));
          found.push(own);
        }
        return found;
      };
      effects.push(...showDiagnostics(view.state, list(diagnostics, 'severity', 'message')).effects);
      effects.push(showMarks(view.state, list(shown, 'kind', 'glyph', 'label'), press));
      effects.push(showNotes(view.state, list(said, 'kind', 'message')));
      view.dispatch({ effects });
    },
    /** What the checks found: `{grade, message, title}` and a place each; with a title, it can be mended. */
    setChecks(list) {
      view.dispatch({ effects: showChecks(view.state, Array.from(list), (index) => onMend?.(index)) });
    },
    highlight(place) {
      view.dispatch({ effects: light(view.state, place ?? null) });
    },
    /** Scrolls to a place; with `{cursor: true}`, puts the cursor there, too. */
    reveal(line, column, { cursor = false } = {}) {
      const at = offsetAt(view.state.doc, line, column);
      view.dispatch({
        ...(cursor ? { selection: { anchor: at } } : {}),
        effects: EditorView.scrollIntoView(at, { y: 'center' }),
        annotations: [ours.of(true), Transaction.addToHistory.of(false)],
      });
    },
    /** Puts a text in place of the selection, and the focus behind it; `false` where nothing can be written. */
    insert(own) {
      if (view.state.readOnly) return false;
      view.dispatch({ ...view.state.replaceSelection(plain(own)), userEvent: 'input.paste', scrollIntoView: true });
      view.focus();
      return true;
    },
    focus() {
      view.focus();
    },
    destroy() {
      narrow.removeEventListener('change', rewrap);
      view.destroy();
    },
  });
}
