//! A case and the combinations of its matrix.

use std::fmt;

use iamwhy_policy::{Add, Listed};

use super::{Authorization, Cases, authorization::Asked, context::Layered, naming, operation, origin::origin};
use crate::{
    model::{Case, ContextValue, Expect, Expectation, Matrix, Scenario},
    operations::sent_resource,
};

/// One request, ready to be decided.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpandedCase<'a> {
    /// The case that it comes from.
    pub case: &'a Case,
    /// Index of that case in `cases`.
    pub index: usize,
    /// Where in the matrix it stands; empty without one.
    pub coordinates: Vec<Coordinate<'a>>,
    /// Its name, with the coordinates.
    pub name: String,
    /// Who calls: the name of a principal, or an ARN. Nothing where only a document is judged.
    pub principal: Option<&'a str>,
    /// The action as it is written, where one is.
    pub action: Option<&'a str>,
    /// The resource as it is written, where one is.
    pub resource: Option<&'a str>,
    /// What AWS asks of IAM, in order.
    pub authorizations: Vec<Authorization>,
    /// What is believed about it.
    pub expect: Option<&'a Expectation>,
}

/// One coordinate of a combination.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum Coordinate<'a> {
    /// A principal.
    Principal(&'a str),
    /// An action.
    Action(&'a str),
    /// A resource.
    Resource(&'a str),
    /// A context key and its value.
    Context(&'a str, &'a ContextValue),
}

impl fmt::Display for Coordinate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Coordinate::Principal(text) | Coordinate::Action(text) | Coordinate::Resource(text) => f.write_str(text),
            Coordinate::Context(key, value) => write!(f, "{key} = {value}"),
        }
    }
}

/// What one case stands for, in the order principal, action, resource, context keys sorted; the last varies fastest.
pub struct Combinations<'a> {
    cases: &'a Cases<'a>,
    case: Option<&'a Case>,
    index: usize,
    next: usize,
    count: usize,
}

impl<'a> Combinations<'a> {
    /// Most cases that the matrices of one file may make: a bound for hostile files.
    pub const LIMIT: usize = 1_000_000;

    pub(super) fn new(cases: &'a Cases<'a>, index: usize) -> Combinations<'a> {
        let case = cases.scenario().cases.get(index);
        Combinations {
            cases,
            case,
            index,
            next: 0,
            count: case.map_or(0, Combinations::count).min(Self::LIMIT),
        }
    }

    /// How many combinations a case has; without a matrix, one.
    pub(crate) fn count(case: &Case) -> usize {
        let Some(matrix) = &case.matrix else { return 1 };
        let texts = [&matrix.principal, &matrix.action, &matrix.resource]
            .into_iter()
            .flatten()
            .map(Vec::len);
        texts
            .chain(matrix.context.values().map(Vec::len))
            .fold(1, usize::saturating_mul)
    }

    /// The name of the next one. It costs less than what it is the name of.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        let case = self.case.filter(|_| self.next < self.count)?;
        Some(self.outline(case, self.next).name)
    }

    fn combination(&self, case: &'a Case, number: usize) -> ExpandedCase<'a> {
        let mut expanded = self.outline(case, number);
        let mut given = Layered::default().over(&case.context);
        for coordinate in &expanded.coordinates {
            if let Coordinate::Context(key, value) = *coordinate {
                given.set(key, value.clone());
            }
        }
        expanded.authorizations = self.authorizations(self.cases.scenario(), &expanded, &given);
        expanded
    }

    /// All but what AWS asks of IAM.
    fn outline(&self, case: &'a Case, number: usize) -> ExpandedCase<'a> {
        let coordinates = case
            .matrix
            .as_ref()
            .map(|matrix| coordinates(matrix, number))
            .unwrap_or_default();
        let mut expanded = ExpandedCase {
            case,
            index: self.index,
            coordinates,
            name: String::new(),
            principal: case.principal.as_deref(),
            action: case.action.as_deref(),
            resource: case.resource.as_deref(),
            authorizations: Vec::new(),
            expect: match &case.expect {
                None => None,
                Some(Expect::All(expectation)) => Some(expectation),
                Some(Expect::Each(list)) => list.get(number),
            },
        };
        for coordinate in &expanded.coordinates {
            match *coordinate {
                Coordinate::Principal(text) => expanded.principal = Some(text),
                Coordinate::Action(text) => expanded.action = Some(text),
                Coordinate::Resource(text) => expanded.resource = Some(text),
                Coordinate::Context(..) => {}
            }
        }
        expanded.name = naming::name(case, &expanded);
        expanded
    }

    fn authorizations(
        &self,
        scenario: &'a Scenario,
        expanded: &ExpandedCase<'a>,
        given: &Layered,
    ) -> Vec<Authorization> {
        let case = expanded.case;
        let given = given.clone().finish();
        let context = || Layered::defaults(scenario, case).over(&given);
        let one =
            |action: &str, resource: (String, Option<String>), mut context: Layered, via: &[String]| Authorization {
                action: action.to_owned(),
                resource: context.authorized_on(self.cases, action, resource.0),
                sent: resource.1,
                overruled: Vec::new(),
                context: context.finish(),
                tags: case.tags.clone(),
                via: via.to_vec(),
                asked: Asked::ByCase,
            };
        if let Some(calls) = &case.call {
            return calls
                .iter()
                .map(|call| {
                    let via = call.via.as_deref().unwrap_or(&case.via);
                    one(
                        &call.action,
                        (self.cases.arn(&call.resource), None),
                        context().over(&call.context),
                        via,
                    )
                })
                .listed();
        }
        let layered = context();
        let origin = origin(scenario, expanded.principal, &layered);
        let star = scenario.assume.get("UND-13").is_some_and(|word| word == "star");
        let sent = |action: &str| match sent_resource(action, origin) {
            Some(arn) if star => ("*".to_owned(), Some(arn)),
            Some(arn) => (arn, Some("*".to_owned())),
            None => ("*".to_owned(), None),
        };
        if let Some(called) = &case.operation {
            let asked = operation::Called {
                cases: self.cases,
                case,
                principal: expanded.principal,
                resource: expanded.resource,
                given: &given,
                sent: &sent,
            };
            return asked.authorizations(called);
        }
        let Some(action) = expanded.action else {
            return Vec::new();
        };
        let resource = match expanded.resource {
            Some(text) => (self.cases.arn(text), None),
            None => sent(action),
        };
        vec![one(action, resource, context(), &case.via)]
    }
}

impl<'a> Iterator for Combinations<'a> {
    type Item = ExpandedCase<'a>;

    fn next(&mut self) -> Option<ExpandedCase<'a>> {
        let case = self.case?;
        if self.next >= self.count {
            return None;
        }
        let number = self.next;
        self.next += 1;
        Some(self.combination(case, number))
    }

    /// What is passed over is not worked out.
    fn nth(&mut self, n: usize) -> Option<ExpandedCase<'a>> {
        self.next = self.next.saturating_add(n);
        self.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.count - self.next.min(self.count);
        (left, Some(left))
    }
}

/// The coordinates of combination `number`: the last list varies fastest.
fn coordinates(matrix: &Matrix, number: usize) -> Vec<Coordinate<'_>> {
    let mut rest = number;
    let mut pick = |len: usize| {
        let at = rest.checked_rem(len).unwrap_or(0);
        rest = rest.checked_div(len).unwrap_or(0);
        at
    };
    let mut backwards = Vec::new();
    for (key, values) in matrix.context.iter().rev() {
        backwards.add(
            values
                .get(pick(values.len()))
                .map(|value| Coordinate::Context(key, value)),
        );
    }
    let mut index = |list: &Option<Vec<String>>| list.as_ref().map(|list| pick(list.len()));
    let (resource, action, principal) = (index(&matrix.resource), index(&matrix.action), index(&matrix.principal));
    backwards.add(chosen(&matrix.resource, resource).map(Coordinate::Resource));
    backwards.add(chosen(&matrix.action, action).map(Coordinate::Action));
    backwards.add(chosen(&matrix.principal, principal).map(Coordinate::Principal));
    backwards.reverse();
    backwards
}

fn chosen(list: &Option<Vec<String>>, index: Option<usize>) -> Option<&str> {
    list.as_ref()?.get(index?).map(String::as_str)
}
