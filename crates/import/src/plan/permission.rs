//! Permissions: statements of a resource's policy, written as fields.

use std::collections::BTreeMap;

use super::carrier::{names, put};
use super::{Item, Plan};
use crate::export::{Export, ExportedResource, Stray};
use crate::kind;
use crate::open::open;
use crate::permission::{Permission, on_bus, qualified};
use crate::value::Value;

const FUNCTION: &str = "aws_lambda_function";
const BUS: &str = "aws_cloudwatch_event_bus";

pub(super) fn read(export: &mut Export, plan: &Plan) {
    functions(export, plan);
    for item in plan.items.values().filter(|item| !item.is_data) {
        match item.kind.as_str() {
            "aws_lambda_layer_version_permission" => layer(export, plan, item),
            "aws_cloudwatch_event_permission" => bus(export, plan, item),
            _ => {}
        }
    }
}

/// `aws_lambda_permission`: one statement each; those of a function together are its policy.
fn functions(export: &mut Export, plan: &Plan) {
    let mut functions: BTreeMap<&str, (&Item, Vec<Value>, Vec<String>)> = BTreeMap::new();
    for item in plan
        .items
        .values()
        .filter(|item| !item.is_data && item.kind == "aws_lambda_permission")
    {
        let function = plan.meant(item, "function_name", FUNCTION);
        let written = plan
            .text(item, "function_name")
            .unwrap_or_else(|| open(&[&item.address, ".function_name"].concat()));
        let arn = match function {
            Some(function) => plan.arn(function),
            None if written.starts_with("arn:") => written,
            None => kind::named(FUNCTION, &plan.home_of(item), &written),
        };
        let mut depends = Vec::new();
        let permission = Permission {
            sid: plan.text(item, "statement_id").unwrap_or_else(|| item.address.clone()),
            action: plan.text(item, "action").unwrap_or_default(),
            principal: plan.arn_at(item, "principal", &mut depends).unwrap_or_default(),
            function: qualified(&arn, plan.arn_at(item, "qualifier", &mut depends)),
            source_arn: plan.arn_at(item, "source_arn", &mut depends),
            source_account: plan.arn_at(item, "source_account", &mut depends),
            organization: plan.arn_at(item, "principal_org_id", &mut depends),
            event_source_token: plan.text(item, "event_source_token"),
            function_url_auth_type: plan.text(item, "function_url_auth_type"),
            invoked_via_function_url: plan.text(item, "invoked_via_function_url"),
        };
        let statement = permission.statement(&plan.home_of(item).partition);
        put(export, item, vec![statement.clone()], depends.clone());
        match function {
            None => outside(export, plan, item, arn),
            Some(function) => {
                let own = functions.entry(&function.address);
                let (_, statements, known) = own.or_insert_with(|| (function, Vec::new(), Vec::new()));
                statements.push(statement);
                known.extend(depends);
            }
        }
    }
    for (function, statements, depends) in functions.into_values() {
        let policy = put(export, function, statements, depends);
        let place = plan.place(export, function);
        export.attach_at(place, Some(policy));
    }
}

/// A permission of a function that is not in the plan has others beside it; of one that nobody knows it may be any function's.
fn outside(export: &mut Export, plan: &Plan, item: &Item, arn: String) {
    if plan.text(item, "function_name").is_none() {
        export.stray(Stray {
            node: item.node,
            what: format!(
                "which function `{}` permits is known only after the apply",
                item.address
            ),
            may_govern: names(&plan.may_mean(item, "function_name", FUNCTION)),
            adds: true,
        });
    }
    export.spoken_of(ExportedResource {
        account: plan.owner(item, &arn),
        ..ExportedResource::of(&item.address, arn, item.node)
    });
}

/// `aws_lambda_layer_version_permission`: a version of a layer has a policy of its own.
fn layer(export: &mut Export, plan: &Plan, item: &Item) {
    let mut depends = Vec::new();
    let name = plan.arn_at(item, "layer_name", &mut depends).unwrap_or_default();
    let layer = match name.starts_with("arn:") {
        true => name,
        false => kind::named("aws_lambda_layer_version", &plan.home_of(item), &name),
    };
    let version = plan.arn_at(item, "version_number", &mut depends);
    let arn = qualified(&layer, version);
    let permission = Permission {
        sid: plan.text(item, "statement_id").unwrap_or_else(|| item.address.clone()),
        action: plan.text(item, "action").unwrap_or_default(),
        principal: plan.arn_at(item, "principal", &mut depends).unwrap_or_default(),
        function: arn.clone(),
        organization: plan.arn_at(item, "organization_id", &mut depends),
        ..Permission::default()
    };
    let statement = permission.statement(&plan.home_of(item).partition);
    let policy = put(export, item, vec![statement], depends);
    let (place, _) = export.outside(ExportedResource::of(&item.address, arn, item.node));
    export.govern_beside(place, policy);
}

/// `aws_cloudwatch_event_permission`: a statement of a bus's policy.
fn bus(export: &mut Export, plan: &Plan, item: &Item) {
    let place = plan.governed(export, item, ("event_bus_name", BUS));
    let Some(arn) = export.resources.get(place).map(|own| own.arn.clone()) else {
        return;
    };
    let text = |name: &str| {
        plan.filled(item, name)
            .and_then(|own| own.text())
            .filter(|own| !own.is_empty())
    };
    let condition = plan.filled(item, "condition");
    let statement = on_bus(
        text("statement_id").unwrap_or_else(|| item.address.clone()),
        text("action"),
        text("principal").unwrap_or_default(),
        condition.as_ref().and_then(|own| own.items().first()),
        ["type", "key", "value"],
        (&arn, &plan.home_of(item).partition),
    );
    let policy = put(export, item, vec![statement], Vec::new());
    export.govern_beside(place, policy);
}

impl Plan {
    /// A text; where it is known only after the apply, the ARN that is meant, or what stands for it.
    fn arn_at(&self, item: &Item, attribute: &str, depends: &mut Vec<String>) -> Option<String> {
        if self.attribute(item, attribute) != super::Attribute::Later {
            return self.text(item, attribute);
        }
        let targets = self.targets(item, attribute).unwrap_or_default();
        if let [one] = targets.as_slice()
            && one.attribute == "arn"
            && let Some(target) = self.items.get(&one.address)
        {
            depends.push([&one.address, ".arn"].concat());
            return Some(self.arn(target));
        }
        Some(open(&[&item.address, ".", attribute].concat()))
    }
}
