//! Grants of KMS keys.

use crate::arn::Arn;
use crate::open::is_open;
use crate::value::Value;

/// A grant as scenario files write it; none where nobody knows whom it is for.
pub(crate) fn grant(
    grantee: &str,
    operations: Value,
    retiring: Option<&str>,
    (equals, subset): (Option<Value>, Option<Value>),
) -> Option<Value> {
    let is_service = !is_open(grantee) && !grantee.starts_with("arn:") && grantee.contains('.');
    if !is_service && Arn::split(grantee).is_none() {
        return None;
    }
    let mut members = vec![
        ("grantee".to_owned(), grantee.into()),
        ("operations".to_owned(), operations),
    ];
    let retiring = retiring.filter(|own| Arn::split(own).is_some());
    members.extend(retiring.map(|own| ("retiring".to_owned(), own.into())));
    members.extend(equals.map(|own| ("encryptionContextEquals".to_owned(), own)));
    members.extend(subset.map(|own| ("encryptionContextSubset".to_owned(), own)));
    Some(Value::Object(members))
}
