//! Attached policies that AWS would refuse to save: decided all the same, with a warning.

use iamwhy_engine::{Layer, world::Attached};
use iamwhy_explain::{Explanation, TextSpan, Warning};
use iamwhy_policy::{Add, Json, Listed, NodeId, Parsed, PolicyType, Severity, Span, save};

use crate::{arn::Arn, world::World};

/// The first refusal of every attached policy as what it is attached as.
pub(super) struct Findings {
    /// For each policy.
    refused: Vec<Vec<(Gate, Warning)>>,
    /// For each policy the rules of all else that was found in it: answers do not repeat it, but it can be expected.
    beside: Vec<Vec<(Gate, String)>>,
}

/// The layer, and whether it is a trust policy there: one document may be that of a role and of a bucket.
type Gate = (Layer, bool);

/// Something that is to be stored, and as what.
pub(super) struct Document<'d> {
    pub(super) parsed: &'d Parsed,
    pub(super) file: &'d str,
    pub(super) kind: PolicyType,
    pub(super) service: Option<&'d str>,
    /// Whether it was made of another tool's file, with values that nobody knows yet.
    pub(super) open: bool,
}

impl Findings {
    pub(super) fn of<'e>(world: &'e World) -> Findings {
        let mut findings = Findings {
            refused: vec![Vec::new(); world.environment().policies.len()],
            beside: vec![Vec::new(); world.environment().policies.len()],
        };
        let env = world.environment();
        // For each policy, as what it was looked at.
        let mut seen: Vec<Vec<(PolicyType, Option<&str>)>> = vec![Vec::new(); env.policies.len()];
        let mut look = |attached: &[Attached], layer: Layer, kind: PolicyType, service: Option<&'e str>| {
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
                let Some(seen) = seen
                    .get_mut(id.0 as usize)
                    .filter(|seen| !seen.contains(&(kind, service)))
                else {
                    continue;
                };
                seen.push((kind, service));
                let gate = (layer, kind == PolicyType::Trust);
                let document = Document {
                    parsed,
                    file: &policy.file,
                    kind,
                    service,
                    open: !world.depends(*id).is_empty(),
                };
                let mut refusals = document.refusals().into_iter();
                let first = refusals.next();
                if let Some(beside) = findings.beside.get_mut(id.0 as usize) {
                    beside.add(refusals.chain(document.doubts()).map(|own| (gate, own.rule)));
                }
                if let Some(refusal) = first {
                    let vowel = matches!(kind, PolicyType::Identity | PolicyType::AccessPoint);
                    let a = if vowel { "an" } else { "a" };
                    let message = format!(
                        "AWS would not save `{}` as {a} {kind}: {}",
                        policy.name, refusal.message
                    );
                    if let Some(refused) = findings.refused.get_mut(id.0 as usize)
                        && !refused
                            .iter()
                            .any(|(own, other)| *own == gate && other.message == message)
                    {
                        refused.push((gate, Warning { message, ..refusal }));
                    }
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
        if self.refused.iter().all(Vec::is_empty) {
            return Vec::new();
        }
        let mut found: Vec<Warning> = Vec::new();
        for warning in self.of_policies(answer, &self.refused) {
            if !found.contains(warning) {
                found.push(warning.clone());
            }
        }
        found
    }

    /// The rules of everything else that was found in the policies at the gates of an answer.
    pub(super) fn beside<'f>(&'f self, answer: &'f Explanation) -> impl Iterator<Item = &'f str> {
        self.of_policies(answer, &self.beside).map(String::as_str)
    }

    fn of_policies<'f, T>(&'f self, answer: &'f Explanation, all: &'f [Vec<(Gate, T)>]) -> impl Iterator<Item = &'f T> {
        // The policy of what IAM itself has is a role's trust policy.
        let of_role = Arn::split(&answer.resource).is_some_and(|parts| parts.service == "iam");
        answer.gates.iter().flat_map(move |gate| {
            let here = (gate.layer, of_role && gate.layer == Layer::Resource);
            let own = gate.policies.iter().filter_map(|policy| all.get(policy.id.0 as usize));
            let own = own.flatten();
            own.filter(move |(own, _)| *own == here).map(|(_, found)| found)
        })
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

    /// Something that was found at a node.
    pub(super) fn found(&self, rule: &str, node: NodeId, message: &str) -> Warning {
        let json = &self.parsed.policy.json;
        Warning {
            rule: rule.to_owned(),
            message: message.to_owned(),
            span: Some(text_span(self.file, json, json.span(node))),
        }
    }

    fn judged(&self, severity: Severity) -> Vec<Warning> {
        let policy = &self.parsed.policy;
        save::check(self.parsed, self.kind, self.service)
            .into_iter()
            .filter(|refusal| refusal.severity == severity && !(self.open && refusal.is_open(policy)))
            .map(|refusal| Warning {
                rule: refusal.rule.to_owned(),
                message: match refusal.why {
                    Some(why) => format!("{} ({why})", refusal.message),
                    None => refusal.message,
                },
                span: Some(text_span(self.file, &policy.json, refusal.span)),
            })
            .listed()
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
