//! A card: what is asked about a scenario.

use iamwhy_scenario::read::{
    ReadError, read_as,
    record::{record, words},
};

use crate::{
    answer::{Answer, Tempting},
    check,
    flip::Flip,
};

/// One trap: the question, four answers, why the wrong one tempts, and the second challenge.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Card {
    /// Ignored; lets editors complete.
    #[cfg_attr(feature = "schema", schemars(rename = "$schema"))]
    pub schema: Option<String>,
    /// The format's version: 1.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 1)))]
    pub card: u32,
    /// The trap's number, which it keeps.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub number: u32,
    /// The trap in a few words.
    pub title: String,
    /// Whether the evaluator decides it.
    pub kind: Kind,
    /// How hard it is, from 1 to 5.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 5)))]
    pub level: u32,
    /// What it is about: one to three words in kebab-case.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 3)))]
    pub topics: Vec<String>,
    /// How it is known.
    pub badge: Badge,
    /// The situation and the question, in Markdown, without its answer.
    pub question: String,
    /// The case of the scenario that is asked about; not for facts.
    pub case: Option<String>,
    /// Four answers. Of a decision, exactly one expectation holds.
    #[cfg_attr(feature = "schema", schemars(length(equal = 4)))]
    pub answers: Vec<Answer>,
    /// Of a fact, the place of the right answer, from 0. Of a decision the evaluator knows it.
    pub right: Option<u32>,
    /// The usual wrong answer.
    pub tempting: Tempting,
    /// Nudges, the weakest first.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub hints: Vec<String>,
    /// What AWS does and why, in Markdown; shown after the answer.
    pub explanation: String,
    /// The rule in `docs/semantics.md`; of a decision, one on its path.
    pub rule: Option<String>,
    /// Of a fact: what the page says, or where it was observed.
    pub source: Option<String>,
    /// AWS's page.
    pub page: String,
    /// The heading in `chapter.md` that explains it, as in a link.
    pub read: String,
    /// The second challenge; not for facts.
    pub flip: Option<Flip>,
}

record!(Card {
    schema "$schema",
    card "card",
    number "number",
    title "title",
    kind "kind" required,
    level "level",
    topics "topics" required,
    badge "badge" required,
    question "question",
    case "case",
    answers "answers" required,
    right "right",
    tempting "tempting",
    hints "hints" required,
    explanation "explanation",
    rule "rule",
    source "source",
    page "page",
    read "read",
    flip "flip",
});

/// Whether the evaluator decides a trap.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub enum Kind {
    /// It does: the right answer is computed.
    #[default]
    Decision,
    /// It cannot: the card says which answer is right, and how that is known.
    Fact,
}

words!(Kind {
    Decision "decision",
    Fact "fact",
});

/// How a trap is known.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub enum Badge {
    /// AWS's page says it.
    #[default]
    Documented,
    /// Seen in AWS's answers, not documented.
    Observed,
    /// AWS is silent: it is our reading.
    Undocumented,
}

words!(Badge {
    Documented "documented",
    Observed "observed",
    Undocumented "undocumented",
});

impl Badge {
    /// The word as it is written.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Badge::Documented => "documented",
            Badge::Observed => "observed",
            Badge::Undocumented => "undocumented",
        }
    }

    /// What it means, as a sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Badge::Documented => "AWS's documentation says it.",
            Badge::Observed => "Seen in answers of AWS, not documented.",
            Badge::Undocumented => "AWS is silent; this is our reading.",
        }
    }
}

impl Card {
    /// Reads a card, strictly.
    ///
    /// ```
    /// use iamwhy_traps::Card;
    ///
    /// let errors = Card::read("a.card.json", r#"{ "card": 1, "nubmer": 4 }"#).unwrap_err();
    /// assert_eq!(errors[0].to_string(), "a.card.json:1:14: unknown field `nubmer` (at /nubmer); did you mean `number`?");
    /// ```
    ///
    /// # Errors
    /// Everything that is wrong with it, as far as it can be found at once.
    pub fn read(file_name: &str, text: &str) -> Result<Card, Vec<ReadError>> {
        let (card, json) = read_as::<Card>(file_name, text)?;
        let errors = check::check(&card, file_name, &json);
        if errors.is_empty() { Ok(card) } else { Err(errors) }
    }
}
