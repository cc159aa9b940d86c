//! `iamwhy completions` and `iamwhy man`: written from the same table as the help.

use std::io::Write;

use clap::CommandFactory;

use crate::args::{Args, Completions, Man};
use crate::{CannotRun, Ended};

/// Prints what a shell wants to know of our options.
pub(crate) fn completions(options: &Completions) -> Result<Ended, CannotRun> {
    let mut text = Vec::new();
    clap_complete::generate(options.shell, &mut Args::command(), "iamwhy", &mut text);
    std::io::stdout().lock().write_all(&text)?;
    Ok(Ended::Passed)
}

/// Prints the page of the program, or writes a page for it and for every command into a folder.
pub(crate) fn man(options: &Man) -> Result<Ended, CannotRun> {
    let command = Args::command();
    let Some(folder) = &options.out else {
        let mut text = Vec::new();
        clap_mangen::Man::new(command).render(&mut text)?;
        std::io::stdout().lock().write_all(&text)?;
        return Ok(Ended::Passed);
    };
    std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(command, folder))
        .map_err(|error| CannotRun::Input(format!("cannot write manual pages to `{folder}`: {error}")))?;
    Ok(Ended::Passed)
}
