//! What a text turned out to be.

use iamwhy_policy::{PolicyType, Span};

use crate::denial::layer_of;
use crate::{Denial, Printed};

/// What a pasted text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pasted {
    /// A policy.
    Policy(PastedPolicy),
    /// A scenario: its text, without what stood around it.
    Scenario(String),
    /// An access-denied message.
    AccessDenied(Box<Denial>),
    /// A link to a shared scenario.
    ShareLink {
        /// What stands behind the `#`.
        fragment: String,
    },
    /// What read-only commands printed beside one policy.
    Printed(Box<Printed>),
    /// Something that is known and cannot be read yet.
    Later(Later),
    /// Something else.
    Unknown(Unknown),
}

/// A policy, and what it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedPolicy {
    /// The document, decoded.
    pub text: String,
    /// Where it stands in the paste; none where it had to be decoded or completed.
    pub span: Option<Span>,
    /// What it may be, the likeliest first; never empty.
    pub guesses: Vec<Guess>,
    /// What it came in, such as `the output of aws iam get-role-policy`.
    pub wrapper: Option<&'static str>,
    /// Its name, where the wrapper says it.
    pub name: Option<String>,
    /// Its own ARN, where the wrapper says it.
    pub arn: Option<String>,
    /// What else is worth knowing.
    pub notes: Vec<String>,
}

/// A type that a policy may be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The type.
    pub kind: PolicyType,
    /// Of a resource's policy, the prefix of its service.
    pub service: Option<String>,
    /// How sure.
    pub confidence: Confidence,
    /// What speaks for it.
    pub why: String,
}

/// How sure a guess is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Nothing speaks against it.
    Possible,
    /// It looks like one.
    Likely,
    /// It cannot be anything else.
    Certain,
}

impl Guess {
    /// The layer, in the word of scenario files.
    #[must_use]
    pub fn layer(&self) -> &'static str {
        layer_of(self.kind)
    }
}

/// Something that is known and cannot be read yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// What it is.
    pub what: Foreign,
    /// What it is, and what to do meanwhile.
    pub sentence: &'static str,
    /// The access-denied message inside, which can be read.
    pub denial: Option<Box<Denial>>,
}

/// Formats that are known and cannot be read yet.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// An event of CloudTrail, or several.
    CloudTrail,
    /// What `sts:DecodeAuthorizationMessage` returns.
    DecodedMessage,
    /// What `GetRequestAuthorizationDetails` returns.
    RequestAuthorizationDetails,
    /// A plan or a state of Terraform, as JSON.
    TerraformPlan,
    /// Terraform's own language.
    TerraformSource,
    /// A template of CloudFormation.
    CloudFormation,
    /// What `aws iam get-account-authorization-details` prints.
    AccountDetails,
    /// Lists of policies, accounts and units of an organization.
    Organizations,
    /// Findings of Access Analyzer.
    AccessAnalyzer,
}

/// Something that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What it looks like.
    pub seen: String,
    /// What to do about it.
    pub why: String,
}
