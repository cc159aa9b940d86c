//! What is particular to single services: who is gated, who is refused, what RCPs reach.

use serde_json::Value;

use super::Known;
use super::caller::{Caller, Kind};
use super::context::Context;
use super::inheritance::transitive_keys;
use super::scene::{Scene, arn_field, str_of};
use super::target::Target;

/// Services whose requested region is always the same.
pub(crate) const GLOBAL_SERVICES: [&str; 5] = ["iam", "sts", "organizations", "route53", "cloudfront"];

/// RCP-3, snapshot 2026-09-26.
const RCP_SERVICES: &str = " appstream dsql clouddirectory cloudfront cloudsearch logs networkmonitor cognito-identity cognito-idp comprehend comprehendmedical \
    firehose dynamodb dax autoscaling ecr ecr-public gamelift inspector-scan kendra kinesisvideo memorydb aoss personalize polly s3 swf sqs textract \
    timestream-influxdb transcribe translate workspaces appconfig autoscaling-plans budgets servicediscovery cloudtrail-data codeartifact codebuild codecommit \
    codepipeline compute-optimizer cost-optimization-hub events fms fis health rolesanywhere kms opensearch pricing pca-connector-ad resource-groups \
    secretsmanager sts signin support transfer notifications wafv2 xray ";

/// RES-14 knows actions by service and name, in lower case.
pub(crate) struct Action {
    pub(crate) text: String,
    pub(crate) service: String,
    pub(crate) name: String,
}

impl Action {
    pub(crate) fn new(text: &str) -> Action {
        let text = text.to_ascii_lowercase();
        let (service, name) = text.split_once(':').unwrap_or((&text, ""));
        Action {
            service: service.to_owned(),
            name: name.to_owned(),
            text,
        }
    }

    fn is(&self, service: &str, names: &[&str]) -> bool {
        self.service == service && names.contains(&self.name.as_str())
    }
}

/// STS-1, AMEND-12.
pub(crate) fn always_allowed(caller: &Caller, action: &Action) -> bool {
    let signed = caller.is_iam() || caller.kind == Kind::Service;
    signed
        && (action.is("sts", &["getcalleridentity"])
            || action.is("sts", &["getsessiontoken"])
                && matches!(caller.kind, Kind::User | Kind::Root)
                && !caller.is_task_session()
                && !credential_forbids(caller, action))
}

/// CRED-1 to CRED-3, ROOT-5, STS-19.
fn credential_forbids(caller: &Caller, action: &Action) -> bool {
    let token = matches!(caller.kind, Kind::User | Kind::Root) && caller.credential().starts_with("sessionToken");
    let sts = action.service == "sts";
    let assumes = action.is("sts", &["assumerole", "tagsession", "setsourceidentity", "setcontext"]);
    let iam = action.service == "iam" && !action.is("iam", &["passrole"]); // no call
    token && (iam && caller.credential() == "sessionToken" || sts && !assumes)
        || caller.kind == Kind::Federated && (iam || sts)
        || caller.kind == Kind::Role && action.is("sts", &["getsessiontoken", "getfederationtoken"])
        || caller.kind == Kind::Root && action.is("sts", &["assumerole", "assumeroot"])
}

/// AMEND-5: refusals that no policy can lift.
pub(crate) fn refuses(
    scene: &Scene,
    caller: &Caller,
    action: &Action,
    target: &Target,
    context: &Context,
) -> Known<bool> {
    let partition = arn_field(&target.arn, 1);
    let foreign = caller.is_iam() && partition.is_some_and(|p| caller.partition.as_deref() != Some(p)); // XACCT-8
    let unsigned = ["s3", "sqs", "sns", "execute-api", "lambda", "es"]; // ANON-1
    let nameless = caller.kind == Kind::Anonymous && !unsigned.contains(&action.service.as_str());
    Ok(credential_forbids(caller, action)
        || foreign
        || nameless
        || not_the_customers(caller, action, target)
        || breaks_session(scene, caller, action, context)?
        || wrong_network(scene, target, context)?)
}

/// XACCT-10: what no other account is let in for. FED-8: a provider signs in only in its own account.
fn only_at_home(caller: &Caller, action: &Action, target: &Target) -> bool {
    let Some(owner) = arn_field(&target.arn, 4).filter(|owner| !owner.is_empty()) else {
        return false;
    };
    if action.service == "sts" {
        let login = matches!(caller.kind, Kind::Saml | Kind::WebIdentity);
        let provider = arn_field(&caller.arn, 4);
        return login && provider.is_some_and(|account| account != owner);
    }
    let use_of_key = " creategrant describekey getkeyrotationstatus getpublickey listgrants retiregrant revokegrant encrypt decrypt reencryptfrom \
        reencryptto generatedatakey generatedatakeywithoutplaintext generatedatakeypair generatedatakeypairwithoutplaintext sign verify \
        generatemac verifymac derivesharedsecret ";
    let of_queue = " addpermission removepermission createqueue deletequeue setqueueattributes tagqueue untagqueue listqueuetags startmessagemovetask \
        cancelmessagemovetask listmessagemovetasks ";
    let of_vault = " startbackupjob deletebackupvault deleterecoverypoint updaterecoverypointlifecycle putbackupvaultaccesspolicy \
        getbackupvaultaccesspolicy deletebackupvaultaccesspolicy putbackupvaultnotifications getbackupvaultnotifications \
        deletebackupvaultnotifications putbackupvaultlockconfiguration deletebackupvaultlockconfiguration ";
    let named = |list: &str| list.contains(&format!(" {} ", action.name));
    let abroad = caller.is_iam() && caller.account.as_deref() != Some(owner);
    abroad
        && match action.service.as_str() {
            "kms" => !named(use_of_key),
            "sqs" => named(of_queue),
            "backup" => named(of_vault),
            _ => false,
        }
}

/// AMEND-10.
fn not_the_customers(caller: &Caller, action: &Action, target: &Target) -> bool {
    let resource = arn_field(&target.arn, 5).unwrap_or_default();
    let alias = action.is("kms", &["createalias", "updatealias", "deletealias"]) && resource.starts_with("alias/aws/");
    let policies = [
        "createpolicyversion",
        "deletepolicy",
        "deletepolicyversion",
        "setdefaultpolicyversion",
        "tagpolicy",
        "untagpolicy",
    ];
    let policy = action.is("iam", &policies) && arn_field(&target.arn, 4) == Some("aws");
    let roles = [
        "attachrolepolicy",
        "detachrolepolicy",
        "putrolepolicy",
        "deleterolepolicy",
        "deleterole",
        "updaterole",
        "updateroledescription",
        "updateassumerolepolicy",
        "putrolepermissionsboundary",
        "deleterolepermissionsboundary",
        "tagrole",
        "untagrole",
    ];
    let role = action.is("iam", &roles) && resource.starts_with("role/aws-reserved/");
    !(caller.is_service_linked() || caller.kind == Kind::Service) && (alias || policy || role)
}

/// STS-8: an inherited transitive tag is not passed again. STS-10: a source identity stays.
fn breaks_session(scene: &Scene, caller: &Caller, action: &Action, context: &Context) -> Known<bool> {
    if !caller.is_iam()
        || !(action.text.starts_with("sts:assumerole") || action.is("sts", &["tagsession", "setsourceidentity"]))
    {
        return Ok(false);
    }
    let own = context.peek("aws:SourceIdentity").map(str::to_owned);
    if let Some(own) = own {
        let wanted = context.get(scene, "sts:SourceIdentity")?;
        if wanted.is_some_and(|wanted| wanted.values() != [own]) {
            return Ok(true);
        }
    }
    for key in transitive_keys(scene, caller)? {
        let name = format!("aws:requesttag/{key}");
        if !context.handed_on.contains(&name) && context.get(scene, &name)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// S3-4: an access point of a VPC takes nothing from elsewhere.
fn wrong_network(scene: &Scene, target: &Target, context: &Context) -> Known<bool> {
    let Some(vpc) = target.point.as_ref().and_then(|(point, ..)| str_of(point, "vpc")) else {
        return Ok(false);
    };
    Ok(context
        .get(scene, "aws:SourceVpc")?
        .is_none_or(|from| from.values() != [vpc.to_owned()]))
}

/// KMS-1, KMS-10, STS-2: where only the resource's own policy opens the door.
pub(crate) fn is_gated(action: &Action, target: &Target) -> bool {
    // Behind an alias stands a key, also where nobody says which (KMS-8).
    let behind = |r: &str| r.starts_with("key/") || r.starts_with("alias/") && !action.name.ends_with("alias");
    let key = action.service == "kms" && arn_field(&target.arn, 5).is_some_and(behind);
    key || is_trust(action, target) || action.is("sts", &["assumeroot"]) // STS-19
}

pub(crate) fn is_trust(action: &Action, target: &Target) -> bool {
    action.service == "sts" && target.is_role
}

/// PRIN-27, SLR-1: whom nothing lets in.
pub(crate) fn keeps_out(caller: &Caller, action: &Action, target: &Target) -> bool {
    caller.is_federated_login() && action.service != "sts"
        || only_at_home(caller, action, target)
        || is_trust(action, target) && is_linked(target) && caller.kind != Kind::Service
}

fn is_linked(target: &Target) -> bool {
    target.arn.contains(":role/aws-service-role/")
}

/// KMS-6: what a grant can be for.
pub(crate) fn is_granted(action: &Action) -> bool {
    let data_key = action.name.starts_with("generatedatakey");
    let others = [
        "decrypt",
        "encrypt",
        "reencryptfrom",
        "reencryptto",
        "sign",
        "verify",
        "generatemac",
        "verifymac",
        "getpublickey",
        "derivesharedsecret",
        "describekey",
        "creategrant",
        "retiregrant",
    ];
    data_key || others.contains(&action.name.as_str())
}

/// RCP-2, RCP-3, SLR-1; whose account is bound is asked elsewhere.
pub(crate) fn rcp_reaches(caller: &Caller, action: &Action, target: &Target) -> bool {
    let managed_key = target.own["aliases"].as_array().is_some_and(|list| {
        list.iter()
            .any(|a| a.as_str().is_some_and(|a| a.starts_with("alias/aws/")))
    });
    let linked = caller.is_service_linked() || is_trust(action, target) && is_linked(target);
    RCP_SERVICES.contains(&format!(" {} ", action.service))
        && !linked
        && !managed_key
        && action.text != "kms:retiregrant"
}

/// SCP-1, SCP-6, SCP-8, SCP-10.
pub(crate) fn scp_reaches(scene: &Scene, caller: &Caller) -> bool {
    caller.is_iam() && !caller.is_service_linked() && scene.root["organization"]["scpsEnabled"] != false
}

/// ROOT-4.
pub(crate) fn root_cannot_be_locked_out(caller: &Caller, action: &Action, target: &Target) -> bool {
    let exempt = action.is("s3", &["getbucketpolicy", "putbucketpolicy", "deletebucketpolicy"])
        || action.is("sqs", &["getqueueattributes", "setqueueattributes"])
        || action.is("dynamodb", &["deleteresourcepolicy"]);
    exempt && caller.kind == Kind::Root && caller.account == target.owner
}

/// KMS-6, KMS-7: whether a grant's operations and constraints cover the request.
pub(crate) fn grant_covers(scene: &Scene, context: &Context, grant: &Value, action: &Action) -> Known<bool> {
    let operations = grant["operations"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    if action.service != "kms" || !operations.into_iter().any(|o| o.eq_ignore_ascii_case(&action.name)) {
        return Ok(false);
    }
    if ["describekey", "retiregrant"].contains(&action.name.as_str()) {
        return Ok(true); // no encryption context is asked for where none is sent
    }
    let head = "kms:encryptioncontext:";
    let holds = |constraint: &str| -> Known<Option<usize>> {
        let pairs = grant[constraint]
            .as_object()
            .map(|o| o.iter().collect::<Vec<_>>())
            .unwrap_or_default();
        for (key, value) in &pairs {
            let name = format!("{head}{key}").to_lowercase();
            if !context
                .spelt
                .get(&name)
                .is_some_and(|own| own.ends_with(&format!(":{key}")))
            {
                return Ok(None); // its letters are told apart
            }
            let sent = context.get(scene, &name)?;
            if sent.is_none_or(|sent| sent.values() != [value.as_str().unwrap_or_default()]) {
                return Ok(None);
            }
        }
        Ok(Some(pairs.len()))
    };
    let equal = match holds("encryptionContextEquals")? {
        Some(0) => true,
        count => {
            let mut sent = 0;
            for key in context.beginning(head) {
                sent += usize::from(context.get(scene, &key)?.is_some());
            }
            count == Some(sent)
        }
    };
    Ok(equal && holds("encryptionContextSubset")?.is_some())
}
