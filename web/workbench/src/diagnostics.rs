//! What is wrong with a policy's own text, in the coordinates of its editor.

use iamwhy_engine::Layer;
use iamwhy_policy::{Json, NodeId, Parsed, Policy, PolicyType, Severity, Span, save};

use crate::{
    lens::{EditorSpan, Lens},
    policy_view::{Origin, PolicyView},
};

/// Something to be shown under the text of a policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Where.
    pub span: EditorSpan,
    /// Whether it is an error; else a warning.
    pub error: bool,
    /// The rule, such as `PARSE-22`.
    pub rule: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// Most diagnostics of one policy.
const MOST: usize = 100;

/// What is wrong with the text that the editor of a policy shows, for its place in a layer.
#[must_use]
pub fn diagnostics(view: &PolicyView, layer: Layer, service: &str) -> Vec<Diagnostic> {
    if view.origin == Origin::Unknown {
        return Vec::new();
    }
    let shown = Lens::plain(view.text());
    let parsed = Policy::parse(view.text());
    let json = &parsed.policy.json;
    let mut found = Vec::new();
    let mut add = |span: Span, error: bool, rule: &str, message: String| {
        let span = place(&shown, json, span);
        let known = found
            .iter()
            .any(|own: &Diagnostic| own.span == span && (own.error || !error));
        if !known && found.len() < MOST {
            found.push(Diagnostic {
                span,
                error,
                rule: rule.to_owned(),
                message,
            });
        }
    };
    // What stands beside a document, its ARN and what it depends on, is ours, not AWS's.
    let members = json.members(parsed.policy.root);
    let ours: Vec<(NodeId, NodeId)> = members
        .filter(|(key, _)| matches!(json.string(*key), Some("arn" | "depends")))
        .collect();
    let is_ours =
        |own: &iamwhy_policy::Diagnostic| ours.iter().any(|(key, value)| own.node == *key || own.node == *value);
    for own in &parsed.diagnostics {
        if is_ours(own) {
            continue;
        }
        add(own.span, own.severity == Severity::Error, own.rule, own.message.clone());
    }
    if view.draft.is_none() {
        let clean = Parsed {
            policy: parsed.policy.clone(),
            diagnostics: parsed.diagnostics.iter().filter(|own| !is_ours(own)).cloned().collect(),
        };
        for own in save::check(
            &clean,
            kind(view, layer, service),
            Some(service).filter(|_| layer == Layer::Resource),
        ) {
            let message = match own.why {
                Some(why) => ["AWS says: ", &own.message, " (", &why, ")"].concat(),
                None => ["AWS says: ", &own.message].concat(),
            };
            add(own.span, own.severity == Severity::Error, own.rule, message);
        }
    }
    found
}

fn place(lens: &Lens, json: &Json, span: Span) -> EditorSpan {
    let (start, end) = (json.position(span.start), json.position(span.end));
    lens.span((start.line, start.column), (end.line, end.column))
        .unwrap_or_default()
}

fn kind(view: &PolicyView, layer: Layer, service: &str) -> PolicyType {
    match layer {
        Layer::Scp => PolicyType::Scp,
        Layer::Rcp => PolicyType::Rcp,
        Layer::VpcEndpoint => PolicyType::VpcEndpoint,
        Layer::Boundary => PolicyType::Boundary,
        Layer::Session => PolicyType::Session,
        Layer::Identity if view.arn.is_some() || matches!(view.origin, Origin::BuiltIn(_)) => PolicyType::Managed,
        Layer::Identity | Layer::Service => PolicyType::Identity,
        Layer::Resource if view.pointer.ends_with("/trust") => PolicyType::Trust,
        Layer::Resource if service == "s3" && view.lens.text.contains(":accesspoint/") => PolicyType::AccessPoint,
        Layer::Resource => PolicyType::Resource,
    }
}
