//! The decision: section 5 of the semantics, in the order of LAYER-6.

use serde_json::Value;

use super::access::{Side, sides, writes_public_acl};
use super::caller::{Caller, Kind};
use super::context::Context;
use super::policies::Attached;
use super::principal::Grant;
use super::scene::{Document, Scene, str_of};
use super::service::{self, Action};
use super::statement::{Request, Type, Voice, hear};
use super::target::Target;
use super::{Known, Verdict, not_covered};

const ORDER: [&str; 8] = [
    "rcp",
    "scp",
    "vpcEndpoint",
    "resource",
    "identity",
    "boundary",
    "session",
    "service",
];

/// Decides one authorization of a case.
pub(crate) fn authorize(scene: &Scene, case: &Value, item: &Value) -> Known<Verdict> {
    let (Some(principal), Some(text)) = (str_of(case, "principal"), str_of(item, "action")) else {
        return not_covered("a case without principal or action");
    };
    let caller = &Caller::find(scene, principal)?;
    let action = &Action::new(text);
    let target = &Target::find(scene, caller, case, item, text)?;
    let context = &Context::of(scene, caller, target, text, case, item)?;
    if service::always_allowed(caller, action) {
        return Ok(verdict("allow", "service", &[], Grant::None));
    }
    let refused = service::refuses(scene, caller, action, target, context)?;
    let attached = &Attached::of(scene, caller, target, action, case, item)?;
    let request = &Request {
        scene,
        caller,
        action,
        context,
        target,
        attached,
    };

    // Every layer speaks; one that does not exist allows (LAYER-7), but nobody's silence grants.
    let one = |document: Option<&Document>, kind: Type, arn: &str| match document {
        Some(document) => hear(request, std::slice::from_ref(document), kind, arn).map(Some),
        None => Ok(None),
    };
    let rcp = every_level(request, &attached.rcps, Type::Rcp, &target.governed_arn)?;
    let rcp_of_point = every_level(request, &attached.rcps_of_point, Type::Rcp, &target.arn)?; // RCP-5
    let rcp = Voice {
        denies: rcp.denies || rcp_of_point.denies,
        ..rcp
    };
    let scp = every_level(request, &attached.scps, Type::Scp, &target.arn)?;
    let endpoint = match &attached.endpoint {
        Some((document, kind)) => on_the_way(request, std::slice::from_ref(document), *kind)?,
        None => Voice::OPEN,
    };
    let point = one(attached.point.as_ref(), Type::AccessPoint, &target.arn)?.unwrap_or_default();
    let resource = match &attached.resource {
        Some((document, kind)) => hear(request, std::slice::from_ref(document), *kind, &target.governed_arn)?,
        None => Voice::default(),
    };
    let identity = identity(request)?;
    let boundary = one(attached.boundary.as_ref(), Type::Boundary, &target.arn)?.unwrap_or(Voice::OPEN);
    let session = session(request)?;

    // LAYER-3: explicit denies. LAYER-4: guardrails that do not allow; an RCP always does (RCP-4).
    let spared = service::root_cannot_be_locked_out(caller, action, target); // ROOT-4
    let on_resource = Voice {
        denies: (point.denies || resource.denies) && !spared,
        ..resource
    };
    let voices = [rcp, scp, endpoint, on_resource, identity, boundary, session];
    let denied = ORDER
        .into_iter()
        .zip(voices)
        .filter(|(_, voice)| voice.denies)
        .map(|(layer, _)| layer)
        .collect::<Vec<_>>();
    if refused {
        // No policy is asked, but a Deny would have to change all the same.
        let blockers = denied.into_iter().chain(["service"]).collect::<Vec<_>>();
        return Ok(verdict("implicitDeny", "service", &blockers, Grant::None));
    }
    let mut missing = ORDER[1..3]
        .iter()
        .copied()
        .zip([scp, endpoint])
        .filter(|(_, v)| !v.allows())
        .map(|(layer, _)| layer)
        .collect::<Vec<_>>();

    // LAYER-5: grants. Root's rights need no policy (ROOT-1, FED-4), a KMS grant replaces them abroad (KMS-6).
    let (sides, granted_key) = sides(request, point, resource)?;
    let same_account = sides.iter().all(|side| side.same_account);
    let rootlike = caller.kind == Kind::Root || caller.parent.as_ref().is_some_and(|p| p.kind == Kind::Root);
    let replaced = granted_key && !same_account && !scene.assumes("UND-18", "capped");
    // S3-4: where one of two sides needs no identity, it is the other one's grant that is missing.
    let without = [false, boundary.allows(), session.allows()];
    let half = same_account
        && sides
            .iter()
            .any(|side| gaps_of(request, side, false, without).is_empty());
    let gaps = |with_identity: bool| {
        let gates = [with_identity, boundary.allows(), session.allows()];
        let mut gaps = sides
            .iter()
            .flat_map(|side| gaps_of(request, side, half, gates))
            .collect::<Vec<_>>();
        if sides.len() > 1 {
            gaps.sort_by_key(|layer| {
                ["identity", "boundary", "session", "resource"]
                    .iter()
                    .position(|l| l == layer)
                    .unwrap_or(4)
            });
        }
        gaps
    };
    missing.extend(gaps(identity.allows() || rootlike || replaced));
    missing.extend(writes_public_acl(request)?.then_some("service"));

    // Of two sides the access point's is told.
    let grant = sides.last().map(|side| side.grant).unwrap_or_default();
    let grant = if caller.is_task_session() {
        grant.min(Grant::Role)
    } else {
        grant
    };
    let blockers = ORDER
        .into_iter()
        .filter(|l| denied.contains(l) || missing.contains(l))
        .collect::<Vec<_>>();
    Ok(match (denied.first(), missing.first()) {
        (Some(layer), _) => verdict("explicitDeny", layer, &blockers, grant),
        (None, Some(layer)) => verdict("implicitDeny", layer, &blockers, grant),
        _ if caller.kind == Kind::Root && same_account => verdict("allow", "service", &[], grant),
        _ if gaps(!same_account && (rootlike || replaced)).is_empty() => verdict("allow", "resource", &[], grant),
        _ => verdict("allow", "identity", &[], grant),
    })
}

/// 5.2, 5.3: which layers lack what this side needs, in the order in which they are blamed (AMEND-7).
fn gaps_of(request: &Request, side: &Side, half: bool, [identity, boundary, session]: [bool; 3]) -> Vec<&'static str> {
    let caller = request.caller;
    if !caller.is_iam() {
        return if side.grant == Grant::Direct {
            Vec::new()
        } else {
            vec![side.lacking]
        };
    }
    let mut gaps = Vec::new();
    match (side.same_account, side.grant) {
        (true, Grant::Direct) if !caller.is_task_session() => return gaps,
        (true, Grant::Direct | Grant::Role) => {}
        (true, Grant::None) if service::is_gated(request.action, request.target) => gaps.push(side.lacking),
        (true, Grant::None) if half && !identity => gaps.push(side.lacking),
        _ if !identity => gaps.push("identity"),
        _ => {}
    }
    gaps.extend((!boundary).then_some("boundary"));
    gaps.extend((!session).then_some("session"));
    gaps.extend((!side.same_account && side.grant == Grant::None).then_some(side.lacking));
    gaps
}

/// SCP-2: any Deny on the way, and an Allow at every level.
fn every_level(request: &Request, levels: &[Vec<Document>], kind: Type, arn: &str) -> Known<Voice> {
    let mut all = Voice::OPEN;
    for level in levels {
        let voice = hear(request, level, kind, arn)?;
        all = Voice {
            denies: all.denies || voice.denies,
            grant: all.grant.min(voice.grant),
        };
    }
    Ok(all)
}

fn identity(request: &Request) -> Known<Voice> {
    let own = &request.attached.identity;
    match request.scene.assumes("UND-37", "both") {
        true => on_the_way(request, own, Type::Identity),
        false => hear(request, own, Type::Identity, &request.target.arn),
    }
}

/// S3-4: a policy that sees access point and bucket must let through to both.
fn on_the_way(request: &Request, documents: &[Document], kind: Type) -> Known<Voice> {
    let heard = |arn: &str| hear(request, documents, kind, arn);
    let voice = heard(&request.target.arn)?;
    if request.target.point.is_none() {
        return Ok(voice);
    }
    let under = heard(&request.target.governed_arn)?;
    Ok(Voice {
        denies: voice.denies || under.denies,
        grant: voice.grant.min(under.grant),
    })
}

fn session(request: &Request) -> Known<Voice> {
    let caller = request.caller;
    let mut voices = Vec::new();
    for document in &request.attached.session {
        voices.push(hear(
            request,
            std::slice::from_ref(document),
            Type::Session,
            &request.target.arn,
        )?);
    }
    let any = voices.iter().any(|voice| voice.allows());
    let all = voices.iter().all(|voice| voice.allows());
    let allows = match voices.is_empty() {
        true if caller.kind == Kind::Federated => request.scene.assumes("UND-16", "parentOnly"), // FED-2
        true => !caller.is_task_session(),                                                       // SESS-3
        false if request.scene.assumes("UND-17", "intersection") => all,
        false => any, // SESS-2
    };
    let grant = if allows { Grant::Direct } else { Grant::None };
    Ok(Voice {
        denies: voices.iter().any(|voice| voice.denies),
        grant,
    })
}

fn verdict(decision: &str, layer: &str, blockers: &[&str], grant: Grant) -> Verdict {
    let blockers = blockers.iter().map(ToString::to_string).collect();
    Verdict {
        decision: decision.to_owned(),
        layer: Some(layer.to_owned()),
        blockers,
        grant: grant.word().map(str::to_owned),
    }
}
