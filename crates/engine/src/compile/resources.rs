//! Which entry governs a resource: the one whose ARN is equal, or the longest that the resource's ARN continues.

use super::parts::NO_PARENT;
use super::{Compiler, Program, ResourceIs};
use crate::compare::arn;
use crate::order::order;
use crate::target::Target;

/// A resource in the order of ARNs, and the place of the longest other one that its ARN begins with.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Ordered {
    pub(crate) resource: u32,
    parent: u32,
}

/// More resources than this are searched, fewer are looked through.
const FEW_RESOURCES: usize = 8;

impl Compiler<'_> {
    pub(super) fn resource_order(&mut self) {
        let resources = &self.env.resources;
        let order = order(resources.len(), &mut |left, right| {
            resources[left].arn.cmp(&resources[right].arn)
        });
        let mut stack: Vec<u32> = Vec::new();
        for (place, resource) in order.into_iter().enumerate() {
            let arn = resources[resource].arn.as_str();
            while let Some(&top) = stack.last() {
                let outer = self.program.resource_order[top as usize].resource;
                if arn.starts_with(resources[outer as usize].arn.as_str()) {
                    break;
                }
                stack.pop();
            }
            let parent = stack.last().copied().unwrap_or(NO_PARENT);
            stack.push(place as u32);
            self.program.resource_order.push(Ordered {
                resource: resource as u32,
                parent,
            });
        }
        self.buckets_of_objects();
    }

    /// Finds the entry of the bucket of each object, now that they are in order.
    fn buckets_of_objects(&mut self) {
        let resources = &self.env.resources;
        for (index, resource) in resources.iter().enumerate() {
            if self.program.resources[index].kind == ResourceIs::Object {
                let bucket = resource.arn.split('/').next().unwrap_or("");
                let order = &self.program.resource_order;
                let found = order.binary_search_by(|own| resources[own.resource as usize].arn.as_str().cmp(bucket));
                self.program.resources[index].bucket = found.ok().map(|place| order[place].resource);
            }
        }
    }
}

/// Whether an ARN is that of an entry, or of something in it. In some services a slash is part of a name: the role `app/worker`
/// is no part of the role `app`.
#[must_use]
pub fn is_within(arn: &str, entry: &str) -> bool {
    continues(arn, entry, || has_slashes_in_names(entry))
}

fn continues(arn: &str, entry: &str, has_slashes_in_names: impl FnOnce() -> bool) -> bool {
    // What comes behind it tells most others at a glance.
    let is_below = match arn.as_bytes().get(entry.len()..).map(<[u8]>::first) {
        Some(None | Some(b':')) => true,
        Some(Some(b'/')) => !has_slashes_in_names(),
        _ => false,
    };
    is_below && arn.starts_with(entry)
}

/// Whether a name may hold a slash in the service of this ARN.
pub(super) fn has_slashes_in_names(arn: &str) -> bool {
    let service = arn::split(arn).map_or("", |[_, _, service, ..]| service);
    ["iam", "ecr", "secretsmanager", "ssm"].contains(&service)
}

impl Program {
    /// The entry that governs the resource of a request. What AWS Glue holds is governed by its catalog (SRV-5).
    pub(crate) fn governing(&self, target: &Target) -> Option<u32> {
        self.nearest(&target.text).or_else(|| {
            let part = |number| target.part(number).unwrap_or_default();
            if part(2) != "glue" {
                return None;
            }
            self.nearest(&["arn", part(1), "glue", part(3), part(4), "catalog"].join(":"))
        })
    }

    /// The entry that this ARN is, or is in. An S3 object's own entry describes that object only.
    pub(crate) fn nearest(&self, arn: &str) -> Option<u32> {
        let arn_of = |ordered: &Ordered| self.env.resources[ordered.resource as usize].arn.as_str();
        let governs = |ordered: &Ordered| {
            let (own, facts) = (arn_of(ordered), &self.resources[ordered.resource as usize]);
            let is_there = own.len() == arn.len() || facts.kind != ResourceIs::Object;
            (is_there && continues(arn, own, || facts.has_slashes_in_names)).then_some(ordered.resource)
        };
        if self.resource_order.len() <= FEW_RESOURCES {
            // Of several that the ARN begins with, the longest comes last.
            return self.resource_order.iter().rev().find_map(governs);
        }
        let mut place = match self.resource_order.partition_point(|ordered| arn_of(ordered) <= arn) {
            0 => return None,
            behind => behind as u32 - 1,
        };
        while let Some(ordered) = self.resource_order.get(place as usize) {
            if let Some(resource) = governs(ordered) {
                return Some(resource);
            }
            place = ordered.parent;
        }
        None
    }
}
