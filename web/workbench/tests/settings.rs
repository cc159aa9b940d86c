//! Flips that change settings of the world, or the way of the request.

#![allow(clippy::unwrap_used)]

mod corpus;

use corpus::fixture;
use iamwhy_explain::Edit;
use iamwhy_workbench::{Bench, Selected, flips_of};

#[test]
fn settings_and_ways_turn_the_answer_around_and_back() {
    let mut kinds = [0, 0];
    for name in [
        "s3/restricting-public-buckets-cuts-every-foreign-grant",
        "s3/block-public-access-holds-from-any-level",
        "s3/ignoring-public-acls-makes-them-dead",
        "s3/an-object-of-another-account-follows-its-acl",
        "endpoints/an-endpoint-policy-is-a-filter-that-nothing-bypasses",
        "endpoints/an-address-condition-does-not-hold-through-an-endpoint",
    ] {
        let text = fixture(name);
        let mut bench = Bench::open(&text);
        for case in 0..bench.answer().cases.len() {
            bench.select(Selected {
                case,
                ..Selected::default()
            });
            let before = bench.answer().verdict.decision == "allow";
            for flip in flips_of(&bench, 8) {
                let place = flip.edits.iter().find_map(|edit| match edit {
                    Edit::Set { .. } => Some(0),
                    Edit::Endpoint { .. } => Some(1),
                    _ => None,
                });
                let Some(place) = place else { continue };
                bench.apply_flip(&flip).unwrap();
                let after = bench.answer();
                assert!(after.errors.is_empty(), "{name}: {flip:?} {:?}", after.errors);
                assert_ne!(after.verdict.decision == "allow", before, "{name}: {flip:?}");
                kinds[place] += 1;
                assert!(bench.undo());
                assert_eq!(bench.text(), text);
            }
        }
    }
    assert!(kinds.iter().all(|count| *count > 2), "{kinds:?}");
}
