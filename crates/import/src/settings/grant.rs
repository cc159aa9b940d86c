//! Grants of KMS keys.

use crate::arn::Arn;
use crate::open::is_open;
use crate::value::Value;

/// A grant as scenario files write it; none where nobody knows whom it is for, or who may retire it.
pub(crate) fn grant(
    grantee: &str,
    operations: Value,
    retiring: Option<&str>,
    (equals, subset): (Option<Value>, Option<Value>),
) -> Option<Value> {
    let is_somebody = |who: &str| Arn::split(who).is_some() || !is_open(who) && who.contains('.');
    let is_text = |own: &Value| matches!(own, Value::Text(_));
    if !matches!(&operations, Value::List(all) if all.iter().all(is_text)) {
        return None;
    }
    if !is_somebody(grantee) || retiring.is_some_and(|own| !is_somebody(own)) {
        return None;
    }
    let mut members = vec![
        ("grantee".to_owned(), grantee.into()),
        ("operations".to_owned(), operations),
    ];
    members.extend(retiring.map(|own| ("retiring".to_owned(), own.into())));
    members.extend(equals.map(|own| ("encryptionContextEquals".to_owned(), own)));
    members.extend(subset.map(|own| ("encryptionContextSubset".to_owned(), own)));
    Some(Value::Object(members))
}
