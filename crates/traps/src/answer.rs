//! One of the four answers.

use iamwhy_scenario::{Expectation, read::record::record};

/// An answer to choose, and what must be so for it to be right.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Answer {
    /// What it says.
    pub text: String,
    /// The answer is right if this holds for the case; left out where the trap is a fact.
    pub expect: Option<Expectation>,
}

record!(Answer {
    text "text",
    expect "expect",
});

/// The answer that most people give, and why.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Tempting {
    /// Its place among the answers, from 0; never the right one.
    pub answer: u32,
    /// Why it tempts.
    pub why: String,
}

record!(Tempting {
    answer "answer",
    why "why",
});
