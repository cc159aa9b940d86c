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
    assert_eq!(sent(&late), None, "{late:?}");
    let moved = "move the bound for `aws:CurrentTime` from `2026-01-01T00:00:00Z` to `2026-06-01T00:00:01Z` in the statement `Trial` of `own`";
    assert_eq!(late[0], moved);
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

/// Where the only statement of a policy denies, an Allow in its place would take its guard from everybody: an exception comes first.
#[test]
fn a_deny_gives_its_place_to_an_allow_only_where_nothing_else_helps() {
    let deny = r#"{"Statement":[{"Sid":"NotMe","Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"s3:*","Resource":"arn:aws:s3:::logs/*"}]}"#;
    let read =
        r#"{"Statement":[{"Sid":"List","Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::logs"}]}"#;
    let titles = World::asking("s3:GetObject", OBJECT)
        .identity("own", read)
        .resource("logs", "arn:aws:s3:::logs", HOME, Some(deny))
        .titles();
    assert!(
        titles[0].starts_with("add a statement `AllowGetObject` to `own`"),
        "{titles:?}"
    );
    assert!(
        titles[0].contains("and exempt `arn:aws:iam::111122223333:user/alice`"),
        "{titles:?}"
    );
    assert!(!titles.iter().any(|own| own.starts_with("replace")), "{titles:?}");
    // A boundary that is one Deny of everything leaves nothing else.
    let all = r#"{"Statement":[{"Sid":"No","Effect":"Deny","Action":"*","Resource":"*"}]}"#;
    let titles = World::asking("s3:GetObject", OBJECT)
        .identity("own", ALL)
        .boundary("cap", all)
        .titles();
    assert!(
        titles[0].starts_with("replace the statement `No` of `cap`"),
        "{titles:?}"
    );
}

/// Without its condition a statement is for all that the condition kept out; a statement of its own is for this request.
#[test]
fn a_condition_is_dropped_last() {
    let policy = r#"{"Statement":[{"Sid":"Ours","Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"aws:ResourceOrgID":"o-a1b2c3d4e5"}}}]}"#;
    let titles = World::asking("s3:GetObject", OBJECT).identity("own", policy).titles();
    let at = |words: &str| titles.iter().position(|own| own.starts_with(words));
    assert_eq!(at("add a statement `AllowGetObject` to `own`"), Some(0), "{titles:?}");
    assert_eq!(at("drop the condition"), Some(titles.len() - 1), "{titles:?}");
}

/// In one account the caller's own policies are what is missing; the resource's could help as well.
#[test]
fn the_layer_that_is_named_comes_first() {
    let read =
        r#"{"Statement":[{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::other/*"}]}"#;
    let bucket = r#"{"Statement":[{"Sid":"Bob","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/bob"},"Action":"s3:ListBucket","Resource":"arn:aws:s3:::logs"}]}"#;
    let titles = World::asking("s3:PutObject", OBJECT)
        .identity("own", read)
        .resource("logs", "arn:aws:s3:::logs", HOME, Some(bucket))
        .titles();
    assert!(
        titles[0].starts_with("add a statement `AllowPutObject` to `own`"),
        "{titles:?}"
    );
    assert!(
        titles[1].starts_with("add a statement `AllowPutObject` to `logs`"),
        "{titles:?}"
    );
}

/// The tags of both sides can be set: that of the resource first, then the caller's.
#[test]
fn a_tag_of_the_caller_that_a_variable_reads() {
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Sid":"Own","Effect":"Allow","Action":"ec2:StartInstances","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/team":"${aws:PrincipalTag/team}"}}}]}"#;
    let asked = || {
        World::asking("ec2:StartInstances", "arn:aws:ec2:eu-west-1:111122223333:instance/i-1")
            .identity("own", policy)
            .with("aws:ResourceTag/team", "pay")
    };
    assert_eq!(asked().titles()[0], "set `aws:PrincipalTag/team` to `pay`");
    let titles = asked().with("aws:PrincipalTag/team", "ops").titles();
    assert_eq!(titles[0], "change `aws:ResourceTag/team` from `pay` to `ops`");
    assert_eq!(titles[1], "change `aws:PrincipalTag/team` from `ops` to `pay`");
    // Nobody chooses his name, but where it is not known it can be told.
    let home = policy.replace("aws:PrincipalTag/team", "aws:username");
    let by_name = |world: World| world.titles().iter().any(|own| own.contains("`aws:username`"));
    let world = || {
        World::asking("ec2:StartInstances", "arn:aws:ec2:eu-west-1:111122223333:instance/i-1")
            .identity("own", &home)
            .with("aws:ResourceTag/team", "pay")
    };
    assert!(!by_name(world()));
    let mut open = world();
    let unknown = ContextValue::Unknown { presence: false };
    open.request.context.set("aws:username", unknown);
    let titles = open.titles();
    assert_eq!(
        titles[0], "set `aws:username` to `pay`: then it is allowed",
        "{titles:?}"
    );
}

/// A service is told from itself by what it works for.
#[test]
fn a_guardrail_leaves_out_one_source_of_a_service() {
    let name = "cloudtrail.amazonaws.com";
    let trail = "arn:aws:cloudtrail:eu-west-1:444455556666:trail/t";
    let policy = r#"{"Statement":[{"Sid":"Trail","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/*"},{"Sid":"Deputy","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::logs/*","Condition":{"StringNotEqualsIfExists":{"aws:SourceOrgID":"o-a1b2c3d4e5"},"Bool":{"aws:PrincipalIsAWSService":"true"}}}]}"#;
    let mut world = World::asking("s3:PutObject", OBJECT).resource("logs", "arn:aws:s3:::logs", HOME, Some(policy));
    world.env.principals = vec![Principal::new(PrincipalIs::Service, name, name)];
    let world = world.with("aws:SourceArn", trail);
    let flips = world.flips();
    assert!(flips[0].title.starts_with(&format!("exempt `{trail}`")), "{flips:?}");
    let text = world.text(&flips[0], "logs.json");
    let exception = r#""ArnNotEquals":{ "aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:444455556666:trail/t" }"#;
    assert!(text.contains(exception), "{text}");
}

/// The list of spared callers that a guardrail has is where one more belongs; the region is open to everybody then.
#[test]
fn a_guardrail_spares_one_caller_before_a_whole_region() {
    let scp = r#"{"Statement":[{"Sid":"Regions","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"},"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/break-glass"}}}]}"#;
    let titles = World::asking("lambda:GetFunction", "arn:aws:lambda:us-east-1:111122223333:function:f")
        .identity("own", ALL)
        .scp("regions", scp)
        .with("aws:RequestedRegion", "us-east-1")
        .titles();
    assert!(
        titles[0].starts_with("exempt `arn:aws:iam::111122223333:user/alice` (`aws:PrincipalArn`)"),
        "{titles:?}"
    );
    assert!(
        titles[1].starts_with("exempt `us-east-1` (`aws:RequestedRegion`)"),
        "{titles:?}"
    );
}

/// What stands for a wildcard is an example.
#[test]
fn a_pattern_is_said_beside_its_example() {
    let policy = r#"{"Statement":[{"Sid":"Small","Effect":"Allow","Action":"ec2:RunInstances","Resource":"*","Condition":{"StringLike":{"ec2:InstanceType":"t3.*"}}}]}"#;
    let titles = World::asking("ec2:RunInstances", "arn:aws:ec2:eu-west-1:111122223333:instance/*")
        .identity("own", policy)
        .titles();
    assert_eq!(
        titles[0],
        "set `ec2:InstanceType` to `t3.example`, which `t3.*` matches"
    );
}

/// What fits already stays; the rest is an example.
#[test]
fn an_example_keeps_what_fits() {
    let policy = r#"{"Statement":[{"Sid":"Orders","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:execute-api:eu-west-1:111122223333:abc/*/GET/*"}}}]}"#;
    let function = "arn:aws:lambda:eu-west-1:111122223333:function:f";
    let asked = |source: &str| {
        let name = "apigateway.amazonaws.com";
        let mut world = World::asking("lambda:InvokeFunction", function).resource("f", function, HOME, Some(policy));
        world.env.principals = vec![Principal::new(PrincipalIs::Service, name, name)];
        world.with("aws:SourceArn", source).titles()
    };
    let api = "arn:aws:execute-api:eu-west-1:111122223333:abc/";
    assert!(asked(&[api, "prod/POST/orders"].concat())[0].contains("abc/prod/GET/orders`, which"));
    assert!(asked(&[api, "prod/POST/orders/7"].concat())[0].contains("abc/example/GET/example`, which"));
}

/// No request sends the tags of a resource or of its caller.
#[test]
fn a_tag_that_is_in_the_way_is_removed() {
    let policy = r#"{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"Secret","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringLike":{"aws:ResourceTag/secret":"*"}}}]}"#;
    let world = World::asking("ec2:StartInstances", "arn:aws:ec2:eu-west-1:111122223333:instance/i-1")
        .identity("own", policy)
        .with("aws:ResourceTag/secret", "yes");
    assert_eq!(world.titles()[0], "remove the tag `aws:ResourceTag/secret`");
}
