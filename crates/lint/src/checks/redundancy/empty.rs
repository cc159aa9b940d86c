//! EMPTY_…: elements that say nothing

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, ConditionPair, Kind, Qualifier};

pub(super) static RULE: Rule = Rule {
    checks: &[
        &ACTION,
        &RESOURCE,
        &PRINCIPAL,
        &NOBODY,
        &CONDITION,
        &VALUES,
        &VALUES_ALL,
        &VALUES_ANY,
        &VALUES_IF,
        &SID,
    ],
    find: Find::Policy(find),
};

static ACTION: Check = Check {
    code: "EMPTY_ARRAY_ACTION",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "`Action` or `NotAction` is an empty list.",
    why: "An empty `Action` matches nothing, an empty `NotAction` everything; IAM refuses it.",
    fix: "Name the actions.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": [], "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "suggestion-empty-array-action",
};

static RESOURCE: Check = Check {
    code: "EMPTY_ARRAY_RESOURCE",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "`Resource` or `NotResource` is an empty list.",
    why: "An empty `Resource` matches nothing, an empty `NotResource` everything; IAM refuses it.",
    fix: "Name the resources.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": [] }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "suggestion-empty-array-resource",
};

static PRINCIPAL: Check = Check {
    code: "EMPTY_ARRAY_PRINCIPAL",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "A list of principals is empty.",
    why: "The statement is about nobody.",
    fix: "Name the principals.",
    on: "s3",
    bad: r#"{ "Effect": "Allow", "Principal": { "AWS": [] }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "suggestion-empty-array-principal",
};

static NOBODY: Check = Check {
    code: "EMPTY_OBJECT_PRINCIPAL",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "`Principal` is an empty object.",
    why: "The statement is about nobody.",
    fix: "Name the principals.",
    on: "s3",
    bad: r#"{ "Effect": "Allow", "Principal": {}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "suggestion-empty-object-principal",
};

static CONDITION: Check = Check {
    code: "EMPTY_OBJECT_CONDITION",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "`Condition`, or an operator in it, is an empty object.",
    why: "It imposes nothing: the statement holds always.",
    fix: "Remove it, or write what is meant.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": {} }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "suggestion-empty-object-condition",
};

static VALUES: Check = Check {
    code: "EMPTY_ARRAY_CONDITION",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "A condition has an empty list of values.",
    why: "There is nothing that the key could be: a positive condition never holds, a negated one always does.",
    fix: "Name the values.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:PrincipalTag/team": [] } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:PrincipalTag/team": "red" } } }"#,
    source: "suggestion-empty-array-condition",
};

static VALUES_ALL: Check = Check {
    code: "EMPTY_ARRAY_CONDITION_FORALLVALUES",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "A condition with `ForAllValues:` has an empty list of values.",
    why: "It holds only where the key is absent or empty.",
    fix: "Ask with `Null` and `true`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*", "Condition": { "ForAllValues:StringEquals": { "aws:TagKeys": [] } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*", "Condition": { "Null": { "aws:TagKeys": "true" } } }"#,
    source: "suggestion-empty-array-condition-forallvalues",
};

static VALUES_ANY: Check = Check {
    code: "EMPTY_ARRAY_CONDITION_FORANYVALUE",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "A condition with `ForAnyValue:` has an empty list of values.",
    why: "It never holds.",
    fix: "Name the values.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*", "Condition": { "ForAnyValue:StringEquals": { "aws:TagKeys": [] } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*", "Condition": { "ForAnyValue:StringEquals": { "aws:TagKeys": "team" } } }"#,
    source: "suggestion-empty-array-condition-foranyvalue",
};

static VALUES_IF: Check = Check {
    code: "EMPTY_ARRAY_CONDITION_IFEXISTS",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "A condition with `IfExists` has an empty list of values.",
    why: "It holds only where the key is absent.",
    fix: "Ask with `Null` and `true`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEqualsIfExists": { "aws:PrincipalTag/team": [] } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "Null": { "aws:PrincipalTag/team": "true" } } }"#,
    source: "suggestion-empty-array-condition-ifexists",
};

static SID: Check = Check {
    code: "EMPTY_SID_VALUE",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "`Sid` is empty.",
    why: "It names nothing.",
    fix: "Remove it, or give the statement a name.",
    on: "identity",
    bad: r#"{ "Sid": "", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "suggestion-empty-sid-value",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.statements() {
        for (element, check) in statement
            .actions
            .iter()
            .map(|element| (element, &ACTION))
            .chain(statement.resources.iter().map(|element| (element, &RESOURCE)))
        {
            let value = look.value_of(element.name);
            if look.is_empty(value) {
                let name = quote(look.text(element.name));
                let what = if element.negated {
                    "it leaves nothing out"
                } else {
                    "it matches nothing"
                };
                found.at(check, value, format!("{name} is empty: {what}"));
            }
        }
        for element in &statement.principals {
            let value = look.value_of(element.name);
            if look.is_empty(value) && look.json.kind(value) == Kind::Object {
                found.at(
                    &NOBODY,
                    value,
                    format!("{} is empty: it names nobody", quote(look.text(element.name))),
                );
            }
            for (key, names) in look.json.members(value).filter(|&(_, names)| look.is_empty(names)) {
                found.at(
                    &PRINCIPAL,
                    names,
                    format!("{} is empty: it names nobody", quote(look.text(key))),
                );
            }
        }
        if let Some(node) = statement.sid.filter(|&node| look.text(node).is_empty()) {
            let key = iamwhy_policy::NodeId(node.0.saturating_sub(1));
            found
                .at(&SID, node, "`Sid` is empty")
                .safe("remove it", look.remove(key));
        }
        if let Some((key, value)) = look.member(statement.node, "Condition") {
            if look.is_empty(value) {
                let report = found.at(&CONDITION, value, "`Condition` is empty: it imposes nothing");
                report.safe("remove it", look.remove(key));
            }
            for (operator, block) in look.json.members(value).filter(|&(_, block)| look.is_empty(block)) {
                let message = format!("{} is empty: it imposes nothing", quote(look.text(operator)));
                found
                    .at(&CONDITION, block, message)
                    .safe("remove it", look.remove(operator));
            }
        }
        statement.conditions.iter().for_each(|pair| values(look, found, pair));
    }
}

fn values(look: &Look<'_>, found: &mut Findings<'_>, pair: &ConditionPair) {
    let Some(operator) = pair
        .parsed
        .filter(|own| pair.values.is_empty() && pair.list && own.base != Base::Null)
    else {
        return;
    };
    let key = quote(look.key_of(pair));
    let (check, what) = match operator.qualifier {
        Qualifier::ForAllValues => (&VALUES_ALL, "this holds only where it is absent or empty"),
        Qualifier::ForAnyValue => (&VALUES_ANY, "this never holds"),
        Qualifier::None if operator.if_exists => (&VALUES_IF, "this holds only where it is absent"),
        Qualifier::None if operator.negated => (&VALUES, "this always holds"),
        Qualifier::None => (&VALUES, "this never holds"),
    };
    found.at(
        check,
        look.value_of(pair.key),
        format!("{key} is compared with nothing: {what}"),
    );
}
