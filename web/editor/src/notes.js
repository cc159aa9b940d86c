// What is said of places in the text: an underline each, and the words when somebody points at it or walks to it.
import { setDiagnostics, forEachDiagnostic } from '@codemirror/lint';
import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, hoverTooltip, showTooltip } from '@codemirror/view';

import { rangeAt } from './places.js';

const setNotes = StateEffect.define();
const setLit = StateEffect.define({ map: (range, changes) => range && { from: changes.mapPos(range.from), to: changes.mapPos(range.to) } });
const setShown = StateEffect.define();

/** Decorations that are replaced as a whole, and move with the text until then. */
function decorations(effect, build) {
  return StateField.define({
    create: () => Decoration.none,
    update(value, transaction) {
      let next = transaction.docChanged ? value.map(transaction.changes) : value;
      for (const one of transaction.effects) if (one.is(effect)) next = build(one.value);
      return next;
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

const field = decorations(setNotes, (list) => {
  const ranges = list.filter(({ from, to }) => to > from);
  return Decoration.set(
    ranges.map(({ from, to, kind, message }) =>
      Decoration.mark({ class: `cm-note cm-note-${kind}`, inclusive: false, message }).range(from, to),
    ),
    true,
  );
});

const lit = decorations(setLit, (range) =>
  range && range.to > range.from ? Decoration.set([Decoration.mark({ class: 'cm-lit' }).range(range.from, range.to)]) : Decoration.none,
);

/** The words that stand at a place, each in a block of its own; text, never markup. */
function tip(messages) {
  const dom = document.createElement('div');
  for (const message of messages) {
    const block = document.createElement('div');
    block.className = 'cm-note-tip';
    block.textContent = message;
    dom.append(block);
  }
  return { dom };
}

const hover = hoverTooltip((view, offset) => {
  const found = notesOf(view.state).filter(({ from, to }) => from <= offset && offset <= to);
  if (found.length === 0) return null;
  return {
    pos: Math.min(...found.map(({ from }) => from)),
    end: Math.max(...found.map(({ to }) => to)),
    above: true,
    create: () => tip(found.map(({ message }) => message)),
  };
});

/** The words of the place that somebody walked to; gone when he goes on. */
const shown = StateField.define({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setShown)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : value;
  },
  provide: (own) => showTooltip.from(own),
});

function notesOf(state) {
  const found = [];
  state.field(field).between(0, state.doc.length, (from, to, { spec }) => {
    found.push({ from, to, message: spec.message });
  });
  return found;
}

/** Diagnostics and notes, in the order of the text. */
function everything(state) {
  const found = notesOf(state);
  forEachDiagnostic(state, ({ message }, from, to) => found.push({ from, to, message }));
  return found.sort((one, other) => one.from - other.from || one.to - other.to);
}

/** Goes to the next place of which something is said, or the one before, and says it. */
function walk(forward) {
  return (view) => {
    const places = everything(view.state);
    if (places.length === 0) return false;
    const { head } = view.state.selection.main;
    const beyond = forward ? places.find(({ from }) => from > head) : places.findLast(({ from }) => from < head);
    const { from } = beyond ?? places.at(forward ? 0 : -1);
    const words = places.filter((place) => place.from === from).map(({ message }) => message);
    view.dispatch({
      selection: { anchor: from },
      effects: [
        setShown.of({ pos: from, above: true, create: () => tip(words) }),
        EditorView.scrollIntoView(from, { y: 'center' }),
        EditorView.announce.of(words.join('; ')),
      ],
    });
    return true;
  };
}

const close = (view) => {
  if (!view.state.field(shown)) return false;
  view.dispatch({ effects: setShown.of(null) });
  return true;
};

export const notes = [field, lit, hover, shown];

export const noteKeys = [
  { key: 'F8', run: walk(true), shift: walk(false), preventDefault: true },
  { key: 'Escape', run: close },
];

/** The effect that shows `list` instead of what was said before. */
export const showNotes = ({ doc }, list) => setNotes.of(list.map((note) => ({ ...rangeAt(doc, note), kind: note.kind, message: note.message })));

/** The effect that lights a range up, or nothing. */
export const light = ({ doc }, place) => setLit.of(place ? rangeAt(doc, place) : null);

/** The transaction that shows what is wrong with the text. */
export const showDiagnostics = (state, list) =>
  setDiagnostics(
    state,
    list.map((found) => ({ ...rangeAt(state.doc, found), severity: found.severity, message: found.message })),
  );
