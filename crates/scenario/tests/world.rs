//! What the world of a scenario is like.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use iamwhy_engine::world::{Acl, Attached, Credential, Grantee, Principal, PrincipalIs, Tags};
use iamwhy_scenario::{Loaded, NoFiles};

const CASE: &str = r#"{ "principal": "alice", "action": "s3:GetObject", "resource": "*" }"#;
const ALICE: &str = r#""alice": { "user": "arn:aws:iam::111122223333:user/team/alice", "id": "AIDAEXAMPLE" }"#;

fn world(parts: &str) -> Loaded {
    let text = format!(r#"{{ "scenario": 1, "title": "A world.", {parts} }}"#);
    match Loaded::load("world.scenario.json", &text, &NoFiles) {
        Ok(loaded) => loaded,
        Err(errors) => panic!(
            "{}",
            errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        ),
    }
}

fn with_principals(principals: &str) -> Loaded {
    world(&format!(
        r#""principals": {{ {ALICE}, {principals} }}, "cases": [{CASE}]"#
    ))
}

fn principal<'a>(loaded: &'a Loaded, name: &str) -> &'a Principal {
    let index = loaded.world.principal(name).unwrap();
    &loaded.world.environment().principals[index]
}

fn tags(principal: &Principal) -> Vec<(&str, &str)> {
    match &principal.tags {
        Tags::Known(tags) => tags.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect(),
        Tags::Unknown(_) => panic!("the tags are unknown"),
    }
}

#[test]
fn a_user_is_what_his_arn_says() {
    let loaded = world(&format!(r#""principals": {{ {ALICE} }}, "cases": [{CASE}]"#));
    let alice = principal(&loaded, "alice");
    assert_eq!(alice.is, PrincipalIs::User);
    assert_eq!(alice.short_name, "alice");
    assert_eq!(alice.account.as_deref(), Some("111122223333"));
    assert_eq!(
        alice.entity_arn.as_deref(),
        Some("arn:aws:iam::111122223333:user/team/alice")
    );
    assert_eq!(alice.id.as_deref(), Some("AIDAEXAMPLE"));
    assert_eq!(alice.credential, Credential::LongTerm);
}

#[test]
fn a_role_as_a_caller_is_a_session() {
    let loaded = with_principals(r#""app": { "role": "arn:aws-cn:iam::111122223333:role/svc/app", "session": "ci" }"#);
    let app = principal(&loaded, "app");
    assert_eq!(app.arn, "arn:aws-cn:sts::111122223333:assumed-role/app/ci");
    assert_eq!(
        app.entity_arn.as_deref(),
        Some("arn:aws-cn:iam::111122223333:role/svc/app")
    );
    assert_eq!(app.partition, "aws-cn");
    assert!(app.path_known && app.session_policies.is_none() && !app.service_linked);
}

#[test]
fn every_role_can_be_asked_for() {
    let loaded = with_principals(
        r#""open": { "role": "arn:aws:iam::111122223333:role/open", "tags": { "team": "pay" }, "trust": { "unknown": true } },
           "shut": { "role": "arn:aws:iam::111122223333:role/shut" }"#,
    );
    let roles: Vec<_> = loaded
        .world
        .environment()
        .resources
        .iter()
        .map(|role| (role.name.as_str(), role.trust, role.policy.is_some()))
        .collect();
    assert_eq!(roles, [("open", true, true), ("shut", false, false)]);
    assert_eq!(loaded.world.environment().unknowns, ["principals.open.trust"]);
}

#[test]
fn session_tags_override_tags_of_the_role_in_any_case() {
    let loaded = with_principals(
        r#""app": { "role": "arn:aws:iam::111122223333:role/app", "tags": { "Team": "pay", "env": "prod" }, "sessionTags": { "team": "ops" } }"#,
    );
    assert_eq!(tags(principal(&loaded, "app")), [("env", "prod"), ("team", "ops")]);
}

#[test]
fn session_tags_stand_over_unknown_tags() {
    let loaded = with_principals(
        r#""app": { "role": "arn:aws:iam::111122223333:role/app", "tags": { "unknown": true }, "sessionTags": { "team": "ops" } }"#,
    );
    let app = principal(&loaded, "app");
    assert!(matches!(app.tags, Tags::Unknown(_)));
    assert!(app.claims.by_name("aws:PrincipalTag/TEAM").is_some());
}

#[test]
fn transitive_tags_and_the_source_identity_come_down_the_chain() {
    let loaded = with_principals(
        r#""first": { "role": "arn:aws:iam::111122223333:role/first", "sessionTags": { "team": "pay", "shift": "night" },
                      "transitiveTags": ["Team"], "sourceIdentity": "carol", "sessionPolicies": ["AdministratorAccess"] },
           "second": { "role": "arn:aws:iam::111122223333:role/second", "tags": { "TEAM": "ops" }, "assumedBy": "first" },
           "third": { "role": "arn:aws:iam::111122223333:role/third" },
           "last": { "sessionOf": "third", "session": "end", "assumedBy": "second", "sourceIdentity": "mallory" }"#,
    );
    let second = principal(&loaded, "second");
    assert_eq!(tags(second), [("team", "pay")]);
    assert_eq!(second.transitive, [("team".to_owned(), "pay".to_owned())]);
    assert!(second.session_policies.is_none());
    let last = principal(&loaded, "last");
    assert_eq!(tags(last), [("team", "pay")]);
    assert_eq!(last.source_identity.as_deref(), Some("carol"));
    assert_eq!(last.arn, "arn:aws:sts::111122223333:assumed-role/third/end");
}

#[test]
fn a_federated_user_has_what_his_parent_has() {
    let loaded = with_principals(
        r#""bob": { "user": "arn:aws:iam::111122223333:user/bob", "id": "AIDABOB", "tags": { "team": "pay" }, "boundary": "AdministratorAccess" },
           "owner": { "root": "111122223333" },
           "ofBob": { "federatedUser": "arn:aws:sts::111122223333:federated-user/x", "of": "bob" },
           "ofRoot": { "federatedUser": "arn:aws:sts::111122223333:federated-user/y", "of": "owner", "sessionPolicies": ["AdministratorAccess"] }"#,
    );
    let of_bob = principal(&loaded, "ofBob");
    assert_eq!(
        of_bob.parent,
        Some((
            "arn:aws:iam::111122223333:user/bob".to_owned(),
            Some("AIDABOB".to_owned())
        ))
    );
    assert_eq!(tags(of_bob), [("team", "pay")]);
    assert!(of_bob.boundary.is_some() && of_bob.session_policies.is_none() && !of_bob.root_right);
    let of_root = principal(&loaded, "ofRoot");
    assert!(of_root.root_right && of_root.session_policies.is_some());
}

#[test]
fn a_federated_user_and_its_root_are_of_one_partition() {
    let loaded = with_principals(
        r#""fed": { "federatedUser": "arn:aws-us-gov:sts::111122223333:federated-user/ann", "of": "root" },
           "root": { "root": "111122223333" }"#,
    );
    let parent = principal(&loaded, "fed").parent.as_ref().map(|(arn, _)| arn.as_str());
    assert_eq!(parent, Some("arn:aws-us-gov:iam::111122223333:root"));
}

#[test]
fn a_task_policy_makes_an_assumed_root_session() {
    let loaded = with_principals(r#""task": { "root": "111122223333", "taskPolicy": "AdministratorAccess" }"#);
    let task = principal(&loaded, "task");
    assert!(task.root_right);
    assert_eq!(task.session_policies.as_ref().map(Vec::len), Some(1));
}

#[test]
fn arns_alone_name_callers() {
    let bare = [
        "arn:aws:iam::111122223333:user/team/alice",
        "arn:aws:sts::111122223333:assumed-role/app/nightly",
        "arn:aws:sts::444455556666:assumed-role/app/nightly",
        "arn:aws:iam::111122223333:role/svc/app",
        "arn:aws:iam::111122223333:root",
        "lambda.amazonaws.com",
        "anonymous",
    ];
    let list = bare.map(|text| format!("\"{text}\"")).join(", ");
    let loaded = world(&format!(
        r#""principals": {{ {ALICE}, "app": {{ "role": "arn:aws:iam::111122223333:role/svc/app", "policies": ["AdministratorAccess"] }} }},
           "cases": [{{ "action": "s3:GetObject", "resource": "*", "matrix": {{ "principal": [{list}] }} }}]"#
    ));
    let found = bare.map(|text| principal(&loaded, text));
    assert_eq!(found[0].name, "alice");
    // A session of a declared role has that role's policies and path.
    assert_eq!((found[1].identity.len(), found[1].path_known), (1, true));
    assert_eq!(
        found[1].entity_arn.as_deref(),
        Some("arn:aws:iam::111122223333:role/svc/app")
    );
    // Of another account's nothing is known, not even the path.
    assert_eq!((found[2].identity.len(), found[2].path_known), (0, false));
    assert_eq!(found[2].arn, bare[2]);
    assert_eq!(found[3].name, "app");
    assert!(found[4].root_right);
    assert_eq!(
        (found[5].is, found[6].is),
        (PrincipalIs::Service, PrincipalIs::Anonymous)
    );
}

#[test]
fn nodes_without_scps_have_full_access() {
    let loaded = world(&format!(
        r#""organization": {{ "id": "o-a1b2c3d4e5", "managementAccount": "999999999999", "root": {{ "id": "r-ab12", "scps": [],
             "units": {{ "Prod": {{ "id": "ou-ab12-prod0001", "rcps": {{ "unknown": true }}, "accounts": ["111122223333"] }} }} }} }},
           "accounts": {{ "444455556666": {{ "organization": "o-partner0000", "organizationPath": "o-partner0000/r-1/" }} }},
           "principals": {{ {ALICE} }}, "cases": [{CASE}]"#
    ));
    let env = loaded.world.environment();
    let organization = env.organization.as_ref().unwrap();
    let units: Vec<_> = organization
        .units
        .iter()
        .map(|unit| (unit.name.as_str(), unit.parent, unit.scps.len()))
        .collect();
    assert_eq!(units, [("root", None, 0), ("Prod", Some(0), 1)]);
    assert_eq!(env.unknowns, ["organization.root.units.Prod.rcps"]);
    let accounts: Vec<_> = env
        .accounts
        .iter()
        .map(|account| (account.id.as_str(), account.unit))
        .collect();
    assert_eq!(
        accounts,
        [
            ("111122223333", Some(1)),
            ("444455556666", None),
            ("999999999999", Some(0))
        ]
    );
    // One policy, however many nodes have it.
    assert_eq!(env.policies.len(), 1);
    assert_eq!(env.accounts[1].organization_path.as_deref(), Some("o-partner0000/r-1/"));
}

#[test]
fn an_unknown_policy_is_named_where_it_is_declared() {
    let loaded = world(
        r#""policies": { "Dark": { "unknown": true } },
           "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": ["Dark", { "unknown": true }], "boundary": "Dark",
                                      "groups": { "devs": { "unknown": true } } } },
           "cases": [{ "principal": "alice", "action": "s3:GetObject", "resource": "*" }]"#,
    );
    let env = loaded.world.environment();
    assert_eq!(
        env.unknowns,
        [
            "policies.Dark",
            "principals.alice.policies[1]",
            "principals.alice.groups.devs"
        ]
    );
    let alice = principal(&loaded, "alice");
    assert!(matches!(alice.boundary, Some(Attached::Unknown(id)) if id.0 == 0));
}

#[test]
fn resources_carry_what_is_written() {
    let loaded = world(&format!(
        r#""principals": {{ {ALICE} }},
           "resources": {{
             "point": {{ "arn": "arn:aws:s3:eu-west-1:111122223333:accesspoint/ap", "bucket": "data", "vpc": "vpc-1" }},
             "data": {{ "arn": "arn:aws:s3:::acme-data", "account": "444455556666", "objectOwnership": "ObjectWriter",
                        "acl": [{{ "grantee": "AllUsers", "permission": "READ" }}, {{ "grantee": "LogDelivery", "permission": "WRITE" }}] }},
             "key": {{ "arn": "arn:aws:kms:eu-west-1:111122223333:key/1", "aliases": ["alias/app"], "grants": {{ "unknown": true }} }} }},
           "cases": [{CASE}]"#
    ));
    let env = loaded.world.environment();
    let data = loaded.world.resource("data").unwrap();
    let point = &env.resources[loaded.world.resource("point").unwrap()];
    assert_eq!(point.bucket, Some(data));
    assert_eq!(point.account.as_deref(), Some("111122223333"));
    assert!(
        matches!(&env.resources[data].acl, Acl::Known(entries) if entries.len() == 1 && entries[0].grantee == Grantee::AllUsers)
    );
    assert_eq!(env.unknowns, ["resources.key.grants"]);
}

#[test]
fn assumptions_are_chosen_by_their_words() {
    let loaded = world(&format!(
        r#""assume": {{ "UND-15": "limited" }}, "principals": {{ {ALICE} }}, "cases": [{CASE}]"#
    ));
    assert_eq!(loaded.program.assume().word(15), Some("limited"));
    assert_eq!(loaded.program.assume().word(16), Some("none"));
}
