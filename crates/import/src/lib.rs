//! What people have at hand, such as an `AccessDenied` message or a Terraform plan, as parts of a scenario.
//!
//! [`recognise`] says what a pasted text is. A [`Denial`] is an access-denied message taken apart: it makes a scenario to
//! start from, and the commands that fetch the policies which the message does not show; an event of CloudTrail or a decoded
//! authorization message is one that says more ([`Recorded`]). What cannot be read is said.
//! An [`Export`] is a file of another tool: the policies, principals and resources in it.
//! Nothing here decides anything, and nothing leaves the text.

mod account;
mod arn;
mod base64;
mod collect;
mod collected;
mod denial;
mod export;
mod fence;
mod fetch;
mod foreign;
mod guess;
mod kind;
mod open;
mod pasted;
mod percent;
mod permission;
mod piece;
mod plan;
mod printed;
mod reading;
mod recognise;
mod recorded;
mod scenario;
mod search;
mod settings;
mod shape;
mod spelling;
mod starter;
mod statement;
mod strange;
mod template;
mod tree;
mod value;
mod wrapper;
#[cfg(feature = "yaml")]
pub mod yaml;

pub use arn::{Arn, is_account};
pub use collect::collect;
pub use denial::{Action, Blame, Caller, CallerIs, Denial, Effect, Missing, Reason, Resource, ResourceForm, denials};
pub use export::{
    Attached, Document, Export, ExportedAccount, ExportedOrganization, ExportedPolicy, ExportedPrincipal,
    ExportedResource, ExportedUnit, Fault, NotFound, Note, ParameterValue, Parameters, PrincipalIs, Source,
};
pub use fetch::Command;
pub use guess::guesses;
pub use pasted::{Confidence, Foreign, Guess, Later, Pasted, PastedPolicy, Unknown};
pub use piece::Piece;
pub use printed::{Level, Printed, Tells};
pub use recognise::{place_in_output, recognise};
pub use recorded::Recorded;
pub use shape::is_bare;
pub use spelling::nearest;
pub use starter::{Part, json_of, starter};
