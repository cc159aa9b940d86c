//! Names of policies, wherever one is used.

use super::checker::Checker;
use crate::{
    model::PolicySource,
    policies::{BUILT_IN, NameFault, Names, each_place},
    read::shortened,
};

pub(super) fn check(c: &mut Checker<'_, '_>) {
    let scenario = c.scenario;
    let mut names = Names::of(scenario);
    each_place(scenario, &mut |at, source| {
        let PolicySource::Name(name) = source else { return };
        match names.named(name) {
            Ok(_) => {}
            Err(NameFault::Unknown(name)) => {
                let names = scenario
                    .policies
                    .keys()
                    .map(String::as_str)
                    .chain(BUILT_IN.iter().map(|policy| policy.name));
                c.dangling(at, "policy", name, names);
            }
            Err(NameFault::Circle) => {
                c.wrong(
                    at,
                    format!("policy `{}` is named after itself in the end", shortened(name)),
                    "break the circle of names in `policies`",
                );
            }
        }
    });
}
