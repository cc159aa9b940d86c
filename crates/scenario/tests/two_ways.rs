//! Deciding quickly, through the index, and deciding with a record of everything give the same answer.

mod fixture;

use iamwhy_scenario::{Loaded, cases::Cases, run::Run};

/// Every fixture that loads; what does not is the other tests' concern.
fn each(mut visit: impl FnMut(&str, &Loaded)) {
    for fixture in fixture::all() {
        if let Ok(loaded) = Loaded::load(&fixture.name, &fixture.text, &fixture.files) {
            visit(&fixture.name, &loaded);
        }
    }
}

#[test]
fn quick_and_traced_answers_agree() {
    let mut asked = 0;
    each(|name, loaded| {
        let cases = Cases::of(&loaded.scenario);
        for case in cases.all() {
            for authorization in &case.authorizations {
                let request = loaded.world.request(&loaded.program, &case, authorization).unwrap();
                let quick = loaded.program.decide(&request).unwrap();
                let traced = loaded.program.trace(&request).unwrap().decision;
                assert_eq!(
                    (quick.outcome, quick.layer),
                    (traced.outcome, traced.layer),
                    "{name}: {}",
                    case.name
                );
                asked += 1;
            }
        }
    });
    assert!(asked > 1000, "only {asked} requests");
}

/// What is read by people warns of what is read by machines, and rests on the same.
#[test]
fn prose_and_data_warn_of_the_same() {
    let (mut warned, mut assumed) = (0, 0);
    each(|name, loaded| {
        let cases = Cases::of(&loaded.scenario);
        let run = Run::of(loaded, &cases);
        for case in cases.all().filter(|case| case.case.writes.is_none()) {
            let report = run.case(&case);
            for (number, own) in report.authorizations.iter().enumerate() {
                let (_, told) = run.explain(&case, number).unwrap();
                let data = own.warnings.iter().map(|own| (own.rule.clone(), own.message.clone()));
                let prose = told.warnings.iter().map(|own| (own.rule.clone(), own.message.clone()));
                let (data, prose): (Vec<_>, Vec<_>) = (data.collect(), prose.collect());
                assert_eq!(data, prose, "{name}: {}", case.name);
                warned += data.len();
                let data = own
                    .assumptions
                    .iter()
                    .map(|own| (own.id.clone(), own.word.clone(), own.flips));
                let prose = told
                    .assumptions
                    .iter()
                    .map(|own| (own.id.clone(), own.word.clone(), own.flips));
                let (data, prose): (Vec<_>, Vec<_>) = (data.collect(), prose.collect());
                assert_eq!(data, prose, "{name}: {}", case.name);
                assumed += data.len();
            }
        }
    });
    assert!(warned > 100 && assumed > 100, "{warned}, {assumed}");
}
