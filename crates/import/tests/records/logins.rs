//! Logins with an identity provider, and what STS records.

use serde_json::{Value, json};

use super::{event, read, scenario};

const HOST: &str = "token.actions.githubusercontent.com";

fn login(name: &str, identity: Value, parameters: Value, message: &str) -> String {
    event(&[
        ("/eventSource", json!("sts.amazonaws.com")),
        ("/eventName", json!(name)),
        ("/userIdentity", identity),
        ("/requestParameters", parameters),
        ("/errorMessage", json!(message)),
        ("/resources", Value::Null),
        ("/eventContext", Value::Null),
    ])
}

#[test]
fn a_token_says_its_claims() {
    let role = json!({ "roleArn": "arn:aws:iam::111122223333:role/deploy", "roleSessionName": "s" });
    let refused = "Not authorized to perform sts:AssumeRoleWithWebIdentity";
    let arn = format!("arn:aws:iam::111122223333:oidc-provider/{HOST}");
    let sub = "repo:acme/app:ref:refs/heads/main";
    for (provider, application, user, keys) in [
        (
            arn.as_str(),
            "sts.amazonaws.com",
            sub,
            [format!("{HOST}:aud"), format!("{HOST}:sub")],
        ),
        (
            "accounts.google.com",
            "1.apps.googleusercontent.com",
            "42",
            ["accounts.google.com:aud".into(), "accounts.google.com:sub".into()],
        ),
        (
            "graph.facebook.com",
            "7",
            "42",
            ["graph.facebook.com:app_id".into(), "graph.facebook.com:id".into()],
        ),
    ] {
        let id = format!("{provider}:{application}:{user}");
        let identity =
            json!({ "type": "WebIdentityUser", "principalId": id, "userName": user, "identityProvider": provider });
        let scene = scenario(&login("AssumeRoleWithWebIdentity", identity, role.clone(), refused));
        assert_eq!(scene["principals"]["caller"]["webIdentity"], provider);
        let case = &scene["cases"][0];
        assert_eq!(case["action"], "sts:AssumeRoleWithWebIdentity");
        assert_eq!(case["resource"], "arn:aws:iam::111122223333:role/deploy");
        assert_eq!(case["context"][&keys[0]], application, "{case}");
        assert_eq!(case["context"][&keys[1]], user);
        assert_eq!(case["context"]["sts:RoleSessionName"], "s");
    }
}

#[test]
fn an_assertion_comes_from_the_provider_that_the_request_names() {
    let identity =
        json!({ "type": "SAMLUser", "principalId": "bdGO=:alice", "userName": "alice", "identityProvider": "bdGO=" });
    let provider = "arn:aws:iam::111122223333:saml-provider/Shibboleth";
    let parameters = json!({ "roleArn": "arn:aws:iam::111122223333:role/saml", "principalArn": provider,
        "principalTags": { "CostCenter": "9" }, "transitiveTagKeys": ["CostCenter"] });
    let paste = login(
        "AssumeRoleWithSAML",
        identity,
        parameters,
        "User: is not authorized to perform: sts:AssumeRoleWithSAML",
    );
    assert!(
        read(&paste)
            .summary()
            .starts_with("a login with an identity provider was refused")
    );
    let scene = scenario(&paste);
    assert_eq!(scene["principals"]["caller"]["saml"], provider);
    let case = &scene["cases"][0];
    assert_eq!(case["resource"], "arn:aws:iam::111122223333:role/saml");
    assert_eq!(case["tags"], json!({ "CostCenter": "9" }));
    assert_eq!(case["context"]["saml:sub"], "alice");
    assert_eq!(case["context"]["saml:namequalifier"], "bdGO=");
}

/// Whose account manages the organization, no record says: with another one nobody could become a member's root.
#[test]
fn a_member_s_root_is_asked_of_the_management_account() {
    let user = json!({ "type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/alice", "accountId": "111122223333" });
    let paste = login(
        "AssumeRoot",
        user,
        json!({ "targetPrincipal": "444455556666" }),
        "Access denied",
    );
    assert_eq!(scenario(&paste)["organization"]["managementAccount"], "111122223333");
    assert!(
        read(&paste)
            .stand_ins()
            .iter()
            .any(|own| own.starts_with("managementAccount"))
    );
    let root = json!({ "type": "Root", "arn": "arn:aws:iam::444455556666:root", "accountId": "444455556666",
        "sessionContext": { "assumedRoot": "true" } });
    let session = login("GetCallerIdentity", root, json!({}), "Access denied");
    assert_eq!(
        scenario(&session)["principals"]["root"]["taskPolicy"],
        json!({ "unknown": true })
    );
}

#[test]
fn a_session_keeps_its_provider() {
    let provider = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A1";
    let kept = json!({ "federatedProvider": provider, "attributes": {} });
    let paste = event(&[("/userIdentity/sessionContext/webIdFederationData", kept)]);
    assert_eq!(scenario(&paste)["principals"]["app"]["federatedProvider"], provider);
    // The organization that the record names is the one.
    assert_eq!(scenario(&paste)["organization"]["id"], "o-acmeacme01");
    let member = json!({ "type": "IdentityCenterUser", "accountId": "111122223333" });
    let notes = read(&event(&[
        ("/userIdentity", member),
        ("/errorMessage", json!("Access Denied")),
    ]))
    .recorded
    .unwrap()
    .notes;
    assert!(notes.iter().any(|own| own.contains("IAM Identity Center")), "{notes:?}");
}
