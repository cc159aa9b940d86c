//! Findings as JUnit's XML: a suite for each policy, a failed case for each finding.

use std::io::{self, Write};

use iamwhy_lint::Finding;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{Linted, One};

pub(super) fn write(out: &mut dyn Write, linted: &Linted<'_>) -> io::Result<()> {
    let mut report = Report::new("iamwhy lint");
    for one in &linted.policies {
        let mut suite = TestSuite::new(one.name());
        for (at, finding) in one.findings.iter().enumerate() {
            suite.add_test_case(case(one, finding.code(), failed(one, at, finding)));
        }
        for (finding, reason) in &one.suppressed {
            let mut status = TestCaseStatus::skipped();
            status.set_message(reason.as_str());
            suite.add_test_case(case(one, finding.code(), status));
        }
        if let Some(refusal) = one.lone_refusal() {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type("refused").set_message(refusal.message.as_str());
            suite.add_test_case(case(one, "AWS saves the policy", status));
        }
        if suite.test_cases.is_empty() {
            suite.add_test_case(case(one, "no findings", TestCaseStatus::success()));
        }
        report.add_test_suite(suite);
    }
    let text = report.to_string().map_err(io::Error::other)?;
    out.write_all(text.as_bytes())
}

fn case(one: &One<'_>, name: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    case.set_classname(one.subject.file.as_str());
    case
}

fn failed(one: &One<'_>, index: usize, finding: &Finding) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    let at = one.subject.place(finding.span);
    let mut text = format!("{}\n{}:{}:{}", finding.message, at.file, at.line, at.column);
    if let Some(scenarios) = one.in_scenarios(index) {
        text.push('\n');
        text.push_str(&scenarios);
    }
    status
        .set_type(finding.severity().word())
        .set_message(finding.message.as_str())
        .set_description(text);
    status
}
