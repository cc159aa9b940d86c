//! Results, as they are written: the keys in this order, what is absent left out.

use iamwhy_explain::TextSpan;
use iamwhy_policy::Add;

use super::written::Written;

/// The results of several files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// In the order in which they were run.
    pub files: Vec<FileReport>,
}

/// How many cases came out how.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Cases whose expectation holds.
    pub passed: usize,
    /// Cases whose expectation does not.
    pub failed: usize,
    /// Cases without an expectation.
    pub shown: usize,
}

/// The results of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileReport {
    /// Its name.
    pub file: String,
    /// The claim that it makes.
    pub title: String,
    /// Its cases, a matrix taken apart.
    pub cases: Vec<CaseReport>,
}

/// The result of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseReport {
    /// Its name.
    pub name: String,
    /// Whether the expectation holds; left out where there is none.
    pub passed: Option<bool>,
    /// `allow`, `explicitDeny`, `implicitDeny`, `unknown`; of a document that would be stored `accepted` or `refused`.
    pub decision: &'static str,
    /// The layer that decided.
    pub layer: Option<&'static str>,
    /// Every layer that would have to change.
    pub blockers: Vec<&'static str>,
    /// What AWS asked of IAM, in order.
    pub authorizations: Vec<AuthorizationReport>,
    /// What speaks against storing the document; left out where none would be stored.
    pub findings: Option<Vec<Finding>>,
    /// What was expected and is not so.
    pub mismatches: Vec<Mismatch>,
}

/// The result of one authorization.
#[derive(Clone, Debug, PartialEq)]
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
    pub layer: Option<&'static str>,
    /// `direct`, `role` or `account`: how the resource's policy grants.
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
    pub exact: Option<bool>,
    /// What else is worth knowing.
    pub warnings: Vec<Finding>,
    /// The message that AWS would print.
    pub message: Option<String>,
}

/// A statement that decided.
#[derive(Clone, Debug, PartialEq)]
pub struct DecidingStatement {
    /// The policy's name.
    pub policy: String,
    /// The layer that it decided in.
    pub layer: &'static str,
    /// Its place among the statements, from 0.
    pub statement: u32,
    /// Its `Sid`.
    pub sid: Option<String>,
    /// Its JSON pointer in the policy.
    pub pointer: String,
    /// Where it stands.
    pub span: Span,
}

/// A statement that would have decided otherwise.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct Undocumented {
    /// `UND-n`, or a rule without a switch.
    pub id: String,
    /// The reading that was followed.
    pub word: String,
    /// Whether another reading turns the answer around.
    pub flips: bool,
}

/// Something worth knowing, or what speaks against storing a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that it rests on.
    pub rule: String,
    /// One sentence.
    pub message: String,
    /// Where, if it is about a text.
    pub span: Option<Span>,
}

/// Where something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct Mismatch {
    /// The field of the expectation.
    pub field: &'static str,
    /// What it says.
    pub expected: Written,
    /// What is so.
    pub actual: Written,
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
        self.with(&|_, _| Vec::new()).pretty()
    }

    /// The report, with more about each authorization: for the number of its case and its own number.
    pub(super) fn with(&self, more: &dyn Fn(usize, usize) -> Vec<(&'static str, Written)>) -> Written {
        let summary = self.summary();
        let mut number = 0;
        let files = self.files.iter().map(|file| {
            let cases = file.cases.iter().map(|case| {
                number += 1;
                case.written(&|authorization| more(number - 1, authorization))
            });
            Written::Object(vec![
                ("file", (&file.file).into()),
                ("title", (&file.title).into()),
                ("cases", cases.collect()),
            ])
        });
        let files = files.collect();
        Written::Object(vec![
            ("version", 1_u32.into()),
            (
                "summary",
                Written::Object(vec![
                    ("passed", summary.passed.into()),
                    ("failed", summary.failed.into()),
                    ("shown", summary.shown.into()),
                ]),
            ),
            ("files", files),
        ])
    }
}

impl CaseReport {
    /// The result as it stands in [`Report::to_json`].
    #[must_use]
    pub fn to_written(&self) -> Written {
        self.written(&|_| Vec::new())
    }

    fn written(&self, more: &dyn Fn(usize) -> Vec<(&'static str, Written)>) -> Written {
        let authorizations = self.authorizations.iter().enumerate().map(|(at, own)| {
            let mut members = own.members();
            members.retain(|(_, value)| *value != Written::Null);
            members.add(more(at));
            Written::Object(members)
        });
        let findings = self
            .findings
            .as_ref()
            .map(|list| list.iter().map(Finding::written).collect());
        let mismatches = self.mismatches.iter().map(|own| {
            Written::Object(vec![
                ("field", own.field.into()),
                ("expected", own.expected.clone()),
                ("actual", own.actual.clone()),
            ])
        });
        Written::present(vec![
            ("name", (&self.name).into()),
            ("passed", self.passed.into()),
            ("decision", self.decision.into()),
            ("layer", self.layer.into()),
            ("blockers", Written::texts(&self.blockers)),
            ("authorizations", authorizations.collect()),
            ("findings", findings.unwrap_or(Written::Null)),
            ("mismatches", mismatches.collect()),
        ])
    }
}

impl AuthorizationReport {
    fn members(&self) -> Vec<(&'static str, Written)> {
        let deciding = self.deciding.iter().map(DecidingStatement::written);
        let near = self.near_misses.iter().map(|own| {
            Written::Object(vec![
                ("policy", (&own.policy).into()),
                ("layer", own.layer.into()),
                ("statement", own.statement.into()),
                ("failed", Written::texts(&own.failed)),
            ])
        });
        let assumptions = self.assumptions.iter().map(|own| {
            Written::Object(vec![
                ("id", (&own.id).into()),
                ("word", (&own.word).into()),
                ("flips", own.flips.into()),
            ])
        });
        vec![
            ("principal", (&self.principal).into()),
            ("action", (&self.action).into()),
            ("resource", (&self.resource).into()),
            ("decision", self.decision.into()),
            ("layer", self.layer.into()),
            ("grant", self.grant.into()),
            ("deciding", deciding.collect()),
            ("nearMisses", near.collect()),
            ("rules", Written::texts(&self.rules)),
            ("assumptions", assumptions.collect()),
            ("unknowns", Written::texts(&self.unknowns)),
            ("exact", self.exact.into()),
            ("warnings", self.warnings.iter().map(Finding::written).collect()),
            ("message", self.message.as_ref().into()),
        ]
    }
}

impl DecidingStatement {
    pub(super) fn written(&self) -> Written {
        Written::present(vec![
            ("policy", (&self.policy).into()),
            ("layer", self.layer.into()),
            ("statement", self.statement.into()),
            ("sid", self.sid.as_ref().into()),
            ("pointer", (&self.pointer).into()),
            ("span", self.span.written()),
        ])
    }
}

impl Finding {
    fn written(&self) -> Written {
        Written::present(vec![
            ("rule", (&self.rule).into()),
            ("message", (&self.message).into()),
            ("span", self.span.as_ref().map_or(Written::Null, Span::written)),
        ])
    }
}

impl Span {
    pub(super) fn written(&self) -> Written {
        Written::Object(vec![
            ("file", (&self.file).into()),
            ("line", self.line.into()),
            ("column", self.column.into()),
            ("endLine", self.end_line.into()),
            ("endColumn", self.end_column.into()),
        ])
    }
}
