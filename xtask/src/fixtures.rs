//! `cargo xtask fixtures`: files under version control that are made from code.

use crate::failure::Failure;
use crate::ground::Ground;
use crate::run::Run;

/// The tests that compare a file with what the code would write, write it instead when this variable is set.
pub(crate) const SWITCH: &str = "IAMWHY_UPDATE";

/// Runs the tests with the switch on, then once more without it.
pub(crate) fn run(ground: &Ground, _: &[String]) -> Result<(), Failure> {
    println!("writing the generated files again: `{SWITCH}=1 cargo test --workspace`");
    let tests = ["test", "--workspace", "--all-features", "--no-fail-fast", "--quiet"];
    // A test that has just written may say so by failing; what counts is the second run.
    let _ = Run::cargo()
        .args(tests)
        .env(SWITCH, "1")
        .folder(&ground.root)
        .logged(ground, "fixtures");
    println!("checking that they now hold: `cargo test --workspace`");
    Run::cargo()
        .args(tests)
        .folder(&ground.root)
        .logged(ground, "fixtures-check")?;
    println!("done; read the difference before you commit it: `git diff fixtures`");
    Ok(())
}
