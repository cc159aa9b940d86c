//! One authorization with its answer.

use iamwhy_engine::{GrantKind, Layer, Outcome};
use iamwhy_explain::{Explanation, NearMiss as Near, StatementRef, Warning};
use iamwhy_policy::Listed;

use super::report::{AuthorizationReport, DecidingStatement, Finding, NearMiss, Undocumented};

/// The words of an authorization's answer.
pub(super) fn report(explanation: Explanation) -> AuthorizationReport {
    AuthorizationReport {
        principal: explanation.principal,
        action: explanation.action,
        resource: explanation.resource,
        decision: explanation.decision.word(),
        layer: explanation.layer.map(Layer::word),
        grant: grant(explanation.grant),
        deciding: explanation.deciding.into_iter().map(deciding).listed(),
        near_misses: explanation.near_misses.into_iter().map(near_miss).listed(),
        rules: explanation.rules,
        assumptions: explanation
            .assumptions
            .into_iter()
            .map(|assumption| Undocumented {
                id: assumption.id,
                word: assumption.word,
                flips: assumption.flips,
            })
            .listed(),
        unknowns: match explanation.decision {
            Outcome::Unknown => explanation.unknowns,
            _ => Vec::new(),
        },
        exact: (!explanation.exact).then_some(false),
        warnings: explanation.warnings.into_iter().map(finding).listed(),
        message: explanation.message,
    }
}

fn grant(kind: GrantKind) -> Option<&'static str> {
    match kind {
        GrantKind::None => None,
        GrantKind::Account => Some("account"),
        GrantKind::Role => Some("role"),
        GrantKind::Direct => Some("direct"),
    }
}

pub(super) fn deciding(statement: StatementRef) -> DecidingStatement {
    DecidingStatement {
        policy: statement.policy,
        layer: statement.layer.word(),
        statement: statement.statement,
        sid: statement.sid,
        pointer: statement.pointer,
        span: statement.span.into(),
    }
}

fn near_miss(near: Near) -> NearMiss {
    NearMiss {
        policy: near.statement.policy,
        layer: near.statement.layer.word(),
        statement: near.statement.statement,
        failed: near.failed,
    }
}

fn finding(warning: Warning) -> Finding {
    Finding {
        rule: warning.rule,
        message: warning.message,
        span: warning.span.map(Into::into),
    }
}
