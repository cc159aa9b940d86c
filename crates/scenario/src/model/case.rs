//! A case: a request and what we believe about it.

use super::{Call, ContextValue, Expect, Known, Matrix, Named, Operation, Writes};
use crate::read::record::record;

/// A request, or with `matrix` several, and what we believe about it.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Case {
    /// Left out: the request in words. A matrix appends its coordinates.
    pub name: Option<String>,
    /// Who calls: the name of a principal, or an ARN.
    pub principal: Option<String>,
    /// The IAM action, `service:Name`.
    pub action: Option<String>,
    /// What is called: the name of a resource, a name plus a tail (`logs/app/1.gz`), an ARN, or `*`. Left out: what the service sends for the action (RES-12), else `*`.
    pub resource: Option<String>,
    /// Instead of `action`: an API operation, which becomes one or several authorizations.
    pub operation: Option<Operation>,
    /// Instead of `action` and `resource`: one API call that is several authorizations.
    pub call: Option<Vec<Call>>,
    /// The document that the call would store.
    pub writes: Option<Writes>,
    /// Condition context; overrides the scenario's.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub context: Named<ContextValue>,
    /// Request tags: fill `aws:RequestTag/*` and `aws:TagKeys`.
    pub tags: Option<Known<Named<String>>>,
    /// Id of the VPC endpoint through which the call goes.
    pub endpoint: Option<String>,
    /// Service principals of a forward access session, in order.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub via: Vec<String>,
    /// Id of the resource's owner, where nothing else says.
    pub resource_owner: Option<String>,
    /// One case per combination of these lists.
    pub matrix: Option<Matrix>,
    /// What we believe; left out: the case only shows.
    pub expect: Option<Expect>,
    /// Markdown, shown with the result.
    pub note: Option<String>,
}

record!(Case {
    name "name",
    principal "principal",
    action "action",
    resource "resource",
    operation "operation",
    call "call",
    writes "writes",
    context "context",
    tags "tags",
    endpoint "endpoint",
    via "via",
    resource_owner "resourceOwner",
    matrix "matrix",
    expect "expect",
    note "note",
});
