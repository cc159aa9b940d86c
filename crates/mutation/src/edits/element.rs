//! Edits of actions, resources and principals.

use iamwhy_engine::PatternKind;
use iamwhy_policy::{Json, Kind as NodeKind, NodeId, PrincipalElement, PrincipalKind, Statement};

use super::document::{Becomes, Document};
use super::same::{Governed, is_said_again};
use crate::edit::{Edit, quoted};
use crate::mutant::{Kind, Mutant};

/// The values of an element.
struct List<'v> {
    name: &'v str,
    negated: bool,
    /// None for principals.
    kind: Option<PatternKind>,
    values: &'v [NodeId],
}

impl List<'_> {
    /// Whether the other values match everything that this text does, so that it makes no difference.
    fn says(&self, json: &Json, value: NodeId, text: &str) -> bool {
        let kind = self.kind;
        kind.is_some_and(|kind| is_said_again(json, kind, self.values, value, text))
    }
}

impl Document<'_> {
    pub(super) fn elements(&self, statement: &Statement, governed: &Governed<'_>, all: &mut Vec<Mutant>) {
        for element in &statement.actions {
            let name = if element.negated { "NotAction" } else { "Action" };
            let list = List {
                name,
                negated: element.negated,
                kind: Some(PatternKind::Text),
                values: &element.values,
            };
            self.drops(statement, &list, all);
            for value in &element.values {
                let wider = self.json().string(*value).and_then(wider_action);
                self.widens(statement, &list, *value, wider, all);
            }
        }
        for element in &statement.resources {
            let name = if element.negated { "NotResource" } else { "Resource" };
            let list = List {
                name,
                negated: element.negated,
                kind: Some(PatternKind::Resource),
                values: &element.values,
            };
            self.drops(statement, &list, all);
            if governed.names_all(&self.place, self.json(), statement) {
                continue;
            }
            for value in &element.values {
                let wider = self.json().string(*value).filter(|text| *text != "*");
                self.widens(statement, &list, *value, wider.map(|_| "*".to_owned()), all);
            }
        }
        for element in &statement.principals {
            self.principal(statement, element, all);
        }
    }

    fn principal(&self, statement: &Statement, element: &PrincipalElement, all: &mut Vec<Mutant>) {
        let json = self.json();
        let name = if element.negated { "NotPrincipal" } else { "Principal" };
        let values: Vec<NodeId> = element.entries.iter().map(|entry| entry.value).collect();
        let list = List {
            name,
            negated: element.negated,
            kind: None,
            values: &values,
        };
        self.drops(statement, &list, all);
        let everybody = element
            .entries
            .iter()
            .any(|entry| matches!(entry.kind, PrincipalKind::Any) || json.string(entry.value) == Some("*"));
        if !everybody && !element.negated {
            // Who comes from a provider is not among everybody, and others get a stronger grant: who matched may notice too.
            let whole = NodeId(element.name.0 + 1);
            let edit = Edit::replace(json, whole, "\"*\"");
            let title = format!("let everybody be the principal of {}", self.label(statement));
            all.push(self.mutant(Kind::WidenValue, edit, statement, Becomes::Other, whole, title));
        }
    }

    /// One value less; a list keeps at least one.
    fn drops(&self, statement: &Statement, list: &List<'_>, all: &mut Vec<Mutant>) {
        if list.values.len() < 2 {
            return;
        }
        let json = self.json();
        for value in list.values {
            let Some(edit) = drop_value(json, *value) else { continue };
            let text = json.string(*value).unwrap_or_default();
            if list.says(json, *value, text) {
                continue;
            }
            let title = format!("drop `{text}` from the {} of {}", list.name, self.label(statement));
            let becomes = if list.negated {
                Becomes::Wider
            } else {
                Becomes::Narrower
            };
            all.push(self.mutant(Kind::DropValue, edit, statement, becomes, *value, title));
        }
    }

    fn widens(
        &self,
        statement: &Statement,
        list: &List<'_>,
        value: NodeId,
        wider: Option<String>,
        all: &mut Vec<Mutant>,
    ) {
        let Some(wider) = wider.filter(|wider| !list.says(self.json(), value, wider)) else {
            return;
        };
        let edit = Edit::replace(self.json(), value, quoted(&wider));
        let text = self.json().string(value).unwrap_or_default();
        let (name, label) = (list.name, self.label(statement));
        let title = format!("widen `{text}` to `{wider}` in the {name} of {label}");
        let becomes = if list.negated {
            Becomes::Narrower
        } else {
            Becomes::Wider
        };
        all.push(Mutant {
            wider: Some(wider),
            ..self.mutant(Kind::WidenValue, edit, statement, becomes, value, title)
        });
    }
}

/// Removes a value from its list; of a kind of principals with one name, the kind.
fn drop_value(json: &Json, value: NodeId) -> Option<Edit> {
    let container = json.parent(value)?;
    if json.kind(container) != NodeKind::Array {
        // A single value is a member of its own.
        return Edit::remove(json, NodeId(value.0.checked_sub(1)?));
    }
    match json.items(container).count() {
        1 => Edit::remove(json, NodeId(container.0.checked_sub(1)?)),
        _ => Edit::remove(json, value),
    }
}

/// `s3:GetObject` → `s3:*` → `*`
fn wider_action(action: &str) -> Option<String> {
    let (service, name) = action.split_once(':')?;
    Some(match name {
        "*" => "*".to_owned(),
        _ => format!("{service}:*"),
    })
}
