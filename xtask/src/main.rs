//! The chores of the repository. `cargo xtask help` lists them.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for people at a terminal: printing is its work"
)]

mod ask;
mod browser;
mod budget;
mod catalog;
mod corpus;
mod dist;
mod failure;
mod fixtures;
mod ground;
mod npm;
mod play;
mod provision;
mod run;
mod site;
mod size;
mod steps;
mod test;
mod wasm;

use std::process::ExitCode;

use failure::Failure;
use ground::Ground;

/// One chore: the same row is the dispatch and the help.
struct Chore {
    name: &'static str,
    arguments: &'static str,
    what: &'static str,
    run: fn(&Ground, &[String]) -> Result<(), Failure>,
}

const CHORES: &[Chore] = &[
    Chore {
        name: "test",
        arguments: "[STEP...]",
        what: "runs every test, or only the named steps: fmt, clippy, test, doc, deny, wasm, size, corpus, npm,\n                   page, budget, browser",
        run: test::run,
    },
    Chore {
        name: "wasm",
        arguments: "",
        what: "builds crates/wasm for size and prints where the module is; provides what the build needs, once",
        run: wasm::run,
    },
    Chore {
        name: "size",
        arguments: "",
        what: "builds the module and holds it against its budget",
        run: size::run,
    },
    Chore {
        name: "fixtures",
        arguments: "",
        what: "writes the generated files under version control again: schema, snapshots",
        run: fixtures::run,
    },
    Chore {
        name: "npm",
        arguments: "",
        what: "makes the npm package from crates/wasm and prints where it is",
        run: npm::run,
    },
    Chore {
        name: "catalog",
        arguments: "[OPTION]",
        what: "writes AWS's services, actions and keys again from the pinned npm packages; `--newest` pins the newest first,\n                   `--check` only compares",
        run: catalog::run,
    },
    Chore {
        name: "dist",
        arguments: "",
        what: "makes dist/: the playground as a folder to publish, and the npm package",
        run: dist::run,
    },
    Chore {
        name: "play",
        arguments: "[OPTION...]",
        what: "builds the playground, serves it on this machine and follows every save; takes `--port PORT`, `--release`,\n                   and `--once` to build and stop",
        run: play::run,
    },
    Chore {
        name: "bench-page",
        arguments: "",
        what: "builds the playground and prints how long a keystroke and a visit take in Chromium",
        run: browser::bench,
    },
    Chore {
        name: "help",
        arguments: "",
        what: "prints this",
        run: help,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let name = arguments.first().map_or("help", String::as_str);
    let name = if matches!(name, "-h" | "--help") { "help" } else { name };
    let Some(chore) = CHORES.iter().find(|chore| chore.name == name) else {
        eprintln!("error: there is no chore `{name}`; `cargo xtask help` lists them");
        return ExitCode::from(2);
    };
    let outcome = Ground::find().and_then(|ground| (chore.run)(&ground, arguments.get(1..).unwrap_or_default()));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn help(_: &Ground, _: &[String]) -> Result<(), Failure> {
    println!("usage: cargo xtask CHORE\n");
    for chore in CHORES {
        println!("  {:<16} {}", format!("{} {}", chore.name, chore.arguments), chore.what);
    }
    println!("\n{}", ask::HELP);
    Ok(())
}
