//! What a policy should not say.
//!
//! A policy may be valid and still never do what its author means. [`lint`] says so: each [`Finding`] has the code of its
//! [`Check`], the place in the author's own text, and where there is a sure one, a [`Fix`] as edits of that text. Codes are
//! those of IAM Access Analyzer where it has the check. What AWS refuses to store stands apart, in AWS's own words.
//!
//! ```
//! use iamwhy_lint::{Options, lint, repaired};
//! use iamwhy_policy::{Policy, PolicyType};
//!
//! let text = r#"{ "Version": "2012-10-17", "Statement": [{
//!   "Effect": "allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*"
//! }] }"#;
//! let report = lint(&Policy::parse(text), &Options::of(PolicyType::Identity));
//! let finding = &report.findings[0];
//! assert_eq!((finding.code(), finding.pointer.as_str()), ("INVALID_EFFECT", "/Statement/0/Effect"));
//! assert_eq!(finding.message, "`Effect` must be `Allow` or `Deny`, not `allow`");
//! assert_eq!(report.refusals[0].message, "The policy failed legacy parsing");
//!
//! let text = repaired(text, &report.findings);
//! assert!(lint(&Policy::parse(text), &Options::of(PolicyType::Identity)).findings.is_empty());
//! ```
//!
//! Nothing here does I/O. Every check is in [`checks::FAMILIES`], with what it says, why it matters and AWS's page.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod check;
pub mod checks;
mod document;
mod expected;
mod exported;
mod finding;
mod findings;
mod fix;
pub mod json;
mod key;
mod kind;
mod look;
mod memory;
mod on;
mod page;
mod quota;
mod report;
mod requests;
mod rules;
mod sample;
mod scene;
mod seen;
mod shown;
mod suppress;

pub use check::{Check, Origin, Severity};
pub use document::{Document, documents};
pub use expected::{Expected, unknown_expectations};
pub use exported::{Exported, exported};
pub use finding::{Edit, Finding, Fix, Related};
pub use fix::{edited, repaired};
pub use kind::Kind;
pub use memory::Memory;
pub use page::page;
pub use quota::{Counted, Quota};
pub use report::{Options, Report, World, lint};
pub use requests::requests;
pub use shown::Shown;
pub use suppress::{Place, SuppressError, Suppression, Suppressions};
