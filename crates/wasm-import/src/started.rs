//! A scenario to start from, out of a pasted export.

use std::sync::Arc;

use iamwhy_import::{Export, ParameterValue, Parameters, Part, Source, starter, yaml};
use iamwhy_policy::Json;

/// What the scenario calls the paste.
const PASTE: &str = "the paste";

/// Templates and plans may not say in which account they are made; AWS's own examples use this one.
const ACCOUNT: &str = "111122223333";

/// A scenario made of an export.
pub(crate) struct Started {
    /// What the export is.
    pub(crate) what: &'static str,
    /// The account that stands for the one that the export does not name.
    pub(crate) account: Option<&'static str>,
    /// The scenario.
    pub(crate) text: String,
}

/// The scenario with every policy in it; none where the text is no export, or holds nothing that a scenario
/// has.
pub(crate) fn started(text: &str) -> Option<Started> {
    let text: Arc<str> = text.into();
    let json = match yaml::is_template(&text) {
        true => yaml::read(&text),
        false => Json::read(Arc::clone(&text)),
    };
    let json = Arc::new(json.ok()?);
    let source = Source::of(&json)?;
    let mut parameters = Parameters::default();
    if matches!(source, Source::TerraformPlan | Source::CloudFormation) {
        parameters.set("AWS::AccountId", ParameterValue::One(ACCOUNT.to_owned()));
    }
    let export = Export::read(source, &json, &parameters).ok()?;
    if export.is_empty() {
        return None;
    }
    let part = Part {
        file: PASTE,
        export: &export,
        parameters: &parameters,
        parameters_file: None,
    };
    let scenario = starter(&[part], true, None);
    Some(Started {
        what: source.output(),
        account: (!text.contains(ACCOUNT) && scenario.contains(ACCOUNT)).then_some(ACCOUNT),
        text: scenario,
    })
}
