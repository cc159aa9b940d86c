//! What do policies mean? An [`Environment`] and a [`Request`] become a [`Decision`].
//!
//! There is one evaluator. [`Program::decide`] runs it with a silent observer, [`Program::trace`] with one that records;
//! what is decided is the same. It does no I/O, knows no clock and writes no prose.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod access_point;
mod action;
mod assume;
mod bind;
mod bucket;
mod combine;
mod compare;
mod compile;
mod decide;
mod evaluate;
mod keys;
mod layer;
#[doc(hidden)]
pub mod order;
mod pattern;
mod request;
mod service;
mod target;
mod trace;
mod truth;
mod unknown;
mod view;
pub mod world;

pub use assume::{Assume, POINTS, Point};
pub use combine::{Decision, Outcome};
pub use compare::date::{same_second, seconds_later};
pub use compare::decimal::Fixed;
pub use compile::{Program, is_within};
pub use decide::Traced;
pub use evaluate::{Facts, GrantKind, SideFacts};
pub use keys::{Cardinality, KeyInfo, KeyType, List, Pairs, Source, Value, global_keys, key_cardinality, key_info};
pub use layer::{Layer, LayerSet};
pub use pattern::{PatternKind, pattern_matches};
pub use request::{Context, ContextEntry, ContextKey, ContextValue, Request};
pub use service::grants::InVain;
pub use service::rcp_services::reaches as has_rcps;
pub use service::reserved::writes_alias;
pub use service::vpce_services::VpceKey;
pub use trace::{Event, Reason, Site, Trace};
pub use truth::Truth;
pub use unknown::{Exactness, MOST_COMBINATIONS, Resolved};
pub use view::*;
pub use world::Environment;
