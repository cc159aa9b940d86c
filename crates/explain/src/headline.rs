//! The answer to a whole call, where it takes several authorizations.

use iamwhy_engine::Outcome;
use iamwhy_policy::Listed;

use crate::breadcrumb::outcome;
use crate::explanation::Explanation;
use crate::name::thing;
use crate::words::{list, number};

/// What comes of the call as a whole; nothing where it has one authorization, which says it itself.
#[must_use]
pub fn headline(all: &[Explanation]) -> Option<String> {
    if all.len() < 2 {
        return None;
    }
    let of = |wanted: fn(Outcome) -> bool| {
        let some = all.iter().filter(move |own| wanted(own.decision));
        some.map(called).listed()
    };
    let denied = of(Outcome::is_deny);
    let unknown = of(|outcome| outcome == Outcome::Unknown);
    let explicit = all.iter().any(|own| own.decision == Outcome::ExplicitDeny);
    let count = number(all.len());
    let verb = |names: &[String]| if names.len() == 1 { " is" } else { " are" };
    let (whole, text) = match (denied.as_slice(), unknown.as_slice()) {
        ([], []) => (
            Outcome::Allow,
            [
                "the call as a whole is allowed: so is each of its ",
                &count,
                " authorizations",
            ]
            .concat(),
        ),
        ([], open) => (
            Outcome::Unknown,
            [
                "whether the call as a whole is allowed is not known: of its ",
                &count,
                " authorizations, ",
                &list(open, "and"),
                verb(open),
                " open",
            ]
            .concat(),
        ),
        (shut, _) => (
            if explicit {
                Outcome::ExplicitDeny
            } else {
                Outcome::ImplicitDeny
            },
            [
                "the call as a whole is denied: of its ",
                &count,
                " authorizations, ",
                &list(shut, "and"),
                verb(shut),
                " refused",
            ]
            .concat(),
        ),
    };
    Some([&outcome(whole).to_string(), " ", &text, "."].concat())
}

/// `iam:PassRole on the role app`
fn called(own: &Explanation) -> String {
    match own.resource.as_str() {
        "*" => own.action.clone(),
        arn => [&own.action, " on ", &thing(arn)].concat(),
    }
}
