//! What a check is: the record from which help, documentation and the playground flow.

use std::fmt;

/// How bad a finding is, in Access Analyzer's four grades, the worst first.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The policy does not work, in part or at all.
    Error,
    /// It opens more than it should.
    SecurityWarning,
    /// It means something, though perhaps not what was meant.
    Warning,
    /// It could be said better.
    Suggestion,
}

impl Severity {
    /// All of them, the worst first.
    pub const ALL: [Severity; 4] = [
        Severity::Error,
        Severity::SecurityWarning,
        Severity::Warning,
        Severity::Suggestion,
    ];

    /// The word that Access Analyzer's API has for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "ERROR",
            Severity::SecurityWarning => "SECURITY_WARNING",
            Severity::Warning => "WARNING",
            Severity::Suggestion => "SUGGESTION",
        }
    }
}

/// In words for people.
impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::SecurityWarning => "security warning",
            Severity::Warning => "warning",
            Severity::Suggestion => "suggestion",
        })
    }
}

/// Who has the check as well, and thereby whose code it bears.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum Origin {
    /// IAM Access Analyzer's policy validation.
    AccessAnalyzer,
    /// parliament.
    Parliament,
    /// Nobody else.
    Iamwhy,
}

impl Origin {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Origin::AccessAnalyzer => "IAM Access Analyzer",
            Origin::Parliament => "parliament",
            Origin::Iamwhy => "iamwhy",
        }
    }
}

/// One check, as it is documented. All texts are sentences.
#[derive(PartialEq, Eq, Debug)]
pub struct Check {
    /// Its code.
    pub code: &'static str,
    /// How bad its findings are.
    pub severity: Severity,
    /// Whose code it is.
    pub origin: Origin,
    /// What it finds.
    pub what: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// The smallest change that mends it.
    pub fix: &'static str,
    /// The type of the examples, in the words of `--type`.
    pub on: &'static str,
    /// A policy, or one statement of it, that has a finding. `a×600` stands for 600 times `a`.
    pub bad: &'static str,
    /// The same without.
    pub good: &'static str,
    /// AWS's page: of an Access Analyzer check the anchor on its list of checks, else the whole address.
    pub source: &'static str,
}

/// Access Analyzer's list of checks.
const ANALYZER: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html";

impl Check {
    /// The address of AWS's page.
    #[must_use]
    pub fn page(&self) -> String {
        match self.source.starts_with("https://") {
            true => self.source.to_owned(),
            false => format!("{ANALYZER}#access-analyzer-reference-policy-checks-{}", self.source),
        }
    }

    /// An example as a whole policy: around a lone statement, the rest is put.
    ///
    /// ```
    /// let check = iamwhy_lint::checks::find("INVALID_EFFECT").unwrap();
    /// assert!(check.example(check.bad).starts_with("{\n  \"Version\": \"2012-10-17\""));
    /// ```
    #[must_use]
    pub fn example(&self, text: &str) -> String {
        let text = repeated(text);
        if !text.starts_with("{ \"Sid\"") && !text.starts_with("{ \"Effect\"") {
            return text;
        }
        [
            "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    ",
            &text,
            "\n  ]\n}",
        ]
        .concat()
    }
}

/// With `a×600` written out.
fn repeated(text: &str) -> String {
    let Some((before, after)) = text.split_once('×') else {
        return text.to_owned();
    };
    let digits = after.len() - after.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let (number, rest) = after.split_at_checked(digits).unwrap_or((after, ""));
    let times = number.parse::<usize>().unwrap_or(1).saturating_sub(1);
    let letter = before.chars().next_back().map(String::from).unwrap_or_default();
    [before, &letter.repeat(times), rest].concat()
}
