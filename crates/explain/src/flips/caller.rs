//! Who calls: other principals that could, and how policies name this one.

use iamwhy_engine::order::sort;
use iamwhy_engine::world::{Principal, PrincipalIs};
use iamwhy_engine::{Layer, Truth};
use iamwhy_policy::{Listed, PrincipalKind};

use super::change::{Candidate, Change, Kind};
use super::scene::Scene;

/// More of them are not tried.
const MOST: usize = 12;

/// A name for a caller, as the Principal element writes it.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) kind: PrincipalKind,
    pub(super) text: String,
    /// How much more it lets in than this caller.
    pub(super) breadth: u8,
}

impl Named {
    /// The key of the Principal object; none for everybody.
    pub(super) fn key(&self) -> Option<&'static str> {
        match self.kind {
            PrincipalKind::Aws => Some("AWS"),
            PrincipalKind::Service => Some("Service"),
            PrincipalKind::Federated => Some("Federated"),
            PrincipalKind::CanonicalUser => Some("CanonicalUser"),
            PrincipalKind::Any | PrincipalKind::Invalid => None,
        }
    }

    /// The whole element as JSON text.
    pub(super) fn element(&self) -> String {
        let text = super::text::quoted(&self.text);
        match self.key() {
            Some(key) => ["{ \"", key, "\": ", &text, " }"].concat(),
            None => text,
        }
    }
}

/// The names of a caller, the usual one first.
pub(super) fn names(principal: &Principal) -> Vec<Named> {
    let named = |kind, text: &str, breadth| Named {
        kind,
        text: text.to_owned(),
        breadth,
    };
    let aws = PrincipalKind::Aws;
    match principal.is {
        PrincipalIs::User => vec![named(aws, &principal.arn, 0)],
        PrincipalIs::Role => {
            let role = principal.entity_arn.as_deref().map(|arn| named(aws, arn, 0));
            role.into_iter().chain([named(aws, &principal.arn, 1)]).listed()
        }
        PrincipalIs::FederatedUser => {
            let parent = principal.parent.as_ref().map(|(arn, _)| named(aws, arn, 1));
            [named(aws, &principal.arn, 0)].into_iter().chain(parent).listed()
        }
        PrincipalIs::Root => {
            let account = principal.account.as_deref().unwrap_or("");
            let arn = ["arn:", &*principal.partition, ":iam::", account, ":root"].concat();
            vec![named(aws, &arn, 0)]
        }
        PrincipalIs::Service => vec![named(PrincipalKind::Service, &principal.arn, 0)],
        PrincipalIs::WebIdentity | PrincipalIs::Saml => {
            let provider = principal.federated_provider.as_deref();
            provider
                .map(|text| named(PrincipalKind::Federated, text, 1))
                .into_iter()
                .listed()
        }
        PrincipalIs::Anonymous => vec![named(PrincipalKind::Any, "*", 3)],
    }
}

impl Scene<'_> {
    /// The caller.
    pub(super) fn caller(&self) -> Option<&Principal> {
        self.env().principals.get(self.request.principal)
    }

    /// Other principals that are declared, those nearest to the caller first.
    pub(super) fn other_callers(&self) -> Vec<Candidate> {
        let Some(own) = self.caller().filter(|own| own.is != PrincipalIs::Service) else {
            return Vec::new();
        };
        let mut denies = self.statements(false).filter(|(gate, _)| gate.layer == Layer::Resource);
        let locked = denies.any(|(_, seen)| seen.truth == Truth::Yes);
        let mut others: Vec<Candidate> = Vec::new();
        for (index, other) in self.env().principals.iter().enumerate() {
            // A service calls as itself, and nobody wants to be less than signed. Root can do nearly everything: it is
            // worth naming where a resource policy shuts out everybody else.
            let advice = match other.is {
                PrincipalIs::Service | PrincipalIs::Anonymous => false,
                PrincipalIs::Root => locked && other.account.as_deref() == self.asked.owner(),
                _ => true,
            };
            // What is asked of no resource is asked of the caller's own account.
            let elsewhere = self.request.resource() == "*" && other.account != own.account;
            if index == self.request.principal || other.name == own.name || !advice || elsewhere {
                continue;
            }
            let distance = match () {
                () if other.is == PrincipalIs::Root => 4,
                () if other.entity_arn.is_some() && other.entity_arn == own.entity_arn => 0,
                () if other.account.is_some() && other.account == own.account && other.is == own.is => 1,
                () if other.account.is_some() && other.account == own.account => 2,
                () => 3,
            };
            let title = match own.is {
                PrincipalIs::Anonymous => ["sign the request, as `", &*other.name, "`"].concat(),
                _ => ["ask as `", &*other.name, "` instead of `", &own.name, "`"].concat(),
            };
            others.push(Candidate {
                title,
                changes: vec![Change::Caller(index)],
                kind: Kind::Caller,
                breadth: distance,
                guardrail: false,
            });
        }
        sort(&mut others, &Candidate::rank);
        others.truncate(MOST);
        others
    }
}
