//! Tags that come with a request: those of what is tagged, of S3's objects under names of their own, and the lists of their keys.

use std::collections::BTreeMap;

use serde_json::Value;

use super::context::{Attribute, Context};
use super::scene::{Scene, arn_field, is_unknown};
use super::target::Target;

/// The actions that the reference lists with `s3:ExistingObjectTag`.
const EXISTING: &str = "DeleteObjectAnnotation DeleteObjectTagging DeleteObjectVersionAnnotation DeleteObjectVersionTagging \
    GetObject GetObjectAcl GetObjectAnnotation GetObjectAttributes GetObjectTagging GetObjectVersion GetObjectVersionAcl \
    GetObjectVersionAnnotation GetObjectVersionAttributes GetObjectVersionTagging ListObjectAnnotations \
    ListObjectVersionAnnotations PutObjectAcl PutObjectAnnotation PutObjectTagging PutObjectVersionAcl PutObjectVersionAnnotation \
    PutObjectVersionTagging UpdateObjectEncryption";

/// The actions that it lists with `s3:RequestObjectTag`.
const REQUESTED: &str = "BypassGovernanceRetention PutObject PutObjectTagging PutObjectVersionTagging";

/// A pair's name up to its key, and the name of the list of keys.
const PAIRS: [(&str, &str); 3] = [
    ("aws:requesttag/", "aws:tagkeys"),
    ("kms:encryptioncontext:", "kms:encryptioncontextkeys"),
    ("s3:requestobjecttag/", "s3:requestobjecttagkeys"),
];

pub(super) fn sends_existing_tags(action: &str) -> bool {
    is_among(EXISTING, action)
}

fn is_among(list: &str, action: &str) -> bool {
    let name = action.split_once(':').map_or("", |(_, name)| name);
    list.split_whitespace().any(|own| own.eq_ignore_ascii_case(name))
}

fn tags_objects(action: &str) -> bool {
    action.to_ascii_lowercase().starts_with("s3:") && is_among(REQUESTED, action)
}

impl Context {
    /// The tags of the request, which the answer gives back.
    pub(super) fn request<'v>(
        &mut self,
        scene: &Scene,
        action: &str,
        case: &'v Value,
        item: &'v Value,
    ) -> Option<&'v Value> {
        let tags = item.get("tags").or(case.get("tags"));
        self.set_tags(scene, "aws:RequestTag/", tags, "tags");
        if tags_objects(action) {
            self.set_tags(scene, "s3:RequestObjectTag/", tags, "tags");
        }
        tags
    }

    /// What a call creates has the tags that the call passes, unless it has tags already.
    pub(super) fn created(&mut self, target: &Target, action: &str, given: &BTreeMap<String, &Value>) {
        let action = action.to_ascii_lowercase();
        let (service, name) = action.split_once(':').unwrap_or_default();
        let kind = match service {
            "sqs" => "queue",
            "sns" => "topic",
            _ => {
                let rest = arn_field(&target.arn, 5).unwrap_or_default();
                rest.find(['/', ':']).map_or("", |end| &rest[..end])
            }
        };
        let bare = match target.tags().0.get("tags") {
            Some(tags) => tags.as_object().is_some_and(|tags| tags.is_empty()),
            None => true,
        };
        let made = format!("create{}", kind.to_lowercase().replace('-', ""));
        if service == "ec2" || kind.is_empty() || name != made || !bare {
            return;
        }
        let passed = self
            .keys
            .iter()
            .filter_map(|(key, value)| Some((key.strip_prefix("aws:requesttag/")?, value)));
        let passed: Vec<_> = passed.map(|(key, value)| (key.to_owned(), value.clone())).collect();
        let open = self
            .open
            .iter()
            .find(|(head, _)| head == "aws:requesttag/")
            .map(|(_, place)| place.clone());
        for head in ["aws", service, arn_field(&target.arn, 2).unwrap_or(service)] {
            let head = format!("{head}:resourcetag/");
            self.open.extend(open.iter().map(|place| (head.clone(), place.clone())));
            for (key, value) in &passed {
                let key = format!("{head}{key}");
                if !given.contains_key(&key) {
                    let value = match value {
                        Attribute::Unknown { presence, .. } => Attribute::Unknown {
                            place: key.clone(),
                            presence: *presence,
                        },
                        known => known.clone(),
                    };
                    self.keys.insert(key, value);
                }
            }
        }
    }

    /// KEY-1: the keys of the tags, and of the pairs that the context writes (`spelt`: as it spells them).
    pub(super) fn keys_of_pairs(
        &mut self,
        action: &str,
        tags: Option<&Value>,
        handed_on: &[String],
        given: &BTreeMap<String, &Value>,
        spelt: &BTreeMap<String, &str>,
    ) {
        for (head, list) in PAIRS {
            if given.contains_key(list) {
                continue;
            }
            let carried = head.starts_with("aws:") || head.starts_with("s3:") && tags_objects(action);
            let tags = tags.filter(|_| carried);
            let mut perhaps = tags.is_some_and(is_unknown);
            let fields = tags.filter(|tags| !is_unknown(tags)).and_then(Value::as_object);
            let mut keys: Vec<String> = fields
                .into_iter()
                .flatten()
                .map(|(key, _)| key.clone())
                .filter(|key| !spelt.contains_key(&format!("{head}{}", key.to_lowercase())))
                .collect();
            keys.extend(handed_on.iter().filter(|_| head.starts_with("aws:")).cloned());
            for (pair, spelling) in spelt.iter().filter(|(pair, _)| pair.starts_with(head) && *pair != head) {
                let value = given[pair];
                if is_unknown(value) && value["unknown"] == "presence" {
                    perhaps = true;
                } else if !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()) {
                    keys.push(spelling[head.len()..].to_owned());
                }
            }
            if perhaps {
                let (place, presence) = (list.to_owned(), keys.is_empty());
                self.keys
                    .insert(list.to_owned(), Attribute::Unknown { place, presence });
            } else if !keys.is_empty() {
                self.set_all(list, keys);
            }
        }
    }
}
