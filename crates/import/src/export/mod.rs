//! What a file of another tool says: policies, principals, resources, the organization.

mod alias;
mod document;
mod fault;
mod index;
mod joined;
mod organization;
mod parameters;
mod principal;
mod resource;
mod source;
mod stray;
pub(crate) mod texts;
mod variables;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use iamwhy_policy::{Json, NodeId};

pub(crate) use alias::{Alias, Behind};
pub use document::{Attached, Document, ExportedPolicy};
pub(crate) use document::{Called, built_in};
pub use fault::{Fault, Note};
pub use index::NotFound;
pub use organization::{ExportedAccount, ExportedOrganization, ExportedUnit};
pub use parameters::{ParameterValue, Parameters};
pub use principal::{ExportedPrincipal, PrincipalIs};
pub use resource::ExportedResource;
pub use source::Source;
pub(crate) use source::collected;
pub(crate) use stray::{Stray, counted};

use crate::value::Value;
use index::Index;

/// What stands in a file of another tool.
///
/// ```
/// use std::sync::Arc;
/// use iamwhy_import::{Export, Parameters, Source};
/// use iamwhy_policy::Json;
///
/// let text = r#"{ "RoleDetailList": [ {
///     "RoleName": "app", "Arn": "arn:aws:iam::111122223333:role/app",
///     "AssumeRolePolicyDocument": { "Statement": { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" } },
///     "RolePolicyList": [ { "PolicyName": "read", "PolicyDocument": { "Statement": { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" } } } ]
/// } ] }"#;
/// let json = Arc::new(Json::read(text)?);
/// assert_eq!(Source::of(&json), Some(Source::AccountDetails));
///
/// let export = Export::read(Source::AccountDetails, &json, &Parameters::default()).unwrap();
/// let app = export.principal("app").unwrap();
/// assert_eq!(app.arn, "arn:aws:iam::111122223333:role/app");
/// let read = export.policy("arn:aws:iam::111122223333:role/app.read").unwrap();
/// assert_eq!(export.pointer(read), "/RoleDetailList/0/RolePolicyList/0/PolicyDocument");
/// # Ok::<(), iamwhy_policy::JsonError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Export {
    /// What wrote the file.
    pub source: Source,
    /// The file.
    pub json: Arc<Json>,
    /// Every policy in it, in the order of the file.
    pub policies: Vec<ExportedPolicy>,
    /// Every user and role in it.
    pub principals: Vec<ExportedPrincipal>,
    /// Every resource that carries a policy, or that others speak of.
    pub resources: Vec<ExportedResource>,
    /// The organization.
    pub organization: Option<ExportedOrganization>,
    /// What is missing in the file, or could not be read.
    pub notes: Vec<Note>,
    /// Resources that have found the policy that is a resource of its own.
    governed: BTreeSet<String>,
    /// Places of resources by their names, and by their ARNs.
    named: BTreeMap<String, usize>,
    by_arn: BTreeMap<String, usize>,
    /// Fields of accounts, as scenario files write them.
    pub(crate) accounts: BTreeMap<String, BTreeMap<&'static str, Value>>,
    beside: joined::Beside,
    strays: Vec<Stray>,
    index: Index,
}

impl Export {
    /// Reads a file.
    ///
    /// # Errors
    /// What in it cannot be read, and where.
    pub fn read(source: Source, json: &Arc<Json>, parameters: &Parameters) -> Result<Export, Fault> {
        let mut export = Export {
            source,
            json: Arc::clone(json),
            policies: Vec::new(),
            principals: Vec::new(),
            resources: Vec::new(),
            organization: None,
            notes: Vec::new(),
            governed: BTreeSet::new(),
            named: BTreeMap::new(),
            by_arn: BTreeMap::new(),
            accounts: BTreeMap::new(),
            beside: BTreeMap::new(),
            strays: Vec::new(),
            index: Index::default(),
        };
        source.expect(json)?;
        match source {
            Source::AccountDetails => crate::account::read(&mut export)?,
            Source::CloudFormation => crate::template::read(&mut export, parameters)?,
            Source::TerraformPlan => crate::plan::read(&mut export, parameters)?,
            Source::Organizations => crate::tree::read(&mut export)?,
        }
        export.join();
        export.settle();
        export.name_variables();
        // An inline policy may be called as a trust policy is: the later one is told apart, so that no spelling means another policy.
        let mut taken = BTreeSet::new();
        for policy in &mut export.policies {
            while !taken.insert(policy.select.clone()) {
                policy.select.push_str(" (again)");
            }
        }
        export.index = Index::of(&export);
        Ok(export)
    }

    /// The policy that this spelling names.
    ///
    /// # Errors
    /// None has it, or several have.
    pub fn policy(&self, select: &str) -> Result<&ExportedPolicy, NotFound> {
        let found = self.index.policies.find(select);
        self.found(found, select, &self.policies, "policy", "policies")
    }

    /// The user or role that this spelling names.
    ///
    /// # Errors
    /// None has it, or several have.
    pub fn principal(&self, select: &str) -> Result<&ExportedPrincipal, NotFound> {
        let found = self.index.principals.find(select);
        self.found(found, select, &self.principals, "principal", "principals")
    }

    /// Whether nothing is in it that a scenario could say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.principals.is_empty()
            && self.resources.is_empty()
            && self.organization.is_none()
            && self.accounts.is_empty()
    }

    /// Where a policy stands, as a JSON pointer.
    #[must_use]
    pub fn pointer(&self, policy: &ExportedPolicy) -> String {
        self.json.pointer(policy.node, self.json.root())
    }

    pub(crate) fn add(&mut self, policy: ExportedPolicy) -> Attached {
        self.policies.push(policy);
        Attached::Policy(self.policies.len() - 1)
    }

    /// Adds the policy at a node, or one that is made of what stands there.
    pub(crate) fn put(&mut self, node: NodeId, document: Document, depends: Vec<String>, called: Called) -> Attached {
        self.add(ExportedPolicy {
            select: called.select,
            also: called.also,
            name: called.name,
            arn: called.arn,
            node,
            document,
            depends,
        })
    }

    pub(crate) fn note(&mut self, node: NodeId, message: impl Into<String>) {
        self.notes.push(Note {
            node,
            message: message.into(),
        });
    }
}
