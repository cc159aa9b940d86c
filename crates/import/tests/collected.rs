//! What the script of `iamwhy collect --print` fetched: what failed in it is unknown, never empty.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::sync::Arc;

use iamwhy_import::{Attached, Document, Export, ExportedPrincipal, Parameters, Source};
use iamwhy_policy::Json;
use serde_json::{Value, json};

const ROLE: &str = "arn:aws:iam::111122223333:role/app";
const USER: &str = "arn:aws:iam::111122223333:user/alice";
const GROUP: &str = "arn:aws:iam::111122223333:group/readers";
const SHARED: &str = "arn:aws:iam::111122223333:policy/shared";

fn call(command: &str, about: &str, output: Value) -> Value {
    json!({ "call": command, "for": about, "output": output })
}

/// Two inline policies and a managed one.
fn role() -> Vec<Value> {
    let inline = |name: &str| json!({ "RoleName": "app", "PolicyName": name, "PolicyDocument": { "Statement": [] } });
    vec![
        call(
            "iam get-role",
            ROLE,
            json!({ "Role": { "RoleName": "app", "Arn": ROLE, "AssumeRolePolicyDocument": { "Statement": [] } } }),
        ),
        call(
            "iam list-role-policies",
            ROLE,
            json!({ "PolicyNames": ["read", "write"] }),
        ),
        call("iam get-role-policy", ROLE, inline("read")),
        call("iam get-role-policy", ROLE, inline("write")),
        call(
            "iam list-attached-role-policies",
            ROLE,
            json!({ "AttachedPolicies": [{ "PolicyName": "shared", "PolicyArn": SHARED }] }),
        ),
        call("iam get-policy-version", SHARED, version("v3", true)),
    ]
}

fn version(id: &str, is_default: bool) -> Value {
    json!({ "PolicyVersion": { "Document": { "Statement": [] }, "VersionId": id, "IsDefaultVersion": is_default } })
}

/// A user in a group; neither has policies.
fn user() -> Vec<Value> {
    let none = json!({ "AttachedPolicies": [] });
    vec![
        call(
            "iam get-user",
            USER,
            json!({ "User": { "UserName": "alice", "Arn": USER } }),
        ),
        call("iam list-user-policies", USER, json!({ "PolicyNames": [] })),
        call("iam list-attached-user-policies", USER, none.clone()),
        call(
            "iam list-groups-for-user",
            USER,
            json!({ "Groups": [{ "GroupName": "readers", "Arn": GROUP }] }),
        ),
        call("iam list-group-policies", GROUP, json!({ "PolicyNames": [] })),
        call("iam list-attached-group-policies", GROUP, none),
    ]
}

fn export(calls: &[Value]) -> Export {
    let text = json!({ "collected": "account", "calls": calls }).to_string();
    let json = Arc::new(Json::read(text.as_str()).unwrap());
    Export::read(Source::AccountDetails, &json, &Parameters::default()).unwrap()
}

fn only(export: &Export) -> &ExportedPrincipal {
    assert_eq!(export.principals.len(), 1);
    &export.principals[0]
}

fn notes(export: &Export) -> String {
    let all: Vec<&str> = export.notes.iter().map(|note| note.message.as_str()).collect();
    all.join("\n")
}

/// The calls without those of a command, and those of it with another output.
fn changed(calls: &[Value], command: &str, output: Option<&Value>) -> Vec<Value> {
    let mut changed = Vec::new();
    for own in calls {
        match output {
            _ if own["call"] != command => changed.push(own.clone()),
            Some(output) => changed.push(call(command, own["for"].as_str().unwrap(), output.clone())),
            None => {}
        }
    }
    assert_ne!(changed, calls, "{command}");
    changed
}

/// What may stand in the place of a list.
fn failures(key: &str) -> Vec<Option<Value>> {
    let denied = "An error occurred (AccessDenied) when calling the operation: no";
    vec![
        None,
        Some(Value::Null),
        Some(json!(denied)),
        Some(json!({ "Error": { "Code": "AccessDenied", "Message": denied } })),
        Some(json!({ key: denied })),
        Some(json!({ key: [], "IsTruncated": true, "Marker": "m" })),
    ]
}

#[test]
fn what_is_whole_is_known() {
    let export = export(&role());
    assert_eq!(only(&export).policies.as_ref().unwrap().len(), 3);
    assert_eq!(notes(&export), "");
    let export = self::export(&user());
    let alice = only(&export);
    assert_eq!(alice.policies, Some(Vec::new()));
    assert_eq!(alice.groups, [("readers".to_owned(), Some(Vec::new()))]);
    assert_eq!(notes(&export), "");
}

#[test]
fn a_list_that_failed_makes_the_policies_unknown() {
    for (command, key) in [
        ("iam list-role-policies", "PolicyNames"),
        ("iam list-attached-role-policies", "AttachedPolicies"),
    ] {
        for failure in failures(key) {
            let export = export(&changed(&role(), command, failure.as_ref()));
            assert_eq!(only(&export).policies, None, "{command} {failure:?}");
            assert!(notes(&export).contains(command), "{failure:?}\n{}", notes(&export));
        }
    }
    for (command, key) in [
        ("iam list-group-policies", "PolicyNames"),
        ("iam list-attached-group-policies", "AttachedPolicies"),
        ("iam list-groups-for-user", "Groups"),
    ] {
        for failure in failures(key) {
            let export = export(&changed(&user(), command, failure.as_ref()));
            let groups = &only(&export).groups;
            assert!(
                matches!(groups.as_slice(), [(_, None)]),
                "{command} {failure:?} {groups:?}"
            );
            assert!(notes(&export).contains(command), "{failure:?}\n{}", notes(&export));
        }
    }
}

#[test]
fn an_inline_policy_that_failed_is_unknown_and_the_others_are_not() {
    let mut calls = role();
    calls[3]["output"] = Value::Null;
    let export = export(&calls);
    let policies = only(&export).policies.as_ref().unwrap();
    assert_eq!(policies.len(), 3);
    assert!(policies.contains(&Attached::Unseen { arn: None }), "{policies:?}");
    assert!(matches!(export.policies[0].document, Document::There));
}

/// The document of the policy with this ARN, and what is noted.
fn shared(export: &Export) -> (bool, String) {
    let policy = export.policies.iter().find(|own| own.arn.as_deref() == Some(SHARED));
    (policy.unwrap().document == Document::There, notes(export))
}

#[test]
fn another_version_of_a_policy_is_not_the_policy() {
    assert!(shared(&export(&role())).0);
    let mut silent = version("v3", true);
    silent["PolicyVersion"]
        .as_object_mut()
        .unwrap()
        .remove("IsDefaultVersion");
    for output in [version("v1", false), silent, Value::Null] {
        let export = export(&changed(&role(), "iam get-policy-version", Some(&output)));
        let (known, notes) = shared(&export);
        assert!(!known && notes.contains(SHARED), "{output}\n{notes}");
        assert_eq!(only(&export).policies.as_ref().unwrap().len(), 3);
    }
}

#[test]
fn an_account_whose_policy_lacks_its_default_version_has_an_unknown_policy() {
    let held = |default: &str, versions: Value| {
        let policy = json!({ "PolicyName": "shared", "Arn": SHARED, "DefaultVersionId": default, "PolicyVersionList": versions });
        let text = json!({ "RoleDetailList": [], "Policies": [policy] }).to_string();
        let json = Arc::new(Json::read(text.as_str()).unwrap());
        shared(&Export::read(Source::AccountDetails, &json, &Parameters::default()).unwrap())
    };
    let version = |id: &str, is_default: bool| json!({ "VersionId": id, "IsDefaultVersion": is_default, "Document": { "Statement": [] } });
    assert!(held("v2", json!([version("v1", false), version("v2", true)])).0);
    for versions in [
        json!([version("v1", false)]),
        json!([]),
        json!("v1"),
        // Which of the two counts, nobody knows.
        json!([version("v1", true)]),
        json!([version("v2", false), version("v1", true)]),
    ] {
        let (known, notes) = held("v2", versions.clone());
        assert!(!known && notes.contains(SHARED), "{versions}\n{notes}");
    }
}

#[test]
fn the_script_prints_no_version_in_place_of_the_default_one() {
    let script = iamwhy_import::collect(&[ROLE], &[]);
    assert!(!script.contains("v1"), "{script}");
    assert!(
        script.contains("|| {\n") || script.contains("||\n    { call 'iam get-policy-version'"),
        "{script}"
    );
}

fn whole(account: &Value) -> Export {
    let json = Arc::new(Json::read(account.to_string()).unwrap());
    Export::read(Source::AccountDetails, &json, &Parameters::default()).unwrap()
}

#[test]
fn an_entry_that_cannot_be_used_is_noted() {
    for (entry, expected) in [
        (json!({ "for": ROLE, "output": {} }), "does not say its command"),
        (json!("x"), "does not say its command"),
        (call("iam get-role", ROLE, json!({ "Error": {} })), "printed no `Role`"),
        (
            call("iam list-users", "", json!({ "Users": [] })),
            "`aws iam list-users` is not read",
        ),
        (
            call("s3api get-bucket-policy", "logs", json!({})),
            "about which ARN it is",
        ),
        (
            call("iam get-role-policy", ROLE, json!({ "PolicyDocument": {} })),
            "has no `PolicyName`",
        ),
    ] {
        let mut calls = role();
        calls.push(entry);
        let export = export(&calls);
        assert!(notes(&export).contains(expected), "{expected}\n{}", notes(&export));
        assert_eq!(only(&export).policies.as_ref().unwrap().len(), 3);
    }
}

#[test]
fn what_is_there_and_cannot_be_read_is_unknown_and_noted() {
    // An attachment, a group, a tag, a boundary without what names it, a role without its trust policy.
    let attached = json!({ "AttachedPolicies": [{ "PolicyName": "shared" }] });
    let export = export(&changed(&role(), "iam list-attached-role-policies", Some(&attached)));
    let unseen = Attached::Unseen { arn: None };
    assert_eq!(only(&export).policies.as_ref().unwrap()[2], unseen);
    assert!(notes(&export).contains("has no `PolicyArn`"));
    let groups = json!({ "Groups": [{ "GroupName": "readers" }] });
    let export = self::export(&changed(&user(), "iam list-groups-for-user", Some(&groups)));
    assert_eq!(only(&export).groups, [("readers".to_owned(), None)]);
    assert!(notes(&export).contains("has no `Arn`"));
    let bare =
        json!({ "Role": { "RoleName": "app", "Arn": ROLE, "PermissionsBoundary": {}, "Tags": [{ "Value": "x" }] } });
    let of_calls = self::export(&changed(&role(), "iam get-role", Some(&bare)));
    let of_account = whole(&json!({ "RoleDetailList": [bare["Role"]] }));
    for export in [of_calls, of_account] {
        let role = only(&export);
        assert_eq!(
            (&role.trust, &role.boundary),
            (&Some(unseen.clone()), &Some(unseen.clone()))
        );
        assert_eq!(role.tags, None);
        for part in ["`AssumeRolePolicyDocument`", "`PermissionsBoundaryArn`", "no `Key`"] {
            assert!(notes(&export).contains(part), "{part}\n{}", notes(&export));
        }
    }
}

#[test]
fn a_list_of_an_account_that_is_none_is_unknown() {
    let user = |key: &str| {
        let mut user = json!({ "UserName": "alice", "Arn": USER, "GroupList": [], "AttachedManagedPolicies": [], "UserPolicyList": [] });
        user[key] = json!("AccessDenied");
        whole(&json!({ "UserDetailList": [user] }))
    };
    for key in ["AttachedManagedPolicies", "UserPolicyList"] {
        let export = user(key);
        assert_eq!(only(&export).policies, None, "{key}");
        assert!(notes(&export).contains(key));
    }
    assert_eq!(only(&user("GroupList")).groups, [("groups".to_owned(), None)]);
    let pages = whole(&json!([{ "UserDetailList": [], "RoleDetailList": "AccessDenied" }, { "Error": {} }]));
    assert!(notes(&pages).contains("this is no list of users") && notes(&pages).contains("nothing here lists users"));
}

#[test]
fn a_resource_has_no_policy_only_where_its_command_says_so() {
    let secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf";
    let of = |output: Value| export(&[call("secretsmanager get-resource-policy", secret, output)]);
    let none = of(json!({ "ARN": secret, "Name": "db" }));
    assert_eq!((&none.resources[0].policy, notes(&none).as_str()), (&None, ""));
    let strange = of(json!({ "Error": { "Code": "AccessDeniedException" } }));
    assert_eq!(strange.resources[0].policy, Some(Attached::Unseen { arn: None }));
    assert!(notes(&strange).contains("does not say that there is none"));
}
