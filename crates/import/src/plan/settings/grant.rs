//! `aws_kms_grant`: who may use a key beside what its policy says.

use std::collections::BTreeMap;

use iamwhy_policy::NodeId;

use super::{of_kind, place_of};
use crate::export::Export;
use crate::plan::{Item, Plan};
use crate::settings::{GRANTS, grant, is_partly_open};
use crate::value::Value;

pub(super) fn read(export: &mut Export, plan: &Plan) {
    let mut keys: BTreeMap<usize, (NodeId, Vec<Option<Value>>)> = BTreeMap::new();
    for item in of_kind(plan, "aws_kms_grant") {
        let Some(place) = place_of(export, plan, item, "key_id", "aws_kms_key") else {
            continue;
        };
        let own = one(plan, item);
        if own.is_none() {
            let message = format!(
                "what `{}` grants, or to whom, is not known yet: the grants of the key count as unknown",
                item.address
            );
            export.note(item.node, message);
        }
        keys.entry(place).or_insert((item.node, Vec::new())).1.push(own);
    }
    for (place, (node, grants)) in keys {
        let all: Option<Vec<Value>> = grants.into_iter().collect();
        export.set(place, GRANTS, all.map_or_else(Value::unknown, Value::List), node);
    }
}

/// A grant of which everything is known that decides; whom it is for may be an ARN that is there only after the apply.
fn one(plan: &Plan, item: &Item) -> Option<Value> {
    let text = |name: &str| plan.filled(item, name).and_then(|own| own.text());
    let constraints = plan.filled(item, "constraints");
    let operations = plan.filled(item, "operations")?;
    if is_partly_open(&operations) || constraints.as_ref().is_some_and(is_partly_open) {
        return None;
    }
    let constraint = constraints.as_ref().and_then(|own| own.items().first());
    let context = |name: &str| {
        let own = constraint.and_then(|own| own.get(name))?;
        matches!(own, Value::Object(members) if !members.is_empty()).then(|| own.clone())
    };
    grant(
        &text("grantee_principal")?,
        operations,
        text("retiring_principal").filter(|own| !own.is_empty()).as_deref(),
        (
            context("encryption_context_equals"),
            context("encryption_context_subset"),
        ),
    )
}
