//! What an answer rests on beside the first rule of its layer, its grant and its elements.
//!
//! Each file adds rules for one reason, and only where the answer would be another one without them: `clause` and `test` of an
//! element, `key` of a condition key, `variable` of a policy variable, `sleeping` of statements that failed by little, `skipped`
//! of guardrails that were not asked, `layer` of the layers and `service` of the service that is called.

mod clause;
mod key;
mod layer;
mod list;
mod service;
mod skipped;
mod sleeping;
mod test;
mod variable;

pub(crate) use clause::clause;
pub(crate) use list::Rules;
pub(crate) use sleeping::asleep;
pub(crate) use test::test;

use iamwhy_policy::{Add, Listed};

use crate::case::Case;
use crate::explanation::StatementNode;
use crate::gates::{Found, Gates};

/// All further rules, each perhaps more than once.
pub(crate) fn further(case: &Case<'_>, gates: &Gates, deciding: &[Found]) -> Vec<&'static str> {
    let mut rules = Vec::new();
    for found in deciding {
        if let Some(node) = gates.node(found) {
            rules.add(whole(node));
            rules.add(node.elements.iter().flat_map(|element| element.beside.iter().copied()));
        }
    }
    rules.add(layer::rules(case, gates, deciding));
    rules.add(service::rules(case, deciding));
    rules.add(skipped::rules(case));
    rules.add(sleeping::rules(case, gates));
    rules
}

/// Rules of a statement as a whole: how its conditions go together.
pub(crate) fn whole(node: &StatementNode) -> Vec<&'static str> {
    let tests: Vec<_> = node.elements.iter().filter(|own| own.name == "Condition").listed();
    let key = |index: usize| tests.get(index).and_then(|own| own.key.as_deref()).unwrap_or_default();
    let pairs = || (0..tests.len()).flat_map(|one| (one + 1..tests.len()).map(move |other| (one, other)));
    let twins = |(one, other): &(usize, usize)| key(*one).eq_ignore_ascii_case(key(*other));
    let operator = |index: usize| tests.get(index).and_then(|own| own.operator.as_deref());
    let mut rules = Vec::new();
    if tests.len() > 1 {
        rules.push("COND-1");
    }
    // Bounded: a statement may list very many conditions.
    if tests.len() <= 64 {
        let twin = |same: bool| pairs().any(|pair| twins(&pair) && (operator(pair.0) == operator(pair.1)) == same);
        rules.when(twin(true), "PARSE-12");
        let respelt = pairs().any(|pair| twins(&pair) && key(pair.0) != key(pair.1));
        rules.when(respelt, "CKEY-1");
        rules.when(twin(false), "COND-3");
    }
    rules
}
