//! Which cases could notice a change: those that heard of a statement, and how it came out for them.

use std::collections::{BTreeMap, BTreeSet};

use iamwhy_engine::{Request, Site, Truth};

use crate::edits::place_of;
use crate::mutant::{DocumentPlace, Reach};
use crate::scene::Scene;

/// For each statement the cases in which it matched, or may have, and those in which it did not, or may not have.
#[derive(Default)]
pub(crate) struct Heard {
    /// For each policy of the world, where it can be edited.
    places: Vec<Option<DocumentPlace>>,
    statements: BTreeMap<(DocumentPlace, u32), Cases>,
}

#[derive(Default)]
struct Cases {
    matched: Vec<usize>,
    unmatched: Vec<usize>,
}

impl Heard {
    /// Listens to one authorization of a case; cases come in order.
    pub(crate) fn listen(&mut self, scene: &Scene, case: usize, request: &Request) {
        let program = &scene.loaded.program;
        if self.places.is_empty() {
            let policies = &program.environment().policies;
            self.places = policies.iter().map(|own| place_of(scene, own)).collect();
        }
        let Some(traced) = program.trace(request) else { return };
        for event in traced.trace.events.iter().filter(|event| event.site == Site::Statement) {
            let Some(view) = program.statement(event.node) else {
                continue;
            };
            let Some(Some(place)) = self.places.get(view.policy.0 as usize) else {
                continue;
            };
            let own = self.statements.entry((place.clone(), view.index)).or_default();
            if event.truth != Truth::No {
                note(&mut own.matched, case);
            }
            if event.truth != Truth::Yes {
                note(&mut own.unmatched, case);
            }
        }
    }

    /// The cases that could notice, of so many. Some demand more than a decision, such as the rule that keeps a policy from being asked:
    /// they are always among them.
    pub(crate) fn within(&self, reach: &Reach, demanding: &[usize], count: usize) -> Vec<usize> {
        let mut all = match reach {
            Reach::Everything => return (0..count).collect(),
            Reach::Asked(place) => self.asked(place),
            Reach::Matched(place, statement) => self.one(place, *statement, |own| &own.matched),
            Reach::Unmatched(place, statement) => self.one(place, *statement, |own| &own.unmatched),
        };
        all.extend(demanding);
        all.into_iter().collect()
    }

    fn one(&self, place: &DocumentPlace, statement: u32, of: impl Fn(&Cases) -> &Vec<usize>) -> BTreeSet<usize> {
        let own = self.statements.get(&(place.clone(), statement));
        own.into_iter().flat_map(|own| of(own).iter().copied()).collect()
    }

    /// The cases for which a document was asked.
    fn asked(&self, place: &DocumentPlace) -> BTreeSet<usize> {
        let from = (place.clone(), 0);
        let own = self.statements.range(from..).take_while(|((own, _), _)| own == place);
        own.flat_map(|(_, cases)| cases.matched.iter().chain(&cases.unmatched))
            .copied()
            .collect()
    }
}

/// Once for each case.
fn note(cases: &mut Vec<usize>, case: usize) {
    if cases.last() != Some(&case) {
        cases.push(case);
    }
}
