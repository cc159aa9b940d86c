//! Puts the tables of operations together: sorted, names replaced by what they stand for, without remarks, and shorter. A page that decides
//! loads the table, and need not do at each start what can be done once.

use std::{collections::BTreeMap, env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let tables = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("src/tables");
    println!("cargo::rerun-if-changed={}", tables.display());
    let mut operations: BTreeMap<String, String> = BTreeMap::new();
    for entry in fs::read_dir(&tables)? {
        let path = entry?.path();
        read(&fs::read_to_string(&path)?, &mut operations).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let table: String = operations.into_values().collect();
    // A remark: a page that decides without the table need not load it at first (`web/split`).
    let remark = "#[waits 00000000]\n".len();
    // The empty line is not counted: what stands right behind it in the memory must not seem to be the end of the table.
    let table = format!("#[waits {:08}]\n{table}\n", remark + table.len());
    fs::write(Path::new(&env::var("OUT_DIR")?).join("operations.txt"), table)?;
    Ok(())
}

/// Adds the operations of one file, each with the lines of its authorizations.
fn read(text: &str, operations: &mut BTreeMap<String, String>) -> Result<(), String> {
    let mut named: BTreeMap<&str, &str> = BTreeMap::new();
    let mut open = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with('$') {
            let (name, words) = line.split_once(' ').ok_or_else(|| line.to_owned())?;
            if named.insert(name, words).is_some() {
                return Err(format!("`{name}` is there twice"));
            }
            continue;
        }
        if !line.starts_with(' ') {
            open = line.split(' ').next().unwrap_or_default().to_owned();
            if operations.insert(open.clone(), String::new()).is_some() {
                return Err(format!("`{open}` is there twice"));
            }
        }
        let mut words = Vec::new();
        for word in line.split_ascii_whitespace() {
            words.push(match word.starts_with('$') {
                true => *named.get(word).ok_or_else(|| format!("nothing is named `{word}`"))?,
                false => word,
            });
        }
        let lines = operations.entry(open.clone()).or_default();
        if line.starts_with(' ') {
            lines.push(' ');
            shorten(&mut words, lines.lines().next().unwrap_or_default());
        }
        lines.push_str(&words.join(" "));
        lines.push('\n');
    }
    Ok(())
}

/// Shortens an authorization of an operation: `=` is the operation's name, and it is about the first slot where nothing else stands.
fn shorten<'l>(words: &mut Vec<&'l str>, operation: &str) {
    let mut head = operation.split(' ');
    if words.first().copied() == head.next() {
        words[0] = "=";
    }
    let Some(first) = head.next() else { return };
    let about: Vec<&'l str> = words.iter().copied().filter(|word| is_about(word)).collect();
    match about.first() {
        None => words.push("on:"),
        Some(word) if word.strip_prefix("on:") == Some(first.trim_end_matches(['?', '*'])) => {
            words.retain(|word| !is_about(word));
        }
        Some(_) => {}
    }
}

fn is_about(word: &str) -> bool {
    let (prefix, _) = word.split_once(':').unwrap_or_default();
    ["on", "key-of", "tree-of", "streams-of"].contains(&prefix)
}
