//! What is there to choose from, for the question's parts.

use iamwhy_scenario::Principal;

use crate::{Answer, Bench, PrincipalKind, edit::pointer};

impl Answer {
    /// The service of the selected authorization: `s3`.
    #[must_use]
    pub fn service(&self) -> &str {
        let action = self.authorized().map(|own| own.request.action()).unwrap_or_default();
        action.split(':').next().unwrap_or_default()
    }
}

impl Bench {
    /// The place of what is looked at among all combinations of all cases.
    #[must_use]
    pub fn expanded_case(&self) -> u32 {
        let answer = self.answer();
        let before = answer
            .cases
            .iter()
            .take(answer.selected.case)
            .map(|head| head.combinations)
            .sum::<usize>();
        u32::try_from(before + answer.selected.combination).unwrap_or(u32::MAX)
    }

    /// The declared principals: their names, and who they are.
    #[must_use]
    pub fn principals(&self) -> Vec<(String, String)> {
        let Some(loaded) = self.loaded() else { return Vec::new() };
        let env = loaded.world.environment();
        let names = loaded.scenario.principals.keys();
        names
            .map(|name| {
                let own = loaded.world.principal(name).and_then(|index| env.principals.get(index));
                let who = own.map(|own| crate::question::who(own.is, &own.short_name, &own.arn));
                (name.clone(), who.unwrap_or_default())
            })
            .collect()
    }

    /// The declared roles, each with the place of its trust policy.
    #[must_use]
    pub fn roles(&self) -> Vec<(String, String)> {
        let Some(loaded) = self.loaded() else { return Vec::new() };
        let principals = loaded.scenario.principals.iter();
        let roles = principals.filter(|(_, own)| matches!(own, Principal::Role(_)));
        roles
            .map(|(name, _)| (name.clone(), pointer::of(&["principals", name, "trust"])))
            .collect()
    }

    /// What a declared principal is, and what identifies it.
    #[must_use]
    pub fn principal_kind(&self, name: &str) -> Option<(PrincipalKind, String)> {
        let json = self.json()?;
        let principals = json.get(json.root(), "principals")?;
        let entry = json.get(principals, name)?;
        PrincipalKind::ALL.into_iter().find_map(|kind| {
            let value = json.get(entry, kind.field())?;
            Some((kind, json.string(value).unwrap_or_default().to_owned()))
        })
    }
}
