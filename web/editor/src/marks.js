// A gutter with one mark per statement: what became of it, as a glyph, a colour and words.
import { RangeSet, StateEffect, StateField } from '@codemirror/state';
import { GutterMarker, ViewPlugin, gutter } from '@codemirror/view';

const set = StateEffect.define();

class Mark extends GutterMarker {
  constructor(index, { kind, glyph, label }, press) {
    super();
    Object.assign(this, { index, kind, glyph, label, press });
  }

  eq(other) {
    return this.index === other.index && this.kind === other.kind && this.glyph === other.glyph && this.label === other.label;
  }

  toDOM() {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = `cm-mark cm-mark-${this.kind}`;
    button.textContent = this.glyph;
    button.title = this.label;
    button.setAttribute('aria-label', this.label);
    // One stop of the Tab key is the text itself; Alt-Enter presses the mark of its line.
    button.tabIndex = -1;
    button.addEventListener('mousedown', (event) => event.preventDefault());
    button.addEventListener('click', () => this.press(this.index));
    return button;
  }
}

/** The lines of a statement below its first. */
class Rest extends GutterMarker {
  constructor(index, kind) {
    super();
    Object.assign(this, { index, kind });
  }

  eq(other) {
    return this.index === other.index && this.kind === other.kind;
  }

  toDOM() {
    const bar = document.createElement('span');
    bar.className = `cm-mark-rest cm-mark-${this.kind}`;
    bar.setAttribute('aria-hidden', 'true');
    return bar;
  }
}

const field = StateField.define({
  create: () => RangeSet.empty,
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(set)) return effect.value;
    return transaction.docChanged ? marks.map(transaction.changes) : marks;
  },
});

/** CodeMirror hides its gutters from screen readers. Ours are buttons; the numbers stay hidden. */
const heard = ViewPlugin.define((view) => {
  const hear = () => {
    for (const gutters of view.dom.querySelectorAll('.cm-gutters[aria-hidden]')) {
      gutters.removeAttribute('aria-hidden');
      gutters.setAttribute('role', 'group');
      gutters.setAttribute('aria-label', 'statements');
    }
    for (const numbers of view.dom.querySelectorAll('.cm-lineNumbers:not([aria-hidden])')) numbers.setAttribute('aria-hidden', 'true');
  };
  view.requestMeasure({ read: hear });
  return { update: (update) => update.geometryChanged && view.requestMeasure({ read: hear }) };
});

export const marks = [
  field,
  gutter({ class: 'cm-marks', markers: (view) => view.state.field(field), initialSpacer: () => new Rest(-1, 'none') }),
  heard,
];

/** The effect that shows `list` instead of what was shown. */
export function showMarks(state, list, press) {
  const { doc } = state;
  const ranges = [];
  const taken = new Set();
  list.forEach((mark, index) => {
    const first = Math.min(Math.max(1, mark.line), doc.lines);
    const last = Math.min(Math.max(first, mark.endLine ?? first), doc.lines);
    for (let line = first; line <= last; line += 1) {
      const begins = line === first;
      // Several statements on one line each have their button; a line is barred once.
      if (!begins && taken.has(line)) continue;
      taken.add(line);
      const marker = begins ? new Mark(index, mark, press) : new Rest(index, mark.kind);
      ranges.push(marker.range(doc.line(line).from));
    }
  });
  return set.of(RangeSet.of(ranges, true));
}

/** The index of the mark that the line of `offset` belongs to. */
export function markAt(state, offset) {
  const line = state.doc.lineAt(offset);
  let found = null;
  state.field(field).between(line.from, line.from, (_from, _to, mark) => {
    found ??= mark.index;
  });
  return found;
}
