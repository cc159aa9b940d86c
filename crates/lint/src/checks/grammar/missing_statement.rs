//! MISSING_STATEMENT

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Edit, Origin, Severity};
use iamwhy_import::is_bare;
use iamwhy_policy::{Kind, NodeId, Span};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "MISSING_STATEMENT",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The policy has no statement.",
    why: "AWS refuses it, and it would allow nothing.",
    fix: "Add a statement.",
    on: "identity",
    bad: r#"{ "Version": "2012-10-17", "Statement": [] }"#,
    good: r#"{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }]
}"#,
    source: "error-missing-statement",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let root = look.policy.root;
    match look.member(root, "Statement") {
        _ if is_bare(look.json) => {
            let what = match look.json.kind(root) {
                Kind::Array => "this is a list of statements and no policy",
                _ => "this is a statement and no policy",
            };
            let message = [what, ", which AWS does not save: wrap it in a policy"].concat();
            found
                .at(&CHECK, root, message)
                .fix("wrap it in a policy", wrapped(look, root));
        }
        None if look.json.kind(root) == Kind::Object => {
            found.at(&CHECK, root, "a policy needs a `Statement`");
        }
        Some((_, value)) if look.json.kind(value) == Kind::Array && look.is_empty(value) => {
            found.at(&CHECK, value, "`Statement` is empty: the policy says nothing");
        }
        _ => {}
    }
}

fn wrapped(look: &Look<'_>, root: NodeId) -> Vec<Edit> {
    let whole = look.json.span(root);
    let (start, end) = (whole.start, whole.end);
    let at = |at, text: &str| Edit {
        span: Span { start: at, end: at },
        text: text.to_owned(),
    };
    vec![
        at(start, "{ \"Version\": \"2012-10-17\", \"Statement\": "),
        at(end, " }"),
    ]
}
