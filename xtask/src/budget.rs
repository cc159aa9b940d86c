//! What a visitor waits for: the files of the first load, packed, against a budget.

use std::path::Path;

use crate::failure::Failure;
use crate::ground::{Ground, make_folder};
use crate::provision::{self, Library};
use crate::size::{kilo, packed};

/// Files that are loaded when somebody asks for them, and kept for the time without a network. Whatever is not named
/// here counts.
const LATER: &[&str] = &[
    "about-",
    "app-rest-",
    "catalogue-",
    "checker-",
    "checks-",
    "evaluator-",
    "examples-",
    "icon-192-",
    "icon-512-",
    "pack-",
    "pastes-",
    "practice-rest-",
    "reader-",
    "reference-",
    "service-worker.",
    "worker-",
];

/// What the practice room loads first; nothing of it is loaded by the playground.
const PRACTICE: &[&str] = &["practice-", "practice.", "room-"];

/// One budget, in bytes after gzip.
struct Budget {
    what: &'static str,
    /// What it should come to.
    goal: u64,
    /// Where it stands, with some room for what a first visit may run on another machine. It should only go down.
    limit: u64,
}

const APP: Budget = Budget {
    what: "module",
    goal: 250_000,
    limit: 250_000,
};
const FIRST_LOAD: Budget = Budget {
    what: "first load",
    goal: 440_000,
    limit: 402_000,
};

/// Loaded by a worker when the first answer stands.
const CHECKS: Budget = Budget {
    what: "checks",
    goal: 500_000,
    limit: 496_000,
};
/// Loaded beside them: names, types, patterns and keys of what AWS has.
const CATALOGUE: Budget = Budget {
    what: "catalogue",
    goal: 200_000,
    limit: 165_000,
};

const PRACTICE_APP: Budget = Budget {
    what: "practice room's module",
    goal: 250_000,
    limit: 120_000,
};
const PRACTICE_LOAD: Budget = Budget {
    what: "practice room",
    goal: 450_000,
    limit: 360_000,
};

/// What comes on top, per module, with a toolchain's own standard library, which is made for speed.
const LIBRARY: u64 = 18_000;

/// Weighs the pages in a folder.
pub(crate) fn check(ground: &Ground, page: &Path) -> Result<String, Failure> {
    let scales = ground.own.join("scales");
    make_folder(&scales)?;
    let (mut checks, mut catalogue) = (0, 0);
    let (mut app, mut first, mut practice_app, mut practice) = (0, 0, 0, 0);
    let mut names: Vec<String> = std::fs::read_dir(page)
        .map_err(|error| Failure::at(page, &error))?
        .flatten()
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    if !names.iter().any(|name| name.starts_with("app-rest-")) {
        let why = "nothing was divided, so nothing can be weighed: there was no Chromium to look at a first visit with";
        return Err(Failure::new(why));
    }
    let is_small = provision::compiler(ground, Library::Small)?.is_small();
    let more = if is_small { 0 } else { LIBRARY };
    for name in names {
        if name.starts_with("checks-") {
            checks += packed(&page.join(&name), &scales.join("packed.gz"))?;
        }
        if name.starts_with("catalogue-") {
            catalogue += packed(&page.join(&name), &scales.join("packed.gz"))?;
        }
        if LATER.iter().any(|later| name.starts_with(later)) {
            continue;
        }
        let size = packed(&page.join(&name), &scales.join("packed.gz"))?;
        println!("        {:>7} kB  {name}", kilo(size));
        if PRACTICE.iter().any(|own| name.starts_with(own)) {
            practice += size;
            if name.ends_with(".wasm") {
                practice_app += size;
            }
            continue;
        }
        first += size;
        if name.starts_with("app-") && name.ends_with(".wasm") {
            app += size;
        }
    }
    let said = [
        APP.hold(app, more),
        FIRST_LOAD.hold(first, more),
        CHECKS.hold(checks, more),
        CATALOGUE.hold(catalogue, 0),
        PRACTICE_APP.hold(practice_app, more),
        PRACTICE_LOAD.hold(practice, more),
    ];
    let remark = said.iter().map(|own| own.as_ref().unwrap_or_else(|over| over).as_str());
    let remark = remark.collect::<Vec<_>>().join("; ");
    if said.iter().all(Result::is_ok) && [app, practice_app, checks, catalogue].iter().all(|size| *size > 0) {
        return Ok(remark);
    }
    Err(Failure::new(format!(
        "the page is too large: {remark}; look for a new dependency, or load what is not needed first when it is asked for"
    )))
}

impl Budget {
    fn hold(&self, size: u64, more: u64) -> Result<String, String> {
        let limit = self.limit + more;
        let said = format!(
            "{} {} kB gzip (limit {}, goal {})",
            self.what,
            kilo(size),
            kilo(limit),
            kilo(self.goal)
        );
        if size <= limit { Ok(said) } else { Err(said) }
    }
}

#[cfg(test)]
mod tests {
    use super::APP;

    #[test]
    fn a_byte_too_many_is_too_many() {
        assert!(APP.hold(APP.limit, 0).is_ok());
        assert!(APP.hold(APP.limit + 1, 0).is_err());
    }
}
