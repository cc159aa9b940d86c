//! What imports tell of resources beside their policies: it stands in the scenario, or a note says that it does not.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod access_points;
mod buckets_of_a_plan;
mod buckets_of_a_template;
mod collected;
mod crowds;
mod endpoints;
mod grants;
mod policies_of_a_plan;
mod policies_of_a_template;
mod several_files;
mod statements;

use std::sync::Arc;

use iamwhy_import::{Export, ParameterValue, Parameters, Part, Source, starter};
use iamwhy_policy::Json;
use iamwhy_scenario::{NoFiles, read_and_run};
use serde_json::{Value, json};

pub(crate) const ACCOUNT: &str = "111122223333";
pub(crate) const DOCUMENT: &str = r#"{"Version": "2012-10-17", "Statement": [{"Sid": "Here", "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}"#;

/// A resource of a plan: whether the plan makes it, its values, what is not known of them, and its expressions.
pub(crate) struct Planned(
    pub(crate) &'static str,
    pub(crate) bool,
    pub(crate) Value,
    pub(crate) Value,
    pub(crate) Value,
);

/// One that the plan makes, of which everything is known.
pub(crate) fn made(address: &'static str, values: Value) -> Planned {
    Planned(address, true, values, json!({}), json!({}))
}

/// One that is there already.
pub(crate) fn kept(address: &'static str, values: Value) -> Planned {
    Planned(address, false, values, json!({}), json!({}))
}

pub(crate) fn references(all: &[&str]) -> Value {
    json!({ "references": all })
}

pub(crate) fn plan(resources: &[Planned]) -> Export {
    let (mut planned, mut changes, mut configured) = (Vec::new(), Vec::new(), Vec::new());
    for Planned(address, is_new, values, unknown, expressions) in resources {
        let (kind, name) = address.split_once('.').unwrap();
        let with = |name_of: &str, value: Value| {
            let mut own = json!({ "address": address, "mode": "managed", "type": kind, "name": name });
            own[name_of] = value;
            own
        };
        planned.push(with("values", values.clone()));
        let action = if *is_new { "create" } else { "no-op" };
        let change = json!({ "actions": [action], "after": values, "after_unknown": unknown });
        changes.push(with("change", change));
        configured.push(with("expressions", expressions.clone()));
    }
    let provider = json!({ "aws": { "expressions": { "region": { "constant_value": "eu-west-1" } } } });
    read(
        Source::TerraformPlan,
        &json!({ "format_version": "1.2", "planned_values": { "root_module": { "resources": planned } },
            "resource_changes": changes,
            "configuration": { "provider_config": provider, "root_module": { "resources": configured } } }),
    )
}

pub(crate) fn template(resources: &Value) -> Export {
    read(
        Source::CloudFormation,
        &json!({ "Parameters": { "Open": { "Type": "String" } }, "Resources": resources }),
    )
}

fn read(source: Source, file: &Value) -> Export {
    let json = Arc::new(Json::read(file.to_string()).unwrap());
    Export::read(source, &json, &parameters()).unwrap()
}

fn parameters() -> Parameters {
    let mut given = Parameters::default();
    for (name, value) in [("AWS::AccountId", ACCOUNT), ("AWS::Region", "eu-west-1")] {
        given.set(name, ParameterValue::One(value.to_owned()));
    }
    given
}

/// The scenario of an export, which loads and is decided.
pub(crate) fn scene(export: &Export) -> Value {
    let parameters = parameters();
    let part = Part {
        file: "file.json",
        export,
        parameters: &parameters,
        parameters_file: None,
    };
    let text = starter(&[part], true, Some("eu-west-1"));
    if let Err(errors) = read_and_run("made.scenario.json", &text, &NoFiles) {
        panic!("{errors:?}\n{text}");
    }
    serde_json::from_str(&text).unwrap()
}

/// The resource of a scenario with this ARN.
pub(crate) fn at<'s>(scene: &'s Value, arn: &str) -> &'s Value {
    let mut all = scene["resources"].as_object().unwrap().values();
    let found = all.find(|own| own["arn"] == arn);
    found.unwrap_or_else(|| panic!("{arn}\n{scene:#}"))
}

pub(crate) fn notes(export: &Export) -> Vec<&str> {
    export.notes.iter().map(|note| note.message.as_str()).collect()
}

pub(crate) fn told(export: &Export, text: &str) {
    let notes = notes(export);
    assert!(notes.iter().any(|note| note.contains(text)), "{text}\n{notes:#?}");
}

/// The four switches of block public access.
pub(crate) fn switches(restrict: bool, policy: bool, acls: bool, ignore: bool) -> Value {
    json!({ "restrictPublicBuckets": restrict, "blockPublicPolicy": policy, "blockPublicAcls": acls, "ignorePublicAcls": ignore })
}
