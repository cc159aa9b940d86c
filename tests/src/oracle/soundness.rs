//! Which statements have an effect at all: section 1 of the semantics.

use serde_json::Value;

use super::scene::texts;
use super::statement::Type;

/// TYPE-1, PARSE-20 to PARSE-28: a statement that its type of policy cannot hold has no effect.
pub(crate) fn is_sound(statement: &Value, kind: Type) -> bool {
    const ELEMENTS: [&str; 9] = [
        "Sid",
        "Effect",
        "Principal",
        "NotPrincipal",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Condition",
    ];
    let Some(fields) = statement.as_object() else {
        return false;
    };
    let has = |element: &str| fields.contains_key(element);
    let lists = ["Action", "NotAction", "Resource", "NotResource"];
    let principals = usize::from(has("Principal")) + usize::from(has("NotPrincipal"));
    let resources = usize::from(has("Resource")) + usize::from(has("NotResource"));
    let scalar = |v: &Value| v.is_string() || v.is_boolean() || v.is_number();
    let values = |v: &Value| scalar(v) || v.as_array().is_some_and(|list| list.iter().all(scalar));
    let keys = |v: &Value| v.as_object().is_some_and(|keys| keys.values().all(values));
    fields.keys().all(|key| ELEMENTS.contains(&key.as_str()))
        && (statement["Effect"] == "Allow" || statement["Effect"] == "Deny")
        && lists.iter().all(|l| fields.get(*l).is_none_or(|v| texts(v).is_some()))
        && has("Action") != has("NotAction")
        && fields
            .get("Condition")
            .is_none_or(|c| c.as_object().is_some_and(|operators| operators.values().all(keys)))
        && principals == usize::from(kind.has_principal())
        && match kind {
            Type::Trust => resources == 0 && !has("NotPrincipal"),
            Type::Resource => resources <= 1,
            // TYPE-5: a bare `*` or another principal could not be saved, but means what it says.
            Type::Rcp => resources == 1 && statement["Effect"] == "Deny" && has("Action") && has("Principal"),
            _ => resources == 1,
        }
}
