//! Resources that carry a policy, and resources that are the policy of another.

use super::document::Called;
use super::named::Named;
use super::{Entry, Template, iam};
use crate::export::{Attached, Export, ExportedResource, Stray};
use crate::kind::{self, queue_arn};
use crate::open::{is_open, open};
use crate::value::Value;

/// The type, the property that holds the document, the property that names what it is the policy of (empty: the resource itself,
/// `-`: nothing in the template), and the type of that.
type Carrier = (&'static str, &'static str, &'static str, &'static str);

/// Types that carry a policy of a resource, as the CloudFormation resource reference lists them, read 2026-11.
#[rustfmt::skip]
const CARRIERS: &[Carrier] = &[
    ("AWS::S3::BucketPolicy", "PolicyDocument", "Bucket", "AWS::S3::Bucket"),
    ("AWS::S3::AccessPoint", "Policy", "", ""),
    ("AWS::S3::MultiRegionAccessPointPolicy", "Policy", "-", ""),
    ("AWS::S3Express::BucketPolicy", "PolicyDocument", "Bucket", "AWS::S3Express::DirectoryBucket"),
    ("AWS::S3ObjectLambda::AccessPointPolicy", "PolicyDocument", "-", ""),
    ("AWS::S3Outposts::BucketPolicy", "PolicyDocument", "-", ""),
    ("AWS::S3Tables::TableBucketPolicy", "ResourcePolicy", "TableBucketARN", "AWS::S3Tables::TableBucket"),
    ("AWS::S3Tables::TablePolicy", "ResourcePolicy", "TableARN", ""),
    ("AWS::KMS::Key", "KeyPolicy", "", ""),
    ("AWS::KMS::ReplicaKey", "KeyPolicy", "", ""),
    ("AWS::SQS::QueuePolicy", "PolicyDocument", "Queues", "AWS::SQS::Queue"),
    ("AWS::SQS::QueueInlinePolicy", "PolicyDocument", "Queue", "AWS::SQS::Queue"),
    ("AWS::SNS::TopicPolicy", "PolicyDocument", "Topics", "AWS::SNS::Topic"),
    ("AWS::SNS::TopicInlinePolicy", "PolicyDocument", "TopicArn", "AWS::SNS::Topic"),
    ("AWS::SecretsManager::ResourcePolicy", "ResourcePolicy", "SecretId", "AWS::SecretsManager::Secret"),
    ("AWS::ApiGateway::RestApi", "Policy", "", ""),
    ("AWS::EC2::VPCEndpoint", "PolicyDocument", "", ""),
    ("AWS::ECR::Repository", "RepositoryPolicyText", "", ""),
    ("AWS::ECR::RegistryPolicy", "PolicyText", "-", ""),
    ("AWS::EFS::FileSystem", "FileSystemPolicy", "", ""),
    ("AWS::OpenSearchService::Domain", "AccessPolicies", "", ""),
    ("AWS::Elasticsearch::Domain", "AccessPolicies", "", ""),
    ("AWS::Backup::BackupVault", "AccessPolicy", "", ""),
    ("AWS::Events::EventBus", "Policy", "", ""),
    ("AWS::Events::EventBusPolicy", "Statement", "EventBusName", "AWS::Events::EventBus"),
    ("AWS::DynamoDB::Table", "ResourcePolicy/PolicyDocument", "", ""),
    ("AWS::Kinesis::ResourcePolicy", "ResourcePolicy", "ResourceArn", "AWS::Kinesis::Stream"),
    ("AWS::Logs::ResourcePolicy", "PolicyDocument", "-", ""),
    ("AWS::CodeArtifact::Domain", "PermissionsPolicyDocument", "", ""),
    ("AWS::CodeArtifact::Repository", "PermissionsPolicyDocument", "", ""),
    ("AWS::CloudTrail::ResourcePolicy", "ResourcePolicy", "-", ""),
    ("AWS::VpcLattice::AuthPolicy", "Policy", "-", ""),
    ("AWS::VpcLattice::ResourcePolicy", "Policy", "-", ""),
    ("AWS::MediaStore::Container", "Policy", "-", ""),
    ("AWS::SSO::PermissionSet", "InlinePolicy", "-", ""),
    ("AWS::Organizations::Policy", "Content", "-", ""),
    ("AWS::Organizations::ResourcePolicy", "Content", "-", ""),
];

pub(super) fn read(export: &mut Export, template: &Template<'_>, entries: &[Entry<'_>], known: &Named<'_>) {
    for entry in entries {
        let Some((_, property, target, kind)) = CARRIERS.iter().find(|(own, ..)| *own == entry.kind) else {
            continue;
        };
        let Some(node) = template.node(*entry, property) else {
            continue;
        };
        let last = property.rsplit('/').next().unwrap_or(property);
        let mut also = iam::also(template, *entry, "");
        also.push([entry.id, ".", last].concat());
        let called = Called {
            select: entry.id.to_owned(),
            also,
            name: entry.id.to_owned(),
            arn: None,
        };
        let policy = match entry.kind {
            // It is one statement; several make the bus's policy.
            "AWS::Events::EventBusPolicy" => {
                let statement = template.value(node).unwrap_or(Value::Null);
                let (document, depends) = template.made(&document(vec![statement]));
                template.put(export, node, document, depends, called)
            }
            _ => template.add(export, *entry, node, called),
        };
        match *target {
            "-" => by_hand(export, *entry),
            "" => attach(export, template, *entry, Some(policy)),
            target => {
                for value in template.property(*entry, target).iter().flat_map(Value::items) {
                    let text = value.text().unwrap_or_else(|| open(&[entry.id, ".", target].concat()));
                    attach_to(
                        export,
                        template,
                        (entries, known),
                        (*entry, kind),
                        &text,
                        policy.clone(),
                    );
                }
            }
        }
    }
}

/// Types whose policies are attached by other means, or say nothing about resources.
const NOT_OF_RESOURCES: [&str; 3] = [
    "AWS::Organizations::Policy",
    "AWS::Organizations::ResourcePolicy",
    "AWS::SSO::PermissionSet",
];

fn by_hand(export: &mut Export, entry: Entry<'_>) {
    if !NOT_OF_RESOURCES.contains(&entry.kind) {
        let message = format!(
            "what `{}` governs is not read: put it as the `policy` of those resources by hand",
            entry.id
        );
        export.note(entry.node, message);
    }
}

/// A policy of these statements.
pub(super) fn document(statements: Vec<Value>) -> Value {
    Value::object([("Version", "2012-10-17".into()), ("Statement", Value::List(statements))])
}

/// Makes a policy that of a resource of the template.
pub(super) fn attach(export: &mut Export, template: &Template<'_>, entry: Entry<'_>, policy: Option<Attached>) {
    if let Some(known) = export.resources.iter_mut().find(|own| own.name == entry.id) {
        known.policy = policy;
        return;
    }
    let identity = template.identity(entry.id);
    export.resources.push(ExportedResource {
        name: entry.id.to_owned(),
        account: template.owner(&identity.arn),
        arn: identity.arn,
        node: entry.node,
        policy,
        tags: template.tags(entry),
        aliases: Vec::new(),
    });
}

/// The resources of a kind that a reference which is not known may mean.
pub(super) fn may_name(template: &Template<'_>, entries: &[Entry<'_>], kind: &str, text: &str) -> Vec<String> {
    let of_kind = entries.iter().filter(|own| own.kind == kind);
    let meant = of_kind.filter(|own| template.may_name(text, own.id));
    meant.map(|own| own.id.to_owned()).collect()
}

/// Makes a policy that of what a reference means, in the template or not.
fn attach_to(
    export: &mut Export,
    template: &Template<'_>,
    (entries, known): (&[Entry<'_>], &Named<'_>),
    (carrier, kind): (Entry<'_>, &str),
    text: &str,
    policy: Attached,
) {
    if let Some(entry) = known.find(kind, text) {
        let policy = export.govern(entry.id, carrier.node, policy);
        return attach(export, template, entry, Some(policy));
    }
    if is_open(text) {
        export.stray(Stray {
            node: carrier.node,
            what: format!("what `{}` is the policy of is not known: `{text}`", carrier.id),
            may_govern: may_name(template, entries, kind, text),
            adds: false,
        });
    }
    let arn = match text {
        text if text.starts_with("arn:") => Some(text.to_owned()),
        text if text.starts_with("https://sqs.") => queue_arn(text, &template.home.partition),
        text => kind::of_template(kind).map(|kind| kind.arn(&template.home, text, "")),
    };
    if let Some(arn) = arn {
        export.resources.push(ExportedResource {
            name: carrier.id.to_owned(),
            account: template.owner(&arn),
            arn,
            node: carrier.node,
            policy: Some(policy),
            tags: None,
            aliases: Vec::new(),
        });
    }
}
