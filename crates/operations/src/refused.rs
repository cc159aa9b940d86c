//! From a call that was refused to the action that it was refused, where the refusal names none.

use super::{Ask, Is, On, Row, find, list};

/// Slots that objects fill, and no buckets.
const OBJECTS: [&str; 4] = ["object", "objects", "source", "destination"];

/// The action of an operation: its own name where that is asked, of a copy what is asked of the destination, else what is asked first.
/// `given` says whether a parameter is given. None where the table lacks the operation.
#[must_use]
pub fn action_of(operation: &str, given: &dyn Fn(&str) -> bool) -> Option<&'static str> {
    let row = find(operation)?;
    let asked = || {
        row.asks
            .iter()
            .filter(|ask| ask.via.is_none() && is_asked(row, ask, given))
    };
    let own = asked().find(|ask| ask.action == operation);
    let destination = || asked().find(|ask| matches!(ask.on, On::Slot("destination")));
    let found = own.or_else(destination).or_else(|| asked().next())?;
    Some(found.action)
}

/// Whether an action is about objects of S3: a bucket is not what it asks for.
#[must_use]
pub fn is_of_object(action: &str) -> bool {
    let mut asks = list().iter().flat_map(|row| row.asks);
    asks.any(|ask| ask.action == action && matches!(ask.on, On::Slot(slot) if OBJECTS.contains(&slot)))
}

/// What would be asked for a slot that may stay empty is not said to be asked.
fn is_asked(row: &Row, ask: &Ask, given: &dyn Fn(&str) -> bool) -> bool {
    let filled = |name: &str| row.slots.iter().any(|slot| slot.name == name && slot.required);
    let there = match ask.on {
        On::Nothing => true,
        On::Slot(slot) | On::KeyOf(slot) | On::TreeOf(slot) | On::StreamsOf(slot) => filled(slot),
    };
    // Which value a parameter has, no row asks of what is chosen here.
    let any = |names: &[(&str, Option<&str>)]| names.iter().any(|(name, value)| value.is_none() && given(name));
    there
        && ask.when.iter().all(|when| match when.is {
            Is::Given => any(when.any),
            Is::NotGiven => !any(when.any),
            Is::Carried => false,
        })
}

#[cfg(test)]
mod tests {
    use super::{action_of, is_of_object};

    #[test]
    fn operations_are_refused_an_action() {
        for (operation, parameter, action) in [
            ("s3:HeadObject", "", Some("s3:GetObject")),
            ("s3:GetObject", "versionId", Some("s3:GetObjectVersion")),
            ("s3:GetObjectAttributes", "", Some("s3:GetObjectAttributes")),
            ("s3:CopyObject", "sourceVersionId", Some("s3:PutObject")),
            ("s3:PutObject", "acl", Some("s3:PutObject")),
            ("s3:GetBucketEncryption", "", Some("s3:GetEncryptionConfiguration")),
            ("s3:Nothing", "", None),
            // Which of four it was, only its parameters would say.
            ("dynamodb:TransactWriteItems", "", None),
        ] {
            assert_eq!(action_of(operation, &|own| own == parameter), action, "{operation}");
        }
        assert!(is_of_object("s3:DeleteObject") && !is_of_object("s3:ListBucket"));
    }
}
