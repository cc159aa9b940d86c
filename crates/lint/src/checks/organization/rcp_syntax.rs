//! RCP_SYNTAX_ERROR_…: what a resource control policy cannot say

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{NodeId, PolicyType, Statement};

pub(super) static RULE: Rule = Rule {
    checks: &[&PRINCIPAL, &ALLOW, &NOTACTION, &ACTION],
    find: Find::Policy(find),
};

static PRINCIPAL: Check = Check {
    code: "RCP_SYNTAX_ERROR_PRINCIPAL",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "An RCP names somebody in `Principal`, or has `NotPrincipal`.",
    why: "AWS refuses it: `Principal` of an RCP is `\"*\"`.",
    fix: "Write `\"Principal\": \"*\"`, and name callers in `Condition`.",
    on: "rcp",
    bad: r#"{ "Effect": "Deny", "Principal": { "AWS": "111122223333" }, "Action": "s3:*", "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }, "BoolIfExists": { "aws:PrincipalIsAWSService": "false" } } }"#,
    good: r#"{ "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }, "BoolIfExists": { "aws:PrincipalIsAWSService": "false" } } }"#,
    source: "error-rcp-syntax-error-principal",
};

static ALLOW: Check = Check {
    code: "RCP_SYNTAX_ERROR_ALLOW",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "An RCP allows something.",
    why: "AWS refuses it: an RCP only takes away. AWS's own `RCPFullAWSAccess` alone allows, everything to everybody.",
    fix: "Write the statement as a `Deny` of what is not allowed.",
    on: "rcp",
    bad: r#"{ "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }, "BoolIfExists": { "aws:PrincipalIsAWSService": "false" } } }"#,
    good: r#"{ "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }, "BoolIfExists": { "aws:PrincipalIsAWSService": "false" } } }"#,
    source: "error-rcp-syntax-error-allow",
};

static NOTACTION: Check = Check {
    code: "RCP_SYNTAX_ERROR_NOTACTION",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "An RCP has `NotAction`.",
    why: "AWS refuses it.",
    fix: "List the actions in `Action`.",
    on: "rcp",
    bad: r#"{ "Effect": "Deny", "Principal": "*", "NotAction": "s3:GetObject", "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }, "BoolIfExists": { "aws:PrincipalIsAWSService": "false" } } }"#,
    good: r#"{ "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }, "BoolIfExists": { "aws:PrincipalIsAWSService": "false" } } }"#,
    source: "error-rcp-syntax-error-notaction",
};

static ACTION: Check = Check {
    code: "RCP_SYNTAX_ERROR_ACTION",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "An RCP names an action of a service that has no RCPs, or of all services.",
    why: "AWS refuses it, or the statement denies nothing.",
    fix: "Name the actions of one of the services that AWS lists, such as `s3:*`.",
    on: "rcp",
    bad: r#"{ "Effect": "Deny", "Principal": "*", "Action": ["s3:*", "ec2:RunInstances"], "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }, "BoolIfExists": { "aws:PrincipalIsAWSService": "false" } } }"#,
    good: r#"{ "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }, "BoolIfExists": { "aws:PrincipalIsAWSService": "false" } } }"#,
    source: "error-rcp-syntax-error-action",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if look.kind != PolicyType::Rcp {
        return;
    }
    for statement in look.statements() {
        principal(look, found, statement);
        if look.is_allow(statement) && !is_everything(look, statement) {
            let node = look
                .member(statement.node, "Effect")
                .map_or(statement.node, |(_, value)| value);
            found.at(&ALLOW, node, "a resource control policy only denies");
        }
        for element in &statement.actions {
            if element.negated {
                found.at(
                    &NOTACTION,
                    element.name,
                    "a resource control policy has no `NotAction`: list the actions",
                );
            }
        }
        for (node, text) in look.actions(statement) {
            let prefix = text.split(':').next().unwrap_or_default();
            if look.is_deny(statement) && !iamwhy_engine::has_rcps(&prefix.to_ascii_lowercase()) {
                let message = format!(
                    "{} is of no service that has RCPs: name the actions of one that has, such as `s3:*`",
                    quote(text)
                );
                found.at(&ACTION, node, message);
            }
        }
    }
}

fn principal(look: &Look<'_>, found: &mut Findings<'_>, statement: &Statement) {
    for element in &statement.principals {
        let value: NodeId = look.value_of(element.name);
        if element.negated {
            found.at(
                &PRINCIPAL,
                element.name,
                "a resource control policy has no `NotPrincipal`",
            );
        } else if look.json.string(value) != Some("*") {
            let report = found.at(
                &PRINCIPAL,
                value,
                "`Principal` of a resource control policy is `\"*\"`: name callers in `Condition`",
            );
            report.fix("write `\"*\"`", look.rewrite(value, "*"));
        }
    }
}

/// Whether it is what AWS attaches itself.
fn is_everything(look: &Look<'_>, statement: &Statement) -> bool {
    let all = |mut texts: Box<dyn Iterator<Item = (NodeId, &str)> + '_>| texts.all(|(_, text)| text == "*");
    statement.conditions.is_empty()
        && all(Box::new(look.actions(statement)))
        && all(Box::new(look.resources(statement)))
}
