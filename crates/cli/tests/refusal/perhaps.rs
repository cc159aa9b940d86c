//! Refusals that do not say on what.

use super::{iamwhy, out};

const REFUSED: &str = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: ";

fn policy(name: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join(name);
    let text = r#"{"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "dynamodb:*", "Resource": ["arn:aws:dynamodb:*:*:table/orders-*", "arn:aws:s3:::logs/*"]},
        {"Effect": "Deny", "Action": "*", "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/secret"}]}"#;
    std::fs::write(&file, text).unwrap();
    file.display().to_string()
}

fn ask(message: &str, more: &[&str]) -> String {
    let own = policy("perhaps.json");
    let args = [
        "--error",
        message,
        "--identity",
        &own,
        "--without",
        "boundary,scp,rcp,resource",
    ];
    out(&iamwhy(&[&args[..], more].concat(), ""))
}

/// A sure answer about nothing would be wrong about the table that it was.
#[test]
fn what_the_policies_name_is_asked_where_a_message_names_nothing() {
    let text = ask(&format!("{REFUSED}dynamodb:PutItem"), &[]);
    for line in [
        "on what, nobody says: the answer below is about `arn:aws:dynamodb:us-east-1:111122223333:table/NAME`",
        "✖ on `arn:aws:dynamodb:eu-west-1:111122223333:table/secret`, which the policies name: denied by a Deny",
        "✔ on `arn:aws:dynamodb:us-east-1:111122223333:table/orders-NAME`, which the policies name: allowed",
        "say which with --resource ARN",
        "! made up: the ARN of the resource",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("on `arn:aws:s3:::logs"), "an object is no table: {text}");
    let told = ask(
        &format!("{REFUSED}dynamodb:PutItem"),
        &["--resource", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders-1"],
    );
    assert!(!told.contains("nobody says") && told.contains("✔ alice may"), "{told}");
}

/// Each is asked with the policy that a pipe brought once.
#[test]
fn the_policy_may_come_through_a_pipe() {
    let text = std::fs::read_to_string(policy("piped.json")).unwrap();
    let message = format!("{REFUSED}dynamodb:PutItem");
    let args = [
        "--error",
        &message,
        "--identity",
        "-",
        "--without",
        "boundary,scp,rcp,resource",
    ];
    let said = out(&iamwhy(&args, &text));
    assert!(
        said.contains("table/orders-NAME`, which the policies name: allowed"),
        "{said}"
    );
}

/// What is about nothing, or about `*` in the message's own words, is asked so.
#[test]
fn what_needs_no_resource_is_not_open() {
    for message in [
        "ec2:DescribeInstances",
        "s3:ListAllMyBuckets",
        "sts:GetCallerIdentity",
        "dynamodb:PutItem on resource: *",
    ] {
        let text = ask(&format!("{REFUSED}{message}"), &[]);
        assert!(
            !text.contains("table/NAME") && !text.contains("nobody says"),
            "{message}\n{text}"
        );
    }
}

/// A call may have another name than the action that it asks for.
#[test]
fn an_action_that_aws_does_not_list_is_said() {
    let event = r#"{"eventSource": "sqs.amazonaws.com", "eventName": "DoThing", "awsRegion": "eu-west-1", "errorCode": "AccessDenied",
        "userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/alice", "accountId": "111122223333"}}"#;
    let text = out(&iamwhy(&["--error", "-"], event));
    assert!(
        text.contains("AWS lists no action `sqs:DoThing`") && text.contains("--action"),
        "{text}"
    );
    let known = out(&iamwhy(&["--error", "-"], &event.replace("DoThing", "SendMessage")));
    assert!(!known.contains("AWS lists no action"), "{known}");
}

/// The region of a record is that of what stands in.
#[test]
fn a_record_tells_the_region() {
    let event = r#"{"eventVersion": "1.11", "eventSource": "dynamodb.amazonaws.com", "eventName": "PutItem", "awsRegion": "eu-west-1",
        "errorCode": "AccessDenied", "userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/alice", "accountId": "111122223333"},
        "requestParameters": null}"#;
    let text = out(&iamwhy(&["--error", "-", "--identity", &policy("region.json")], event));
    assert!(
        text.contains("is about `arn:aws:dynamodb:eu-west-1:111122223333:table/NAME`"),
        "{text}"
    );
    assert!(
        text.contains("? on `arn:aws:dynamodb:eu-west-1:111122223333:table/orders-NAME`"),
        "{text}"
    );
}
