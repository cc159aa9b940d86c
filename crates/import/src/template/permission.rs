//! `AWS::Lambda::Permission`: one statement each; those of a function together are its policy.

use super::carrier::{attach, document, may_name};
use super::document::Called;
use super::named::Named;
use super::{Entry, Template, iam};
use crate::export::{Attached, Export, ExportedResource, Stray};
use crate::open::is_open;
use crate::permission::Permission;
use crate::value::Value;

const FUNCTION: &str = "AWS::Lambda::Function";

pub(super) fn read(export: &mut Export, template: &Template<'_>, entries: &[Entry<'_>], known: &Named<'_>) {
    // A function with its statements.
    let mut functions: Vec<(Entry<'_>, Vec<Value>)> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.kind.starts_with("AWS::Lambda::")) {
        let (function, arn) = match entry.kind {
            "AWS::Lambda::Permission" => {
                let written = template.text(*entry, "FunctionName").unwrap_or_default();
                let function = known.find(FUNCTION, &written);
                let arn = match function {
                    Some(function) => template.identity(function.id).arn,
                    None if written.starts_with("arn:") => written,
                    None => match crate::kind::of_template(FUNCTION) {
                        Some(kind) => kind.arn(&template.home, &written, ""),
                        None => written,
                    },
                };
                (function, arn)
            }
            "AWS::Lambda::LayerVersionPermission" => {
                (None, template.text(*entry, "LayerVersionArn").unwrap_or_default())
            }
            _ => continue,
        };
        let text = |name: &str| template.text(*entry, name);
        let permission = Permission {
            sid: entry.id.to_owned(),
            action: text("Action").unwrap_or_default(),
            principal: text("Principal").unwrap_or_default(),
            function: arn.clone(),
            source_arn: text("SourceArn"),
            source_account: text("SourceAccount"),
            organization: text("PrincipalOrgID").or_else(|| text("OrganizationId")),
            event_source_token: text("EventSourceToken"),
            function_url_auth_type: text("FunctionUrlAuthType"),
            invoked_via_function_url: text("InvokedViaFunctionUrl"),
        };
        let statement = permission.statement(&template.home.partition);
        let (made, depends) = template.made(&document(vec![statement.clone()]));
        let called = Called {
            select: entry.id.to_owned(),
            also: iam::also(template, *entry, ""),
            name: entry.id.to_owned(),
            arn: None,
        };
        template.put(export, entry.properties.unwrap_or(entry.node), made, depends, called);
        if function.is_none() && entry.kind == "AWS::Lambda::Permission" {
            outside(export, template, entries, *entry, arn);
        }
        if let Some(function) = function {
            match functions.iter_mut().find(|(own, _)| own.id == function.id) {
                Some((_, statements)) => statements.push(statement),
                None => functions.push((function, vec![statement])),
            }
        }
    }
    for (function, statements) in functions {
        let (made, depends) = template.made(&document(statements));
        let called = Called {
            select: function.id.to_owned(),
            also: iam::also(template, function, ""),
            name: function.id.to_owned(),
            arn: None,
        };
        let policy = template.put(export, function.node, made, depends, called);
        attach(export, template, function, Some(policy));
    }
}

/// A permission of a function that is not in the template has others beside it; of one that nobody knows it may be any function's.
fn outside(export: &mut Export, template: &Template<'_>, entries: &[Entry<'_>], entry: Entry<'_>, arn: String) {
    let written = template.text(entry, "FunctionName").unwrap_or_default();
    if is_open(&written) {
        export.stray(Stray {
            node: entry.node,
            what: format!("which function `{}` permits is not known: `{written}`", entry.id),
            may_govern: may_name(template, entries, FUNCTION, &written),
            adds: true,
        });
    }
    if written.is_empty() || export.resources.iter().any(|own| own.arn == arn) {
        return;
    }
    export.resources.push(ExportedResource {
        name: entry.id.to_owned(),
        account: template.owner(&arn),
        arn,
        node: entry.node,
        policy: Some(Attached::Unseen { arn: None }),
        tags: None,
        aliases: Vec::new(),
    });
}
