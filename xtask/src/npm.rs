//! `cargo xtask npm`: the package for JavaScript and TypeScript, from `crates/wasm`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::ground::{Ground, make_folder};
use crate::provision;
use crate::run::Run;
use crate::steps::Outcome;
use crate::wasm;

/// Makes it and says where.
pub(crate) fn run(ground: &Ground, _: &[String]) -> Result<(), Failure> {
    println!("{}", build(ground, &ground.own.join("npm-package"))?.display());
    Ok(())
}

/// Puts the package together in a folder, and packs it there as npm would publish it.
pub(crate) fn build(ground: &Ground, into: &Path) -> Result<PathBuf, Failure> {
    provision::node(ground)?;
    let package = into.join("iamwhy");
    make_folder(&package)?;
    bind(ground, &wasm::build_for_npm(ground)?, "iamwhy", &package)?;
    bind(ground, &wasm::build_lint(ground)?, "iamwhy_lint", &package)?;
    let source = ground.root.join("crates").join("wasm").join("npm");
    for name in [
        "README.md",
        "core.js",
        "index.d.ts",
        "index.js",
        "lint-core.js",
        "lint-node.js",
        "lint.d.ts",
        "lint.js",
        "manual.d.ts",
        "manual.js",
        "node.js",
    ] {
        copy(&source.join(name), &package.join(name))?;
    }
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        copy(&ground.root.join(name), &package.join(name))?;
    }
    let version = ground.locked_version("iamwhy-wasm")?;
    let description = read(&source.join("package.json"))?.replace("\"0.0.0\"", &format!("\"{version}\""));
    write(&package.join("package.json"), &description)?;
    Run::new("npm")
        .args(["pack", "--silent"])
        .args(["--pack-destination".as_ref(), into.as_os_str()])
        .folder(&package)
        .logged(ground, "npm-pack")?;
    Ok(into.join(format!("iamwhy-{version}.tgz")))
}

/// Puts a module into the package, under a name, with what loads it.
fn bind(ground: &Ground, module: &wasm::Module, name: &str, package: &Path) -> Result<(), Failure> {
    let bindgen = provision::wasm_bindgen(ground)?;
    Run::new(&bindgen)
        .args([module.raw.as_os_str(), "--target".as_ref(), "web".as_ref()])
        .args(["--no-typescript", "--out-name", name])
        .args(["--out-dir".as_ref(), package.as_os_str()])
        .logged(ground, "npm-bindgen")?;
    if let Some(wasm_opt) = provision::wasm_opt(ground) {
        let file = package.join([name, "_bg.wasm"].concat());
        wasm_opt
            .args(provision::wasm_opt_options(ground))
            .args(wasm::FEATURES)
            .args([file.as_os_str(), "-o".as_ref(), file.as_os_str()])
            .logged(ground, "npm-wasm-opt")?;
        wasm::order(ground, &file, &file)?;
    }
    Ok(())
}

/// Installs the package beside the example in a clean folder, as a user would, and runs the example's types and tests.
pub(crate) fn check(ground: &Ground) -> Result<Outcome, Failure> {
    let packed = build(ground, &ground.own.join("npm-package"))?;
    let example = ground.root.join("fixtures").join("projects").join("vitest");
    let clean = ground.own.join("npm-try");
    if clean.exists() {
        fs::remove_dir_all(&clean).map_err(|error| Failure::at(&clean, &error))?;
    }
    copy_folder(&example, &clean)?;
    let description = clean.join("package.json");
    let wanted = read(&description)?;
    let found = format!("\"iamwhy\": \"file:{}\"", packed.display());
    let ours = wanted
        .lines()
        .find(|line| line.trim_start().starts_with("\"iamwhy\":"))
        .map(|line| line.trim().trim_end_matches(','))
        .ok_or_else(|| Failure::new("the example does not depend on `iamwhy`"))?;
    write(&description, &wanted.replace(ours, &found))?;
    let npm = |step: &str, arguments: &[&str]| Run::new("npm").args(arguments).folder(&clean).logged(ground, step);
    npm(
        "npm-install",
        &["install", "--no-audit", "--no-fund", "--no-package-lock"],
    )?;
    npm("npm-types", &["run", "--silent", "check"])?;
    // The project leaves out what its libraries declare, as most do; what we declare is checked by itself.
    let ours = "node_modules/iamwhy/manual.d.ts";
    let types = [
        "exec",
        "--",
        "tsc",
        "--noEmit",
        "--ignoreConfig",
        "--strict",
        "--lib",
        "es2022,dom",
        ours,
    ];
    npm("npm-declarations", &types)?;
    let said = npm("npm-tests", &["run", "--silent", "test"])?;
    let tests = said.lines().find(|line| line.trim_start().starts_with("Tests"));
    let size = packed.metadata().map(|data| data.len()).unwrap_or_default();
    Ok(Outcome::Done(format!(
        "package of {} kB;{}",
        size / 1000,
        plain(tests.unwrap_or_default())
    )))
}

/// Without the colours that a test runner may print all the same.
fn plain(line: &str) -> String {
    let mut text = String::new();
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{1b}' => {
                let _ = letters.by_ref().find(char::is_ascii_alphabetic);
            }
            _ => text.push(letter),
        }
    }
    text
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), Failure> {
    make_folder(to)?;
    for entry in fs::read_dir(from).map_err(|error| Failure::at(from, &error))? {
        let entry = entry.map_err(|error| Failure::at(from, &error))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_name() == "node_modules" {
            continue;
        }
        if source.is_dir() {
            copy_folder(&source, &target)?;
        } else {
            copy(&source, &target)?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::copy(from, to).map(drop).map_err(|error| Failure::at(from, &error))
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::at(path, &error))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::at(path, &error))
}
