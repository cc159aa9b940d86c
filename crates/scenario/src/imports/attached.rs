//! What is attached in a file of another tool, as a policy of the scenario.

use iamwhy_import::{Attached, Export};

use super::From;
use crate::model::{ImportedPolicy, Known, PolicySource};

/// A file of another tool that is read, and how it was asked for.
#[derive(Copy, Clone)]
pub(super) struct Origin<'a> {
    pub(super) export: &'a Export,
    pub(super) from: From<'a>,
}

impl Origin<'_> {
    pub(super) fn policy(self, attached: &Attached) -> PolicySource {
        match attached {
            Attached::BuiltIn(name) => PolicySource::Name((*name).to_owned()),
            Attached::Unseen { .. } => PolicySource::Unknown,
            Attached::Policy(at) => match self.export.policies.get(*at) {
                Some(policy) => PolicySource::Import(ImportedPolicy {
                    from: self.from.from,
                    file: self.from.file.to_owned(),
                    select: policy.select.clone(),
                    parameters: self.from.parameters.clone(),
                    parameters_file: self.from.parameters_file.map(str::to_owned),
                    arn: None,
                }),
                None => PolicySource::Unknown,
            },
        }
    }

    /// A list; unknown where the file does not say.
    pub(super) fn list(self, attached: Option<&[Attached]>) -> Known<Vec<PolicySource>> {
        match attached {
            Some(all) => Known::Known(all.iter().map(|own| self.policy(own)).collect()),
            None => Known::Unknown,
        }
    }
}
