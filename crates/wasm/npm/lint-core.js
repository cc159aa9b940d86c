// The checks, as people call them. The module speaks in JSON texts; here they become objects, and its errors exceptions.
import { Checker } from './iamwhy_lint.js';

/** With the catalogue that is part of the module, read when somebody first asks. */
let checker;
const asked = () => (checker ??= Checker.embedded());

function heard(json) {
  const said = JSON.parse(json);
  if (said.errors) throw new Error(said.errors.map(({ message }) => message).join('; '));
  delete said.version;
  return said;
}

const asText = (policy) => (typeof policy === 'string' ? policy : JSON.stringify(policy, null, 2));

/** What there is to say of a policy; without a type, its shape shows it. */
export function lint(policy, { type = '' } = {}) {
  const { checks, ...report } = heard(asked().lint(asText(policy), type));
  const told = (finding) => {
    const { what, why, page, origin, fix } = checks[finding.code];
    return { ...finding, check: { what, why, fix, page, origin } };
  };
  return { ...report, findings: report.findings.map(told) };
}

/** The actions that a pattern such as `s3:Get*Tagging` matches. */
export function expand(pattern) {
  return heard(asked().expand(pattern)).actions;
}

/** The text of a policy with the safe fixes of these findings made. Look again: one mistake may have hidden another. */
export function repaired(policy, findings) {
  const bytes = new TextEncoder().encode(asText(policy));
  const taken = [];
  const apart = (one, other) => one.span.start !== other.span.start && (one.span.end <= other.span.start || other.span.end <= one.span.start);
  for (const { fix } of findings) {
    if (fix?.safe && fix.edits.every((edit) => taken.every((other) => apart(edit, other)))) taken.push(...fix.edits);
  }
  taken.sort((one, other) => one.span.start - other.span.start);
  const decoder = new TextDecoder();
  let text = '';
  let at = 0;
  for (const { span, text: comes } of taken) {
    text += decoder.decode(bytes.subarray(at, span.start)) + comes;
    at = span.end;
  }
  return text + decoder.decode(bytes.subarray(at));
}
