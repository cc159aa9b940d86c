//! Facts of accounts, callers, resources and endpoints that every decision needs, worked out once.

use iamwhy_policy::{Effect, Listed, PolicyType};

use super::parts::PolicySet;
use super::resources::has_slashes_in_names;
use super::{Compiler, Program};
use crate::service::reserved::writes_alias;
use crate::view::GatePlace;
use crate::world::*;

/// An account and the gates above it.
#[derive(Clone, Debug, Default)]
pub(crate) struct AccountFacts {
    pub(crate) id: String,
    pub(crate) org_id: Option<String>,
    pub(crate) org_path: Option<String>,
    /// SCPs from the root down; none where SCPs do not apply (SCP-1, SCP-8).
    pub(crate) scps: Option<Vec<u32>>,
    /// RCPs from the root down; none where RCPs do not apply (RCP-2).
    pub(crate) rcps: Option<Vec<u32>>,
    pub(crate) block_public_access: BlockPublicAccess,
}

/// A caller and its gates.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallerFacts {
    pub(crate) account: Option<u32>,
    pub(crate) user_id: Option<String>,
    pub(crate) identity: Option<u32>,
    pub(crate) boundary: Option<u32>,
    /// None: none were passed. One set, or one per policy (UND-17).
    pub(crate) session: Option<Vec<u32>>,
    pub(crate) source_account: Option<u32>,
}

/// A resource and its gate.
#[derive(Clone, Debug, Default)]
pub(crate) struct ResourceFacts {
    pub(crate) account: Option<u32>,
    pub(crate) policy: Option<u32>,
    pub(crate) kind: ResourceIs,
    /// A slash is part of its name, and no step to what is in it.
    pub(crate) has_slashes_in_names: bool,
    /// Of an object entry: its bucket's entry.
    pub(crate) bucket: Option<u32>,
    /// Whether an alias of it belongs to AWS (KMS-11).
    pub(crate) aws_managed: bool,
}

/// What the ARN says a resource is, where a rule depends on it.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum ResourceIs {
    #[default]
    Other,
    Bucket,
    Object,
    AccessPoint,
    Key,
    Alias,
    Role,
}

impl ResourceIs {
    pub(crate) fn of(arn: &str) -> ResourceIs {
        crate::compare::arn::split(arn).map_or(ResourceIs::Other, ResourceIs::of_parts)
    }

    /// What is done with an alias is done with the key behind it, of which nothing is known here (KMS-8).
    pub(crate) fn asked_by(self, action: &str) -> ResourceIs {
        match self {
            ResourceIs::Alias if !writes_alias(action) => ResourceIs::Key,
            other => other,
        }
    }

    pub(crate) fn of_parts(parts: [&str; 6]) -> ResourceIs {
        let rest = parts[5];
        match parts[2] {
            "s3" if rest.starts_with("accesspoint/") => ResourceIs::AccessPoint,
            "s3" if rest.contains('/') => ResourceIs::Object,
            "s3" => ResourceIs::Bucket,
            "kms" if rest.starts_with("key/") => ResourceIs::Key,
            "kms" if rest.starts_with("alias/") => ResourceIs::Alias,
            "iam" if rest.starts_with("role/") => ResourceIs::Role,
            _ => ResourceIs::Other,
        }
    }
}

/// An endpoint and its gate.
#[derive(Clone, Debug, Default)]
pub(crate) struct EndpointFacts {
    pub(crate) account: Option<u32>,
    pub(crate) policy: Option<u32>,
}

impl Compiler<'_> {
    pub(super) fn set(&mut self, place: GatePlace, attached: &[Attached], kind: PolicyType, gateway: bool) -> u32 {
        let mut set = PolicySet {
            place: Some(place),
            ..PolicySet::default()
        };
        for attached in attached {
            match attached {
                Attached::Policy(id) => {
                    let document = self.document(*id, kind, gateway);
                    set.documents.push(document);
                }
                Attached::Unknown(id) => set.unknowns.push(*id),
            }
        }
        set.deny = self.index(&set.documents, Effect::Deny);
        set.allow = self.index(&set.documents, Effect::Allow);
        self.program.sets.push(set);
        self.program.sets.len() as u32 - 1
    }

    pub(super) fn accounts(&mut self) {
        let env = self.env;
        let mut units: Vec<(u32, u32)> = Vec::new();
        if let Some(organization) = &env.organization {
            for (index, unit) in organization.units.iter().enumerate() {
                let scps = self.set(GatePlace::Unit(index), &unit.scps, PolicyType::Scp, false);
                let rcps = self.set(GatePlace::Unit(index), &unit.rcps, PolicyType::Rcp, false);
                units.push((scps, rcps));
            }
        }
        for (index, account) in env.accounts.iter().enumerate() {
            let facts = self.account(index, account, &units);
            self.program.accounts.push(facts);
        }
    }

    fn account(&mut self, place: usize, account: &Account, units: &[(u32, u32)]) -> AccountFacts {
        let mut facts = AccountFacts {
            id: account.id.clone(),
            org_id: account.organization.clone(),
            org_path: account.organization_path.clone(),
            block_public_access: account.block_public_access,
            ..AccountFacts::default()
        };
        let (Some(organization), Some(unit)) = (&self.env.organization, account.unit) else {
            return facts;
        };
        let mut path = Vec::new();
        let mut next = Some(unit);
        while let Some(index) = next {
            let Some(unit) = organization.units.get(index) else {
                break;
            };
            path.push(index);
            next = unit.parent.filter(|parent| *parent < index);
        }
        path.reverse();
        let names: String = path
            .iter()
            .filter_map(|index| organization.units.get(*index))
            .map(|unit| format!("{}/", unit.id))
            .collect();
        facts.org_id = Some(organization.id.clone());
        facts.org_path = Some(format!("{}/{names}", organization.id));
        facts.block_public_access = facts.block_public_access.or(organization.block_public_access);
        if account.id == organization.management_account {
            return facts;
        }
        let own_scps = self.set(GatePlace::Account(place), &account.scps, PolicyType::Scp, false);
        let own_rcps = self.set(GatePlace::Account(place), &account.rcps, PolicyType::Rcp, false);
        let gates = |pick: fn(&(u32, u32)) -> u32, own: u32| {
            path.iter()
                .filter_map(|index| units.get(*index))
                .map(pick)
                .chain([own])
                .listed()
        };
        if organization.scps_enabled {
            facts.scps = Some(gates(|pair| pair.0, own_scps));
        }
        facts.rcps = Some(gates(|pair| pair.1, own_rcps));
        facts
    }

    pub(super) fn callers(&mut self) {
        for (index, principal) in self.env.principals.iter().enumerate() {
            let facts = self.caller(index, principal);
            self.program.callers.push(facts);
        }
    }

    fn caller(&mut self, place: usize, principal: &Principal) -> CallerFacts {
        let place = || GatePlace::Principal(place);
        let mut facts = CallerFacts {
            account: principal
                .account
                .as_deref()
                .and_then(|id| self.program.account_index(id)),
            source_account: principal
                .source_account
                .as_deref()
                .and_then(|id| self.program.account_index(id)),
            user_id: user_id(principal),
            ..CallerFacts::default()
        };
        if principal.is_outside_iam() {
            return facts;
        }
        facts.identity = Some(self.set(place(), &principal.identity, PolicyType::Identity, false));
        facts.boundary = principal
            .limit()
            .map(|boundary| self.set(place(), &[boundary], PolicyType::Boundary, false));
        facts.session = match &principal.session_policies {
            Some(policies) if self.assume.compiles_other(17) && !policies.is_empty() => Some(
                policies
                    .iter()
                    .map(|policy| self.set(place(), &[*policy], PolicyType::Session, false))
                    .listed(),
            ),
            Some(policies) => Some(vec![self.set(place(), policies, PolicyType::Session, false)]),
            None => None,
        };
        facts
    }

    pub(super) fn resources(&mut self) {
        let env = self.env;
        for (index, resource) in env.resources.iter().enumerate() {
            let kind = ResourceIs::of(&resource.arn);
            let document = match kind {
                ResourceIs::AccessPoint => PolicyType::AccessPoint,
                _ if resource.trust => PolicyType::Trust,
                _ => PolicyType::Resource,
            };
            let policy = resource
                .policy
                .map(|policy| self.set(GatePlace::Resource(index), &[policy], document, false));
            let account = self.owner(resource);
            let aws_managed = resource.aliases.iter().any(|alias| alias.starts_with("alias/aws/"));
            self.program.resources.push(ResourceFacts {
                account,
                policy,
                kind,
                has_slashes_in_names: has_slashes_in_names(&resource.arn),
                bucket: None,
                aws_managed,
            });
        }
    }

    fn owner(&self, resource: &Resource) -> Option<u32> {
        let own = resource
            .account
            .as_deref()
            .or_else(|| crate::compare::arn::split(&resource.arn).map(|parts| parts[4]));
        own.and_then(|id| self.program.account_index(id))
    }

    pub(super) fn endpoints(&mut self) {
        for (index, endpoint) in self.env.endpoints.iter().enumerate() {
            let gateway = endpoint.kind == EndpointKind::Gateway;
            let policy = endpoint
                .policy
                .map(|policy| self.set(GatePlace::Endpoint(index), &[policy], PolicyType::VpcEndpoint, gateway));
            let account = endpoint
                .account
                .as_deref()
                .and_then(|id| self.program.account_index(id));
            self.program.endpoints.push(EndpointFacts { account, policy });
        }
    }
}

impl Program {
    pub(crate) fn account_index(&self, id: &str) -> Option<u32> {
        self.accounts
            .iter()
            .position(|account| account.id == id)
            .map(|index| index as u32)
    }
}

/// `aws:userid`; none where the unique id is not known (section 4.1).
fn user_id(principal: &Principal) -> Option<String> {
    let account = principal.account.as_deref().unwrap_or("");
    match principal.is {
        PrincipalIs::Root => Some(account.to_owned()),
        PrincipalIs::User => principal.id.clone(),
        PrincipalIs::Role => {
            let id = principal.id.as_deref()?;
            Some(format!("{id}:{}", principal.session.as_deref().unwrap_or("")))
        }
        PrincipalIs::FederatedUser => Some(format!("{account}:{}", principal.short_name)),
        PrincipalIs::Anonymous | PrincipalIs::WebIdentity | PrincipalIs::Saml => Some("anonymous".to_owned()),
        PrincipalIs::Service => None,
    }
}
