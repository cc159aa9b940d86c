//! What the playground knows: its state and every transition, in plain Rust.
//!
//! The document is the scenario's own text, which is what `iamwhy test` runs; everything on the page is a lens on it.
//! [`Bench`] holds the text and what follows from it; [`Bench::layers`], [`marks()`], [`results()`] say what to
//! show. Every change is a small edit of the text, which leaves the rest of it as the author wrote it.

mod answer;
mod baseline;
mod bench;
mod blank;
mod change;
pub mod check_list;
mod choices;
mod command;
mod complete;
mod diagnostics;
mod diff;
pub mod edit;
pub mod flip_list;
mod flips;
mod history;
mod layer_words;
mod layers;
mod lens;
mod marks;
mod part;
mod pasted;
mod places;
mod policy_view;
mod printed;
mod problem;
mod question;
mod quota;
pub mod rails;
mod results;
mod rows;
pub mod share;
mod slot;
mod state;
mod tags;
mod told;

pub use answer::{Answer, Authorized, CaseHead, Verdict};
pub use baseline::{Baseline, Changed};
pub use bench::{Bench, FILE};
pub use blank::BLANK;
pub use change::{KeyState, PrincipalKind, Scope, files_of, is_scenario, read_inlined};
pub use command::{COMMANDS, Command, Group, When, find_commands};
pub use complete::{
    Catalogue, Completion, CompletionKind, Completions, Names, NoCatalogue, Word, WordKind, statement_at, word,
};
pub use diagnostics::{Diagnostic, diagnostics};
pub use diff::{DiffLine, diff};
pub use flips::flips_of;
pub use layers::{LayerGroup, LayerTab, Side};
pub use lens::{EditorSpan, Lens};
pub use marks::{MarkKind, Marks, Note, StatementMark, marks, within};
pub use pasted::{Pasted, PastedDenial, PastedPolicy};
pub use policy_view::{Origin, PolicyView};
pub use printed::{Home, Printed, Tells};
pub use problem::Problem;
pub use question::Question;
pub use quota::Quota;
pub use results::{CaseView, results, results_of};
pub use rows::{ContextRow, RowState};
pub use slot::{Holds, Slot};
pub use state::{Draft, Off, Selected, State};
pub use tags::{tags_of, tags_text};
