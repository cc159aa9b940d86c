//! REDUNDANT_ACTION and REDUNDANT_RESOURCE

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_engine::{PatternKind, pattern_matches};
use iamwhy_policy::Element;
use iamwhy_policy::spelling::quote;
use std::collections::HashMap;

pub(super) static RULE: Rule = Rule {
    checks: &[&ACTION, &RESOURCE],
    find: Find::Policy(find),
};

static ACTION: Check = Check {
    code: "REDUNDANT_ACTION",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "An action is matched by another entry of the same list.",
    why: "It adds nothing; who removes the other entry later may not see that.",
    fix: "Remove one of them.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": ["s3:Get*", "s3:GetObject"], "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "suggestion-redundant-action",
};

static RESOURCE: Check = Check {
    code: "REDUNDANT_RESOURCE",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "A resource is matched by another entry of the same list.",
    why: "It adds nothing; who removes the other entry later may not see that.",
    fix: "Remove one of them.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": ["arn:aws:s3:::reports*", "arn:aws:s3:::reports/*"] }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports*" }"#,
    source: "suggestion-redundant-resource",
};

/// Longer lists are not compared entry by entry.
const MOST: usize = 2_000;

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.whole() {
        for element in &statement.actions {
            let lower: Vec<String> = element
                .values
                .iter()
                .map(|&value| look.text(value).to_ascii_lowercase())
                .collect();
            list(look, found, &ACTION, element, &lower, PatternKind::Text);
        }
        for element in &statement.resources {
            let texts: Vec<String> = element
                .values
                .iter()
                .map(|&value| look.text(value).to_owned())
                .collect();
            list(look, found, &RESOURCE, element, &texts, PatternKind::Resource);
        }
    }
}

fn list(
    look: &Look<'_>,
    found: &mut Findings<'_>,
    check: &'static Check,
    element: &Element,
    texts: &[String],
    kind: PatternKind,
) {
    if texts.len() > MOST {
        return;
    }
    // Only entries with wildcards match others: what begins as they do; equal ones are found by their order.
    let wide: Vec<(usize, &str, &str)> = texts
        .iter()
        .enumerate()
        .filter_map(|(at, text)| Some((at, text.as_str(), text.get(..text.find(['*', '?'])?)?)))
        .collect();
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        let same = Some(*first.entry(text).or_insert(at)).filter(|own| *own != at);
        let covered = |(other, wide, start): &&(usize, &str, &str)| {
            *other != at && text.starts_with(start) && wide != text && covers(kind, wide, text)
        };
        let Some(other) = same.or_else(|| wide.iter().find(covered).map(|(at, ..)| *at)) else {
            continue;
        };
        let (Some(&node), Some(&by)) = (element.values.get(at), element.values.get(other)) else {
            continue;
        };
        let message = match same {
            Some(_) => format!("{} stands in the list already", quote(look.text(node))),
            None => format!(
                "{} is matched by {} already",
                quote(look.text(node)),
                quote(look.text(by))
            ),
        };
        let report = found.at(check, node, message);
        report
            .with(look.json.span(by), "the other entry")
            .safe("remove it", look.remove(node));
    }
}

/// Whether everything that `text` matches, `wide` matches as well. A wildcard of `text` stands for no letter, and for letters that
/// nothing but a wildcard takes. A variable may hold anything, so that it is only equal to itself.
fn covers(kind: PatternKind, wide: &str, text: &str) -> bool {
    if wide == "*" {
        return true;
    }
    if wide.contains("${") || text.contains("${*}") || text.contains("${?}") || text == "*" {
        return false;
    }
    let filled = |many: &str| text.replace('*', many).replace('?', "\u{1}");
    pattern_matches(kind, wide, &filled("\u{1}\u{1}\u{1}")) && pattern_matches(kind, wide, &filled(""))
}
