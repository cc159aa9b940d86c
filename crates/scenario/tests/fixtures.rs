//! Every scenario of the repository comes out as it says.

mod fixture;

use std::fmt::Write;

use iamwhy_scenario::read_and_run;

#[test]
fn every_fixture_comes_out_as_it_says() {
    let mut wrong = String::new();
    let mut cases = 0;
    for fixture in fixture::all() {
        let name = &fixture.name;
        let report = match read_and_run(name, &fixture.text, &fixture.files) {
            Ok(report) => report,
            Err(errors) => {
                for error in errors {
                    writeln!(wrong, "{error}").unwrap();
                }
                continue;
            }
        };
        cases += report.cases.len();
        for case in &report.cases {
            for mismatch in &case.mismatches {
                writeln!(
                    wrong,
                    "{name}: {}: {} is {}, expected {}",
                    case.name, mismatch.field, mismatch.actual, mismatch.expected
                )
                .unwrap();
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} mismatches in {cases} cases:\n{wrong}",
        wrong.lines().count()
    );
}
