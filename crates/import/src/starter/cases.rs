//! A first question: who may do the usual thing to each kind of resource that there is.

use super::Starter;
use crate::arn::Arn;
use crate::value::Value;

/// How many principals, and how many kinds of resources, the first cases ask about.
const PRINCIPALS: usize = 8;
const RESOURCES: usize = 6;

/// What people ask of a service first: of a resource whose name in its ARN starts so, with what stands behind the resource's own name.
const USUAL: [(&str, &str, &str, &str); 13] = [
    ("s3", "", "s3:GetObject", "/example.txt"),
    ("sqs", "", "sqs:SendMessage", ""),
    ("sns", "", "sns:Publish", ""),
    ("kms", "key/", "kms:Decrypt", ""),
    ("dynamodb", "table/", "dynamodb:GetItem", ""),
    ("lambda", "function:", "lambda:InvokeFunction", ""),
    ("secretsmanager", "secret:", "secretsmanager:GetSecretValue", ""),
    ("ssm", "parameter", "ssm:GetParameter", ""),
    ("ecr", "repository/", "ecr:BatchGetImage", ""),
    ("events", "event-bus/", "events:PutEvents", ""),
    ("kinesis", "stream/", "kinesis:PutRecord", ""),
    ("states", "stateMachine:", "states:StartExecution", ""),
    ("elasticfilesystem", "file-system/", "elasticfilesystem:ClientMount", ""),
];

impl Starter {
    pub(super) fn cases(&self) -> Vec<Value> {
        let names: Vec<Value> = self
            .principals
            .iter()
            .take(PRINCIPALS)
            .map(|(name, _)| name.as_str().into())
            .collect();
        let mut cases = Vec::new();
        for (service, start, action, tail) in USUAL {
            let is_of = |value: &Value| {
                let arn = value.get("arn").and_then(Value::text).unwrap_or_default();
                // An access point has a region, a bucket has none.
                let plain = |arn: Arn<'_>| service != "s3" || arn.region.is_empty();
                Arn::split(&arn)
                    .is_some_and(|arn| arn.service == service && arn.resource.starts_with(start) && plain(arn))
            };
            if let Some((name, _)) = self.resources.iter().find(|(_, value)| is_of(value)) {
                cases.push(self.asked(&names, action, Some(&[name, tail].concat())));
            }
        }
        cases.truncate(RESOURCES);
        if cases.is_empty() {
            cases.extend(["s3:ListAllMyBuckets", "iam:CreateUser"].map(|action| self.asked(&names, action, None)));
        }
        cases
    }

    fn asked(&self, principals: &[Value], action: &str, resource: Option<&str>) -> Value {
        let mut members = Vec::new();
        match principals {
            [] => members.push(("principal".to_owned(), "arn:aws:iam::111122223333:role/somebody".into())),
            [one] => members.push(("principal".to_owned(), one.clone())),
            _ => {}
        }
        members.push(("action".to_owned(), action.into()));
        members.extend(resource.map(|resource| ("resource".to_owned(), resource.into())));
        // Elsewhere the resource's ARN says in which region it is asked for, or the service has but one.
        if let Some(region) = self.region.as_deref().filter(|_| action.starts_with("s3:")) {
            let keys = Value::object([("aws:RequestedRegion", region.into())]);
            members.push(("context".to_owned(), keys));
        }
        if principals.len() > 1 {
            let matrix = vec![("principal".to_owned(), Value::List(principals.to_vec()))];
            members.push(("matrix".to_owned(), Value::Object(matrix)));
        }
        Value::Object(members)
    }
}
