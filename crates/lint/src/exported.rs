//! The policies in a file of another tool, each with its type by what it is attached to.

use std::collections::BTreeSet;
use std::sync::Arc;

use iamwhy_import::{Attached, Document, Export, ExportedPolicy, ExportedUnit, Pasted, recognise};
use iamwhy_policy::{Json, Kind as Shape, NodeId, Parsed, Policy, PolicyType, Span};

use crate::Kind;
use crate::document::of_resource;

/// A policy in a Terraform plan, a CloudFormation template, or an export of an account or an organization.
#[derive(Clone)]
pub struct Exported {
    /// The spelling that names it in the file.
    pub select: String,
    /// What it says.
    pub parsed: Parsed,
    /// Its type, where what it is attached to shows it.
    pub kind: Option<Kind>,
    file: Arc<Json>,
    node: NodeId,
    stands: Stands,
}

/// How a policy stands in its file.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Stands {
    /// As it is.
    There,
    /// As the value of a string.
    Text,
    /// Made from what stands there.
    Made,
}

/// The policies in a file of another tool, in its order. Left out are those that are not known, AWS's own, and texts that are
/// attached to nothing and stand elsewhere too, such as Terraform's data sources.
///
/// ```
/// use std::sync::Arc;
/// use iamwhy_import::{Export, Parameters, Source};
/// use iamwhy_lint::{Options, exported, lint};
/// use iamwhy_policy::Json;
///
/// let text = r#"{ "RoleDetailList": [{ "RoleName": "app", "Arn": "arn:aws:iam::111122223333:role/app", "RolePolicyList": [
///   { "PolicyName": "read", "PolicyDocument": "{ \"Statement\": { \"Effect\": \"allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\" } }" }
/// ] }] }"#;
/// let export = Export::read(Source::AccountDetails, &Arc::new(Json::read(text)?), &Parameters::default()).unwrap();
/// let own = &exported(&export)[0];
/// let report = lint(&own.parsed, &Options { kind: own.kind.clone(), ..Options::default() });
/// let effect = report.findings.iter().find(|own| own.code() == "INVALID_EFFECT").unwrap();
/// let place = own.place(effect.span);
/// assert_eq!(text.get(place.start as usize..place.end as usize), Some(r#"\"allow\""#));
/// # Ok::<(), iamwhy_policy::JsonError>(())
/// ```
#[must_use]
pub fn exported(export: &Export) -> Vec<Exported> {
    let kinds = kinds(export);
    let known = export.policies.iter().zip(kinds);
    let all: Vec<Exported> = known
        .filter(|(policy, _)| !policy.arn.as_ref().unwrap_or(&policy.select).contains("::aws:policy/"))
        .filter_map(|(policy, kind)| {
            let (parsed, stands) = read(export, policy)?;
            let managed = || is_managed(policy).then_some(PolicyType::Managed);
            let kind = kind.or_else(|| managed().map(|policy| Kind { policy, service: None }));
            Some(Exported {
                select: policy.select.clone(),
                parsed,
                kind,
                file: Arc::clone(&export.json),
                node: policy.node,
                stands,
            })
        })
        .collect();
    let text = |own: &Exported| own.parsed.policy.json.raw(own.parsed.policy.root).to_owned();
    let attached: BTreeSet<String> = all.iter().filter(|own| own.kind.is_some()).map(text).collect();
    let again = |own: &Exported| own.kind.is_none() && attached.contains(&text(own));
    all.into_iter().filter(|own| !again(own)).collect()
}

impl Exported {
    /// A policy that was made from what stands at a node of a file, or is the text of the string there.
    #[must_use]
    pub fn made_from(select: String, parsed: Parsed, file: Arc<Json>, node: NodeId) -> Exported {
        let stands = match file.kind(node) {
            Shape::String => Stands::Text,
            _ => Stands::Made,
        };
        Exported {
            select,
            parsed,
            kind: None,
            file,
            node,
            stands,
        }
    }

    /// Whether it is the text of a string, whose own lines are easier to read than that string.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.stands == Stands::Text && self.file.is_json()
    }

    /// The file's text.
    #[must_use]
    pub fn file(&self) -> &Arc<Json> {
        &self.file
    }

    /// Where a span of its text is in the file.
    #[must_use]
    pub fn place(&self, own: Span) -> Span {
        let whole = self.file.span(self.node);
        match self.stands {
            Stands::There => own,
            Stands::Text => within(&self.file, whole, own).unwrap_or(whole),
            Stands::Made => alike(&self.parsed.policy, own, &self.file, self.node),
        }
    }
}

/// The place in the file of what a part of a policy was made from: the same member of the same object, as far as the two are alike.
/// Where a function of the template gives a part, it is the function's.
fn alike(policy: &Policy, own: Span, file: &Json, from: NodeId) -> Span {
    let made = &policy.json;
    let node = made.node_at(own.start);
    let mut way = vec![node];
    let mut at = node;
    while at != policy.root {
        let Some(parent) = made.parent(at) else { break };
        way.push(parent);
        at = parent;
    }
    let mut there = from;
    for &step in way.iter().rev().skip(1) {
        let Some(next) = step_into(made, step, file, there) else {
            return file.span(there);
        };
        there = next;
    }
    let (whole, part) = (made.span(node), file.span(there));
    let (Some(text), Some(value)) = (
        file.text().get(part.start as usize..part.end as usize),
        made.string(node),
    ) else {
        return part;
    };
    // A part of a string that stands there as it is, in quotes or without.
    let quotes = if text == value { 0 } else { 1 };
    let plain =
        text.get(quotes..text.len().saturating_sub(quotes)) == Some(value) && made.raw(node).len() == value.len() + 2;
    match plain && own != whole && own.start > whole.start && own.end < whole.end {
        true => Span {
            start: part.start + quotes as u32 + (own.start - whole.start - 1),
            end: part.start + quotes as u32 + (own.end - whole.start - 1),
        },
        false => part,
    }
}

/// The node of the file that is to `there` what `step` is to its parent.
fn step_into(made: &Json, step: NodeId, file: &Json, there: NodeId) -> Option<NodeId> {
    let parent = made.parent(step)?;
    match made.kind(parent) {
        Shape::Object => {
            let (key, _) = made
                .members(parent)
                .find(|&(key, value)| key == step || value == step)?;
            let (own, value) = file
                .members(there)
                .find(|&(own, _)| file.string(own) == made.string(key))?;
            Some(if key == step { own } else { value })
        }
        _ => {
            // A list that a function made longer or shorter has other numbers.
            let alike = file.kind(there) == Shape::Array && file.items(there).count() == made.items(parent).count();
            let index = made.items(parent).position(|item| item == step)?;
            file.items(there).nth(index).filter(|_| alike)
        }
    }
}

fn read(export: &Export, policy: &ExportedPolicy) -> Option<(Parsed, Stands)> {
    let json = &export.json;
    match &policy.document {
        Document::Unknown(_) => None,
        Document::Made(text) => Some((Policy::parse(text.as_str()), Stands::Made)),
        Document::There => match (json.kind(policy.node), json.string(policy.node)) {
            (Shape::Object, _) => Some((Policy::parse_at(Arc::clone(json), policy.node, false), Stands::There)),
            (_, Some(text)) if text.trim_start().starts_with('{') => Some((Policy::parse(text), Stands::Text)),
            // IAM's own interfaces give documents percent-encoded.
            (_, Some(text)) => match recognise(text) {
                Pasted::Policy(pasted) => Some((Policy::parse(pasted.text), Stands::Made)),
                _ => None,
            },
            _ => None,
        },
    }
}

/// Where a part of a string's value is written.
fn within(json: &Json, whole: Span, own: Span) -> Option<Span> {
    // In YAML a text can be written in other ways.
    let written = json.text().get(whole.start as usize..whole.end as usize)?;
    let text = written.strip_prefix('"')?.strip_suffix('"')?;
    let (mut start, mut end) = (None, None);
    let (mut at, mut decoded) = (0, 0);
    loop {
        if decoded >= own.start {
            start.get_or_insert(at);
        }
        if decoded >= own.end {
            end.get_or_insert(at);
            break;
        }
        let rest = text.get(at..)?;
        let (written, means) = letter(rest)?;
        at += written;
        decoded += means;
    }
    let place = |at: usize| whole.start + 1 + at as u32;
    Some(Span {
        start: place(start?),
        end: place(end?),
    })
}

/// How many bytes the next letter takes as it is written, and how many as it is meant.
fn letter(text: &str) -> Option<(usize, u32)> {
    let first = text.chars().next()?;
    if first != '\\' {
        return Some((first.len_utf8(), first.len_utf8() as u32));
    }
    if !text.get(1..2)?.starts_with('u') {
        return Some((2, 1));
    }
    let code = |at: usize| u32::from_str_radix(text.get(at..at + 4)?, 16).ok();
    let one = code(2)?;
    if (0xd800..0xdc00).contains(&one) && text.get(6..8) == Some("\\u") {
        return Some((12, 4));
    }
    Some((6, char::from_u32(one).unwrap_or('\u{fffd}').len_utf8() as u32))
}

/// The types of the policies by what they are attached to; the first that is attached says it.
fn kinds(export: &Export) -> Vec<Option<Kind>> {
    let mut kinds: Vec<Option<Kind>> = vec![None; export.policies.len()];
    let mut set = |attached: &Attached, kind: Kind| {
        let Attached::Policy(at) = attached else { return };
        if let Some(own) = kinds.get_mut(*at) {
            own.get_or_insert(kind);
        }
    };
    let of = |policy| Kind { policy, service: None };
    for principal in &export.principals {
        let groups = principal.groups.iter().filter_map(|(_, own)| own.as_ref());
        for attached in principal.policies.iter().chain(groups).flatten() {
            // Only managed policies stand for themselves.
            let managed = match attached {
                Attached::Policy(at) => export.policies.get(*at).is_some_and(is_managed),
                _ => false,
            };
            set(
                attached,
                of(if managed {
                    PolicyType::Managed
                } else {
                    PolicyType::Identity
                }),
            );
        }
        if let Some(attached) = &principal.trust {
            set(attached, of(PolicyType::Trust));
        }
    }
    for resource in &export.resources {
        if let Some(attached) = &resource.policy {
            set(attached, of_resource(&resource.arn));
        }
    }
    if let Some(organization) = &export.organization {
        let mut units: Vec<&ExportedUnit> = vec![&organization.root];
        while let Some(unit) = units.pop() {
            unit.scps.iter().flatten().for_each(|own| set(own, of(PolicyType::Scp)));
            unit.rcps.iter().flatten().for_each(|own| set(own, of(PolicyType::Rcp)));
            units.extend(&unit.units);
        }
        for account in &organization.accounts {
            account
                .scps
                .iter()
                .flatten()
                .for_each(|own| set(own, of(PolicyType::Scp)));
            account
                .rcps
                .iter()
                .flatten()
                .for_each(|own| set(own, of(PolicyType::Rcp)));
        }
    }
    for principal in &export.principals {
        if let Some(attached) = &principal.boundary {
            set(attached, of(PolicyType::Boundary));
        }
    }
    kinds
}

fn is_managed(policy: &ExportedPolicy) -> bool {
    let arn = policy.arn.as_deref().unwrap_or(&policy.select);
    arn.contains(":policy/") || policy.select.contains("aws_iam_policy.") || policy.arn.is_some()
}
