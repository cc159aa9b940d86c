//! A request that a statement is about.

use iamwhy_catalog::{Action, matches_resource_type};
use iamwhy_policy::Statement;

use crate::look::Look;
use crate::scene::{Scene, filled};

/// An action that the statement names, as AWS spells it, and a resource of it that the statement names. The statement's conditions
/// are not looked at.
pub(crate) fn request(look: &Look<'_>, statement: &Statement) -> Option<(String, String)> {
    let catalog = look.catalog?;
    let (_, text) = look.actions(statement).next()?;
    let action = catalog.expand(text).next()?;
    let resource = resource(look, statement, action)?;
    Some((action.to_string(), resource))
}

/// A resource of an action that the statement names.
pub(crate) fn resource(look: &Look<'_>, statement: &Statement, action: Action<'_>) -> Option<String> {
    let types: Vec<&str> = action.on().flat_map(|on| on.resource_type().arns()).collect();
    let Some(first) = types.first() else {
        return Some("*".to_owned());
    };
    let mut entries = look.resources(statement).map(|(_, text)| text).peekable();
    // A policy without `Resource`, such as a role's trust policy, is about what it stands at.
    entries.peek()?;
    entries.find_map(|text| {
        let plain = text != "*" && types.iter().any(|arn| matches_resource_type(arn, text));
        plain
            .then(|| filled(text))
            .or_else(|| (text == "*").then(|| written(first)))
    })
}

/// An ARN of a type.
pub(crate) fn written(arn: &str) -> String {
    if arn == "*" {
        return arn.to_owned();
    }
    let arn = arn
        .replace("${Partition}", "aws")
        .replace("${Region}", "us-east-1")
        .replace("${Account}", "111122223333");
    filled(&arn)
}

/// The condition keys of a statement, all of them absent: what is left is what the statement says without them.
pub(crate) fn absent(look: &Look<'_>, statement: &Statement) -> Vec<(String, Option<String>)> {
    let mut keys: Vec<(String, Option<String>)> = Vec::new();
    for pair in &statement.conditions {
        let key = look.key_of(pair).to_owned();
        if !keys.iter().any(|(own, _)| own.eq_ignore_ascii_case(&key)) {
            keys.push((key, None));
        }
    }
    keys
}

/// The account of a scene, in an ARN that was made up.
pub(crate) fn at_home(scene: &Scene, arn: &str) -> String {
    arn.replace("111122223333", &scene.account)
        .replacen("arn:aws:", &format!("arn:{}:", scene.partition), 1)
}
