//! `awsim-iam-policy`: the layers of AWS, documents as they were parsed, no index.
//!
//! It can express every workload here, with three adjustments that do not change its work:
//! - one session policy and one SCP per level: where there are several, their statements are put into one document;
//! - derived keys (`aws:PrincipalArn`, `aws:PrincipalOrgID`, …) are given in the context, which it takes as it is;
//! - the caller is the ARN that `aws:PrincipalArn` has.
//!
//! What it cannot: RCPs, VPC endpoint policies, access points, ACLs, key grants, sessions, services and federated callers as
//! principals, keys in another case than the policy's, unknowns.

use std::collections::HashMap;

use awsim_iam_policy::{AuthzRequest, ContextValue, Decision, EvalContext, PolicyDocument, evaluate, parse};

use super::Peer;
use crate::answer::Answer;
use crate::layers::{Layers, context};
use crate::workload::Workload;

/// Requests, each with the documents that concern it.
pub struct Awsim {
    documents: Vec<Documents>,
    requests: Vec<Asked>,
}

struct Documents {
    identity: Vec<PolicyDocument>,
    boundary: Option<PolicyDocument>,
    session: Option<PolicyDocument>,
    scps: Vec<PolicyDocument>,
    resource: Option<PolicyDocument>,
}

struct Asked {
    principal: String,
    account: String,
    action: String,
    resource: String,
    context: HashMap<String, ContextValue>,
    documents: usize,
}

impl Peer for Awsim {
    const NAME: &'static str = "awsim-iam-policy";

    fn of(workload: &Workload) -> Option<Awsim> {
        let program = &workload.program;
        let mut seen: HashMap<Layers<'_>, usize> = HashMap::new();
        let mut documents = Vec::new();
        let mut requests = Vec::new();
        for request in &workload.requests {
            let layers = Layers::of(program, request);
            let next = documents.len();
            let own = *seen.entry(layers.clone()).or_insert(next);
            if own == next {
                documents.push(Documents {
                    identity: layers
                        .identity
                        .iter()
                        .map(|text| document(text))
                        .collect::<Option<_>>()?,
                    boundary: layers.boundary.map(document).transpose_or()?,
                    session: merged(&layers.session).transpose_or()?,
                    scps: layers
                        .scps
                        .iter()
                        .filter_map(|level| merged(level))
                        .collect::<Option<_>>()?,
                    resource: layers.resource.map(document).transpose_or()?,
                });
            }
            let principal = &program.environment().principals[request.principal];
            let values = context(program, request).into_iter();
            requests.push(Asked {
                principal: principal.entity_arn.clone()?,
                account: principal.account.clone()?,
                action: request.action().to_owned(),
                resource: request.resource().to_owned(),
                context: values.map(|(key, value)| (key, ContextValue::String(value))).collect(),
                documents: own,
            });
        }
        Some(Awsim { documents, requests })
    }

    fn decide(&self, request: usize) -> Answer {
        let asked = &self.requests[request];
        let documents = &self.documents[asked.documents];
        let layers = EvalContext {
            identity_policies: &documents.identity,
            permissions_boundary: documents.boundary.as_ref(),
            resource_policy: documents.resource.as_ref(),
            scps: &documents.scps,
            session_policy: documents.session.as_ref(),
        };
        let request = AuthzRequest {
            principal_arn: &asked.principal,
            principal_account: &asked.account,
            action: &asked.action,
            resource_arn: &asked.resource,
            context: &asked.context,
        };
        match evaluate(&request, &layers) {
            Decision::Allow => Answer::Allow,
            Decision::ExplicitDeny => Answer::ExplicitDeny,
            Decision::ImplicitDeny => Answer::ImplicitDeny,
        }
    }
}

fn document(text: &str) -> Option<PolicyDocument> {
    parse(text).ok()
}

/// Several documents as one; the outer `Option` is about whether there are any.
fn merged(texts: &[&str]) -> Option<Option<PolicyDocument>> {
    let (first, rest) = texts.split_first()?;
    let mut all = document(first);
    for text in rest {
        all = all.zip(document(text)).map(|(mut all, other)| {
            all.statements.extend(other.statements);
            all
        });
    }
    Some(all)
}

/// `Option<Option<T>>`: nothing there is fine, something unreadable is not.
trait TransposeOr<T> {
    fn transpose_or(self) -> Option<Option<T>>;
}

impl<T> TransposeOr<T> for Option<Option<T>> {
    fn transpose_or(self) -> Option<Option<T>> {
        match self {
            None => Some(None),
            Some(inner) => inner.map(Some),
        }
    }
}
