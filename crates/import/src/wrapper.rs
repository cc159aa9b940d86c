//! Policies inside the output of commands.

use iamwhy_policy::{Json, Kind, NodeId, PolicyType};

/// A policy inside something.
pub(crate) struct Wrapped {
    pub(crate) node: NodeId,
    pub(crate) wrapper: &'static str,
    /// The type, where the wrapper says it.
    pub(crate) kind: Option<(PolicyType, Option<&'static str>)>,
    pub(crate) name: Option<String>,
    pub(crate) arn: Option<String>,
    /// Further policies in the same output.
    pub(crate) others: usize,
}

/// Where a command's output holds a policy: a pointer to it, a key that must stand beside or above, the command, the type.
struct Place {
    pointer: &'static str,
    beside: &'static str,
    wrapper: &'static str,
    kind: Option<(PolicyType, Option<&'static str>)>,
}

const fn place(
    pointer: &'static str,
    beside: &'static str,
    wrapper: &'static str,
    kind: Option<(PolicyType, Option<&'static str>)>,
) -> Place {
    Place {
        pointer,
        beside,
        wrapper,
        kind,
    }
}

const IDENTITY: Option<(PolicyType, Option<&str>)> = Some((PolicyType::Identity, None));
const TRUST: Option<(PolicyType, Option<&str>)> = Some((PolicyType::Trust, None));

const fn of(service: &'static str) -> Option<(PolicyType, Option<&'static str>)> {
    Some((PolicyType::Resource, Some(service)))
}

/// The more exact ones first.
#[rustfmt::skip]
const PLACES: &[Place] = &[
    place("/PolicyVersion/Document", "", "the output of `aws iam get-policy-version`", Some((PolicyType::Managed, None))),
    place("/Role/AssumeRolePolicyDocument", "", "the output of `aws iam get-role`", TRUST),
    place("/AssumeRolePolicyDocument", "", "a role with its trust policy", TRUST),
    place("/PolicyDocument", "/RoleName", "the output of `aws iam get-role-policy`", IDENTITY),
    place("/PolicyDocument", "/UserName", "the output of `aws iam get-user-policy`", IDENTITY),
    place("/PolicyDocument", "/GroupName", "the output of `aws iam get-group-policy`", IDENTITY),
    place("/Policy/Content", "/Policy/PolicySummary", "the output of `aws organizations describe-policy`", None),
    place("/Policy/Content", "", "the output of `aws organizations describe-policy`", None),
    place("/Content", "/PolicySummary", "a policy of an organization", None),
    place("/VpcEndpoints/0/PolicyDocument", "", "the output of `aws ec2 describe-vpc-endpoints`", Some((PolicyType::VpcEndpoint, None))),
    place("/PolicyDocument", "/VpcEndpointId", "a VPC endpoint", Some((PolicyType::VpcEndpoint, None))),
    place("/Attributes/Policy", "/Attributes/TopicArn", "the output of `aws sns get-topic-attributes`", of("sns")),
    place("/Attributes/Policy", "", "the output of `aws sqs get-queue-attributes`", of("sqs")),
    place("/policyText", "", "the output of `aws ecr get-repository-policy`", of("ecr")),
    place("/ResourcePolicy", "/ARN", "the output of `aws secretsmanager get-resource-policy`", of("secretsmanager")),
    place("/ResourcePolicy", "/ResourceArn", "the output of `aws cloudtrail get-resource-policy`", of("cloudtrail")),
    place("/PolicyInJson", "", "the output of `aws glue get-resource-policy`", of("glue")),
    place("/DomainStatus/AccessPolicies", "", "the output of `aws opensearch describe-domain`", of("es")),
    place("/Policy", "/BackupVaultName", "the output of `aws backup get-backup-vault-access-policy`", of("backup")),
    place("/Policy", "/FileSystemId", "the output of `aws efs describe-file-system-policy`", of("elasticfilesystem")),
    place("/Policy", "/PolicyName", "the output of `aws kms get-key-policy`", of("kms")),
    place("/Policy", "", "the output of a command such as `aws s3api get-bucket-policy`", None),
    place("/Document", "", "a version of a managed policy", Some((PolicyType::Managed, None))),
    place("/PolicyDocument", "", "a policy with its name", None),
    place("/policy", "", "a policy in an object", None),
];

/// The policy in the output of a command: an object with `Statement`, or a text.
pub(crate) fn wrapped(json: &Json, root: NodeId) -> Option<Wrapped> {
    let at = |pointer: &str| json.at_pointer(pointer, root);
    let text = |pointer: &str| at(pointer).and_then(|node| json.string(node)).map(str::to_owned);
    let found = PLACES.iter().find_map(|place| {
        let node = at(place.pointer)?;
        let fits = match json.kind(node) {
            Kind::String => json.string(node).is_some_and(looks_encoded),
            _ => json.get(node, "Statement").is_some(),
        };
        (fits && (place.beside.is_empty() || at(place.beside).is_some())).then_some((place, node))
    })?;
    let (place, node) = found;
    let kind = place.kind.or_else(|| {
        match text("/Policy/PolicySummary/Type")
            .or(text("/PolicySummary/Type"))?
            .as_str()
        {
            "SERVICE_CONTROL_POLICY" => Some((PolicyType::Scp, None)),
            "RESOURCE_CONTROL_POLICY" => Some((PolicyType::Rcp, None)),
            _ => None,
        }
    });
    let names = [
        "/PolicyName",
        "/Policy/PolicySummary/Name",
        "/PolicySummary/Name",
        "/Role/RoleName",
        "/Name",
        "/VpcEndpointId",
    ];
    let arns = ["/Policy/PolicySummary/Arn", "/PolicySummary/Arn"];
    let endpoints = at("/VpcEndpoints").map_or(1, |list| json.items(list).count());
    Some(Wrapped {
        node,
        wrapper: place.wrapper,
        kind,
        name: names.iter().find_map(|pointer| text(pointer)),
        arn: arns.iter().find_map(|pointer| text(pointer)),
        others: endpoints.saturating_sub(1),
    })
}

/// Whether a text inside JSON is a document itself, percent-encoded or not.
fn looks_encoded(text: &str) -> bool {
    let start = text.trim_start();
    start.starts_with('{') || start.starts_with("%7B") || start.starts_with("%7b")
}
