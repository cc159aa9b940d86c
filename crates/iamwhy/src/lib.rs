//! Would AWS allow this request, and why? Offline and exactly.
//!
//! A test of a policy in five lines:
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let policy = r#"{"Version": "2012-10-17", "Statement": {"Sid": "Own", "Effect": "Allow",
//!     "Action": "s3:*Object", "Resource": "arn:aws:s3:::home/${aws:username}/*"}}"#;
//! let scene = iamwhy::Scene::builder("arn:aws:iam::111122223333:user/alice").identity(policy).build()?;
//! assert!(scene.ask("caller", "s3:PutObject", "arn:aws:s3:::home/alice/notes")?.is_allowed());
//! assert!(scene.ask("caller", "s3:PutObject", "arn:aws:s3:::home/bob/notes")?.is_denied());
//! # Ok(())
//! # }
//! ```
//!
//! Everything that can be decided can be written down in a scenario file, and everything in a scenario file can be asked
//! from Rust; [`Scene::read`] opens one. A scene is compiled once and decides many requests:
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use iamwhy::{Outcome, Scene};
//! let scene = Scene::read("access.scenario.json", r#"{
//!   "scenario": 1, "title": "Deployers work from the office.",
//!   "principals": {"deployer": {"role": "arn:aws:iam::111122223333:role/deployer", "policies": [
//!     {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "lambda:*", "Resource": "*",
//!      "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}}]}},
//!   "cases": [{"principal": "deployer", "action": "lambda:UpdateFunctionCode",
//!              "resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "expect": "unknown"}]
//! }"#)?;
//! assert_eq!(scene.run().summary().failed, 0);
//! let question = scene.ask("deployer", "lambda:UpdateFunctionCode", "arn:aws:lambda:eu-west-1:111122223333:function:f")?;
//! // AWS sends aws:SourceIp with every request, but nobody said which: the answer says so.
//! assert_eq!(question.decide().outcome, Outcome::Unknown);
//! assert_eq!(question.unknowns(), ["aws:SourceIp"]);
//! assert!(question.context("aws:SourceIp", "203.0.113.7").is_allowed());
//! # Ok(())
//! # }
//! ```
//!
//! For the parts, see [`policy`] (documents and their spans), [`engine`] (the evaluator), [`explain`] (why, and what would
//! flip it) and [`scenario`] (files, runs, results).

mod asserting;
mod builder;
mod question;
mod scene;

pub use builder::Builder;
pub use iamwhy_engine::{Decision, Layer, Outcome};
pub use iamwhy_explain::{Explanation, Flip};
pub use question::Question;
pub use scene::{AskError, Scene, Unreadable};

/// Policy documents: text to a spanned tree, with diagnostics.
pub use iamwhy_policy as policy;

/// The evaluator: environment and request to decision and trace.
pub use iamwhy_engine as engine;

/// Explanations, and what would turn a decision around.
pub use iamwhy_explain as explain;

/// Scenario files: reading, running, results.
pub use iamwhy_scenario as scenario;
