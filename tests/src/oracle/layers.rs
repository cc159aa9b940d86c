//! The decision: section 5 of the semantics, in the order of LAYER-6.

use serde_json::Value;

use super::caller::{Caller, Kind};
use super::completion::documents;
use super::context::Context;
use super::organization::membership;
use super::principal::{Grant, face};
use super::public::is_public;
use super::scene::{Document, Scene, is_unknown, str_of};
use super::service::{self, Action};
use super::statement::{Request, Type, Voice, hear};
use super::target::Target;
use super::{Known, Verdict, acl, not_covered};

const ORDER: [&str; 8] = ["rcp", "scp", "vpcEndpoint", "resource", "identity", "boundary", "session", "service"];

/// One side that must be willing: its owner, what it grants, and the name of the layer that lacks a grant.
struct Side {
    same_account: bool,
    grant: Grant,
    lacking: &'static str,
}

/// Decides one authorization of a case.
pub(crate) fn authorize(scene: &Scene, case: &Value, item: &Value) -> Known<Verdict> {
    let (Some(principal), Some(text)) = (str_of(case, "principal"), str_of(item, "action")) else {
        return not_covered("a case without principal or action");
    };
    let caller = &Caller::find(scene, principal)?;
    let action = &Action::new(text);
    let target = &Target::find(scene, caller, case, item, text)?;
    let context = &Context::of(scene, caller, target, text, case, item)?;
    let request = &Request { scene, caller, action, context };
    if service::always_allowed(caller, action) {
        return Ok(verdict("allow", Some("service"), Vec::new(), Grant::None));
    }
    if service::refuses(scene, caller, action, target, context)? {
        return Ok(verdict("implicitDeny", Some("service"), vec!["service"], Grant::None));
    }

    // Every layer speaks.
    let guards = guardrails(request, target, case, item)?;
    let (identity, boundary, session) = own_policies(request, target)?;
    let (point, resource) = resource_policies(request, target)?;
    let granted_key = key_grant(request, target)?;

    // LAYER-3: explicit denies.
    let resource_denies = (point.denies || resource.denies) && !service::root_cannot_be_locked_out(caller, action, target); // ROOT-4
    let denies = [guards[0].1.denies, guards[1].1.denies, guards[2].1.denies, resource_denies, identity.denies, boundary.denies, session.denies];
    let denied: Vec<&str> = ORDER.into_iter().zip(denies).filter(|(_, denies)| *denies).map(|(layer, _)| layer).collect();

    // LAYER-4: guardrails that do not allow.
    let mut missing: Vec<&str> = ORDER.into_iter().zip(&guards).filter(|(_, (allows, _))| !allows).map(|(layer, _)| layer).collect();

    // LAYER-5: grants.
    let sides = sides(request, target, point, resource, granted_key)?;
    let implied = caller.kind == Kind::Root || caller.parent.as_ref().is_some_and(|p| p.kind == Kind::Root); // ROOT-1, FED-4
    let replaced = granted_key && !scene.assumes("UND-18", "capped"); // KMS-6
    let gates = [boundary.allows(), session.allows()];
    let gaps = |with_identity: bool| sides.iter().flat_map(|side| gaps_of(request, target, side, with_identity, gates)).collect::<Vec<_>>();
    let identity_allows = implied || identity.allows() || replaced && sides.iter().all(|s| !s.same_account);
    missing.extend(gaps(identity_allows));
    if sides.len() > 1 {
        missing.sort_by_key(|layer| (*layer == "resource" || *layer == "service", ORDER.iter().position(|l| l == layer)));
    }

    let grant = sides.iter().map(|side| side.grant).min().unwrap_or_default();
    let mut blockers: Vec<&str> = ORDER.into_iter().filter(|layer| denied.contains(layer) || missing.contains(layer)).collect();
    blockers.dedup();
    if let Some(layer) = denied.first() {
        return Ok(verdict("explicitDeny", Some(layer), blockers, grant));
    }
    if let Some(layer) = missing.first() {
        return Ok(verdict("implicitDeny", Some(layer), blockers, grant));
    }
    let same_account = sides.iter().all(|side| side.same_account);
    let alone = gaps(!same_account && (implied || replaced)).is_empty();
    let layer = match caller.kind {
        Kind::Root if same_account => "service",
        _ if alone => "resource",
        _ => "identity",
    };
    Ok(verdict("allow", Some(layer), Vec::new(), grant))
}

fn verdict(decision: &str, layer: Option<&str>, blockers: Vec<&str>, grant: Grant) -> Verdict {
    let owned = |text: &str| text.to_owned();
    Verdict { decision: owned(decision), layer: layer.map(owned), blockers: blockers.into_iter().map(owned).collect(), grant: grant.word().map(owned) }
}

/// 5.2, 5.3: which layers lack what this side needs, in the order in which they are blamed (AMEND-7).
fn gaps_of(request: &Request, target: &Target, side: &Side, identity: bool, [boundary, session]: [bool; 2]) -> Vec<&'static str> {
    let caller = request.caller;
    let gated = service::is_gated(request.action, target);
    if !caller.is_iam() {
        return if side.grant == Grant::Direct { Vec::new() } else { vec![side.lacking] };
    }
    let mut gaps = Vec::new();
    match (side.same_account, side.grant) {
        (true, Grant::Direct) if !caller.is_task_session() => return gaps,
        (true, Grant::Direct | Grant::Role) => {}
        (true, Grant::None) if gated => gaps.push(side.lacking),
        _ if !identity => gaps.push("identity"),
        _ => {}
    }
    gaps.extend((!boundary).then_some("boundary"));
    gaps.extend((!session).then_some("session"));
    gaps.extend((!side.same_account && side.grant == Grant::None).then_some(side.lacking));
    gaps
}

/// RCP, SCP and VPC endpoint: whether each lets the request through, and whether it denies.
fn guardrails(request: &Request, target: &Target, case: &Value, item: &Value) -> Known<[(bool, Voice); 3]> {
    let (scene, caller) = (request.scene, request.caller);
    let mut guards = [(true, Voice::default()); 3];
    let resource_account = if target.arn == "*" { &caller.account } else { &target.owner }; // AMEND-9
    let bound = |account: &Option<String>| account.as_deref().and_then(|a| membership(scene, a)).filter(|m| m.bound);
    if let Some(member) = bound(resource_account).filter(|_| service::rcp_reaches(caller, request.action, target)) {
        for level in member.levels(scene, "rcps", &documents(caller, Type::Rcp))? {
            guards[0].1.denies |= hear(request, &level, Type::Rcp, &target.arn)?.denies; // RCP-4
        }
    }
    if let Some(member) = bound(&caller.account).filter(|_| service::scp_reaches(scene, caller)) {
        for level in member.levels(scene, "scps", &documents(caller, Type::Scp))? {
            let voice = hear(request, &level, Type::Scp, &target.arn)?;
            guards[1].0 &= voice.allows(); // SCP-2
            guards[1].1.denies |= voice.denies;
        }
    }
    let forwarded = item.get("via").or(case.get("via")).is_some_and(|via| *via != Value::Array(Vec::new())); // VPCE-6
    if let Some(id) = str_of(case, "endpoint").filter(|_| !forwarded) {
        let Some(endpoint) = scene.root["endpoints"].get(id) else { return not_covered(format!("no endpoint is called `{id}`")) };
        let kind = Type::Endpoint { gateway: endpoint["type"] == "gateway" };
        let policy = match endpoint.get("policy") {
            Some(value) => scene.document(value, &format!("endpoints.{id}.policy"), &documents(caller, kind))?,
            None => None,
        };
        if let Some(policy) = policy {
            let voice = hear(request, &[policy], kind, &target.arn)?;
            guards[2] = (voice.allows(), voice);
        }
    }
    Ok(guards)
}

/// Identity, boundary and session policies of the caller; a layer that does not exist allows (LAYER-7).
fn own_policies(request: &Request, target: &Target) -> Known<(Voice, Voice, Voice)> {
    let (scene, caller) = (request.scene, request.caller);
    let open = Voice { denies: false, grant: Grant::Direct };
    if !caller.is_iam() {
        return Ok((Voice::default(), open, open));
    }
    let heard = |documents: &[Document], kind: Type| hear(request, documents, kind, &target.arn);

    let choices = documents(caller, Type::Identity);
    let place = &caller.entity_place;
    let mut policies = scene.documents(caller.entity.get("policies"), &format!("{place}.policies"), &choices)?;
    for (name, group) in caller.entity["groups"].as_object().into_iter().flatten() {
        policies.extend(scene.documents(Some(group), &format!("{place}.groups.{name}"), &choices)?); // LAYER-2
    }
    let mut identity = heard(&policies, Type::Identity)?;
    if target.point.is_some() && scene.assumes("UND-37", "both") {
        let under = hear(request, &policies, Type::Identity, &target.governed_arn)?;
        identity = Voice { denies: identity.denies || under.denies, grant: identity.grant.min(under.grant) };
    }

    let limit = match caller.entity.get("boundary").filter(|_| caller.kind != Kind::Root && !caller.is_service_linked()) {
        Some(value) => scene.document(value, &format!("{place}.boundary"), &documents(caller, Type::Boundary))?,
        None => None,
    };
    let boundary = limit.map_or(Ok(open), |document| heard(&[document], Type::Boundary))?;

    let field = if caller.kind == Kind::Root { "taskPolicy" } else { "sessionPolicies" };
    let place = format!("{}.{field}", caller.session_place);
    let choices = documents(caller, Type::Session);
    let passed = match caller.session.get(field) {
        Some(policy) if caller.kind == Kind::Root => scene.document(policy, &place, &choices)?.into_iter().collect(),
        list => scene.documents(list, &place, &choices)?,
    };
    let voices = passed.iter().map(|d| heard(std::slice::from_ref(d), Type::Session)).collect::<Known<Vec<Voice>>>()?;
    let allowed = |voice: &Voice| voice.allows();
    let session = Voice {
        denies: voices.iter().any(|voice| voice.denies),
        grant: match caller.kind {
            Kind::Federated if voices.is_empty() && !scene.assumes("UND-16", "parentOnly") => Grant::None, // FED-2
            _ if voices.is_empty() && !caller.is_task_session() => Grant::Direct,                          // SESS-3
            _ if scene.assumes("UND-17", "intersection") && voices.iter().all(allowed) => Grant::Direct,
            _ if !scene.assumes("UND-17", "intersection") && voices.iter().any(allowed) => Grant::Direct, // SESS-2
            _ => Grant::None,
        },
    };
    Ok((identity, boundary, session))
}

fn resource_document<'a>(request: &Request<'a>, target: &Target<'a>) -> Known<Option<(Document<'a>, Type)>> {
    let trust = service::is_trust(request.action, target);
    let (field, kind) = if trust { ("trust", Type::Trust) } else { ("policy", Type::Resource) };
    let entry = target.entry;
    let value = entry.get(field).or(entry.get("policy")).filter(|_| trust || !target.is_role);
    let place = format!("{}.{field}", target.place);
    let document = value.map(|value| request.scene.document(value, &place, &documents(request.caller, kind))).transpose()?.flatten();
    Ok(document.map(|document| (document, kind)))
}

fn point_document<'a>(request: &Request<'a>, target: &Target<'a>) -> Known<Option<Document<'a>>> {
    let Some((entry, place, _)) = &target.point else { return Ok(None) };
    let choices = documents(request.caller, Type::Resource);
    Ok(entry.get("policy").map(|value| request.scene.document(value, &format!("{place}.policy"), &choices)).transpose()?.flatten())
}

/// What the access point and the resource itself say.
fn resource_policies(request: &Request, target: &Target) -> Known<(Voice, Voice)> {
    let point = match point_document(request, target)? {
        Some(document) => hear(request, &[document], Type::Resource, &target.arn)?,
        None => Voice::default(),
    };
    let resource = match resource_document(request, target)? {
        Some((document, kind)) => hear(request, &[document], kind, &target.governed_arn)?,
        None => Voice::default(),
    };
    Ok((point, resource))
}

/// KMS-6, KMS-7.
fn key_grant(request: &Request, target: &Target) -> Known<bool> {
    let Some(grants) = target.entry.get("grants") else { return Ok(false) };
    let named = |grantee: &Value| {
        let grantee = grantee.as_str().unwrap_or_default();
        face(request, "AWS", grantee, Type::Resource).max(face(request, "Service", grantee, Type::Resource)) > Grant::None && grantee != "*"
    };
    let name = &request.action.name;
    let unknown = || vec![serde_json::json!([]), serde_json::json!([{ "grantee": request.caller.arn, "retiring": request.caller.arn, "operations": [name] }])];
    let grants = if is_unknown(grants) { request.scene.fill(&format!("{}.grants", target.place), unknown)? } else { grants };
    for grant in grants.as_array().into_iter().flatten() {
        let retires = request.action.text == "kms:retiregrant" && named(&grant["retiring"]);
        if retires || named(&grant["grantee"]) && service::grant_covers(request.scene, request.context, grant, request.action)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Everybody on the resource's side, with block public access in the place of its grant (S3-5).
fn sides(request: &Request, target: &Target, point: Voice, resource: Voice, granted_key: bool) -> Known<Vec<Side>> {
    let (scene, caller) = (request.scene, request.caller);
    let s3 = request.action.service == "s3";
    let blocks = |setting: &str| {
        let member = target.owner.as_deref().and_then(|owner| membership(scene, owner)).filter(|m| m.in_tree).map(|_| &scene.root["organization"]);
        let account = target.owner.as_deref().map(|owner| &scene.root["accounts"][owner]);
        let point = target.point.as_ref().map(|(entry, ..)| *entry);
        let all = [member, account, Some(target.entry), point];
        all.into_iter().flatten().any(|place| place["blockPublicAccess"][setting] == true)
    };
    let mut grant = resource.grant;
    let mut owner = target.owner.clone();
    if s3 && acl::enabled(target) {
        let object_owner = str_of(target.own, "objectOwner").map(str::to_owned).filter(|_| target.is_object());
        if object_owner.is_some() && object_owner != owner {
            (grant, owner) = (Grant::None, object_owner); // S3-3
        }
        grant = grant.max(acl::grant(request, target, blocks("ignorePublicAcls"))?);
    }
    if granted_key {
        grant = grant.max(if scene.assumes("UND-18", "capped") { Grant::Role } else { Grant::Direct });
    }
    let same = |owner: &Option<String>| caller.is_iam() && *owner == caller.account;
    let mut sides = vec![Side { same_account: same(&owner), grant, lacking: "resource" }];
    if let Some((_, _, owner)) = &target.point {
        sides.push(Side { same_account: same(owner), grant: point.grant, lacking: "resource" }); // S3-4
    }
    let spared = caller.kind == Kind::Service || caller.is_iam() && caller.account == target.owner;
    if s3 && !spared && blocks("restrictPublicBuckets") {
        let bucket = resource_document(request, target)?.is_some_and(|(document, _)| is_public(&document, false));
        let open_point = target.point.as_ref().is_some_and(|(entry, ..)| str_of(entry, "vpc").is_none()); // S3-7
        let through = point_document(request, target)?.is_some_and(|document| open_point && is_public(&document, true));
        for side in sides.iter_mut().filter(|side| (bucket || through) && side.grant > Grant::None) {
            *side = Side { grant: Grant::None, lacking: "service", ..*side };
        }
    }
    Ok(sides)
}
