//! The principal test of resource-based policies, and the kind of grant it makes (PRIN-20 to PRIN-34).

use iamwhy_policy::{Effect, PolicyType};

use super::GrantKind;
use crate::action::Special;
use crate::bind::Bound;
use crate::compare::{arn, fold};
use crate::compile::parts::{Clause, PrincipalTest, Stmt};
use crate::trace::Reason;
use crate::truth::Truth;
use crate::unknown::{Assigned, Guess};
use crate::world::{Attached, PrincipalIs};

/// How the clause came out, why, and what an Allow would grant.
pub(crate) fn principal(bound: &Bound<'_>, stmt: &Stmt, clause: &Clause) -> (Truth, Reason, GrantKind) {
    if is_trust(bound, stmt) && !fits(bound) {
        return (Truth::No, Reason::NoValueMatched, GrantKind::None);
    }
    if !clause.negated {
        let kind = strongest(bound, stmt, clause);
        let truth = Truth::from(kind != GrantKind::None);
        return (truth, super::element::reason(false, truth), kind);
    }
    if stmt.effect == Effect::Allow {
        let listed = strongest(bound, stmt, clause) != GrantKind::None;
        // UND-34: the kind of grant is not documented.
        let kind = if bound.assume.other(34) {
            GrantKind::Account
        } else {
            GrantKind::Direct
        };
        let truth = Truth::from(!listed);
        return (
            truth,
            super::element::reason(true, truth),
            if listed { GrantKind::None } else { kind },
        );
    }
    let (truth, reason) = denied(bound, clause);
    (truth, reason, GrantKind::None)
}

fn is_trust(bound: &Bound<'_>, stmt: &Stmt) -> bool {
    let document = bound.program.documents.get(stmt.document as usize);
    document.is_some_and(|own| own.kind == PolicyType::Trust)
}

/// Each way to assume a role has its own kind of caller (STS-12).
pub(crate) fn fits(bound: &Bound<'_>) -> bool {
    let is = bound.principal.is;
    match bound.action() {
        "sts:assumerolewithsaml" => is == PrincipalIs::Saml,
        "sts:assumerolewithwebidentity" => is == PrincipalIs::WebIdentity,
        "sts:assumerole" => !matches!(is, PrincipalIs::Saml | PrincipalIs::WebIdentity),
        _ => true,
    }
}

/// `Deny` with `NotPrincipal` (PRIN-30 to PRIN-32).
fn denied(bound: &Bound<'_>, clause: &Clause) -> (Truth, Reason) {
    let principal = bound.principal;
    let limited = matches!(principal.is, PrincipalIs::User | PrincipalIs::Role);
    match principal.limit().filter(|_| limited) {
        None => {}
        Some(Attached::Policy(_)) => return (Truth::Yes, Reason::BoundaryNeverEscapes),
        Some(Attached::Unknown(id)) => match bound.assigned(id) {
            Assigned::Open if escapes(bound, clause) => return (Truth::Unknown, Reason::Unknown),
            Assigned::Open | Assigned::As(Guess::Absent) => {}
            Assigned::As(_) => return (Truth::Yes, Reason::BoundaryNeverEscapes),
        },
    }
    let truth = Truth::from(!escapes(bound, clause));
    (truth, super::element::reason(true, truth))
}

/// Whether every identity in the caller's chain is listed (UND-14: or any, or all but the session).
fn escapes(bound: &Bound<'_>, clause: &Clause) -> bool {
    // `*` is no wildcard here: it names nobody (PRIN-34).
    let entries = clause.entries.of(&bound.program.principal_entries);
    let listed = |level: Level| entries.iter().any(|entry| is_level(bound, entry.test, level));
    let levels: &[Level] = match bound.principal.is {
        PrincipalIs::User => &[Level::Account, Level::User],
        PrincipalIs::Role => &[Level::Account, Level::Role, Level::Session],
        // What root has federated has no user behind it.
        PrincipalIs::FederatedUser if bound.principal.root_right => &[Level::Account, Level::Federated],
        PrincipalIs::FederatedUser => &[Level::Account, Level::Parent, Level::Federated],
        PrincipalIs::Root => &[Level::Account],
        PrincipalIs::Service => &[Level::Service],
        PrincipalIs::WebIdentity | PrincipalIs::Saml => &[Level::Provider],
        PrincipalIs::Anonymous => return false,
    };
    match bound.assume.chosen(14) {
        0 => levels.iter().all(|level| listed(*level)),
        1 => levels.iter().any(|level| listed(*level)),
        _ => levels.iter().all(|level| *level == Level::Session || listed(*level)),
    }
}

#[derive(Copy, Clone, PartialEq, Eq)]
enum Level {
    Account,
    User,
    Role,
    Session,
    Parent,
    Federated,
    Service,
    Provider,
}

fn is_level(bound: &Bound<'_>, test: PrincipalTest, level: Level) -> bool {
    let kind = grant(bound, test);
    if kind == GrantKind::None {
        return false;
    }
    match test {
        PrincipalTest::Account(..) | PrincipalTest::RootOf(..) => level == Level::Account,
        PrincipalTest::User(_) => matches!(level, Level::User | Level::Parent),
        PrincipalTest::Role(_) => level == Level::Role,
        PrincipalTest::Session(_) => level == Level::Session,
        PrincipalTest::FederatedUser(_) => level == Level::Federated,
        PrincipalTest::Id(_) => matches!(level, Level::User | Level::Role | Level::Parent),
        PrincipalTest::Service(_) => level == Level::Service,
        PrincipalTest::Provider(_) => level == Level::Provider,
        PrincipalTest::Any | PrincipalTest::Nothing => false,
    }
}

fn strongest(bound: &Bound<'_>, stmt: &Stmt, clause: &Clause) -> GrantKind {
    let entries = clause.entries.of(&bound.program.principal_entries);
    let login = bound.principal.is_login() && is_trust(bound, stmt);
    let kind = |test| match test {
        // Only their provider lets web identities and SAML callers in (AMEND-4); `*` can shut them out. Nor is `*` a
        // wildcard in NotPrincipal (PRIN-34).
        PrincipalTest::Any if clause.negated || (login && stmt.effect == Effect::Allow) => GrantKind::None,
        // UND-15: whether `*` goes around silent boundaries and session policies; with aws:PrincipalArn it is documented.
        PrincipalTest::Any if bound.assume.other(15) && !stmt.names_principal && !bound.principal.is_outside_iam() => {
            GrantKind::Role
        }
        test => grant(bound, test),
    };
    entries
        .iter()
        .map(|entry| kind(entry.test))
        .max()
        .unwrap_or(GrantKind::None)
}

/// What an element grants to this caller; none where it does not match.
pub(crate) fn grant(bound: &Bound<'_>, test: PrincipalTest) -> GrantKind {
    let principal = bound.principal;
    let text = |run| bound.program.templates.str(run);
    let given = |yes: bool, kind: GrantKind| if yes { kind } else { GrantKind::None };
    match test {
        PrincipalTest::Any => GrantKind::Direct,
        PrincipalTest::Account(run, partition) | PrincipalTest::RootOf(run, partition) => {
            let own = principal.account.as_deref() == Some(text(run))
                && [principal.partition.as_str(), ""].contains(&text(partition));
            match principal.is {
                PrincipalIs::Root => given(own, GrantKind::Direct),
                // In the policy of a gateway endpoint an account means its root alone (VPCE-3).
                _ if matches!(test, PrincipalTest::RootOf(..)) => GrantKind::None,
                _ => given(own, GrantKind::Account),
            }
        }
        PrincipalTest::User(run) => match principal.is {
            PrincipalIs::User => given(principal.arn == text(run), GrantKind::Direct),
            PrincipalIs::FederatedUser => given(
                principal.parent.as_ref().is_some_and(|(arn, _)| arn == text(run)),
                GrantKind::Role,
            ),
            _ => GrantKind::None,
        },
        PrincipalTest::Role(run) => given(is_role(bound, text(run)), GrantKind::Role),
        PrincipalTest::Session(run) => given(
            principal.is == PrincipalIs::Role && principal.arn == text(run),
            GrantKind::Direct,
        ),
        PrincipalTest::FederatedUser(run) => given(
            principal.is == PrincipalIs::FederatedUser && principal.arn == text(run),
            GrantKind::Direct,
        ),
        PrincipalTest::Id(run) => by_id(bound, text(run)),
        PrincipalTest::Service(run) => {
            let same = match bound.assume.other(27) {
                true => fold::same(&principal.arn, text(run), false),
                false => principal.arn == text(run),
            };
            given(principal.is == PrincipalIs::Service && same, GrantKind::Direct)
        }
        PrincipalTest::Provider(run) => {
            // PRIN-27: in no call but a login.
            let login = principal.is_login() && bound.special() == Special::Sts;
            given(
                login && principal.federated_provider.as_deref() == Some(text(run)),
                GrantKind::Direct,
            )
        }
        PrincipalTest::Nothing => GrantKind::None,
    }
}

fn by_id(bound: &Bound<'_>, id: &str) -> GrantKind {
    let principal = bound.principal;
    let own = principal.id.as_deref() == Some(id);
    match principal.is {
        PrincipalIs::User if own => GrantKind::Direct,
        PrincipalIs::Role if own => GrantKind::Role,
        PrincipalIs::FederatedUser => match &principal.parent {
            Some((_, Some(parent))) if parent == id => GrantKind::Role,
            _ => GrantKind::None,
        },
        _ => GrantKind::None,
    }
}

/// Exactly where the path is known, else by partition, account and name (PRIN-22, AMEND-17).
pub(crate) fn is_role(bound: &Bound<'_>, wanted: &str) -> bool {
    let principal = bound.principal;
    let Some(own) = principal
        .entity_arn
        .as_deref()
        .filter(|_| principal.is == PrincipalIs::Role)
    else {
        return false;
    };
    if principal.path_known {
        return own == wanted;
    }
    match (arn::split(own), arn::split(wanted)) {
        (Some(own), Some(wanted)) => {
            let name = wanted[5].strip_prefix("role/").and_then(|path| path.rsplit('/').next());
            let home = [own[1], "iam", "", own[4]];
            wanted[1..5] == home && name == Some(principal.short_name.as_str())
        }
        _ => false,
    }
}
