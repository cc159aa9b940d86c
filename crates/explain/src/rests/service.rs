//! What an answer rests on because of the service that is called.

use iamwhy_engine::world::{Acl, ObjectOwnership, PrincipalIs};
use iamwhy_engine::{ContextValue, Layer, Outcome, Truth};
use iamwhy_policy::Add;

use super::Rules;
use crate::case::Case;
use crate::gates::Found;
use crate::object::foreign_owner;

pub(super) fn rules(case: &Case<'_>, deciding: &[Found]) -> Vec<&'static str> {
    let mut rules = Vec::new();
    let Some(layer) = case.traced.decision.layer else {
        return rules;
    };
    match case.asked.service() {
        "iam" => iam(case, &mut rules),
        "sts" => sts(case, &mut rules),
        "kms" => kms(case, layer, &mut rules),
        "s3" => s3(case, layer, deciding, &mut rules),
        service => other(case, service, layer, &mut rules),
    }
    rules
}

fn iam(case: &Case<'_>, rules: &mut Vec<&'static str>) {
    if case.asked.action() == "iam:passrole" {
        rules.add(["STS-16", "ACT-10"]);
    }
    let governing = case.asked.governing().and_then(|index| case.env().resources.get(index));
    let silent = governing.is_some_and(|resource| resource.trust && resource.policy.is_some());
    rules.when(silent && case.traced.decision.layer == Some(Layer::Identity), "SRV-8");
}

fn sts(case: &Case<'_>, rules: &mut Vec<&'static str>) {
    if matches!(case.asked.action(), "sts:tagsession" | "sts:setsourceidentity") {
        rules.add(["STS-7", "ACT-10"]);
    }
    rules.when(case.assumes_a_root(), "STS-19");
    let serves = case.is_trust() && case.principal.is == PrincipalIs::Service;
    rules.when(serves, "STS-17");
}

fn kms(case: &Case<'_>, layer: Layer, rules: &mut Vec<&'static str>) {
    let keyless = matches!(
        case.asked.action(),
        "kms:listkeys" | "kms:createkey" | "kms:listaliases"
    );
    rules.when(keyless && layer == Layer::Identity, "KMS-10");
    rules.when(case.request.resource().contains(":alias/"), "KMS-8");
    let own = case.asked.own_entry().and_then(|index| case.env().resources.get(index));
    let managed = own.is_some_and(|own| own.aliases.iter().any(|alias| alias.starts_with("alias/aws/")));
    let granted = case.facts().sides[0].in_place_of_identity == Truth::Yes;
    rules.when(granted && case.outcome() == Outcome::ExplicitDeny, "KMS-6");
    rules.when(managed && layer == Layer::Resource, "KMS-11");
    rules.when(case.retires_a_grant(), "KMS-7");
}

fn s3(case: &Case<'_>, layer: Layer, deciding: &[Found], rules: &mut Vec<&'static str>) {
    let facts = case.facts();
    let by_policy = layer == Layer::Resource && !deciding.is_empty();
    rules.when(by_policy, "S3-1");
    let own = case.asked.own_entry().and_then(|index| case.env().resources.get(index));
    let bucket = case.asked.governing().and_then(|index| case.env().resources.get(index));
    let enforced = bucket
        .or(own)
        .is_some_and(|own| own.object_ownership == ObjectOwnership::BucketOwnerEnforced);
    let grants = |acl: &Acl| matches!(acl, Acl::Known(list) if !list.is_empty());
    let ignored = enforced && (own.is_some_and(|own| grants(&own.acl)) || bucket.is_some_and(|own| grants(&own.acl)));
    rules.when(case.outcome() == Outcome::ImplicitDeny && ignored, "S3-2");
    if case.outcome() == Outcome::ImplicitDeny
        && layer == Layer::Service
        && facts.refused.is_none()
        && !facts.public_acl
    {
        rules.push("S3-6");
    }
    let foreign = case.outcome().is_deny() && layer == Layer::Resource && foreign_owner(case).is_some();
    rules.when(foreign, "S3-3");
    rules.when(point(case, layer), "S3-7");
    let rescued = facts.root_rescue.is_some() && layer == Layer::Service;
    rules.when(rescued, "S3-10");
}

/// Whether an access point is not public for its VPC, or public for a wildcard in its own policy, and the answer rests on it:
/// somewhere public buckets are restricted.
fn point(case: &Case<'_>, layer: Layer) -> bool {
    let env = case.env();
    let own = case.asked.own_entry().and_then(|index| env.resources.get(index));
    let (Some(own), Some((bucket, _))) = (own, case.asked.behind_access_point()) else {
        return false;
    };
    let bucket = env.resources.get(bucket);
    let owners = [own.account.as_deref(), bucket.and_then(|own| own.account.as_deref())];
    let accounts = env
        .accounts
        .iter()
        .filter(|one| owners.contains(&Some(one.id.as_str())));
    let mut settings = accounts
        .map(|one| one.block_public_access)
        .chain(env.organization.as_ref().map(|one| one.block_public_access))
        .chain(
            [Some(own), bucket]
                .into_iter()
                .flatten()
                .map(|one| one.block_public_access),
        );
    let restricted = settings.any(|one| one.restrict_public_buckets);
    let foreign = !owners.contains(&case.principal.account.as_deref());
    let decides = match case.outcome() {
        Outcome::Allow => own.vpc.is_some() && case.principal.is != PrincipalIs::Service,
        _ => layer == Layer::Service && case.facts().refused.is_none() && own.vpc.is_none(),
    };
    restricted && foreign && decides
}

fn other(case: &Case<'_>, service: &str, layer: Layer, rules: &mut Vec<&'static str>) {
    let by_resource = layer == Layer::Resource;
    match service {
        "lambda" => {
            let url = case.asked.action() == "lambda:invokefunctionurl";
            let through = case.request.context.by_name("lambda:InvokedViaFunctionUrl");
            let through = matches!(through, Some(ContextValue::One(own)) if own.eq_ignore_ascii_case("true"));
            rules.when(url || through || by_resource, "SRV-1");
        }
        "sqs" | "sns" => rules.when(by_resource, "SRV-2"),
        "ecr" => {
            let token = case.asked.action() == "ecr:getauthorizationtoken";
            rules.when(token || by_resource, "SRV-3");
        }
        "secretsmanager" => rules.when(by_resource || case.is_cross_account(), "SRV-4"),
        "glue" => rules.when(layer != Layer::Service, "SRV-5"),
        "execute-api" => rules.when(layer != Layer::Service, "SRV-6"),
        "dynamodb" | "kinesis" | "events" | "elasticfilesystem" | "es" | "backup" | "codeartifact" | "s3-outposts" => {
            rules.when(by_resource, "SRV-7");
        }
        _ => {}
    }
}
