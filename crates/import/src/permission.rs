//! Permissions of Lambda functions and event buses: statements of their policies, written as fields.

use crate::arn::is_account;
use crate::open::is_open;
use crate::value::Value;

/// The fields of a permission.
#[derive(Default)]
pub(crate) struct Permission {
    pub(crate) sid: String,
    pub(crate) action: String,
    pub(crate) principal: String,
    pub(crate) function: String,
    pub(crate) source_arn: Option<String>,
    pub(crate) source_account: Option<String>,
    pub(crate) organization: Option<String>,
    pub(crate) event_source_token: Option<String>,
    pub(crate) function_url_auth_type: Option<String>,
    pub(crate) invoked_via_function_url: Option<String>,
}

impl Permission {
    /// The statement that Lambda makes of it.
    pub(crate) fn statement(&self, partition: &str) -> Value {
        let principal = principal(&self.principal, partition);
        let conditions = [
            ("ArnLike", "AWS:SourceArn", &self.source_arn),
            ("StringEquals", "AWS:SourceAccount", &self.source_account),
            ("StringEquals", "aws:PrincipalOrgID", &self.organization),
            ("StringEquals", "lambda:EventSourceToken", &self.event_source_token),
            (
                "StringEquals",
                "lambda:FunctionUrlAuthType",
                &self.function_url_auth_type,
            ),
            ("Bool", "lambda:InvokedViaFunctionUrl", &self.invoked_via_function_url),
        ];
        let mut blocks: Vec<(String, Value)> = Vec::new();
        for (operator, key, value) in conditions {
            let Some(value) = value else { continue };
            let pair = (key.to_owned(), Value::from(value.as_str()));
            match blocks.iter_mut().find(|(own, _)| own == operator) {
                Some((_, Value::Object(pairs))) => pairs.push(pair),
                _ => blocks.push((operator.to_owned(), Value::Object(vec![pair]))),
            }
        }
        let mut statement = vec![
            ("Sid".to_owned(), self.sid.as_str().into()),
            ("Effect".to_owned(), "Allow".into()),
            ("Principal".to_owned(), principal),
            ("Action".to_owned(), self.action.as_str().into()),
            ("Resource".to_owned(), self.function.as_str().into()),
        ];
        if !blocks.is_empty() {
            statement.push(("Condition".to_owned(), Value::Object(blocks)));
        }
        Value::Object(statement)
    }
}

fn principal(written: &str, partition: &str) -> Value {
    match written {
        "*" => Value::from("*"),
        own if is_account(own) => {
            let root = ["arn:", partition, ":iam::", own, ":root"].concat();
            Value::object([("AWS", root.into())])
        }
        own if own.starts_with("arn:") || is_open(own) => Value::object([("AWS", own.into())]),
        own if own.contains('.') => Value::object([("Service", own.into())]),
        own => Value::object([("AWS", own.into())]),
    }
}

/// The ARN of a version or an alias of a function or of a layer.
pub(crate) fn qualified(arn: &str, qualifier: Option<String>) -> String {
    match qualifier.filter(|own| !own.is_empty()) {
        Some(own) => [arn, ":", &own].concat(),
        None => arn.to_owned(),
    }
}

/// The statement that EventBridge makes of a permission. `names` are those of the condition's fields.
pub(crate) fn on_bus(
    sid: String,
    action: Option<String>,
    who: String,
    condition: Option<&Value>,
    names: [&str; 3],
    (bus, partition): (&str, &str),
) -> Value {
    let mut statement = vec![
        ("Sid".to_owned(), sid.into()),
        ("Effect".to_owned(), "Allow".into()),
        ("Principal".to_owned(), principal(&who, partition)),
        (
            "Action".to_owned(),
            action.unwrap_or_else(|| "events:PutEvents".to_owned()).into(),
        ),
        ("Resource".to_owned(), bus.into()),
    ];
    let [operator, key, value] = names.map(|name| condition.and_then(|own| own.get(name)).and_then(Value::text));
    if let (Some(operator), Some(key), Some(value)) = (operator, key, value) {
        let pair = Value::Object(vec![(key, value.into())]);
        statement.push(("Condition".to_owned(), Value::Object(vec![(operator, pair)])));
    }
    Value::Object(statement)
}
