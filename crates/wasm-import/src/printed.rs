//! A message becomes the question, and what its commands print fills in what is unknown.

use iamwhy_workbench::{Bench, Home, Pasted, Printed, Tells};

use super::recognise;

const MESSAGE: &str = "User: arn:aws:sts::111122223333:assumed-role/app/ci is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/k because no identity-based policy allows the kms:Decrypt action";

fn question(message: &str) -> Bench {
    match Pasted::read(&recognise(message)) {
        Some(Pasted::Denial(own)) => Bench::open(&own.text),
        other => panic!("{other:?}"),
    }
}

fn printed(text: &str) -> Printed {
    match Pasted::read(&recognise(text)) {
        Some(Pasted::Printed(own)) => own,
        other => panic!("{text}\n{other:?}"),
    }
}

/// Puts it into the first place that is offered.
fn take(bench: &mut Bench, text: &str) -> Vec<Home> {
    let own = printed(text);
    let homes = bench.homes(&own.tells);
    bench.take(&own.tells, &homes[0].at).unwrap();
    assert!(
        bench.answer().errors.is_empty(),
        "{:?}\n{}",
        bench.answer().errors,
        bench.text()
    );
    homes
}

fn at(bench: &Bench, pointer: &str) -> Option<serde_json::Value> {
    let value: serde_json::Value = serde_json::from_str(bench.text()).unwrap();
    value.pointer(pointer).cloned()
}

#[test]
fn what_there_is_none_of_is_known_then() {
    let mut bench = question(MESSAGE);
    assert_eq!(take(&mut bench, r#"{ "Grants": [], "Truncated": false }"#).len(), 1);
    assert_eq!(at(&bench, "/resources/resource/grants"), Some(serde_json::json!([])));
    let none = "An error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: The bucket policy does not exist";
    take(&mut bench, none);
    assert_eq!(at(&bench, "/resources/resource/policy"), None);
    // `null` does not say of what: it is asked, and only what is unknown is offered.
    let homes: Vec<String> = bench
        .homes(&printed("null").tells)
        .into_iter()
        .map(|own| own.at)
        .collect();
    assert_eq!(
        homes,
        [
            "/principals/app/policies",
            "/principals/app/boundary",
            "/principals/app/sessionPolicies"
        ]
    );
    take(&mut bench, r#"{"PermissionsBoundary": null}"#);
    assert_eq!(at(&bench, "/principals/app/boundary"), None);
    assert!(bench.undo() && at(&bench, "/principals/app/boundary").is_some());
}

const VERSION: &str = r#"{"PolicyVersion": {"Document": {"Statement": [{"Effect": "Allow", "Action": "kms:*", "Resource": "*"}]}, "VersionId": "v1"}}"#;

#[test]
fn several_policies_are_attached_in_one_step() {
    let mut bench = question(MESSAGE);
    let before = bench.text().to_owned();
    let slot = "/principals/app/policies";
    let tabs: Vec<_> = bench.layers().into_iter().flat_map(|group| group.tabs).collect();
    let layer = tabs.iter().find(|tab| tab.label == "Identity").unwrap().layer;
    let some = printed(&format!("{VERSION}\n{VERSION}\n"));
    bench.add_policies(slot, layer, &some.tells).unwrap();
    // There may be others.
    assert_eq!(at(&bench, slot).unwrap().as_array().unwrap().len(), 3);
    assert!(bench.undo());
    assert_eq!(bench.text(), before);
    let names = r#"{"PolicyNames": ["read"]}"#;
    let inline = r#"{"RoleName": "app", "PolicyName": "read", "PolicyDocument": {"Statement": []}}"#;
    let list = r#"{"AttachedPolicies": [{"PolicyName": "a", "PolicyArn": "arn:aws:iam::111122223333:policy/a"}]}"#;
    let whole = printed(&[list, VERSION, names, inline].join("\n"));
    bench.add_policies(slot, layer, &whole.tells).unwrap();
    let now = at(&bench, slot).unwrap();
    assert!(
        now.as_array().unwrap().len() == 2 && !now.to_string().contains("unknown"),
        "{now}"
    );
    assert!(bench.answer().errors.is_empty());
}

#[test]
fn the_loop_over_an_organization_is_its_tree() {
    let mut bench = question(MESSAGE);
    let scp = |name: &str| {
        serde_json::json!({ "Policy": { "PolicySummary": { "Id": "p-1", "Name": name, "Type": "SERVICE_CONTROL_POLICY" },
            "Content": "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}" } })
    };
    let all = format!(
        "111122223333\n{0}\nou-ab12-inner000\n{0}\n{1}\nou-ab12-outer000\n{0}\nr-ab12\n{0}\n",
        scp("FullAWSAccess"),
        scp("own")
    );
    for _ in 0..2 {
        // The same once more changes nothing.
        take(&mut bench, &all);
        assert_eq!(at(&bench, "/organization/root/id"), Some("r-ab12".into()));
        let inner = "/organization/root/units/ou-ab12-outer000/units/ou-ab12-inner000";
        let own = at(&bench, inner).unwrap();
        assert_eq!(own["accounts"], serde_json::json!(["111122223333"]));
        assert_eq!(own["scps"][0], "FullAWSAccess");
        assert_eq!(own["scps"].as_array().unwrap().len(), 2);
        // Nobody has shown its RCPs.
        assert_eq!(own["rcps"]["unknown"], true);
        assert_eq!(
            at(&bench, "/accounts/111122223333/scps"),
            Some(serde_json::json!(["FullAWSAccess"]))
        );
        assert_eq!(at(&bench, "/organization/root/accounts"), Some(serde_json::json!([])));
    }
}

#[test]
fn the_caller_of_a_message_that_names_none_is_told_by_sts() {
    let told = |text: &str| {
        let mut bench =
            question("An error occurred (AccessDenied) when calling the GetObject operation: Access Denied");
        take(&mut bench, text);
        bench
    };
    let bench = told(
        r#"{ "UserId": "AROAEXAMPLE:ci", "Account": "444455556666", "Arn": "arn:aws:sts::444455556666:assumed-role/app/ci" }"#,
    );
    let own = at(&bench, "/principals/caller").unwrap();
    assert_eq!(own["role"], "arn:aws:iam::444455556666:role/app");
    assert_eq!((&own["id"], &own["session"]), (&"AROAEXAMPLE".into(), &"ci".into()));
    assert_eq!(own["sessionPolicies"]["unknown"], true);
    assert!(at(&bench, "/accounts/444455556666").is_some() && at(&bench, "/accounts/111122223333").is_none());
    let bench = told(
        r#"{ "UserId": "AIDAEXAMPLE", "Account": "444455556666", "Arn": "arn:aws:iam::444455556666:user/alice" }"#,
    );
    let own = at(&bench, "/principals/caller").unwrap();
    assert_eq!(
        (&own["user"], &own["id"]),
        (&"arn:aws:iam::444455556666:user/alice".into(), &"AIDAEXAMPLE".into())
    );
    let bench =
        told(r#"{ "UserId": "444455556666", "Account": "444455556666", "Arn": "arn:aws:iam::444455556666:root" }"#);
    assert_eq!(
        at(&bench, "/principals/caller"),
        Some(serde_json::json!({ "root": "444455556666" }))
    );
    // A known role keeps the path that a session does not show.
    let mut bench = question(MESSAGE);
    let shown = bench.text().replace(":role/app", ":role/team/app");
    bench.set_text(&shown);
    take(
        &mut bench,
        r#"{ "UserId": "AROAEXAMPLE:other", "Account": "111122223333", "Arn": "arn:aws:sts::111122223333:assumed-role/app/other" }"#,
    );
    let own = at(&bench, "/principals/app").unwrap();
    assert_eq!(own["role"], "arn:aws:iam::111122223333:role/team/app");
    assert_eq!(own["session"], "other");
}

#[test]
fn a_setting_has_a_place_for_the_bucket_and_for_the_account() {
    let mut bench = question(
        "User: arn:aws:iam::111122223333:user/a is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::logs/1\"",
    );
    let homes = take(
        &mut bench,
        r#"{ "PublicAccessBlockConfiguration": { "BlockPublicAcls": true } }"#,
    );
    assert!(homes.iter().any(|own| own.at.starts_with("/accounts/")), "{homes:?}");
    assert!(matches!(printed("null").tells, Tells::Nothing(None)));
    let now = at(&bench, "/resources/resource/blockPublicAccess").unwrap();
    assert_eq!(now, serde_json::json!({ "blockPublicAcls": true }));
}
