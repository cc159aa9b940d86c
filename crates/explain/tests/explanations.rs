//! What people read. Every text here was looked at; a change is to be looked at again.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use iamwhy_explain::{Explanation, explain, headline, lines, markdown};
use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::{Loaded, NoFiles};

/// The explanations of one case of a fixture, one for each authorization.
fn explanations(file: &str, case: &str) -> Vec<Explanation> {
    let path = [env!("CARGO_MANIFEST_DIR"), "/../../fixtures/", file, ".scenario.json"].concat();
    let text = std::fs::read_to_string(&path).unwrap();
    let loaded = Loaded::load(&[file, ".scenario.json"].concat(), &text, &NoFiles).unwrap();
    let cases = Cases::of(&loaded.scenario);
    let case = cases.all().find(|own| own.name == case);
    let case = case.unwrap_or_else(|| panic!("{file} has no such case; it has {:?}", names(&loaded)));
    let requests = case.authorizations.iter();
    requests
        .filter_map(|asked| loaded.world.request(&loaded.program, &case, asked))
        .filter_map(|request| explain(&loaded.program, &request))
        .collect()
}

fn names(loaded: &Loaded) -> Vec<String> {
    Cases::of(&loaded.scenario)
        .all()
        .map(|case| case.name.clone())
        .collect()
}

fn text(file: &str, case: &str) -> String {
    let all = explanations(file, case);
    let whole = headline(&all).map(|own| [&own, "\n"].concat());
    let each = all.iter().map(lines);
    whole.into_iter().chain(each).collect::<Vec<_>>().join("\n")
}

macro_rules! explained {
    ($($name:ident: $file:literal, $case:literal;)*) => {
        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!(stringify!($name), text($file, $case));
            }
        )*
    };
}

explained! {
    a_boundary_caps: "boundaries/a-boundary-is-a-ceiling-not-a-floor", "only the identity policy allows";
    both_sides_allow: "cross-account/both-accounts-must-allow", "both allow";
    the_callers_side_is_missing: "cross-account/any-kind-of-grant-counts-but-none-goes-around-the-caller", "everyone is named, the identity policy is missing";
    no_policy_across_accounts: "cross-account/without-a-resource-policy-there-is-no-way-in", "from the other account";
    the_foreign_arn_is_missing: "cross-account/the-callers-policy-must-cover-the-foreign-arn", "only the own bucket is named";
    another_endpoint: "conditions/a-deny-unless-this-endpoint-denies-the-internet", "through another endpoint";
    a_deny_asleep: "conditions/long-term-keys-say-nothing-of-mfa", "Bool false, long-term key";
    an_endpoint_filters: "endpoints/an-account-in-a-gateway-endpoint-policy-means-its-root-user", "gateway, with a condition";
    a_service_outside_the_endpoint: "endpoints/a-bucket-closed-to-all-but-an-endpoint-is-closed-to-services", "over the internet with the second condition";
    a_grant_on_a_key: "kms/a-grant-is-a-third-way-to-a-key", "the grantee";
    a_key_policy_names_somebody_else: "kms/a-key-for-one-service-cannot-be-used-directly", "through S3";
    a_key_delegates: "kms/the-account-statement-turns-on-identity-policies", "capped by the boundary";
    a_trust_policy: "messages/a-trust-policy-is-named", "implicit";
    an_rcp_with_its_arn: "messages/an-rcp-is-named-as-a-resource-control-policy", "explicit";
    a_region_lock: "organizations/a-region-lock-must-spare-global-services", "IAM under the strict lock";
    a_level_without_an_allow: "organizations/every-level-needs-an-allow", "the outer unit allows, the inner does not";
    two_statements_deny: "messages/only-one-of-several-denying-layers-is-named", "three layers";
    a_level_of_nothing_but_denies: "traps/04-scp-and-rcp/a-unit-without-an-allow-shuts-its-accounts", "the administrator reads a report";
    several_layers_deny: "organizations/several-layers-may-deny-but-one-is-named", "the resource before the identity";
    a_perimeter_stops_a_service: "organizations/a-perimeter-without-a-service-exemption-stops-log-delivery", "the service, plain condition";
    a_management_account: "organizations/the-management-account-is-exempt-from-scps", "its root user";
    everybody_is_named: "assumptions/und-15-a-star-grant-goes-around-boundary-and-session-policy", "a boundary without s3";
    several_session_policies: "assumptions/und-17-session-policies-are-united", "both allow";
    a_part_of_the_caller_is_listed: "principals/notprincipal-spares-only-who-is-listed-on-every-level", "only the account";
    a_bounded_caller_is_never_spared: "principals/notprincipal-never-spares-a-bounded-principal", "a user with a boundary";
    a_wildcard_in_a_principal: "principals/wildcards-do-not-work-within-a-principal", "a Deny for role/app-*";
    a_session_is_named: "principals/a-session-arn-names-one-session", "another session of the role";
    an_account_delegates: "principals/an-account-delegates-to-its-own-policies", "a session with one";
    root_rescues: "root/root-can-always-rescue-a-locked-bucket", "replace it";
    a_guardrail_stops_root: "root/root-can-always-rescue-a-locked-bucket", "an SCP stops it";
    an_assumed_root: "root/an-assumed-root-session-is-held-to-its-task", "outside of it";
    who_am_i: "boundaries/get-caller-identity-ignores-boundaries", "a user";
    readings_that_differ: "assumptions/und-31-a-star-at-the-end-of-a-field-crosses-colons", "a log group that replays the pattern";
    a_variable_without_a_value: "assumptions/und-4-a-missing-variable-excludes-nothing", "a role has no user name";
    a_bucket_behind_an_access_point: "s3/an-access-point-grant-needs-the-buckets-consent", "the bucket is silent";
    an_access_point_of_another_account: "s3/through-a-foreign-access-point-the-callers-own-policies-count", "one of another account";
    a_vpc_access_point: "s3/an-access-point-of-a-network-refuses-the-internet", "through another network's endpoint";
    an_acl: "s3/an-object-of-another-account-follows-its-acl", "all users may read";
    block_public_access: "s3/restricting-public-buckets-cuts-every-foreign-grant", "the named partner";
    a_token_without_mfa: "sessions/credentials-decide-before-policies", "a token without MFA calls IAM";
    a_federated_user: "sessions/a-federated-user-gets-parent-and-session-policy-intersected", "the parent's boundary lacks it";
    a_federated_user_without_policy: "sessions/a-federated-user-without-session-policy-has-no-identity-rights", "the bucket names the parent";
    a_service_with_an_organization_key: "services/a-distribution-reads-the-bucket-as-a-service", "a condition on the organization";
    two_authorizations: "services/a-secret-of-another-account-needs-its-key-too", "the key is not shared";
    a_void_statement: "grammar/principal-has-no-place-in-an-identity-policy", "a Deny with a Principal denies nothing, loudly";
    no_such_operator: "grammar/an-unknown-operator-is-never-true", "in an Allow";
    an_unseen_boundary: "unknowns/an-unseen-boundary-or-session-policy-can-only-take-away", "a boundary";
    what_is_near_though_something_is_unseen: "unknowns/an-unseen-resource-policy-may-open-or-close", "with one for something else";
    two_conditions_fail: "services/a-forwarded-session-has-the-callers-rights", "the other way round";
    four_conditions_hold: "traps/13-data-perimeter/a-key-that-a-service-never-sends-denies-it-outright", "and from outside it is denied, as intended";
    an_unknown_value: "operators/ArnLike/compares-field-by-field", "unknown";
    an_object_of_another_account: "examples/the-owner-of-the-bucket-cannot-read-an-object-in-it", "the administrator reads what the partner uploaded";
    an_access_point_for_one_a_bucket_for_everybody: "examples/the-access-point-lets-the-partner-in-the-bucket-does-not", "the bucket has handed over to its access points";
    a_variable_with_a_value: "examples/a-home-folder-by-username-is-nobodys-home-for-a-role", "the tag opens no other home";
    a_variable_that_nobody_has: "examples/a-home-folder-by-username-is-nobodys-home-for-a-role", "alice comes with a role";
    an_allow_for_want_of_a_tag: "examples/what-has-no-tag-belongs-to-everybody", "a developer stops an instance that has no tag";
    an_allow_for_want_of_values: "examples/forallvalues-opens-the-bucket-to-the-world", "a visitor without credentials, under ForAllValues";
    a_wrong_resource_is_nearer_than_a_wrong_action: "examples/all-of-lambda-is-not-enough-to-create-a-function", "the same developer picks the role of the payroll function";
    a_queue_has_a_queue_policy: "examples/a-deny-on-the-source-meant-for-services-stops-people", "an operator puts a message back";
    two_reasons_with_an_and: "examples/a-bucket-closed-to-all-but-an-endpoint-is-closed-to-athena", "that bucket is still closed to the analyst at home";
    a_role_of_another_account: "sts/pass-role-is-the-callers-own-right", "from another account";
    an_access_point: "assumptions/und-37-identity-policies-see-access-point-and-bucket", "a Deny on the access point's objects";
}

#[test]
fn markdown_for_a_ticket() {
    let file = "boundaries/a-boundary-is-a-ceiling-not-a-floor";
    let all = explanations(file, "only the identity policy allows");
    insta::assert_snapshot!("markdown", all.iter().map(markdown).collect::<String>());
}

/// The warnings of S3-3 where an object's entry has this ARN and `inbox/a/b` is read.
fn object_warnings(arn: &str, more: &str) -> Vec<String> {
    let text = [
        r#"{ "scenario": 1, "title": "t", "principals": { "admin": { "user": "arn:aws:iam::111122223333:user/admin" } },
        "resources": { "inbox": { "arn": "arn:aws:s3:::inbox", "account": "111122223333", "objectOwnership": "ObjectWriter" },
        "theirs": { "arn": ""#,
        arn,
        "\"",
        more,
        r#" } }, "cases": [{ "principal": "admin", "action": "s3:GetObject", "resource": "arn:aws:s3:::inbox/a/b" }] }"#,
    ];
    let loaded = Loaded::load("objects.scenario.json", &text.concat(), &NoFiles).unwrap();
    let cases = Cases::of(&loaded.scenario);
    let case = cases.all().next().unwrap();
    let request = loaded
        .world
        .request(&loaded.program, &case, &case.authorizations[0])
        .unwrap();
    let explanation = explain(&loaded.program, &request).unwrap();
    let warnings = explanation.warnings.into_iter().filter(|own| own.rule == "S3-3");
    warnings.map(|own| own.message).collect()
}

#[test]
fn an_entry_of_an_object_says_nothing_of_what_lies_below() {
    let owner = r#", "objectOwner": "444455556666""#;
    let acl = r#", "acl": [{ "grantee": "AllUsers", "permission": "READ" }]"#;
    for (arn, more) in [
        ("arn:aws:s3:::inbox/a", owner),
        ("arn:aws:s3:::inbox/a/", owner),
        ("arn:aws:s3:::inbox/a", acl),
    ] {
        assert_eq!(object_warnings(arn, more).len(), 1, "{arn}{more}");
    }
    for (arn, more) in [
        ("arn:aws:s3:::inbox/a/b", owner),
        ("arn:aws:s3:::inbox/a/bc", owner),
        ("arn:aws:s3:::inbox/", ""),
        ("arn:aws:s3:::inbox/a", ""),
    ] {
        assert_eq!(object_warnings(arn, more), [""; 0], "{arn}{more}");
    }
}
