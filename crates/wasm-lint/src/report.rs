//! Findings as JSON, in the shape of `iamwhy lint --format json`.

use std::collections::BTreeMap;

use iamwhy_lint::{Counted, Finding, Kind, Quota, Report};
use iamwhy_policy::save::Refusal;
use iamwhy_policy::{Json, PolicyType, Severity, Span};
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
        let kind = &report.kind;
        policy.insert("type".to_owned(), json!(kind.word()));
        if let Some(service) = &kind.service {
            policy.insert("service".to_owned(), json!(service));
        }
        policy.insert("typeGuessed".to_owned(), json!(!report.told));
        if let Some(quota) = report.quota {
            policy.insert("quota".to_owned(), self::quota(quota));
        }
        let findings = report.findings.iter().map(|own| self.finding(own, Some(kind)));
        policy.insert("findings".to_owned(), findings.collect());
        let refusals = report.refusals.iter().map(|own| self.refusal(own));
        policy.insert("refusals".to_owned(), refusals.collect());
        Value::Object(policy)
    }

    /// What is wrong with the requests of a scenario, in a shape like that of a policy; the file is `self.json`.
    pub(crate) fn requests(&self, findings: &[Finding]) -> Value {
        let findings: Vec<Value> = findings.iter().map(|own| self.finding(own, None)).collect();
        json!({ "file": self.file, "name": REQUESTS, "source": "", "place": REQUESTS, "findings": findings })
    }

    fn finding(&self, own: &Finding, kind: Option<&Kind>) -> Value {
        let mut value = json!({
            "code": own.code(),
            "severity": own.severity().word(),
            "message": own.message,
            "pointer": own.pointer,
        });
        if let Some(statement) = own.statement {
            value["statement"] = json!(statement);
        }
        value["span"] = self.span(own.span);
        if !own.related.is_empty() {
            let related = own.related.iter();
            let related = related.map(|other| json!({ "message": other.message, "span": self.span(other.span) }));
            value["related"] = related.collect();
        }
        if let Some(fix) = &own.fix {
            let edits = fix.edits.iter().map(|edit| self.edit(edit.span, &edit.text, kind));
            value["fix"] = json!({ "title": fix.title, "safe": fix.safe, "edits": edits.collect::<Vec<_>>() });
        }
        if let Some(shown) = &own.shows {
            value["shows"] = json!({ "title": shown.title, "scenario": shown.scenario });
        }
        value
    }

    /// An edit of a scenario, in the shape that flips have, so that a page makes both in one way.
    fn edit(&self, span: Span, text: &str, kind: Option<&Kind>) -> Value {
        let mut value = json!({ "span": self.span(span), "text": text });
        // Of the requests, the layer is that of the caller.
        let of = match kind {
            Some(kind) => self.policy.map(|loaded| (loaded.name.as_str(), layer(kind))),
            None => Some((REQUESTS, "identity")),
        };
        if let Some((name, layer)) = of {
            value["policy"] = json!(name);
            value["layer"] = json!(layer);
            value["span"]["file"] = json!(self.file);
            value["range"] = json!([span.start, span.end]);
        }
        value
    }

    fn refusal(&self, own: &Refusal) -> Value {
        json!({
            "rule": own.rule,
            "refused": own.severity == Severity::Error,
            "message": own.message,
            "why": own.why,
            "span": self.span(own.span),
        })
    }

    /// Lines and columns from 1, in characters, and bytes from 0.
    fn span(&self, own: Span) -> Value {
        let (start, end) = (self.json.position(own.start), self.json.position(own.end));
        json!({
            "line": start.line,
            "column": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "start": own.start,
            "end": own.end,
        })
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

fn quota(quota: Quota) -> Value {
    let counted = match quota.counted {
        Counted::NoSpace => "charactersWithoutWhiteSpace",
        Counted::Characters => "characters",
        Counted::Bytes => "bytes",
    };
    json!({ "used": quota.used, "most": quota.most, "counted": counted })
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
