//! The case split: every combination of classes is decided, and the answer is what all of them say.

use iamwhy_policy::Listed;

use super::open::{self, Open};
use super::places::places;
use super::{Assigned, Guess};
use crate::assume::Assume;
use crate::bind::Bound;
use crate::combine::{self, Decision, Outcome};
use crate::compile::Program;
use crate::evaluate::{Facts, GrantKind, facts};
use crate::layer::{Layer, LayerSet};
use crate::order::set;
use crate::request::{ContextValue, Request};
use crate::trace::{Event, Trace};
use crate::truth::Truth;
use crate::world::UnknownId;

/// More combinations than this are not tried; three-valued logic answers instead.
pub const MOST_COMBINATIONS: usize = 1 << 16;
/// More than this is not evaluated: combinations, times what is asked for each.
const MOST_EFFORT: usize = 1 << 25;
/// Most combinations that are traced to say why: that takes longer, and somebody waits for it.
const MOST_TRACED: usize = 1 << 12;

/// Whether an answer about unknowns is exact.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Exactness {
    /// It is.
    Exact,
    /// There were too many unknowns, or classes that could not be told apart: it may say `unknown` too often.
    Cautious,
}

/// An answer that holds whatever the unknowns are.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The answer.
    pub decision: Decision,
    /// The layers that block in the most favourable case.
    pub blockers: LayerSet,
    /// Where the answer is unknown: the unknowns whose fixing can change it, by key name or place.
    pub unknowns: Vec<String>,
    /// Whether it is exact.
    pub exactness: Exactness,
    /// How much was evaluated for it.
    pub(crate) effort: usize,
}

/// One unknown and what it can be.
struct Dimension {
    names: Vec<String>,
    choices: Choices,
}

enum Choices {
    /// Keys that hold the same unknown value.
    Keys(Vec<Box<str>>, Vec<ContextValue>),
    Place(UnknownId, Vec<Guess>),
}

impl Choices {
    fn len(&self) -> usize {
        match self {
            Choices::Keys(_, values) => values.len(),
            Choices::Place(_, guesses) => guesses.len(),
        }
    }
}

/// Records nothing, but lets every gate be asked.
fn patient() -> Option<Trace> {
    None
}

/// Resolves a request whose answer three-valued logic leaves open.
pub(crate) fn resolve(program: &Program, assume: &Assume, request: &Request) -> Option<Resolved> {
    let bound = Bound::new(program, assume, request, &[])?;
    let Split {
        dimensions,
        complete,
        asked,
        mut effort,
    } = dimensions(&bound);
    let total = total(&dimensions).filter(|total| total.saturating_mul(asked) <= MOST_EFFORT);
    // What three-valued logic alone knows: enough for a denial, if not for everything that stands in the way.
    let cautious = || {
        let facts = facts(&bound, &mut patient());
        let decision = combine::decide(&facts);
        let unknowns = match decision.outcome {
            Outcome::Unknown => names(dimensions.iter()),
            _ => Vec::new(),
        };
        let blockers = combine::blockers(&facts);
        Some(Resolved {
            decision,
            blockers,
            unknowns,
            exactness: Exactness::Cautious,
            effort,
        })
    };
    let Some(total) = total.filter(|_| complete) else {
        return cautious();
    };
    effort += total * asked;
    let mut table: Vec<Decision> = Vec::with_capacity(total);
    let mut fewest: Option<((u32, bool), Decision, LayerSet)> = None;
    let mut all_denied = true;
    for index in 0..total {
        let (request, assigned) = combination(program, request, &dimensions, index);
        let bound = Bound::new(program, assume, &request, &assigned)?;
        let decision = combine::decide(&facts(&bound, &mut ()));
        table.push(decision);
        all_denied &= decision.outcome.is_deny();
        if all_denied {
            let blockers = combine::blockers(&facts(&bound, &mut patient()));
            // Of equally many, a silence rather than a Deny that may not be there.
            let weight = (blockers.len(), decision.outcome == Outcome::ExplicitDeny);
            if fewest.as_ref().is_none_or(|(least, ..)| weight < *least) {
                fewest = Some((weight, decision, blockers));
            }
        }
    }
    let resolved = |decision, blockers, unknowns| {
        Some(Resolved {
            decision,
            blockers,
            unknowns,
            exactness: Exactness::Exact,
            effort,
        })
    };
    if let (true, Some((_, decision, blockers))) = (all_denied, fewest) {
        return resolved(decision, blockers, Vec::new());
    }
    if table.iter().all(|decision| decision.outcome == Outcome::Allow) {
        let weakest = table.iter().max_by_key(|decision| match decision.layer {
            Some(Layer::Identity) => 2,
            Some(Layer::Resource) => 1,
            _ => 0,
        })?;
        return resolved(*weakest, LayerSet::default(), Vec::new());
    }
    let decision = Decision {
        outcome: Outcome::Unknown,
        layer: None,
        grant: GrantKind::None,
    };
    let unknowns = names(deciding(&dimensions, &table));
    resolved(decision, LayerSet::default(), unknowns)
}

/// How many combinations there are; none where they are too many.
fn total(dimensions: &[Dimension]) -> Option<usize> {
    let mut counts = dimensions.iter().map(|own| own.choices.len().max(1));
    let total = counts.try_fold(1_usize, usize::checked_mul);
    total.filter(|total| *total <= MOST_COMBINATIONS)
}

/// Settles in a trace and its facts whatever is the same whatever the unknowns are; false where nothing is.
pub(crate) fn agree(program: &Program, assume: &Assume, request: &Request, trace: &mut Trace, all: &mut Facts) -> bool {
    let Some(bound) = Bound::new(program, assume, request, &[]) else {
        return false;
    };
    let Split { dimensions, .. } = dimensions(&bound);
    let (open, mut unsettled) = (trace.clone(), *all);
    let Some(total) = total(&dimensions).filter(|total| *total <= MOST_TRACED) else {
        return false;
    };
    for index in 0..total {
        let (request, assigned) = combination(program, request, &dimensions, index);
        let mut own = Some(Trace::default());
        let Some(bound) = Bound::new(program, assume, &request, &assigned) else {
            return false;
        };
        let mut facts = facts(&bound, &mut own);
        let own = own.unwrap_or_default();
        let about = |event: &Event| (event.site, event.node);
        if !own.events.iter().map(about).eq(open.events.iter().map(about)) {
            return false;
        }
        let events = trace.events.iter_mut().map(|event| &mut event.truth);
        let others = own.events.iter().map(|event| event.truth);
        let were = open.events.iter().map(|event| event.truth);
        let mut settled = false;
        let mut merge = |own: &mut Truth, other: Truth, was: Truth| {
            match index {
                0 => *own = other,
                _ if *own != other => *own = Truth::Unknown,
                _ => {}
            }
            settled |= *own != was;
        };
        events
            .zip(others.zip(were))
            .for_each(|(own, (other, was))| merge(own, other, was));
        let others = facts.truths().zip(unsettled.truths());
        all.truths()
            .zip(others)
            .for_each(|(own, (other, was))| merge(own, *other, *was));
        if !settled {
            return false;
        }
    }
    true
}

fn names<'d>(dimensions: impl Iterator<Item = &'d Dimension>) -> Vec<String> {
    let names: Vec<String> = dimensions.flat_map(|own| own.names.clone()).listed();
    set(names)
}

/// The request and the guesses of one combination.
fn combination(
    program: &Program,
    request: &Request,
    dimensions: &[Dimension],
    index: usize,
) -> (Request, Vec<Assigned>) {
    let mut request = request.clone();
    let mut assigned = vec![Assigned::Open; program.env.unknowns.len()];
    let mut rest = index;
    for dimension in dimensions {
        let choice = rest % dimension.choices.len().max(1);
        rest /= dimension.choices.len().max(1);
        match &dimension.choices {
            Choices::Keys(keys, values) => {
                if let Some(value) = values.get(choice) {
                    open::fill(&mut request, keys, value);
                }
            }
            Choices::Place(id, guesses) => {
                if let (Some(slot), Some(guess)) = (assigned.get_mut(id.0 as usize), guesses.get(choice)) {
                    *slot = Assigned::As(*guess);
                }
            }
        }
    }
    (request, assigned)
}

/// The unknowns that the answer depends on: somewhere, changing that one alone changes allow or deny.
fn deciding<'d>(dimensions: &'d [Dimension], table: &[Decision]) -> impl Iterator<Item = &'d Dimension> {
    let allow: Vec<bool> = table.iter().map(|decision| decision.outcome == Outcome::Allow).listed();
    let mut stride = 1;
    let mut found = Vec::new();
    for dimension in dimensions {
        let count = dimension.choices.len().max(1);
        let depends = (0..allow.len()).any(|index| {
            let digit = index / stride % count;
            digit > 0 && allow[index] != allow[index - digit * stride]
        });
        if depends {
            found.push(dimension);
        }
        stride *= count;
    }
    found.into_iter()
}

/// The unknowns of a request, and what they ask for.
struct Split {
    dimensions: Vec<Dimension>,
    complete: bool,
    /// How much one evaluation asks.
    asked: usize,
    /// How much the classes asked.
    effort: usize,
}

/// Every unknown that a statement or gate of this request rests on.
fn dimensions(bound: &Bound<'_>) -> Split {
    let program = bound.program;
    let mut trace = Some(Trace::default());
    facts(bound, &mut trace);
    let trace = trace.unwrap_or_default();
    let open = Open::new(&trace);
    let (mut complete, mut effort) = (true, 0);
    let mut dimensions = Vec::new();
    for (id, guesses) in places(bound, &trace) {
        let name = program.env.unknowns.get(id.0 as usize).cloned().unwrap_or_default();
        dimensions.push(Dimension {
            names: vec![name],
            choices: Choices::Place(id, guesses),
        });
    }
    let groups = open.groups(bound);
    let linked = open.linked(bound, &groups);
    let mut combinations = dimensions
        .iter()
        .fold(1, |all: usize, own| all.saturating_mul(own.choices.len().max(1)));
    for (index, group) in groups.iter().enumerate() {
        // Of too many combinations nothing is asked but the names.
        let (choices, all) = match combinations > MOST_COMBINATIONS {
            true => (Vec::new(), false),
            false => open.choices(bound, &groups, &linked, index, &mut effort),
        };
        combinations = combinations.saturating_mul(choices.len().max(1));
        complete &= all;
        dimensions.push(Dimension {
            names: group.called.clone(),
            choices: Choices::Keys(group.names.clone(), choices),
        });
    }
    Split {
        dimensions,
        complete,
        asked: trace.events.len(),
        effort,
    }
}
