//! Who can do what, directly and through roles.
//!
//! A [`Reach`] knows everybody whom a scenario declares, and how one becomes another: by assuming a role, or by handing a role to
//! a service that runs code ([`Via`]). Every step is decided by the evaluator, with what holds it open; a path is a list of them.
//!
//! ```
//! use iamwhy_reach::{Reach, Question};
//! use iamwhy_scenario::{Loaded, NoFiles};
//!
//! let loaded = Loaded::load("team.scenario.json", r#"{
//!   "scenario": 1, "title": "Ann may become the deployer.",
//!   "principals": {
//!     "ann": {"user": "arn:aws:iam::111111111111:user/ann"},
//!     "deployer": {"role": "arn:aws:iam::111111111111:role/deployer",
//!       "trust": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
//!         "Principal": {"AWS": "arn:aws:iam::111111111111:user/ann"}}},
//!       "policies": ["AdministratorAccess"]}},
//!   "cases": [{"principal": "ann", "action": "s3:ListAllMyBuckets"}]
//! }"#, &NoFiles).map_err(|errors| errors.len())?;
//! let reach = Reach::of(&loaded);
//! let found = reach.who_can(&Question::new("s3:DeleteBucket", "arn:aws:s3:::acme"));
//! let ann = found.iter().find(|path| path.caller == "ann").ok_or(0_usize)?;
//! assert_eq!(ann.steps.len(), 2); // sts:AssumeRole, then s3:DeleteBucket as `deployer`
//! # Ok::<(), usize>(())
//! ```
//!
//! [`Reach::choosing`] also asks in requests in which the caller says what is his to say, such as `sts:ExternalId`.
//!
//! What it does not know it does not guess: people and services that are not declared are only named, as the policies name them
//! ([`Reach::strangers`]), and code that runs already under a role is not followed.

mod can;
mod choice;
mod launch;
mod matrix;
mod path;
mod question;
mod rights;
mod samples;
mod scene;
mod strangers;
mod walk;

pub use can::Can;
pub use launch::{LAUNCHES, Launch};
pub use matrix::{Cell, Column, Matrix, Row};
pub use path::{Path, Step, Sure, Via};
pub use question::Question;
pub use rights::{Rights, Scope};
pub use scene::Reach;
