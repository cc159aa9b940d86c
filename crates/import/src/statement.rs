//! Documents of which not everything is known.

use crate::open::is_open;
use crate::value::Value;

/// Why nothing can be said about a document: what is not known in it decides more than which ARN or value is meant.
pub(crate) fn unreadable(document: &Value) -> Option<String> {
    let Some(statements) = document.get("Statement") else {
        return Some("it has no `Statement`".to_owned());
    };
    for statement in statements.items() {
        if let Value::Text(text) = statement {
            return Some(format!("`{text}` stands for a whole statement"));
        }
        for name in ["Effect", "Action", "NotAction"] {
            let mut found = None;
            if let Some(value) = statement.get(name) {
                value.each_text(&mut |text| found = found.take().or_else(|| is_open(text).then(|| text.to_owned())));
            }
            if let Some(text) = found {
                return Some(format!("`{text}` stands in `{name}`"));
            }
        }
        for name in ["Condition", "Principal", "NotPrincipal"] {
            if let Some(Value::Text(text)) = statement.get(name)
                && is_open(text)
                && name == "Condition"
            {
                return Some(format!("`{text}` stands for a whole `{name}`"));
            }
        }
    }
    None
}
