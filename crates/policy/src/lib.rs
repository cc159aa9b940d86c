//! What an IAM policy says.
//!
//! - [`Json`] reads JSON and keeps where everything stands.
//! - [`Policy`] is a document made of it. Parsing never fails: a broken statement becomes a
//!   [`Diagnostic`] and is inert, the rest is kept.
//! - [`save`] says what AWS would refuse to store, in AWS's own words.
//!
//! Nothing here decides anything; that is the engine's work. Nothing here copies the author's text
//! or looks at files, clocks or networks.

pub mod json;

mod arn;
mod condition;
mod date;
mod diagnostic;
mod few;
mod kind;
pub mod layout;
pub mod lines;
mod listed;
mod nodes;
mod number;
mod operator;
mod parse;
mod policy;
mod principal;
pub mod save;
mod seen;
pub mod spelling;
mod statement;
mod version;

pub use arn::{Arn, PARTITIONS, has_wildcard};
pub use condition::ConditionPair;
pub use date::{instant, is_date};
pub use diagnostic::{Diagnostic, Severity};
pub use few::Few;
pub use json::{Json, JsonBuilder, JsonError, Kind, NodeId, Position, Span};
pub use kind::PolicyType;
#[doc(hidden)]
pub use listed::{Add, Listed};
pub use nodes::Nodes;
pub use number::Number;
pub use operator::{Base, Operator, OperatorName, Qualifier};
pub use policy::{Parsed, Policy};
pub use principal::{PrincipalElement, PrincipalEntry, PrincipalKind};
#[doc(hidden)]
pub use seen::Seen;
pub use statement::{Effect, Element, Statement};
pub use version::Version;
