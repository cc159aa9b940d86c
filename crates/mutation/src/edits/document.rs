//! The documents of a scene whose text can be edited, and the edits of whole statements.

use iamwhy_policy::{Effect, Json, Kind as NodeKind, NodeId, Policy, Statement};
use iamwhy_scenario::run::Span;

use super::host::{Host, place_of};
use super::same::Governed;
use crate::edit::Edit;
use crate::mutant::{DocumentPlace, Kind, Mutant, Reach};
use crate::scene::Scene;

/// The documents of a scene.
pub(super) struct Documents;

/// A document that can be edited.
pub(super) struct Document<'s> {
    pub(super) place: DocumentPlace,
    pub(super) policy: &'s Policy,
    name: &'s str,
    /// The string that the document's text is the value of, if it is.
    host: Option<Host>,
}

impl Documents {
    pub(super) fn of(scene: &Scene) -> impl Iterator<Item = Document<'_>> {
        let policies = &scene.loaded.world.environment().policies;
        policies.iter().filter_map(|attached| {
            Some(Document {
                place: place_of(scene, attached)?,
                policy: &attached.policy,
                name: &attached.name,
                host: Host::of(scene, attached),
            })
        })
    }
}

/// How a changed statement may be noticed.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Becomes {
    /// It matches less.
    Narrower,
    /// It matches more.
    Wider,
    /// Either, or both.
    Other,
}

impl Document<'_> {
    pub(super) fn json(&self) -> &Json {
        &self.policy.json
    }

    /// Every edit of the document.
    pub(super) fn mutants(&self, governed: &Governed<'_>, all: &mut Vec<Mutant>) {
        let mut own = Vec::new();
        self.version(&mut own);
        for statement in self.policy.statements.iter().filter(|own| !own.inert) {
            self.whole(statement, &mut own);
            self.elements(statement, governed, &mut own);
            self.conditions(statement, &mut own);
        }
        match &self.host {
            None => all.extend(own),
            Some(host) => all.extend(
                own.into_iter()
                    .filter_map(|mutant| host.carry(self.json().text(), mutant)),
            ),
        }
    }

    fn whole(&self, statement: &Statement, all: &mut Vec<Mutant>) {
        let json = self.json();
        let label = self.label(statement);
        let list = json
            .parent(statement.node)
            .filter(|list| json.kind(*list) == NodeKind::Array);
        let gone = match list {
            Some(_) => Edit::remove(json, statement.node),
            None => Some(Edit::replace(json, statement.node, "[]")),
        };
        if let Some(edit) = gone {
            let title = format!("delete the statement {label}");
            all.push(self.mutant(
                Kind::DeleteStatement,
                edit,
                statement,
                Becomes::Narrower,
                statement.node,
                title,
            ));
        }
        let Some((value, effect)) = json.get(statement.node, "Effect").zip(statement.effect) else {
            return;
        };
        let other = match effect {
            Effect::Allow => "Deny",
            Effect::Deny => "Allow",
        };
        let edit = Edit::replace(json, value, format!("\"{other}\""));
        let title = format!("make the statement {label} a {other}");
        all.push(self.mutant(Kind::FlipEffect, edit, statement, Becomes::Narrower, value, title));
    }

    /// Without the version, variables are plain text; nothing else changes.
    fn version(&self, all: &mut Vec<Mutant>) {
        let json = self.json();
        let Some(value) = json.get(self.policy.root, "Version") else {
            return;
        };
        let key = NodeId(value.0 - 1);
        let edit = Edit::remove(json, key);
        if let Some(edit) = edit.filter(|_| json.raw(self.policy.root).contains("${")) {
            all.push(Mutant {
                kind: Kind::DropVersion,
                file: self.place.file.clone(),
                edit,
                policy: self.name.to_owned(),
                span: self.span(key, value),
                title: "drop `Version`".to_owned(),
                wider: None,
                reach: Reach::Asked(self.place.clone()),
                statement: None,
            });
        }
    }

    /// An edit of one statement.
    pub(super) fn mutant(
        &self,
        kind: Kind,
        edit: Edit,
        statement: &Statement,
        becomes: Becomes,
        node: NodeId,
        title: String,
    ) -> Mutant {
        let place = || self.place.clone();
        Mutant {
            kind,
            file: self.place.file.clone(),
            edit,
            policy: self.name.to_owned(),
            span: self.span(node, node),
            title,
            wider: None,
            reach: match becomes {
                Becomes::Narrower => Reach::Matched(place(), statement.index),
                Becomes::Wider => Reach::Unmatched(place(), statement.index),
                Becomes::Other => Reach::Asked(place()),
            },
            statement: Some((place(), statement.index)),
        }
    }

    /// The statement's `Sid`, else its place.
    pub(super) fn label(&self, statement: &Statement) -> String {
        match self.policy.sid(statement) {
            Some(sid) => format!("`{sid}`"),
            None => format!("Statement[{}]", statement.index),
        }
    }

    fn span(&self, first: NodeId, last: NodeId) -> Span {
        span(self.json(), &self.place.file, first, last)
    }
}

/// From the beginning of one node to the end of another.
pub(super) fn span(json: &Json, file: &str, first: NodeId, last: NodeId) -> Span {
    let start = json.position(json.span(first).start);
    let end = json.position(json.span(last).end);
    Span {
        file: file.to_owned(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
