// Colours and sizes, by the page's own properties only: a change of theme is a change of those, nothing is built anew.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const sheet = EditorView.theme({
  '&': {
    flex: '1 1 auto',
    height: '100%',
    minHeight: '0',
    minWidth: '0',
    color: 'var(--ink)',
    backgroundColor: 'var(--card)',
    fontSize: '13px',
  },
  // Above the gutters, which would cover an outline.
  '&.cm-focused': { outline: 'none' },
  '&.cm-focused::after': {
    content: '""',
    position: 'absolute',
    inset: '0',
    border: '2px solid var(--accent)',
    pointerEvents: 'none',
    zIndex: '400',
  },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.62', overflow: 'auto' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 12px 0 6px' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 24%, transparent)',
  },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--ink) 4%, transparent)' },
  '.cm-gutters': { backgroundColor: 'var(--card)', color: 'var(--ink-3)', border: '0' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--ink)' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 4px 0 10px', minWidth: '30px' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 18%, transparent)',
    outline: '1px solid var(--accent)',
  },
  '&.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--deny)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--select)', outline: '1px solid var(--ink-3)' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--accent)' },

  // The gutter of the statements.
  '.cm-marks .cm-gutterElement': { display: 'flex', padding: '0 2px' },
  '.cm-mark': {
    font: 'inherit',
    border: '0',
    borderRadius: '4px',
    background: 'none',
    padding: '0',
    width: '20px',
    height: '1.62em',
    lineHeight: '1.62',
    textAlign: 'center',
    cursor: 'pointer',
  },
  '.cm-mark:hover': { backgroundColor: 'var(--sunk)' },
  '.cm-mark-rest': { width: '20px', background: 'linear-gradient(currentColor, currentColor) center / 2px 100% no-repeat', opacity: '0.4' },
  '.cm-mark-decisive': { color: 'var(--allow)' },
  '.cm-mark-denies': { color: 'var(--deny)' },
  '.cm-mark-needless': { color: 'var(--ink-2)' },
  '.cm-mark-near': { color: 'var(--missing)' },
  '.cm-mark-unknown': { color: 'var(--unknown)' },
  '.cm-mark-idle': { color: 'var(--ink-3)' },

  // What is said of a place in the text.
  '.cm-note': { textDecorationThickness: '1.5px', textUnderlineOffset: '3px' },
  '.cm-note-failed': { textDecoration: 'underline wavy var(--missing)' },
  '.cm-note-held': {},
  '.cm-note-unknown': { textDecoration: 'underline wavy var(--unknown)' },
  '.cm-lintRange': { backgroundImage: 'none', paddingBottom: '0' },
  '.cm-lintRange-error': { textDecoration: 'underline wavy var(--deny)', textUnderlineOffset: '3px' },
  '.cm-lintRange-warning': { textDecoration: 'underline wavy var(--missing)', textUnderlineOffset: '3px' },
  '.cm-lintRange-info': { textDecoration: 'underline dotted var(--accent)', textUnderlineOffset: '3px' },
  // What the checks found: a shape for each grade, not only a colour.
  '.cm-check': { textUnderlineOffset: '3px', textDecorationSkipInk: 'none' },
  '.cm-check-error': { textDecoration: 'underline wavy 1.5px var(--deny)' },
  '.cm-check-security': { textDecoration: 'underline double 1.5px var(--deny)' },
  '.cm-check-warning': { textDecoration: 'underline dashed 1.5px var(--missing)' },
  '.cm-check-suggestion': { textDecoration: 'underline dotted 2px var(--accent)' },
  '.cm-mend': {
    display: 'block',
    marginTop: '6px',
    font: 'inherit',
    color: 'var(--ink)',
    backgroundColor: 'var(--sunk)',
    border: '1px solid var(--ink-3)',
    borderRadius: '4px',
    padding: '2px 8px',
    minHeight: '24px',
    cursor: 'pointer',
  },
  '.cm-lit': { backgroundColor: 'var(--select)', borderRadius: '2px' },

  // What floats.
  '.cm-tooltip': {
    backgroundColor: 'var(--card)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
    borderRadius: '6px',
    boxShadow: '0 4px 16px rgb(0 0 0 / 0.16)',
    maxWidth: 'min(60ch, 90vw)',
  },
  '.cm-note-tip': { padding: '8px 12px', font: '13px/1.5 var(--sans, system-ui)', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  '.cm-note-tip + .cm-note-tip': { borderTop: '1px solid var(--line)' },
  '.cm-diagnostic': { padding: '8px 12px', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', font: '13px/1.5 var(--sans, system-ui)' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--deny)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--missing)' },
  '.cm-diagnostic-info': { borderLeft: '4px solid var(--accent)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '16em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--card)' },
  '.cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail': { color: 'var(--card)' },
  '.cm-completionDetail': { color: 'var(--ink-2)', fontStyle: 'normal' },
  '.cm-completionMatchedText': { textDecoration: 'underline' },

  '.cm-panels': { backgroundColor: 'var(--sunk)', color: 'var(--ink)', borderColor: 'var(--line)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '6px 28px 6px 8px', font: '13px/1.5 var(--sans, system-ui)' },
  '.cm-panel.cm-search label': { fontSize: '13px' },
  '.cm-panel.cm-search [name=close]': { color: 'var(--ink-2)', fontSize: '18px', top: '4px', right: '6px', minWidth: '24px', minHeight: '24px' },
  '.cm-textfield': { backgroundColor: 'var(--card)', color: 'var(--ink)', border: '1px solid var(--ink-3)', borderRadius: '4px', padding: '2px 6px', fontSize: '13px' },
  '.cm-button': { backgroundImage: 'none', backgroundColor: 'var(--card)', color: 'var(--ink)', border: '1px solid var(--ink-3)', borderRadius: '4px', padding: '2px 8px', fontSize: '13px' },
});

const code = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--allow)' },
  { tag: tags.number, color: 'var(--unknown)' },
  { tag: [tags.bool, tags.null], color: 'var(--missing)' },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: 'var(--ink-2)' },
  { tag: tags.invalid, color: 'var(--deny)' },
]);

export const theme = [sheet, syntaxHighlighting(code)];
