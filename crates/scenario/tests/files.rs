//! Every scenario of the repository reads without error, and its policies load.

mod fixture;

use iamwhy_scenario::{Policies, cases::Cases, read};

#[test]
fn every_fixture_reads_without_error() {
    let mut wrong = Vec::new();
    for fixture in fixture::all() {
        let name = &fixture.name;
        let result = read(name, &fixture.text).and_then(|(scenario, json)| {
            Policies::load(&scenario, &json, name, &fixture.files)?;
            let asked = Cases::of(&scenario)
                .all()
                .map(|case| case.authorizations.len())
                .sum::<usize>();
            assert!(
                asked > 0 || scenario.cases.iter().all(|case| case.writes.is_some()),
                "{name}"
            );
            Ok(())
        });
        wrong.extend(result.err().into_iter().flatten().map(|error| error.to_string()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
