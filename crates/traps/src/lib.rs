//! The practice room: what engineers think AWS guarantees, and what it does.
//!
//! A [`Room`] holds chapters with their traps. A trap is a [`Card`] and a scenario: a person predicts what the scenario's
//! case comes to, and [`Scene`] decides it with the evaluator. Which answer is right stands nowhere; it is the one whose
//! expectation holds. Then the person changes the scenario until the answer turns around, and [`challenge`] judges the change.
//!
//! [`practice`] chooses what to ask, [`Progress`] remembers what came of it, [`schedule`] says when to ask again, and
//! [`Report`] says where somebody is strong and whether his confidence is earned. [`book`] writes everything as Markdown.
//!
//! Nothing here does I/O, knows the day, or throws dice: files, day numbers and seeds are given by the caller, so that the same
//! input always gives the same course.

mod answer;
pub mod book;
mod calibration;
mod card;
pub mod challenge;
mod chapter;
mod check;
mod confidence;
pub mod course;
mod flip;
mod guardrail;
mod layout;
pub mod markdown;
mod pack;
pub mod practice;
mod progress;
mod record;
mod report;
mod room;
mod scene;
pub mod schedule;
#[cfg(feature = "schema")]
mod schema;
mod seed;
mod text;
mod trap;

pub use answer::{Answer, Tempting};
pub use calibration::{Bucket, Calibration};
pub use card::{Badge, Card, Kind};
pub use chapter::{Chapter, Part};
pub use confidence::Confidence;
pub use flip::{Edit, Flip, Operation};
pub use layout::laid_out;
pub use pack::{pack, unpack};
pub use progress::{Progress, ProgressError};
pub use record::{Given, TrapRecord};
pub use report::{Report, Strength};
pub use room::{Room, RoomError};
pub use scene::Scene;
#[cfg(feature = "schema")]
pub use schema::schema;
pub use seed::Seed;
pub use trap::Trap;
