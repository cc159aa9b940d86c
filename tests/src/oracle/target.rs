//! What is called: the resource of a request, its entries, and who owns it.

use serde_json::Value;

use super::caller::Caller;
use super::scene::{Scene, arn_field, str_of};
use super::{Known, not_covered};

pub(crate) struct Target<'a> {
    pub(crate) arn: String,
    /// The entry whose policy governs; of a role the principal's; of an access point the bucket's.
    pub(crate) entry: &'a Value,
    pub(crate) place: String,
    /// The ARN that the governing policy sees.
    pub(crate) governed_arn: String,
    /// The entry of the object itself (owner, ACL, tags); else the governing one.
    pub(crate) own: &'a Value,
    pub(crate) own_place: String,
    /// Whose tags it has where that is an entry of a role or user, and its place: the resource's if it has any, else the principal's.
    tagged: Option<(&'a Value, String)>,
    pub(crate) owner: Option<String>,
    /// The access point that the request goes through, and its owner.
    pub(crate) point: Option<(&'a Value, String, Option<String>)>,
    pub(crate) is_role: bool,
    /// The alias by which the request names its key (KMS-8).
    pub(crate) alias: Option<String>,
}

static NOTHING: Value = Value::Null;

impl<'a> Target<'a> {
    pub(crate) fn find(
        scene: &Scene<'a>,
        caller: &Caller,
        case: &Value,
        item: &Value,
        action: &str,
    ) -> Known<Target<'a>> {
        let text = match str_of(item, "resource") {
            Some(text) => text.to_owned(),
            None => sent(scene, caller, action),
        };
        let named = full_arn(scene, &text)?;
        let (arn, alias) = match key_of_alias(scene, action, &named) {
            Some(key) => (key, arn_field(&named, 5).map(str::to_owned)),
            None => (named, None),
        };
        let owner_of = |entry: &Value, arn: &str| {
            let named = str_of(entry, "account").or(arn_field(arn, 4).filter(|a| !a.is_empty()));
            let owner = named
                .or(str_of(item, "resourceOwner"))
                .or(str_of(case, "resourceOwner"))
                .map(str::to_owned);
            owner.filter(|o| o != "aws").or_else(|| caller.account.clone()) // AMEND-6
        };
        let is_role = arn_field(&arn, 2) == Some("iam") && arn_field(&arn, 5).is_some_and(|r| r.starts_with("role/"));
        if is_role {
            let mut roles = scene.root["principals"].as_object().into_iter().flatten();
            if let Some((name, entry)) = roles.find(|(_, entry)| entry["role"] == arn.as_str()) {
                let (place, owner) = (format!("principals.{name}"), owner_of(&NOTHING, &arn));
                return Ok(Target {
                    governed_arn: arn.clone(),
                    entry,
                    own: entry,
                    own_place: place.clone(),
                    place,
                    tagged: tagged(scene, &arn),
                    owner,
                    point: None,
                    is_role,
                    alias,
                    arn,
                });
            }
        }
        let (mut entry, mut place) = governing(scene, &arn);
        if entry.is_null() {
            let mut users = scene.root["principals"].as_object().into_iter().flatten();
            if let Some((name, user)) = users.find(|(_, user)| user["user"] == arn.as_str()) {
                (entry, place) = (user, format!("principals.{name}")); // for its tags
            }
        }
        let (own, own_place) = (entry, place.clone());
        let mut governed_arn = arn.clone();
        let mut point = None;
        if is_access_point(&arn) {
            let point_arn = str_of(entry, "arn").unwrap_or(&arn);
            point = Some((entry, place, owner_of(&NOTHING, &arn)));
            let Some(bucket) = str_of(entry, "bucket") else {
                return not_covered("an access point without a bucket");
            };
            let tail = arn.strip_prefix(point_arn).unwrap_or_default();
            governed_arn = full_arn(scene, bucket)? + tail.strip_prefix("/object").unwrap_or(tail);
            (entry, place) = governing(scene, &governed_arn);
        }
        let mut target = Target {
            tagged: tagged(scene, &arn),
            owner: None,
            entry,
            place,
            governed_arn,
            own,
            own_place,
            point,
            is_role,
            alias,
            arn,
        };
        if target.point.is_some() {
            target.own = entry;
            target.own_place.clone_from(&target.place);
        }
        let mut owner_entry = entry;
        if let Some(bucket) = bucket_of_object(&target.governed_arn) {
            let (found, place) = governing(scene, &bucket);
            if !found.is_null() {
                (target.entry, target.place) = (found, place);
                owner_entry = found;
            }
            if str_of(target.own, "arn").is_none_or(|a| a == bucket) {
                target.own = &NOTHING; // the bucket's tags and ACL are not the object's
            }
        }
        target.owner = owner_of(owner_entry, &target.governed_arn);
        Ok(target)
    }

    /// The entry that says its tags, and the entry's place: of an object its bucket's, through an access point as well.
    pub(crate) fn tags(&self) -> (&'a Value, &str) {
        match &self.tagged {
            Some((entry, place)) => (entry, place),
            // Its bucket's, where it is described.
            None if self.is_object()
                && str_of(self.entry, "arn").is_some_and(|arn| bucket_of_object(arn).is_none()) =>
            {
                (self.entry, &self.place)
            }
            None => (self.own, &self.own_place),
        }
    }

    pub(crate) fn is_object(&self) -> bool {
        bucket_of_object(&self.governed_arn).is_some()
    }
}

/// The role or user that an ARN names, among the resources or among the principals, with tags.
fn tagged<'a>(scene: &Scene<'a>, arn: &str) -> Option<(&'a Value, String)> {
    ["resources", "principals"].into_iter().find_map(|section| {
        let mut entries = scene.root[section].as_object()?.iter();
        let (name, entry) = entries.find(|(_, entry)| {
            let named = match section {
                "resources" => arn_field(arn, 2) == Some("iam") && entry["arn"] == arn,
                _ => entry["role"] == arn || entry["user"] == arn,
            };
            named && entry["tags"].as_object().is_some_and(|tags| !tags.is_empty())
        })?;
        Some((entry, format!("{section}.{name}")))
    })
}

fn is_access_point(arn: &str) -> bool {
    arn_field(arn, 2) == Some("s3") && arn_field(arn, 5).is_some_and(|r| r.starts_with("accesspoint/"))
}

/// The bucket's ARN, where the ARN is an object's.
pub(crate) fn bucket_of_object(arn: &str) -> Option<String> {
    let bucket = arn_field(arn, 5)
        .filter(|_| arn_field(arn, 2) == Some("s3") && !is_access_point(arn))?
        .split_once('/')?
        .0;
    Some(format!("arn:{}:s3:::{bucket}", arn_field(arn, 1)?))
}

/// The entry whose ARN is equal, or the longest that the ARN continues with `/` or `:`.
fn governing<'a>(scene: &Scene<'a>, arn: &str) -> (&'a Value, String) {
    let mut best = (&NOTHING, String::new());
    let mut length = 0;
    for (name, entry) in scene.root["resources"].as_object().into_iter().flatten() {
        let own = str_of(entry, "arn").unwrap_or_default();
        let has_paths = matches!(arn_field(own, 2), Some("iam" | "ecr" | "secretsmanager" | "ssm")); // names with slashes
        let other = has_paths && arn[own.len().min(arn.len())..].starts_with('/');
        if own.len() > length && continues(arn, own) && !other {
            length = own.len();
            best = (entry, format!("resources.{name}"));
        }
    }
    // SRV-5: one catalog policy for all databases and tables.
    match arn_field(arn, 5) {
        Some(rest) if length == 0 && arn_field(arn, 2) == Some("glue") && rest != "catalog" => {
            governing(scene, &arn.replacen(&format!(":{rest}"), ":catalog", 1))
        }
        _ => best,
    }
}

/// KMS-8: the key that has the alias of this ARN, but for calls about the alias itself.
fn key_of_alias(scene: &Scene, action: &str, arn: &str) -> Option<String> {
    let action = action.to_ascii_lowercase();
    let (place, alias) = arn.split_once(":alias/")?;
    if !action.starts_with("kms:") || action.ends_with("alias") {
        return None;
    }
    let mut entries = scene.root["resources"].as_object()?.values();
    let key = entries.find(|entry| {
        let here = str_of(entry, "arn").is_some_and(|own| own.starts_with(&format!("{place}:key/")));
        let mut aliases = entry["aliases"].as_array().into_iter().flatten();
        here && aliases.any(|own| own.as_str().and_then(|own| own.strip_prefix("alias/")) == Some(alias))
    });
    key.and_then(|key| str_of(key, "arn")).map(str::to_owned)
}

fn continues(text: &str, head: &str) -> bool {
    text.strip_prefix(head)
        .is_some_and(|tail| tail.is_empty() || tail.starts_with(['/', ':']))
}

/// A name, a name and a tail, an ARN, or `*`.
fn full_arn(scene: &Scene, text: &str) -> Known<String> {
    let mut names: Vec<(&String, &Value)> = scene.root["resources"].as_object().into_iter().flatten().collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    match names.iter().find(|(name, _)| continues(text, name)) {
        Some((name, entry)) => Ok(format!(
            "{}{}",
            str_of(entry, "arn").unwrap_or_default(),
            &text[name.len()..]
        )),
        None if text == "*" || text.starts_with("arn:") => Ok(text.to_owned()),
        None => not_covered(format!("no resource is called `{text}`")),
    }
}

/// RES-12, RES-13: what the service sends where nothing is named.
fn sent(scene: &Scene, caller: &Caller, action: &str) -> String {
    let partition = caller.partition.as_deref().unwrap_or("aws");
    let account = caller.account.as_deref().unwrap_or_default();
    match action.to_ascii_lowercase().as_str() {
        _ if scene.assumes("UND-13", "star") => "*".to_owned(),
        "iam:listusers" => format!("arn:{partition}:iam::{account}:user/"),
        "iam:listroles" => format!("arn:{partition}:iam::{account}:role/"),
        "s3:listallmybuckets" => format!("arn:{partition}:s3:::*"),
        _ => "*".to_owned(),
    }
}
