//! How sure somebody is.

/// How sure somebody is of an answer, as the chance that he gives himself.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// One in four: any of the answers.
    Guess,
    /// One in two.
    Unsure,
    /// Three in four.
    Fairly,
    /// Nineteen in twenty.
    Sure,
}

impl Confidence {
    /// All of them, the least first.
    pub const ALL: [Confidence; 4] = [
        Confidence::Guess,
        Confidence::Unsure,
        Confidence::Fairly,
        Confidence::Sure,
    ];

    /// In percent.
    #[must_use]
    pub fn percent(self) -> u32 {
        match self {
            Confidence::Guess => 25,
            Confidence::Unsure => 50,
            Confidence::Fairly => 75,
            Confidence::Sure => 95,
        }
    }

    /// The one with this percentage.
    #[must_use]
    pub fn of_percent(percent: u32) -> Option<Confidence> {
        Confidence::ALL.into_iter().find(|own| own.percent() == percent)
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Confidence::Guess => "a guess",
            Confidence::Unsure => "unsure",
            Confidence::Fairly => "fairly sure",
            Confidence::Sure => "sure",
        }
    }
}
