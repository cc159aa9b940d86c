//! Policies whose variables are plain text for want of a version.

use iamwhy_policy::{Policy, Version};

use super::change::{Candidate, Kind};
use super::scene::{Placed, Scene};
use super::text::TextEdit;

impl Scene<'_> {
    /// Policies that hold variables and are of an older version, in the one from which on variables count (VAR-1).
    pub(super) fn newer_versions(&self) -> Vec<Candidate> {
        let mut before = None;
        let mut found = Vec::new();
        for gate in &self.gates {
            for own in &gate.statements {
                let Some(placed) = self.placed(gate, own).filter(Placed::is_editable) else {
                    continue;
                };
                let policy = &placed.view.attached.policy;
                if policy.version != Version::V2012 && before != Some(placed.view.policy) {
                    before = Some(placed.view.policy);
                    if let Some(edit) = newest(policy) {
                        let name = placed.view.attached.name.as_str();
                        let title = ["give `", name, "` the `Version` 2012-10-17"].concat();
                        found.push(placed.edit(title, Kind::Element, 0, vec![edit]));
                    }
                }
            }
        }
        found
    }
}

/// As the first member of a policy; its value is a part of it.
const VERSION: &str = r#""Version": "2012-10-17", "#;

fn newest(policy: &Policy) -> Option<TextEdit> {
    let json = &policy.json;
    if !json.raw(policy.root).contains("${") {
        return None;
    }
    let (start, end, text) = match json.get(policy.root, "Version") {
        Some(value) => {
            let span = json.span(value);
            (span.start, span.end, VERSION.get(11..23)?)
        }
        None => {
            let start = json.span(json.members(policy.root).next()?.0).start;
            (start, start, VERSION)
        }
    };
    Some(TextEdit {
        start,
        end,
        text: text.to_owned(),
    })
}
