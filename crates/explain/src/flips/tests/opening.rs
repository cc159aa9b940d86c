//! What would allow a request that is denied.

use super::*;

const OBJECT: &str = "arn:aws:s3:::logs/1.gz";

#[test]
fn an_action_that_the_boundary_lacks() {
    let boundary = r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Write", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }
  ]
}"#;
    let world = World::asking("s3:PutObject", OBJECT)
        .identity("own", ALL)
        .boundary("dev-boundary", boundary);
    let found = world.flips();
    assert_eq!(
        found[0].title,
        "add `s3:PutObject` to the statement `Write` of `dev-boundary` (boundary; ask its owner)"
    );
    assert!(found[0].guardrail);
    let text = world.text(&found[0], "dev-boundary.json");
    assert_eq!(
        text,
        boundary.replace("\"s3:GetObject\"", "[\"s3:GetObject\", \"s3:PutObject\"]")
    );
    let text = world.text(&found[1], "dev-boundary.json");
    let added = r#""Resource": "*" },
    { "Sid": "AllowPutObject", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::logs/1.gz" }
  ]"#;
    assert_eq!(text, boundary.replace("\"Resource\": \"*\" }\n  ]", added));
    let Edit::Policy { span, range, .. } = &found[1].edits[0] else {
        panic!("a policy is edited");
    };
    assert_eq!((span.line, span.column, span.end_column), (4, 85, 85));
    assert_eq!(range.0, range.1);
}

#[test]
fn another_resource_than_the_policy_names() {
    let own = r#"{"Statement":[{"Effect":"Allow","Action":["s3:PutObject"],"Resource":["arn:aws:s3:::other/*"]}]}"#;
    let world = World::asking("s3:PutObject", OBJECT).identity("own", own);
    let found = world.flips();
    assert_eq!(
        found[0].title,
        "add `arn:aws:s3:::logs/1.gz` to the resources of the statement at line 1 of `own`"
    );
    assert!(!found[0].guardrail);
    let text = world.text(&found[0], "own.json");
    assert_eq!(text, own.replace("other/*\"", "other/*\",\"arn:aws:s3:::logs/1.gz\""));
}

#[test]
fn a_bucket_where_the_policy_means_its_objects() {
    let own = r#"{"Statement":{"Sid":"Logs","Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::logs/*"}}"#;
    let world = World::asking("s3:ListBucket", "arn:aws:s3:::logs").identity("own", own);
    let titles = world.titles();
    assert_eq!(
        titles[0],
        "add `arn:aws:s3:::logs` to the resources of the statement `Logs` of `own`"
    );
    assert_eq!(titles[1], "add a statement `AllowListBucket` to `own`");
    let text = world.text(&world.flips()[1], "own.json");
    assert!(text.contains(r#""Statement":[{"Sid":"Logs""#), "{text}");
    assert!(text.ends_with(r#""Resource":"arn:aws:s3:::logs"}]}"#), "{text}");
}

#[test]
fn a_tag_that_the_request_lacks() {
    let own = r#"{"Statement":[{"Sid":"Tagged","Effect":"Allow","Action":"ec2:RunInstances","Resource":"*",
        "Condition":{"StringEquals":{"aws:RequestTag/team":["pay","risk"]}}}]}"#;
    let world = World::asking("ec2:RunInstances", "*").identity("own", own);
    let found = world.flips();
    assert_eq!(found[0].title, "set `aws:RequestTag/team` to `pay`");
    assert_eq!(
        found[0].edits,
        [Edit::Context {
            key: "aws:RequestTag/team".into(),
            value: Some("\"pay\"".into())
        }]
    );
    let drop = "drop the condition `StringEquals` on `aws:RequestTag/team` from the statement `Tagged` of `own`";
    assert!(world.titles().iter().any(|title| title == drop));
}

#[test]
fn two_tags_that_the_request_lacks() {
    let own = r#"{"Statement":[{"Effect":"Allow","Action":"ec2:RunInstances","Resource":"*",
        "Condition":{"StringEquals":{"aws:RequestTag/team":"pay","aws:RequestTag/env":"dev"}}}]}"#;
    let world = World::asking("ec2:RunInstances", "*").identity("own", own);
    let both = "set `aws:RequestTag/team` to `pay`, and set `aws:RequestTag/env` to `dev`";
    assert!(world.titles().iter().any(|title| title == both));
}

#[test]
fn a_sign_in_without_mfa() {
    let deny = r#"{"Version":"2012-10-17","Statement":[
  {"Sid":"All","Effect":"Allow","Action":"*","Resource":"*"},
  {"Sid":"NoMfa","Effect":"Deny","Action":"*","Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}
]}"#;
    let world = World::asking("s3:PutObject", OBJECT).identity("own", deny);
    let found = world.flips();
    assert_eq!(
        found[0].title,
        "call as `alice` with MFA (credential `sessionTokenMfa`)"
    );
    let Edit::Set { place, value } = &found[0].edits[0] else {
        panic!("the credential is set");
    };
    assert_eq!(
        (&**place, &**value),
        ("principals.alice.credential", "\"sessionTokenMfa\"")
    );
    // A key that somebody wrote stays a key.
    let written = World::asking("s3:PutObject", OBJECT)
        .identity("own", deny)
        .with("aws:MultiFactorAuthPresent", "false");
    let titles = written.titles();
    assert_eq!(titles[0], "change `aws:MultiFactorAuthPresent` from `false` to `true`");
    let last = found.last().unwrap();
    assert_eq!(last.title, "remove the statement `NoMfa` of `own`");
    assert_eq!(
        world.text(last, "own.json"),
        "{\"Version\":\"2012-10-17\",\"Statement\":[\n  {\"Sid\":\"All\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}\n]}"
    );
}

#[test]
fn a_region_that_an_scp_locks() {
    let lock = r#"{"Version":"2012-10-17","Statement":[{"Sid":"OnlyIreland","Effect":"Deny","NotAction":["iam:*"],"Resource":"*",
        "Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1"]}}}]}"#;
    let world = World::asking("sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:jobs")
        .identity("own", ALL)
        .scp("lock", lock);
    let found = world.flips();
    // The queue is where it is, so another region is no advice.
    assert!(found.iter().all(|flip| flip.guardrail));
    assert_eq!(
        found[0].title,
        "add `sqs:SendMessage` to `NotAction` of the statement `OnlyIreland` of `lock` (SCP; ask its owner)"
    );
    assert_eq!(
        world.text(&found[1], "lock.json"),
        lock.replace("[\"eu-west-1\"]", "[\"eu-west-1\",\"us-east-1\"]")
    );
    assert!(
        found
            .last()
            .unwrap()
            .title
            .starts_with("remove the statement `OnlyIreland`")
    );
}

#[test]
fn an_address_outside_of_the_office() {
    let own = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},
        {"Sid":"Office","Effect":"Deny","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24"]}}}]}"#;
    let world = World::asking("s3:PutObject", OBJECT)
        .identity("own", own)
        .with("aws:SourceIp", "198.51.100.7");
    let titles = world.titles();
    assert_eq!(titles[0], "change `aws:SourceIp` from `198.51.100.7` to `203.0.113.1`");
    assert_eq!(
        titles[1],
        "exempt `198.51.100.7` (`aws:SourceIp`) from the statement `Office` of `own`"
    );
}

#[test]
fn a_key_that_aws_never_sends() {
    let own = r#"{"Statement":[{"Sid":"Typo","Effect":"Allow","Action":"*","Resource":"*",
        "Condition":{"StringEquals":{"aws:PrincipleTag/team":"pay"}}}]}"#;
    let titles = World::asking("s3:PutObject", OBJECT).identity("own", own).titles();
    assert!(titles.iter().all(|title| !title.starts_with("set")), "{titles:?}");
    assert!(titles[0].starts_with("drop the condition `StringEquals` on `aws:PrincipleTag/team`"));
}

#[test]
fn a_key_whose_value_nobody_gave() {
    let own = r#"{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}"#;
    let world = World::asking("s3:PutObject", OBJECT).identity("own", own);
    assert_eq!(world.outcome(), Outcome::Unknown);
    assert_eq!(
        world.titles(),
        [
            "set `aws:SourceIp` to `203.0.113.1`: then it is allowed",
            "set `aws:SourceIp` to `192.0.2.1`: then it is denied"
        ]
    );
}

#[test]
fn another_face_of_the_caller() {
    let mut world = World::asking("s3:PutObject", OBJECT);
    let own = world.attach("own", ALL);
    let mut bob = user("bob", HOME);
    bob.identity.push(own);
    world.env.principals.push(bob);
    assert_eq!(world.titles()[0], "ask as `bob` instead of `alice`");
}

#[test]
fn a_folder_that_is_named_by_a_tag() {
    let own = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::logs/${aws:PrincipalTag/team}/*"}]}"#;
    let world = World::asking("s3:PutObject", "arn:aws:s3:::logs/pay/1.gz").identity("own", own);
    assert_eq!(world.titles()[0], "set `aws:PrincipalTag/team` to `pay`");
}

/// Whether some flip sets a key.
fn sets(world: &World, key: &str) -> bool {
    let found = world.flips();
    assert!(!found.is_empty());
    let mut edits = found.iter().flat_map(|flip| &flip.edits);
    edits.any(|edit| matches!(edit, Edit::Context { key: own, .. } if own == key))
}

fn denies_unless(key: &str, value: &str) -> String {
    [
        r#"{"Version":"2012-10-17","Statement":[{"Sid":"All","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"Unless","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{""#,
        key,
        r#"":""#,
        value,
        r#""}}}]}"#,
    ]
    .concat()
}

#[test]
fn a_service_in_the_callers_name_has_no_endpoint() {
    let deny = denies_unless("aws:SourceVpce", "vpce-0a1b2c3d4e5f60718");
    let mut world = World::asking("s3:PutObject", OBJECT).identity("own", &deny);
    assert!(sets(&world, "aws:SourceVpce"));
    world.request.via = vec!["athena.amazonaws.com".into()];
    assert!(!sets(&world, "aws:SourceVpce"));
}

#[test]
fn only_services_carry_a_source() {
    for key in ["aws:SourceArn", "aws:SourceAccount"] {
        let deny = denies_unless(key, "444455556666");
        let world = World::asking("s3:PutObject", OBJECT).identity("own", &deny);
        assert!(!sets(&world, key), "{key}");
    }
    let bucket = r#"{"Version":"2012-10-17","Statement":[{"Sid":"Logs","Effect":"Allow","Principal":{"Service":"delivery.logs.amazonaws.com"},
        "Action":"s3:PutObject","Resource":"*","Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}}}]}"#;
    let mut world = World::asking("s3:PutObject", OBJECT).resource("logs", "arn:aws:s3:::logs", HOME, Some(bucket));
    let name = "delivery.logs.amazonaws.com";
    world.env.principals = vec![Principal::new(PrincipalIs::Service, name, name)];
    assert!(sets(&world, "aws:SourceAccount"));
}

#[test]
fn through_an_endpoint_there_is_no_public_address() {
    let deny = r#"{"Version":"2012-10-17","Statement":[{"Sid":"All","Effect":"Allow","Action":"*","Resource":"*"},
        {"Sid":"Here","Effect":"Deny","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.10/32"}}}]}"#;
    let mut world = World::asking("s3:PutObject", OBJECT).identity("own", deny);
    assert!(sets(&world, "aws:SourceIp"));
    world.env.endpoints.push(iamwhy_engine::world::Endpoint {
        id: "vpce-0a1b2c3d4e5f60718".into(),
        ..Default::default()
    });
    world.request.endpoint = Some(0);
    assert!(!sets(&world, "aws:SourceIp"));
}

#[test]
fn statements_without_a_name_go_by_their_line() {
    let own = "{\n\"Statement\":[\n{\"Effect\":\"Allow\",\"Action\":\"s3:Get*\",\"Resource\":\"*\"},\n{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    let last = |text: &str| {
        let world = World::asking("s3:GetObject", OBJECT).identity("own", text);
        world.titles().last().unwrap().clone()
    };
    assert_eq!(last(own), "remove the statement at line 4 of `own`");
    assert_eq!(last(&own.replace('\n', "")), "remove statement 2 at line 1 of `own`");
}

#[test]
fn what_makes_a_bucket_public_locks_others_out() {
    let bucket = r#"{"Version":"2012-10-17","Statement":[
        {"Sid":"Partner","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"s3:GetObject","Resource":"*"},
        {"Sid":"Visitors","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/public/*"}]}"#;
    let mut world = World::asking("s3:GetObject", OBJECT).identity("own", ALL).resource(
        "logs",
        "arn:aws:s3:::logs",
        "444455556666",
        Some(bucket),
    );
    world.env.resources[0].block_public_access.restrict_public_buckets = true;
    assert_eq!(
        world.titles(),
        [
            "remove the statement `Visitors` of `logs`, which is public",
            // What lets in everybody comes last.
            "switch off `restrictPublicBuckets` of `resources.logs` (block public access; ask its owner)",
        ]
    );
}

#[test]
fn a_variable_that_is_plain_text_for_want_of_a_version() {
    let home = r#""Statement": {"Sid": "Home", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::logs/${aws:username}/*"}"#;
    let asking = |own: &str| World::asking("s3:PutObject", "arn:aws:s3:::logs/alice/1").identity("own", own);
    let title = "give `own` the `Version` 2012-10-17";
    // Left out, it comes first, written as the rest is.
    let own = ["{\n  ", home, "\n}"].concat();
    let world = asking(&own);
    let found = world.flips();
    assert_eq!(found[0].title, title);
    let text = world.text(&found[0], "own.json");
    assert_eq!(
        text,
        own.replacen("\"Statement", "\"Version\": \"2012-10-17\", \"Statement", 1)
    );
    // The old one is replaced.
    let own = ["{\"Version\": \"2008-10-17\", ", home, "}"].concat();
    let world = asking(&own);
    let found = world.flips();
    assert_eq!(found[0].title, title);
    assert_eq!(world.text(&found[0], "own.json"), own.replace("2008", "2012"));
    // It is no flip where the variable is somebody else's, or there is none.
    let other = own.replace("aws:username", "aws:PrincipalTag/team");
    assert!(!asking(&other).titles().contains(&title.to_owned()));
    assert!(
        !asking(&own.replace("${aws:username}", "bob"))
            .titles()
            .contains(&title.to_owned())
    );
    // A Deny for all but one's own folder denies that, too.
    let deny = own.replace("Allow", "Deny").replace("\"Resource", "\"NotResource");
    let world = asking(&deny).identity("all", ALL);
    assert_eq!(world.titles()[0], title);
}
