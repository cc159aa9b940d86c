//! The resources.

use iamwhy_engine::world::Grant;

use super::checker::Checker;
use crate::{
    arn::{Arn, account_of, is_account_id},
    model::{Known, Named, Resource},
    read::{did_you_mean, one_of, shortened},
    step::{
        Step::{Item, Key},
        below,
    },
};

pub(super) fn check(c: &mut Checker<'_, '_>) {
    let mut arns: Named<&str> = Named::default();
    for (name, resource) in &c.scenario.resources {
        let at = |field| [Key("resources"), Key(name), Key(field)];
        if name.starts_with("arn:") || name.is_empty() || name == "*" {
            c.wrong(
                &at("")[..2],
                format!("a resource cannot be named `{}`", shortened(name)),
                "`*` and what begins with `arn:` are read as they stand",
            );
        }
        c.arn(&at("arn"), &resource.arn);
        if let Some(other) = arns.insert(resource.arn.clone(), name) {
            c.wrong(
                &at("arn"),
                format!(
                    "resources `{}` and `{}` have the same ARN",
                    shortened(other),
                    shortened(name)
                ),
                "keep one of them",
            );
        }
        accounts(c, name, resource);
        fields(c, name, resource);
        linked(c, name, resource);
        grants(c, name, resource);
        acl(c, name, resource);
    }
}

fn accounts(c: &mut Checker<'_, '_>, name: &str, resource: &Resource) {
    let at = |field| [Key("resources"), Key(name), Key(field)];
    if let Some(account) = &resource.account {
        c.account_id(&at("account"), account);
        if let Some(other) = account_of(&resource.arn).filter(|other| other != account) {
            c.wrong(
                &at("account"),
                format!(
                    "the owner `{}` is not the account `{other}` of the ARN",
                    shortened(account)
                ),
                "leave `account` out, the ARN carries it",
            );
        }
    }
    if let Some(owner) = &resource.object_owner {
        c.account_id(&at("objectOwner"), owner);
    }
}

/// Fields that mean nothing for a resource of this kind: nobody would ever ask them.
fn fields(c: &mut Checker<'_, '_>, name: &str, resource: &Resource) {
    let own = Arn::split(&resource.arn);
    let Some(own) = own else { return };
    let is_key = own.service == "kms" && own.resource.starts_with("key/");
    let is_point = own.resource.contains("accesspoint/");
    let is_s3 = own.service.starts_with("s3");
    let is_object = is_s3 && !is_point && own.region.is_empty() && own.resource.contains('/');
    let is_bucket = is_s3 && !is_point && !is_object;
    let grants = resource.grants.known().is_none_or(|all| !all.is_empty());
    let faults = [
        ("objectOwner", resource.object_owner.is_some(), is_object, OBJECT),
        (
            "objectOwnership",
            resource.object_ownership.is_some(),
            is_bucket,
            BUCKET,
        ),
        (
            "blockPublicAccess",
            resource.block_public_access.is_some(),
            is_bucket || is_point,
            BUCKET,
        ),
        ("acl", resource.acl.is_some(), is_bucket || is_object, BUCKET),
        ("aliases", !resource.aliases.is_empty(), is_key, KEY),
        ("grants", grants, is_key, KEY),
        ("bucket", resource.bucket.is_some(), is_point, POINT),
        ("vpc", resource.vpc.is_some(), is_point, POINT),
    ];
    for (field, is_set, fits, (what, like)) in faults {
        if is_set && !fits {
            let arn = shortened(&resource.arn);
            let message = format!("`{arn}` is no {what}: it has no `{field}`");
            let help = ["give the ", what, " an entry of its own, with an ARN like `", like, "`"].concat();
            c.error(&[Key("resources"), Key(name), Key(field)], message, Some(help));
        }
    }
    for (i, alias) in resource.aliases.iter().enumerate() {
        if !alias.starts_with("alias/") {
            let at = [Key("resources"), Key(name), Key("aliases"), Item(i)];
            let alias = shortened(alias);
            c.error(
                &at,
                format!("`{alias}` is not the name of an alias"),
                Some(["write `alias/", &alias, "`"].concat()),
            );
        }
    }
}

const OBJECT: (&str, &str) = ("S3 object", "arn:aws:s3:::bucket/key");
const BUCKET: (&str, &str) = ("S3 bucket", "arn:aws:s3:::bucket");
const KEY: (&str, &str) = ("KMS key", "arn:aws:kms:eu-west-1:111122223333:key/1234");
const POINT: (&str, &str) = ("S3 access point", "arn:aws:s3:eu-west-1:111122223333:accesspoint/name");

/// The names of other resources.
fn linked(c: &mut Checker<'_, '_>, name: &str, resource: &Resource) {
    let scenario = c.scenario;
    let named = |field, target: &Option<String>, service: &'static str| {
        let target = target.as_ref()?;
        let fits = scenario
            .resources
            .get(target)
            .is_some_and(|other| Arn::split(&other.arn).is_some_and(|arn| arn.service == service));
        (!fits).then(|| (field, target.clone(), service))
    };
    let faults = [
        named("encryptedWith", &resource.encrypted_with, "kms"),
        named("bucket", &resource.bucket, "s3"),
    ];
    for (field, target, service) in faults.into_iter().flatten() {
        let what = if service == "kms" { "KMS key" } else { "bucket" };
        let like = scenario
            .resources
            .iter()
            .filter(|(_, r)| Arn::split(&r.arn).is_some_and(|arn| arn.service == service));
        c.dangling(
            &[Key("resources"), Key(name), Key(field)],
            what,
            &target,
            like.map(|(name, _)| name.as_str()),
        );
    }
}

fn grants(c: &mut Checker<'_, '_>, name: &str, resource: &Resource) {
    for (i, grant) in resource.grants.known().into_iter().flatten().enumerate() {
        let at = [Key("resources"), Key(name), Key("grants"), Item(i)];
        for (field, arn) in [("grantee", Some(&grant.grantee)), ("retiring", grant.retiring.as_ref())] {
            if let Some(arn) = arn.filter(|arn| arn.starts_with("arn:") || !arn.contains('.')) {
                c.arn(&below(&at, Key(field)), arn);
            }
        }
        for (j, operation) in grant.operations.iter().enumerate() {
            if !Grant::OPERATIONS.contains(&operation.as_str()) {
                let help = did_you_mean(operation, Grant::OPERATIONS).or_else(|| one_of(&Grant::OPERATIONS));
                let at = below(&below(&at, Key("operations")), Item(j));
                c.error(
                    &at,
                    format!("`{}` is not an operation that a grant can allow", shortened(operation)),
                    help,
                );
            }
        }
    }
}

/// To whom an ACL grants: a group of S3's, or an account.
fn acl(c: &mut Checker<'_, '_>, name: &str, resource: &Resource) {
    const GROUPS: [&str; 3] = ["AllUsers", "AuthenticatedUsers", "LogDelivery"];
    let Some(Known::Known(entries)) = &resource.acl else {
        return;
    };
    for (i, entry) in entries.iter().enumerate() {
        let who = entry.grantee.as_str();
        let canonical = who.len() == 64 && who.bytes().all(|byte| byte.is_ascii_hexdigit());
        let mut accounts = c.scenario.accounts.values();
        let declared = accounts.any(|account| account.canonical_id.as_deref() == Some(who));
        if !(GROUPS.contains(&who) || is_account_id(who) || canonical || declared) {
            let help = did_you_mean(who, GROUPS).or_else(|| {
                Some(
                    "write `AllUsers`, `AuthenticatedUsers`, `LogDelivery`, an account id or a canonical user id"
                        .to_owned(),
                )
            });
            let at = [Key("resources"), Key(name), Key("acl"), Item(i)];
            c.error(
                &below(&at, Key("grantee")),
                format!("`{}` is nobody to whom an ACL can grant", shortened(who)),
                help,
            );
        }
    }
}
