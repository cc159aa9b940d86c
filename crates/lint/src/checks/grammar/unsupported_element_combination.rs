//! UNSUPPORTED_ELEMENT_COMBINATION

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::NodeId;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "UNSUPPORTED_ELEMENT_COMBINATION",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A statement has an element and its negation, such as `Action` and `NotAction`.",
    why: "AWS refuses the policy.",
    fix: "Keep one of them; what both say goes into two statements.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:Get*", "NotAction": "s3:GetObject", "Resource": "*" }"#,
    good: r#"{ "Effect": "Allow", "Action": ["s3:GetBucket*", "s3:GetObjectTagging"], "Resource": "*" }"#,
    source: "error-unsupported-element-combination",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.statements() {
        let principals: Vec<NodeId> = statement.principals.iter().map(|own| own.name).collect();
        let actions: Vec<NodeId> = statement.actions.iter().map(|own| own.name).collect();
        let resources: Vec<NodeId> = statement.resources.iter().map(|own| own.name).collect();
        for pair in [principals, actions, resources] {
            let [first, second] = pair[..] else { continue };
            let (one, other) = (look.text(first), look.text(second));
            let message = format!("`{one}` and `{other}` cannot stand in the same statement: remove one of them");
            let span = look.json.span(first);
            found
                .at(&CHECK, second, message)
                .with(span, format!("`{one}` stands here"));
        }
    }
}
