//! Settings that are no policies: S3 block public access, and who owns the objects of a bucket.

use iamwhy_engine::world::{Acl, BlockPublicAccess, Credential, ObjectOwnership, PrincipalIs, Resource};
use iamwhy_engine::{ContextValue, Environment};
use iamwhy_policy::{Add, Listed};

use super::change::{Candidate, Change, Kind};
use super::context::together;
use super::scene::Scene;
use super::text::quoted;

/// A setting, as it should be. Numbers are indices in the environment.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Setting {
    /// A switch of block public access, off.
    Open(Holder, Switch),
    /// The object ownership of a bucket.
    Ownership(usize, ObjectOwnership),
    /// The owner of an object is its bucket's.
    Owner { object: usize, bucket: usize },
    /// With what a user calls.
    Credential(usize, Credential),
}

/// Who has block public access.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Holder {
    Organization,
    Account(usize),
    Resource(usize),
}

/// The switches that a request can meet; `blockPublicPolicy` is met by documents that are stored.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Switch {
    BlockAcls,
    IgnoreAcls,
    RestrictBuckets,
}

impl Switch {
    const ALL: [Switch; 3] = [Switch::RestrictBuckets, Switch::IgnoreAcls, Switch::BlockAcls];

    fn name(self) -> &'static str {
        match self {
            Switch::BlockAcls => "blockPublicAcls",
            Switch::IgnoreAcls => "ignorePublicAcls",
            Switch::RestrictBuckets => "restrictPublicBuckets",
        }
    }

    fn of(self, settings: &mut BlockPublicAccess) -> &mut bool {
        match self {
            Switch::BlockAcls => &mut settings.block_public_acls,
            Switch::IgnoreAcls => &mut settings.ignore_public_acls,
            Switch::RestrictBuckets => &mut settings.restrict_public_buckets,
        }
    }
}

impl Holder {
    fn settings(self, env: &mut Environment) -> Option<&mut BlockPublicAccess> {
        match self {
            Holder::Organization => env.organization.as_mut().map(|own| &mut own.block_public_access),
            Holder::Account(index) => env.accounts.get_mut(index).map(|own| &mut own.block_public_access),
            Holder::Resource(index) => env.resources.get_mut(index).map(|own| &mut own.block_public_access),
        }
    }

    fn has(self, env: &Environment, switch: Switch) -> bool {
        let own = match self {
            Holder::Organization => env.organization.as_ref().map(|own| own.block_public_access),
            Holder::Account(index) => env.accounts.get(index).map(|own| own.block_public_access),
            Holder::Resource(index) => env.resources.get(index).map(|own| own.block_public_access),
        };
        own.is_some_and(|mut own| *switch.of(&mut own))
    }

    /// Its place in a scenario.
    fn place(self, env: &Environment) -> String {
        match self {
            Holder::Organization => "organization".to_owned(),
            Holder::Account(index) => ["accounts.", env.accounts.get(index).map_or("", |own| &own.id)].concat(),
            Holder::Resource(index) => resource(env, index),
        }
    }
}

fn resource(env: &Environment, index: usize) -> String {
    ["resources.", env.resources.get(index).map_or("", |own| &own.name)].concat()
}

fn word(ownership: ObjectOwnership) -> &'static str {
    match ownership {
        ObjectOwnership::BucketOwnerEnforced => "BucketOwnerEnforced",
        ObjectOwnership::BucketOwnerPreferred => "BucketOwnerPreferred",
        ObjectOwnership::ObjectWriter => "ObjectWriter",
    }
}

/// The word of credentials with MFA.
fn of_mfa(credential: Credential) -> &'static str {
    match credential {
        Credential::ConsoleMfa => "consoleMfa",
        _ => "sessionTokenMfa",
    }
}

impl Setting {
    /// Its place in a scenario, and what stands there, as JSON text.
    pub(super) fn written(self, env: &Environment) -> (String, String) {
        match self {
            Setting::Open(holder, switch) => {
                let place = [&*holder.place(env), ".blockPublicAccess.", switch.name()].concat();
                (place, "false".to_owned())
            }
            Setting::Ownership(bucket, wanted) => {
                let place = [&*resource(env, bucket), ".objectOwnership"].concat();
                (place, quoted(word(wanted)))
            }
            Setting::Owner { object, bucket } => {
                let owner = env.resources.get(bucket).and_then(|own| own.account.as_deref());
                let place = [&*resource(env, object), ".objectOwner"].concat();
                (place, quoted(owner.unwrap_or("")))
            }
            Setting::Credential(user, wanted) => {
                let name = env.principals.get(user).map_or("", |own| own.name.as_str());
                (["principals.", name, ".credential"].concat(), quoted(of_mfa(wanted)))
            }
        }
    }

    /// Makes it so.
    pub(super) fn apply(self, env: &mut Environment) -> Option<()> {
        match self {
            Setting::Open(holder, switch) => *switch.of(holder.settings(env)?) = false,
            Setting::Ownership(bucket, wanted) => env.resources.get_mut(bucket)?.object_ownership = wanted,
            Setting::Owner { object, bucket } => {
                let owner = env.resources.get(bucket)?.account.clone()?;
                env.resources.get_mut(object)?.object_owner = Some(owner);
            }
            Setting::Credential(user, wanted) => env.principals.get_mut(user)?.credential = wanted,
        }
        Some(())
    }
}

impl Scene<'_> {
    /// Settings of S3 that may stand in the way.
    pub(super) fn settings(&self) -> Vec<Candidate> {
        if self.asked.service() != "s3" {
            return Vec::new();
        }
        let holders = self.holders();
        let mut found: Vec<Candidate> = Switch::ALL
            .into_iter()
            .filter_map(|switch| {
                let on = holders.iter().filter(|holder| holder.has(self.env(), switch));
                let off: Vec<Candidate> = on.map(|holder| self.opened(*holder, switch)).listed();
                together(&off)
            })
            .listed();
        found.add(self.ownership());
        found
    }

    /// Every level whose block public access counts for this request: the most restrictive wins.
    fn holders(&self) -> Vec<Holder> {
        let env = self.env();
        let behind = self.asked.behind_access_point().map(|(bucket, _)| bucket);
        let mut entries: Vec<usize> = Vec::new();
        for index in [self.asked.governing(), self.asked.own_entry(), behind]
            .into_iter()
            .flatten()
        {
            if !entries.contains(&index) {
                entries.push(index);
            }
        }
        let owner = |index: &usize| {
            env.resources
                .get(*index)
                .and_then(|own: &Resource| own.account.as_deref())
        };
        let owners: Vec<&str> = entries.iter().filter_map(owner).chain(self.asked.owner()).listed();
        let accounts = || {
            env.accounts
                .iter()
                .enumerate()
                .filter(|(_, own)| owners.contains(&own.id.as_str()))
        };
        let member = accounts().any(|(_, own)| own.unit.is_some());
        let resources = entries.iter().map(|index| Holder::Resource(*index));
        let accounts = accounts().map(|(index, _)| Holder::Account(index));
        resources
            .chain(accounts)
            .chain(member.then_some(Holder::Organization))
            .listed()
    }

    fn opened(&self, holder: Holder, switch: Switch) -> Candidate {
        let place = holder.place(self.env());
        let note = " (block public access; ask its owner)";
        let title = ["switch off `", switch.name(), "` of `", &place, "`", note].concat();
        self.set_to(Setting::Open(holder, switch), title, true)
    }

    /// ACLs switched on where one would grant; and another account's object made the bucket owner's.
    fn ownership(&self) -> Vec<Candidate> {
        let resources = &self.env().resources;
        let behind = self.asked.behind_access_point().map(|(bucket, _)| bucket);
        let Some(index) = behind.or_else(|| self.asked.governing()) else {
            return Vec::new();
        };
        let Some(bucket) = resources.get(index) else {
            return Vec::new();
        };
        let object = self.asked.own_entry().filter(|own| *own != index);
        let entry = object.and_then(|own| resources.get(own));
        let enforced = ObjectOwnership::BucketOwnerEnforced;
        let named = |wanted| {
            [
                "set `objectOwnership` of `",
                &resource(self.env(), index),
                "` to `",
                word(wanted),
                "`",
            ]
            .concat()
        };
        let mut found = Vec::new();
        if bucket.object_ownership == enforced {
            let grants = |own: &Resource| !matches!(&own.acl, Acl::Known(list) if list.is_empty());
            if grants(bucket) || entry.is_some_and(grants) {
                let wanted = ObjectOwnership::BucketOwnerPreferred;
                let title = [
                    &*named(wanted),
                    ", so that ACLs count (object ownership; ask its owner)",
                ]
                .concat();
                found.push(self.set_to(Setting::Ownership(index, wanted), title, true));
            }
            return found;
        }
        let foreign = entry
            .and_then(|own| own.object_owner.as_deref())
            .is_some_and(|own| bucket.account.as_deref() != Some(own));
        if let Some(object) = object.filter(|_| foreign && bucket.account.is_some()) {
            let title = [
                "let the owner of `",
                &*resource(self.env(), index),
                "` own `",
                &resource(self.env(), object),
                "` too",
            ]
            .concat();
            found.push(self.set_to(Setting::Owner { object, bucket: index }, title, false));
            let title = [&*named(enforced), ", so that its owner owns every object"].concat();
            found.push(self.set_to(Setting::Ownership(index, enforced), title, false));
        }
        found
    }

    /// MFA comes with the credentials that a user calls with, unless somebody wrote the key; to write it is the other way.
    pub(super) fn by_mfa(&self, key: &str, value: &ContextValue) -> Option<Vec<Candidate>> {
        let present = matches!(value, ContextValue::One(text) if &**text == "true");
        if !present || !key.eq_ignore_ascii_case("aws:MultiFactorAuthPresent") {
            return None;
        }
        let caller = self.caller().filter(|_| self.request.context.by_name(key).is_none())?;
        let with_mfa = self.with_mfa().filter(|_| caller.is == PrincipalIs::User)?;
        Some(vec![with_mfa, self.set(key, value.clone(), 1)])
    }

    /// The same user with MFA.
    pub(super) fn with_mfa(&self) -> Option<Candidate> {
        let caller = self
            .caller()
            .filter(|own| !own.name.starts_with("arn:") && !own.imported)?;
        let wanted = match caller.credential {
            Credential::Console => Credential::ConsoleMfa,
            _ => Credential::SessionTokenMfa,
        };
        let title = [
            "call as `",
            &*caller.name,
            "` with MFA (credential `",
            of_mfa(wanted),
            "`)",
        ]
        .concat();
        let mut own = self.set_to(Setting::Credential(self.request.principal, wanted), title, false);
        own.kind = Kind::Context;
        Some(own)
    }

    fn set_to(&self, setting: Setting, title: String, guardrail: bool) -> Candidate {
        Candidate {
            title,
            changes: vec![Change::Set(setting)],
            kind: Kind::Setting,
            breadth: 0,
            guardrail,
        }
    }
}
