//! `cargo xtask catalog`: what AWS has, as text under version control.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::ground::{Ground, in_path, make_folder};
use crate::run::Run;

/// What is written; the rest of the folder is by hand.
const FOLDERS: &[&str] = &["services", "descriptions"];
/// The line of `source.txt` that `--newest` moves.
const MOVES: &str = "catalogue";

/// One npm package, pinned.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pin {
    /// What it is for, and the name of its archive.
    purpose: String,
    name: String,
    version: String,
    date: String,
    integrity: String,
}

pub(crate) fn run(ground: &Ground, arguments: &[String]) -> Result<(), Failure> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => renew(ground),
        ["--check"] => check(ground),
        ["--newest"] => {
            move_pin(ground)?;
            renew(ground)
        }
        _ => Err(Failure::new(format!(
            "`{}` is neither `--check` nor `--newest`",
            words.join(" ")
        ))),
    }
}

fn data(ground: &Ground) -> PathBuf {
    ground.root.join("crates/catalog/data")
}

/// Writes the data again, and says what became different.
fn renew(ground: &Ground) -> Result<(), Failure> {
    let made = make(ground)?;
    let committed = data(ground);
    for folder in FOLDERS {
        let (old, new) = (texts(&committed.join(folder))?, texts(&made.join(folder))?);
        for name in old.keys().filter(|name| !new.contains_key(*name)) {
            let path = committed.join(folder).join(name);
            fs::remove_file(&path).map_err(|error| Failure::at(&path, &error))?;
        }
        make_folder(&committed.join(folder))?;
        for (name, text) in new.iter().filter(|(name, text)| old.get(*name) != Some(text)) {
            let path = committed.join(folder).join(name);
            fs::write(&path, text).map_err(|error| Failure::at(&path, &error))?;
        }
    }
    println!("read the difference before you commit it: `git diff crates/catalog/data`");
    println!("then: `cargo test -p iamwhy-catalog`");
    Ok(())
}

/// Fails where the data is not what the pinned packages say.
fn check(ground: &Ground) -> Result<(), Failure> {
    let made = make(ground)?;
    let mut different = Vec::new();
    for folder in FOLDERS {
        let (old, new) = (texts(&data(ground).join(folder))?, texts(&made.join(folder))?);
        let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
        let changed = names.filter(|name| old.get(*name) != new.get(*name));
        different.extend(changed.map(|name| format!("crates/catalog/data/{folder}/{name}")));
    }
    if different.is_empty() {
        println!("the catalogue is what its packages say");
        return Ok(());
    }
    Err(Failure::new(format!(
        "{}\n{} files are not what the pinned packages say; run `cargo xtask catalog`",
        different.join("\n"),
        different.len()
    )))
}

/// Fetches the packages and writes the text in a folder of ours.
fn make(ground: &Ground) -> Result<PathBuf, Failure> {
    let own = ground.own.join("catalog");
    let (archives, made) = (own.join("archives"), own.join("data"));
    make_folder(&archives)?;
    if made.exists() {
        fs::remove_dir_all(&made).map_err(|error| Failure::at(&made, &error))?;
    }
    let source = data(ground).join("source.txt");
    for pin in pins(&source)? {
        fetch(ground, &pin, &archives)?;
    }
    let node = in_path("node").ok_or_else(|| Failure::new("there is no `node` in PATH; it reads the packages"))?;
    let script = ground.root.join("crates/catalog/renew.mjs");
    let said = Run::new(node)
        .args([&script, &source, &archives, &made])
        .logged(ground, "catalog")?;
    print!("{said}");
    Ok(made)
}

/// The archive of a package, once for each version.
fn fetch(ground: &Ground, pin: &Pin, archives: &Path) -> Result<(), Failure> {
    let archive = archives.join(format!("{}.tgz", pin.purpose));
    let mark = archives.join(format!("{}.integrity", pin.purpose));
    if archive.is_file() && fs::read_to_string(&mark).is_ok_and(|text| text == pin.integrity) {
        return Ok(());
    }
    let npm = in_path("npm").ok_or_else(|| {
        Failure::new("there is no `npm` in PATH; it fetches the packages that the catalogue is made from")
    })?;
    println!("fetching {} {} (npm, MIT, data only)", pin.name, pin.version);
    let folder = archives.join(&pin.version);
    make_folder(&folder)?;
    Run::new(npm)
        .args(["pack", "--ignore-scripts", "--pack-destination"])
        .args([folder.as_os_str(), format!("{}@{}", pin.name, pin.version).as_ref()])
        .logged(ground, "catalog-npm")?;
    let entries = fs::read_dir(&folder).map_err(|error| Failure::at(&folder, &error))?;
    let packed = entries
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|end| end == "tgz"));
    let packed = packed.ok_or_else(|| Failure::new(format!("npm left no archive in `{}`", folder.display())))?;
    fs::rename(&packed, &archive).map_err(|error| Failure::at(&archive, &error))?;
    fs::write(&mark, &pin.integrity).map_err(|error| Failure::at(&mark, &error))
}

/// Pins the newest version of the package.
fn move_pin(ground: &Ground) -> Result<(), Failure> {
    let source = data(ground).join("source.txt");
    let all = pins(&source)?;
    let old = all.into_iter().find(|pin| pin.purpose == MOVES);
    let old = old.ok_or_else(|| Failure::new(format!("`{}` has no line `{MOVES} …`", source.display())))?;
    let npm = in_path("npm").ok_or_else(|| Failure::new("there is no `npm` in PATH; it knows the newest version"))?;
    let ask = |what: &str| {
        let answer = Run::new(&npm).args(["view", &old.name, what]).answer();
        let answer = answer.filter(|answer| !answer.is_empty() && !answer.contains(char::is_whitespace));
        answer.ok_or_else(|| Failure::new(format!("npm does not say `{what}` of `{}`", old.name)))
    };
    let version = ask("version")?;
    let new = Pin {
        integrity: ask("dist.integrity")?,
        date: dated(&version).unwrap_or_else(|| old.date.clone()),
        version,
        ..old.clone()
    };
    if new == old {
        println!("{} {} is the newest", old.name, old.version);
        return Ok(());
    }
    println!("{}: {} becomes {}", old.name, old.version, new.version);
    let text = read(&source)?.replace(&old.line(), &new.line());
    fs::write(&source, text).map_err(|error| Failure::at(&source, &error))
}

/// `0.21.202609261` was made on 2026-09-26.
fn dated(version: &str) -> Option<String> {
    let last = version.rsplit('.').next()?;
    if last.len() < 8 || !last.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(format!("{}-{}-{}", last.get(..4)?, last.get(4..6)?, last.get(6..8)?))
}

impl Pin {
    fn line(&self) -> String {
        [&self.purpose, &self.name, &self.version, &self.date, &self.integrity]
            .map(String::as_str)
            .join(" ")
    }
}

fn pins(source: &Path) -> Result<Vec<Pin>, Failure> {
    let text = read(source)?;
    let mut pins = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let words: Vec<&str> = line.split(' ').collect();
        let [purpose, name, version, date, integrity] = words.as_slice() else {
            return Err(Failure::new(format!(
                "`{}`: `{line}` has not five words",
                source.display()
            )));
        };
        pins.push(Pin {
            purpose: (*purpose).to_owned(),
            name: (*name).to_owned(),
            version: (*version).to_owned(),
            date: (*date).to_owned(),
            integrity: (*integrity).to_owned(),
        });
    }
    Ok(pins)
}

/// The files of a folder; none where it is not there yet.
fn texts(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(BTreeMap::new());
    };
    let mut texts = BTreeMap::new();
    for entry in entries.flatten() {
        texts.insert(entry.file_name().to_string_lossy().into_owned(), read(&entry.path())?);
    }
    Ok(texts)
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::at(path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_has_a_date() {
        assert_eq!(dated("0.21.202609261").as_deref(), Some("2026-09-26"));
        assert_eq!(dated("1.2.3"), None);
    }
}
