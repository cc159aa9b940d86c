//! Findings as JSON, in the shape of `iamwhy lint --format json`.

use std::collections::BTreeMap;

use iamwhy_lint::{Finding, Kind, Report, json};
use iamwhy_policy::{Json, PolicyType, Span};
use iamwhy_scenario::LoadedPolicy;
use serde_json::{Map, Value, json};

/// What stands for the requests of a scenario where policies have their names and places.
const REQUESTS: &str = "cases";

/// A policy, and where it stands.
pub(crate) struct Subject<'s> {
    pub(crate) file: &'s str,
    pub(crate) place: Option<&'s str>,
    pub(crate) policy: Option<&'s LoadedPolicy>,
    pub(crate) json: &'s Json,
}

impl Subject<'_> {
    /// The policy with everything that there is to say of it.
    pub(crate) fn policy(&self, report: &Report) -> Value {
        let mut policy = Map::new();
        if let Some(loaded) = self.policy {
            policy.insert("file".to_owned(), json!(self.file));
            policy.insert("name".to_owned(), json!(loaded.name));
            // A text in a string is a file of its own, named by where it stands.
            let source = match self.file.split_once('#') {
                Some((_, pointer)) => pointer.to_owned(),
                None => loaded.json.pointer(loaded.root, loaded.json.root()),
            };
            policy.insert("source".to_owned(), json!(source));
        }
        if let Some(place) = self.place {
            policy.insert("place".to_owned(), json!(place));
        }
        policy.extend(json::about(report));
        let kind = &report.kind;
        let findings = report.findings.iter().map(|own| self.finding(own, Some(kind)));
        policy.insert("findings".to_owned(), findings.collect());
        let refusals = report
            .refusals
            .iter()
            .map(|own| json::refusal(own, &|at| self.span(at)));
        policy.insert("refusals".to_owned(), refusals.collect());
        Value::Object(policy)
    }

    /// What is wrong with the requests of a scenario, in a shape like that of a policy; the file is `self.json`.
    pub(crate) fn requests(&self, findings: &[Finding]) -> Value {
        let findings: Vec<Value> = findings.iter().map(|own| self.finding(own, None)).collect();
        json!({ "file": self.file, "name": REQUESTS, "source": "", "place": REQUESTS, "findings": findings })
    }

    fn finding(&self, own: &Finding, kind: Option<&Kind>) -> Value {
        let mut value = json::finding(own, &|at| self.span(at));
        let edits = own.fix.iter().flat_map(|fix| &fix.edits);
        let told = value.pointer_mut("/fix/edits").and_then(Value::as_array_mut);
        for (edit, told) in edits.zip(told.into_iter().flatten()) {
            self.edit(edit.span, told, kind);
        }
        value
    }

    /// Of an edit of a scenario, what flips have as well, so that a page makes both in one way.
    fn edit(&self, span: Span, told: &mut Value, kind: Option<&Kind>) {
        // Of the requests, the layer is that of the caller.
        let of = match kind {
            Some(kind) => self.policy.map(|loaded| (loaded.name.as_str(), layer(kind))),
            None => Some((REQUESTS, "identity")),
        };
        if let Some((name, layer)) = of {
            told["policy"] = name.into();
            told["layer"] = layer.into();
            told["span"]["file"] = self.file.into();
            told["range"] = [span.start, span.end].as_slice().into();
        }
    }

    fn span(&self, own: Span) -> Value {
        json::place(self.json.position(own.start), self.json.position(own.end), own)
    }
}

/// What is known of the checks that found something, by code.
pub(crate) fn checks<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Value {
    let all: BTreeMap<&str, Value> = findings
        .into_iter()
        .map(|own| {
            let check = own.check;
            let value = json!({
                "what": check.what,
                "why": check.why,
                "fix": check.fix,
                "origin": check.origin.name(),
                "page": check.page(),
            });
            (check.code, value)
        })
        .collect();
    json!(all)
}

fn layer(kind: &Kind) -> &'static str {
    match kind.policy {
        PolicyType::Scp => "scp",
        PolicyType::Rcp => "rcp",
        PolicyType::VpcEndpoint => "vpcEndpoint",
        PolicyType::Boundary => "boundary",
        PolicyType::Session => "session",
        PolicyType::Trust | PolicyType::Resource | PolicyType::AccessPoint => "resource",
        _ => "identity",
    }
}
