//! What do we believe? The scenario file: its types, its strict reader, the requests that its cases stand for, and what comes of them.
//!
//! [`read`] turns text into a [`Scenario`] or into all the errors that can be found at once. [`Policies::load`] finds the policies that it
//! names, [`expand`](cases::expand) the requests that its cases stand for. A [`World`] is what the engine decides in; [`run`](mod@run) decides
//! every case and compares it with what is believed; [`read_and_run`] does all of it. This crate touches no file system: a caller hands in
//! [`Files`]. With the feature `imports`, `inlined` writes what they hold into the scenario itself.

mod arn;
#[cfg(feature = "schema")]
mod assume;
pub mod cases;
mod check;
mod imports;
#[cfg(feature = "imports")]
mod inlined;
mod model;
mod policies;
pub mod read;
pub mod run;
#[cfg(feature = "schema")]
mod schema;
mod step;
pub mod world;

pub use iamwhy_operations as operations;
#[cfg(feature = "imports")]
pub use inlined::inlined;
pub use model::*;
pub use policies::{Files, LoadedPolicy, NoFiles, Policies, PolicyAt};
pub use read::{ReadError, read};
pub use run::{Loaded, Report, Written, errors_json, explain_json, flips_json, read_and_run};
#[cfg(feature = "schema")]
pub use schema::{schema, schema_of};
pub use world::World;
