//! `cargo xtask test`: everything that must hold before a commit.

use std::path::PathBuf;

use crate::ask;
use crate::browser;
use crate::budget;
use crate::corpus;
use crate::failure::Failure;
use crate::ground::{Ground, in_path};
use crate::npm;
use crate::run::Run;
use crate::site::{self, Site};
use crate::size;
use crate::steps::{Outcome, Steps};
use crate::wasm::{self, Module};

const STEPS: &[&str] = &[
    "fmt", "clippy", "test", "doc", "deny", "wasm", "size", "corpus", "npm", "page", "budget", "browser",
];

/// All steps, or the named ones.
pub(crate) fn run(ground: &Ground, only: &[String]) -> Result<(), Failure> {
    if let Some(unknown) = only.iter().find(|asked| !STEPS.contains(&asked.as_str())) {
        return Err(Failure::new(format!(
            "there is no step `{unknown}`; the steps are {}",
            STEPS.join(", ")
        )));
    }
    let mut only = only.to_vec();
    if only.iter().any(|asked| asked == "size" || asked == "corpus") {
        only.push("wasm".to_owned());
    }
    if only.iter().any(|asked| asked == "budget" || asked == "browser") {
        only.push("page".to_owned());
    }
    let mut steps = Steps::new(&only);
    let cargo = |step: &str, arguments: &str| {
        let run = Run::cargo().args(arguments.split(' ')).folder(&ground.root);
        run.logged(ground, step).map(|text| Outcome::Done(remark(&text)))
    };
    steps.step("fmt", "is every file formatted as rustfmt.toml says?", || {
        cargo("fmt", "fmt --all --check")
    });
    steps.step("clippy", "does clippy find anything in any target?", || {
        cargo(
            "clippy",
            "clippy --workspace --all-features --all-targets --quiet -- -D warnings",
        )
    });
    if in_path("cargo-nextest").is_some() {
        steps.step(
            "test",
            "do all tests pass? (in parallel: cargo-nextest is here)",
            || {
                cargo(
                    "test",
                    "nextest run --workspace --all-features --no-fail-fast --no-tests=pass --status-level=fail",
                )
            },
        );
        steps.step("doc", "do the examples in the documentation run?", || {
            cargo("doc", "test --workspace --all-features --no-fail-fast --doc --quiet")
        });
    } else {
        steps.step(
            "test",
            "do all tests and the examples in the documentation pass?",
            || cargo("test", "test --workspace --all-features --no-fail-fast --quiet"),
        );
    }
    let what = "are licences, sources and advisories of the dependencies in order?";
    steps.step("deny", what, || deny(ground));

    let mut module: Option<Module> = None;
    let what = "does the module for the browser build? (what it lacks is provided, and named here)";
    steps.step("wasm", what, || {
        let built = wasm::build(ground)?;
        let remark = built.remark();
        module = Some(built);
        Ok(Outcome::Done(remark))
    });
    let absent = || Ok(Outcome::Skipped("there is no module".to_owned()));
    steps.step("size", "is the module within its budget?", || {
        module
            .as_ref()
            .map_or_else(absent, |module| size::check(module).map(Outcome::Done))
    });
    let what = "does the module decide the fixtures as the command line does, under node?";
    steps.step("corpus", what, || {
        module
            .as_ref()
            .map_or_else(absent, |module| corpus::check(ground, module))
    });
    let what = "does the npm package install in a clean folder, and do its types and its tests hold there?";
    steps.step("npm", what, || npm::check(ground));
    of_the_page(ground, &mut steps);
    steps.finish()
}

/// The page: built as it is published, weighed, and looked at in a browser.
fn of_the_page(ground: &Ground, steps: &mut Steps) {
    let mut page: Option<PathBuf> = None;
    let what = "does the page build as it is published, and does its JavaScript hold?";
    steps.step("page", what, || {
        let into = ground.own.join("page-test");
        site::build(ground, Site::Release, &into)?;
        page = Some(into);
        site::scripts(ground).map(Outcome::Done)
    });
    let absent = || Ok(Outcome::Skipped("there is no page".to_owned()));
    steps.step("budget", "is what the page loads first within its budgets?", || {
        page.as_ref()
            .map_or_else(absent, |page| budget::check(ground, page).map(Outcome::Done))
    });
    steps.step("browser", "do the stories go well in Chromium?", || {
        page.as_ref()
            .map_or_else(absent, |page| browser::check(ground, page).map(Outcome::Done))
    });
}

/// What cargo's test runners say in the end, as a remark for the summary.
fn remark(text: &str) -> String {
    if let Some(line) = text.lines().rev().find(|line| line.trim_start().starts_with("Summary")) {
        return line.split(']').next_back().unwrap_or_default().trim().to_owned();
    }
    let passed: usize = text
        .lines()
        .filter_map(|line| line.strip_prefix("test result: ok. "))
        .filter_map(|rest| rest.split(' ').next()?.parse::<usize>().ok())
        .sum();
    if passed == 0 {
        String::new()
    } else {
        format!("{passed} passed")
    }
}

/// Licences, bans and sources need no network; the list of advisories does, and being offline is not a failure.
fn deny(ground: &Ground) -> Result<Outcome, Failure> {
    let tools = ground.own.join("tools");
    let own = tools
        .join("bin")
        .join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    let program = match in_path("cargo-deny") {
        Some(program) => program,
        None if own.is_file() => own,
        None if ask::deny_may_be_installed() => {
            println!("        installing cargo-deny, because IAMWHY_DENY=1 asks for it; some minutes, once");
            let tools = tools.to_string_lossy();
            let install = ["install", "--locked", "cargo-deny", "--root", &tools];
            Run::cargo()
                .args(install)
                .folder(&ground.root)
                .without_foreign_flags()
                .logged(ground, "deny-install")?;
            own
        }
        None => {
            return Ok(Outcome::Skipped(
                "cargo-deny is not installed; IAMWHY_DENY=1 installs it".to_owned(),
            ));
        }
    };
    let check = |what: &[&str], log: &str| {
        Run::new(&program)
            .args(["check"])
            .args(what)
            .folder(&ground.root)
            .logged(ground, log)
    };
    check(&["licenses", "bans", "sources"], "deny")?;
    match check(&["advisories"], "deny-advisories") {
        Ok(_) => Ok(Outcome::Done(String::new())),
        Err(failure) if failure.to_string().contains("failed to fetch advisory database") => Ok(Outcome::Done(
            "without advisories: their list cannot be fetched from here".to_owned(),
        )),
        Err(failure) => Err(failure),
    }
}

#[cfg(test)]
mod tests {
    use super::remark;

    #[test]
    fn reads_how_many_tests_passed() {
        let nextest = "     Summary [   0.9s] 12 tests run: 12 passed, 0 skipped\n";
        assert_eq!(remark(nextest), "12 tests run: 12 passed, 0 skipped");
        let libtest = "test result: ok. 3 passed; 0 failed\ntest result: ok. 4 passed; 0 failed\n";
        assert_eq!(remark(libtest), "7 passed");
    }
}
