//! The room as a book: a folder for each chapter, in Markdown that reads well on its own, with examples that run.

mod chapter;
mod examples;
mod links;
mod wrap;

use crate::{chapter::Chapter, room::Room};

/// A file of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its path from the book's folder, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// Longest line of a page; tables and code keep theirs.
pub const WIDTH: usize = 120;

/// All files of the book, in order.
///
/// Each chapter has `README.md` (the model, the mechanism, how it fails), `examples/` (a scenario for each trap, with its
/// policies), `notes.md` (what surprises, and the answers) and `interview.md` (questions with answers, a design exercise).
#[must_use]
pub fn book(room: &Room) -> Vec<Page> {
    let mut pages = vec![Page {
        path: "README.md".to_owned(),
        text: front(room),
    }];
    for (at, own) in room.chapters.iter().enumerate() {
        pages.extend(chapter::pages(room, at, own));
    }
    pages
}

fn front(room: &Room) -> String {
    let mut out = String::from(
        "# What engineers think AWS guarantees, and what it does\n\n\
         Traps of AWS's access control, chapter by chapter. Each is a scenario that the evaluator of iamwhy decides; nothing\n\
         here is asserted that is not executed. Predict first, then look: a wrong prediction is worth more than a right one.\n\n",
    );
    out.push_str("| Chapter | What it cures | Traps |\n| --- | --- | --- |\n");
    for (at, own) in room.chapters.iter().enumerate() {
        let cures = links::rewritten(&own.cures.replace('\n', " "), &|_| None);
        out.push_str(&format!(
            "| [{}. {}]({}/README.md) | {cures} | {} |\n",
            own.number,
            own.title,
            own.folder,
            room.traps_of(at).count()
        ));
    }
    out.push_str(
        "\n## How to use it\n\n\
         1. Read a chapter's `README.md`: the model, and who evaluates what, when.\n\
         2. Predict the questions at the end of its `interview.md`, the decision and the layer, before you look.\n\
         3. Compare with `notes.md`, and read the paragraph behind each wrong prediction.\n\
         4. Turn its answer around with one edit: in `examples/`, where `iamwhy test` then complains, or checked by `traps flip`.\n\n\
         ```console\n\
         iamwhy test .\n\
         iamwhy explain 01-evaluation-order/examples/NAME.scenario.json\n\
         iamwhy traps practise\n\
         iamwhy traps flip NAME --print > mine.scenario.json\n\
         iamwhy traps flip NAME --edited mine.scenario.json\n\
         ```\n",
    );
    out
}

/// `1. Evaluation order`
fn numbered(chapter: &Chapter) -> String {
    format!("{}. {}", chapter.number, chapter.title)
}
