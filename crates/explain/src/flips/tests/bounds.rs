//! What is added carries what tells this request from others, and what would open more than was asked for says so.

use super::*;

const OBJECT: &str = "arn:aws:s3:::logs/1.gz";

fn place(titles: &[String], words: &str) -> Option<usize> {
    titles.iter().position(|own| own.contains(words))
}

/// The only condition of a statement for everybody is all that keeps the world out.
#[test]
fn the_last_condition_for_everybody_is_dropped_last() {
    let policy = |principal: &str, more: &str| {
        [
            r#"{"Statement":[{"Sid":"Org","Effect":"Allow","Principal":"#,
            principal,
            r#","Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5""#,
            more,
            "}}}]}",
        ]
        .concat()
    };
    let dropped = |principal: &str, more: &str| {
        let world = World::asking("s3:GetObject", OBJECT)
            .with("aws:UserAgent", "web")
            .resource("logs", "arn:aws:s3:::logs", HOME, Some(&policy(principal, more)));
        let flips = world.flips();
        let place = flips.iter().position(|flip| {
            flip.title
                .starts_with("drop the condition `StringEquals` on `aws:PrincipalOrgID`")
        });
        let place = place.unwrap_or_else(|| panic!("{flips:?}"));
        (flips[place].clone(), place + 1 == flips.len())
    };
    for principal in [r#""*""#, r#"{"AWS":"*"}"#, r#"{"AWS":["444455556666","*"]}"#] {
        let (own, last) = dropped(principal, "");
        assert!(
            own.guardrail && own.title.ends_with(", which opens it to everybody"),
            "{own:?}"
        );
        assert!(last);
    }
    let agent = r#","aws:UserAgent":"web""#;
    let alice = r#"{"AWS":"arn:aws:iam::111122223333:user/alice"}"#;
    for (principal, more) in [(alice, ""), (r#""*""#, agent)] {
        let (own, _) = dropped(principal, more);
        assert!(!own.guardrail && own.title.ends_with("of `logs`"), "{own:?}");
    }
}

/// A service works for many: what it is let in for goes along.
#[test]
fn a_service_is_let_in_for_whom_it_works() {
    let mut world = World::asking("s3:PutObject", OBJECT)
        .resource("logs", "arn:aws:s3:::logs", HOME, None)
        .with("aws:SourceAccount", HOME)
        .with("aws:SourceArn", "arn:aws:logs:eu-west-1:111122223333:log-group:app");
    let name = "delivery.logs.amazonaws.com";
    world.env.principals = vec![Principal::new(PrincipalIs::Service, name, name)];
    let added = |world: &World| {
        let flips = world.flips();
        let Edit::Attach { text, .. } = &flips[0].edits[0] else {
            panic!("{flips:?}")
        };
        text.clone()
    };
    let text = added(&world);
    assert!(text.contains(r#""aws:SourceAccount": "111122223333""#), "{text}");
    assert!(
        text.contains(r#""aws:SourceArn": "arn:aws:logs:eu-west-1:111122223333:log-group:app""#),
        "{text}"
    );
    // What nobody said is not made up.
    world.request.context = iamwhy_engine::Context::default();
    assert!(!added(&world).contains("Condition"), "{}", added(&world));
}

#[test]
fn a_role_is_passed_to_the_service_that_asks() {
    let own = r#"{"Statement":[{"Sid":"Own","Effect":"Allow","Action":"lambda:*","Resource":"*"}]}"#;
    let world = World::asking("iam:PassRole", "arn:aws:iam::111122223333:role/app")
        .identity("own", own)
        .with("iam:PassedToService", "lambda.amazonaws.com");
    let flips = world.flips();
    let text = world.text(&flips[0], "own.json");
    assert!(
        text.contains(r#""StringEquals": { "iam:PassedToService": "lambda.amazonaws.com" }"#)
            || text.contains(r#""StringEquals":{"iam:PassedToService":"lambda.amazonaws.com"}"#),
        "{text}"
    );
}

/// An exception for all of an account comes after one for the caller.
#[test]
fn an_exception_for_one_comes_before_one_for_many() {
    let deny = |key: &str, value: &str| {
        [r#"{"Version":"2012-10-17","Statement":[{"Sid":"Ours","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotLike":{""#, key, r#"":[""#, value, r#""]}}}]}"#].concat()
    };
    let asked = |key: &str, value: &str| {
        let world = World::asking("s3:PutObject", OBJECT)
            .identity("own", ALL)
            .scp("level", &deny(key, value));
        world.titles()
    };
    let one = asked("aws:PrincipalArn", "arn:aws:iam::111122223333:user/bob");
    assert_eq!(
        place(&one, "exempt `arn:aws:iam::111122223333:user/alice`"),
        Some(0),
        "{one:?}"
    );
    let many = asked("aws:PrincipalAccount", "444455556666");
    let exempt = place(&many, "exempt `111122223333`").unwrap();
    let spared = place(&many, "to `NotAction`").or_else(|| place(&many, "except"));
    assert!(spared.is_none_or(|own| own < exempt), "{many:?}");
}

/// A day is over at its end: one second later is enough.
#[test]
fn dates_move_as_little_as_they_must() {
    let policy = r#"{"Statement":[{"Sid":"Later","Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2026-12-31T23:59:59Z"}}}]}"#;
    let world = World::asking("s3:PutObject", OBJECT)
        .identity("own", policy)
        .with("aws:CurrentTime", "2026-11-01T00:00:00Z");
    let titles = world.titles();
    assert!(place(&titles, "to `2027-01-01T00:00:00Z`").is_some(), "{titles:?}");
    let epoch = policy
        .replace("2026-12-31T23:59:59Z", "1798761599")
        .replace("aws:CurrentTime", "aws:EpochTime");
    let world = World::asking("s3:PutObject", OBJECT)
        .identity("own", &epoch)
        .with("aws:EpochTime", "1793491200");
    assert!(
        place(&world.titles(), "to `1798761600`").is_some(),
        "{:?}",
        world.titles()
    );
}

/// Keys that others settle are not set: who makes a grant, what creates a tag, through whom a service calls.
#[test]
fn what_the_caller_does_not_choose_is_not_offered() {
    let policy = |key: &str, value: &str| {
        [
            r#"{"Statement":[{"Sid":"Own","Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{""#,
            key,
            r#"":""#,
            value,
            r#""}}}]}"#,
        ]
        .concat()
    };
    let sets = |action: &str, key: &str, value: &str, via: &[&str]| {
        let mut world = World::asking(action, "arn:aws:kms:eu-west-1:111122223333:key/k")
            .identity("own", &policy(key, value))
            .resource(
                "key",
                "arn:aws:kms:eu-west-1:111122223333:key/k",
                HOME,
                Some(r#"{"Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"*"}]}"#),
            );
        world.request.via = via.iter().map(|own| (*own).to_owned()).collect();
        let titles = world.titles();
        assert!(!titles.is_empty());
        titles
            .iter()
            .any(|own| own.starts_with("set `") || own.starts_with("change `"))
    };
    assert!(!sets("kms:CreateGrant", "kms:GrantIsForAWSResource", "true", &[]));
    assert!(sets(
        "kms:CreateGrant",
        "kms:GrantConstraintType",
        "EncryptionContextSubset",
        &[]
    ));
    let service = "s3.eu-west-1.amazonaws.com";
    assert!(sets("kms:Decrypt", "kms:ViaService", service, &[]));
    assert!(!sets(
        "kms:Decrypt",
        "kms:ViaService",
        service,
        &["lambda.amazonaws.com"]
    ));
}

const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/// A grant of the caller's own that wants a pair of the encryption context (KMS-6).
#[test]
fn the_pair_that_a_grant_wants_is_set() {
    let policy = r#"{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/admin"},"Action":"kms:*","Resource":"*"}]}"#;
    let mut world = World::asking("kms:Decrypt", KEY).resource("key", KEY, HOME, Some(policy));
    let grant = |operation: &str, value: &str| iamwhy_engine::world::Grant {
        grantee: format!("arn:aws:iam::{HOME}:user/alice"),
        operations: vec![operation.into()],
        retiring: None,
        encryption_context_equals: Vec::new(),
        encryption_context_subset: vec![("tenant".into(), value.into())],
    };
    world.env.resources[0].grants =
        iamwhy_engine::world::Grants::Known(vec![grant("Encrypt", "other"), grant("Decrypt", "acme")]);
    let titles = world.titles();
    assert_eq!(titles[0], "set `kms:EncryptionContext:tenant` to `acme`");
    assert_eq!(place(&titles, "`other`"), None, "{titles:?}");
}

/// What goes around a boundary does so also beside a key that is set, and not where the boundary is content.
#[test]
fn a_key_beside_it_leads_around_a_boundary_too() {
    let boundary = |action: &str| {
        [
            r#"{"Statement":[{"Sid":"Cap","Effect":"Allow","Action":""#,
            action,
            r#"","Resource":"*"}]}"#,
        ]
        .concat()
    };
    let policy = r#"{"Statement":[{"Sid":"App","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/other"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]}"#;
    let asked = |action: &str| {
        World::asking("s3:GetObject", OBJECT)
            .by_role()
            .boundary("cap", &boundary(action))
            .resource("logs", "arn:aws:s3:::logs", HOME, Some(policy))
            .titles()
    };
    let around = |titles: &[String]| {
        titles
            .iter()
            .filter(|own| own.contains("around the caller's boundary"))
            .count()
    };
    let titles = asked("ec2:*");
    let through = titles.iter().filter(|own| own.contains("assumed-role/app/ci"));
    assert!(through.clone().count() > 0, "{titles:?}");
    assert_eq!(through.count(), around(&titles), "{titles:?}");
    assert_eq!(around(&asked("s3:*")), 0);
}

/// Of what is taken away nothing may remain that nobody would write.
#[test]
fn no_list_is_left_within_the_list_of_statements() {
    for own in [
        r#"{"Statement":{"Sid":"No","Effect":"Deny","Action":"s3:*","Resource":"*"}}"#,
        r#"{"Statement":[{"Sid":"No","Effect":"Deny","Action":"s3:*","Resource":"*"}]}"#,
    ] {
        let world = World::asking("s3:GetObject", OBJECT).identity("own", own);
        let flips = world.flips();
        assert!(!flips.is_empty());
        for flip in &flips {
            let text = world.text(flip, "own.json");
            assert!(
                !text.replace(' ', "").contains("[[") && !text.replace(' ', "").contains("[]"),
                "{text}"
            );
        }
    }
}

/// Where nobody knows the region, one that the lock allows is an answer; one that is known stays.
#[test]
fn a_region_that_nobody_knows_may_be_told() {
    let lock = r#"{"Version":"2012-10-17","Statement":[{"Sid":"Lock","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}}}]}"#;
    let asked = |arn: &str| {
        World::asking("ec2:StopInstances", arn)
            .identity("own", ALL)
            .scp("lock", lock)
            .titles()
    };
    let titles = asked("*");
    let told = "set `aws:RequestedRegion` to `eu-west-1`: then it is allowed";
    assert_eq!(titles[0], told, "{titles:?}");
    let known = asked("arn:aws:ec2:us-east-1:111122223333:instance/i-1");
    assert_eq!(place(&known, "set `aws:RequestedRegion`"), None, "{known:?}");
    assert_eq!(place(&known, "change `aws:RequestedRegion`"), None, "{known:?}");
}

/// That a boolean is sent is likelier than that it is not.
#[test]
fn a_boolean_is_turned_before_it_is_left_out() {
    let deny = r#"{"Version":"2012-10-17","Statement":[{"Sid":"All","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"No","Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}}}]}"#;
    let world = World::asking("s3:PutObject", OBJECT)
        .identity("own", deny)
        .with("aws:MultiFactorAuthPresent", "false");
    let titles = world.titles();
    assert_eq!(
        titles[0], "change `aws:MultiFactorAuthPresent` from `false` to `true`",
        "{titles:?}"
    );
}
