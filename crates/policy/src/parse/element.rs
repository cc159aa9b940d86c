//! `Action`, `NotAction`, `Resource`, `NotResource`: a string or an array of strings (PARSE-23).

use super::Parser;
use crate::few::Few;
use crate::json::{Kind, NodeId};
use crate::nodes::Nodes;
use crate::spelling::quote;
use crate::statement::Element;

impl Parser<'_> {
    /// Whether all of it is well formed. A repeated element adds to the first (PARSE-11).
    pub(super) fn element(&mut self, negated: bool, name: NodeId, value: NodeId, into: &mut Few<Element>) -> bool {
        if !into.iter().any(|element| element.negated == negated) {
            let values = Nodes::new();
            into.push(Element { negated, name, values });
        }
        let element = into.iter_mut().find(|element| element.negated == negated);
        element.is_some_and(|element| self.strings("PARSE-23", name, value, &mut element.values))
    }

    /// A string, or the strings of an array; whether there is nothing else.
    pub(super) fn strings(&mut self, rule: &'static str, name: NodeId, value: NodeId, into: &mut Nodes) -> bool {
        let json = self.json;
        let mut good = true;
        match json.kind(value) {
            Kind::String => into.push(value),
            Kind::Array => {
                for item in json.items(value) {
                    if json.kind(item) == Kind::String {
                        into.push(item);
                    } else {
                        good = false;
                        let what = format!("an entry of {}", quote(json.string(name).unwrap_or_default()));
                        self.wrong_type(rule, item, &what, "a string");
                    }
                }
            }
            _ => {
                good = false;
                let what = quote(json.string(name).unwrap_or_default());
                self.wrong_type(rule, value, &what, "a string or an array of strings");
            }
        }
        good
    }
}
