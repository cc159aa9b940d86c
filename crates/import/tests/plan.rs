//! Terraform plans: what is there after the apply, and what nobody can know before.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod planned;

use iamwhy_import::{Attached, Document};
use planned::{Planned, plan, read};
use serde_json::{Value, json};

fn role(unknown: Value, expressions: Value) -> Planned {
    Planned(
        "aws_iam_role.app",
        json!({ "name": "app", "path": "/" }),
        unknown,
        expressions,
    )
}

#[test]
fn what_jsonencode_makes_of_an_unknown_is_unknown() {
    let export = read(&plan(&[
        role(json!({ "arn": true, "id": true }), json!({})),
        Planned("aws_sqs_queue.q", json!({ "name": "q" }), json!({ "arn": true }), json!({})),
        Planned(
            "aws_iam_role_policy.p",
            json!({ "name": "p" }),
            json!({ "policy": true, "role": true }),
            json!({ "policy": { "references": ["aws_sqs_queue.q.arn", "aws_sqs_queue.q"] }, "role": { "references": ["aws_iam_role.app.id", "aws_iam_role.app"] } }),
        ),
    ]))
    .unwrap();
    let policy = export.policy("aws_iam_role_policy.p").unwrap();
    let why = "it is known only after the apply; it refers to `aws_sqs_queue.q`".to_owned();
    assert_eq!(policy.document, Document::Unknown(why));
    let app = export.principal("app").unwrap();
    assert_eq!(app.policies.as_deref(), Some(&[Attached::Policy(0)][..]));
    // No account is said anywhere.
    assert_eq!(app.arn, "arn:aws:iam::‹AWS.AccountId›:role/app");
}

#[test]
fn an_unknown_attachment_is_unseen_and_a_boundary_too() {
    let local = json!({ "references": ["local.boundary"] });
    let export = read(&plan(&[
        role(
            json!({ "permissions_boundary": true }),
            json!({ "permissions_boundary": local }),
        ),
        Planned(
            "aws_iam_role_policy_attachment.a",
            json!({ "role": "app" }),
            json!({ "policy_arn": true }),
            json!({ "policy_arn": { "references": ["each.value"] } }),
        ),
    ]))
    .unwrap();
    let app = export.principal("aws_iam_role.app").unwrap();
    assert_eq!(app.policies.as_deref(), Some(&[Attached::Unseen { arn: None }][..]));
    assert_eq!(app.boundary, Some(Attached::Unseen { arn: None }));
}

#[test]
fn instances_of_one_resource_belong_together() {
    let arn = |name: &str| json!({ "references": [format!("aws_iam_policy.{name}.arn"), format!("aws_iam_policy.{name}"), "count.index"] });
    let policy = json!({ "name": "p", "path": "/", "policy": "{\"Statement\": []}" });
    let export = read(&plan(&[
        role(json!({}), json!({})),
        Planned(
            "aws_iam_policy.many[0]",
            policy.clone(),
            json!({ "arn": true }),
            json!({}),
        ),
        Planned("aws_iam_policy.many[1]", policy, json!({ "arn": true }), json!({})),
        Planned(
            "aws_iam_role_policy_attachment.a[1]",
            json!({ "role": "app" }),
            json!({ "policy_arn": true }),
            json!({ "policy_arn": arn("many") }),
        ),
    ]))
    .unwrap();
    let app = export.principal("app").unwrap();
    let Some([Attached::Policy(at)]) = app.policies.as_deref() else {
        panic!("{app:?}")
    };
    assert_eq!(export.policies[*at].select, "aws_iam_policy.many[1]");
}

#[test]
fn data_that_is_read_again_is_not_what_it_was() {
    let mut plan = plan(&[Planned(
        "data.aws_iam_policy_document.d",
        json!({ "statement": [{ "actions": null, "effect": null, "resources": ["*"], "sid": null }], "version": null }),
        json!({ "json": true, "statement": [{ "actions": true, "resources": [false] }] }),
        json!({ "statement": [{ "actions": { "references": ["var.actions"] } }] }),
    )]);
    plan["prior_state"] = json!({ "values": { "root_module": { "resources": [{ "address": "data.aws_iam_policy_document.d", "mode": "data",
        "type": "aws_iam_policy_document", "name": "d", "values": { "json": "{\"Statement\":[]}" } }] } } });
    let export = read(&plan).unwrap();
    // Which actions is not known: that decides more than a name.
    let document = &export.policy("data.aws_iam_policy_document.d").unwrap().document;
    assert!(
        matches!(document, Document::Unknown(why) if why.starts_with("`actions` of `data.")),
        "{document:?}"
    );
}

/// What becomes of a data source with this statement, of which this is not known.
fn of_blocks(statement: Value, unknown: Value) -> Document {
    let marks = json!({ "json": true, "statement": unknown });
    let values = json!({ "statement": [statement], "version": null });
    let data = Planned("data.aws_iam_policy_document.d", values, marks, json!({}));
    let export = read(&plan(&[data])).unwrap();
    export
        .policy("data.aws_iam_policy_document.d")
        .unwrap()
        .document
        .clone()
}

#[test]
fn a_block_that_is_not_known_makes_the_policy_unknown() {
    let with = |name: &str, value: Value| {
        let mut statement = json!({ "actions": ["s3:GetObject"], "effect": "Deny", "resources": ["*"] });
        statement[name] = value;
        statement
    };
    let bare = || with("sid", Value::Null);
    let condition = json!([{ "test": "Bool", "variable": "aws:SecureTransport", "values": ["false"] }]);
    let whole = |name: &str, element: &str| format!("`‹data.aws_iam_policy_document.d.{name}›` stands {element}");
    for (statement, unknown, why) in [
        (
            bare(),
            json!([{ "condition": true }]),
            whole("condition", "for a whole `Condition`"),
        ),
        (
            bare(),
            json!([{ "principals": true }]),
            whole("principals", "for a whole `Principal`"),
        ),
        (
            bare(),
            json!([{ "not_principals": true }]),
            whole("not_principals", "for a whole `NotPrincipal`"),
        ),
        // One block is there, and there may be more.
        (
            with("condition", condition),
            json!([{ "condition": [{ "values": [false] }, { "values": true }] }]),
            whole("condition", "for a whole `Condition`"),
        ),
        (
            with("principals", json!([null])),
            json!([{ "principals": [true] }]),
            whole("principals", "for a whole `Principal`"),
        ),
        (
            with("effect", Value::Null),
            json!([{ "effect": true }]),
            whole("effect", "in `Effect`"),
        ),
        (
            with(
                "condition",
                json!([{ "variable": "aws:PrincipalAccount", "values": ["111122223333"] }]),
            ),
            json!([{ "condition": [{ "test": true, "values": [false] }] }]),
            whole("test", "for an operator of `Condition`"),
        ),
        (
            with(
                "condition",
                json!([{ "test": "StringEquals", "values": ["111122223333"] }]),
            ),
            json!([{ "condition": [{ "variable": true, "values": [false] }] }]),
            whole("variable", "for a key of `StringEquals`"),
        ),
        (
            with("principals", json!([{ "identifiers": ["111122223333"] }])),
            json!([{ "principals": [{ "type": true, "identifiers": [false] }] }]),
            whole("type", "for a kind of `Principal`"),
        ),
        (
            bare(),
            json!([true]),
            "`statement` of `data.aws_iam_policy_document.d` is not known".to_owned(),
        ),
        (
            bare(),
            json!([{}, {}]),
            "`statement` of `data.aws_iam_policy_document.d` is not known".to_owned(),
        ),
    ] {
        assert_eq!(
            of_blocks(statement, unknown.clone()),
            Document::Unknown(why),
            "{unknown}"
        );
    }
    // What is known stays known, and so does a policy of which only a value is open.
    let values = json!([{ "test": "StringEquals", "variable": "aws:SourceVpc", "values": [null] }]);
    for (statement, unknown) in [
        (
            with("effect", Value::Null),
            json!([{ "effect": false, "condition": [], "principals": false }]),
        ),
        (
            with("condition", values),
            json!([{ "condition": [{ "values": [true] }] }]),
        ),
    ] {
        let document = of_blocks(statement, unknown);
        assert!(matches!(document, Document::Made(_)), "{document:?}");
    }
}

#[test]
fn variables_of_blocks_are_those_of_iam() {
    let own = "&{aws:PrincipalTag/team}";
    let statement = json!({ "actions": ["s3:Get&{x}"], "resources": [format!("arn:aws:s3:::b/{own}/*")],
        "principals": [{ "type": "AWS", "identifiers": [format!("arn:aws:iam::111122223333:user/{own}")] }],
        "condition": [{ "test": "StringLike", "variable": "s3:prefix", "values": [format!("{own}/{own}/*"), "a&b"] }] });
    let Document::Made(text) = of_blocks(statement, json!([])) else {
        panic!("it is known")
    };
    let made: Value = serde_json::from_str(&text).unwrap();
    let own = "${aws:PrincipalTag/team}";
    let expected = json!([{ "Effect": "Allow", "Action": ["s3:Get&{x}"], "Resource": [format!("arn:aws:s3:::b/{own}/*")],
        "Principal": { "AWS": [format!("arn:aws:iam::111122223333:user/{own}")] },
        "Condition": { "StringLike": { "s3:prefix": [format!("{own}/{own}/*"), "a&b"] } } }]);
    assert_eq!(made["Statement"], expected);
    let Document::Made(text) = of_blocks(
        json!({ "not_actions": ["s3:*"], "not_resources": ["&{aws:username}"] }),
        json!([]),
    ) else {
        panic!("it is known")
    };
    let made: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(made["Statement"][0]["NotResource"], json!(["${aws:username}"]));
}

#[test]
fn errors_say_what_is_missing() {
    let fault = |plan: &Value| read(plan).err().unwrap().message;
    let state = json!({ "format_version": "1.0", "terraform_version": "1.11.4", "values": {} });
    assert_eq!(fault(&state), "this is a state, not a plan: it has no `planned_values`");
    let cut = json!({ "planned_values": {}, "resource_changes": [{ "address": "aws_iam_role.app" }] });
    assert_eq!(fault(&cut), "the change of `aws_iam_role.app` is not in the file");
}
