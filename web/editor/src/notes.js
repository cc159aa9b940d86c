// What is said of places in the text: an underline each, and the words when somebody points at it or walks to it.
import { setDiagnostics, forEachDiagnostic } from '@codemirror/lint';
import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, hoverTooltip, showTooltip } from '@codemirror/view';

import { rangeAt } from './places.js';

const setNotes = StateEffect.define();
const setChecks = StateEffect.define();
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

/** What the checks found; it comes later than the rest, and moves with the text until it comes anew. */
const found = decorations(setChecks, (list) =>
  Decoration.set(
    list.filter(({ from, to }) => to > from).map(({ from, to, ...spec }) =>
      Decoration.mark({ class: `cm-check cm-check-${spec.grade}`, inclusive: false, ...spec }).range(from, to),
    ),
    true,
  ),
);

const lit = decorations(setLit, (range) =>
  range && range.to > range.from ? Decoration.set([Decoration.mark({ class: 'cm-lit' }).range(range.from, range.to)]) : Decoration.none,
);

/** The words that stand at a place, each in a block of its own; text, never markup. Below what can be mended, a button. */
function tip(list) {
  const dom = document.createElement('div');
  for (const { message, title, mend } of list) {
    const block = document.createElement('div');
    block.className = 'cm-note-tip';
    block.textContent = message;
    if (mend) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'cm-mend';
      button.textContent = title;
      button.addEventListener('click', mend);
      block.append(button);
    }
    dom.append(block);
  }
  return { dom };
}

const hover = hoverTooltip((view, offset) => {
  const near = [...notesOf(view.state), ...checksOf(view.state)].filter(({ from, to }) => from <= offset && offset <= to);
  if (near.length === 0) return null;
  return {
    pos: Math.min(...near.map(({ from }) => from)),
    end: Math.max(...near.map(({ to }) => to)),
    above: true,
    create: () => tip(near),
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

function checksOf(state) {
  const list = [];
  state.field(found).between(0, state.doc.length, (from, to, { spec }) => {
    list.push({ from, to, message: spec.message, title: spec.title, mend: spec.mend });
  });
  return list;
}

/** Diagnostics, notes and findings, in the order of the text. */
function everything(state) {
  const list = [...notesOf(state), ...checksOf(state)];
  forEachDiagnostic(state, ({ message }, from, to) => list.push({ from, to, message }));
  return list.sort((one, other) => one.from - other.from || one.to - other.to);
}

/** Goes to the next place of which something is said, or the one before, and says it. */
function walk(forward) {
  return (view) => {
    const places = everything(view.state);
    if (places.length === 0) return false;
    const { head } = view.state.selection.main;
    const beyond = forward ? places.find(({ from }) => from > head) : places.findLast(({ from }) => from < head);
    const { from } = beyond ?? places.at(forward ? 0 : -1);
    const here = places.filter((place) => place.from === from);
    view.dispatch({
      selection: { anchor: from },
      effects: [
        setShown.of({ pos: from, above: true, create: () => tip(here) }),
        EditorView.scrollIntoView(from, { y: 'center' }),
        EditorView.announce.of(here.map(({ message }) => message).join('; ')),
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

/** Mends the first thing at the cursor that can be mended. */
const mend = ({ state }) => {
  const { head } = state.selection.main;
  const own = checksOf(state).find(({ from, to, mend: can }) => can && from <= head && head <= to);
  own?.mend();
  return Boolean(own);
};

export const notes = [field, found, lit, hover, shown];

export const noteKeys = [
  { key: 'F8', run: walk(true), shift: walk(false), preventDefault: true },
  { key: 'Alt-.', run: mend, preventDefault: true },
  { key: 'Escape', run: close },
];

/** The effect that shows `list` instead of what was said before. */
export const showNotes = ({ doc }, list) => setNotes.of(list.map((note) => ({ ...rangeAt(doc, note), kind: note.kind, message: note.message })));

/** The effect that shows what the checks found; `mend(index)` is called to apply the fix of one. */
export const showChecks = ({ doc }, list, mend) =>
  setChecks.of(
    list.map(({ grade, message, title, ...place }, index) => ({
      ...rangeAt(doc, place),
      grade,
      message,
      title,
      mend: title ? () => mend(index) : undefined,
    })),
  );

/** The effect that lights a range up, or nothing. */
export const light = ({ doc }, place) => setLit.of(place ? rangeAt(doc, place) : null);

/** The transaction that shows what is wrong with the text. */
export const showDiagnostics = (state, list) =>
  setDiagnostics(
    state,
    list.map((found) => ({ ...rangeAt(state.doc, found), severity: found.severity, message: found.message })),
  );
