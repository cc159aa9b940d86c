//! Resources that carry a policy, and resources that are the policy of another.

use super::document::Called;
use super::{Item, Plan};
use crate::export::{Attached, Document, Export, ExportedResource, Stray};
use crate::kind::{self, queue_arn};
use crate::open::{names_in, open};
use crate::permission::Permission;
use crate::value::Value;

/// The type, the attribute that holds the document, the attribute that names what it is the policy of (empty: the resource itself,
/// `-`: nothing in the plan), and the type of that.
type Carrier = (&'static str, &'static str, &'static str, &'static str);

/// Types that carry a policy of a resource, as the AWS provider's documentation lists them, read 2026-11.
#[rustfmt::skip]
const CARRIERS: &[Carrier] = &[
    ("aws_s3_bucket_policy", "policy", "bucket", "aws_s3_bucket"),
    ("aws_s3_bucket", "policy", "", ""),
    ("aws_s3_access_point", "policy", "", ""),
    ("aws_s3control_access_point_policy", "policy", "access_point_arn", "aws_s3_access_point"),
    ("aws_s3control_bucket_policy", "policy", "-", ""),
    ("aws_s3control_object_lambda_access_point_policy", "policy", "-", ""),
    ("aws_s3tables_table_bucket_policy", "resource_policy", "table_bucket_arn", "aws_s3tables_table_bucket"),
    ("aws_s3tables_table_policy", "resource_policy", "-", ""),
    ("aws_kms_key", "policy", "", ""),
    ("aws_kms_replica_key", "policy", "", ""),
    ("aws_kms_external_key", "policy", "-", ""),
    ("aws_kms_key_policy", "policy", "key_id", "aws_kms_key"),
    ("aws_sqs_queue", "policy", "", ""),
    ("aws_sqs_queue_policy", "policy", "queue_url", "aws_sqs_queue"),
    ("aws_sns_topic", "policy", "", ""),
    ("aws_sns_topic_policy", "policy", "arn", "aws_sns_topic"),
    ("aws_secretsmanager_secret", "policy", "", ""),
    ("aws_secretsmanager_secret_policy", "policy", "secret_arn", "aws_secretsmanager_secret"),
    ("aws_vpc_endpoint", "policy", "", ""),
    ("aws_vpc_endpoint_policy", "policy", "vpc_endpoint_id", "aws_vpc_endpoint"),
    ("aws_ecr_repository_policy", "policy", "repository", "aws_ecr_repository"),
    ("aws_ecr_registry_policy", "policy", "-", ""),
    ("aws_efs_file_system_policy", "policy", "file_system_id", "aws_efs_file_system"),
    ("aws_opensearch_domain", "access_policies", "", ""),
    ("aws_opensearch_domain_policy", "access_policies", "domain_name", "aws_opensearch_domain"),
    ("aws_elasticsearch_domain", "access_policies", "", ""),
    ("aws_elasticsearch_domain_policy", "access_policies", "domain_name", "aws_elasticsearch_domain"),
    ("aws_backup_vault_policy", "policy", "backup_vault_name", "aws_backup_vault"),
    ("aws_glacier_vault", "access_policy", "", ""),
    ("aws_glacier_vault_lock", "policy", "vault_name", "aws_glacier_vault"),
    ("aws_cloudwatch_event_bus_policy", "policy", "event_bus_name", "aws_cloudwatch_event_bus"),
    ("aws_dynamodb_resource_policy", "policy", "resource_arn", "aws_dynamodb_table"),
    ("aws_kinesis_resource_policy", "policy", "resource_arn", "aws_kinesis_stream"),
    ("aws_api_gateway_rest_api", "policy", "", ""),
    ("aws_api_gateway_rest_api_policy", "policy", "rest_api_id", "aws_api_gateway_rest_api"),
    ("aws_cloudwatch_log_resource_policy", "policy_document", "-", ""),
    ("aws_codeartifact_domain_permissions_policy", "policy_document", "domain", "aws_codeartifact_domain"),
    ("aws_codeartifact_repository_permissions_policy", "policy_document", "repository", "aws_codeartifact_repository"),
    ("aws_codebuild_resource_policy", "policy", "resource_arn", "aws_codebuild_project"),
    ("aws_glue_resource_policy", "policy", "-", ""),
    ("aws_acmpca_policy", "policy", "-", ""),
    ("aws_vpclattice_auth_policy", "policy", "-", ""),
    ("aws_vpclattice_resource_policy", "policy", "-", ""),
    ("aws_media_store_container_policy", "policy", "-", ""),
    ("aws_schemas_registry_policy", "policy", "-", ""),
    ("aws_ssoadmin_permission_set_inline_policy", "inline_policy", "-", ""),
    ("aws_organizations_policy", "content", "-", ""),
    ("aws_organizations_resource_policy", "content", "-", ""),
];

pub(super) fn read(export: &mut Export, plan: &Plan) {
    let items = || plan.items.values().filter(|item| !item.is_data);
    for item in items() {
        let known = kind::of_plan(&item.kind);
        if known.is_some() && !item.kind.starts_with("aws_iam_") {
            attach(export, plan, item, None);
        }
    }
    for item in items() {
        let Some((_, attribute, target, kind)) = CARRIERS.iter().find(|(own, ..)| *own == item.kind) else {
            continue;
        };
        let Some(policy) = plan.add(export, item, attribute, Called::of(item, attribute)) else {
            continue;
        };
        match *target {
            "-" => by_hand(export, item),
            "" => attach(export, plan, item, Some(policy)),
            target => match plan
                .meant(item, target, kind)
                .or_else(|| plan.referred(item, target, kind))
            {
                Some(owner) => {
                    let policy = export.govern(&owner.address, item.node, policy);
                    attach(export, plan, owner, Some(policy));
                }
                None => attach_outside(export, plan, item, (target, kind), policy),
            },
        }
    }
    permissions(export, plan);
}

/// Types whose policies are attached by other means, or say nothing about resources.
const NOT_OF_RESOURCES: [&str; 3] = [
    "aws_organizations_policy",
    "aws_organizations_resource_policy",
    "aws_ssoadmin_permission_set_inline_policy",
];

fn by_hand(export: &mut Export, item: &Item) {
    if !NOT_OF_RESOURCES.contains(&item.kind.as_str()) {
        let message = format!(
            "what `{}` governs is not read: put it as the `policy` of those resources by hand",
            item.address
        );
        export.note(item.node, message);
    }
}

/// Makes a resource with its policy; a policy that is a resource of its own wins over the one inside.
fn attach(export: &mut Export, plan: &Plan, item: &Item, policy: Option<Attached>) {
    if let Some(known) = export.resources.iter_mut().find(|own| own.name == item.address) {
        known.policy = policy.or(known.policy.take());
        return;
    }
    let arn = plan.arn(item);
    export.resources.push(ExportedResource {
        name: item.address.clone(),
        account: plan.owner(&arn),
        arn,
        node: item.node,
        policy,
        tags: plan.tags(item),
        aliases: Vec::new(),
    });
}

/// The policy of something that is there already, or of something of which nobody knows what it is.
fn attach_outside(export: &mut Export, plan: &Plan, item: &Item, (attribute, kind): (&str, &str), policy: Attached) {
    let text = plan.text(item, attribute).unwrap_or_else(|| {
        export.stray(Stray {
            node: item.node,
            what: format!("what `{}` is the policy of is known only after the apply", item.address),
            may_govern: names(&plan.may_mean(item, attribute, kind)),
            adds: false,
        });
        open(&[&item.address, ".", attribute].concat())
    });
    let arn = match text.as_str() {
        text if text.starts_with("arn:") => Some(text.to_owned()),
        text if text.starts_with("https://") => queue_arn(text, &plan.home.partition),
        text => kind::of_plan(kind).map(|kind| kind.arn(&plan.home, text, "")),
    };
    if let Some(arn) = arn {
        export.resources.push(ExportedResource {
            name: item.address.clone(),
            account: plan.owner(&arn),
            arn,
            node: item.node,
            policy: Some(policy),
            tags: None,
            aliases: Vec::new(),
        });
    }
}

/// `aws_lambda_permission`: one statement each; those of a function together are its policy.
fn permissions(export: &mut Export, plan: &Plan) {
    let mut functions: Vec<(&Item, Vec<Value>, Vec<String>)> = Vec::new();
    for item in plan
        .items
        .values()
        .filter(|item| !item.is_data && item.kind == "aws_lambda_permission")
    {
        let function = plan.meant(item, "function_name", "aws_lambda_function");
        let written = plan
            .text(item, "function_name")
            .unwrap_or_else(|| open(&[&item.address, ".function_name"].concat()));
        let arn = match (function, kind::of_plan("aws_lambda_function")) {
            (Some(function), _) => plan.arn(function),
            (None, Some(kind)) if !written.starts_with("arn:") => kind.arn(&plan.home, &written, ""),
            _ => written,
        };
        let mut depends = Vec::new();
        let permission = Permission {
            sid: plan.text(item, "statement_id").unwrap_or_else(|| item.address.clone()),
            action: plan.text(item, "action").unwrap_or_default(),
            principal: plan.text(item, "principal").unwrap_or_default(),
            function: arn.clone(),
            source_arn: plan.arn_at(item, "source_arn", &mut depends),
            source_account: plan.arn_at(item, "source_account", &mut depends),
            organization: plan.arn_at(item, "principal_org_id", &mut depends),
            event_source_token: plan.text(item, "event_source_token"),
            function_url_auth_type: plan.text(item, "function_url_auth_type"),
            invoked_via_function_url: plan.text(item, "invoked_via_function_url"),
        };
        let statement = permission.statement(&plan.home.partition);
        put(export, plan, item, vec![statement.clone()], depends.clone());
        if function.is_none() {
            outside(export, plan, item, arn);
        }
        if let Some(function) = function {
            match functions.iter_mut().find(|(own, ..)| own.address == function.address) {
                Some((_, statements, known)) => {
                    statements.push(statement);
                    known.extend(depends);
                }
                None => functions.push((function, vec![statement], depends)),
            }
        }
    }
    for (function, statements, depends) in functions {
        let policy = put(export, plan, function, statements, depends);
        attach(export, plan, function, Some(policy));
    }
}

/// A permission of a function that is not in the plan has others beside it; of one that nobody knows it may be any function's.
fn outside(export: &mut Export, plan: &Plan, item: &Item, arn: String) {
    if plan.text(item, "function_name").is_none() {
        export.stray(Stray {
            node: item.node,
            what: format!(
                "which function `{}` permits is known only after the apply",
                item.address
            ),
            may_govern: names(&plan.may_mean(item, "function_name", "aws_lambda_function")),
            adds: true,
        });
    }
    if export.resources.iter().any(|own| own.arn == arn) {
        return;
    }
    export.resources.push(ExportedResource {
        name: item.address.clone(),
        account: plan.owner(&arn),
        arn,
        node: item.node,
        policy: Some(Attached::Unseen { arn: None }),
        tags: None,
        aliases: Vec::new(),
    });
}

fn names(items: &[&Item]) -> Vec<String> {
    items.iter().map(|item| item.address.clone()).collect()
}

fn put(export: &mut Export, plan: &Plan, item: &Item, statements: Vec<Value>, mut depends: Vec<String>) -> Attached {
    let document = Value::object([("Version", "2012-10-17".into()), ("Statement", Value::List(statements))]);
    depends.extend(names_in(&document));
    depends.sort();
    depends.dedup();
    let text = Value::Document(Box::new(document)).pretty();
    let called = Called {
        also: Vec::new(),
        ..Called::of(item, "")
    };
    plan.put(export, item.node, Document::Made(text), depends, called)
}

impl Plan {
    /// A text; where it is known only after the apply, the ARN that is meant, or what stands for it.
    fn arn_at(&self, item: &Item, attribute: &str, depends: &mut Vec<String>) -> Option<String> {
        if self.attribute(item, attribute) != super::Attribute::Later {
            return self.text(item, attribute);
        }
        let targets = self.targets(item, attribute).unwrap_or_default();
        if let [one] = targets.as_slice()
            && one.attribute == "arn"
            && let Some(target) = self.items.get(&one.address)
        {
            depends.push([&one.address, ".arn"].concat());
            return Some(self.arn(target));
        }
        Some(crate::open::open(&[&item.address, ".", attribute].concat()))
    }
}
