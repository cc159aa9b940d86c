//! A policy in a file of another tool, and where one is attached.

use iamwhy_policy::NodeId;

/// A policy in a file of another tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedPolicy {
    /// The spelling that names it, such as `aws_iam_policy.app` or an ARN.
    pub select: String,
    /// Other spellings, where they are not ambiguous.
    pub also: Vec<String>,
    /// Its own name, for people.
    pub name: String,
    /// Its ARN, where it has one and it is known.
    pub arn: Option<String>,
    /// The node that holds it.
    pub node: NodeId,
    /// What it says.
    pub document: Document,
    /// Names of values in it that nobody knows yet; they stand in the text as `‹name›`.
    pub depends: Vec<String>,
}

/// How a policy is called; the same as in [`ExportedPolicy`].
pub(crate) struct Called {
    pub(crate) select: String,
    pub(crate) also: Vec<String>,
    pub(crate) name: String,
    pub(crate) arn: Option<String>,
}

/// What a policy says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// The document, or a string that holds it, stands at [`ExportedPolicy::node`].
    There,
    /// The document is made from what stands there: references are filled in.
    Made(String),
    /// It is not known; why, in words that fit behind "because".
    Unknown(String),
}

/// What is attached to somebody or something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attached {
    /// A policy of the same file: its place among the policies.
    Policy(usize),
    /// A policy of AWS that every scenario can name.
    BuiltIn(&'static str),
    /// A policy that is not in the file.
    Unseen {
        /// Its ARN, if that is known.
        arn: Option<String>,
    },
}

/// A policy of AWS that every scenario can name, by its ARN.
pub(crate) fn built_in(arn: &str) -> Option<Attached> {
    const KNOWN: [(&str, &str); 3] = [
        (":policy/AdministratorAccess", "AdministratorAccess"),
        ("/p-FullAWSAccess", "FullAWSAccess"),
        ("/p-RCPFullAWSAccess", "RCPFullAWSAccess"),
    ];
    let found = KNOWN
        .iter()
        .find(|(end, _)| arn.ends_with(end) && arn.contains("::aws:"));
    found.map(|(_, name)| Attached::BuiltIn(name))
}
