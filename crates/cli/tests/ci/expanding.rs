//! `iamwhy expand`.

use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

fn expand(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::cargo_bin("iamwhy").unwrap();
    command
        .arg("expand")
        .args(arguments)
        .write_stdin(input)
        .output()
        .unwrap()
}

fn lines(output: &Output) -> Vec<String> {
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(str::to_owned)
        .collect()
}

#[test]
fn names_every_action_once_in_order() {
    let run = expand(&["SQS:*message", "sqs:DeleteMessage", "sqs:send*"], "");
    assert_eq!(run.status.code(), Some(0));
    let expected = ["sqs:DeleteMessage", "sqs:ReceiveMessage", "sqs:SendMessage"];
    assert_eq!(lines(&run), expected);
}

#[test]
fn shrinks_what_it_has_expanded() {
    let all = expand(&["iam:*AccessKey*"], "");
    let shrunk = expand(&["--shrink", "-"], &String::from_utf8_lossy(&all.stdout));
    assert_eq!(lines(&shrunk), ["iam:*AccessKey*"]);
    let rest = expand(&["sqs:*", "--except", "sqs:*message*", "--except", "sqs:*Queue*"], "");
    assert_eq!(lines(&rest), ["sqs:AddPermission", "sqs:RemovePermission"]);
}

#[test]
fn says_what_was_perhaps_meant_and_exits_with_1() {
    for (pattern, says) in [
        (
            "s3:GetObejct",
            "no action: there is no `s3:GetObejct`; did you mean `s3:GetObject`?",
        ),
        (
            "dynamo-db:*",
            "there is no service `dynamo-db` (`dynamo-db:*`); did you mean `dynamodb`?",
        ),
        ("s3", "`s3` is a service; `s3:*` is all of its actions"),
        (
            "GetObject",
            "`GetObject` names no service; `*:GetObject` asks all of them",
        ),
        ("s3:Gett*", "`s3:Gett*` matches none"),
        ("", "`` names no service; write SERVICE:NAME, such as `s3:Get*`"),
    ] {
        let run = expand(&[pattern, "s3:GetObject"], "");
        assert_eq!(run.status.code(), Some(1), "{pattern}");
        assert_eq!(lines(&run), ["s3:GetObject"]);
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn cannot_run_without_a_pattern() {
    assert_eq!(expand(&[], "").status.code(), Some(2));
    let run = expand(&["-"], " \n");
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("standard input names no action"));
}

#[test]
fn tells_programs_everything() {
    let run = expand(&["iam:PassRole", "--format", "json", "--shrink"], "");
    let document: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(document["version"], 1);
    assert_eq!(document["patterns"][0]["actions"], 1);
    assert_eq!(document["shrunk"][0], "iam:PassRole");
    let action = &document["actions"][0];
    assert_eq!(action["action"], "iam:PassRole");
    assert_eq!(action["accessLevel"], "Write");
    assert_eq!(
        action["resourceTypes"][0]["arns"][0],
        "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}"
    );
    assert_eq!(action["resourceTypes"][0]["required"], true);
    let keys: Vec<_> = action["conditionKeys"].as_array().unwrap().iter().collect();
    assert!(keys.iter().any(|key| *key == "iam:PassedToService"), "{keys:?}");
}

#[test]
fn shows_levels_and_types_at_length() {
    let run = expand(&["--long", "s3:ListAllMyBuckets", "kms:Decrypt"], "");
    let text = lines(&run);
    assert!(text[0].starts_with("kms:Decrypt"), "{text:?}");
    assert!(text[0].ends_with("Write                   key*"), "{text:?}");
    assert!(
        text[2].ends_with("no resource types, only \"Resource\": \"*\""),
        "{text:?}"
    );
    let managing = expand(&["sqs:*", "--access", "permissions-management"], "");
    assert_eq!(
        lines(&managing),
        ["sqs:AddPermission", "sqs:RemovePermission", "sqs:SetQueueAttributes"]
    );
}
