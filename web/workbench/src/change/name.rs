//! Names of policies, and every place that uses them.

use iamwhy_policy::{Json, Kind};

use super::renamed;
use crate::{
    Bench, Origin, Problem,
    edit::{self, TextEdit, pointer, quoted},
    policy_view::uses,
};

impl Bench {
    /// Gives a policy a name, wherever it is used. One that stands in its place itself moves to `policies`.
    ///
    /// # Errors
    /// Where the name is taken, or nobody can name the policy.
    pub fn rename_policy(&mut self, at: &str, name: &str) -> Result<(), Problem> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Problem::plain("a policy's name cannot be empty"));
        }
        let view = self
            .policy(at)
            .ok_or_else(|| Problem::plain("there is no policy at this place"))?;
        let json = self.tree()?;
        let entry = pointer::of(&["policies", name]);
        if json.at_pointer(&entry, json.root()).is_some() {
            return Err(Problem::plain(
                ["another policy is named `", name, "` already"].concat(),
            ));
        }
        match &view.origin {
            Origin::BuiltIn(_) => Err(Problem::plain("this policy is AWS's own; its name is given")),
            Origin::Broken => Err(Problem::plain("there is no policy at this place")),
            _ if view.off => Err(Problem::plain("this policy is switched off; switch it on first")),
            _ if view.source.starts_with("/policies/") => self.rename_entry(&view.source, &view.name, name),
            _ => self.name_inline(at, name),
        }
    }

    fn rename_entry(&mut self, source: &str, old: &str, name: &str) -> Result<(), Problem> {
        self.step(&["rename ", old, " to ", name].concat(), |bench| {
            bench.change("", "", &[&|json| edit::rename_key(json, source, name)])?;
            bench.replace_all(&|json| uses(json, old), &quoted(name))?;
            bench.replace_all(&|json| expected(json, old), &quoted(name))?;
            let new = pointer::of(&["policies", name]);
            bench.state.follow(&|own| renamed(source, &new, own));
            Ok(())
        })
    }

    fn name_inline(&mut self, at: &str, name: &str) -> Result<(), Problem> {
        let json = self.tree()?;
        let node = json
            .at_pointer(at, json.root())
            .ok_or_else(|| Problem::plain("there is no policy at this place"))?;
        let span = json.span(node);
        let text = crate::Lens::on(json.text(), span.start as usize, span.end as usize).text;
        let entry = pointer::of(&["policies", name]);
        let words = pointer::words(at);
        self.step(&["name a policy ", name].concat(), |bench| {
            bench.change(
                "",
                "",
                &[&|json| edit::set(json, at, &quoted(name)), &|json| {
                    edit::set(json, &entry, &text)
                }],
            )?;
            bench.replace_all(&|json| expected(json, &words), &quoted(name))?;
            // The draft goes with the text; what is open stays in its place.
            for draft in bench.state.drafts.iter_mut().filter(|draft| draft.pointer == at) {
                draft.pointer.clone_from(&entry);
            }
            Ok(())
        })
    }

    /// Makes a copy that belongs to this place alone: of a policy of AWS, or of one that several places use.
    ///
    /// # Errors
    /// Where there is no text to copy.
    pub fn own_policy(&mut self, at: &str) -> Result<(), Problem> {
        let view = self
            .policy(at)
            .ok_or_else(|| Problem::plain("there is no policy at this place"))?;
        if view.lens.text.is_empty() {
            return Err(Problem::plain("this policy has no text to copy"));
        }
        let text = match view.origin {
            Origin::Text => return Ok(()),
            _ => &view.lens.text,
        };
        self.change(
            "",
            &["copy ", &view.name].concat(),
            &[&|json| edit::set(json, at, text)],
        )
    }

    /// Replaces the values at all these places.
    pub(super) fn replace_all(&mut self, find: &dyn Fn(&Json) -> Vec<String>, value: &str) -> Result<(), Problem> {
        let json = self.tree()?;
        let mut text = json.text().to_owned();
        let mut spans: Vec<_> = find(&json)
            .iter()
            .filter_map(|at| Some(json.span(json.at_pointer(at, json.root())?)))
            .map(|span| (span.start as usize, span.end as usize))
            .collect();
        if spans.is_empty() {
            return Ok(());
        }
        // From behind, so that the places before stay where they are.
        iamwhy_engine::order::sort(&mut spans, &|one, other| other.0.cmp(&one.0));
        for (start, end) in spans {
            let edit = TextEdit {
                start,
                end,
                text: value.to_owned(),
            };
            text = edit
                .apply(&text)
                .ok_or_else(|| Problem::plain("this cannot be changed here"))?;
        }
        self.put("", "", text);
        Ok(())
    }
}

/// The expectations that name a deciding policy.
pub(super) fn expected(json: &Json, name: &str) -> Vec<String> {
    let root = json.root();
    let Some(cases) = json.get(root, "cases") else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for case in json.items(cases) {
        let Some(expect) = json.get(case, "expect") else {
            continue;
        };
        let listed = json.items(expect);
        for own in std::iter::once(expect).chain(listed) {
            let policy = json.get(own, "policy").filter(|_| json.kind(own) == Kind::Object);
            found.extend(
                policy
                    .filter(|node| json.string(*node) == Some(name))
                    .map(|node| json.pointer(node, root)),
            );
        }
    }
    found
}
