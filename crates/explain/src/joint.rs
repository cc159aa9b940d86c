//! How the two rails meet: what the caller's gates and the resource's gates must do together.

use iamwhy_engine::world::PrincipalIs;
use iamwhy_engine::{GrantKind, Layer, Outcome, Truth};

use crate::case::Case;
use crate::explanation::{Joint, Meeting};

/// What a picture of the gates needs to know beyond the gates.
pub(crate) fn joint(case: &Case<'_>) -> Joint {
    let meeting = meeting(case);
    let grant = match (meeting, case.traced.decision.grant) {
        // Of an access point and its bucket the second may be the one that grants.
        (Meeting::Both, _) if case.outcome() == Outcome::Allow => GrantKind::Direct,
        (Meeting::Nobody, _) | (_, GrantKind::None) => GrantKind::None,
        (Meeting::Either | Meeting::Gated, grant) => grant,
        (Meeting::Both | Meeting::ResourceAlone, _) => GrantKind::Direct,
    };
    Joint {
        meeting,
        words: words(case, meeting),
        caller: caller(case),
        resource: resource(case),
        grant,
        hint: hint(case, meeting, grant).map(str::to_owned),
    }
}

fn hint(case: &Case<'_>, meeting: Meeting, grant: GrantKind) -> Option<&'static str> {
    let one_account = matches!(meeting, Meeting::Either | Meeting::Gated);
    let capped = case.blocks(Layer::Boundary) || case.blocks(Layer::Session);
    let caps = [case.facts().boundary, case.facts().session];
    match grant {
        GrantKind::Role if one_account && capped => {
            Some("a grant to the role is still capped; one to the session itself would go straight to the lock")
        }
        GrantKind::Direct if one_account && caps.iter().any(|cap| *cap != Truth::Yes) => {
            Some("the grant names the caller itself, so it goes around boundary and session policies")
        }
        GrantKind::Account if one_account => Some("a grant to the account leaves it to the caller's own policies"),
        _ => None,
    }
}

fn meeting(case: &Case<'_>) -> Meeting {
    let facts = case.facts();
    match () {
        () if facts.always.is_some() || facts.refused.is_some() => Meeting::Nobody,
        () if facts.outside_iam => Meeting::ResourceAlone,
        () if case.is_cross_account() => Meeting::Both,
        () if facts.sides.iter().any(|side| side.gated && side.same_account) => Meeting::Gated,
        () => Meeting::Either,
    }
}

fn words(case: &Case<'_>, meeting: Meeting) -> String {
    match meeting {
        Meeting::Either => "one account: a grant on either rail is enough".to_owned(),
        Meeting::Both => "two accounts: both rails must be open".to_owned(),
        Meeting::Gated => ["the ", case.resource_policy(), " must let the caller or its account in"].concat(),
        Meeting::ResourceAlone => "the caller has no policies here: the resource's rail alone counts".to_owned(),
        Meeting::Nobody if case.facts().always.is_some() => "no policy is asked: the call is always allowed".to_owned(),
        Meeting::Nobody => "no policy is asked: the service refuses first".to_owned(),
    }
}

fn caller(case: &Case<'_>) -> String {
    let kind = match case.principal.is {
        PrincipalIs::User => "user ",
        PrincipalIs::Role => "role ",
        _ => "",
    };
    [kind, &case.who()].concat()
}

fn resource(case: &Case<'_>) -> String {
    match case.what() {
        Some(what) => what,
        None => "no resource in particular".to_owned(),
    }
}
