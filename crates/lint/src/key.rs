//! What is known of a condition key: its type, and whether it holds a list.

use iamwhy_catalog::{Action, Catalog, KeyType as Type, Sends};
use iamwhy_engine::{Cardinality, KeyType, key_info};
use iamwhy_policy::{Base, ConditionPair, Statement};

use crate::look::Look;

/// What is known of a condition key.
#[derive(Clone, Debug)]
pub(crate) struct KeyFacts {
    /// The type of its values.
    pub(crate) kind: KeyType,
    /// Whether it holds a list.
    pub(crate) multi: bool,
}

/// Keys that are followed by the key of a tag.
pub(crate) const TAG_KEYS: [&str; 8] = [
    "aws:PrincipalTag",
    "aws:RequestTag",
    "aws:ResourceTag",
    "ec2:ResourceTag",
    "iam:ResourceTag",
    "s3:ExistingObjectTag",
    "s3:RequestObjectTag",
    "secretsmanager:ResourceTag",
];

/// Keys whose values no wildcard can stand in with a good reason; AWS calls them sensitive. Read in 2026-11.
pub(crate) const SENSITIVE: [&str; 10] = [
    "aws:PrincipalAccount",
    "aws:PrincipalOrgID",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:VpceAccount",
    "aws:VpceOrgID",
];

/// Keys of which a service's guide shows another type than AWS's reference lists, or which the reference leaves out; whether they
/// hold a list. Read in 2026-11.
const AS_SHOWN: [(&str, KeyType, bool); 4] = [
    ("cloudformation:ImportResourceTypes", KeyType::Text, true),
    ("events:eventBusInvocation", KeyType::Boolean, false),
    ("glacier:ArchiveAgeInDays", KeyType::Number, false),
    ("glue:EvaluatedByLakeFormationTags", KeyType::Boolean, false),
];

impl<'a> Look<'a> {
    /// What is known of a key, in any case of letters.
    pub(crate) fn key(&self, name: &str) -> Option<KeyFacts> {
        facts_of(self.catalog, name)
    }

    /// The condition's key, as written.
    pub(crate) fn key_of(&self, pair: &ConditionPair) -> &'a str {
        self.text(pair.key)
    }

    /// Whether the condition is on this key, in any case of letters.
    pub(crate) fn is_on(&self, pair: &ConditionPair, key: &str) -> bool {
        self.key_of(pair).eq_ignore_ascii_case(key)
    }

    /// Whether the condition is the only one below its operator, so that another operator would be its own affair.
    pub(crate) fn is_alone(&self, statement: &Statement, pair: &ConditionPair) -> bool {
        let mut all = statement.conditions.iter();
        all.all(|own| own.key == pair.key || own.operator != pair.operator)
    }
}

/// What is known of a key, in any case of letters.
pub(crate) fn facts_of(catalog: Option<&Catalog>, name: &str) -> Option<KeyFacts> {
    if let Some((_, kind, multi)) = AS_SHOWN.into_iter().find(|(own, ..)| own.eq_ignore_ascii_case(name)) {
        return Some(KeyFacts { kind, multi });
    }
    // Our own table first: it is the engine's, and holds what AWS's pages say of keys that many services share.
    let Some(info) = key_info(name) else {
        let key = catalog?.key(name)?;
        let kind = match key.value_type() {
            Type::String | Type::Binary => KeyType::Text,
            Type::Bool => KeyType::Boolean,
            Type::Numeric => KeyType::Number,
            Type::Date | Type::DateOrNumeric => KeyType::Date,
            Type::IpAddress => KeyType::Ip,
            Type::Arn => KeyType::Arn,
        };
        return Some(KeyFacts {
            kind,
            multi: key.is_multivalued(),
        });
    };
    Some(KeyFacts {
        kind: info.kind,
        multi: info.cardinality == Cardinality::Multi,
    })
}

/// Whether a text is a number as AWS documents them: digits, a sign, a point between digits (NUM-1).
pub(crate) fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && all(fraction)
}

/// Whether `*` and `?` in the operator's values stand for other text.
pub(crate) fn takes_wildcards(base: Base) -> bool {
    // `ArnEquals` takes them as well (ARNOP-1).
    matches!(base, Base::StringLike | Base::ArnLike | Base::ArnEquals)
}

/// What a value of the operator is, where it is neither text nor `Null`.
pub(crate) fn type_of(base: Base) -> Option<KeyType> {
    Some(match base {
        Base::NumericEquals
        | Base::NumericLessThan
        | Base::NumericLessThanEquals
        | Base::NumericGreaterThan
        | Base::NumericGreaterThanEquals => KeyType::Number,
        Base::DateEquals
        | Base::DateLessThan
        | Base::DateLessThanEquals
        | Base::DateGreaterThan
        | Base::DateGreaterThanEquals => KeyType::Date,
        Base::Bool => KeyType::Boolean,
        Base::IpAddress => KeyType::Ip,
        Base::ArnEquals | Base::ArnLike => KeyType::Arn,
        Base::StringEquals | Base::StringEqualsIgnoreCase | Base::StringLike => KeyType::Text,
        Base::BinaryEquals | Base::Null => return None,
    })
}

/// A condition key that is looked for in AWS's lists.
#[derive(Copy, Clone)]
pub(crate) struct Sought<'a> {
    key: &'a str,
    /// As AWS spells it.
    name: &'a str,
}

impl<'a> Sought<'a> {
    pub(crate) fn of(catalog: &'a Catalog, key: &'a str) -> Sought<'a> {
        let name = catalog.key(key).map_or(key, |own| own.name());
        Sought { key, name }
    }

    /// A key of a service that AWS lists with some of its actions, so that it says something where it does not. None for keys
    /// that any request may carry, that nobody knows, and of tags.
    pub(crate) fn of_service(catalog: &'a Catalog, key: &'a str) -> Option<Sought<'a>> {
        let known = catalog.key(key).filter(|own| !own.is_global() && !own.is_template());
        known.filter(|_| !is_tag_key(key))?;
        let sought = Sought::of(catalog, key);
        let service = catalog.service(sought.prefix())?;
        service.actions().any(|own| sought.is_listed(own)).then_some(sought)
    }

    fn prefix(self) -> &'a str {
        self.key.split(':').next().unwrap_or_default()
    }

    /// Whether AWS lists the key for the action, or for a type of resource that the action is on.
    pub(crate) fn is_listed(self, action: Action<'_>) -> bool {
        action.lists(self.key)
            || action
                .on()
                .any(|on| on.resource_type().keys().any(|own| own.name() == self.name))
    }

    /// Whether no request for the action carries it. An action of the key's own service for which AWS lists no key at all is
    /// not fully listed; of keys that come with the caller, with tags or from an identity provider, AWS lists only some.
    pub(crate) fn is_never_with(self, action: Action<'_>) -> bool {
        let listed = || {
            !action.service().prefix().eq_ignore_ascii_case(self.prefix())
                || action.keys().iter().any(|own| !own.is_global())
        };
        !self.is_listed(action) && action.sends(self.key) == Sends::No && listed()
    }
}

/// Whether it is the key of a tag, or of tags.
fn is_tag_key(key: &str) -> bool {
    TAG_KEYS.iter().any(|own| {
        let start = key.get(..own.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(own))
    })
}

/// Whether it is a key of tags that does not say of which.
pub(crate) fn is_bare_tag(key: &str) -> bool {
    let bare = key.strip_suffix('/').unwrap_or(key);
    TAG_KEYS.iter().any(|own| own.eq_ignore_ascii_case(bare))
}
