//! The form of a variable: its brace, its name, its default

use super::place::{Variable, places};
use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};

pub(super) static RULE: Rule = Rule {
    checks: &[&BRACE, &EMPTY, &SPACE, &QUOTE],
    find: Find::Policy(find),
};

static BRACE: Check = Check {
    code: "MISSING_BRACE_IN_VARIABLE",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A policy variable has no closing brace.",
    why: "It is plain text then, which matches nothing.",
    fix: "Add the closing brace.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/${aws:username/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/${aws:username}/*" }"#,
    source: "error-missing-brace-in-variable",
};

static EMPTY: Check = Check {
    code: "EMPTY_VARIABLE",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A policy variable has no name.",
    why: "It holds nothing, so that the value matches nothing.",
    fix: "Name the key, or remove `${}`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/${}/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/${aws:username}/*" }"#,
    source: "error-empty-variable",
};

static SPACE: Check = Check {
    code: "UNSUPPORTED_SPACE_IN_VARIABLE",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The name of a policy variable has a space in it.",
    why: "There is no such key, so that the value matches nothing.",
    fix: "Remove the space.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/${ aws:username }/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/${aws:username}/*" }"#,
    source: "error-unsupported-space-in-variable",
};

static QUOTE: Check = Check {
    code: "MISSING_QUOTE_IN_VARIABLE",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The default of a policy variable does not stand in single quotes.",
    why: "AWS reads no default then, and the value matches nothing where the key is absent.",
    fix: "Write `${key, 'default'}` with both quotes.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/${aws:PrincipalTag/team, 'all}/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/${aws:PrincipalTag/team, 'all'}/*" }"#,
    source: "error-missing-quote-in-variable",
};

/// A tag may have spaces in its key.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for place in places(look).into_iter().filter(|place| place.allowed) {
        for variable in place.variables(look) {
            malformed(look, found, place.node, &variable);
        }
    }
}

fn malformed(look: &Look<'_>, found: &mut Findings<'_>, node: iamwhy_policy::NodeId, variable: &Variable<'_>) {
    let part = variable.part.clone();
    if !variable.closed {
        let message = format!("`{}` has no closing brace", variable.text);
        found.inside(&BRACE, node, part, message);
        return;
    }
    let (name, default) = match variable.inner.split_once(',') {
        Some((name, default)) => (name, Some(default.trim())),
        None => (variable.inner, None),
    };
    let bare = name.trim();
    if bare.is_empty() {
        found.inside(&EMPTY, node, part, format!("`{}` names no key", variable.text));
        return;
    }
    let tag = bare.contains('/');
    if name != bare || !tag && bare.contains(char::is_whitespace) {
        let message = format!("`{}` has a space in the name of its key", variable.text);
        let rest = default.map(|default| format!(", {default}")).unwrap_or_default();
        let edits = look.rewrite_part(
            node,
            part.clone(),
            &format!("${{{}{rest}}}", bare.replace(char::is_whitespace, "")),
        );
        found
            .inside(&SPACE, node, part.clone(), message)
            .fix("remove the space", edits);
    }
    if let Some(default) = default {
        let quoted = default.len() > 1 && default.starts_with('\'') && default.ends_with('\'');
        if !quoted {
            let message = format!(
                "the default of `{}` stands in single quotes, both of them",
                variable.text
            );
            let edits = look.rewrite_part(
                node,
                part.clone(),
                &format!("${{{bare}, '{}'}}", default.trim_matches('\'')),
            );
            found
                .inside(&QUOTE, node, part, message)
                .fix("quote the default", edits);
        }
    }
}
