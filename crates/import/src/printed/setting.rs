//! Grants of keys, and S3's block public access.

use iamwhy_policy::{Json, Kind, NodeId};

use super::{Printed, Tells, text};
use crate::value::Value;

/// `aws kms list-grants`.
pub(super) fn grants(json: &Json, root: NodeId) -> Option<Printed> {
    let grants = match grants_of(json, root)? {
        Ok(grants) => grants,
        Err(why) => {
            let mut printed = Printed::new(
                "Some grants of the key, not all: they count as unknown",
                setting("{ \"unknown\": true }".to_owned()),
            );
            printed.notes.push(why);
            return Some(printed);
        }
    };
    let sentence = match grants.len() {
        0 => "The key has no grants".to_owned(),
        1 => "A grant of the key".to_owned(),
        count => format!("{count} grants of the key"),
    };
    let value = Value::List(grants).pretty().trim_end().to_owned();
    Some(Printed::new(&sentence, setting(value)))
}

/// The grants that an output lists, as scenario files write them, or why not all of them are known.
pub(crate) fn grants_of(json: &Json, root: NodeId) -> Option<Result<Vec<Value>, String>> {
    let list = json
        .get(root, "Grants")
        .filter(|list| json.kind(*list) == Kind::Array)?;
    let mut grants = Vec::new();
    let mut left_out = 0;
    for node in json.items(list) {
        let grantee = text(json, node, "GranteePrincipal").or(text(json, node, "GranteeServicePrincipal"));
        let (Some(grantee), Some(operations)) = (grantee, json.get(node, "Operations")) else {
            left_out += 1;
            continue;
        };
        let mut grant = vec![
            ("grantee".to_owned(), grantee.into()),
            ("operations".to_owned(), Value::of(json, operations)),
        ];
        let retiring = text(json, node, "RetiringPrincipal");
        grant.extend(retiring.map(|own| ("retiring".to_owned(), own.into())));
        for (theirs, ours) in [
            ("/Constraints/EncryptionContextEquals", "encryptionContextEquals"),
            ("/Constraints/EncryptionContextSubset", "encryptionContextSubset"),
        ] {
            let own = json.at_pointer(theirs, node);
            grant.extend(own.map(|own| (ours.to_owned(), Value::of(json, own))));
        }
        grants.push(Value::Object(grant));
    }
    let is_cut = json.get(root, "Truncated").and_then(|own| json.boolean(own)) == Some(true);
    Some(match (is_cut, left_out) {
        (false, 0) => Ok(grants),
        (true, _) => Err("the output says `Truncated`: there are more".to_owned()),
        (false, _) => Err(format!("of some nobody is named, or no operation: {left_out}")),
    })
}

fn setting(value: String) -> Tells {
    let field = "grants";
    Tells::Setting { field, value }
}

/// `get-public-access-block` of a bucket or an account.
pub(super) fn public_access(json: &Json, root: NodeId) -> Option<Printed> {
    let own = json.get(root, "PublicAccessBlockConfiguration")?;
    let settings = json.members(own).filter_map(|(key, value)| {
        let mut name = json.string(key)?.to_owned();
        name.get_mut(..1)?.make_ascii_lowercase();
        Some((name, Value::of(json, value)))
    });
    let value = Value::Object(settings.collect()).compact();
    let sentence = "S3 block public access of a bucket or an account";
    let field = "blockPublicAccess";
    Some(Printed::new(sentence, Tells::Setting { field, value }))
}
