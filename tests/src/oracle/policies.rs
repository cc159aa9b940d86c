//! Which documents bear on a request: LAYER-1, and where a layer does not reach. No decision is made here.

use serde_json::Value;

use super::caller::{Caller, Kind};
use super::completion::documents;
use super::organization::membership;
use super::scene::{Document, Scene, str_of};
use super::service::{self, Action};
use super::statement::Type;
use super::target::Target;
use super::{Known, not_covered};

/// Every document by its layer; of RCPs and SCPs by level. What is empty or missing does not exist.
pub(crate) struct Attached<'a> {
    pub(crate) rcps: Vec<Vec<Document<'a>>>,
    pub(crate) rcps_of_point: Vec<Vec<Document<'a>>>,
    pub(crate) scps: Vec<Vec<Document<'a>>>,
    pub(crate) endpoint: Option<(Document<'a>, Type)>,
    pub(crate) point: Option<Document<'a>>,
    pub(crate) resource: Option<(Document<'a>, Type)>,
    pub(crate) identity: Vec<Document<'a>>,
    pub(crate) boundary: Option<Document<'a>>,
    pub(crate) session: Vec<Document<'a>>,
}

impl<'a> Attached<'a> {
    pub(crate) fn of(
        scene: &Scene<'a>,
        caller: &Caller<'a>,
        target: &Target<'a>,
        action: &Action,
        case: &'a Value,
        item: &'a Value,
    ) -> Known<Attached<'a>> {
        let own = |kind: Type, account: &Option<String>, field: &str, reached: bool| {
            let member = account
                .as_deref()
                .filter(|_| reached)
                .and_then(|account| membership(scene, account));
            let bound = member.filter(|member| member.bound); // SCP-1, RCP-2: not the management account
            bound.map_or(Ok(Vec::new()), |member| {
                member.levels(scene, field, &|| documents(caller, kind))
            })
        };
        let resource_account = match target.arn == "*" {
            true if scene.assumes("UND-39", "none") => &None,
            true => &caller.account, // RCP-5
            false => &target.owner,
        };
        let reached = service::rcp_reaches(caller, action, target);
        let point_owner = target.point.as_ref().map_or(&None, |(_, _, owner)| owner);
        Ok(Attached {
            rcps: own(Type::Rcp, resource_account, "rcps", reached)?,
            rcps_of_point: own(Type::Rcp, point_owner, "rcps", reached)?,
            scps: own(Type::Scp, &caller.account, "scps", service::scp_reaches(scene, caller))?,
            endpoint: endpoint(scene, caller, action, case, item)?,
            point: point(scene, caller, target)?,
            resource: resource(scene, caller, target, action)?,
            identity: identity(scene, caller)?,
            boundary: boundary(scene, caller)?,
            session: session(scene, caller)?,
        })
    }
}

fn endpoint<'a>(
    scene: &Scene<'a>,
    caller: &Caller,
    action: &Action,
    case: &'a Value,
    item: &'a Value,
) -> Known<Option<(Document<'a>, Type)>> {
    let forwarded = item
        .get("via")
        .or(case.get("via"))
        .is_some_and(|via| *via != Value::Array(Vec::new())); // VPCE-6
    let without = ["b2bi", "billingconductor", "inspector2", "iot", "iotwireless"].contains(&action.service.as_str()); // VPCE-1
    let Some(id) = str_of(case, "endpoint").filter(|_| !forwarded && !without) else {
        return Ok(None);
    };
    let Some(entry) = scene.root["endpoints"].get(id) else {
        return not_covered(format!("no endpoint is called `{id}`"));
    };
    let kind = Type::Endpoint {
        gateway: entry["type"] == "gateway",
    };
    let document = one(
        scene,
        entry.get("policy"),
        &format!("endpoints.{id}.policy"),
        caller,
        kind,
    )?;
    Ok(document.map(|document| (document, kind)))
}

fn point<'a>(scene: &Scene<'a>, caller: &Caller, target: &Target<'a>) -> Known<Option<Document<'a>>> {
    match &target.point {
        Some((entry, place, _)) => one(
            scene,
            entry.get("policy"),
            &format!("{place}.policy"),
            caller,
            Type::Resource,
        ),
        None => Ok(None),
    }
}

/// STS-2, STS-16, SRV-8: a trust policy speaks about STS, and no other policy about roles.
fn resource<'a>(
    scene: &Scene<'a>,
    caller: &Caller,
    target: &Target<'a>,
    action: &Action,
) -> Known<Option<(Document<'a>, Type)>> {
    if action.text == "kms:retiregrant" && service::is_gated(action, target) {
        return Ok(None); // KMS-7
    }
    let trust = service::is_trust(action, target);
    let (field, kind) = if trust {
        ("trust", Type::Trust)
    } else {
        ("policy", Type::Resource)
    };
    let value = target
        .entry
        .get(field)
        .or(target.entry.get("policy"))
        .filter(|_| trust || !target.is_role);
    let document = one(scene, value, &format!("{}.{field}", target.place), caller, kind)?;
    Ok(document.map(|document| (document, kind)))
}

fn identity<'a>(scene: &Scene<'a>, caller: &Caller<'a>) -> Known<Vec<Document<'a>>> {
    if !caller.is_iam() {
        return Ok(Vec::new());
    }
    let choices = || documents(caller, Type::Identity);
    let place = &caller.entity_place;
    let mut policies = scene.documents(caller.entity.get("policies"), &format!("{place}.policies"), &choices)?;
    for (name, group) in caller.entity["groups"].as_object().into_iter().flatten() {
        policies.extend(scene.documents(Some(group), &format!("{place}.groups.{name}"), &choices)?); // LAYER-2
    }
    Ok(policies)
}

/// PB-5: not of root, nor of a service-linked role; of a federated user its parent's.
fn boundary<'a>(scene: &Scene<'a>, caller: &Caller<'a>) -> Known<Option<Document<'a>>> {
    let exempt = !caller.is_iam() || caller.kind == Kind::Root || caller.is_service_linked();
    let value = caller.entity.get("boundary").filter(|_| !exempt);
    one(
        scene,
        value,
        &format!("{}.boundary", caller.entity_place),
        caller,
        Type::Boundary,
    )
}

fn session<'a>(scene: &Scene<'a>, caller: &Caller<'a>) -> Known<Vec<Document<'a>>> {
    if caller.kind == Kind::Root {
        let place = format!("{}.taskPolicy", caller.session_place);
        return Ok(
            one(scene, caller.session.get("taskPolicy"), &place, caller, Type::Session)?
                .into_iter()
                .collect(),
        );
    }
    let list = caller.session.get("sessionPolicies").filter(|_| caller.is_iam());
    scene.documents(list, &format!("{}.sessionPolicies", caller.session_place), &|| {
        documents(caller, Type::Session)
    })
}

fn one<'a>(
    scene: &Scene<'a>,
    value: Option<&'a Value>,
    place: &str,
    caller: &Caller,
    kind: Type,
) -> Known<Option<Document<'a>>> {
    Ok(value
        .map(|value| scene.document(value, place, &|| documents(caller, kind)))
        .transpose()?
        .flatten())
}
