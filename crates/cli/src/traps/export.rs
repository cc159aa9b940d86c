//! The book, written into a folder.

use std::io::Write;
use std::path::Path;

use iamwhy_traps::Room;
use iamwhy_traps::book::{Page, book};

use crate::args::traps::Export;
use crate::{CannotRun, Ended};

pub(super) fn run(room: &Room, options: &Export) -> Result<Ended, CannotRun> {
    let folder = Path::new(&options.folder);
    let mut pages = book(room);
    let schema = serde_json::to_string_pretty(&iamwhy_scenario::schema())
        .map_err(|error| CannotRun::Input(format!("cannot write the schema: {error}")))?;
    // What the examples name, so that editors complete.
    pages.push(Page {
        path: "scenario.schema.json".to_owned(),
        text: schema + "\n",
    });
    let foreign: Vec<&str> = pages
        .iter()
        .filter(|page| is_foreign(folder, page))
        .map(|page| page.path.as_str())
        .collect();
    if !options.force
        && let [first, rest @ ..] = foreign.as_slice()
    {
        let more = match rest.len() {
            0 => String::new(),
            count => format!(" and {count} more"),
        };
        return Err(CannotRun::Input(format!(
            "`{}`{more} would be overwritten: choose an empty folder, or say `--force`",
            folder.join(first).display()
        )));
    }
    for page in &pages {
        let path = folder.join(&page.path);
        let wrong = |error: std::io::Error| CannotRun::Input(format!("cannot write `{}`: {error}", path.display()));
        if let Some(above) = path.parent() {
            std::fs::create_dir_all(above).map_err(wrong)?;
        }
        std::fs::write(&path, &page.text).map_err(wrong)?;
    }
    writeln!(
        std::io::stdout(),
        "{} chapters, {} traps, {} files in `{}`; run the examples: iamwhy test {}",
        room.chapters.len(),
        room.traps.len(),
        pages.len(),
        folder.display(),
        folder.display()
    )?;
    Ok(Ended::Passed)
}

/// Whether something else stands at a page's place. A file that cannot be read is not ours.
fn is_foreign(folder: &Path, page: &Page) -> bool {
    let path = folder.join(&page.path);
    path.exists() && std::fs::read(&path).map_or(true, |found| found != page.text.as_bytes())
}
