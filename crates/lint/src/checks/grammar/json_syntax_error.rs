//! JSON_SYNTAX_ERROR

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::Severity as Grade;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "JSON_SYNTAX_ERROR",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The text is not JSON.",
    why: "AWS stores no policy that it cannot read. Here the rest is checked all the same.",
    fix: "Mend the place that is named.",
    on: "identity",
    bad: r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", },
  ]
}"#,
    good: r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }
  ]
}"#,
    source: "error-json-syntax-error",
};

/// What the reader of JSON says. A comma before a closing bracket can only go.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let errors = look.diagnostics.iter();
    let errors = errors.filter(|own| own.rule == "PARSE-1" && own.severity == Grade::Error);
    for error in errors.filter(|own| !own.message.starts_with("a policy must be")) {
        let report = found.spanning(&CHECK, error.node, error.span, error.message.as_str());
        if error.message.starts_with("trailing comma") {
            report.safe(
                "remove the comma",
                vec![crate::Edit {
                    span: error.span,
                    text: String::new(),
                }],
            );
        }
    }
}
