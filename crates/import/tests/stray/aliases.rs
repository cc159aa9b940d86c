//! Aliases of KMS keys: each belongs to its key, and one whose key nobody knows is said.

use iamwhy_import::{Export, Parameters, Part, starter};
use iamwhy_scenario::{NoFiles, read_and_run};
use serde_json::{Value, json};

use crate::{UNKNOWN, plan, policy, references, template, told};

const KEY_ARN: &str = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd";

fn aliases(export: &Export, resource: &str) -> Vec<String> {
    let found = export.resources.iter().find(|own| own.name == resource);
    found.unwrap().aliases.clone()
}

fn for_root() -> String {
    json!({ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "AWS": "111122223333" },
        "Action": "kms:*", "Resource": "*" } })
    .to_string()
}

/// Expects these decisions about the root user of the account, who asks to decrypt.
fn decides(export: &Export, expected: &[(&str, &str)]) {
    let none = Parameters::default();
    let part = Part {
        file: "f.json",
        export,
        parameters: &none,
        parameters_file: None,
    };
    let mut scenario: Value = serde_json::from_str(&starter(&[part], true, None)).unwrap();
    let cases = expected.iter().map(|(resource, expect)| {
        json!({ "principal": "arn:aws:iam::111122223333:root", "action": "kms:Decrypt", "resource": resource, "expect": expect })
    });
    scenario["cases"] = cases.collect();
    let report = read_and_run("made.scenario.json", &scenario.to_string(), &NoFiles);
    for (case, (resource, expect)) in report.unwrap().cases.iter().zip(expected) {
        assert_eq!(case.decision, *expect, "{resource}\n{scenario:#}");
    }
}

#[test]
fn an_alias_of_a_plan_belongs_to_its_key() {
    let key = || json!({ "policy": for_root() });
    let alias = |name: &str| json!({ "name": name });
    let export = plan(&[
        (
            "aws_kms_key.made",
            key(),
            json!({ "arn": true, "key_id": true, "id": true }),
            json!({}),
        ),
        (
            "aws_kms_key.there",
            json!({ "policy": for_root(), "arn": KEY_ARN, "key_id": "1234abcd", "id": "1234abcd" }),
            json!({}),
            json!({}),
        ),
        (
            "aws_kms_replica_key.copy",
            key(),
            json!({ "arn": true, "key_id": true, "id": true }),
            json!({}),
        ),
        (
            "aws_kms_alias.made",
            alias("alias/made"),
            json!({ "target_key_id": true, "arn": true }),
            json!({ "target_key_id": references(&["aws_kms_key.made.key_id", "aws_kms_key.made"]) }),
        ),
        (
            "aws_kms_alias.there",
            json!({ "name": "alias/there", "target_key_id": "1234abcd" }),
            json!({}),
            json!({}),
        ),
        (
            "aws_kms_alias.too",
            json!({ "name": "alias/too", "target_key_id": KEY_ARN }),
            json!({}),
            json!({}),
        ),
        (
            "aws_kms_alias.copy",
            alias("alias/copy"),
            json!({ "target_key_id": true }),
            json!({ "target_key_id": references(&["aws_kms_replica_key.copy.arn", "aws_kms_replica_key.copy"]) }),
        ),
    ]);
    assert_eq!(aliases(&export, "aws_kms_key.made"), ["alias/made"]);
    assert_eq!(aliases(&export, "aws_kms_key.there"), ["alias/there", "alias/too"]);
    assert_eq!(aliases(&export, "aws_kms_replica_key.copy"), ["alias/copy"]);
    let place = "arn:aws:kms:eu-west-1:111122223333";
    decides(
        &export,
        &[
            (&[place, ":alias/made"].concat(), "allow"),
            ("aws_kms_alias.there", "allow"),
            ("aws_kms_alias.copy", "allow"),
            (&[place, ":alias/other"].concat(), "implicitDeny"),
        ],
    );
}

#[test]
fn an_alias_of_a_plan_whose_key_nobody_knows_is_unknown() {
    let export = plan(&[
        (
            "aws_kms_alias.later",
            json!({ "name": "alias/later" }),
            json!({ "target_key_id": true }),
            json!({ "target_key_id": references(&["local.x"]) }),
        ),
        (
            "aws_kms_alias.far",
            json!({ "name": "alias/far", "target_key_id": KEY_ARN }),
            json!({}),
            json!({}),
        ),
    ]);
    told(
        &export,
        "which key `aws_kms_alias.later` is an alias of is known only after the apply; until a key has it among its `aliases`",
    );
    told(
        &export,
        &format!("`aws_kms_alias.far` is an alias of `{KEY_ARN}`, which is no key in this plan"),
    );
    for name in ["aws_kms_alias.later", "aws_kms_alias.far"] {
        assert_eq!(policy(&export, name), Some(UNKNOWN), "{name}");
        decides(&export, &[(name, "unknown")]);
    }
}

#[test]
fn aliases_of_a_template() {
    let alias = |name: &str, key: Value| json!({ "Type": "AWS::KMS::Alias", "Properties": { "AliasName": name, "TargetKeyId": key } });
    let policy_of: Value = serde_json::from_str(&for_root()).unwrap();
    let export = template(&json!({
        "Key": { "Type": "AWS::KMS::Key", "Properties": { "KeyPolicy": policy_of } },
        "Copy": { "Type": "AWS::KMS::ReplicaKey", "Properties": { "KeyPolicy": policy_of } },
        "ByRef": alias("alias/ref", json!({ "Ref": "Key" })),
        "ByArn": alias("alias/arn", json!({ "Fn::GetAtt": ["Key", "Arn"] })),
        "OfCopy": alias("alias/copy", json!({ "Fn::GetAtt": ["Copy", "KeyId"] })),
        "Open": alias("alias/open", json!({ "Ref": "Unit" })),
        "Far": alias("alias/far", json!(KEY_ARN)),
    }));
    assert_eq!(aliases(&export, "Key"), ["alias/ref", "alias/arn"]);
    assert_eq!(aliases(&export, "Copy"), ["alias/copy"]);
    told(&export, "which key `Open` is an alias of is not known: `‹Ref Unit›`");
    told(
        &export,
        &format!("`Far` is an alias of `{KEY_ARN}`, which is no key in this template"),
    );
    decides(
        &export,
        &[
            ("ByRef", "allow"),
            ("ByArn", "allow"),
            ("OfCopy", "allow"),
            ("Open", "unknown"),
            ("Far", "unknown"),
        ],
    );
}

/// Of two aliases of one name, each under its condition, nobody knows which is there.
#[test]
fn an_alias_that_may_not_be_there_is_nobodys() {
    let alias = |condition: &str, key: &str| {
        json!({ "Type": "AWS::KMS::Alias", "Condition": condition,
            "Properties": { "AliasName": format!("alias/{condition}"), "TargetKeyId": { "Ref": key } } })
    };
    let export = template(&json!({
        "Key": { "Type": "AWS::KMS::Key", "Properties": { "KeyPolicy": { "Statement": [] } } },
        "Maybe": alias("Nobody", "Key"),
    }));
    assert_eq!(aliases(&export, "Key"), Vec::<String>::new());
    told(
        &export,
        "nobody knows whether `Maybe` will be there; until a key has it",
    );
}
