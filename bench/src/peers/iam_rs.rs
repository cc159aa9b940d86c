//! `iam-rs`: one list of policies, which any Allow opens and any Deny closes.
//!
//! It can express workloads of identity policies alone. What it cannot: boundaries, session policies, SCPs and every other
//! layer that narrows, so not workload b; policy variables in condition values; principals that are sessions; unknowns.
//! Derived keys are given in the context. It refuses more than 1,000 statements unless told otherwise.

use iam_rs::{
    Arn, Context, ContextValue, Decision, EvaluationOptions, IAMPolicy, IAMRequest, PolicyEvaluator, Principal,
    PrincipalId,
};

use super::Peer;
use crate::answer::Answer;
use crate::layers::{Layers, context};
use crate::workload::Workload;

/// One evaluator for all requests.
pub struct IamRs {
    evaluator: PolicyEvaluator,
    requests: Vec<IAMRequest>,
}

impl Peer for IamRs {
    const NAME: &'static str = "iam-rs";

    fn of(workload: &Workload) -> Option<IamRs> {
        let program = &workload.program;
        let first = Layers::of(program, workload.requests.first()?);
        let mut requests = Vec::new();
        for request in &workload.requests {
            let layers = Layers::of(program, request);
            let plain = Layers {
                identity: first.identity.clone(),
                ..Layers::default()
            };
            if layers != plain {
                return None;
            }
            let arn = program.environment().principals[request.principal].entity_arn.clone()?;
            let values = context(program, request).into_iter();
            requests.push(IAMRequest::new_with_context(
                Principal::Aws(PrincipalId::String(arn)),
                request.action().to_owned(),
                Arn::parse(request.resource()).ok()?,
                Context::with_data(values.map(|(key, text)| (key, value(text))).collect()),
            ));
        }
        let policies = first
            .identity
            .iter()
            .map(|text| IAMPolicy::from_json(text).ok())
            .collect::<Option<_>>()?;
        let options = EvaluationOptions {
            max_statements: usize::MAX,
            ..EvaluationOptions::default()
        };
        Some(IamRs {
            evaluator: PolicyEvaluator::with_policies(policies).with_options(options),
            requests,
        })
    }

    fn decide(&self, request: usize) -> Answer {
        match self
            .evaluator
            .evaluate(&self.requests[request])
            .map(|result| result.decision)
        {
            Ok(Decision::Allow) => Answer::Allow,
            Ok(Decision::Deny) => Answer::ExplicitDeny,
            Ok(Decision::NotApplicable) => Answer::ImplicitDeny,
            Err(_) => Answer::None,
        }
    }
}

fn value(text: String) -> ContextValue {
    match text.as_str() {
        "true" => ContextValue::Boolean(true),
        "false" => ContextValue::Boolean(false),
        _ => ContextValue::String(text),
    }
}
