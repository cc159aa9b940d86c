//! Denies that match: an exception in them, and, last of all, taking them away.

use iamwhy_engine::{Layer, OwnedValue, Site, Truth};
use iamwhy_policy::{Add, Base, Element, Listed, NodeId, Qualifier};

use super::change::{Candidate, Kind};
use super::context::together;
use super::scene::{Placed, Scene};
use super::seen::{SeenGate, SeenStatement};
use super::text::{TextEdit, add_item, remove_item, remove_statement, replace_statement};

impl Scene<'_> {
    /// Denies that match, with an exception for this request, or taken away.
    pub(super) fn narrowed_denies(&self) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (gate, seen) in self.statements(false) {
            if seen.truth == Truth::No {
                continue;
            }
            let Some(placed) = self.placed(gate, seen).filter(Placed::is_editable) else {
                continue;
            };
            found.add(self.excepted_services(&placed));
            found.add(self.excepted(&placed));
            found.add(self.excepted_values(&placed, seen));
            found.add(self.excepted_caller(&placed));
            found.add(self.removed(&placed));
            found.add(self.replaced(&placed));
        }
        found
    }

    /// The only statement of a policy, replaced by one that allows: without it the layer would be silent.
    fn replaced(&self, placed: &Placed<'_>) -> Option<Candidate> {
        let policy = &placed.view.attached.policy;
        let silent = |gate: &SeenGate| gate.allow && gate.set == placed.set && gate.truth != Truth::Yes;
        if policy.statements.len() != 1 || !self.gates.iter().any(silent) {
            return None;
        }
        let (draft, _) = self
            .drafts(placed.layer, self.arn_at(placed.set, placed.behind), None)
            .into_iter()
            .next()?;
        let edit = replace_statement(policy, placed.view.node, &draft);
        let title = ["replace ", &*placed.label(), ", which denies, by `", &draft.sid, "`"].concat();
        Some(placed.edit(title, Kind::Replace, 0, vec![edit]))
    }

    /// The statement taken away, with its copies: one that is left would do the same. The first speaks for all of them.
    pub(super) fn removed(&self, placed: &Placed<'_>) -> Option<Candidate> {
        let policy = &placed.view.attached.policy;
        let own = policy.json.raw(placed.view.node);
        let statements = policy.statements.iter().map(|other| other.node);
        let alike: Vec<NodeId> = statements.filter(|node| policy.json.raw(*node) == own).listed();
        if alike.first() != Some(&placed.view.node) {
            return None;
        }
        let edits: Vec<TextEdit> = alike
            .into_iter()
            .map(|node| remove_statement(policy, node))
            .collect::<Option<_>>()?;
        let copies = match edits.len() {
            0 | 1 => String::new(),
            2 => " and its copy".to_owned(),
            more => format!(" and its {} copies", more - 1),
        };
        // AWS keeps no policy without statements (PARSE-8).
        let rest = match edits.len() == policy.statements.len() {
            true => ", and so the policy",
            false => "",
        };
        let title = ["remove ", &placed.label(), &copies, rest].concat();
        Some(placed.edit(title, Kind::Remove, 0, edits))
    }

    /// Public statements of a bucket's policy taken away: block public access then has nothing to take back.
    pub(super) fn closed_to_the_public(&self) -> Vec<Candidate> {
        if self.asked.service() != "s3" {
            return Vec::new();
        }
        let public = |placed: &Placed<'_>| {
            let json = &placed.view.attached.policy.json;
            let mut principals = placed.statement.principals.iter().filter(|own| !own.negated);
            principals.any(|own| own.entries.iter().any(|entry| json.string(entry.value) == Some("*")))
        };
        let mut open: Vec<Candidate> = Vec::new();
        for (gate, seen) in self.statements(true) {
            let placed = self.placed(gate, seen).filter(|_| gate.layer == Layer::Resource);
            let placed = placed.filter(|own| own.is_editable() && public(own));
            if let Some(mut candidate) = placed.and_then(|own| self.removed(&own)) {
                candidate.title.push_str(", which is public");
                open.push(candidate);
            }
        }
        let all = (2..=4).contains(&open.len()).then(|| together(&open)).flatten();
        open.add(all);
        open
    }

    /// The matching Allows taken away, each by itself.
    pub(super) fn removed_allows(&self) -> Vec<Candidate> {
        let mut before: Vec<u32> = Vec::new();
        let mut found = Vec::new();
        for (gate, seen) in self.statements(true) {
            if seen.truth == Truth::No || before.contains(&seen.id) {
                continue;
            }
            before.push(seen.id);
            let placed = self.placed(gate, seen).filter(Placed::is_editable);
            found.add(placed.and_then(|own| self.removed(&own)));
        }
        found
    }

    /// The action or the resource no longer among what is denied.
    fn excepted(&self, placed: &Placed<'_>) -> Vec<Candidate> {
        let action = self.request.action();
        let arn = self.arn_at(placed.set, placed.behind);
        let statement = placed.statement;
        let mut found = Vec::new();
        for (elements, text, negative, any_case) in [
            (&statement.actions, action, "NotAction", true),
            (&statement.resources, arn, "NotResource", false),
        ] {
            for element in elements {
                let Some(edit) = self.without(placed, element, text, any_case) else {
                    continue;
                };
                let label = placed.label();
                // What is denied no more is open to everybody whom the statement was about.
                let (title, breadth) = match element.negated {
                    true => (["add `", text, "` to `", negative, "` of ", &label].concat(), 0),
                    false => (["remove `", text, "` from ", &label].concat(), 3),
                };
                found.push(placed.edit(title, Kind::Narrow, breadth, vec![edit]));
            }
        }
        found
    }

    fn without(&self, placed: &Placed<'_>, element: &Element, text: &str, any_case: bool) -> Option<TextEdit> {
        let json = &placed.view.attached.policy.json;
        if element.negated {
            return add_item(json, NodeId(element.name.0 + 1), text).filter(|_| !text.contains("${"));
        }
        let same = |node: &&NodeId| match json.string(**node) {
            Some(own) if any_case => own.eq_ignore_ascii_case(text),
            own => own == Some(text),
        };
        remove_item(json, *element.values.iter().find(same)?)
    }

    /// The request's value added to what a negated operator lets pass.
    fn excepted_values(&self, placed: &Placed<'_>, seen: &SeenStatement) -> Vec<Candidate> {
        let policy = &placed.view.attached.policy;
        let conditions = seen.elements.iter().filter(|event| event.site == Site::Condition);
        let found = conditions.filter_map(|event| {
            let view = self.program.condition(event.node, policy)?;
            let operator = view.operator?;
            let pair = placed
                .statement
                .conditions
                .iter()
                .find(|own| own.key == view.key_node)?;
            let value = match self.asked.condition(event.node)?.value {
                OwnedValue::One(text) => text,
                OwnedValue::Many(list) => list.into_iter().next()?,
                _ => return None,
            };
            let negated = operator.negated && operator.base != Base::Null;
            if !negated || value.contains("${") || operator.qualifier == Qualifier::ForAnyValue {
                return None;
            }
            let edit = add_item(&policy.json, NodeId(pair.key.0 + 1), &value)?;
            let title = ["exempt `", &*value, "` (`", view.key, "`) from ", &placed.label()].concat();
            // An exception for an account or an organization reaches further than one for its caller; one for a region or a network
            // is for everybody there.
            let is = |names: &[&str]| names.iter().any(|own| own.eq_ignore_ascii_case(view.key));
            let breadth = match () {
                () if is(&["aws:PrincipalArn"]) => 0,
                () if is(&["aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths"]) => 3,
                () => 1,
            };
            Some(placed.edit(title, Kind::Narrow, breadth, vec![edit]))
        });
        found.listed()
    }
}
