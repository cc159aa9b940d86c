//! Events of CloudTrail (version 1.11).

use std::net::IpAddr;

use iamwhy_operations as operations;
use iamwhy_policy::{Json, Kind, NodeId};

use super::parameters::{pairs, parameters};
use super::requested::{is_given, requested};
use super::{Endpoint, Recorded, action, bare, identity, log, perhaps, text};
use crate::arn::Arn;
use crate::denial::{Action, Blame, Denial, Resource, ResourceForm};
use crate::value::Value;
use crate::{Piece, denials};

/// More events are not looked at, a bound for whole log files.
const MOST: usize = 10_000;

/// The first refused request.
pub(super) fn first(json: &Json, root: NodeId, pasted: &str) -> Option<Denial> {
    let all = log::entries(json, root);
    let beyond = all.len().saturating_sub(MOST);
    let mut unread = 0;
    let mut refusals = all.into_iter().take(MOST).filter_map(|node| {
        let found = log::find(json, node, 0);
        unread += usize::from(found.is_none());
        let found = found?;
        let (json, event) = found.of(json);
        let is_refused = text(json, event, "/errorCode").is_some_and(is_refusal);
        is_refused.then_some(found)
    });
    // The first one is read; of the others it is enough that they are refusals.
    let refused = refusals.next()?;
    let (own, node) = refused.of(json);
    let mut denial = event(own, node, pasted)?;
    denial.others = refusals.count();
    if let Some(recorded) = &mut denial.recorded {
        if unread > 0 {
            recorded
                .notes
                .push(format!("events of the log that could not be read: {unread}"));
        }
        if beyond > 0 {
            recorded.notes.push(format!(
                "only the first {MOST} events of the log were looked at; further ones: {beyond}"
            ));
        }
    }
    Some(denial)
}

fn event(json: &Json, event: NodeId, pasted: &str) -> Option<Denial> {
    let at = |pointer: &str| text(json, event, pointer);
    let code = at("/errorCode").filter(|code| is_refusal(code))?;
    let mut denial = message(at("/errorMessage").unwrap_or_default(), pasted)?;
    denial.error_code = Some(denial.error_code.unwrap_or_else(|| piece(code)));
    let mut recorded = Recorded {
        what: "an event of CloudTrail",
        ..Recorded::default()
    };
    if code == "VpceAccessDenied" {
        denial.reason.blame = Blame::Policy(iamwhy_policy::PolicyType::VpcEndpoint);
    }
    identity::identity(json, event, &mut denial, &mut recorded);
    let named = at("/eventSource").zip(at("/eventName"));
    if denial.action.as_ref().is_none_or(|action| action.derived)
        && let Some((service, name)) = named.and_then(|(source, name)| action::operation(source, name))
    {
        let parameters = json.get(event, "requestParameters");
        let given = |name: &str| {
            parameters
                .and_then(|own| json.get(own, name))
                .is_some_and(|own| is_given(json, own))
        };
        denial.action = Some(Action::of_operation(service, &piece(name), &given));
        denial.operation = denial.operation.or_else(|| Some(piece(name)));
        let row = operations::find(&[service, ":", name].concat());
        if row.is_some_and(|row| row.slots.iter().any(|slot| slot.name == "source")) {
            recorded.notes.push(format!(
                "`{name}` also reads what it copies; the record does not say which of the two was refused"
            ));
        }
    }
    resource(json, event, &mut denial);
    object(json, event, &mut denial, &mut recorded);
    owner(json, event, &mut denial, &recorded);
    context(json, event, &denial, &mut recorded);
    denial.recorded = Some(Box::new(recorded));
    Some(denial)
}

/// Whether an event of this code was refused, and did not fail otherwise.
fn is_refusal(code: &str) -> bool {
    let code = code.to_ascii_lowercase();
    [
        "accessdenied",
        "unauthorized",
        "notauthorized",
        "authorizationerror",
        "forbidden",
    ]
    .iter()
    .any(|word| code.contains(word))
}

/// What the message says; where it stands in the paste, if it is found there.
fn message(message: &str, pasted: &str) -> Option<Denial> {
    let Some(own) = denials(message).into_iter().next() else {
        return bare();
    };
    let same = |other: &Denial| own.caller.is_some() && other.summary() == own.summary();
    Some(denials(pasted).into_iter().find(same).unwrap_or(own))
}

/// What does not stand in the paste by itself.
fn piece(text: &str) -> Piece {
    Piece {
        text: text.to_owned(),
        span: iamwhy_policy::Span { start: 0, end: 0 },
    }
}

/// What the message leaves open: `resources`, or what the request names plainly.
fn resource(json: &Json, event: NodeId, denial: &mut Denial) {
    let listed: Vec<(&str, Option<&str>)> = json
        .get(event, "resources")
        .into_iter()
        .flat_map(|list| json.items(list))
        .filter_map(|node| {
            let arn = text(json, node, "/ARN").or_else(|| text(json, node, "/arn"))?;
            Some((arn, text(json, node, "/accountId")))
        })
        .filter(|(arn, _)| Arn::split(arn).is_some())
        .collect();
    let service = denial.action.as_ref().map(|action| action.service().to_owned());
    if denial.resource.arn.is_none() && denial.resource.written.as_ref().is_none_or(|own| own.text != "*") {
        let of_service = |arn: &str| Arn::split(arn).is_some_and(|own| Some(own.service) == service.as_deref());
        // Of an object and its bucket the longer one is meant.
        let mut fitting: Vec<&str> = listed
            .iter()
            .map(|(arn, _)| *arn)
            .filter(|arn| of_service(arn))
            .collect();
        fitting.sort_by_key(|arn| std::cmp::Reverse(arn.len()));
        let in_request = || requested(json, event, denial);
        let found = match fitting.as_slice() {
            [one] => Some((*one).to_owned()),
            [one, rest @ ..] if rest.iter().all(|own| one.starts_with(own)) => Some((*one).to_owned()),
            _ => in_request(),
        };
        if let Some(arn) = found {
            let partition = Arn::split(&arn).map_or_else(|| "aws".to_owned(), |own| own.partition.to_owned());
            denial.resource = Resource::named(piece(&arn), ResourceForm::Arn, &partition, None);
        }
    }
    if denial.resource.account.is_none()
        && let Some(arn) = denial.resource.arn.clone()
    {
        let mut owners = listed.iter().filter(|(own, _)| arn.starts_with(own));
        let owner = owners.find_map(|(_, account)| *account);
        denial.resource.account = owner.filter(|own| crate::arn::is_account(own)).map(str::to_owned);
    }
}

/// The record may list the bucket alone of an object. Which objects a call deletes, it does not tell.
fn object(json: &Json, event: NodeId, denial: &mut Denial, recorded: &mut Recorded) {
    let derived = denial.action.as_ref().filter(|own| own.derived);
    let of_object = derived.is_some_and(|own| operations::is_of_object(&own.name));
    let Some(bucket) = denial
        .resource
        .arn
        .as_ref()
        .filter(|arn| of_object && !arn.contains('/'))
    else {
        return;
    };
    let arn = match requested(json, event, denial).filter(|arn| arn.contains('/')) {
        Some(arn) => arn,
        None => {
            let note = "the record names the bucket and no object: `KEY` stands for one of them";
            recorded.notes.push(note.to_owned());
            [bucket, "/KEY"].concat()
        }
    };
    let partition = Arn::split(&arn).map_or_else(|| "aws".to_owned(), |own| own.partition.to_owned());
    let account = denial.resource.account.take();
    denial.resource = Resource::named(piece(&arn), ResourceForm::Arn, &partition, None);
    denial.resource.account = account;
}

/// A refusal is recorded in the caller's account, and across accounts in that of the resource's owner; one of a VPC endpoint in the
/// account of the network.
fn owner(json: &Json, event: NodeId, denial: &mut Denial, recorded: &Recorded) {
    let at = |pointer: &str| text(json, event, pointer).filter(|own| crate::arn::is_account(own));
    let recipient =
        at("/recipientAccountId").filter(|own| recorded.account.as_deref().is_some_and(|caller| caller != *own));
    let of_endpoint = text(json, event, "/eventType") == Some("AwsVpceEvent");
    if denial.resource.account.is_none() && !of_endpoint {
        denial.resource.account = recipient.map(str::to_owned);
    }
}

fn context(json: &Json, event: NodeId, denial: &Denial, recorded: &mut Recorded) {
    let at = |pointer: &str| text(json, event, pointer);
    // What an enriched event store recorded is what was evaluated.
    if let Some(keys) = json.at_pointer("/eventContext/requestContext", event) {
        for (key, value) in json.members(keys) {
            let Some(name) = json.string(key) else { continue };
            // Times stand there in a form of their own; the event has them too.
            if ["aws:CurrentTime", "aws:TokenIssueTime"].contains(&name) {
                continue;
            }
            let values: Vec<&str> = match json.kind(value) {
                Kind::Array => json.items(value).filter_map(|own| json.scalar(own)).collect(),
                _ => json.scalar(value).into_iter().collect(),
            };
            recorded.add_all(name, &values);
        }
    }
    let service = denial
        .action
        .as_ref()
        .map(|action| action.service())
        .unwrap_or_default();
    recorded.endpoint = at("/vpcEndpointId").map(|id| Endpoint {
        id: id.to_owned(),
        account: at("/vpcEndpointAccountId")
            .filter(|own| crate::arn::is_account(own))
            .map(str::to_owned),
    });
    address(at("/sourceIPAddress"), recorded);
    let is_of_aws = |agent: &str| agent == "AWS Internal" || agent.ends_with(".amazonaws.com");
    if let Some(agent) = at("/userAgent").filter(|agent| !is_of_aws(agent)) {
        // S3 writes it in brackets.
        let plain = agent.strip_prefix('[').and_then(|own| own.strip_suffix(']'));
        recorded.add("aws:UserAgent", plain.unwrap_or(agent));
    }
    for (key, pointer) in [("aws:RequestedRegion", "/awsRegion"), ("aws:CurrentTime", "/eventTime")] {
        if let Some(value) = at(pointer) {
            recorded.add(key, value);
        }
    }
    if let Some(version) = at("/tlsDetails/tlsVersion") {
        recorded.add("aws:SecureTransport", Value::Bool(true));
        if service == "s3"
            && let Some(number) = version.strip_prefix("TLSv")
        {
            recorded.add("s3:TlsVersion", number);
        }
    }
    tags(json, event, denial, recorded);
    parameters(json, event, denial, recorded);
}

/// An address is `aws:SourceIp`, or behind an endpoint `aws:VpcSourceIp`. A name is a service that called.
fn address(address: Option<&str>, recorded: &mut Recorded) {
    let Some(address) = address else { return };
    match (address.parse::<IpAddr>(), &recorded.endpoint) {
        (Ok(_), Some(_)) => recorded.add("aws:VpcSourceIp", address),
        (Ok(_), None) => recorded.add("aws:SourceIp", address),
        // With `via` the key is not sent (FAS-3), and the scenario says so by itself.
        (Err(_), _) if recorded.via.is_some() => {}
        (Err(_), _) => {
            recorded.add("aws:SourceIp", perhaps());
            recorded
                .notes
                .push(format!("CloudTrail has no address of the caller, but `{address}`"));
        }
    }
}

/// Tags of caller and resource, which only enriched events have.
fn tags(json: &Json, event: NodeId, denial: &Denial, recorded: &mut Recorded) {
    let found = |pointer: &str| json.at_pointer(pointer, event).map(|own| pairs(json, own));
    recorded.principal_tags = found("/eventContext/tagContext/principalTags").unwrap_or_default();
    let listed = json.at_pointer("/eventContext/tagContext/resourceTags", event);
    for node in listed.into_iter().flat_map(|list| json.items(list)) {
        if text(json, node, "/arn").is_some_and(|arn| denial.resource.arn.as_deref() == Some(arn)) {
            recorded.resource_tags = json.get(node, "tags").map(|own| pairs(json, own)).unwrap_or_default();
        }
    }
}
