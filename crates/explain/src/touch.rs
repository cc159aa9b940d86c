//! Which undocumented points a request can touch at all: cheap checks, so that few readings need be tried.

use iamwhy_engine::order::order;
use iamwhy_engine::world::{Grants, PrincipalIs};
use iamwhy_engine::{EntryDetail, KeyType, OwnedValue, Site, key_info};
use iamwhy_policy::{Base, ConditionPair, Effect, Kind, Listed, Operator, PolicyType, Qualifier};

use crate::case::Case;
use crate::survey::{Clause, Survey, Tested};
use crate::warnings::variable_before_resource;
use crate::words::has_wildcard;

/// The request and what its gates test.
pub(crate) struct Touch<'t, 'a> {
    case: &'t Case<'a>,
    survey: &'t Survey<'a>,
}

impl<'t, 'a> Touch<'t, 'a> {
    pub(crate) fn new(case: &'t Case<'a>, survey: &'t Survey<'a>) -> Touch<'t, 'a> {
        Touch { case, survey }
    }

    /// Whether `UND-number` can matter. Never false where it does; often true where it does not.
    pub(crate) fn touches(&self, number: u8) -> bool {
        let case = self.case;
        let principal = case.principal;
        match number {
            1 => self.any_test(|test| plain(test) && (open(test) || matches!(test.detail.value, OwnedValue::Many(_)))),
            2 => self.any_test(|test| has_empty_value(&test.detail.value) || (open(test) && asks_for_null(test))),
            3 => self.any_test(|test| base(test) == Some(Base::Bool) && test.texts().any(|(text, _)| variable(text))),
            4 => self.any_clause(|own| {
                own.site == Site::Resource && own.negated && own.texts().any(|(text, _)| variable(text))
            }),
            5 => self.any_text(|text| text.contains("${") && text.contains(", '")),
            6 => self.any_clause(|own| own.texts().any(widened)) || self.any_test(|own| own.texts().any(widened)),
            7 => self.any_test(|test| {
                is_date(test)
                    && (open(test) || four_digits(&test.detail.value) || test.texts().any(|(text, _)| is_year(text)))
            }),
            8 => self.any_test(|test| {
                let negated = test.condition.operator.is_some_and(|own| own.negated);
                negated && (open(test) || test.texts().any(|(_, entry)| entry.unreadable))
            }),
            9 => self.any_test(|test| is_arn(test) && test.texts().any(|(text, _)| text == "*")),
            10 => self.any_test(|test| test.detail.values.is_empty()),
            11 => self.any_test(|test| matches!(test.detail.value, OwnedValue::Ambiguous(_))),
            14 => self.any_clause(|own| own.site == Site::Principal && own.negated && own.view.effect == Effect::Deny),
            // Without a boundary or session policy there is nothing to go around.
            15 => {
                self.is_capped()
                    && self.any_clause(|own| own.site == Site::Principal && own.texts().any(|(text, _)| text == "*"))
            }
            16 => principal.is == PrincipalIs::FederatedUser && principal.session_policies.is_none(),
            17 => principal.session_policies.as_ref().is_some_and(|own| own.len() > 1),
            18 => self.has_grants(),
            19 => principal.is == PrincipalIs::Role && self.asks("aws:multifactorauth"),
            20 => !case.request.via.is_empty() && self.asks("aws:sourceip"),
            22 => self.any_test(has_bare_number),
            23 => {
                let keys = ["aws:principalarn", "aws:principalaccount", "aws:principaltype"];
                principal.is == PrincipalIs::Service && keys.iter().any(|key| self.asks(key))
            }
            24 => self.any_clause(|own| {
                own.site == Site::Principal
                    && own.view.kind == PolicyType::Trust
                    && own.texts().any(|(text, _)| text == "*")
            }),
            26 => self.any_test(|test| {
                base(test) == Some(Base::IpAddress)
                    && (open(test) || mapped(&test.detail.value) || test.texts().any(|(text, _)| text.contains(":")))
            }),
            27 => self.any_text(|text| text != principal.arn && text.eq_ignore_ascii_case(&principal.arn)),
            28 => case.request.resource().split(':').nth(2) == Some("iam"),
            30 => {
                !case.request.resource().is_ascii()
                    || self.any_test(beyond_ascii)
                    || self.any_text(|text| !text.is_ascii())
            }
            31 => self.any_clause(|own| own.site == Site::Resource && self.may_cross(own)),
            32 => self.any_clause(|own| {
                own.site == Site::Resource && own.texts().any(|(text, _)| variable_before_resource(text))
            }),
            33 => self.has_twin_keys(),
            34 => self.any_clause(|own| own.site == Site::Principal && own.negated && own.view.effect == Effect::Allow),
            35 => self.any_test(is_text_of_other_type),
            37 => case.asked.behind_access_point().is_some(),
            38 => case.is_trust() && principal.is == PrincipalIs::User && principal.boundary.is_some(),
            39 => case.request.resource() == "*" && case.asked.rcps_reach_service() && self.may_deny_by_rcp(),
            _ => false,
        }
    }

    fn any_test(&self, check: impl Fn(&Tested<'a>) -> bool) -> bool {
        self.survey.tests.iter().any(check)
    }

    fn any_clause(&self, check: impl Fn(&Clause<'a>) -> bool) -> bool {
        self.survey.clauses.iter().any(check)
    }

    /// Whether a text of a policy at the gates has this.
    fn any_text(&self, check: impl Fn(&str) -> bool) -> bool {
        self.any_clause(|own| own.texts().any(|(text, _)| check(text)))
            || self.any_test(|own| own.texts().any(|(text, _)| check(text)))
    }

    /// Whether a condition or a variable asks for a key that begins so.
    fn asks(&self, key: &str) -> bool {
        let begins = |text: &str| {
            text.get(..key.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(key))
        };
        self.any_test(|own| begins(own.condition.key)) || self.any_text(|text| text.to_ascii_lowercase().contains(key))
    }

    fn is_capped(&self) -> bool {
        let own = self.case.principal;
        own.boundary.is_some() || own.session_policies.is_some() || own.is == PrincipalIs::FederatedUser
    }

    /// Without a `Deny` an RCP changes nothing (RCP-4). Where no RCP is read there is none to see.
    fn may_deny_by_rcp(&self) -> bool {
        let read = self.case.program.assume().chosen(39) == 0;
        !read || self.any_clause(|own| own.view.kind == PolicyType::Rcp && own.view.effect == Effect::Deny)
    }

    fn has_grants(&self) -> bool {
        let entry = self
            .case
            .asked
            .own_entry()
            .and_then(|index| self.case.env().resources.get(index));
        entry.is_some_and(|resource| match &resource.grants {
            Grants::Known(list) => !list.is_empty(),
            Grants::Unknown(_) => true,
        })
    }

    /// Whether a star at the end of one of the first five parts has anything to run across.
    fn may_cross(&self, clause: &Clause<'a>) -> bool {
        let sent = self.case.request.resource().matches(':').count();
        clause.texts().any(|(text, _)| {
            let colons = text.matches(':').count();
            text != "*" && text.contains('*') && (colons != 5 || sent > 5)
        })
    }

    /// Keys of one statement that differ only by case, as they are written: some readings drop one of them.
    fn has_twin_keys(&self) -> bool {
        self.survey.statements.iter().any(|view| {
            let json = &view.attached.policy.json;
            let own = view.attached.policy.statements.get(view.index as usize);
            let pairs = own.map(|own| &*own.conditions).unwrap_or_default();
            let key = |pair: &ConditionPair| json.string(pair.key).unwrap_or("").to_ascii_lowercase();
            // Neighbours after sorting: a statement may have as many keys as somebody likes to write.
            let keys: Vec<_> = pairs.iter().map(|pair| (pair.operator, key(pair))).listed();
            let sorted = order(keys.len(), &mut |one, other| keys.get(one).cmp(&keys.get(other)));
            let mut neighbours = sorted.windows(2);
            neighbours.any(|pair| matches!(pair, [one, other] if keys.get(*one) == keys.get(*other)))
        })
    }
}

fn base(test: &Tested<'_>) -> Option<Base> {
    test.condition.operator.map(|operator| operator.base)
}

fn plain(test: &Tested<'_>) -> bool {
    test.condition
        .operator
        .is_some_and(|operator| operator.qualifier == Qualifier::None)
}

fn is_arn(test: &Tested<'_>) -> bool {
    matches!(base(test), Some(Base::ArnEquals | Base::ArnLike))
}

fn is_date(test: &Tested<'_>) -> bool {
    let by_operator = matches!(
        base(test),
        Some(
            Base::DateEquals
                | Base::DateLessThan
                | Base::DateLessThanEquals
                | Base::DateGreaterThan
                | Base::DateGreaterThanEquals
        )
    );
    by_operator || key_info(test.condition.key).is_some_and(|info| info.kind == KeyType::Date)
}

fn variable(text: &str) -> bool {
    text.contains("${")
}

/// Whether a variable may bring a wildcard in: it has one, or nobody knows what it has.
fn widened((_, entry): (&str, &EntryDetail)) -> bool {
    let wild = entry.resolved.as_deref().is_some_and(has_wildcard);
    wild || entry.unset || entry.open
}

/// Whether the request's value is not known, so that it may be anything.
fn open(test: &Tested<'_>) -> bool {
    matches!(test.detail.value, OwnedValue::Unknown(_))
}

/// Whether an empty text may count as no value at all.
fn asks_for_null(test: &Tested<'_>) -> bool {
    let all = |operator: Operator| operator.qualifier == Qualifier::ForAllValues;
    base(test) == Some(Base::Null) || test.condition.operator.is_some_and(all)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn any_value(value: &OwnedValue, check: impl Fn(&str) -> bool) -> bool {
    match value {
        OwnedValue::One(text) => check(text),
        OwnedValue::Many(list) => list.iter().any(|text| check(text)),
        OwnedValue::Ambiguous(tags) => tags.iter().any(|(_, text)| check(text)),
        OwnedValue::Absent | OwnedValue::Unknown(_) => false,
    }
}

fn has_empty_value(value: &OwnedValue) -> bool {
    any_value(value, str::is_empty) || matches!(value, OwnedValue::Many(list) if list.is_empty())
}

fn four_digits(value: &OwnedValue) -> bool {
    any_value(value, is_year)
}

fn mapped(value: &OwnedValue) -> bool {
    any_value(value, |text| text.contains(':'))
}

fn beyond_ascii(test: &Tested<'_>) -> bool {
    any_value(&test.detail.value, |text| !text.is_ascii())
}

/// Whether a policy value is written as a JSON number.
fn has_bare_number(test: &Tested<'_>) -> bool {
    let json = &test.view.attached.policy.json;
    test.detail
        .values
        .iter()
        .any(|entry| json.kind(entry.node) == Kind::Number)
}

fn is_text_of_other_type(test: &Tested<'_>) -> bool {
    let text = matches!(
        base(test),
        Some(Base::StringEquals | Base::StringEqualsIgnoreCase | Base::StringLike)
    );
    let kind = key_info(test.condition.key).map(|info| info.kind);
    text && matches!(kind, Some(KeyType::Boolean | KeyType::Number | KeyType::Date))
}
