//! The trace, sorted: what each gate heard from each of its statements.

use iamwhy_engine::{Event, GrantKind, Layer, Reason, Site, Trace, Truth};
use iamwhy_policy::Add;

/// A gate as the evaluator passed it. Through an access point a gate may be passed twice, with two ARNs (UND-37).
#[derive(Clone, Debug)]
pub(crate) struct Pass {
    pub(crate) layer: Layer,
    /// The set of policies, as a number of the program.
    pub(crate) set: u32,
    /// How often the same gate was passed before.
    pub(crate) before: usize,
    /// Whether it denies.
    pub(crate) deny: Option<Truth>,
    /// Whether it allows; none where nobody asked.
    pub(crate) allow: Option<Truth>,
    pub(crate) statements: Vec<Heard>,
}

/// What was heard of one statement.
#[derive(Clone, Debug)]
pub(crate) struct Heard {
    pub(crate) id: u32,
    pub(crate) truth: Truth,
    pub(crate) grant: GrantKind,
    pub(crate) elements: Vec<Event>,
}

/// What was heard of each statement, by its number.
pub(crate) struct ByNumber<'p> {
    statements: &'p [Heard],
    first: u32,
    /// For each number from the first one on its place among the statements.
    places: Vec<Option<usize>>,
}

impl Heard {
    fn failed(&self) -> impl Iterator<Item = &Event> {
        self.elements.iter().filter(|event| event.truth == Truth::No)
    }

    /// In how many elements it failed.
    pub(crate) fn failures(&self) -> usize {
        self.failed().count()
    }

    /// Whether it failed in more elements than that, and not in conditions alone, whose operators may not exist.
    pub(crate) fn is_farther_than(&self, failures: usize) -> bool {
        self.failures() > failures && self.failed().any(|event| event.site != Site::Condition)
    }
}

impl Pass {
    pub(crate) fn by_number(&self) -> ByNumber<'_> {
        let first = self.statements.iter().map(|heard| heard.id).min().unwrap_or(0);
        let mut places = Vec::new();
        for (place, heard) in self.statements.iter().enumerate() {
            let number = (heard.id - first) as usize;
            if places.len() <= number {
                places.resize(number + 1, None);
            }
            // Of a policy that is attached twice the first counts.
            if let Some(own) = places.get_mut(number).filter(|own| own.is_none()) {
                *own = Some(place);
            }
        }
        ByNumber {
            statements: &self.statements,
            first,
            places,
        }
    }
}

impl<'p> ByNumber<'p> {
    pub(crate) fn get(&self, number: u32) -> Option<&'p Heard> {
        let place = self.places.get(number.checked_sub(self.first)? as usize)?;
        self.statements.get((*place)?)
    }
}

/// The gates in the order in which they were passed, which is that of LAYER-6.
pub(crate) fn passes(trace: &Trace) -> Vec<Pass> {
    let mut passes: Vec<Pass> = Vec::new();
    let mut statements: Vec<Heard> = Vec::new();
    let mut elements: Vec<Event> = Vec::new();
    for event in &trace.events {
        match event.site {
            Site::Gate => add_phase(&mut passes, *event, std::mem::take(&mut statements)),
            Site::Statement => statements.push(Heard {
                id: event.node,
                truth: event.truth,
                grant: grant(*event),
                elements: std::mem::take(&mut elements),
            }),
            _ => elements.push(*event),
        }
    }
    passes
}

/// A gate is passed in two phases, its denies before its allows; they meet here.
fn add_phase(passes: &mut Vec<Pass>, event: Event, statements: Vec<Heard>) {
    let (layer, allow) = event.gate();
    let same = |pass: &Pass| pass.layer == layer && pass.set == event.node;
    let open = |pass: &Pass| match allow {
        true => pass.allow.is_none(),
        false => pass.deny.is_none(),
    };
    let before = passes.iter().filter(|pass| same(pass)).count();
    let at = passes.iter().position(|pass| same(pass) && open(pass));
    let at = at.unwrap_or_else(|| {
        passes.push(Pass {
            layer,
            set: event.node,
            before,
            deny: None,
            allow: None,
            statements: Vec::new(),
        });
        passes.len() - 1
    });
    if let Some(pass) = passes.get_mut(at) {
        match allow {
            true => pass.allow = Some(event.truth),
            false => pass.deny = Some(event.truth),
        }
        pass.statements.add(statements);
    }
}

fn grant(event: Event) -> GrantKind {
    const KINDS: [GrantKind; 4] = [GrantKind::None, GrantKind::Account, GrantKind::Role, GrantKind::Direct];
    let kind = KINDS.into_iter().find(|kind| *kind as u8 == event.extra);
    kind.filter(|_| event.reason != Reason::Void).unwrap_or_default()
}
