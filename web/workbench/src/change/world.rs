//! Resources and endpoints, and declaring what a request only names.

use crate::{
    Bench, Problem,
    edit::{self, pointer, quoted},
    places::short,
};

impl Bench {
    /// Declares a resource.
    ///
    /// # Errors
    /// Where the name is taken.
    pub fn add_resource(&mut self, name: &str, arn: &str, account: Option<&str>) -> Result<(), Problem> {
        let at = self.free(&["resources", name])?;
        let account = account.map_or_else(String::new, |own| [", \"account\": ", &quoted(own)].concat());
        let value = ["{ \"arn\": ", &quoted(arn), &account, " }"].concat();
        self.change("", &["add ", name].concat(), &[&|json| edit::set(json, &at, &value)])
    }

    /// Sets a field of a resource to JSON text; none removes it.
    ///
    /// # Errors
    /// Where there is no such resource.
    pub fn set_resource_field(&mut self, name: &str, field: &str, value: Option<&str>) -> Result<(), Problem> {
        let at = pointer::of(&["resources", name, field]);
        let title = ["change the ", field, " of ", name].concat();
        match value {
            Some(value) => self.change(&title, &title, &[&|json| edit::set(json, &at, value)]),
            None => self.change(&title, &title, &[&|json| edit::remove(json, &at)]),
        }
    }

    /// Declares a VPC endpoint.
    ///
    /// # Errors
    /// Where the id is taken.
    pub fn add_endpoint(&mut self, id: &str, vpc: Option<&str>, account: Option<&str>) -> Result<(), Problem> {
        let at = self.free(&["endpoints", id])?;
        let fields: Vec<String> = [("vpc", vpc), ("account", account)]
            .into_iter()
            .filter_map(|(name, value)| Some([&quoted(name), ": ", &quoted(value?)].concat()))
            .collect();
        let value = match fields.is_empty() {
            true => "{}".to_owned(),
            false => ["{ ", &fields.join(", "), " }"].concat(),
        };
        self.change("", &["add ", id].concat(), &[&|json| edit::set(json, &at, &value)])
    }

    /// Declares what a slot belongs to, where only the request names it. The slot's pointer afterwards.
    pub(super) fn declare(&mut self, slot: &str) -> Result<String, Problem> {
        let steps = pointer::steps(slot);
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        let json = self.tree()?;
        let there = |steps: &[&str]| json.at_pointer(&pointer::of(steps), json.root()).is_some();
        match steps.as_slice() {
            ["resources", name, field] if !there(&["resources", name]) => {
                let arn = if name.starts_with("arn:") {
                    *name
                } else {
                    &self.answer().question.arn
                };
                let arn = arn.to_owned();
                let new = self.fresh("resources", tail(&arn));
                let account = arn
                    .split(':')
                    .nth(4)
                    .filter(|own| !own.is_empty())
                    .map(str::to_owned)
                    .or(self.owner());
                // An account in the ARN need not be repeated.
                let account = account.filter(|own| arn.split(':').nth(4) != Some(own.as_str()));
                self.add_resource(&new, &arn, account.as_deref())?;
                Ok(pointer::of(&["resources", &new, field]))
            }
            ["principals", name, field] if !there(&["principals", name]) => {
                let (kind, arn) = self
                    .caller(name)
                    .ok_or_else(|| Problem::plain("the caller cannot be declared"))?;
                let new = self.fresh("principals", tail(&arn));
                self.add_principal(&new, kind, &arn)?;
                Ok(pointer::of(&["principals", &new, field]))
            }
            _ => Ok(slot.to_owned()),
        }
    }

    /// The caller of the selected request, who is not declared: his kind and ARN.
    fn caller(&self, name: &str) -> Option<(super::PrincipalKind, String)> {
        let answer = self.answer();
        let request = &answer.authorized()?.request;
        let env = answer.loaded.as_ref()?.world.environment();
        let own = env.principals.get(request.principal)?;
        let arn = match name.starts_with("arn:") {
            true => name.to_owned(),
            false => own.entity_arn.clone()?,
        };
        let kind = match short(&arn).split('/').next() {
            Some("user") => super::PrincipalKind::User,
            Some("role") => super::PrincipalKind::Role,
            Some("federated-user") => super::PrincipalKind::FederatedUser,
            _ => return None,
        };
        Some((kind, arn))
    }

    /// A name that nothing in a section has.
    pub(super) fn fresh(&self, section: &str, wish: &str) -> String {
        let Some(json) = self.json() else {
            return wish.to_owned();
        };
        let taken = |name: &str| json.at_pointer(&pointer::of(&[section, name]), json.root()).is_some();
        let mut name = wish.to_owned();
        let mut number = 2;
        while taken(&name) {
            name = format!("{wish}-{number}");
            number += 1;
        }
        name
    }
}

/// The last part of an ARN.
fn tail(arn: &str) -> &str {
    let tail = short(arn);
    let tail = tail.rsplit('/').next().filter(|own| !own.is_empty()).unwrap_or(tail);
    tail.rsplit(':').next().filter(|own| !own.is_empty()).unwrap_or(tail)
}
