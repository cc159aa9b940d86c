//! What the evaluator reports while it works. One evaluator serves both: `()` listens to nothing and lets it stop early,
//! `Some(Trace)` hears everything, and `None` of it has everything looked at all the same.

use crate::layer::Layer;
use crate::truth::Truth;

/// What an event is about.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Site {
    /// A gate: one layer, or one level of it; `node` is the set of policies.
    Gate,
    /// A statement as a whole.
    Statement,
    /// `Action` or `NotAction`; `node` is the statement.
    Action,
    /// `Resource` or `NotResource`.
    Resource,
    /// `Principal` or `NotPrincipal`.
    Principal,
    /// One operator and key; `node` is the condition.
    Condition,
}

/// Why an element came out as it did.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Reason {
    /// One of the values matched.
    ValueMatched,
    /// None did.
    NoValueMatched,
    /// The element is negated and lists the value.
    Excluded,
    /// The element is negated and does not list it.
    NotExcluded,
    /// The statement can never match: broken, or wrong for its type.
    Void,
    /// The key is absent, which a positive operator never accepts.
    KeyMissing,
    /// The key is absent, and a negated operator is true of that.
    KeyMissingButNegated,
    /// The key is absent, and `IfExists` accepts that.
    KeyMissingButIfExists,
    /// The key is absent, and `ForAllValues` holds for no values at all.
    NoValuesForAll,
    /// The key is absent, and `ForAnyValue` needs at least one value.
    NoValuesForAny,
    /// Every value of the request satisfies the operator.
    EveryValue,
    /// Some value of the request does not.
    NotEveryValue,
    /// A plain operator met a list (COND-24).
    PlainOnList,
    /// The policy lists no values (EMPTY-1).
    EmptyList,
    /// The operator does not exist (PARSE-28).
    UnsupportedOperator,
    /// Tags that differ only by case (CKEY-3).
    AmbiguousTag,
    /// `Null` looked at whether the key is there.
    Presence,
    /// An unknown decides.
    Unknown,
    /// NotPrincipal meets a permissions boundary (PRIN-31).
    BoundaryNeverEscapes,
    /// No condition at all, or no element to test.
    Nothing,
}

/// One thing that the evaluator found.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// What it is about, as a number of the program.
    pub node: u32,
    /// What kind of thing.
    pub site: Site,
    /// How it came out.
    pub truth: Truth,
    /// Why.
    pub reason: Reason,
    /// Of a gate its layer, of a statement the grant, of a clause its place.
    pub extra: u8,
}

/// Listens to the evaluator.
pub(crate) trait Observer {
    /// Whether every statement and element must be looked at, or the evaluator may stop when it knows.
    const EXHAUSTIVE: bool;
    /// Hears of one event.
    fn event(&mut self, event: Event);
}

impl Observer for () {
    const EXHAUSTIVE: bool = false;
    #[inline(always)]
    fn event(&mut self, _: Event) {}
}

/// Everything that the evaluator found, in its order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Trace {
    /// The events; a gate's event stands behind those of its statements.
    pub events: Vec<Event>,
}

/// Has everything looked at, and records it if there is a trace to record it in.
impl Observer for Option<Trace> {
    const EXHAUSTIVE: bool = true;
    fn event(&mut self, event: Event) {
        if let Some(trace) = self {
            trace.events.push(event);
        }
    }
}

pub(crate) fn layer_code(layer: Layer, allow: bool) -> u8 {
    (layer as u8) << 1 | u8::from(allow)
}

impl Event {
    /// The layer of a gate's event, and whether it is about Allow statements.
    #[must_use]
    pub fn gate(&self) -> (Layer, bool) {
        let layer = Layer::POLICIES
            .get(usize::from(self.extra >> 1))
            .copied()
            .unwrap_or(Layer::Service);
        (layer, self.extra & 1 == 1)
    }
}
