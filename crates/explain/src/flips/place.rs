//! Where a policy can be attached, by the names that scenario files have for places.

use iamwhy_engine::world::{Attached, Principal, PrincipalIs, Resource};
use iamwhy_engine::{Environment, Request};

/// A place that lacks a policy; numbers are indices in the environment.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Target {
    Identity(usize),
    Session(usize),
    Resource(usize),
    /// The request's resource, which is not declared yet.
    NewResource,
    Unit(usize),
    Account(usize),
}

/// Resources that can carry a policy (XACCT-4), by their service and how they begin; of `iam` only roles do, as trust policies.
const WITH_POLICIES: [(&str, &str); 27] = [
    ("acm-pca", "certificate-authority/"),
    ("backup", "backup-vault:"),
    ("codeartifact", ""),
    ("dynamodb", "table/"),
    ("ecr", "repository/"),
    ("elasticfilesystem", "file-system/"),
    ("es", "domain/"),
    ("events", "event-bus/"),
    ("execute-api", ""),
    ("glue", "catalog"),
    ("kafka", "cluster/"),
    ("kinesis", "stream/"),
    ("kms", "key/"),
    ("lambda", "function:"),
    ("lambda", "layer:"),
    ("logs", "log-group:"),
    ("logs", "destination:"),
    ("s3", ""),
    ("s3-object-lambda", ""),
    ("s3-outposts", ""),
    ("schemas", "registry/"),
    ("secretsmanager", "secret:"),
    ("sns", ""),
    ("sqs", ""),
    ("ssm", "parameter/"),
    ("vpc-lattice", "service/"),
    ("vpc-lattice", "servicenetwork/"),
];

/// What makes a resource: before it there is nothing that could have a policy.
const MAKE: [&str; 8] = [
    "dynamodb:createtable",
    "ecr:createrepository",
    "kinesis:createstream",
    "lambda:createfunction",
    "s3:createbucket",
    "secretsmanager:createsecret",
    "sns:createtopic",
    "sqs:createqueue",
];

/// Whether a resource of this ARN can have a policy that governs this action, given in lower case.
pub(super) fn can_carry_policy(arn: &str, action: &str) -> bool {
    let service = action.split(':').next().unwrap_or("");
    let mut parts = arn.splitn(6, ':');
    let (owner, rest) = (parts.nth(2).unwrap_or(""), parts.nth(2).unwrap_or(""));
    let has = |(of, start): &(&str, &str)| *of == owner && rest.starts_with(start);
    match owner {
        "iam" => service == "sts" && rest.starts_with("role/"),
        // A table's index and a group's stream are parts of it.
        _ => {
            let part = rest.contains("/index/") || rest.contains(":log-stream:");
            service == owner && !part && !MAKE.contains(&action) && WITH_POLICIES.iter().any(has)
        }
    }
}

/// The resource that a policy hangs on: of an object its bucket.
pub(super) fn carrier(arn: &str) -> &str {
    match arn.split_once(":s3:::") {
        Some((_, rest)) => {
            let bucket = rest.split('/').next().map_or(0, str::len);
            arn.get(..arn.len() - rest.len() + bucket).unwrap_or(arn)
        }
        None => arn,
    }
}

impl Target {
    /// The place in words, such as `principals.alice.policies`. A resource that is not declared yet is called by its ARN.
    pub(super) fn place(self, env: &Environment, request: &Request) -> String {
        let principal = |index: usize| env.principals.get(index).map_or("", |own| own.name.as_str());
        match self {
            Target::Identity(index) => ["principals.", carrier_of(env, index), ".policies"].concat(),
            Target::Session(index) => ["principals.", principal(index), ".sessionPolicies"].concat(),
            Target::Resource(index) => match env.resources.get(index) {
                Some(resource) => match env.principals.iter().find(|own| is_session_of(own, &resource.arn)) {
                    Some(session) => ["principals.", role_name(env, session), ".trust"].concat(),
                    None => ["resources.", &*resource.name, ".policy"].concat(),
                },
                None => String::new(),
            },
            Target::NewResource => ["resources.", carrier(request.resource()), ".policy"].concat(),
            Target::Unit(index) => [&*unit(env, index), ".scps"].concat(),
            Target::Account(index) => {
                let id = env.accounts.get(index).map_or("", |own| own.id.as_str());
                ["accounts.", id, ".scps"].concat()
            }
        }
    }

    /// Attaches a policy here.
    pub(super) fn attach(self, env: &mut Environment, request: &Request, policy: Attached) -> Option<()> {
        match self {
            Target::Identity(index) => env.principals.get_mut(index)?.identity.push(policy),
            Target::Session(index) => {
                let passed = &mut env.principals.get_mut(index)?.session_policies;
                passed.get_or_insert_default().push(policy);
            }
            Target::Resource(index) => {
                let resource = env.resources.get_mut(index)?;
                resource.trust = is_role(&resource.arn);
                resource.policy = Some(policy);
            }
            Target::NewResource => {
                let arn = carrier(request.resource());
                let segment = arn.split(':').nth(4).filter(|id| !id.is_empty()).map(str::to_owned);
                let caller = env.principals.get(request.principal)?;
                let account = segment
                    .or_else(|| request.resource_owner.clone())
                    .or_else(|| caller.account.clone());
                env.resources.push(Resource {
                    name: arn.to_owned(),
                    arn: arn.to_owned(),
                    account,
                    trust: is_role(arn),
                    policy: Some(policy),
                    ..Resource::default()
                });
            }
            Target::Unit(index) => env.organization.as_mut()?.units.get_mut(index)?.scps.push(policy),
            Target::Account(index) => env.accounts.get_mut(index)?.scps.push(policy),
        }
        Some(())
    }
}

fn is_role(arn: &str) -> bool {
    arn.split(':').nth(2) == Some("iam")
}

fn is_session_of(principal: &Principal, role: &str) -> bool {
    principal.is == PrincipalIs::Role && principal.entity_arn.as_deref() == Some(role)
}

/// The principal that carries the identity policies: of a session its role, of a federated user its parent.
fn carrier_of(env: &Environment, index: usize) -> &str {
    let Some(own) = env.principals.get(index) else {
        return "";
    };
    match &own.parent {
        Some((parent, _)) => {
            let found = env.principals.iter().find(|other| other.arn == *parent);
            found.map_or(parent.as_str(), |other| other.name.as_str())
        }
        None if own.is == PrincipalIs::Role => role_name(env, own),
        None => own.name.as_str(),
    }
}

/// The name under which the role of a session is declared: the role is among the resources by the same name.
fn role_name<'e>(env: &'e Environment, session: &'e Principal) -> &'e str {
    // A role may be declared twice, under two names: each has its own policies.
    if let Some(name) = &session.role_declared_as {
        return name;
    }
    let role = session.entity_arn.as_deref().unwrap_or("");
    let declared = env.resources.iter().find(|own| own.arn == role);
    let named = declared.and_then(|own| {
        let mut all = env.principals.iter();
        all.find(|other| other.name == own.name && is_session_of(other, role))
    });
    match named {
        Some(own) => own.name.as_str(),
        // Whoever is named by a bare ARN of a session is not declared: the role would be.
        None if session.name.starts_with("arn:") => role,
        None => session.name.as_str(),
    }
}

fn unit(env: &Environment, index: usize) -> String {
    let units = env.organization.as_ref().map_or(&[][..], |own| &own.units);
    let mut names = Vec::new();
    let mut next = Some(index);
    // A parent stands before its children, so this ends.
    while let Some((at, unit)) = next.and_then(|at| Some((at, units.get(at)?))) {
        match unit.parent.filter(|parent| *parent < at) {
            Some(parent) => {
                names.push([".units.", &*unit.name].concat());
                next = Some(parent);
            }
            None => break,
        }
    }
    names.reverse();
    ["organization.root", &*names.concat()].concat()
}
