//! A policy that was found, and what it is.

use std::path::Path;

use iamwhy_import::{Confidence, Pasted, recognise};
use iamwhy_policy::{Effect, Policy, PolicyType};

/// A policy in a file.
pub(crate) struct Found {
    /// As the scenario names the file.
    pub(crate) file: String,
    /// As whoever gave the command knows it.
    pub(crate) shown: String,
    /// What to call it: the file's name without what only says its type.
    pub(crate) name: String,
    pub(crate) kind: Kind,
    /// What its statements name.
    pub(crate) statements: Vec<Named>,
}

/// What a statement names, as it is written.
pub(crate) struct Named {
    pub(crate) allows: bool,
    pub(crate) actions: Vec<String>,
    pub(crate) resources: Vec<String>,
    pub(crate) principals: Vec<String>,
}

/// What a policy is attached to.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Identity,
    Boundary,
    Trust,
    Scp,
    Rcp,
    Endpoint,
    Resource,
}

impl Kind {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Kind::Identity => "identity",
            Kind::Boundary => "boundary",
            Kind::Trust => "trust",
            Kind::Scp => "SCP",
            Kind::Rcp => "RCP",
            Kind::Endpoint => "endpoint",
            Kind::Resource => "resource",
        }
    }

    fn of(kind: PolicyType) -> Kind {
        match kind {
            PolicyType::Identity | PolicyType::Managed | PolicyType::Session => Kind::Identity,
            PolicyType::Boundary => Kind::Boundary,
            PolicyType::Trust => Kind::Trust,
            PolicyType::Scp => Kind::Scp,
            PolicyType::Rcp => Kind::Rcp,
            PolicyType::VpcEndpoint => Kind::Endpoint,
            PolicyType::AccessPoint | PolicyType::Resource => Kind::Resource,
        }
    }

    /// What the name says where the shape leaves it open.
    fn named(path: &str) -> Option<Kind> {
        const WORDS: [(&str, Kind); 8] = [
            ("boundar", Kind::Boundary),
            ("scp", Kind::Scp),
            ("service-control", Kind::Scp),
            ("rcp", Kind::Rcp),
            ("resource-control", Kind::Rcp),
            ("trust", Kind::Trust),
            ("assume", Kind::Trust),
            ("endpoint", Kind::Endpoint),
        ];
        let path = path.to_ascii_lowercase();
        WORDS
            .iter()
            .find(|(word, _)| path.contains(word))
            .map(|(_, kind)| *kind)
    }
}

impl Found {
    /// The policy in a text, if it is one.
    pub(crate) fn in_text(path: &Path, file: &str, text: &str) -> Option<Found> {
        let Pasted::Policy(pasted) = recognise(text) else {
            return None;
        };
        // What came in a wrapper cannot be named by its file alone.
        pasted.span.filter(|_| pasted.wrapper.is_none())?;
        let shape = pasted.guesses.first()?;
        let could_be = |kind: Kind| pasted.guesses.iter().any(|guess| Kind::of(guess.kind) == kind);
        let kind = Kind::named(file)
            .filter(|kind| shape.confidence < Confidence::Certain && could_be(*kind))
            .unwrap_or(Kind::of(shape.kind));
        let stem = path.file_stem()?.to_string_lossy().into_owned();
        Some(Found {
            file: file.to_owned(),
            shown: path.display().to_string(),
            name: short(&stem).to_owned(),
            kind,
            statements: named(&iamwhy_policy::Policy::parse(pasted.text.as_str()).policy),
        })
    }
}

/// Without what only says the type: `app-trust`, `team-boundary`, `data.policy`.
fn short(stem: &str) -> &str {
    const ENDINGS: [&str; 6] = [
        "trust",
        "trust-policy",
        "assume-role",
        "boundary",
        "policy",
        "permissions",
    ];
    let shorter = ENDINGS.iter().filter_map(|ending| {
        let rest = stem.strip_suffix(ending)?.strip_suffix(['-', '_', '.'])?;
        (!rest.is_empty()).then_some(rest)
    });
    shorter.min_by_key(|rest| rest.len()).unwrap_or(stem)
}

fn named(policy: &Policy) -> Vec<Named> {
    let text = |node| policy.json.string(node).unwrap_or_default().to_owned();
    let of = |elements: &[iamwhy_policy::Element]| -> Vec<String> {
        let plain = elements.iter().filter(|element| !element.negated);
        plain
            .flat_map(|element| &element.values)
            .map(|value| text(*value))
            .collect()
    };
    let statements = policy.statements.iter().map(|statement| Named {
        allows: statement.effect == Some(Effect::Allow),
        actions: of(&statement.actions),
        resources: of(&statement.resources),
        principals: statement
            .principals
            .iter()
            .filter(|element| !element.negated)
            .flat_map(|element| &element.entries)
            .map(|entry| text(entry.value))
            .collect(),
    });
    statements.collect()
}
