//! Trust in identity providers

use super::shared_provider::required;
use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::key::takes_wildcards;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{ConditionPair, NodeId, Operator, PolicyType, PrincipalKind, Qualifier, Statement};

pub(super) static RULE: Rule = Rule {
    checks: &[&OIDC, &GITHUB, &BRANCH, &ANY, &CONFIRM],
    find: Find::Policy(find),
};

static OIDC: Check = Check {
    code: "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "A role trusts an identity provider without saying whom of it.",
    why: "Everybody who can log in there may become the role.",
    fix: "Compare the audience and the subject: `provider:aud`, `provider:sub`.",
    on: "trust",
    bad: r#"{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/id.example.com" }, "Action": "sts:AssumeRoleWithWebIdentity" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/id.example.com" }, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": { "StringEquals": { "id.example.com:aud": "app", "id.example.com:sub": "alice" } } }"#,
    source: "security-warning-missing-condition-key-for-oidc-principal",
};

static GITHUB: Check = Check {
    code: "MISSING_GITHUB_REPO_CONDITION_KEY",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "A role trusts GitHub without saying which repository.",
    why: "A workflow of any repository of GitHub may become the role.",
    fix: "Compare `token.actions.githubusercontent.com:sub` with repository and branch.",
    on: "trust",
    bad: r#"{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } } }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com", "token.actions.githubusercontent.com:sub": "repo:acme/app:ref:refs/heads/main" } } }"#,
    source: "security-warning-missing-github-repo-condition-key",
};

static BRANCH: Check = Check {
    code: "SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "A role trusts repositories or branches of GitHub by a wildcard.",
    why: "Whoever may push a branch, or open a pull request, may become the role; a wildcard in the owner lets in strangers.",
    fix: "Name repository and branch.",
    on: "trust",
    bad: r#"{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" }, "StringLike": { "token.actions.githubusercontent.com:sub": "repo:acme/*" } } }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com", "token.actions.githubusercontent.com:sub": "repo:acme/app:ref:refs/heads/main" } } }"#,
    source: "general-warning-specific-github-repo-and-branch-recommended",
};

static ANY: Check = Check {
    code: "FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "The audience of a provider that sends one is compared with `ForAnyValue:`.",
    why: "Qualifiers are for lists; AWS advises against them for single values.",
    fix: "Leave the qualifier out.",
    on: "trust",
    bad: r#"{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": { "ForAnyValue:StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" }, "StringEquals": { "token.actions.githubusercontent.com:sub": "repo:acme/app:ref:refs/heads/main" } } }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com", "token.actions.githubusercontent.com:sub": "repo:acme/app:ref:refs/heads/main" } } }"#,
    source: "security-warning-foranyvalue-with-audience-claim-type",
};

static CONFIRM: Check = Check {
    code: "CONFIRM_AUDIENCE_CLAIM_TYPE",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "The audience of a provider is compared with a qualifier, and AWS does not know whether the provider sends one or several.",
    why: "With one audience, `ForAllValues:` adds that it may be absent.",
    fix: "Leave the qualifier out, unless the tokens have several audiences.",
    on: "trust",
    bad: r#"{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/id.example.com" }, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": { "ForAllValues:StringEquals": { "id.example.com:aud": "app" } } }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/id.example.com" }, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": { "StringEquals": { "id.example.com:aud": "app" } } }"#,
    source: "suggestion-confirm-audience-claim-type",
};

const GITHUB_HOST: &str = "token.actions.githubusercontent.com";
/// Claims of GitHub that name where a workflow is from.
const GITHUB_CLAIMS: [&str; 6] = [
    "sub",
    "repository",
    "repository_id",
    "repository_owner",
    "repository_owner_id",
    "job_workflow_ref",
];
/// Providers whose tokens have one audience.
const SINGLE: [&str; 5] = [
    GITHUB_HOST,
    "accounts.google.com",
    "cognito-identity.amazonaws.com",
    "www.amazon.com",
    "graph.facebook.com",
];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if look.kind != PolicyType::Trust {
        return;
    }
    for statement in look.whole() {
        if look.is_allow(statement) {
            trust(look, found, statement);
        }
        audience(look, found, statement);
    }
}

fn trust(look: &Look<'_>, found: &mut Findings<'_>, statement: &Statement) {
    let elements = statement.principals.iter().filter(|element| !element.negated);
    for entry in elements.flat_map(|element| &element.entries) {
        let text = look.text(entry.value);
        if entry.kind != PrincipalKind::Federated || text.contains(":saml-provider/") {
            continue;
        }
        let host = text.split_once(":oidc-provider/").map_or(text, |(_, host)| host);
        let claim = |key: &str| {
            key.strip_prefix(host)
                .and_then(|rest| rest.strip_prefix(':'))
                .map(str::to_ascii_lowercase)
        };
        let pairs = statement.conditions.iter().filter(|pair| !is_open_to_all(look, pair));
        let claims: Vec<String> = pairs.filter_map(|pair| claim(look.key_of(pair))).collect();
        if host == GITHUB_HOST {
            if open_claims(look, statement).next().is_none()
                && !claims.iter().any(|own| GITHUB_CLAIMS.contains(&own.as_str()))
            {
                let message =
                    format!("workflows of any repository of GitHub may become this role: compare `{GITHUB_HOST}:sub`");
                found.at(&GITHUB, entry.value, message);
            }
        } else if let Some(key) = required(host) {
            let mut on_key = statement
                .conditions
                .iter()
                .filter(|pair| look.is_on(pair, &key))
                .peekable();
            let how = match on_key.peek() {
                Some(_) => "with a value that begins with no wildcard",
                None => "without which AWS refuses the policy",
            };
            if on_key.all(|pair| is_open_to_all(look, pair)) {
                let message = format!(
                    "{} serves many customers, and each of them may become this role: compare `{key}`, {how}",
                    quote(host)
                );
                found.at(&OIDC, entry.value, message);
            }
        } else if claims.is_empty() && host.contains('.') {
            let message = format!(
                "everybody who can log in at {} may become this role: compare `{host}:aud` and `{host}:sub`",
                quote(host)
            );
            found.at(&OIDC, entry.value, message);
        }
    }
    let mut everybody = Vec::new();
    for value in open_claims(look, statement) {
        let message = format!(
            "{} lets in workflows of any repository of GitHub: name the owner and the repository",
            quote(look.scalar(value))
        );
        found.at(&GITHUB, value, message);
        everybody.push(value);
    }
    for pair in &statement.conditions {
        let wild = pair
            .parsed
            .is_some_and(|operator| takes_wildcards(operator.base) && !operator.negated);
        if !wild || !look.is_on(pair, &format!("{GITHUB_HOST}:sub")) {
            continue;
        }
        let open = |text: &str| text.contains(['*', '?']) && !(names_repository(text) && names_branch(look, statement));
        let told = |value: &&NodeId| open(look.scalar(**value)) && !everybody.contains(*value);
        for &value in pair.values.iter().filter(told) {
            let message = format!(
                "{} lets in more than one branch of one repository: name them",
                quote(look.scalar(value))
            );
            found.at(&BRANCH, value, message);
        }
    }
}

/// Values of GitHub's claims that every workflow has, where no other claim says whose it is.
fn open_claims<'s>(look: &'s Look<'_>, statement: &'s Statement) -> impl Iterator<Item = NodeId> + 's {
    let on_claim = |pair: &&ConditionPair| {
        let key = look
            .key_of(pair)
            .strip_prefix(GITHUB_HOST)
            .and_then(|rest| rest.strip_prefix(':'));
        key.is_some_and(|claim| GITHUB_CLAIMS.iter().any(|own| own.eq_ignore_ascii_case(claim)))
    };
    let closed = statement
        .conditions
        .iter()
        .filter(on_claim)
        .any(|pair| !is_open_to_all(look, pair));
    let pairs = statement.conditions.iter().filter(move |_| !closed);
    let pairs = pairs.filter(move |pair| on_claim(pair));
    pairs.flat_map(|pair| {
        pair.values
            .iter()
            .copied()
            .filter(|value| begins_open(look.scalar(*value)))
    })
}

/// Whether a positive condition holds for every token: one of its values begins with a wildcard.
fn is_open_to_all(look: &Look<'_>, pair: &ConditionPair) -> bool {
    let wild = pair.parsed.is_some_and(|own| takes_wildcards(own.base) && !own.negated);
    wild && pair.values.iter().any(|value| begins_open(look.scalar(*value)))
}

/// `*`, `repo:*`, `repo:*/app:ref:refs/heads/main`: strangers have such a repository too.
fn begins_open(text: &str) -> bool {
    text.strip_prefix("repo:").unwrap_or(text).starts_with(['*', '?'])
}

/// Whether only what stands behind the repository is left open, as in `repo:acme/app:*`.
fn names_repository(text: &str) -> bool {
    let repository = text.strip_prefix("repo:").and_then(|rest| rest.split_once(':'));
    repository.is_some_and(|(name, _)| !name.contains(['*', '?']))
}

/// Whether the branch is named in a claim of its own, which AWS's page takes as well.
fn names_branch(look: &Look<'_>, statement: &Statement) -> bool {
    statement.conditions.iter().any(|pair| {
        let positive = pair.parsed.is_some_and(|own| !own.negated && !own.if_exists);
        let named = |value: &NodeId| !look.scalar(*value).contains(['*', '?']);
        positive && look.is_on(pair, &format!("{GITHUB_HOST}:ref")) && pair.values.iter().all(named)
    })
}

fn audience(look: &Look<'_>, found: &mut Findings<'_>, statement: &Statement) {
    for pair in &statement.conditions {
        let key = look.key_of(pair);
        let Some(host) = key.strip_suffix(":aud") else { continue };
        let Some(operator) = pair.parsed.filter(|own| own.qualifier != Qualifier::None) else {
            continue;
        };
        let any = operator.qualifier == Qualifier::ForAnyValue;
        let single = SINGLE.contains(&host);
        let name = Operator {
            qualifier: Qualifier::None,
            ..operator
        }
        .name();
        let report = if single && any {
            found.at(
                &ANY,
                pair.key,
                format!("{} holds one audience: leave `ForAnyValue:` out", quote(key)),
            )
        } else if host.contains('.') {
            found.at(
                &CONFIRM,
                pair.key,
                format!(
                    "{} holds one audience with most providers: leave the qualifier out",
                    quote(key)
                ),
            )
        } else {
            continue;
        };
        if look.is_alone(statement, pair) {
            report.fix(format!("write `{name}`"), look.rewrite(pair.operator, &name));
        }
    }
}
