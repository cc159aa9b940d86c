//! What the changed statement asks for: actions, resources, context.

use std::collections::BTreeSet;
use std::sync::Arc;

use iamwhy_catalog::Catalog;
use iamwhy_engine::{Context, OwnedValue, PatternKind, Program, Request, pattern_matches};
use iamwhy_policy::{Policy, Statement};
use iamwhy_scenario::operations;

use super::context::contexts;
use super::texts::{fill, neighbour, sample};
use crate::baseline::Baseline;
use crate::edits::place_of;
use crate::mutant::{DocumentPlace, Mutant, Reach};

/// Of each pattern so many.
const FEW: usize = 3;
/// In all so many.
const MOST: usize = 12;

/// What requests are varied with.
pub(super) struct Places {
    actions: Vec<String>,
    resources: Vec<String>,
    /// Patterns of resources with variables.
    variable: Vec<String>,
    /// The statement, in its policy; none where the edit is about something else.
    statements: Vec<(Arc<Policy>, u32)>,
}

impl Places {
    pub(super) fn of(baseline: &Baseline<'_>, mutant: &Mutant) -> Places {
        let scene = baseline.scene;
        let env = scene.loaded.world.environment();
        let mut places = Places {
            actions: Vec::new(),
            resources: Vec::new(),
            variable: Vec::new(),
            statements: Vec::new(),
        };
        for attached in &env.policies {
            let place = place_of(scene, attached);
            let own = match &mutant.statement {
                Some((wanted, index)) => (place.as_ref() == Some(wanted)).then_some(*index..index + 1),
                // A level, a boundary or a version: all statements that stand inside the edited text.
                None => place
                    .filter(|place| is_edited(mutant, place))
                    .map(|_| 0..u32::try_from(attached.policy.statements.len()).unwrap_or(0)),
            };
            for index in own.into_iter().flatten() {
                places.statements.push((attached.policy.clone(), index));
            }
        }
        places.fill(baseline, mutant);
        places
    }

    fn fill(&mut self, baseline: &Baseline<'_>, mutant: &Mutant) {
        let known = known_actions(baseline);
        let env = baseline.scene.loaded.world.environment();
        let mut asked: BTreeSet<&str> = baseline.requests().map(|own| own.resource()).collect();
        asked.extend(env.resources.iter().map(|own| own.arn.as_str()));
        let (mut actions, mut resources) = (Vec::new(), Vec::new());
        for (policy, index) in std::mem::take(&mut self.statements) {
            let Some(statement) = policy.statements.get(index as usize) else {
                continue;
            };
            for pattern in texts(&policy, statement, Part::Actions) {
                actions.extend(fitting(&known, baseline.catalog, &pattern));
                if mutant.wider.is_some() {
                    let service = |action: &str| action.split(':').next().map(str::to_ascii_lowercase);
                    let own = service(&pattern);
                    let beyond = known
                        .iter()
                        .filter(|known| service(known) == own && !pattern_matches(PatternKind::Text, &pattern, known));
                    actions.extend(beyond.take(FEW).cloned());
                }
                if !pattern.contains('$') && actions.is_empty() {
                    actions.push(sample(&pattern).replace("example", "Example"));
                }
            }
            for pattern in texts(&policy, statement, Part::Resources) {
                let matching = asked
                    .iter()
                    .filter(|own| pattern_matches(PatternKind::Resource, &pattern, own));
                resources.extend(matching.take(FEW).map(|own| (*own).to_owned()));
                if pattern.contains("${") {
                    self.variable.push(pattern);
                } else if pattern != "*" {
                    resources.push(sample(&pattern));
                    resources.push(neighbour(&sample(&pattern)));
                }
            }
            self.statements.push((Arc::clone(&policy), index));
        }
        resources.extend(env.resources.iter().take(FEW).map(|own| own.arn.clone()));
        resources.push("*".to_owned());
        self.actions = short(actions);
        self.resources = short(resources);
    }

    /// Actions to try, that of the case first.
    pub(super) fn actions(&self, own: &str) -> Vec<String> {
        first(own, &self.actions)
    }

    /// Resources to try, that of the case first; variables have the values that this caller gives them.
    pub(super) fn resources(&self, program: &Program, base: &Request) -> Vec<String> {
        let asked = program.ask(base);
        let filled = self.variable.iter().filter_map(|pattern| {
            let asked = asked.as_ref()?;
            fill(pattern, &|key| match asked.value(key) {
                OwnedValue::One(text) => Some(text),
                _ => None,
            })
        });
        let mut all: Vec<String> = filled.take(MOST).map(|pattern| sample(&pattern)).collect();
        all.extend(self.resources.iter().cloned());
        first(base.resource(), &all)
    }

    /// Contexts to try, that of the case first.
    pub(super) fn contexts(&self, own: &Context) -> Vec<Context> {
        let mut all = vec![own.clone()];
        for (policy, index) in &self.statements {
            if let Some(statement) = policy.statements.get(*index as usize) {
                all.extend(contexts(policy, statement, own));
            }
        }
        all.dedup();
        all
    }
}

/// Whether a document is what is edited, or stands in it.
fn is_edited(mutant: &Mutant, place: &DocumentPlace) -> bool {
    match &mutant.reach {
        Reach::Asked(own) => own == place,
        _ => place.file == mutant.file && (mutant.edit.start..mutant.edit.end).contains(&(place.start as usize)),
    }
}

enum Part {
    Actions,
    Resources,
}

fn texts(policy: &Policy, statement: &Statement, part: Part) -> Vec<String> {
    let elements = match part {
        Part::Actions => &statement.actions,
        Part::Resources => &statement.resources,
    };
    let values = elements.iter().flat_map(|element| &element.values);
    values
        .filter_map(|node| policy.json.string(*node))
        .map(str::to_owned)
        .collect()
}

/// Actions that exist: those of the cases and those of the table of operations.
fn known_actions(baseline: &Baseline<'_>) -> Vec<String> {
    let mut known: Vec<String> = baseline.requests().map(|own| own.action().to_owned()).collect();
    let rows = operations::list().iter();
    known.extend(rows.flat_map(|row| row.asks).map(|ask| ask.action.to_owned()));
    known.retain(|action| action.contains(':'));
    let mut seen = BTreeSet::new();
    known.retain(|action| seen.insert(action.clone()));
    known
}

fn fitting(known: &[String], catalog: &Catalog, pattern: &str) -> Vec<String> {
    let fits = known
        .iter()
        .filter(|own| pattern_matches(PatternKind::Text, pattern, own));
    let mut found: Vec<String> = fits.take(FEW).cloned().collect();
    if found.is_empty() && !pattern.contains('$') {
        found.extend(catalog.expand(pattern).take(FEW).map(|own| own.to_string()));
    }
    if found.is_empty() && !pattern.contains(['*', '?', '$']) {
        found.push(pattern.to_owned());
    }
    found
}

/// Each once, in order, and not too many.
fn short(texts: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    texts
        .into_iter()
        .filter(|text| seen.insert(text.clone()))
        .take(MOST)
        .collect()
}

fn first(own: &str, others: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    if !own.is_empty() {
        all.push(own.to_owned());
    }
    all.extend(others.iter().filter(|text| *text != own).cloned());
    all
}
