//! Policies in their places: adding, moving, switching off, deleting.

use std::sync::Arc;

use iamwhy_engine::Layer;
use iamwhy_policy::Kind;

use super::{in_list, moved, policy::document, template::template, with, without};
use crate::{
    Bench, Off, Problem,
    edit::{self, pointer, quoted},
};

const UNKNOWN: &str = "{ \"unknown\": true }";

impl Bench {
    /// Adds a policy about the selected request and opens it. The new policy's pointer.
    ///
    /// # Errors
    /// Where no policy can stand there.
    pub fn add_policy(&mut self, slot: &str, layer: Layer) -> Result<String, Problem> {
        let text = self.template(slot, layer);
        self.add_policy_text(slot, layer, &text)
    }

    /// Adds a policy of this text and opens it. The new policy's pointer.
    ///
    /// # Errors
    /// Where the text is no policy, or none can stand there.
    pub fn add_policy_text(&mut self, slot: &str, layer: Layer, text: &str) -> Result<String, Problem> {
        let text = document(text)?;
        self.step("add a policy", |bench| bench.stand(slot, layer, &text))
    }

    /// Adds a policy by its name: an entry of `policies`, or one of AWS's. The pointer of its place.
    ///
    /// # Errors
    /// Where no policy can stand there.
    pub fn attach(&mut self, slot: &str, layer: Layer, name: &str) -> Result<String, Problem> {
        self.step(&["attach ", name].concat(), |bench| {
            bench.stand(slot, layer, &quoted(name))
        })
    }

    /// Puts JSON text into a slot: behind what stands in a list, in the place of a single policy.
    pub(super) fn stand(&mut self, slot: &str, layer: Layer, value: &str) -> Result<String, Problem> {
        let slot = self.declare(slot)?;
        let json = self.tree()?;
        let single = matches!(
            slot.rsplit('/').next(),
            Some("policy" | "boundary" | "trust" | "taskPolicy")
        );
        let node = json.at_pointer(&slot, json.root());
        let at = match node {
            _ if single => {
                self.change("", "add a policy", &[&|json| edit::set(json, &slot, value)])?;
                slot
            }
            Some(node) if json.kind(node) == Kind::Array => {
                let index = json.items(node).count();
                self.change("", "add a policy", &[&|json| edit::append(json, &slot, value)])?;
                pointer::join(&slot, &index.to_string())
            }
            other => {
                // A node that leaves its SCPs out has AWS's own, and what is unknown stays so.
                let before = match other {
                    Some(_) => Some(UNKNOWN),
                    None if layer == Layer::Scp => Some("\"FullAWSAccess\""),
                    None => None,
                };
                let list = before.map_or_else(|| "[]".to_owned(), |own| ["[", own, "]"].concat());
                self.change(
                    "",
                    "add a policy",
                    &[&|json| edit::set(json, &slot, &list), &|json| {
                        edit::append(json, &slot, value)
                    }],
                )?;
                pointer::join(&slot, if before.is_some() { "1" } else { "0" })
            }
        };
        self.state.open = Some(at.clone());
        Ok(at)
    }

    fn template(&self, slot: &str, layer: Layer) -> String {
        let answer = self.answer();
        let request = answer.authorized().map(|own| &own.request);
        let env = answer.loaded.as_ref().map(|loaded| loaded.world.environment());
        let caller = request
            .zip(env)
            .and_then(|(request, env)| env.principals.get(request.principal));
        let caller = caller.map_or("", |own| own.entity_arn.as_deref().unwrap_or(&own.arn));
        let (action, resource) = request.map_or(("", ""), |own| (own.action(), own.resource()));
        template(layer, slot.ends_with("/trust"), caller, action, resource)
    }

    /// Adds a copy behind a policy of a list. Its pointer.
    ///
    /// # Errors
    /// Where the policy does not stand in a list.
    pub fn duplicate_policy(&mut self, at: &str) -> Result<String, Problem> {
        let (list, index) = in_list(at).ok_or_else(|| Problem::plain("only one policy can stand here"))?;
        let view = self
            .policy(at)
            .ok_or_else(|| Problem::plain("there is no policy at this place"))?;
        let text = match view.lens.text.is_empty() {
            true => {
                let json = self.tree()?;
                let node = json.at_pointer(at, json.root());
                node.map_or_else(String::new, |node| json.raw(node).to_owned())
            }
            false => view.lens.text,
        };
        self.change(
            "",
            "duplicate a policy",
            &[&|json| edit::insert_item(json, list, index + 1, &text)],
        )?;
        self.state.follow(&|own| with(list, index + 1, own));
        let copy = pointer::join(list, &(index + 1).to_string());
        self.state.open = Some(copy.clone());
        Ok(copy)
    }

    /// Moves a policy up (−1) or down (1) in its list. Its new pointer.
    ///
    /// # Errors
    /// Where it cannot go there.
    pub fn move_policy(&mut self, at: &str, by: isize) -> Result<String, Problem> {
        let (list, from) = in_list(at).ok_or_else(|| Problem::plain("only one policy can stand here"))?;
        let to = from
            .checked_add_signed(by)
            .ok_or_else(|| Problem::plain("it stands first already"))?;
        self.change("", "move a policy", &[&|json| edit::move_item(json, list, from, to)])?;
        self.state.follow(&|own| moved(list, from, to, own));
        Ok(pointer::join(list, &to.to_string()))
    }

    /// Takes a policy out of its place. An entry of `policies` stays, also when nothing names it any more.
    ///
    /// # Errors
    /// Where there is none.
    pub fn delete_policy(&mut self, at: &str) -> Result<(), Problem> {
        if let Some(number) = at.strip_prefix("off:").and_then(|number| number.parse::<usize>().ok()) {
            if number < self.state.off.len() {
                self.history.remember(&self.state, "", "delete a policy");
                self.state.off.remove(number);
            }
            return Ok(());
        }
        self.take_out(at, "delete a policy")
    }

    fn take_out(&mut self, at: &str, title: &str) -> Result<(), Problem> {
        self.change("", title, &[&|json| edit::remove(json, at)])?;
        match in_list(at) {
            Some((list, index)) => self.state.follow(&|own| without(list, index, own)),
            None => self.state.follow(&|own| (own != at).then(|| own.to_owned())),
        }
        Ok(())
    }

    /// Switches a policy off: it leaves the text, and its place is kept.
    ///
    /// # Errors
    /// Where there is none.
    pub fn switch_off(&mut self, at: &str) -> Result<(), Problem> {
        let json = self.tree()?;
        let node = json
            .at_pointer(at, json.root())
            .ok_or_else(|| Problem::plain("there is no policy at this place"))?;
        let view = self
            .policy(at)
            .ok_or_else(|| Problem::plain("there is no policy at this place"))?;
        let before = Arc::clone(&self.state.text);
        let text = match view.lens.text.is_empty() || view.source != at {
            true => json.raw(node).to_owned(),
            false => {
                crate::Lens::on(
                    json.text(),
                    json.span(node).start as usize,
                    json.span(node).end as usize,
                )
                .text
            }
        };
        let (slot, index) = match in_list(at) {
            Some((list, index)) => (list.to_owned(), Some(index)),
            None => (at.to_owned(), None),
        };
        let off = |after| Off {
            slot,
            index,
            text: text.into(),
            name: view.name.clone(),
            around: (before, after),
        };
        self.step(&["switch off ", &view.name].concat(), |bench| {
            // A single policy leaves its slot behind.
            bench.change("", "", &[&|json| edit::remove(json, at)])?;
            if let Some((list, index)) = in_list(at) {
                bench.state.follow(&|own| without(list, index, own));
            }
            let off = off(Arc::clone(&bench.state.text));
            bench.state.open = Some(format!("off:{}", bench.state.off.len()));
            bench.state.off.push(off);
            Ok(())
        })
    }

    /// Switches a policy on again: back into its place. Its pointer.
    ///
    /// # Errors
    /// Where its place is gone, or another one has taken it.
    pub fn switch_on(&mut self, number: usize) -> Result<String, Problem> {
        let off = self
            .state
            .off
            .get(number)
            .cloned()
            .ok_or_else(|| Problem::plain("no such policy is switched off"))?;
        self.step(&["switch on ", &off.name].concat(), |bench| {
            let json = bench.tree()?;
            let node = json.at_pointer(&off.slot, json.root());
            let count = node.map_or(0, |node| json.items(node).count());
            if off.index.is_none() && node.is_some() {
                return Err(Problem::plain("another policy stands in its place"));
            }
            let index = off.index.map(|index| index.min(count));
            if *bench.state.text == *off.around.1 {
                bench.put("", "", off.around.0.to_string());
            } else if let (Some(index), Some(_)) = (index, node) {
                bench.change("", "", &[&|json| edit::insert_item(json, &off.slot, index, &off.text)])?;
            } else if off.index.is_some() {
                bench.change("", "", &[&|json| edit::append(json, &off.slot, &off.text)])?;
            } else {
                bench.change("", "", &[&|json| edit::set(json, &off.slot, &off.text)])?;
            }
            bench.state.off.remove(number);
            let at = match index {
                Some(index) => {
                    bench.state.follow(&|own| with(&off.slot, index, own));
                    pointer::join(&off.slot, &index.to_string())
                }
                None => off.slot.clone(),
            };
            bench.state.open = Some(at.clone());
            Ok(at)
        })
    }

    /// Declares that there may be policies in a slot that nobody has shown us.
    ///
    /// # Errors
    /// Where no policy can stand there.
    pub fn set_unknown(&mut self, slot: &str) -> Result<(), Problem> {
        self.step("declare unknown", |bench| {
            let slot = bench.declare(slot)?;
            bench.change("", "", &[&|json| edit::set(json, &slot, UNKNOWN)])?;
            bench.state.follow(&|own| inside(&slot, own));
            Ok(())
        })
    }

    /// Declares that there is nothing in a slot.
    ///
    /// # Errors
    /// Where no policy can stand there.
    pub fn set_none(&mut self, slot: &str) -> Result<(), Problem> {
        let levels = slot.ends_with("/scps");
        let there = self.tree()?.at_pointer(slot, self.tree()?.root()).is_some();
        match (levels, there) {
            (true, _) => self.change("", "attach nothing", &[&|json| edit::set(json, slot, "[]")])?,
            (false, true) => self.change("", "declare that there is none", &[&|json| edit::remove(json, slot)])?,
            (false, false) => {}
        }
        self.state.follow(&|own| inside(slot, own));
        Ok(())
    }

    /// The last answer's owner of the resource, for one that is to be declared.
    pub(super) fn owner(&self) -> Option<String> {
        self.answer().question.owner.clone()
    }
}

/// What lay inside of a slot is gone.
fn inside(slot: &str, own: &str) -> Option<String> {
    let inside = own
        .strip_prefix(slot)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    (!inside).then(|| own.to_owned())
}
