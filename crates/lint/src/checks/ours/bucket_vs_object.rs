//! BUCKET_VS_OBJECT_ARN

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::sample;
use crate::scene::{Ask, Caller, Scene};
use crate::{Check, Edit, Origin, Severity, Shown};
use iamwhy_catalog::{Action, Catalog};
use iamwhy_engine::Outcome;
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Arn, Kind, NodeId, Statement};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "BUCKET_VS_OBJECT_ARN",
    severity: Severity::Warning,
    origin: Origin::Iamwhy,
    what: "An action on buckets stands beside ARNs of objects only, or the other way round.",
    why: "S3 asks for a bucket by `arn:aws:s3:::name`, for an object by `arn:aws:s3:::name/key`: the statement never matches the action.",
    fix: "Name both, or give the action a statement of its own.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": ["s3:ListBucket", "s3:GetObject"], "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": ["s3:ListBucket", "s3:GetObject"], "Resource": ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"] }"#,
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let Some(catalog) = look.catalog else { return };
    for statement in look.whole() {
        let entries: Vec<(NodeId, &str)> = look.resources(statement).collect();
        if entries.is_empty() || !entries.iter().all(|(_, text)| is_plain(text)) {
            continue;
        }
        for (node, text) in look.actions(statement) {
            let Some(what) = misses(catalog, text, &entries) else {
                continue;
            };
            let [first, ..] = entries.as_slice() else { continue };
            let other = if what == "buckets" { "objects" } else { "buckets" };
            let verb = if look.is_allow(statement) { "allowed" } else { "denied" };
            let message = format!(
                "{} is about {what}, and {} names {other} only: it is never {verb} here",
                quote(text),
                quote(first.1)
            );
            let (title, edits) = mended(look, &entries, what);
            found
                .at(&CHECK, node, message)
                .with(look.json.span(first.0), format!("only {other}"))
                .fix(title, edits)
                .shown(shown(look, statement, text, first.1, what));
        }
    }
}

/// Whether an entry is surely a bucket, or objects in one.
fn is_plain(text: &str) -> bool {
    let arn = Arn::split(text);
    arn.prefix() == "arn"
        && arn.service() == "s3"
        && arn.region().is_empty()
        && arn.account().is_empty()
        && arn.count() == 6
}

/// What the actions of an entry are on, where none of the resources is such.
fn misses(catalog: &Catalog, text: &str, entries: &[(NodeId, &str)]) -> Option<&'static str> {
    if !text.get(..3)?.eq_ignore_ascii_case("s3:") {
        return None;
    }
    let mut of: Option<&'static str> = None;
    for action in catalog.expand(text) {
        let own = about(action)?;
        if of.is_some_and(|before| before != own) {
            return None;
        }
        let fits = |(_, entry): &(NodeId, &str)| action.on().any(|on| on.resource_type().matches(entry));
        if entries.iter().any(fits) {
            return None;
        }
        of = Some(own);
    }
    of
}

/// Whether an action is on buckets or on objects; access points stand beside either.
fn about(action: Action<'_>) -> Option<&'static str> {
    let on = |name: &str| action.on().any(|on| on.resource_type().name() == name);
    match (on("bucket"), on("object")) {
        (true, false) => Some("buckets"),
        (false, true) => Some("objects"),
        _ => None,
    }
}

/// Every entry with what it misses beside it.
fn mended(look: &Look<'_>, entries: &[(NodeId, &str)], what: &str) -> (String, Vec<Edit>) {
    let other = |text: &str| match what {
        "objects" => Some(format!("{text}/*")),
        _ => text.split_once('/').map(|(bucket, _)| bucket.to_owned()),
    };
    let mut edits = Vec::new();
    let mut added: Vec<String> = Vec::new();
    for (node, text) in entries {
        let Some(new) = other(text).filter(|new| !added.contains(new)) else {
            continue;
        };
        let both = format!("{}, {}", crate::look::quoted(&new), look.json.raw(*node));
        let in_list = look
            .json
            .parent(*node)
            .is_some_and(|parent| look.json.kind(parent) == Kind::Array);
        edits.extend(look.replace(*node, if in_list { both } else { format!("[{both}]") }));
        added.push(new);
    }
    let list: Vec<String> = added.iter().map(|new| quote(new)).collect();
    (format!("add {}", list.join(", ")), edits)
}

fn shown(look: &Look<'_>, statement: &Statement, text: &str, entry: &str, what: &str) -> Option<Shown> {
    let catalog = look.catalog?;
    if !look.is_allow(statement) || !statement.conditions.is_empty() {
        return None;
    }
    let action = catalog.expand(text).next()?;
    let bucket = entry.split('/').next()?;
    let asked = match what {
        "buckets" => crate::scene::filled(bucket),
        _ => format!("{}/example", crate::scene::filled(bucket)),
    };
    let scene = Scene::of(look, &Caller::User, None)?;
    let ask = Ask {
        action: action.to_string(),
        resource: sample::at_home(&scene, &asked),
        context: Vec::new(),
        outcome: Outcome::ImplicitDeny,
    };
    scene.shown(
        format!("{} is not allowed where the policy seems to allow it.", action),
        &[ask],
    )
}
