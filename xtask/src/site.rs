//! The page: Trunk, with everything in its environment that it would otherwise look for in vain.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::ground::{Ground, make_folder};
use crate::provision::{self, Library, say};
use crate::run::Run;

/// For whom it is built.
#[derive(Copy, Clone, PartialEq, Eq)]
pub(crate) enum Site {
    /// Whoever works on it: quick to build.
    Draft,
    /// Everybody: small, and it works offline.
    Release,
}

/// Trunk with one of its commands, ready to run in the repository. Provides what is missing.
pub(crate) fn trunk(ground: &Ground, command: &str, site: Site) -> Result<Run, Failure> {
    provision::node(ground)?;
    let library = match site {
        Site::Draft => Library::Plain,
        Site::Release => Library::Small,
    };
    let compiler = provision::compiler(ground, library)?;
    let tools = [provision::wasm_bindgen(ground)?, provision::trunk(ground)?];
    let [_, trunk] = &tools;
    let mut folders: Vec<PathBuf> = tools
        .iter()
        .filter_map(|tool| Some(tool.parent()?.to_owned()))
        .collect();
    if site == Site::Release {
        folders.extend(provision::wasm_opt_folder(ground));
    }
    let target = ground.own.join("web");
    make_folder(&target)?;
    let run = Run::new(trunk).args([command]);
    let run = if site == Site::Release {
        run.args(["--release"])
    } else {
        run
    };
    let flag = if site == Site::Release { provision::APART } else { "" };
    let run = compiler.apply(run, flag).path_first(folders)?.folder(&ground.root);
    // Trunk reads `NO_COLOR` as a flag that wants `true` or `false`, and fails over everybody else's `1`.
    let run = run.without("NO_COLOR").env("CARGO_TARGET_DIR", &target);
    Ok(run)
}

/// Builds the page into a folder.
pub(crate) fn build(ground: &Ground, site: Site, into: &Path) -> Result<(), Failure> {
    if site == Site::Release {
        return publish(ground, into);
    }
    make_folder(into)?;
    let run = trunk(ground, "build", site)?.args(["--dist".as_ref(), into.as_os_str()]);
    run.logged(ground, "page").map(|_| ())
}

/// Builds what Trunk knows how to build, then has the modules divided and the pages put together.
fn publish(ground: &Ground, into: &Path) -> Result<(), Failure> {
    let raw = ground.own.join("page-raw");
    make_folder(&raw)?;
    let run = trunk(ground, "build", Site::Release)?.env("ASSEMBLE", "later");
    let run = run.args(["--dist".as_ref(), raw.as_os_str()]);
    run.logged(ground, "page-release")?;
    let run = Run::new("node").args(["web/public/publish.mjs".as_ref(), raw.as_os_str(), into.as_os_str()]);
    let run = match provision::chromium(ground) {
        Ok(chromium) => run.env("CHROMIUM", chromium),
        Err(failure) => {
            say(&format!(
                "the page stays in one piece, larger and right, as nobody can look at a first visit: {failure}"
            ));
            run.without("CHROMIUM")
        }
    };
    run.folder(&ground.root).logged(ground, "page-publish").map(|_| ())
}

/// Runs the tests of the page's JavaScript under node.
pub(crate) fn scripts(ground: &Ground) -> Result<String, Failure> {
    // By name: what node makes of a folder has changed from version to version.
    let mut tests = Vec::new();
    for folder in ["web/editor/test", "web/public"] {
        let path = ground.root.join(folder);
        let entries = std::fs::read_dir(&path).map_err(|error| Failure::at(&path, &error))?;
        let names = entries
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned());
        tests.extend(
            names
                .filter(|name| name.contains(".test."))
                .map(|name| format!("{folder}/{name}")),
        );
    }
    tests.sort();
    let said = Run::new("node")
        .args(["--test"])
        .args(&tests)
        .folder(&ground.root)
        .logged(ground, "scripts")?;
    let passed = said
        .lines()
        .find_map(|line| line.trim_start_matches(['#', 'ℹ', ' ']).strip_prefix("pass "));
    Ok(passed.map_or_else(String::new, |passed| format!("{passed} tests of scripts passed")))
}
