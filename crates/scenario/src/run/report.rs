//! Results, as they are written: the keys in this order, what is absent left out.

use iamwhy_explain::TextSpan;
use serde::Serialize;
use serde_json::Value;

/// The results of several files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// In the order in which they were run.
    pub files: Vec<FileReport>,
}

/// How many cases came out how.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Cases whose expectation holds.
    pub passed: usize,
    /// Cases whose expectation does not.
    pub failed: usize,
    /// Cases without an expectation.
    pub shown: usize,
}

/// The results of a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FileReport {
    /// Its name.
    pub file: String,
    /// The claim that it makes.
    pub title: String,
    /// Its cases, a matrix taken apart.
    pub cases: Vec<CaseReport>,
}

/// The result of a case.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaseReport {
    /// Its name.
    pub name: String,
    /// Whether the expectation holds; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed: Option<bool>,
    /// `allow`, `explicitDeny`, `implicitDeny`, `unknown`; of a document that would be stored `accepted` or `refused`.
    pub decision: &'static str,
    /// The layer that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<&'static str>,
    /// Every layer that would have to change.
    pub blockers: Vec<&'static str>,
    /// What AWS asked of IAM, in order.
    pub authorizations: Vec<AuthorizationReport>,
    /// What speaks against storing the document; left out where none would be stored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub findings: Option<Vec<Finding>>,
    /// What was expected and is not so.
    pub mismatches: Vec<Mismatch>,
}

/// The result of one authorization.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthorizationReport {
    /// Who, as messages print it.
    pub principal: String,
    /// What.
    pub action: String,
    /// On what.
    pub resource: String,
    /// The answer.
    pub decision: &'static str,
    /// The layer that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<&'static str>,
    /// `direct`, `role` or `account`: how the resource's policy grants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grant: Option<&'static str>,
    /// The statements that decided.
    pub deciding: Vec<DecidingStatement>,
    /// Per blocking layer, the statement that came nearest.
    pub near_misses: Vec<NearMiss>,
    /// The rules on the decision path.
    pub rules: Vec<String>,
    /// Undocumented points that the answer rests on.
    pub assumptions: Vec<Undocumented>,
    /// The unknowns that decide.
    pub unknowns: Vec<String>,
    /// `false` where there were too many unknowns for an exact answer; else left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<bool>,
    /// What else is worth knowing.
    pub warnings: Vec<Finding>,
    /// The message that AWS would print.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// A statement that decided.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DecidingStatement {
    /// The policy's name.
    pub policy: String,
    /// The layer that it decided in.
    pub layer: &'static str,
    /// Its place among the statements, from 0.
    pub statement: u32,
    /// Its `Sid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// Its JSON pointer in the policy.
    pub pointer: String,
    /// Where it stands.
    pub span: Span,
}

/// A statement that would have decided otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NearMiss {
    /// The policy's name.
    pub policy: String,
    /// Its layer.
    pub layer: &'static str,
    /// Its place among the statements, from 0.
    pub statement: u32,
    /// The elements that failed.
    pub failed: Vec<String>,
}

/// An undocumented point.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Undocumented {
    /// `UND-n`, or a rule without a switch.
    pub id: String,
    /// The reading that was followed.
    pub word: String,
    /// Whether another reading turns the answer around.
    pub flips: bool,
}

/// Something worth knowing, or what speaks against storing a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The rule that it rests on.
    pub rule: String,
    /// One sentence.
    pub message: String,
    /// Where, if it is about a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// Where something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Span {
    /// The file.
    pub file: String,
    /// First line, from 1.
    pub line: u32,
    /// First column, from 1.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// The column behind the last character.
    pub end_column: u32,
}

/// What was expected and is not so.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mismatch {
    /// The field of the expectation.
    pub field: &'static str,
    /// What it says.
    pub expected: Value,
    /// What is so.
    pub actual: Value,
}

impl From<TextSpan> for Span {
    fn from(span: TextSpan) -> Span {
        Span {
            file: span.file,
            line: span.line,
            column: span.column,
            end_line: span.end_line,
            end_column: span.end_column,
        }
    }
}

impl Report {
    /// How many cases came out how.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for case in self.files.iter().flat_map(|file| &file.cases) {
            match case.passed {
                Some(true) => summary.passed += 1,
                Some(false) => summary.failed += 1,
                None => summary.shown += 1,
            }
        }
        summary
    }

    /// The report as JSON text, the same bytes wherever it is made.
    #[must_use]
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Document<'r> {
            version: u32,
            summary: Summary,
            files: &'r [FileReport],
        }
        let document = Document {
            version: 1,
            summary: self.summary(),
            files: &self.files,
        };
        // Nothing in it can fail to be written: all keys are strings.
        serde_json::to_string_pretty(&document).unwrap_or_default()
    }
}
