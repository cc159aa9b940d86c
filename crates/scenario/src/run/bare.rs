//! An explanation from the trace alone, without sentences.

use iamwhy_engine::{Exactness, Layer, Outcome, Program, Request, Site, Truth};
use iamwhy_explain::{Explanation, Gate, GateVerdict, PolicyNode, StatementRef, TextSpan};
use iamwhy_policy::Effect;

pub(super) fn explain(program: &Program, request: &Request) -> Option<Explanation> {
    let traced = program.trace(request)?;
    let principal = program.environment().principals.get(request.principal)?;
    let mut deciding = Vec::new();
    let mut gates = Vec::new();
    let mut open = Vec::new();
    let wanted = match traced.decision.outcome {
        Outcome::Allow => Some(Effect::Allow),
        Outcome::ExplicitDeny => Some(Effect::Deny),
        _ => None,
    };
    for event in &traced.trace.events {
        match event.site {
            Site::Statement => {
                if event.truth == Truth::Yes {
                    open.push(event.node);
                }
            }
            Site::Gate => {
                let (layer, _) = event.gate();
                for id in open.drain(..) {
                    let Some(view) = program.statement(id) else { continue };
                    if Some(view.effect) == wanted
                        && (Some(layer) == traced.decision.layer
                            || (traced.decision.outcome == Outcome::Allow
                                && matches!(layer, Layer::Resource | Layer::Identity)))
                    {
                        deciding.push(StatementRef {
                            policy: view.attached.name.clone(),
                            layer,
                            statement: view.index,
                            sid: view.sid.map(str::to_owned),
                            pointer: String::new(),
                            span: TextSpan::default(),
                        });
                    }
                }
                gates.push(Gate {
                    layer,
                    label: String::new(),
                    verdict: GateVerdict::Unknown,
                    note: None,
                    policies: program
                        .gate_policies(event.node)
                        .into_iter()
                        .filter_map(|id| program.environment().policies.get(id.0 as usize))
                        .map(|policy| PolicyNode {
                            name: policy.name.clone(),
                            arn: policy.arn.clone(),
                            statements: Vec::new(),
                        })
                        .collect(),
                });
            }
            _ => {}
        }
    }
    let facts = &traced.facts;
    let rules = [facts.always, facts.refused, facts.root_rescue];
    Some(Explanation {
        principal: principal.arn.clone(),
        action: request.action.clone(),
        resource: request.resource.clone(),
        decision: traced.decision.outcome,
        layer: traced.decision.layer,
        blockers: traced.blockers.iter().collect(),
        grant: traced.decision.grant,
        deciding,
        near_misses: Vec::new(),
        rules: rules.into_iter().flatten().map(str::to_owned).collect(),
        assumptions: Vec::new(),
        unknowns: traced.unknowns,
        exact: traced.exactness == Exactness::Exact,
        warnings: Vec::new(),
        message: None,
        sentence: String::new(),
        gates,
    })
}
