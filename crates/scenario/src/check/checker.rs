//! The scenario under check, and the errors reported at its places.

use iamwhy_policy::Json;

use crate::{
    arn::{self, is_account_id},
    model::Scenario,
    read::{Errors, did_you_mean, shortened},
    step::{Step, node},
};

/// The scenario under check.
pub(super) struct Checker<'a, 'e> {
    pub(super) scenario: &'a Scenario,
    pub(super) json: &'a Json,
    pub(super) errors: &'a mut Errors<'e>,
}

impl Checker<'_, '_> {
    /// An error at a place; where a field is left out, at what lacks it.
    pub(super) fn error(&mut self, at: &[Step<'_>], message: String, help: Option<String>) {
        if !self.errors.is_full() {
            self.errors.push(node(self.json, at), message, help);
        }
    }

    /// An error whose cure is known.
    pub(super) fn wrong(&mut self, at: &[Step<'_>], message: String, help: &str) {
        self.error(at, message, Some(help.to_owned()));
    }

    /// A name that nothing has.
    pub(super) fn dangling<'n>(
        &mut self,
        at: &[Step<'_>],
        what: &str,
        name: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) {
        self.no_such(at, what, name, &mut names.into_iter());
    }

    fn no_such(&mut self, at: &[Step<'_>], what: &str, name: &str, names: &mut dyn Iterator<Item = &str>) {
        if self.errors.is_full() {
            return;
        }
        let help = did_you_mean(name, names);
        self.error(at, format!("no {what} is named `{}`", shortened(name)), help);
    }

    pub(super) fn account_id(&mut self, at: &[Step<'_>], id: &str) {
        if !is_account_id(id) {
            self.wrong(
                at,
                format!("`{}` is not an account id", shortened(id)),
                "an account id has 12 digits",
            );
        }
    }

    pub(super) fn arn(&mut self, at: &[Step<'_>], text: &str) {
        if let Some(fault) = arn::fault(text) {
            self.error(at, fault, None);
        }
    }
}
