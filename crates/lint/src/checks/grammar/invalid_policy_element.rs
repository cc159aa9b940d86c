//! INVALID_POLICY_ELEMENT

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::{ELEMENTS, Look};
use crate::{Check, Origin, Severity};
use iamwhy_import::is_bare;
use iamwhy_policy::spelling::{nearest, quote};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "INVALID_POLICY_ELEMENT",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The policy or a statement has an element that the language does not have.",
    why: "AWS refuses the policy. Names of elements are compared to the letter: `action` is not `Action`.",
    fix: "Use the element that is meant, or remove it.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resorce": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-invalid-policy-element",
};

const TOP: [&str; 3] = ["Version", "Id", "Statement"];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if !is_bare(look.json) {
        names(look, found, look.policy.root, &TOP, "a policy");
    }
    for statement in look.statements() {
        names(look, found, statement.node, &ELEMENTS, "a statement");
    }
}

/// What a scenario puts beside a document, its `arn` and what it `depends` on, is no element of AWS's.
fn names(look: &Look<'_>, found: &mut Findings<'_>, object: iamwhy_policy::NodeId, known: &[&str], what: &str) {
    for (key, _) in look.json.members(object) {
        let Some(name) = look.json.string(key) else { continue };
        let ours = matches!(name, "arn" | "depends") && object == look.policy.root && look.world().is_some();
        if known.contains(&name) || ours {
            continue;
        }
        let near = nearest(name, &mut known.iter().copied()).filter(|near| look.member(object, near).is_none());
        let message = match near {
            Some(near) => format!("{what} has no element {}; did you mean `{near}`?", quote(name)),
            None => format!("{what} has no element {}: it has {}", quote(name), known.join(", ")),
        };
        let report = found.at(&CHECK, key, message);
        if let Some(near) = near {
            let edits = look.rewrite(key, near);
            match name.eq_ignore_ascii_case(near) {
                true => report.safe(format!("write `{near}`"), edits),
                false => report.fix(format!("write `{near}`"), edits),
            };
        } else {
            report.fix(format!("remove {}", quote(name)), look.remove(key));
        }
    }
}
