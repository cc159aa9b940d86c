//! One element of an Allow that nearly matches.

use iamwhy_engine::order::sort;
use iamwhy_engine::world::PrincipalIs;
use iamwhy_engine::{Event, OwnedValue, Site, Truth, global_keys};
use iamwhy_policy::spelling::nearest;
use iamwhy_policy::{Add, Base, ConditionPair, Kind as JsonKind, Listed, NodeId, Operator, Qualifier, Span};

use super::caller::names;
use super::change::{Candidate, Kind, WIDE};
use super::sample;
use super::scene::{Placed, Scene};
use super::text::{TextEdit, add_item, add_items, add_member, quoted, remove_item, remove_pair};
use super::wanted::is_sent;
use crate::words::{list, tick};

/// More of them are not tried.
const MOST: usize = 64;

impl Scene<'_> {
    /// Statements of which one element fails, with that element mended.
    pub(super) fn mended_elements(&self) -> Vec<Candidate> {
        let mut found = Vec::new();
        for gate in self.lacking() {
            for seen in gate
                .statements
                .iter()
                .filter(|own| !own.void && own.truth != Truth::Yes)
            {
                let mut failed = seen.failed();
                let (Some(event), None) = (failed.next(), failed.next()) else {
                    continue;
                };
                let Some(placed) = self.placed(gate, seen).filter(Placed::is_editable) else {
                    continue;
                };
                found.add(match event.site {
                    Site::Action => self.with_action(&placed, event).into_iter().listed(),
                    Site::Resource => self.with_resource(&placed, event).into_iter().listed(),
                    Site::Principal => self.with_principal(&placed, event),
                    Site::Condition => self.with_condition(&placed, event),
                    Site::Gate | Site::Statement => Vec::new(),
                });
            }
        }
        sort(&mut found, &Candidate::rank);
        found.truncate(MOST);
        found
    }

    fn with_action(&self, placed: &Placed<'_>, event: &Event) -> Option<Candidate> {
        let element = placed.statement.actions.get(usize::from(event.extra))?;
        let json = &placed.view.attached.policy.json;
        let action = self.request.action();
        let label = placed.label();
        if element.negated {
            let exact = |node: &&NodeId| json.string(**node).is_some_and(|own| own.eq_ignore_ascii_case(action));
            let edit = remove_item(json, *element.values.iter().find(exact)?)?;
            let title = ["remove `", action, "` from `NotAction` of ", &label].concat();
            return Some(placed.edit(title, Kind::Element, 1, vec![edit]));
        }
        let service = action.split(':').next().unwrap_or("");
        let related = element.values.iter().any(|node| {
            let own = json.string(*node).unwrap_or("");
            own.split(':')
                .next()
                .is_some_and(|own| own.eq_ignore_ascii_case(service))
        });
        if !related {
            return None;
        }
        let edit = add_item(json, NodeId(element.name.0 + 1), action)?;
        let title = ["add `", action, "` to ", &label].concat();
        let breadth = match placed.is_for_everybody() {
            true => WIDE,
            false => u8::from(!self.is_exact_resource(placed)),
        };
        Some(placed.edit(title, Kind::Element, breadth, vec![edit]))
    }

    /// Whether the statement reaches nothing but the resource at hand.
    fn is_exact_resource(&self, placed: &Placed<'_>) -> bool {
        let json = &placed.view.attached.policy.json;
        let arn = self.arn_at(placed.set, placed.behind);
        let mut elements = placed.statement.resources.iter();
        elements.all(|own| !own.negated && own.values.iter().all(|node| json.string(*node) == Some(arn)))
    }

    fn with_resource(&self, placed: &Placed<'_>, event: &Event) -> Option<Candidate> {
        let element = placed.statement.resources.get(usize::from(event.extra))?;
        let json = &placed.view.attached.policy.json;
        let arn = self.arn_at(placed.set, placed.behind);
        let label = placed.label();
        if element.negated {
            let edit = remove_item(
                json,
                *element.values.iter().find(|node| json.string(**node) == Some(arn))?,
            )?;
            let title = ["remove `", arn, "` from `NotResource` of ", &label].concat();
            return Some(placed.edit(title, Kind::Element, 1, vec![edit]));
        }
        if arn.contains("${") {
            return None;
        }
        let edit = add_item(json, NodeId(element.name.0 + 1), arn)?;
        let mut actions = placed.statement.actions.iter();
        let action = |node: &NodeId| {
            json.string(*node)
                .is_some_and(|own| own.eq_ignore_ascii_case(self.request.action()))
        };
        let exact = actions.all(|own| !own.negated && own.values.iter().all(action));
        let title = ["add `", arn, "` to the resources of ", &label].concat();
        // A bucket whose objects are named was meant as well.
        let related = element
            .values
            .iter()
            .any(|node| json.string(*node).is_some_and(|own| own.starts_with(arn)));
        let breadth = match placed.is_for_everybody() || (placed.has_all_actions() && !related) {
            true => WIDE,
            false => u8::from(!exact),
        };
        Some(placed.edit(title, Kind::Element, breadth, vec![edit]))
    }

    fn with_principal(&self, placed: &Placed<'_>, event: &Event) -> Vec<Candidate> {
        let json = &placed.view.attached.policy.json;
        let element = placed.statement.principals.get(usize::from(event.extra));
        let (Some(element), Some(caller)) = (element.filter(|own| !own.negated), self.caller()) else {
            return Vec::new();
        };
        // Whoever has an account with a provider comes with its tokens: claims tell them apart.
        if caller.is_login() && placed.statement.conditions.is_empty() {
            return Vec::new();
        }
        let wide = if placed.has_all_actions() { WIDE } else { 0 };
        // Nobody shares all rights with strangers.
        if wide > 0 && (caller.is == PrincipalIs::Service || !self.asked.same_account()) {
            return Vec::new();
        }
        let value = NodeId(element.name.0 + 1);
        let mut found = Vec::new();
        for name in names(caller) {
            let Some(key) = name.key().filter(|_| json.kind(value) == JsonKind::Object) else {
                continue;
            };
            let edit = match json.get(value, key) {
                Some(list) => add_item(json, list, &name.text),
                None => add_member(json, value, key, &quoted(&name.text)),
            };
            if let Some(edit) = edit {
                let title = ["add `", &*name.text, "` to the principals of ", &placed.label()].concat();
                found.push(placed.edit(title, Kind::Element, name.breadth.max(wide), vec![edit]));
            }
        }
        found
    }

    /// The request's value accepted, or the condition dropped.
    fn with_condition(&self, placed: &Placed<'_>, event: &Event) -> Vec<Candidate> {
        let policy = &placed.view.attached.policy;
        let json = &policy.json;
        let Some(view) = self.program.condition(event.node, policy) else {
            return Vec::new();
        };
        let pair = placed.statement.conditions.iter().find(|own| own.key == view.key_node);
        let (Some(pair), Some(detail)) = (pair, self.asked.condition(event.node)) else {
            return Vec::new();
        };
        let (label, key) = (placed.label(), view.key);
        let mut found: Vec<Candidate> = self.other_operator(placed, pair, view.operator).into_iter().listed();
        found.add(self.other_key(placed, pair, key));
        let values: Vec<String> = match detail.value {
            OwnedValue::One(text) => vec![text],
            OwnedValue::Many(list) => list,
            _ => Vec::new(),
        };
        // One bound moves; of several the widest counts.
        let bound = match (view.operator, &*pair.values, &*values) {
            (Some(operator), [node], [value]) => sample::bound(operator.base, value).map(|bound| (*node, bound)),
            _ => None,
        };
        let plain = |own: &Operator| own.base != Base::Null;
        if let Some((node, bound)) = bound {
            let now = json.scalar(node).unwrap_or("");
            let title = [
                "move the bound for `",
                key,
                "` from `",
                now,
                "` to `",
                &bound,
                "` in ",
                &label,
            ]
            .concat();
            found.push(placed.edit(title, Kind::Element, 1, vec![rewritten(json.span(node), &bound)]));
        } else if let Some(operator) = view.operator.filter(plain) {
            let every = operator.qualifier == Qualifier::ForAllValues;
            let values = match every {
                true => self.in_the_way(key, event.node, values),
                false => values.into_iter().take(1).listed(),
            };
            let texts: Vec<&str> = values.iter().map(String::as_str).listed();
            let edit = match (operator.negated, texts.as_slice()) {
                (false, [_, ..]) => add_items(json, NodeId(pair.key.0 + 1), &texts),
                (true, [value]) => {
                    let exact = pair.values.iter().find(|node| json.string(**node) == Some(value));
                    exact.and_then(|node| remove_item(json, *node))
                }
                _ => None,
            };
            if let Some(edit) = edit.filter(|_| !texts.iter().any(|own| own.contains("${"))) {
                let values = list(&texts.iter().map(|own| tick(own)).listed(), "and");
                let (before, between) = match operator.negated {
                    false => (["let ", &*label, " accept "].concat(), ""),
                    true => ("take ".to_owned(), " off the list"),
                };
                let after = if operator.negated {
                    [" of ", &*label].concat()
                } else {
                    String::new()
                };
                let title = [&*before, &values, between, " for `", key, "`", &after].concat();
                found.push(placed.edit(title, Kind::Element, 1, vec![edit]));
            }
        }
        let tells_apart = [":sub", ":aud"].iter().any(|claim| key.ends_with(claim));
        let guards = tells_apart && self.caller().is_some_and(|own| own.is_login());
        if let Some(edit) = remove_pair(json, pair).filter(|_| !guards) {
            // The last condition of a statement for everybody is all that keeps the world out.
            let opens = placed.statement.conditions.len() == 1 && placed.names_everybody();
            let note = if opens { ", which opens it to everybody" } else { "" };
            let title = format!(
                "drop the condition `{}` on `{key}` from {label}{note}",
                view.operator_text
            );
            // Without it the statement is for all that it kept out; one that asks for what nobody sends kept out everything.
            let breadth = match opens || is_sent(key) {
                true => WIDE + u8::from(opens),
                false => 2,
            };
            let mut dropped = placed.edit(title, Kind::Element, breadth, vec![edit]);
            dropped.guardrail |= opens;
            found.push(dropped);
        }
        found
    }

    /// The key that was meant, where AWS sends none of that name.
    fn other_key(&self, placed: &Placed<'_>, pair: &ConditionPair, key: &str) -> Option<Candidate> {
        let json = &placed.view.attached.policy.json;
        let (head, tag) = key.split_at(key.find('/').map_or(key.len(), |slash| slash + 1));
        let mut known = global_keys().iter().map(|info| info.name);
        let meant = [nearest(head, &mut known).filter(|_| !is_sent(key))?, tag].concat();
        if json.get(json.parent(pair.key)?, &meant).is_some() {
            return None;
        }
        let title = ["write `", &*meant, "` for `", key, "` in ", &placed.label()].concat();
        let edit = rewritten(json.span(pair.key), &meant);
        Some(placed.edit(title, Kind::Element, 0, vec![edit]))
    }

    /// The operator that was meant: of one that there is not, the nearest; where a value has a wildcard, the one that reads it.
    fn other_operator(
        &self,
        placed: &Placed<'_>,
        pair: &ConditionPair,
        operator: Option<Operator>,
    ) -> Option<Candidate> {
        let json = &placed.view.attached.policy.json;
        let block = json.parent(pair.key)?;
        let name = NodeId(block.0.checked_sub(1)?);
        let written = json.string(name)?;
        let (qualifier, own) = written.split_at(written.rfind(':').map_or(0, |colon| colon + 1));
        let wild = |node: &NodeId| json.string(*node).is_some_and(|text| text.contains(['*', '?']));
        let (meant, why) = match operator {
            None => (
                nearest(own, &mut Operator::TABLE.iter().map(|row| row.name))?.to_owned(),
                "",
            ),
            Some(own_operator) if own_operator.base == Base::StringEquals && pair.values.iter().any(wild) => {
                (own.replace("Equals", "Like"), ", which reads wildcards,")
            }
            Some(_) => return None,
        };
        let meant = [qualifier, &meant].concat();
        if json.get(json.parent(name)?, &meant).is_some() {
            return None;
        }
        let edit = rewritten(json.span(name), &meant);
        let title = [
            "write `",
            &*meant,
            "`",
            why,
            " for `",
            written,
            "` in ",
            &placed.label(),
        ]
        .concat();
        Some(placed.edit(title, Kind::Element, 0, vec![edit]))
    }
}

fn rewritten(span: Span, text: &str) -> TextEdit {
    TextEdit {
        start: span.start,
        end: span.end,
        text: quoted(text),
    }
}
