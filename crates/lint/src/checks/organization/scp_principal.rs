//! SCP_SYNTAX_ERROR_PRINCIPAL

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "SCP_SYNTAX_ERROR_PRINCIPAL",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "An SCP names a principal.",
    why: "AWS refuses it: an SCP holds for all of the accounts that it is attached to.",
    fix: "Name callers in `Condition`, with `aws:PrincipalArn`.",
    on: "scp",
    bad: r#"{ "Effect": "Deny", "Principal": "*", "Action": "cloudtrail:StopLogging", "Resource": "*" }"#,
    good: r#"{ "Effect": "Deny", "Action": "cloudtrail:StopLogging", "Resource": "*" }"#,
    source: "error-scp-syntax-error-principal",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if look.kind != PolicyType::Scp {
        return;
    }
    for element in look.statements().flat_map(|statement| &statement.principals) {
        let name = look.text(element.name);
        let message = format!("a service control policy has no `{name}`: it holds for whole accounts");
        let report = found.at(&CHECK, element.name, message);
        report.fix(format!("remove `{name}`"), look.remove(element.name));
    }
}
