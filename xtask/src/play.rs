//! `cargo xtask play`.

use crate::failure::Failure;
use crate::ground::Ground;

const TEXT: &str = "\
The playground is not built yet. What is: the evaluator, its explanations, and the command line.

  cargo run -p iamwhy-cli -- explain FILE.scenario.json    one decision, and why
  cargo run -p iamwhy-cli -- test fixtures                 every fixture, as a report
  cargo xtask wasm                                         the evaluator as a module for the browser

The files under fixtures/ are scenes that the playground will open; each is titled with the claim it makes.";

/// Says what there is instead; not an error.
pub(crate) fn run(_: &Ground, _: &[String]) -> Result<(), Failure> {
    println!("{TEXT}");
    Ok(())
}
