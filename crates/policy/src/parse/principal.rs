//! `Principal` and `NotPrincipal`: `"*"`, or an object of lists (PRIN-1).

use super::Parser;
use crate::Add;
use crate::few::Few;
use crate::json::{Kind, NodeId};
use crate::nodes::Nodes;
use crate::principal::{PrincipalElement, PrincipalEntry, PrincipalKind};
use crate::spelling::{did_you_mean, quote};

impl Parser<'_> {
    /// Whether all of it is well formed. Names that AWS would refuse are kept: they match nobody.
    pub(super) fn principal(
        &mut self,
        negated: bool,
        name: NodeId,
        value: NodeId,
        into: &mut Few<PrincipalElement>,
    ) -> bool {
        let json = self.json;
        let mut good = true;
        let mut entries = Vec::new();
        match json.kind(value) {
            Kind::String => {
                let text = json.string(value).unwrap_or_default();
                let kind = if text == "*" {
                    PrincipalKind::Any
                } else {
                    PrincipalKind::Invalid
                };
                if kind == PrincipalKind::Invalid {
                    let message = format!(
                        "{} names nobody here: write `{{\"AWS\": …}}`, `{{\"Service\": …}}` or `\"*\"`",
                        quote(text)
                    );
                    self.warning("PRIN-1", value, message);
                }
                entries.push(PrincipalEntry { kind, value });
            }
            Kind::Object => {
                self.duplicates(value);
                for (key, names) in json.members(value) {
                    let Some(word) = json.string(key) else {
                        good = false;
                        continue;
                    };
                    let kind = PrincipalKind::of_key(word);
                    if kind == PrincipalKind::Invalid {
                        let near = did_you_mean(word, PrincipalKind::KEYS);
                        let message = format!("unknown kind of principal {}, it matches nobody{near}", quote(word));
                        self.warning("PRIN-1", key, message);
                    }
                    let mut values = Nodes::new();
                    good &= self.strings("PRIN-1", key, names, &mut values);
                    entries.add(values.iter().map(|&value| PrincipalEntry { kind, value }));
                }
            }
            _ => {
                good = false;
                let what = quote(json.string(name).unwrap_or_default());
                self.wrong_type("PRIN-1", value, &what, "`\"*\"` or an object");
            }
        }
        match into.iter_mut().find(|element| element.negated == negated) {
            Some(element) => element.entries.append(&mut entries),
            None => into.push(PrincipalElement { negated, name, entries }),
        }
        good
    }
}
