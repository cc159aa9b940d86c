//! Parameters of a template: given, by default, or open.

use iamwhy_policy::NodeId;

use super::Template;
use crate::export::{Fault, ParameterValue};
use crate::open::open;
use crate::spelling::nearest;
use crate::value::Value;

impl Template<'_> {
    pub(super) fn read_parameters(&mut self) -> Result<(), Fault> {
        let json = std::sync::Arc::clone(&self.json);
        let declared = self.get(self.root, "Parameters");
        let members = declared.into_iter().flat_map(|all| self.members(all));
        let members: Vec<(NodeId, NodeId)> = members.collect();
        let names = || members.iter().filter_map(|(name, _)| json.string(*name));
        for (name, _) in self.given.iter() {
            if !name.starts_with("AWS::") && !names().any(|own| own == name) && !self.is_made_id(name) {
                let help = match nearest(name, &mut names()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "give only parameters that it declares".to_owned(),
                };
                let message = format!("this template has no parameter `{name}`");
                return Err(Fault::at(declared.unwrap_or(self.root), message, &help));
            }
        }
        for (key, node) in members.iter().copied() {
            let name = json.string(key).unwrap_or_default();
            let value = self.parameter(name, node)?;
            self.parameters.insert(name.to_owned(), value);
        }
        Ok(())
    }

    /// `Shop.AccountId`: an id that somebody must be found by, and that comes only with the deployment.
    fn is_made_id(&self, name: &str) -> bool {
        let json = &self.json;
        let kind = name.split_once('.').and_then(|(id, _)| {
            let resource = *self.resources.get(id)?;
            json.string(self.get(resource, "Type")?)
        });
        kind.is_some_and(|kind| kind.starts_with("AWS::Organizations::"))
    }

    fn parameter(&self, name: &str, node: NodeId) -> Result<Value, Fault> {
        let json = &self.json;
        let text = |key: &str| self.get(node, key).and_then(|own| json.scalar(own));
        let kind = text("Type").unwrap_or("String");
        let is_list = kind == "CommaDelimitedList" || kind.contains("List<");
        // The parameter's own value is only the name under which the value is stored.
        let is_stored = kind.starts_with("AWS::SSM::Parameter::Value<");
        let given = self.given.get(name);
        let value = match given {
            Some(ParameterValue::Many(values)) => {
                return Ok(Value::List(values.iter().map(|own| Value::Text(own.clone())).collect()));
            }
            Some(ParameterValue::One(value)) => Some(value.as_str()),
            None => text("Default").filter(|_| !is_stored),
        };
        let Some(value) = value else {
            return Ok(Value::Text(open(&["Ref ", name].concat())));
        };
        if let (Some(allowed), true) = (self.get(node, "AllowedValues"), given.is_some()) {
            let words: Vec<&str> = json.items(allowed).filter_map(|own| json.scalar(own)).collect();
            if !words.contains(&value) {
                let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                let message = format!("`{value}` is not a value that parameter `{name}` allows");
                return Err(Fault::at(allowed, message, &format!("it allows {}", words.join(", "))));
            }
        }
        Ok(match is_list {
            true => Value::List(value.split(',').map(|own| Value::from(own.trim())).collect()),
            false => Value::from(value),
        })
    }
}
