// What is painted before the page's module is there: the first example's question and its answer, as text. The facts in
// `first.json` are the evaluator's own (a test of the workbench holds them), the elements those of the page (a browser
// story compares them). Nothing in it can be pressed, and screen readers wait for the page itself.
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What stands in backticks is set apart. */
const chips = (sentence) =>
  sentence.split('`').map((piece, at) => (at % 2 ? `<code class="chip">${escape(piece)}</code>` : escape(piece))).join('');

const VERDICTS = {
  allow: ['allow', '✓', 'Yes.', 'allowed'],
  explicitDeny: ['deny', '✕', 'No.', 'explicit deny'],
  implicitDeny: ['deny', '○', 'No.', 'implicit deny'],
};
const LAYERS = { boundary: 'permissions boundary', identity: 'identity policies', resource: 'resource policy', scp: 'service control policy' };

const slot = (inner) => `<span class="slot"><button type="button">${inner}</button></span>`;
const field = (value) => `<span class="slot"><input class="type" value="${escape(value)}"></span>`;

/** The elements, for the body of the page. */
export function first(facts) {
  const [name, glyph, word, said] = VERDICTS[facts.decision];
  const layer = LAYERS[facts.layer];
  if (!layer) throw new Error(`no words for the layer \`${facts.layer}\``);
  const session = facts.session && `session ${escape(facts.session)}`;
  const keys = facts.keys === '1' ? '1 context key' : `${facts.keys} context keys`;
  const lines = [
    '<div id="first" class="app" inert aria-hidden="true">',
    '<header class="top"><a class="brand">iam<i>why</i></a>',
    '<button type="button" class="paste"><span>Paste anything: a policy, an AccessDenied, a link…</span><kbd>Ctrl+K</kbd></button>',
    '<nav><button type="button" class="button plain">Examples</button><a class="button plain">Practice</a><button type="button" class="button plain">Share</button>',
    '<button type="button" class="button plain wide-only">?</button><button type="button" class="button plain">◐</button></nav></header>',
    '<main><section class="question"><span>Can</span>',
    slot(`<span>${escape(facts.kind)} <code>${escape(facts.name)}</code></span><small>${session}</small>`),
    `<span>do</span>${field(facts.action)}<span>on</span>${field(facts.resource)}<small class="quiet">same account</small>`,
    slot('<b>from the internet</b>'),
    `<span>with</span>${slot(`<b>${keys}</b><small></small>`)}<span>?</span>`,
    `<label class="case"><span class="quiet">Case </span><select class="field"><option>${escape(facts.case)}</option></select></label></section>`,
    `<section class="answer"><div class="spoken"><p class="verdict ${name}"><span class="glyph">${glyph}</span>${word}</p></div>`,
    `<div><p class="because">${chips(facts.sentence)}</p>`,
    `<p class="facts"><span><b>${said}</b> at <b>${layer}</b></span><span>rules ${escape(facts.rules)}</span>`,
    `${facts.blockers === '1' ? '<span>1 blocker</span>' : ''}<span>documented by AWS</span></p></div></section>`,
    '<div class="work"><section class="inputs"></section><section class="why"></section></div></main>',
    '<footer class="foot"><div class="said"></div><span>Nothing leaves this tab</span></footer></div>',
  ];
  return lines.join('');
}
