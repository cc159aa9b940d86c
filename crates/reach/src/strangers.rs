//! Those whom a policy lets in and nobody declared.

use iamwhy_engine::Request;
use iamwhy_engine::world::{Attached, Resource};
use iamwhy_policy::{Effect, PrincipalKind};

use crate::Question;
use crate::scene::Reach;

impl Reach {
    /// Principals that Allow statements of the resource's policy name and the scenario does not declare: `*`, accounts, ARNs,
    /// services, providers. Nobody decided whether they can; their own policies are not known here.
    #[must_use]
    pub fn strangers(&self, question: &Question) -> Vec<String> {
        let request = Request::new(0, question.action.as_str(), question.resource.as_str());
        let governing = self.program.ask(&request).and_then(|asked| asked.governing());
        let resource = governing.and_then(|index| self.env().resources.get(index));
        let roles = self.env().resources.iter().filter(|own| own.trust);
        let mut names = Vec::new();
        for resource in resource.into_iter().chain(roles) {
            for name in self.named_by(resource) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }

    fn named_by(&self, resource: &Resource) -> Vec<String> {
        let Some(Attached::Policy(id)) = resource.policy else {
            return Vec::new();
        };
        let Some(attached) = usize::try_from(id.0)
            .ok()
            .and_then(|index| self.env().policies.get(index))
        else {
            return Vec::new();
        };
        let policy = &attached.policy;
        let mut names = Vec::new();
        for statement in policy
            .statements
            .iter()
            .filter(|statement| statement.effect == Some(Effect::Allow))
        {
            for element in statement.principals.iter().filter(|element| !element.negated) {
                for entry in &element.entries {
                    let text = policy.json.string(entry.value).unwrap_or_default();
                    // A service that a role trusts is there for its launches, or does its own work with it.
                    let service = resource.trust && entry.kind == PrincipalKind::Service;
                    if !service && !self.is_declared(text) {
                        names.push(format!("{text} (by {})", attached.name));
                    }
                }
            }
        }
        names
    }

    /// Whether somebody is declared under this ARN, name or unique id; of an account, its root or number, whether anybody of it is.
    fn is_declared(&self, text: &str) -> bool {
        let account = match text.strip_suffix(":root") {
            Some(root) => root.split(':').nth(4).unwrap_or_default(),
            None => text,
        };
        self.callers().any(|(_, own)| {
            own.arn == text
                || own.account.as_deref() == Some(account)
                || [&own.entity_arn, &own.id]
                    .iter()
                    .any(|own| own.as_deref() == Some(text))
        })
    }
}
