//! What is attached in a file of another tool, as a policy of the scenario.

use iamwhy_import::{Attached, Export};
use iamwhy_policy::{Json, Listed};

use super::From;
use crate::{
    model::{ImportedPolicy, Known, Named, PolicySource, Scenario},
    step::Step,
};

/// A file of another tool that is read, and how it was asked for.
#[derive(Copy, Clone)]
pub(super) struct Origin<'a> {
    pub(super) export: &'a Export,
    pub(super) from: From<'a>,
    /// Names of the scenario's own policies by their ARNs: they stand for what the file only refers to.
    pub(super) by_arn: &'a Named<String>,
}

/// The scenario's own policies that say which ARN they have.
pub(super) fn by_arn(scenario: &Scenario, json: &Json) -> Named<String> {
    let written = |node| {
        json.get(node, "arn")
            .and_then(|arn| json.string(arn))
            .map(str::to_owned)
    };
    let arn = |name: &str, source: &PolicySource| match source {
        PolicySource::Document(node) => written(node.0),
        PolicySource::File(file) => file.arn.clone(),
        PolicySource::Text(text) => text.arn.clone(),
        PolicySource::Import(import) => {
            let select = Some(&import.select).filter(|select| select.starts_with("arn:"));
            import.arn.as_ref().or(select).cloned()
        }
        PolicySource::Unknown => {
            let place = [Step::Key("policies"), Step::Key(name)];
            written(crate::step::node(json, &place))
        }
        PolicySource::Name(_) => None,
    };
    let policies = scenario.policies.iter();
    policies
        .filter_map(|(name, source)| Some((arn(name, source)?, name.clone())))
        .collect()
}

impl Origin<'_> {
    pub(super) fn policy(self, attached: &Attached) -> PolicySource {
        match attached {
            Attached::BuiltIn(name) => PolicySource::Name((*name).to_owned()),
            Attached::Unseen { arn } => {
                let name = arn.as_deref().and_then(|arn| self.by_arn.get(arn));
                name.map_or(PolicySource::Unknown, |name| PolicySource::Name(name.clone()))
            }
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
            Some(all) => Known::Known(all.iter().map(|own| self.policy(own)).listed()),
            None => Known::Unknown,
        }
    }
}
