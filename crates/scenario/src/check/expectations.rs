//! What cases expect.

use super::checker::Checker;
use crate::{
    model::{Case, DecisionWord, Expect, Expectation, Expected},
    read::shortened,
    step::{
        Step,
        Step::{Item, Key},
        below,
    },
};

pub(super) fn check(c: &mut Checker<'_, '_>, at: &[Step<'_>], case: &Case, combinations: usize) {
    let at = below(at, Key("expect"));
    match &case.expect {
        None => {}
        Some(Expect::All(expectation)) => one(c, &at, case, expectation),
        Some(Expect::Each(list)) => {
            if case.matrix.is_none() {
                c.wrong(
                    &at,
                    "a list of expectations needs a `matrix`".to_owned(),
                    "write one expectation",
                );
            } else if list.len() != combinations {
                c.wrong(
                    &at,
                    format!(
                        "the matrix makes {combinations} cases, found {} expectations",
                        list.len()
                    ),
                    "the order is principal, action, resource, context keys sorted; the last varies fastest",
                );
            }
            for (i, expectation) in list.iter().enumerate() {
                one(c, &below(&at, Item(i)), case, expectation);
            }
        }
    }
}

fn one(c: &mut Checker<'_, '_>, at: &[Step<'_>], case: &Case, expectation: &Expectation) {
    let judged = matches!(
        expectation.decision(),
        Some(DecisionWord::Accepted | DecisionWord::Refused)
    );
    let asks = case.action.is_some()
        || case.operation.is_some()
        || case.call.is_some()
        || case.matrix.as_ref().is_some_and(|m| m.action.is_some());
    if let Some(word) = expectation.decision() {
        let at = if matches!(expectation, Expectation::Fields(_)) {
            below(at, Key("decision"))
        } else {
            at.to_vec()
        };
        if judged && case.writes.is_none() {
            c.wrong(
                &at,
                format!("`{}` needs `writes`", word.as_str()),
                "it says whether AWS stores a document",
            );
        } else if !judged && !asks {
            c.wrong(
                &at,
                format!("`{}` needs an action", word.as_str()),
                "a document alone is `accepted` or `refused`",
            );
        }
    }
    let Expectation::Fields(fields) = expectation else {
        return;
    };
    if fields.decision.is_none() && *fields == Expected::default() {
        c.wrong(
            at,
            "an empty expectation says nothing".to_owned(),
            "leave `expect` out, then the case only shows",
        );
    }
    if let Some(rule) = fields.rule.as_deref().filter(|rule| !is_rule(rule)) {
        c.wrong(
            &below(at, Key("rule")),
            format!("`{}` is not the ID of a rule", shortened(rule)),
            "such an ID is like `SAME-1`",
        );
    }
    for (i, layer) in fields.blockers.iter().flatten().enumerate() {
        if fields.blockers.iter().flatten().take(i).any(|other| other == layer) {
            c.wrong(
                &below(&below(at, Key("blockers")), Item(i)),
                format!("`{}` stands twice among the blockers", layer.as_str()),
                "keep one of them",
            );
        }
    }
}

/// Capital letters, a dash, a number, at most one letter: `COND-14b`.
fn is_rule(text: &str) -> bool {
    text.rsplit_once('-').is_some_and(|(topic, number)| {
        let digits = number
            .strip_suffix(|letter: char| letter.is_ascii_lowercase())
            .unwrap_or(number);
        topic.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
            && topic.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            && !digits.is_empty()
            && digits.bytes().all(|b| b.is_ascii_digit())
    })
}
