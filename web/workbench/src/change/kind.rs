//! Choosing what the caller is.

use super::PrincipalKind;
use crate::{
    Bench, Problem,
    edit::{self, pointer, quoted},
};

impl Bench {
    /// Whether a principal of this name can be of this kind, or a new one where there is no name: a session needs a role.
    #[must_use]
    pub fn can_be(&self, name: Option<&str>, kind: PrincipalKind) -> bool {
        let now = name.and_then(|name| self.principal_kind(name));
        kind != PrincipalKind::SessionOf || now.is_some_and(|own| own.0 == kind) || self.first_role().is_some()
    }

    /// What identifies a principal of this kind until somebody says what does: a session is one of a role that is declared.
    #[must_use]
    pub fn example_of(&self, kind: PrincipalKind) -> String {
        let role = self.first_role().filter(|_| kind == PrincipalKind::SessionOf);
        role.unwrap_or_else(|| kind.example().to_owned())
    }

    /// Makes the caller one of this kind. A role stays when another session of it is to ask: that one is declared beside it.
    ///
    /// # Errors
    /// Where there is none of this name, or no role for a session.
    pub fn choose_kind(&mut self, name: &str, kind: PrincipalKind, text: &str) -> Result<(), Problem> {
        if kind != PrincipalKind::SessionOf {
            return self.edit_principal(name, kind, text);
        }
        let now = self.principal_kind(name).map(|own| own.0);
        if now != Some(PrincipalKind::Role) {
            let role = self
                .first_role()
                .ok_or_else(|| Problem::plain("a session needs a role; declare one first"))?;
            return self.edit_principal(name, kind, &role);
        }
        let new = self.fresh("principals", &[name, "-session"].concat());
        let at = pointer::of(&["principals", &new]);
        // Its own name, or it would be the very session that the role stands for.
        let session = match self.answer().question.session.as_deref() {
            Some("other") => "another",
            _ => "other",
        };
        let value = [
            "{ ",
            &quoted(kind.field()),
            ": ",
            &quoted(name),
            ", \"session\": ",
            &quoted(session),
            " }",
        ]
        .concat();
        self.step(&["ask as another session of ", name].concat(), |bench| {
            bench.change("", "", &[&|json| edit::set(json, &at, &value)])?;
            bench.set_principal(&new)
        })
    }

    /// The name of the first role that is declared.
    fn first_role(&self) -> Option<String> {
        let json = self.json()?;
        let principals = json.get(json.root(), "principals")?;
        json.members(principals)
            .find(|(_, entry)| json.get(*entry, PrincipalKind::Role.field()).is_some())
            .and_then(|(key, _)| json.string(key).map(str::to_owned))
    }
}
