//! Files in the place of messages, and messages in the place of files.

use super::{MESSAGE, err, iamwhy, out};

/// A path is no message; what is in the file is read from standard input.
#[test]
fn a_file_is_given_through_standard_input() {
    let said = err(&iamwhy(&["--error", "logs.scenario.json"], ""));
    assert!(said.contains("`--error - < logs.scenario.json`"), "{said}");
    // Also where its name has words of a refusal.
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("AccessDenied.txt");
    std::fs::write(&file, MESSAGE).unwrap();
    let said = err(&iamwhy(&["--error", file.to_str().unwrap()], ""));
    assert!(said.contains("names a file"), "{said}");
    let packed = folder.join("log.json.gz");
    std::fs::write(&packed, [0x1f, 0x8b, 8, 0]).unwrap();
    let said = err(&iamwhy(
        &[
            "--principal",
            "arn:aws:iam::111122223333:user/a",
            "--action",
            "s3:GetObject",
            "--identity",
            packed.to_str().unwrap(),
        ],
        "",
    ));
    assert!(said.contains("is packed with gzip"), "{said}");
    // An event in the place of a scenario.
    let event = folder.join("event.json");
    std::fs::write(&event, include_str!("../../../import/tests/records/assumed-role.json")).unwrap();
    let said = err(&iamwhy(&[event.to_str().unwrap()], ""));
    assert!(
        said.contains("is no scenario") && said.contains("--error - <"),
        "{said}"
    );
    let said = err(&iamwhy(&["--error", "hello, world"], ""));
    assert!(
        said.contains("`not authorized to perform`") && said.contains("no event of CloudTrail"),
        "{said}"
    );
}

const EVENT: &str = include_str!("../../../import/tests/records/assumed-role.json");

/// Options add to what a record says, and take the place of what they say otherwise.
#[test]
fn an_option_leaves_the_rest_of_the_record() {
    let printed = |more: &[&str]| {
        let text = out(&iamwhy(
            &[&["--error", "-", "--print-scenario"][..], more].concat(),
            EVENT,
        ));
        serde_json::from_str::<serde_json::Value>(&text).unwrap()
    };
    let scene = printed(&[
        "--context",
        "aws:SourceVpc=vpc-1",
        "--context",
        "AWS:sourceip=198.51.100.7",
        "--principal-tag",
        "stage=prod",
    ]);
    let context = &scene["cases"][0]["context"];
    assert_eq!(context["aws:SourceVpc"], "vpc-1");
    assert_eq!(context["AWS:sourceip"], "198.51.100.7");
    assert!(context.get("aws:SourceIp").is_none(), "{context}");
    assert_eq!(context["aws:RequestedRegion"], "eu-west-1");
    let tags = &scene["principals"]["app"]["tags"];
    assert_eq!((&tags["stage"], &tags["team"]), (&"prod".into(), &"pay".into()));
    // Of another caller the record says nothing.
    let other = printed(&["--principal", "arn:aws:sts::111122223333:assumed-role/other/x"]);
    let role = &other["principals"]["other"];
    assert!(
        role.get("id").is_none() && role.get("tags").is_none() && role.get("sourceIdentity").is_none(),
        "{role}"
    );
    let context = &other["cases"][0]["context"];
    assert!(
        context.get("aws:TokenIssueTime").is_none() && context["aws:UserAgent"] == "aws-cli/2.22.0",
        "{context}"
    );
}

/// What a record says of the caller's credential and the request's tags is not asked for again.
#[test]
fn what_a_record_says_is_known_where_policies_ask_for_it() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("with-mfa.json");
    let text = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*", "Condition": {
        "Bool": {"aws:MultiFactorAuthPresent": "true"}, "StringEquals": {"aws:RequestTag/team": "pay"},
        "ForAllValues:StringEquals": {"aws:TagKeys": ["team"]}, "Null": {"aws:RequestTag/other": "true"}}}}"#;
    std::fs::write(&file, text).unwrap();
    let event = r#"{"eventSource": "dynamodb.amazonaws.com", "eventName": "CreateTable", "awsRegion": "eu-west-1", "errorCode": "AccessDenied",
        "userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/alice", "accountId": "111122223333",
            "sessionContext": {"attributes": {"mfaAuthenticated": "true", "creationDate": "2026-01-22T22:05:56Z"}}},
        "requestParameters": {"tableName": "t", "tags": [{"key": "team", "value": "pay"}]}}"#;
    let args = [
        "--error",
        "-",
        "--identity",
        file.to_str().unwrap(),
        "--without",
        "boundary,scp,rcp,resource",
    ];
    let ask = |event: &str| out(&iamwhy(&args, event));
    let known = ask(event);
    assert!(known.contains("✔ alice may"), "{known}");
    let open = ask(&event.replace("mfaAuthenticated", "unsaid"));
    assert!(
        open.contains("? Whether alice may") && open.contains("aws:MultiFactorAuthPresent"),
        "{open}"
    );
}

/// Context that a policy asks for is as unknown where a command printed the policy, or a pipe brings it.
#[test]
fn what_printed_policies_ask_for_is_unknown() {
    let document = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {
        "StringEquals": {"aws:SourceVpc": "vpc-1"}}}}"#;
    let printed = format!(r#"{{"RoleName": "app", "PolicyName": "p", "PolicyDocument": {document}}}"#);
    let inside = serde_json::json!({ "Policy": document }).to_string();
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let ask = |name: &str, text: &str, place: &str| {
        let file = folder.join(name);
        std::fs::write(&file, text).unwrap();
        let named = format!("{}{place}", file.display());
        out(&iamwhy(
            &[
                "--error",
                MESSAGE,
                "--identity",
                &named,
                "--without",
                "boundary,session,scp,rcp,resource",
            ],
            "",
        ))
    };
    let piped = [
        "--error",
        MESSAGE,
        "--identity",
        "-",
        "--without",
        "boundary,session,scp,rcp,resource",
    ];
    let variable = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
        "Resource": ["arn:aws:s3:::acme-logs/${aws:SourceVpc, 'none'}*", "arn:aws:s3:::${*}"]}}"#;
    for text in [
        ask("variable.json", variable, ""),
        ask("bare.json", document, ""),
        ask("printed.json", &printed, ""),
        ask("placed.json", &printed, "#/PolicyDocument"),
        ask("inside.json", &inside, ""),
        out(&iamwhy(&piped, document)),
    ] {
        assert!(
            text.contains("? Whether app may write") && text.contains("`aws:SourceVpc`"),
            "{text}"
        );
    }
}
