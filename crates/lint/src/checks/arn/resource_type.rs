//! ARNs against the types of resources that their service has

use super::entries::resources;
use crate::checks::retired::is_retired;
use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_catalog::{Catalog, Service, matches_resource_type};
use iamwhy_policy::spelling::{nearest, quote};
use iamwhy_policy::{Arn, NodeId, has_wildcard};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    checks: &[&SERVICE, &RESOURCE, &REGION, &NO_REGION, &ACCOUNT, &NO_ACCOUNT],
    find: Find::Policy(find),
};

static SERVICE: Check = Check {
    code: "INVALID_SERVICE",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The service of an ARN does not exist.",
    why: "The entry matches nothing.",
    fix: "Use the service that is meant.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s33:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-invalid-service",
};

static RESOURCE: Check = Check {
    code: "INVALID_ARN_RESOURCE",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The last part of an ARN fits no type of resource that its service has.",
    why: "No request is about such a resource: the entry matches nothing.",
    fix: "Write it as the service does, such as `table/orders`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:tables/orders" }"#,
    good: r#"{ "Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders" }"#,
    source: "error-invalid-arn-resource",
};

static REGION: Check = Check {
    code: "ARN_REGION_NOT_ALLOWED",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "An ARN names a Region, and its service has none in its ARNs.",
    why: "The ARN of the request has an empty part there: the entry matches nothing.",
    fix: "Leave the part empty.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "iam:GetRole", "Resource": "arn:aws:iam:eu-west-1:111122223333:role/app" }"#,
    good: r#"{ "Effect": "Allow", "Action": "iam:GetRole", "Resource": "arn:aws:iam::111122223333:role/app" }"#,
    source: "error-arn-region-not-allowed",
};

static NO_REGION: Check = Check {
    code: "MISSING_ARN_REGION",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "An ARN names no Region, and its service has one in its ARNs.",
    why: "An empty part matches an empty part only: the entry matches nothing.",
    fix: "Name the Region, or write `*`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs::111122223333:orders" }"#,
    good: r#"{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders" }"#,
    source: "error-missing-arn-region",
};

static ACCOUNT: Check = Check {
    code: "ARN_ACCOUNT_NOT_ALLOWED",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "An ARN names an account, and its service has none in its ARNs.",
    why: "The ARN of the request has an empty part there: the entry matches nothing.",
    fix: "Leave the part empty; compare `aws:ResourceAccount` in `Condition`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3::111122223333:reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-arn-account-not-allowed",
};

static NO_ACCOUNT: Check = Check {
    code: "MISSING_ARN_ACCOUNT",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "An ARN names no account, and its service has one in its ARNs.",
    why: "An empty part matches an empty part only: the entry matches nothing.",
    fix: "Name the account, or write `*`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1::orders" }"#,
    good: r#"{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders" }"#,
    source: "error-missing-arn-account",
};

/// The types of each service that has been asked for.
type Known<'c> = BTreeMap<String, Vec<Type<'c>>>;

/// A type of resources, by the pattern of its ARNs.
struct Type<'c> {
    arn: Arn<'c>,
    /// The pattern without Region and account.
    bare: String,
}

impl<'c> Type<'c> {
    fn of(pattern: &'c str) -> Type<'c> {
        let arn = Arn::split(pattern);
        let bare = format!("arn:x:{}:::{}", arn.service(), arn.resource());
        Type { arn, bare }
    }

    /// Whether the last part of an ARN fits; `bare` is that ARN without Region and account.
    fn fits(&self, resource: &str, bare: &str) -> bool {
        // What both begin with, up to the first open place, says no to nearly all.
        let (own, other) = (start(self.arn.resource()), start(resource));
        (own.starts_with(other) || other.starts_with(own)) && matches_resource_type(&self.bare, bare)
    }
}

/// The text before the first open place.
fn start(resource: &str) -> &str {
    resource.split(['*', '?', '$', '<']).next().unwrap_or_default()
}

/// Services whose resources AWS lists under another name, or not at all.
const BESIDE: [&str; 3] = ["sso-directory", "awsssooidc", "support-console"];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let Some(catalog) = look.catalog else { return };
    let mut known = Known::new();
    for (node, text) in resources(look) {
        let arn = Arn::split(text);
        let service = arn.service();
        let open = service.is_empty() || has_wildcard(service) || service.contains("${");
        if arn.prefix() != "arn" || arn.count() < 3 || open || BESIDE.contains(&service) {
            continue;
        }
        let lower = service.to_ascii_lowercase();
        let types = known
            .entry(lower.clone())
            .or_insert_with(|| patterns(catalog, &lower).into_iter().map(Type::of).collect());
        if is_retired(service) {
            // Other services may still have its resources in their lists.
            let start = arn.prefix().len() + arn.partition().len() + 2;
            let message = format!("{} is a service that AWS no longer lists", quote(service));
            found.inside(&SERVICE, node, start..start + service.len(), message);
        } else if types.is_empty() {
            if catalog.service(&lower).is_none() {
                unknown(look, found, node, text, &arn, catalog);
            }
        } else if arn.count() == 6 && lower == service {
            fits(look, found, node, &arn, types);
        }
    }
}

fn unknown(look: &Look<'_>, found: &mut Findings<'_>, node: NodeId, text: &str, arn: &Arn<'_>, catalog: &Catalog) {
    let start = arn.prefix().len() + arn.partition().len() + 2;
    let part = start..start + arn.service().len();
    let near = catalog.nearest_service(arn.service()).map(|service| service.prefix());
    let message = match near {
        Some(near) => format!("there is no service {}; did you mean `{near}`?", quote(arn.service())),
        None => format!("there is no service {} as in {}", quote(arn.service()), quote(text)),
    };
    let report = found.inside(&SERVICE, node, part.clone(), message);
    if let Some(near) = near {
        report.fix(format!("write `{near}`"), look.rewrite_part(node, part, near));
    }
}

/// The patterns of all types whose ARNs name this service: those of the service of that name, else of any.
fn patterns<'c>(catalog: &'c Catalog, service: &str) -> Vec<&'c str> {
    let of = |own: Service<'c>| {
        let types = own.resource_types();
        types.flat_map(|own| own.arns().collect::<Vec<_>>())
    };
    let named = |arn: &&str| arn.split(':').nth(2) == Some(service);
    let own: Vec<&str> = catalog
        .service(service)
        .into_iter()
        .flat_map(of)
        .filter(named)
        .collect();
    match own.is_empty() {
        true => catalog.services().flat_map(of).filter(named).collect(),
        false => own,
    }
}

fn fits(look: &Look<'_>, found: &mut Findings<'_>, node: NodeId, arn: &Arn<'_>, types: &[Type<'_>]) {
    let text = look.text(node);
    // Region and account apart: what is wrong with them is said as such.
    let bare = format!("arn:x:{}:::{}", arn.service(), arn.resource());
    let fitting = types.iter().filter(|own| own.fits(arn.resource(), &bare));
    let fitting: Vec<&Arn<'_>> = fitting.map(|own| &own.arn).collect();
    if fitting.is_empty() {
        misspelt(look, found, node, arn, types);
        return;
    }
    let account_start = text.len() - arn.resource().len() - 1 - arn.account().len();
    let account = account_start..account_start + arn.account().len();
    let region = account.start - 1 - arn.region().len()..account.start - 1;
    let service = arn.service();
    let all = |empty: fn(&Arn<'_>) -> bool| fitting.iter().all(|own| empty(own));
    if all(|own| own.region().is_empty()) && is_named(arn.region()) {
        let edits = look.rewrite_part(node, region.clone(), "");
        let message = format!("`{service}` has no Region in such an ARN: this matches nothing");
        found
            .inside(&REGION, node, region.clone(), message)
            .fix("leave it empty", edits);
    }
    if all(|own| !own.region().is_empty()) && arn.region().is_empty() {
        let edits = look.rewrite_part(node, region.clone(), "*");
        let message = format!("`{service}` has a Region in such an ARN: this matches nothing");
        found.at(&NO_REGION, node, message).fix("write `*`", edits);
    }
    if all(|own| own.account().is_empty()) && is_named(arn.account()) {
        let edits = look.rewrite_part(node, account.clone(), "");
        let message = format!("`{service}` has no account in such an ARN: this matches nothing");
        found
            .inside(&ACCOUNT, node, account.clone(), message)
            .fix("leave it empty", edits);
    }
    // Documents and parameters that AWS itself publishes have no account.
    let published = matches!(service, "ssm" | "imagebuilder" | "elasticbeanstalk");
    if all(|own| !own.account().is_empty()) && arn.account().is_empty() && !published {
        let edits = look.rewrite_part(node, account, "*");
        let message = format!("`{service}` has an account in such an ARN: this matches nothing");
        found.at(&NO_ACCOUNT, node, message).fix("write `*`", edits);
    }
}

/// AWS does not list every form that its services know, so only what is nearly the word of a type is reported.
fn misspelt(look: &Look<'_>, found: &mut Findings<'_>, node: NodeId, arn: &Arn<'_>, types: &[Type<'_>]) {
    let word = |resource: &str| resource.split(['/', ':']).next().unwrap_or_default().to_owned();
    let own = word(arn.resource());
    let mut words: Vec<String> = types.iter().map(|own| word(own.arn.resource())).collect();
    words.retain(|known| !known.is_empty() && !known.contains(['$', '*']));
    if own.is_empty() || own.contains(['*', '?', '$']) || words.contains(&own) {
        return;
    }
    let Some(near) = nearest(&own, &mut words.iter().map(String::as_str)) else {
        return;
    };
    let start = look.text(node).len() - arn.resource().len();
    let message = format!(
        "`{}` has no resources called {}; did you mean `{near}`?",
        arn.service(),
        quote(&own)
    );
    let edits = look.rewrite_part(node, start..start + own.len(), near);
    let report = found.inside(&RESOURCE, node, start..start + own.len(), message);
    report.fix(format!("write `{near}`"), edits);
}

/// Whether the part cannot be empty in a request: a star can.
fn is_named(part: &str) -> bool {
    !part.is_empty() && part != "*" && !part.contains("${")
}
