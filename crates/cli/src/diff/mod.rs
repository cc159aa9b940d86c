//! `iamwhy diff`: which decisions change.

mod changes;
mod git;
mod side;
mod write;

use std::io::{BufWriter, Write};

use crate::args::diff::Diff;
use crate::colour::Colour;
use crate::test::keep;
use crate::{CannotRun, Ended};
use changes::Changes;
pub(crate) use side::{Side, below};

pub(crate) fn run(options: &Diff, colour: Colour) -> Result<Ended, CannotRun> {
    let (old, new) = (Side::find(&options.old)?, Side::find(&options.new)?);
    // A record says where its files were; two trees are laid over each other.
    let whole = old.is_record() || new.is_record();
    let changes = Changes::between(&old.lines(whole, colour)?, &new.lines(whole, colour)?);
    for out in &options.out {
        let mut text = Vec::new();
        write::write(&mut text, out.format, &changes, Colour::none())?;
        keep(&out.file, &text)?;
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    write::write(&mut out, options.format, &changes, colour)?;
    out.flush()?;
    Ok(match options.exit_code && !changes.list.is_empty() {
        true => Ended::Failed,
        false => Ended::Passed,
    })
}
