//! What the types of a card do not say.

use iamwhy_policy::Json;
use iamwhy_scenario::read::ReadError;

use crate::card::{Card, Kind};

/// Where AWS's pages are.
const PAGES: &str = "https://docs.aws.amazon.com/";

/// Every field that does not fit the others.
pub(crate) fn check(card: &Card, file: &str, json: &Json) -> Vec<ReadError> {
    let mut errors = Vec::new();
    let mut wrong = |pointer: &str, message: &str, help: &str| {
        let node = json.at_pointer(pointer, json.root()).unwrap_or(json.root());
        let help = (!help.is_empty()).then(|| help.to_owned());
        errors.push(ReadError::at(file, json, node, message.to_owned(), help));
    };
    if card.card != 1 {
        wrong("/card", "this version of cards is not known", "write `1`");
    }
    if card.number == 0 {
        wrong("/number", "traps are numbered from 1", "");
    }
    if !(1..=5).contains(&card.level) {
        wrong("/level", "a level is a number from 1 to 5", "");
    }
    if !(1..=3).contains(&card.topics.len()) || !card.topics.iter().all(|topic| is_kebab(topic)) {
        wrong(
            "/topics",
            "topics are one to three words in kebab-case",
            "such as `same-account`",
        );
    }
    if card.answers.len() != 4 {
        wrong("/answers", "a card has four answers", "");
    }
    if card.tempting.answer >= 4 {
        wrong(
            "/tempting/answer",
            "this is no answer's place",
            "use `0`, `1`, `2` or `3`",
        );
    }
    if !card.page.starts_with(PAGES) {
        wrong(
            "/page",
            "this is no page of AWS's documentation",
            "it begins with `https://docs.aws.amazon.com/`",
        );
    }
    let expected = card.answers.iter().filter(|answer| answer.expect.is_some()).count();
    match card.kind {
        Kind::Decision => {
            for (missing, field) in [
                (card.case.is_none(), "`case`"),
                (card.rule.is_none(), "`rule`"),
                (card.flip.is_none(), "`flip`"),
                (expected < card.answers.len(), "`expect` in each answer"),
            ] {
                if missing {
                    wrong("/kind", &["a decision needs ", field].concat(), "");
                }
            }
            if card.right.is_some() {
                wrong(
                    "/right",
                    "the evaluator knows which answer of a decision is right",
                    "leave it out",
                );
            }
        }
        Kind::Fact => {
            for (missing, field) in [(card.right.is_none(), "`right`"), (card.source.is_none(), "`source`")] {
                if missing {
                    wrong("/kind", &["a fact needs ", field].concat(), "");
                }
            }
            for (there, field) in [
                (card.case.is_some(), "case"),
                (card.flip.is_some(), "flip"),
                (expected > 0, "answers"),
            ] {
                if there {
                    let pointer = ["/", field].concat();
                    wrong(
                        &pointer,
                        "the evaluator does not decide a fact",
                        "leave out `case`, `flip` and `expect`",
                    );
                }
            }
            match card.right {
                Some(4..) => wrong("/right", "this is no answer's place", "use `0`, `1`, `2` or `3`"),
                Some(right) if right == card.tempting.answer => {
                    wrong("/tempting/answer", "the right answer tempts nobody into a mistake", "");
                }
                _ => {}
            }
        }
    }
    errors
}

fn is_kebab(word: &str) -> bool {
    !word.is_empty()
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
