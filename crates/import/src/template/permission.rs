//! Permissions: statements of a resource's policy, written as fields.

use std::collections::BTreeMap;

use super::carrier::{document, may_name};
use super::named::Named;
use super::{Entry, Template, iam};
use crate::export::{Attached, Called, Document, Export, ExportedResource, Stray};
use crate::kind;
use crate::open::{is_open, open};
use crate::permission::{Permission, on_bus, qualified};
use crate::value::Value;

const FUNCTION: &str = "AWS::Lambda::Function";
const BUS: &str = "AWS::Events::EventBus";

pub(super) fn read(export: &mut Export, template: &Template<'_>, entries: &[Entry<'_>], known: &Named<'_>) {
    // A function with its statements.
    let mut functions: BTreeMap<&str, (Entry<'_>, Vec<Value>)> = BTreeMap::new();
    for entry in entries {
        match entry.kind {
            "AWS::Lambda::Permission" => {
                let written = template.text(*entry, "FunctionName").unwrap_or_default();
                let (written, qualifier) = template.unaliased(&written);
                let function = known.find(FUNCTION, &written);
                let arn = match function {
                    Some(function) => template.identity(function.id).arn,
                    None if written.starts_with("arn:") => written.clone(),
                    None => kind::named(FUNCTION, &template.home, &written),
                };
                let statement = statement(template, *entry, qualified(&arn, qualifier));
                put(export, template, *entry, vec![statement.clone()]);
                match function {
                    None => outside(export, template, entries, *entry, (&written, arn)),
                    Some(function) => {
                        let own = functions.entry(function.id);
                        own.or_insert_with(|| (function, Vec::new())).1.push(statement);
                    }
                }
            }
            // A version of a layer has a policy of its own.
            "AWS::Lambda::LayerVersionPermission" => {
                let written = template.text(*entry, "LayerVersionArn").unwrap_or_default();
                let statement = statement(template, *entry, written.clone());
                let policy = put(export, template, *entry, vec![statement]);
                let kinds = "AWS::Lambda::LayerVersion";
                let place = template.governed(export, (entries, known), (*entry, kinds), (&written, true));
                export.govern_beside(place, policy);
            }
            "AWS::Events::EventBusPolicy" => bus(export, template, (entries, known), *entry),
            _ => {}
        }
    }
    for (function, statements) in functions.into_values() {
        let policy = put(export, template, function, statements);
        let place = template.place(export, function);
        export.attach_at(place, Some(policy));
    }
}

fn put(export: &mut Export, template: &Template<'_>, entry: Entry<'_>, statements: Vec<Value>) -> Attached {
    let (made, depends) = match entry.doubtful {
        true => (
            Document::Unknown(format!("nobody knows whether `{}` will be there", entry.id)),
            Vec::new(),
        ),
        false => template.made(&document(statements)),
    };
    let called = Called {
        select: entry.id.to_owned(),
        also: iam::also(template, entry, ""),
        name: entry.id.to_owned(),
        arn: None,
    };
    let node = match entry.kind {
        FUNCTION => entry.node,
        _ => entry.properties.unwrap_or(entry.node),
    };
    export.put(node, made, depends, called)
}

/// The statement that Lambda makes of a permission.
fn statement(template: &Template<'_>, entry: Entry<'_>, function: String) -> Value {
    let text = |name: &str| template.text(entry, name);
    let permission = Permission {
        sid: entry.id.to_owned(),
        action: text("Action").unwrap_or_default(),
        principal: text("Principal").unwrap_or_default(),
        function,
        source_arn: text("SourceArn"),
        source_account: text("SourceAccount"),
        organization: text("PrincipalOrgID").or_else(|| text("OrganizationId")),
        event_source_token: text("EventSourceToken"),
        function_url_auth_type: text("FunctionUrlAuthType"),
        invoked_via_function_url: text("InvokedViaFunctionUrl"),
    };
    permission.statement(&template.home.partition)
}

/// `AWS::Events::EventBusPolicy`: one statement, written out or as fields; several make the bus's policy.
fn bus(export: &mut Export, template: &Template<'_>, known: (&[Entry<'_>], &Named<'_>), entry: Entry<'_>) {
    let text = |name: &str| template.text(entry, name);
    let bus = match template.property(entry, "EventBusName") {
        None => "default".to_owned(),
        Some(own) => own
            .text()
            .unwrap_or_else(|| open(&[entry.id, ".EventBusName"].concat())),
    };
    let place = template.governed(export, known, (entry, BUS), (&bus, true));
    let arn = export
        .resources
        .get(place)
        .map(|own| own.arn.clone())
        .unwrap_or_default();
    let statement = template.property(entry, "Statement").unwrap_or_else(|| {
        on_bus(
            text("StatementId").unwrap_or_else(|| entry.id.to_owned()),
            text("Action"),
            text("Principal").unwrap_or_default(),
            template.property(entry, "Condition").as_ref(),
            ["Type", "Key", "Value"],
            (&arn, &template.home.partition),
        )
    });
    let policy = put(export, template, entry, vec![statement]);
    export.govern_beside(place, policy);
}

/// A permission of a function that is not in the template has others beside it; of one that nobody knows it may be any function's.
fn outside(
    export: &mut Export,
    template: &Template<'_>,
    entries: &[Entry<'_>],
    entry: Entry<'_>,
    (written, arn): (&str, String),
) {
    if is_open(written) {
        export.stray(Stray {
            node: entry.node,
            what: format!("which function `{}` permits is not known: `{written}`", entry.id),
            may_govern: may_name(template, entries, FUNCTION, written),
            adds: true,
        });
    }
    if !written.is_empty() {
        export.spoken_of(ExportedResource {
            account: template.owner(&arn),
            ..ExportedResource::of(entry.id, arn, entry.node)
        });
    }
}

impl Template<'_> {
    /// A function's name, and the alias or version of it that a reference means.
    fn unaliased(&self, written: &str) -> (String, Option<String>) {
        let own = |text: &str| (text.to_owned(), None);
        let id = written.strip_prefix('‹').and_then(|rest| rest.strip_suffix('›'));
        let Some((id, node)) = id.and_then(|id| self.resources.get_key_value(id)) else {
            return own(written);
        };
        let kind = self.get(*node, "Type").and_then(|kind| self.json.string(kind));
        let properties = self.get(*node, "Properties");
        let text = |name: &str| {
            let node = properties.and_then(|all| self.get(all, name))?;
            self.value(node)?.text()
        };
        match kind {
            Some("AWS::Lambda::Alias") => match text("FunctionName") {
                Some(function) => (function, text("Name")),
                None => own(written),
            },
            Some("AWS::Lambda::Version") => match text("FunctionName") {
                Some(function) => (function, Some(open(id))),
                None => own(written),
            },
            _ => own(written),
        }
    }
}
