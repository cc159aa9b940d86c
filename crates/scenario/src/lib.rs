//! What do we believe? The scenario file: its types, its strict reader, and the requests that its cases stand for.
//!
//! [`read`] turns text into a [`Scenario`] or into all the errors that can be found at once. [`Policies::load`] finds the policies that it
//! names, [`expand`](cases::expand) the requests that its cases stand for. This crate touches no file system: a caller hands in [`Files`].

mod arn;
#[cfg(feature = "schema")]
mod assume;
pub mod cases;
mod check;
mod model;
pub mod operations;
mod policies;
mod read;
pub mod run;
#[cfg(feature = "schema")]
mod schema;
mod step;
pub mod world;

pub use model::*;
pub use policies::{Files, LoadedPolicy, NoFiles, Policies, PolicyAt};
pub use read::{ReadError, read};
pub use run::{Loaded, Report, read_and_run};
pub use world::World;
#[cfg(feature = "schema")]
pub use schema::schema;
