//! Edits that no request could tell: they are not made.

use std::collections::{BTreeMap, BTreeSet};

use iamwhy_catalog::{Action, Catalog};
use iamwhy_engine::world::{Attached, Environment, PolicyId};
use iamwhy_engine::{PatternKind, pattern_matches};
use iamwhy_policy::{Base, Json, NodeId, Operator, Statement};

use super::host::place_of;
use crate::mutant::DocumentPlace;
use crate::scene::Scene;

/// Services whose resources have no parts with ARNs of their own: a resource's policy is asked about that ARN only.
const WHOLE: [&str; 4] = ["sqs", "sns", "kms", "secretsmanager"];

/// The resources that each document is the policy of; none for those that stand elsewhere too.
pub(super) struct Governed<'c> {
    catalog: &'c Catalog,
    places: BTreeMap<DocumentPlace, Option<BTreeSet<String>>>,
}

impl<'c> Governed<'c> {
    pub(super) fn of(scenes: &[Scene], catalog: &'c Catalog) -> Governed<'c> {
        let mut places: BTreeMap<DocumentPlace, Option<BTreeSet<String>>> = BTreeMap::new();
        for scene in scenes {
            let env = scene.loaded.world.environment();
            let place = |id: &PolicyId| place_of(scene, env.policies.get(id.0 as usize)?);
            for id in elsewhere(env) {
                if let Some(place) = place(id) {
                    places.insert(place, None);
                }
            }
            for resource in &env.resources {
                let Some(Attached::Policy(id)) = &resource.policy else {
                    continue;
                };
                let own = place(id).map(|place| places.entry(place).or_insert_with(|| Some(BTreeSet::new())));
                if let Some(Some(arns)) = own {
                    arns.insert(resource.arn.clone());
                }
            }
        }
        Governed { catalog, places }
    }

    /// Whether a statement names everything that its document can be asked about, so that `*` names no more.
    pub(super) fn names_all(&self, place: &DocumentPlace, json: &Json, statement: &Statement) -> bool {
        let Some(Some(arns)) = self.places.get(place) else {
            return false;
        };
        let [resource] = arns.iter().collect::<Vec<_>>()[..] else {
            return false;
        };
        let named: Vec<&str> = statement
            .resources
            .iter()
            .flat_map(|element| &element.values)
            .filter_map(|value| json.string(*value))
            .collect();
        let Some(service) = resource.split(':').nth(2) else {
            return false;
        };
        let itself = named.contains(&resource.as_str());
        if WHOLE.contains(&service) {
            return itself;
        }
        let is_bucket = service == "s3" && !resource.contains('/') && resource.split(':').count() == 6;
        let objects = named.contains(&[resource, "/*"].concat().as_str());
        is_bucket
            && self
                .actions(json, statement)
                .is_some_and(|mut actions| actions.all(|own| covers(own, itself, objects)))
    }

    /// The actions that a statement names, where AWS lists them.
    fn actions<'s>(
        &'s self,
        json: &'s Json,
        statement: &'s Statement,
    ) -> Option<impl Iterator<Item = Action<'c>> + 's> {
        let [element] = &statement.actions[..] else { return None };
        let texts: Option<Vec<&str>> = element.values.iter().map(|value| json.string(*value)).collect();
        let texts = texts.filter(|_| !element.negated)?;
        let known = |text: &&str| !text.contains('$') && self.catalog.matches_some(text);
        let all = texts.iter().all(known);
        all.then(|| texts.into_iter().flat_map(|text| self.catalog.expand(text)))
    }
}

/// Whether an action is asked only about what is named: the bucket itself, its objects.
fn covers(action: Action<'_>, itself: bool, objects: bool) -> bool {
    if action.service().prefix() != "s3" {
        return true;
    }
    action.on().all(|on| match on.resource_type().name() {
        // Behind an access point a bucket's policy sees the bucket or the object.
        "bucket" | "accesspoint" => itself,
        "object" | "accesspointobject" => objects,
        // About jobs and the like it is not asked.
        _ => true,
    })
}

/// What is attached anywhere but at a resource.
fn elsewhere(env: &Environment) -> impl Iterator<Item = &PolicyId> {
    let units = env.organization.iter().flat_map(|own| &own.units);
    let units = units.flat_map(|unit| unit.scps.iter().chain(&unit.rcps));
    let accounts = env.accounts.iter().flat_map(|own| own.scps.iter().chain(&own.rcps));
    let principals = env.principals.iter().flat_map(|own| {
        let session = own.session_policies.as_deref().unwrap_or_default();
        own.identity.iter().chain(&own.boundary).chain(session)
    });
    let endpoints = env.endpoints.iter().flat_map(|own| &own.policy);
    let all = units.chain(accounts).chain(principals).chain(endpoints);
    all.filter_map(|attached| match attached {
        Attached::Policy(id) => Some(id),
        Attached::Unknown(_) => None,
    })
}

/// Whether two operators compare alike with every value: `StringLike` is `StringEquals` where nothing is a wildcard or a variable.
pub(super) fn compare_alike<'v>(one: Operator, other: Operator, mut values: impl Iterator<Item = &'v str>) -> bool {
    let plain = |base: Base| matches!(base, Base::StringEquals | Base::StringLike);
    let same = Operator {
        base: other.base,
        ..one
    } == other;
    same && plain(one.base) && plain(other.base) && values.all(|value| !value.contains(['*', '?', '$']))
}

/// Whether another value of a list matches everything that this one does.
pub(super) fn is_said_again(json: &Json, kind: PatternKind, values: &[NodeId], value: NodeId, text: &str) -> bool {
    let others = values.iter().filter(|other| **other != value);
    others
        .filter_map(|other| json.string(*other))
        .any(|other| matches_all(kind, other, text))
}

/// Whether a pattern matches everything that the text, as a pattern, does; `false` where that is not plain to see.
fn matches_all(kind: PatternKind, pattern: &str, text: &str) -> bool {
    if pattern == "*" || pattern == text {
        return true;
    }
    if pattern.contains('$') || text.contains('$') {
        return false;
    }
    match text.contains(['*', '?']) {
        false => pattern_matches(kind, pattern, text),
        true => pattern.strip_suffix('*').is_some_and(|start| {
            // A star in one of the first five parts of an ARN stays there.
            let whole = kind == PatternKind::Text || start.split(':').count() > 5;
            let begins = match kind {
                PatternKind::Text => text
                    .get(..start.len())
                    .is_some_and(|own| own.eq_ignore_ascii_case(start)),
                _ => text.starts_with(start),
            };
            whole && !start.contains(['*', '?']) && begins
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_all_that_another_does_only_where_that_is_plain() {
        for (kind, pattern, text, expected) in [
            (PatternKind::Text, "s3:*", "s3:GetObject", true),
            (PatternKind::Text, "S3:get*", "s3:Get*", true),
            (PatternKind::Text, "s3:Get?", "s3:Get*", false),
            (PatternKind::Text, "s3:*Object", "s3:Get*Object", false),
            (PatternKind::Text, "*", "sqs:*", true),
            (
                PatternKind::Resource,
                "arn:aws:s3:::logs/*",
                "arn:aws:s3:::logs/a*",
                true,
            ),
            (
                PatternKind::Resource,
                "arn:aws:s3:::logs/*",
                "arn:aws:s3:::Logs/a*",
                false,
            ),
            (PatternKind::Resource, "arn:aws:sqs:*", "arn:aws:sqs:*:*:q", false),
            (
                PatternKind::Resource,
                "arn:aws:s3:::${aws:username}/*",
                "arn:aws:s3:::a/b",
                false,
            ),
        ] {
            assert_eq!(matches_all(kind, pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn only_wildcards_and_variables_tell_like_from_equals() {
        let read = |name: &str| Operator::parse(name).unwrap();
        for (one, other, value, expected) in [
            ("StringEquals", "StringLike", "a", true),
            ("StringNotLike", "StringNotEquals", "a", true),
            ("ForAllValues:StringEquals", "ForAllValues:StringLike", "a", true),
            ("StringEquals", "StringLike", "a*", false),
            ("StringEquals", "StringLike", "${aws:username}", false),
            ("StringEqualsIgnoreCase", "StringLike", "a", false),
            ("StringEquals", "StringNotLike", "a", false),
            ("StringEquals", "StringEqualsIfExists", "a", false),
        ] {
            let alike = compare_alike(read(one), read(other), [value].into_iter());
            assert_eq!(alike, expected, "{one} {other} {value}");
        }
    }
}
