//! Users and roles that stood in files.

use iamwhy_policy::Listed;
use iamwhy_policy::layout::quoted;

use super::{
    Inlining,
    edits::{Members, block},
    unknown,
};
use crate::{
    model::{Known, Named, Principal, Scenario},
    step::Step,
};

impl Inlining<'_> {
    pub(super) fn principals(&mut self, scenario: &Scenario, resolved: &Scenario) {
        for (name, principal) in &scenario.principals {
            let (Principal::Imported(_), Some(found)) = (principal, resolved.principals.get(name)) else {
                continue;
            };
            let members = self.principal(&["principals.", name].concat(), found);
            let new = block(&members, self.edits.unit());
            self.edits.replace_at(&[Step::Key("principals"), Step::Key(name)], &new);
        }
    }

    fn principal(&mut self, place: &str, principal: &Principal) -> Members {
        let (word, arn, id, policies, boundary, tags) = match principal {
            Principal::User(own) => ("user", &own.user, &own.id, &own.policies, &own.boundary, &own.tags),
            Principal::Role(own) => ("role", &own.role, &own.id, &own.policies, &own.boundary, &own.tags),
            _ => return Members::new(),
        };
        let mut members = vec![(word.to_owned(), quoted(arn))];
        let mut add = |name: &str, value: String| members.push((name.to_owned(), value));
        if let Some(id) = id {
            add("id", quoted(id));
        }
        add("policies", self.list(&[place, ".policies"].concat(), policies));
        if let Principal::User(user) = principal
            && !user.groups.is_empty()
        {
            let groups = user.groups.iter();
            let groups: Members = groups
                .map(|(name, own)| (name.clone(), self.list(&[place, ".groups.", name].concat(), own)))
                .listed();
            add("groups", block(&groups, self.edits.unit()));
        }
        if let Some(boundary) = boundary {
            add("boundary", self.policy(&[place, ".boundary"].concat(), boundary));
        }
        if let Some(tags) = self::tags(tags) {
            add("tags", tags);
        }
        if let Principal::Role(role) = principal
            && let Some(trust) = &role.trust
        {
            add("trust", self.policy(&[place, ".trust"].concat(), trust));
        }
        members
    }
}

/// Tags, unless there are none.
fn tags(tags: &Known<Named<String>>) -> Option<String> {
    let Known::Known(tags) = tags else {
        return Some(unknown(None));
    };
    let pairs: Vec<String> = tags
        .iter()
        .map(|(key, value)| [&quoted(key), ": ", &quoted(value)].concat())
        .listed();
    (!pairs.is_empty()).then(|| ["{ ", &pairs.join(", "), " }"].concat())
}
