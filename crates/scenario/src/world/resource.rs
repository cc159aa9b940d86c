//! Resources, and roles and users as what is called.

use iamwhy_engine::world;
use iamwhy_policy::Listed;

use super::{account::block_public_access, building::Building, tags::pairs};
use crate::{
    arn::account_of,
    model::{AclEntry, AclPermission, Grant, Known, Named, ObjectOwnership, Principal, Resource},
};

impl Building<'_> {
    pub(super) fn resources(&mut self) {
        let scenario = self.scenario;
        let indices: Named<usize> = scenario.resources.keys().cloned().zip(0..).collect();
        for (name, resource) in &scenario.resources {
            let bucket = resource.bucket.as_deref().and_then(|bucket| indices.get(bucket));
            let resource = self.resource(name, resource, bucket.copied());
            self.resources.insert(name.clone(), self.env.resources.len());
            self.env.resources.push(resource);
        }
    }

    fn resource(&mut self, name: &str, resource: &Resource, bucket: Option<usize>) -> world::Resource {
        let place = format!("resources.{name}");
        world::Resource {
            name: name.to_owned(),
            arn: resource.arn.clone(),
            account: resource
                .account
                .clone()
                .or_else(|| account_of(&resource.arn).map(str::to_owned)),
            policy: self.one(&format!("{place}.policy"), resource.policy.as_ref()),
            trust: false,
            tags: self.tags(&format!("{place}.tags"), &resource.tags),
            block_public_access: block_public_access(resource.block_public_access),
            object_ownership: match resource.object_ownership {
                None | Some(ObjectOwnership::BucketOwnerEnforced) => world::ObjectOwnership::BucketOwnerEnforced,
                Some(ObjectOwnership::BucketOwnerPreferred) => world::ObjectOwnership::BucketOwnerPreferred,
                Some(ObjectOwnership::ObjectWriter) => world::ObjectOwnership::ObjectWriter,
            },
            object_owner: resource.object_owner.clone(),
            acl: match &resource.acl {
                None => world::Acl::default(),
                Some(Known::Known(entries)) => world::Acl::Known(entries.iter().filter_map(acl_entry).listed()),
                Some(Known::Unknown) => world::Acl::Unknown(self.unknown(&format!("{place}.acl"))),
            },
            aliases: resource.aliases.clone(),
            grants: match &resource.grants {
                Known::Known(grants) => world::Grants::Known(grants.iter().map(grant).listed()),
                Known::Unknown => world::Grants::Unknown(self.unknown(&format!("{place}.grants"))),
            },
            bucket,
            vpc: resource.vpc.clone(),
        }
    }

    /// Every role can be asked for, with a trust policy or without, and every user that has tags.
    pub(super) fn principals_as_resources(&mut self) {
        // Of two resources with one ARN the first.
        let declared = self.env.resources.iter().enumerate().rev();
        let mut places: Named<usize> = declared.map(|(index, own)| (own.arn.clone(), index)).collect();
        for (name, principal) in &self.scenario.principals {
            let (arn, tags, trust) = match principal {
                Principal::Role(role) => (&role.role, &role.tags, role.trust.as_ref()),
                Principal::User(user) if !matches!(&user.tags, Known::Known(tags) if tags.is_empty()) => {
                    (&user.user, &user.tags, None)
                }
                _ => continue,
            };
            let place = format!("principals.{name}");
            let trust = self.one(&format!("{place}.trust"), trust);
            let known = places.get(arn.as_str()).copied();
            let bare = |own: &world::Resource| matches!(&own.tags, world::Tags::Known(tags) if tags.is_empty());
            let bare = known.and_then(|index| self.env.resources.get(index)).is_none_or(bare);
            let tags = bare.then(|| self.tags(&format!("{place}.tags"), tags));
            match known.and_then(|index| self.env.resources.get_mut(index)) {
                // It is declared twice, under two names or as a resource: whoever says whom it trusts and what its tags are counts.
                Some(resource) => {
                    if resource.policy.is_none() {
                        resource.trust = trust.is_some();
                        resource.policy = trust;
                    }
                    if let Some(tags) = tags {
                        resource.tags = tags;
                    }
                }
                None => {
                    places.insert(arn.clone(), self.env.resources.len());
                    self.env.resources.push(world::Resource {
                        name: name.clone(),
                        arn: arn.clone(),
                        account: account_of(arn).map(str::to_owned),
                        trust: trust.is_some(),
                        policy: trust,
                        tags: tags.unwrap_or_default(),
                        ..world::Resource::default()
                    });
                }
            }
        }
    }
}

/// S3's own log delivery group is no caller that a case can name.
fn acl_entry(entry: &AclEntry) -> Option<world::AclEntry> {
    let grantee = match entry.grantee.as_str() {
        "AllUsers" => world::Grantee::AllUsers,
        "AuthenticatedUsers" => world::Grantee::AuthenticatedUsers,
        "LogDelivery" => return None,
        account => world::Grantee::Account(account.to_owned()),
    };
    let permission = match entry.permission {
        AclPermission::Read => "READ",
        AclPermission::Write => "WRITE",
        AclPermission::ReadAcp => "READ_ACP",
        AclPermission::WriteAcp => "WRITE_ACP",
        AclPermission::FullControl => "FULL_CONTROL",
    };
    Some(world::AclEntry {
        grantee,
        permission: permission.to_owned(),
    })
}

fn grant(grant: &Grant) -> world::Grant {
    let all = |context: &Option<Named<String>>| context.as_ref().map(pairs).unwrap_or_default();
    world::Grant {
        grantee: grant.grantee.clone(),
        operations: grant.operations.clone(),
        retiring: grant.retiring.clone(),
        encryption_context_equals: all(&grant.encryption_context_equals),
        encryption_context_subset: all(&grant.encryption_context_subset),
    }
}
