//! REDUNDANT_STATEMENT

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::Statement;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "REDUNDANT_STATEMENT",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "Two statements say the same.",
    why: "Who changes one of them later may not see the other.",
    fix: "Remove one of them.",
    on: "identity",
    bad: r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "*" },
    { "Sid": "List", "Effect": "Allow", "Action": ["s3:ListBucket", "s3:GetObject"], "Resource": "*" }
  ]
}"#,
    good: r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "*" }
  ]
}"#,
    source: "suggestion-redundant-statement",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let mut seen: BTreeMap<String, &Statement> = BTreeMap::new();
    if look.whole().nth(1).is_none() {
        return;
    }
    for statement in look.whole() {
        match seen.entry(said(look, statement)) {
            Entry::Vacant(free) => {
                free.insert(statement);
            }
            Entry::Occupied(own) => {
                let first = *own.get();
                let number = first.index + 1;
                let report = found.at(
                    &CHECK,
                    statement.node,
                    format!("this says what statement {number} says already"),
                );
                let report = report.with(look.json.span(first.node), "the other statement");
                report.safe("remove it", look.remove(statement.node));
            }
        }
    }
}

/// What a statement says, whatever the order of its lists.
fn said(look: &Look<'_>, statement: &Statement) -> String {
    let mut parts: Vec<String> = vec![format!("{:?}", statement.effect)];
    for element in &statement.actions {
        let texts = element
            .values
            .iter()
            .map(|&value| look.text(value).to_ascii_lowercase());
        parts.push(sorted("action", element.negated, texts.collect()));
    }
    for element in &statement.resources {
        let texts = element.values.iter().map(|&value| look.text(value).to_owned());
        parts.push(sorted("resource", element.negated, texts.collect()));
    }
    for element in &statement.principals {
        let texts = element
            .entries
            .iter()
            .map(|entry| format!("{:?} {}", entry.kind, look.text(entry.value)));
        parts.push(sorted("principal", element.negated, texts.collect()));
    }
    let conditions = statement.conditions.iter().map(|pair| {
        let texts = pair.values.iter().map(|&value| look.scalar(value).to_owned());
        let name = format!("{:?} {}", pair.parsed, look.key_of(pair).to_ascii_lowercase());
        sorted(&name, false, texts.collect())
    });
    parts.push(sorted("condition", false, conditions.collect()));
    parts.join("\u{2}")
}

fn sorted(name: &str, negated: bool, mut texts: Vec<String>) -> String {
    texts.sort();
    texts.dedup();
    format!("{name} {negated} {}", texts.join("\u{1}"))
}
