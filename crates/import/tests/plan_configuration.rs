//! Terraform plans: what their configuration says of values that nobody knows yet, and what it leaves open.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod planned;

use iamwhy_import::{Document, Export};
use planned::{Planned, plan, read};
use serde_json::{Value, json};

fn queue(address: &'static str, name: &str) -> Planned {
    Planned(
        address,
        json!({ "name": name }),
        json!({ "arn": true, "id": true }),
        json!({}),
    )
}

fn of_arn(address: &str) -> Value {
    json!({ "references": [format!("{address}.arn"), address] })
}

fn document(export: &Export) -> &Document {
    &export.policy("data.aws_iam_policy_document.d").unwrap().document
}

fn made(export: &Export) -> Value {
    match document(export) {
        Document::Made(text) => serde_json::from_str(text).unwrap(),
        other => panic!("{other:?}"),
    }
}

fn unknown(export: &Export) -> &str {
    match document(export) {
        Document::Unknown(why) => why,
        other => panic!("{other:?}"),
    }
}

fn data(statement: Value, later: Value, expressions: Value) -> Planned {
    Planned(
        "data.aws_iam_policy_document.d",
        json!({ "statement": statement, "version": null }),
        json!({ "json": true, "statement": later }),
        json!({ "statement": expressions }),
    )
}

/// `dynamic` blocks are not among the expressions: those that are stand at the places of others.
#[test]
fn blocks_that_are_made_are_not_taken_for_those_that_are_written() {
    let send = |sid: &str| json!({ "sid": sid, "actions": ["sqs:SendMessage"], "resources": [null] });
    let later = json!([{ "resources": [true] }, { "resources": [true] }]);
    let written = json!({ "resources": of_arn("aws_sqs_queue.a") });
    let queues = || [queue("aws_sqs_queue.a", "a"), queue("aws_sqs_queue.b", "b")];

    let [a, b] = queues();
    let export = read(&plan(&[
        a,
        b,
        data(json!([send("One"), send("Two")]), later.clone(), json!([written])),
    ]))
    .unwrap();
    let document = made(&export);
    for place in 0..2 {
        let text = document["Statement"][place]["Resource"][0].as_str().unwrap();
        assert!(text.starts_with('‹'), "{text}");
    }

    // Where all are written, each is what it says.
    let [a, b] = queues();
    let both = json!([written, { "resources": of_arn("aws_sqs_queue.b") }]);
    let export = read(&plan(&[a, b, data(json!([send("One"), send("Two")]), later, both)])).unwrap();
    let document = made(&export);
    for (place, end) in [(0, ":a"), (1, ":b")] {
        let text = document["Statement"][place]["Resource"][0].as_str().unwrap();
        assert!(text.starts_with("arn:aws:sqs:") && text.ends_with(end), "{text}");
    }
}

/// Blocks of principals and conditions are a set, which Terraform sorts.
#[test]
fn blocks_of_a_set_are_found_by_what_they_say() {
    let values = json!([{ "actions": ["sqs:SendMessage"], "resources": ["*"], "condition": [
        { "test": "ArnEquals", "variable": "aws:PrincipalArn", "values": [null] },
        { "test": "ArnEquals", "variable": "aws:SourceArn", "values": [null] },
    ] }]);
    let later = json!([{ "condition": [{ "values": [true] }, { "values": [true] }] }]);
    let constant = |text: &str| json!({ "constant_value": text });
    let condition = |variable: Value, queue: &str| json!({ "test": constant("ArnEquals"), "variable": variable, "values": of_arn(queue) });
    let value = |expressions: Value, key: &str| {
        let queues = [queue("aws_sqs_queue.a", "a"), queue("aws_sqs_queue.b", "b")];
        let [a, b] = queues;
        let export = read(&plan(&[
            a,
            b,
            data(values.clone(), later.clone(), json!([{ "condition": expressions }])),
        ]))
        .unwrap();
        let text = made(&export)["Statement"][0]["Condition"]["ArnEquals"][key][0].clone();
        text.as_str().unwrap().to_owned()
    };
    let written = json!([
        condition(constant("aws:SourceArn"), "aws_sqs_queue.a"),
        condition(constant("aws:PrincipalArn"), "aws_sqs_queue.b"),
    ]);
    assert!(value(written.clone(), "aws:SourceArn").ends_with(":a"));
    assert!(value(written, "aws:PrincipalArn").ends_with(":b"));
    // Which of two it is cannot be told where what they say is not written out.
    let from = |name: &str| json!({ "references": [name] });
    let open = json!([
        condition(from("var.one"), "aws_sqs_queue.a"),
        condition(from("var.two"), "aws_sqs_queue.b"),
    ]);
    assert!(value(open, "aws:SourceArn").contains("${"));
}

/// A list of which nothing is known may hold anything, also several things, and a star.
#[test]
fn a_list_of_which_nothing_is_known_makes_the_policy_unknown() {
    let later = json!([{ "resources": true }]);
    let written = json!([{ "resources": of_arn("aws_sqs_queue.a") }]);
    let values = json!([{ "actions": ["sqs:SendMessage"], "effect": "Deny" }]);
    let export = read(&plan(&[queue("aws_sqs_queue.a", "a"), data(values, later, written)])).unwrap();
    let why = unknown(&export);
    assert_eq!(why, "`resources` of `data.aws_iam_policy_document.d` is not known");
}

/// `aws_sqs_queue.q[each.value]` and `aws_sqs_queue.q["a"]` are the same reference but for what stands beside it.
#[test]
fn an_index_that_is_not_written_is_not_guessed() {
    let owner = |references: Value| {
        let policy = Planned(
            r#"aws_sqs_queue_policy.p["a"]"#,
            json!({ "policy": "{\"Statement\":[]}" }),
            json!({ "queue_url": true }),
            json!({ "queue_url": { "references": references } }),
        );
        let queues = [
            queue(r#"aws_sqs_queue.q["a"]"#, "a"),
            queue(r#"aws_sqs_queue.q["b"]"#, "b"),
        ];
        let [a, b] = queues;
        let export = read(&plan(&[a, b, policy])).unwrap();
        let mut owners = export
            .resources
            .iter()
            .filter(|own| own.policy.is_some() && own.name.starts_with("aws_sqs_queue.q"));
        let found: Vec<String> = owners.by_ref().map(|own| own.arn.clone()).collect();
        found
    };
    let a = "arn:aws:sqs:‹AWS.Region›:‹AWS.AccountId›:a";
    assert_eq!(owner(json!(["aws_sqs_queue.q", "each.key"])), [a]);
    assert_eq!(
        owner(json!([
            r#"aws_sqs_queue.q["a"].id"#,
            r#"aws_sqs_queue.q["a"]"#,
            "aws_sqs_queue.q"
        ])),
        [a]
    );
    // Any of them may be meant: their policies are not known.
    for other in [
        json!(["aws_sqs_queue.q", "each.value"]),
        json!(["aws_sqs_queue.q", "var.which"]),
    ] {
        let found = owner(other.clone());
        assert_ne!(found, [a], "{other}");
    }
}

/// Of a resource with one instance that one is meant, whatever its index.
#[test]
fn the_only_instance_is_meant() {
    let policy = Planned(
        "aws_sqs_queue_policy.p",
        json!({ "policy": "{\"Statement\":[]}" }),
        json!({ "queue_url": true }),
        json!({ "queue_url": { "references": ["aws_sqs_queue.q", "each.value"] } }),
    );
    let export = read(&plan(&[queue(r#"aws_sqs_queue.q["a"]"#, "a"), policy])).unwrap();
    assert_eq!(export.resources.len(), 1, "{:?}", export.resources);
    assert!(export.resources[0].policy.is_some());
}

/// The ARNs of three queues: of the first provider, of another region, of another account.
fn arns(providers: Value, variables: Value) -> Vec<String> {
    let queues = [
        queue("aws_sqs_queue.a", "a"),
        queue("aws_sqs_queue.b", "b"),
        queue("aws_sqs_queue.c", "c"),
    ];
    let mut plan = plan(&queues);
    plan["variables"] = variables;
    plan["configuration"]["provider_config"] = providers;
    for (at, key) in [(0, "aws"), (1, "aws.west"), (2, "aws.audit")] {
        plan["configuration"]["root_module"]["resources"][at]["provider_config_key"] = json!(key);
    }
    let export = read(&plan).unwrap();
    export.resources.iter().map(|own| own.arn.clone()).collect()
}

fn provider(alias: &str, expressions: Value) -> Value {
    json!({ "name": "aws", "alias": alias, "expressions": expressions })
}

#[test]
fn each_provider_has_a_region_and_an_account_of_its_own() {
    let role = |arn: Value| json!([{ "role_arn": arn }]);
    let found = arns(
        json!({
            "aws": { "name": "aws", "expressions": { "region": { "references": ["var.region"] }, "allowed_account_ids": { "constant_value": ["111122223333"] } } },
            "aws.west": provider("west", json!({ "region": { "constant_value": "us-west-2" } })),
            "aws.audit": provider("audit", json!({ "assume_role": role(json!({ "constant_value": "arn:aws:iam::444455556666:role/deploy" })) })),
        }),
        json!({ "region": { "value": "eu-west-1" } }),
    );
    assert_eq!(
        found,
        [
            "arn:aws:sqs:eu-west-1:111122223333:a",
            "arn:aws:sqs:us-west-2:111122223333:b",
            "arn:aws:sqs:eu-west-1:444455556666:c",
        ]
    );
    // What a provider leaves open is not that of another one.
    let found = arns(
        json!({
            "aws": { "name": "aws", "expressions": { "region": { "constant_value": "eu-west-1" }, "allowed_account_ids": { "constant_value": ["111122223333"] } } },
            "aws.west": provider("west", json!({ "region": { "references": ["local.region"] } })),
            "aws.audit": provider("audit", json!({ "profile": { "constant_value": "audit" } })),
        }),
        json!({}),
    );
    assert_eq!(
        found,
        [
            "arn:aws:sqs:eu-west-1:111122223333:a",
            "arn:aws:sqs:‹aws.west.region›:111122223333:b",
            "arn:aws:sqs:eu-west-1:‹aws.audit.account›:c",
        ]
    );
}

/// Who the caller is says the data source of the same provider, and what is there already.
#[test]
fn an_account_is_that_of_what_the_provider_has_made() {
    let identity =
        |name: &'static str, account: &str| Planned(name, json!({ "account_id": account }), json!({}), json!({}));
    let mut plan = plan(&[
        queue("aws_sqs_queue.a", "a"),
        queue("aws_sqs_queue.b", "b"),
        identity("data.aws_caller_identity.here", "111122223333"),
        Planned(
            "aws_sns_topic.t",
            json!({ "name": "t", "arn": "arn:aws:sns:us-west-2:444455556666:t" }),
            json!({}),
            json!({}),
        ),
    ]);
    plan["configuration"]["provider_config"] = json!({
        "aws": { "name": "aws", "expressions": { "region": { "constant_value": "eu-west-1" } } },
        "aws.west": provider("west", json!({ "region": { "constant_value": "us-west-2" }, "profile": { "constant_value": "west" } })),
    });
    for (at, key) in [(0, "aws"), (1, "aws.west"), (2, "module.x:aws"), (3, "aws.west")] {
        plan["configuration"]["root_module"]["resources"][at]["provider_config_key"] = json!(key);
    }
    let export = read(&plan).unwrap();
    let arn = |name: &str| {
        export
            .resources
            .iter()
            .find(|own| own.name == name)
            .map(|own| own.arn.as_str())
    };
    assert_eq!(arn("aws_sqs_queue.a"), Some("arn:aws:sqs:eu-west-1:111122223333:a"));
    assert_eq!(arn("aws_sqs_queue.b"), Some("arn:aws:sqs:us-west-2:444455556666:b"));
}

/// Whom a function lets in may not be known yet: somebody, and not nobody.
#[test]
fn a_permission_may_name_its_principal_later() {
    let permission = Planned(
        "aws_lambda_permission.p",
        json!({ "function_name": "f", "action": "lambda:InvokeFunction", "statement_id": "p" }),
        json!({ "principal": true }),
        json!({ "principal": { "references": ["local.who"] } }),
    );
    let function = Planned(
        "aws_lambda_function.f",
        json!({ "function_name": "f" }),
        json!({ "arn": true }),
        json!({}),
    );
    let export = read(&plan(&[function, permission])).unwrap();
    let Document::Made(text) = &export.policy("aws_lambda_permission.p").unwrap().document else {
        panic!("a policy is made");
    };
    let policy: Value = serde_json::from_str(text).unwrap();
    assert_eq!(
        policy["Statement"][0]["Principal"]["AWS"],
        "‹aws_lambda_permission.p.principal›"
    );
}
