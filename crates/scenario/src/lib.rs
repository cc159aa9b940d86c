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
#[cfg(feature = "schema")]
mod schema;
mod step;

pub use model::*;
pub use policies::{Files, LoadedPolicy, NoFiles, Policies, PolicyAt};
pub use read::{ReadError, read};
#[cfg(feature = "schema")]
pub use schema::schema;
