//! Users and roles.

use super::{Part, Starter, from, tags};
use crate::arn::Arn;
use crate::export::{ExportedPrincipal, PrincipalIs};
use crate::value::Value;

impl Starter {
    pub(super) fn principals(&mut self, part: &Part<'_>) {
        for principal in &part.export.principals {
            let arn = Arn::split(&principal.arn);
            // A scenario's roles and users have an account; without one their policies can still be used alone.
            if !principal.has_place() {
                continue;
            }
            let name = match crate::open::is_open(&principal.arn) {
                true => principal.select.clone(),
                false => arn.map_or(principal.select.as_str(), Arn::name).to_owned(),
            };
            let name = self.free(&name);
            let written = self.written(part, principal);
            let value = match self.inline {
                true => written,
                false => from(part, Some(&principal.select)),
            };
            self.principals.push((name, value));
        }
    }

    /// Written out. It is made also where it is not used, for the policies that no file holds.
    fn written(&mut self, part: &Part<'_>, principal: &ExportedPrincipal) -> Value {
        let word = match principal.is {
            PrincipalIs::User => "user",
            PrincipalIs::Role => "role",
        };
        let mut members = vec![(word.to_owned(), principal.arn.as_str().into())];
        let mut add = |name: &str, value: Value| members.push((name.to_owned(), value));
        if let Some(id) = &principal.id {
            add("id", id.as_str().into());
        }
        add("policies", self.list(part, principal.policies.as_deref()));
        if !principal.groups.is_empty() {
            let groups = principal.groups.iter();
            let groups = groups.map(|(name, own)| (name.clone(), self.list(part, own.as_deref())));
            add("groups", Value::Object(groups.collect()));
        }
        if let Some(boundary) = &principal.boundary {
            add("boundary", self.policy(part, boundary));
        }
        if let Some(trust) = &principal.trust {
            add("trust", self.policy(part, trust));
        }
        if let Some(tags) = tags(principal.tags.as_deref()) {
            add("tags", tags);
        }
        Value::Object(members)
    }
}
