//! `cargo xtask wasm`: the module for the browser and for node.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::ground::{Ground, make_folder};
use crate::provision::{self, Compiler, Library, TARGET};
use crate::run::Run;

/// A built module.
pub(crate) struct Module {
    /// As the compiler made it, with what the wasm-bindgen command line wants to read.
    pub(crate) raw: PathBuf,
    /// After wasm-opt, where there is one, with its functions in order; else the same as `raw`.
    pub(crate) small: PathBuf,
    /// How the compiler was come by, and whether wasm-opt ran.
    how: String,
    /// Whether its standard library was made for small modules.
    pub(crate) has_small_library: bool,
    /// Whether wasm-opt ran.
    pub(crate) is_optimized: bool,
}

impl Module {
    /// One line for the summary.
    pub(crate) fn remark(&self) -> String {
        self.how.clone()
    }
}

/// What Rust's target has switched on. Older versions of wasm-opt do not read it off, and with more than this they write types
/// that no engine knows.
pub(crate) const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-multivalue",
    "--enable-reference-types",
];

/// Builds and says where.
pub(crate) fn run(ground: &Ground, _: &[String]) -> Result<(), Failure> {
    let module = build(ground)?;
    println!("{} ({})", module.small.display(), module.how);
    Ok(())
}

/// Provides what is missing, builds `crates/wasm` with the profile `wasm`, and shrinks the result.
pub(crate) fn build(ground: &Ground) -> Result<Module, Failure> {
    build_with(ground, "iamwhy-wasm", "wasm", &[])
}

/// The same with the features of the npm package, in a folder of its own.
pub(crate) fn build_for_npm(ground: &Ground) -> Result<Module, Failure> {
    build_with(ground, "iamwhy-wasm", "wasm-npm", &["--features", "scenes"])
}

/// The checks with the catalogue, which the npm package has as a module of its own.
pub(crate) fn build_lint(ground: &Ground) -> Result<Module, Failure> {
    build_with(ground, "iamwhy-wasm-lint", "wasm-lint", &[])
}

fn build_with(ground: &Ground, package: &str, folder: &str, features: &[&str]) -> Result<Module, Failure> {
    let compiler = provision::compiler(ground, Library::Small)?;
    let folder = ground.own.join(folder);
    make_folder(&folder)?;
    let build = [
        "build",
        "--package",
        package,
        "--lib",
        "--profile",
        "wasm",
        "--target",
        TARGET,
        "--target-dir",
    ];
    let cargo = Run::cargo()
        .args(build)
        .args([&folder])
        .args(features)
        .folder(&ground.root);
    compiler.apply(cargo, TIGHT).logged(ground, "wasm")?;
    let raw = folder
        .join(TARGET)
        .join("wasm")
        .join([&package.replace('-', "_"), ".wasm"].concat());
    if !raw.is_file() {
        return Err(Failure::new(format!("the build made no `{}`", raw.display())));
    }
    shrink(ground, &compiler, raw, &folder)
}

/// A function goes into its caller only where that is no longer than the call: the compiler's own measure lets it be a little
/// longer, which adds up to some kilobytes.
const TIGHT: &str = "-Cllvm-args=-inline-threshold=0";

/// Runs wasm-opt, unless its output is already newer than the module, and than we who know the options.
fn shrink(ground: &Ground, compiler: &Compiler, raw: PathBuf, folder: &Path) -> Result<Module, Failure> {
    let Some(wasm_opt) = provision::wasm_opt(ground) else {
        let how = format!("{}; no wasm-opt", compiler.how());
        return Ok(Module {
            small: raw.clone(),
            raw,
            how,
            has_small_library: compiler.is_small(),
            is_optimized: false,
        });
    };
    let (small, optimized) = (folder.join("iamwhy.wasm"), folder.join("optimized.wasm"));
    let own = std::env::current_exe().unwrap_or_else(|_| raw.clone());
    if !is_newer(&small, &raw) || !is_newer(&small, &own) {
        wasm_opt
            .args(provision::wasm_opt_options(ground))
            .args(FEATURES)
            .args([raw.as_os_str(), "-o".as_ref(), optimized.as_os_str()])
            .logged(ground, "wasm-opt")?;
        order(ground, &optimized, &small)?;
    }
    Ok(Module {
        raw,
        small,
        how: format!("{}; wasm-opt -Oz", compiler.how()),
        has_small_library: compiler.is_small(),
        is_optimized: true,
    })
}

/// Puts functions that are alike side by side, where they pack better.
pub(crate) fn order(ground: &Ground, module: &Path, into: &Path) -> Result<(), Failure> {
    Run::cargo()
        .args(["run", "--quiet", "--package", "iamwhy-split", "--", "order"])
        .args([module, into])
        .folder(&ground.root)
        .logged(ground, "wasm-order")
        .map(|_| ())
}

fn is_newer(one: &Path, other: &Path) -> bool {
    let time = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    matches!((time(one), time(other)), (Some(one), Some(other)) if one >= other)
}
