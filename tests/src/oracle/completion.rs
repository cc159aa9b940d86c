//! Unknowns, by brute force: every way of filling in what the evaluation asks for.

use serde_json::{Value, json};

use super::caller::Caller;
use super::candidates::Collected;
use super::layers::authorize;
use super::scene::{Filled, Scene};
use super::statement::Type;
use super::{NotCovered, Stop, Verdict};

/// More completions than this are not tried.
const LIMIT: usize = 6_000;

/// What the rules say about one case; a `call` is decided as one.
pub fn decide(scenario: &Value, case: &Value) -> Result<Verdict, NotCovered> {
    is_covered(case)?;
    let items = match case.get("call").and_then(Value::as_array) {
        Some(call) => call.iter().collect(),
        None => vec![case],
    };
    let verdicts = items
        .into_iter()
        .map(|item| Ok(spokesman(complete(scenario, case, item)?)))
        .collect::<Result<Vec<_>, _>>()?;
    let rank = |verdict: &Verdict| match verdict.decision.as_str() {
        "allow" => 2,
        "unknown" => 1,
        _ => 0,
    };
    verdicts
        .into_iter()
        .min_by_key(rank)
        .ok_or_else(|| NotCovered("an empty call".to_owned()))
}

/// What the rules say about a case of one authorization: of denials under several completions of the unknowns all
/// whose blockers are not more than another's, of allows the one that needs most.
pub fn verdicts(scenario: &Value, case: &Value) -> Result<Vec<Verdict>, NotCovered> {
    is_covered(case)?;
    let item = case.get("call").and_then(|call| call.get(0)).unwrap_or(case);
    complete(scenario, case, item)
}

fn is_covered(case: &Value) -> Result<(), NotCovered> {
    for field in ["writes", "operation", "matrix"] {
        if case.get(field).is_some() {
            return Err(NotCovered(format!("a case with `{field}`")));
        }
    }
    Ok(())
}

/// One verdict for all of them: without what they do not agree on.
fn spokesman(mut verdicts: Vec<Verdict>) -> Verdict {
    let fewest = verdicts[0].blockers.len();
    verdicts.retain(|v| v.blockers.len() == fewest);
    let same = |part: fn(&Verdict) -> &Option<String>| verdicts.iter().all(|v| part(v) == part(&verdicts[0]));
    let decision = |v: &Verdict| v.decision == verdicts[0].decision;
    Verdict {
        layer: verdicts[0]
            .layer
            .clone()
            .filter(|_| same(|v| &v.layer) && verdicts.iter().all(decision)),
        grant: verdicts[0].grant.clone().filter(|_| same(|v| &v.grant)),
        ..verdicts[0].clone()
    }
}

/// One authorization under every completion of the unknowns that it touches; at least one verdict.
fn complete(scenario: &Value, case: &Value, item: &Value) -> Result<Vec<Verdict>, NotCovered> {
    let operands = Collected::of(scenario, item);
    let mut open = vec![Filled::new()];
    let mut verdicts: Vec<Verdict> = Vec::new();
    let mut tried = 0;
    while let Some(filled) = open.pop() {
        tried += 1;
        if tried > LIMIT {
            return Err(NotCovered("too many unknowns".to_owned()));
        }
        let scene = Scene {
            root: scenario,
            filled: &filled,
            operands: &operands,
        };
        match authorize(&scene, case, item) {
            Ok(verdict) if !verdicts.contains(&verdict) => verdicts.push(verdict),
            Ok(_) => {}
            Err(Stop::NotCovered(why)) => return Err(NotCovered(why)),
            Err(Stop::Need { place, choices }) => open.extend(choices.into_iter().map(|choice| {
                let mut filled = filled.clone();
                filled.insert(place.clone(), choice);
                filled
            })),
        }
        let allows = verdicts.iter().filter(|v| v.decision == "allow").count();
        if allows > 0 && allows < verdicts.len() {
            return Ok(vec![Verdict {
                decision: "unknown".to_owned(),
                layer: None,
                blockers: Vec::new(),
                grant: None,
            }]);
        }
    }
    // All allow, or all deny: the allow that needs most speaks for all, or a denial of which no other lacks a blocker.
    let needs = |v: &Verdict| {
        ["identity", "resource", "service"]
            .iter()
            .position(|l| v.layer.as_deref() == Some(*l))
    };
    let rank = |v: &Verdict| needs(v).filter(|_| v.decision == "allow");
    let most = verdicts.iter().map(rank).min();
    let fewer = |v: &Verdict, than: &Verdict| {
        v.blockers.len() < than.blockers.len() && v.blockers.iter().all(|layer| than.blockers.contains(layer))
    };
    let all = verdicts.clone();
    if all.iter().any(|v| v.grant != all[0].grant) {
        verdicts.iter_mut().for_each(|v| v.grant = None);
    }
    verdicts.retain(|v| Some(rank(v)) == most && !all.iter().any(|other| fewer(other, v)));
    verdicts.sort_by_key(|v| (v.blockers.len(), v.decision != "implicitDeny"));
    match verdicts.is_empty() {
        true => Err(NotCovered("no completion".to_owned())),
        false => Ok(verdicts),
    }
}

/// What may stand in the place of a policy that we cannot see: an Allow, an Allow for this caller, a Deny.
pub(crate) fn documents(caller: &Caller, kind: Type) -> Vec<Value> {
    let document = |effect: &str, principal: Value| {
        let mut statement = json!({ "Effect": effect, "Action": "*:*" });
        if kind != Type::Trust {
            statement["Resource"] = json!("*");
        }
        if kind.has_principal() {
            statement["Principal"] = principal;
        }
        json!({ "Version": "2012-10-17", "Statement": [statement] })
    };
    // So that it is not public either: S3-6.
    let mut for_caller = document("Allow", caller.element());
    if caller.element() == "*" || caller.is_federated_login() && kind != Type::Trust {
        for_caller = document("Allow", json!("*"));
        for_caller["Statement"][0]["Condition"] = json!({ "StringEquals": { "aws:PrincipalAccount": "anonymous" } });
    }
    match kind {
        Type::Rcp => vec![document("Deny", json!("*"))],
        Type::Resource | Type::AccessPoint | Type::Trust => {
            vec![document("Allow", json!("*")), for_caller, document("Deny", json!("*"))]
        }
        _ => vec![document("Allow", json!("*")), document("Deny", json!("*"))],
    }
}
