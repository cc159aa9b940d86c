//! JUnit's XML: a suite for each file. A case that expects nothing is skipped, and says what was decided.

use std::io::{self, Write};

use iamwhy_explain::visible;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{Failure, Results};

pub(super) fn write(out: &mut dyn Write, results: &Results<'_>) -> io::Result<()> {
    let failures = results.failures();
    let mut failures = failures.iter();
    let mut report = Report::new("iamwhy");
    for file in &results.report.files {
        let mut suite = TestSuite::new(visible(&file.file).as_ref());
        for case in &file.cases {
            let status = match case.passed {
                Some(true) => TestCaseStatus::success(),
                None => {
                    let mut status = TestCaseStatus::skipped();
                    status.set_message(format!("expects nothing; decided: {}", case.decision));
                    status
                }
                Some(false) => failures.next().map_or_else(TestCaseStatus::success, failed),
            };
            let mut test = TestCase::new(visible(&case.name).as_ref(), status);
            test.set_classname(visible(&file.file).as_ref());
            suite.add_test_case(test);
        }
        report.add_test_suite(suite);
    }
    let text = report.to_string().map_err(io::Error::other)?;
    out.write_all(text.as_bytes())
}

fn failed(failure: &Failure<'_>) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    let place = failure.place();
    let text = format!(
        "{}\n{}:{}:{}\n\n{}",
        failure.differences().join("\n"),
        visible(&place.file),
        place.line,
        place.column,
        failure.why()
    );
    status
        .set_type(failure.field())
        .set_message(failure.message())
        .set_description(text);
    status
}
