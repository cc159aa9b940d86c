//! Attached policies that AWS would refuse to save: decided all the same, with a warning.

use std::collections::{BTreeMap, HashMap, HashSet};

use iamwhy_engine::{
    Layer,
    world::{Attached, PolicyId},
};
use iamwhy_explain::{Explanation, TextSpan, Warning};
use iamwhy_policy::{Json, Parsed, PolicyType, Severity, Span, save};

use crate::{arn::Arn, world::World};

/// The first refusal of every attached policy, by the layer that it is attached in.
pub(super) struct Findings<'w> {
    by_name: HashMap<&'w str, Vec<PolicyId>>,
    refused: BTreeMap<(u32, Layer), Warning>,
}

/// Something that is to be stored, and as what.
pub(super) struct Document<'d> {
    pub(super) parsed: &'d Parsed,
    pub(super) file: &'d str,
    pub(super) kind: PolicyType,
    pub(super) service: Option<&'d str>,
}

impl<'w> Findings<'w> {
    pub(super) fn of(world: &'w World) -> Findings<'w> {
        let mut findings = Findings {
            by_name: HashMap::new(),
            refused: BTreeMap::new(),
        };
        let env = world.environment();
        for (policy, id) in env.policies.iter().zip(0..) {
            findings.by_name.entry(&policy.name).or_default().push(PolicyId(id));
        }
        let mut seen: HashSet<(u32, PolicyType, Option<&str>)> = HashSet::new();
        let mut look = |attached: &[Attached], layer: Layer, kind: PolicyType, service: Option<&'w str>| {
            for attached in attached {
                let Attached::Policy(id) = attached else { continue };
                let (Some(policy), Some(parsed)) = (env.policies.get(id.0 as usize), world.parsed(*id)) else {
                    continue;
                };
                // A policy with an ARN of its own is a managed one.
                let kind = match kind {
                    PolicyType::Identity if policy.arn.is_some() => PolicyType::Managed,
                    kind => kind,
                };
                if !seen.insert((id.0, kind, service)) {
                    continue;
                }
                let document = Document {
                    parsed,
                    file: &policy.file,
                    kind,
                    service,
                };
                if let Some(refusal) = document.refusals().into_iter().next() {
                    let message = format!("AWS would not save `{}` as a {kind}: {}", policy.name, refusal.message);
                    findings
                        .refused
                        .entry((id.0, layer))
                        .or_insert(Warning { message, ..refusal });
                }
            }
        };
        let units = env.organization.iter().flat_map(|organization| &organization.units);
        for (scps, rcps) in units
            .map(|unit| (&unit.scps, &unit.rcps))
            .chain(env.accounts.iter().map(|account| (&account.scps, &account.rcps)))
        {
            look(scps, Layer::Scp, PolicyType::Scp, None);
            look(rcps, Layer::Rcp, PolicyType::Rcp, None);
        }
        for principal in &env.principals {
            look(&principal.identity, Layer::Identity, PolicyType::Identity, None);
            look(
                principal.boundary.as_slice(),
                Layer::Boundary,
                PolicyType::Boundary,
                None,
            );
            let sessions = principal.session_policies.as_deref().unwrap_or_default();
            look(sessions, Layer::Session, PolicyType::Session, None);
        }
        for resource in &env.resources {
            let parts = Arn::split(&resource.arn);
            let service = parts.map(|parts| parts.service);
            let kind = match parts {
                _ if resource.trust => PolicyType::Trust,
                Some(parts) if parts.service == "s3" && parts.resource.starts_with("accesspoint/") => {
                    PolicyType::AccessPoint
                }
                _ => PolicyType::Resource,
            };
            let service = service.filter(|_| kind == PolicyType::Resource);
            look(resource.policy.as_slice(), Layer::Resource, kind, service);
        }
        for endpoint in &env.endpoints {
            look(
                endpoint.policy.as_slice(),
                Layer::VpcEndpoint,
                PolicyType::VpcEndpoint,
                None,
            );
        }
        findings
    }

    /// What there is to say of the policies at the gates of an answer, once each.
    pub(super) fn at_gates(&self, answer: &Explanation) -> Vec<Warning> {
        if self.refused.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<Warning> = Vec::new();
        for gate in &answer.gates {
            for policy in &gate.policies {
                for id in self.by_name.get(policy.name.as_str()).into_iter().flatten() {
                    match self.refused.get(&(id.0, gate.layer)) {
                        Some(warning) if !found.contains(warning) => found.push(warning.clone()),
                        _ => {}
                    }
                }
            }
        }
        found
    }
}

impl Document<'_> {
    /// What AWS refuses in it, in AWS's order.
    pub(super) fn refusals(&self) -> Vec<Warning> {
        self.judged(Severity::Error)
    }

    /// What AWS stores though it is doubtful.
    pub(super) fn doubts(&self) -> Vec<Warning> {
        self.judged(Severity::Warning)
    }

    fn judged(&self, severity: Severity) -> Vec<Warning> {
        save::check(self.parsed, self.kind, self.service)
            .into_iter()
            .filter(|refusal| refusal.severity == severity)
            .map(|refusal| Warning {
                rule: refusal.rule.to_owned(),
                message: match refusal.why {
                    Some(why) => format!("{} ({why})", refusal.message),
                    None => refusal.message,
                },
                span: Some(text_span(self.file, &self.parsed.policy.json, refusal.span)),
            })
            .collect()
    }
}

fn text_span(file: &str, json: &Json, span: Span) -> TextSpan {
    let (start, end) = (json.position(span.start), json.position(span.end));
    TextSpan {
        file: file.to_owned(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
