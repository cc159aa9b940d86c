//! S3 block public access: four switches, which every tool spells in its own way.

use super::some_of;
use crate::open::is_open;
use crate::value::Value;

/// How a file spells the switches.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Spelling {
    Terraform,
    /// CloudFormation and the API.
    CloudFormation,
}

/// In the words of scenario files, of Terraform, and of CloudFormation and the API.
const SWITCHES: [(&str, &str, &str); 4] = [
    (
        "restrictPublicBuckets",
        "restrict_public_buckets",
        "RestrictPublicBuckets",
    ),
    ("blockPublicPolicy", "block_public_policy", "BlockPublicPolicy"),
    ("blockPublicAcls", "block_public_acls", "BlockPublicAcls"),
    ("ignorePublicAcls", "ignore_public_acls", "IgnorePublicAcls"),
];

/// The field of scenario files, and which switches are not known: these are left out, which the caller tells.
/// `by_default` is what counts where a switch is not set.
pub(crate) fn block_public_access(own: &Value, spelling: Spelling, by_default: bool) -> (Value, Vec<String>) {
    let mut switches = Vec::new();
    let mut unknown = Vec::new();
    for (name, terraform, cloud_formation) in SWITCHES {
        let theirs = match spelling {
            Spelling::Terraform => terraform,
            Spelling::CloudFormation => cloud_formation,
        };
        let said = match own {
            Value::Text(text) => Some(text.clone()),
            own => own.get(theirs).and_then(Value::text),
        };
        let is_on = match said.as_deref() {
            None | Some("") => by_default,
            Some(text) if text.eq_ignore_ascii_case("true") => true,
            Some(text) if text.eq_ignore_ascii_case("false") => false,
            Some(_) => {
                unknown.push(theirs.to_owned());
                continue;
            }
        };
        switches.push((name.to_owned(), Value::Bool(is_on)));
    }
    (Value::Object(switches), unknown)
}

/// What is told about switches that are not known.
pub(crate) fn told_in_vain(unknown: &[String], whose: &str) -> String {
    let verb = if unknown.len() == 1 { "is" } else { "are" };
    format!(
        "{} of `{whose}` {verb} not known: until `blockPublicAccess` says more, this counts as off",
        some_of(unknown)
    )
}

/// What a new bucket has, and an access point of which nothing else is said.
pub(crate) fn all_on() -> Value {
    all(true)
}

/// What something has of which it was never said.
pub(crate) fn all_off() -> Value {
    all(false)
}

fn all(is_on: bool) -> Value {
    let switch = |(name, ..): (&str, &str, &str)| (name.to_owned(), Value::Bool(is_on));
    Value::Object(SWITCHES.map(switch).into())
}

/// Whether a value, or a part of it, is not known.
pub(crate) fn is_partly_open(value: &Value) -> bool {
    let mut open = false;
    value.each_text(&mut |text| open |= is_open(text));
    open
}
