//! What is offered lets through no more than it must, before what lets through more; and mends what was meant.

use super::*;

const OBJECT: &str = "arn:aws:s3:::logs/1.gz";

#[test]
fn a_statement_of_its_own_comes_before_a_share_of_all_actions() {
    let key = "arn:aws:kms:eu-west-1:111122223333:key/k";
    let policy = r#"{"Statement":[{"Sid":"Admins","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/root"},"Action":"kms:*","Resource":"*"}]}"#;
    let asked = |policy: &str| {
        World::asking("kms:Decrypt", key)
            .by_role()
            .identity("own", ALL)
            .resource("key", key, HOME, Some(policy))
            .titles()
    };
    let titles = asked(policy);
    let own = titles
        .iter()
        .position(|own| own.starts_with("add a statement `AllowDecrypt` to `key`"));
    let share = titles
        .iter()
        .position(|own| own.contains("to the principals of the statement `Admins`"));
    assert!(own < share && own == Some(0), "{titles:?}");
    // Where the statement grants nothing else, its list is the place.
    let exact = policy.replace("kms:*", "kms:Decrypt");
    assert!(asked(&exact)[0].contains("to the principals of the statement `Admins`"));
}

#[test]
fn what_is_public_is_widened_last() {
    let policy = r#"{"Statement":[{"Sid":"Site","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/site/*"}]}"#;
    let world =
        World::asking("s3:GetObject", "arn:aws:s3:::logs/1").resource("logs", "arn:aws:s3:::logs", HOME, Some(policy));
    let titles = world.titles();
    let public = titles
        .iter()
        .position(|own| own.contains("to the resources of the statement `Site`"));
    let alone = titles
        .iter()
        .position(|own| own.starts_with("add a statement `AllowGetObject` to `logs`"));
    assert!(alone.is_some() && alone < public, "{titles:?}");
}

#[test]
fn what_goes_around_a_boundary_comes_last_and_says_so() {
    let boundary = r#"{"Statement":[{"Sid":"Cap","Effect":"Allow","Action":"ec2:*","Resource":"*"}]}"#;
    let policy = r#"{"Statement":[{"Sid":"App","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/app"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/*"}]}"#;
    let world = World::asking("s3:GetObject", "arn:aws:s3:::logs/1")
        .by_role()
        .boundary("cap", boundary)
        .resource("logs", "arn:aws:s3:::logs", HOME, Some(policy));
    let titles = world.titles();
    assert!(titles[0].contains("`cap`"), "{titles:?}");
    let around = titles.iter().filter(|own| own.contains("assumed-role/app/ci"));
    let around: Vec<&String> = around.collect();
    assert!(!around.is_empty(), "{titles:?}");
    assert!(around.iter().all(|own| own.ends_with(", around the caller's boundary")));
}

#[test]
fn the_operator_that_was_meant_is_offered() {
    let policy = |condition: &str| {
        [r#"{"Version":"2012-10-17","Statement":[{"Sid":"Team","Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"#, condition, "}}]}"].concat()
    };
    for (written, meant) in [
        (
            r#""StringEqual":{"aws:PrincipalTag/team":"red"}"#,
            r#""StringEquals":{"aws:PrincipalTag/team":"red"}"#,
        ),
        (
            r#""StringEquals":{"aws:PrincipalTag/team":"r*"}"#,
            r#""StringLike":{"aws:PrincipalTag/team":"r*"}"#,
        ),
        (
            r#""ForAnyValue:StringEquals":{"aws:TagKeys":"r*"}"#,
            r#""ForAnyValue:StringLike":{"aws:TagKeys":"r*"}"#,
        ),
    ] {
        let world = World::asking("s3:GetObject", OBJECT)
            .identity("own", &policy(written))
            .with("aws:PrincipalTag/team", "red")
            .with("aws:TagKeys", "red");
        let found = world.flips();
        let flip = found.iter().find(|flip| flip.title.starts_with("write `"));
        let flip = flip.unwrap_or_else(|| panic!("{:?}", world.titles()));
        assert_eq!(world.text(flip, "own.json"), policy(meant));
        assert!(
            !found.iter().any(|flip| flip.title.contains("to `r*`")),
            "{:?}",
            world.titles()
        );
    }
    // One that stands there already cannot stand twice.
    let both = r#""StringEquals":{"aws:PrincipalTag/team":"r*"},"StringLike":{"aws:PrincipalTag/x":"*"}"#;
    let world = World::asking("s3:GetObject", OBJECT)
        .identity("own", &policy(both))
        .with("aws:PrincipalTag/team", "red")
        .with("aws:PrincipalTag/x", "1");
    assert!(!world.titles().iter().any(|own| own.starts_with("write `")));
}

/// A policy that has run out is renewed; nobody asks again a year ago.
#[test]
fn time_runs_on() {
    let policy = r#"{"Statement":[{"Sid":"Trial","Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"DATE":{"aws:CurrentTime":"2026-01-01T00:00:00Z"}}}]}"#;
    let titles = |operator: &str, now: &str| {
        let world = World::asking("s3:GetObject", OBJECT).identity("own", &policy.replace("DATE", operator));
        world.with("aws:CurrentTime", now).titles()
    };
    let sent = |titles: &[String]| {
        titles
            .iter()
            .position(|own| own.starts_with("change `aws:CurrentTime`"))
    };
    let late = titles("DateLessThan", "2026-06-01T00:00:00Z");
    assert_eq!(sent(&late), Some(late.len() - 1), "{late:?}");
    assert!(late.len() > 1);
    assert_eq!(sent(&titles("DateGreaterThan", "2025-06-01T00:00:00Z")), Some(0));
}

/// Everybody has an account with the provider: what tells this token from the others goes along.
#[test]
fn a_provider_is_never_let_in_without_its_claims() {
    let role = "arn:aws:iam::111122223333:role/deploy";
    let provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    let trust = r#"{"Statement":[{"Sid":"Other","Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/gitlab.com"},"Action":"sts:AssumeRoleWithWebIdentity"}]}"#;
    let mut world = World::asking("sts:AssumeRoleWithWebIdentity", role)
        .resource("deploy", role, HOME, Some(trust))
        .with(
            "token.actions.githubusercontent.com:sub",
            "repo:acme/app:ref:refs/heads/main",
        );
    let mut token = Principal::new(PrincipalIs::WebIdentity, "token", provider);
    token.federated_provider = Some(provider.into());
    world.env.principals = vec![token];
    let found = world.flips();
    assert!(!found.is_empty());
    for flip in &found {
        let text = world.text(flip, "deploy.json");
        assert!(
            text.contains(
                r#""StringEquals": { "token.actions.githubusercontent.com:sub": "repo:acme/app:ref:refs/heads/main" }"#
            ),
            "{text}"
        );
    }
}

/// What a service does in a caller's name comes from no network of his: guardrails leave it out, rather than one address.
#[test]
fn a_guardrail_of_the_network_leaves_out_what_services_do() {
    let scp = r#"{"Statement":[{"Sid":"Net","Effect":"Deny","Action":"*","Resource":"*","Condition":{"NotIpAddressIfExists":{"aws:SourceIp":"203.0.113.0/24"}}}]}"#;
    let asked = |scp: &str, via: &[&str]| {
        let mut world = World::asking("s3:GetObject", OBJECT)
            .identity("own", ALL)
            .scp("net", scp)
            .with("aws:SourceIp", "198.51.100.7");
        world.request.via = via.iter().map(|own| (*own).to_owned()).collect();
        world
    };
    let at = |titles: &[String], words: &str| titles.iter().position(|own| own.contains(words));
    let world = asked(scp, &["athena.amazonaws.com"]);
    let titles = world.titles();
    let services = at(&titles, "(`aws:ViaAWSService`)");
    assert!(
        services.is_some() && services < at(&titles, "exempt `198.51.100.7`"),
        "{titles:?}"
    );
    let flips = world.flips();
    let text = world.text(&flips[services.unwrap()], "net.json");
    assert!(
        text.contains(r#""BoolIfExists":{ "aws:ViaAWSService": "false" }"#),
        "{text}"
    );
    // Who calls himself needs no such exception; a Deny of an action has nothing to do with the network, nor has one of who
    // calls, which a service that calls in his name is asked like himself.
    assert_eq!(at(&asked(scp, &[]).titles(), "ViaAWSService"), None);
    let plain = r#"{"Statement":[{"Sid":"Net","Effect":"Deny","Action":"s3:GetObject","Resource":"*"}]}"#;
    let others = r#"{"Statement":[{"Sid":"Net","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEqualsIfExists":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}}]}"#;
    for scp in [plain, others] {
        let titles = asked(scp, &["athena.amazonaws.com"]).titles();
        assert!(!titles.is_empty());
        assert_eq!(at(&titles, "ViaAWSService"), None, "{titles:?}");
    }
}

#[test]
fn a_guardrail_of_the_organization_leaves_out_services() {
    let policy = r#"{"Statement":[{"Sid":"Logs","Effect":"Allow","Principal":{"Service":"delivery.logs.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/*"},{"Sid":"Ours","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::logs/*","Condition":{"StringNotEqualsIfExists":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"},"BoolIfExists":{"aws:ViaAWSService":"false"}}}]}"#;
    let mut world = World::asking("s3:PutObject", OBJECT).resource("logs", "arn:aws:s3:::logs", HOME, Some(policy));
    let name = "delivery.logs.amazonaws.com";
    world.env.principals = vec![Principal::new(PrincipalIs::Service, name, name)];
    let flips = world.flips();
    let own = flips
        .iter()
        .position(|flip| flip.title.contains("services themselves (`aws:PrincipalIsAWSService`)"));
    let removed = flips.iter().position(|flip| flip.title.starts_with("remove"));
    assert!(own.is_some() && own < removed, "{flips:?}");
    let text = world.text(&flips[own.unwrap()], "logs.json");
    assert!(
        text.contains(r#""BoolIfExists":{"aws:ViaAWSService":"false","aws:PrincipalIsAWSService":"false"}"#),
        "{text}"
    );
}
