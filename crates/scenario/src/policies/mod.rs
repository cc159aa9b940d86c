//! The policies of a scenario: where each stands, and its document.

mod built_in;
mod document;
mod files;
mod imported;
mod loaded;
mod loading;
mod names;
mod percent;
mod places;

pub(crate) use built_in::BUILT_IN;
pub(crate) use document::tree;
pub use files::{Files, NoFiles};
pub use loaded::{LoadedPolicy, PolicyAt};
pub use loading::Policies;
pub(crate) use names::{NameFault, Named, Names};
pub(crate) use places::each_place;
