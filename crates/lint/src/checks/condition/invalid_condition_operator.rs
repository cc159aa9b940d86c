//! INVALID_CONDITION_OPERATOR and NULL_WITH_IF_EXISTS

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::{nearest, quote};
use iamwhy_policy::{Base, Operator};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK, &NULL],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "INVALID_CONDITION_OPERATOR",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A condition has an operator that AWS does not have.",
    why: "IAM refuses the policy; names of operators are compared to the letter. Where it is stored all the same, the condition never holds.",
    fix: "Use the operator that is meant.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEqualsIgnorecase": { "aws:PrincipalTag/team": "red" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEqualsIgnoreCase": { "aws:PrincipalTag/team": "red" } } }"#,
    source: "error-invalid-condition-operator",
};

static NULL: Check = Check {
    code: "NULL_WITH_IF_EXISTS",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "`Null` is used with `IfExists`.",
    why: "`Null` asks whether the key is there; that it should count only if the key is there makes no sense, and AWS does not support it.",
    fix: "Leave `IfExists` out.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "NullIfExists": { "aws:PrincipalTag/team": "false" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "Null": { "aws:PrincipalTag/team": "false" } } }"#,
    source: "error-null-with-if-exists",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.statements() {
        for block in statement
            .conditions
            .chunk_by(|one, other| one.operator == other.operator)
        {
            let Some(first) = block.first() else { continue };
            let written = look.text(first.operator);
            match first.parsed {
                None => unknown(look, found, first.operator, written),
                Some(operator) if operator.base == Base::Null && operator.if_exists => {
                    let message = format!(
                        "{} asks whether the key is there: `IfExists` has no place in it",
                        quote(written)
                    );
                    let name = Operator {
                        if_exists: false,
                        ..operator
                    }
                    .name();
                    let report = found.at(&NULL, first.operator, message);
                    report.fix(format!("write `{name}`"), look.rewrite(first.operator, &name));
                }
                Some(operator) if operator.name() != written => {
                    let name = operator.name();
                    let message = format!("{} is spelt `{name}`", quote(written));
                    let report = found.at(&CHECK, first.operator, message);
                    report.safe(format!("write `{name}`"), look.rewrite(first.operator, &name));
                }
                Some(_) => {}
            }
        }
    }
}

/// What surrounds the base name is looked at on its own, so that `ForAnyvalue:StringEqual` is understood.
fn unknown(look: &Look<'_>, found: &mut Findings<'_>, node: iamwhy_policy::NodeId, written: &str) {
    let (qualifier, rest) = match written.rsplit_once(':') {
        Some((qualifier, rest)) => (Some(qualifier), rest),
        None => (None, written),
    };
    let (base, suffix) = match rest.strip_suffix("IfExists") {
        Some(base) => (base, "IfExists"),
        None => (rest, ""),
    };
    let mut names = Operator::TABLE.iter().map(|row| row.name);
    let base = nearest(base, &mut names);
    let qualifier = match qualifier {
        Some(word) => nearest(
            word.trim_end_matches(':'),
            &mut ["ForAllValues", "ForAnyValue"].into_iter(),
        )
        .map(|word| format!("{word}:")),
        None => Some(String::new()),
    };
    let meant = base
        .zip(qualifier)
        .map(|(base, qualifier)| format!("{qualifier}{base}{suffix}"));
    let message = match &meant {
        Some(meant) => format!("there is no operator {}; did you mean `{meant}`?", quote(written)),
        None => format!("there is no operator {}", quote(written)),
    };
    let report = found.at(&CHECK, node, message);
    if let Some(meant) = meant {
        report.fix(format!("write `{meant}`"), look.rewrite(node, &meant));
    }
}
