//! The first cases of a scenario that is made of files.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod planned;

use iamwhy_import::{Parameters, Part, starter};
use planned::{Planned, plan, read};
use serde_json::{Value, json};

fn started(resources: &[Planned], region: Option<&str>) -> Value {
    let export = read(&plan(resources)).unwrap();
    let parameters = Parameters::default();
    let part = Part {
        file: "plan.json",
        export: &export,
        parameters: &parameters,
        parameters_file: None,
    };
    serde_json::from_str(&starter(&[part], false, region)).unwrap()
}

fn there(address: &'static str, name: &str, arn: &str) -> Planned {
    Planned(address, json!({ "name": name, "arn": arn }), json!({}), json!({}))
}

fn case<'s>(scenario: &'s Value, action: &str) -> Option<&'s Value> {
    let mut cases = scenario["cases"].as_array().unwrap().iter();
    cases.find(|own| own["action"] == action)
}

/// A queue is asked for where it is, whatever the region of the rest; only a bucket's ARN does not say where.
#[test]
fn a_region_is_written_where_nothing_else_says_it() {
    let queue = || there("aws_sqs_queue.q", "q", "arn:aws:sqs:eu-west-1:111122223333:q");
    let bucket = || {
        Planned(
            "aws_s3_bucket.b",
            json!({ "bucket": "acme-b", "arn": "arn:aws:s3:::acme-b" }),
            json!({}),
            json!({}),
        )
    };
    let scenario = started(&[queue(), bucket()], Some("us-east-1"));
    assert_eq!(scenario.get("context"), None);
    assert_eq!(case(&scenario, "sqs:SendMessage").unwrap().get("context"), None);
    let wanted = json!({ "aws:RequestedRegion": "us-east-1" });
    assert_eq!(case(&scenario, "s3:GetObject").unwrap()["context"], wanted);
    let scenario = started(&[queue(), bucket()], None);
    assert_eq!(case(&scenario, "s3:GetObject").unwrap().get("context"), None);
}

/// Events are put on a bus, and not on a rule.
#[test]
fn each_kind_is_asked_for_what_it_has() {
    let rule = || {
        there(
            "aws_cloudwatch_event_rule.r",
            "r",
            "arn:aws:events:eu-west-1:111122223333:rule/r",
        )
    };
    let bus = there(
        "aws_cloudwatch_event_bus.z",
        "z",
        "arn:aws:events:eu-west-1:111122223333:event-bus/z",
    );
    assert!(case(&started(&[rule()], None), "events:PutEvents").is_none());
    let scenario = started(&[rule(), bus], None);
    assert_eq!(
        case(&scenario, "events:PutEvents").unwrap()["resource"],
        "aws_cloudwatch_event_bus.z"
    );
}

/// Without an account there is no place for it in a scenario, which would not load; a bucket needs none.
#[test]
fn what_has_no_account_is_left_out() {
    let queue = Planned(
        "aws_sqs_queue.q",
        json!({ "name": "q" }),
        json!({ "arn": true }),
        json!({}),
    );
    let bucket = Planned(
        "aws_s3_bucket.b",
        json!({ "bucket": "acme-b" }),
        json!({ "arn": true }),
        json!({}),
    );
    let scenario = started(&[queue, bucket], None);
    let names: Vec<&String> = scenario["resources"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["aws_s3_bucket.b"]);
}
