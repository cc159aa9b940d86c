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
