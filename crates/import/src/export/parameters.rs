//! Values that a file of another tool leaves open.

use std::collections::BTreeMap;

use iamwhy_policy::{Json, Kind, NodeId};

use super::Fault;

/// A value: one text, or a list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterValue {
    /// One value.
    One(String),
    /// The values of a list.
    Many(Vec<String>),
}

/// Values of a template's parameters, and of CloudFormation's own: `AWS::AccountId`, `AWS::Region`, `AWS::Partition`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters {
    values: BTreeMap<String, ParameterValue>,
}

impl Parameters {
    /// Reads a parameters file: a list of `ParameterKey` and `ParameterValue` (`aws cloudformation create-stack`), a list of
    /// `Name=value` (`aws cloudformation deploy`), or an object with `Parameters` (CodePipeline).
    ///
    /// # Errors
    /// What in it is none of them, and where.
    pub fn read(json: &Json) -> Result<Parameters, Fault> {
        let root = json.root();
        let mut parameters = Parameters::default();
        if json.kind(root) == Kind::Object {
            let values = json.get(root, "Parameters").unwrap_or(root);
            for (name, node) in json.members(values) {
                parameters.set(json.string(name).unwrap_or_default(), value(json, node)?);
            }
            return Ok(parameters);
        }
        if json.kind(root) != Kind::Array {
            return Err(not_parameters(root));
        }
        for item in json.items(root) {
            if let Some((name, value)) = json.string(item).and_then(|text| text.split_once('=')) {
                parameters.set(name, ParameterValue::One(value.to_owned()));
                continue;
            }
            let name = json.get(item, "ParameterKey").and_then(|name| json.string(name));
            let Some(name) = name else {
                return Err(not_parameters(item));
            };
            // `UsePreviousValue` says no value: nobody here knows the stack.
            if let Some(node) = json.get(item, "ParameterValue") {
                parameters.set(name, value(json, node)?);
            }
        }
        Ok(parameters)
    }

    /// Sets a value.
    pub fn set(&mut self, name: impl Into<String>, value: ParameterValue) {
        self.values.insert(name.into(), value);
    }

    /// A value.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&ParameterValue> {
        self.values.get(name)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Names and values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &ParameterValue)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value))
    }
}

fn value(json: &Json, node: NodeId) -> Result<ParameterValue, Fault> {
    if json.kind(node) == Kind::Array {
        let values = json.items(node).filter_map(|item| json.scalar(item)).map(str::to_owned);
        return Ok(ParameterValue::Many(values.collect()));
    }
    match json.scalar(node) {
        Some(text) => Ok(ParameterValue::One(text.to_owned())),
        None => Err(Fault::at(
            node,
            "a parameter's value is a text or a list of texts".to_owned(),
            "",
        )),
    }
}

fn not_parameters(node: NodeId) -> Fault {
    Fault::at(
        node,
        "this is not a parameters file".to_owned(),
        "it is a list of objects with `ParameterKey` and `ParameterValue`, or an object with `Parameters`",
    )
}
