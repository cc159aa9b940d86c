//! Values that make a condition true, or false. What they are worth is tried out later.

use iamwhy_engine::world::{Principal, PrincipalIs};
use iamwhy_engine::{Cardinality, ContextValue, KeyType, OwnedValue, Request, key_cardinality, key_info};
use iamwhy_policy::{Add, Base, Listed, Operator, Qualifier};

use super::sample;

/// More values of one condition are not tried.
const MOST_VALUES: usize = 3;

/// What a condition says, and of what.
pub(super) struct Asks<'a> {
    pub(super) operator: Operator,
    pub(super) key: &'a str,
    /// The policy's values, variables put in.
    pub(super) values: Vec<String>,
    /// What the request has.
    pub(super) now: OwnedValue,
    /// Values that other conditions ask of the same key.
    pub(super) elsewhere: Vec<String>,
}

/// Keys that say who calls or whose the resource is: no caller chooses them.
const GIVEN: [&str; 28] = [
    "aws:AssumedRoot",
    "aws:FederatedProvider",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalIsAWSService",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalServiceName",
    "aws:PrincipalServiceNamesList",
    "aws:PrincipalType",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:ResourceOrgPaths",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:userid",
    "aws:username",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
    "ec2:CreateAction",
    "kms:CallerAccount",
    "kms:GrantIsForAWSResource",
    "kms:ResourceAliases",
    "s3:AccessPointNetworkOrigin",
    "s3:DataAccessPointAccount",
    "s3:DataAccessPointArn",
    "s3:ResourceAccount",
];

/// Keys that AWS always sends, or that only the way of sending decides.
const ALWAYS_SENT: [&str; 10] = [
    "aws:CurrentTime",
    "aws:EpochTime",
    "aws:RequestedRegion",
    "aws:SecureTransport",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIp",
    "aws:TokenIssueTime",
    "aws:UserAgent",
    "aws:ViaAWSService",
];

fn is_among(keys: &[&str], key: &str) -> bool {
    keys.iter().any(|own| own.eq_ignore_ascii_case(key))
}

/// What is settled where a service calls in the caller's name: the keys of his network are gone, and the service is known.
const OF_THE_WAY: [&str; 5] = [
    "aws:SourceVpc",
    "aws:SourceVpcArn",
    "aws:SourceVpce",
    "aws:VpcSourceIp",
    "kms:ViaService",
];

/// Keys that only the calls of service principals carry (KEY-11).
pub(super) const OF_SERVICES: [&str; 2] = ["aws:SourceAccount", "aws:SourceArn"];

pub(super) fn is_of_services(key: &str) -> bool {
    is_among(&OF_SERVICES, key)
}

/// Whether the request could come with another value of the key.
pub(super) fn can_change(key: &str, request: &Request, caller: Option<&Principal>) -> bool {
    let forwarded = !request.via.is_empty() && is_among(&OF_THE_WAY, key);
    // Through an endpoint there is no public address.
    let private = request.endpoint.is_some() && key.eq_ignore_ascii_case("aws:SourceIp");
    let is = |kinds: &[PrincipalIs]| caller.is_some_and(|own| kinds.contains(&own.is));
    // Tags and MFA are of credentials that somebody was given; root has no tags.
    let starts = |head: &str| key.get(..head.len()).is_some_and(|own| own.eq_ignore_ascii_case(head));
    let credentials = is(&[PrincipalIs::User, PrincipalIs::Role, PrincipalIs::FederatedUser]);
    let tag = starts("aws:PrincipalTag/") && !credentials;
    let factor = starts("aws:MultiFactorAuth") && !credentials && !is(&[PrincipalIs::Root]);
    let service = is_of_services(key) && !is(&[PrincipalIs::Service]);
    if forwarded || private || tag || factor || service {
        return false;
    }
    // A region that nobody chose is where the resource is, or the one of a global service.
    let region = key.eq_ignore_ascii_case("aws:RequestedRegion");
    let settled = region && (request.context.by_name(key).is_none() || names_region(request.resource()));
    is_sent(key) && !settled && !is_among(&GIVEN, key)
}

/// AWS sends no `aws:` key that it does not document.
pub(super) fn is_sent(key: &str) -> bool {
    key_info(key).is_some() || !key.get(..4).is_some_and(|own| own.eq_ignore_ascii_case("aws:"))
}

fn names_region(arn: &str) -> bool {
    arn.split(':').nth(3).is_some_and(|region| !region.is_empty())
}

impl Asks<'_> {
    /// Values under which the condition is `truth`, likely ones first.
    pub(super) fn values_for(&self, truth: bool) -> Vec<ContextValue> {
        if self.operator.base == Base::Null {
            let missing = self.values.iter().any(|value| value == "true");
            return match missing == truth {
                true => self.absent().listed(),
                false => {
                    let asked = self.elsewhere.iter().take(MOST_VALUES).cloned();
                    asked
                        .chain([sample::of_key(self.key)])
                        .map(|value| self.of(value))
                        .listed()
                }
            };
        }
        let mut values = Vec::new();
        if truth != self.operator.negated {
            let matching = self
                .values
                .iter()
                .filter_map(|value| sample::matching(self.operator.base, value, &self.now));
            values.add(matching.take(MOST_VALUES).map(|value| self.of(value)));
            values.add(self.absent().filter(|_| self.when_absent() == truth));
        } else {
            let others = match self.key.eq_ignore_ascii_case("aws:RequestedRegion") {
                // Nobody calls a region that there is not.
                true => vec!["us-east-1".to_owned(), "eu-west-1".to_owned()],
                false => sample::differing(self.operator.base, &self.values),
            };
            values.add(others.into_iter().map(|value| self.of(value)));
            let absent = self.absent().filter(|_| self.when_absent() == truth);
            // Any other text is a guess; that a boolean is sent is not.
            let place = if self.operator.base == Base::Bool {
                values.len()
            } else {
                0
            };
            values.splice(place..place, absent);
        }
        values
    }

    /// Whether the condition asks for this very value, or is satisfied without one.
    pub(super) fn is_asked_for(&self, value: &ContextValue) -> bool {
        match value {
            // A boolean has one other value.
            ContextValue::One(text) => self.operator.base == Base::Bool || self.names(text),
            ContextValue::Many(list) => list.iter().all(|text| self.names(text)),
            _ => true,
        }
    }

    /// The pattern of which a value is an example.
    pub(super) fn pattern_of(&self, value: &ContextValue) -> Option<&str> {
        let ContextValue::One(text) = value else { return None };
        let mut patterns = self.values.iter().filter(|own| own.contains(['*', '?']));
        let own = patterns.find(|own| sample::matching(self.operator.base, own, &self.now).as_deref() == Some(text))?;
        Some(own)
    }

    fn names(&self, text: &str) -> bool {
        self.values.iter().chain(&self.elsewhere).any(|own| own == text)
    }

    fn absent(&self) -> impl Iterator<Item = ContextValue> + use<> {
        let can = self.now != OwnedValue::Absent && !is_among(&ALWAYS_SENT, self.key);
        can.then_some(ContextValue::Absent).into_iter()
    }

    /// The table of COND-10.
    fn when_absent(&self) -> bool {
        match self.operator.qualifier {
            _ if self.operator.if_exists => true,
            Qualifier::ForAllValues => true,
            Qualifier::ForAnyValue => false,
            Qualifier::None => self.operator.negated,
        }
    }

    fn of(&self, text: String) -> ContextValue {
        let many = key_cardinality(self.key) == Some(Cardinality::Multi) || matches!(self.now, OwnedValue::Many(_));
        match many {
            true => ContextValue::Many(vec![text.into()]),
            false => ContextValue::One(text.into()),
        }
    }
}

/// The kind of values that a key holds.
pub(super) fn kind(key: &str) -> KeyType {
    key_info(key).map_or(KeyType::Text, |info| info.kind)
}
