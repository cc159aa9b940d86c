//! MISMATCHED_ACTION_FOR_PRINCIPAL

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{PolicyType, PrincipalEntry, PrincipalKind};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "MISMATCHED_ACTION_FOR_PRINCIPAL",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A trust policy allows a principal another way of becoming the role than it has.",
    why: "A SAML provider logs in with `sts:AssumeRoleWithSAML`, an OIDC provider with `sts:AssumeRoleWithWebIdentity`, everybody else with `sts:AssumeRole`: the statement matches no request.",
    fix: "Use the action that belongs to the principal.",
    on: "trust",
    bad: r#"{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:saml-provider/office" }, "Action": "sts:AssumeRoleWithWebIdentity" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:saml-provider/office" }, "Action": "sts:AssumeRoleWithSAML", "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" } } }"#,
    source: "error-mismatched-action-for-principal",
};

const SAML: &str = "sts:AssumeRoleWithSAML";
const WEB: &str = "sts:AssumeRoleWithWebIdentity";
const PLAIN: &str = "sts:AssumeRole";

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if look.kind != PolicyType::Trust {
        return;
    }
    for statement in look.whole() {
        let elements = statement.principals.iter().filter(|element| !element.negated);
        let entries: Vec<&PrincipalEntry> = elements.flat_map(|element| &element.entries).collect();
        for (node, text) in look.actions(statement) {
            let Some(action) = [SAML, WEB, PLAIN]
                .into_iter()
                .find(|own| own.eq_ignore_ascii_case(text))
            else {
                continue;
            };
            // Several principals may have several ways: only an action that suits none of them is wrong.
            let suits = |entry: &&PrincipalEntry| own(look, entry).is_none_or(|own| own == action);
            if entries.is_empty() || entries.iter().any(suits) {
                continue;
            }
            let Some(first) = entries.first() else { continue };
            let Some(own) = own(look, first) else { continue };
            let message = format!(
                "{} is not how {} becomes a role: that is `{own}`",
                quote(text),
                quote(look.text(first.value))
            );
            let report = found.at(&CHECK, node, message);
            let one = entries.iter().all(|entry| self::own(look, entry) == Some(own));
            if one
                && !look
                    .actions(statement)
                    .any(|(_, other)| other.eq_ignore_ascii_case(own))
            {
                report.fix(format!("write `{own}`"), look.rewrite(node, own));
            }
        }
    }
}

/// How a principal becomes a role; none where nobody knows.
fn own(look: &Look<'_>, entry: &PrincipalEntry) -> Option<&'static str> {
    let text = look.text(entry.value);
    match entry.kind {
        PrincipalKind::Federated if text.contains(":saml-provider/") => Some(SAML),
        PrincipalKind::Federated => Some(WEB),
        PrincipalKind::Aws | PrincipalKind::Service if text != "*" => Some(PLAIN),
        _ => None,
    }
}
