//! Keys with several values, and ways that are described.

use iamwhy_engine::world::{Endpoint, EndpointKind};

use super::*;

fn tagging(condition: &str) -> World {
    let own = format!(
        r#"{{"Statement":[{{"Sid":"Tag","Effect":"Allow","Action":"sqs:TagQueue","Resource":"*","Condition":{{{condition}}}}}]}}"#
    );
    World::asking("sqs:TagQueue", "arn:aws:sqs:us-east-1:111122223333:jobs").identity("own", &own)
}

fn many(list: &[&str]) -> ContextValue {
    ContextValue::Many(list.iter().map(|own| (*own).into()).collect())
}

#[test]
fn a_tag_too_many_is_left_out() {
    let mut world = tagging(r#""ForAllValues:StringEquals":{"aws:TagKeys":["env","team"]}"#);
    world.request.tags = vec![("env".into(), "dev".into()), ("cost".into(), "7".into())];
    assert_eq!(world.titles()[0], "send no `aws:RequestTag/cost`");
}

/// All that is in the way is let in at once, and nothing more.
#[test]
fn a_list_that_must_hold_every_value_takes_those_that_it_lacks() {
    let mut world = tagging(r#""ForAllValues:StringEquals":{"aws:TagKeys":["env", "team"]}"#);
    let tag = |name: &str| (name.into(), "x".into());
    world.request.tags = vec![tag("env"), tag("cost"), tag("owner")];
    let flips = world.flips();
    let flip = flips
        .iter()
        .find(|own| own.title.starts_with("let the statement `Tag`"));
    let flip = flip.unwrap_or_else(|| panic!("{flips:?}"));
    assert_eq!(
        flip.title,
        "let the statement `Tag` of `own` accept `cost` and `owner` for `aws:TagKeys`"
    );
    let text = world.text(flip, "own.json");
    assert!(
        text.contains(r#""aws:TagKeys":["env", "team", "cost", "owner"]"#),
        "{text}"
    );
}

#[test]
fn a_tag_that_is_missing_is_sent_beside_the_others() {
    let mut world = tagging(r#""ForAnyValue:StringEquals":{"aws:TagKeys":"team"}"#);
    world.request.tags = vec![("env".into(), "dev".into())];
    assert_eq!(world.titles()[0], "set `aws:RequestTag/team` to `example`");
}

#[test]
fn a_written_list_keeps_what_passes() {
    let mut world = tagging(r#""ForAllValues:StringLike":{"dynamodb:Attributes":["a*","b"]}"#);
    world
        .request
        .context
        .set("dynamodb:Attributes", many(&["a1", "c", "b"]));
    assert_eq!(world.titles()[0], "set `dynamodb:Attributes` to `a1`, `b`");

    let mut world = tagging(r#""ForAnyValue:StringEquals":{"dynamodb:Attributes":"c"}"#);
    world.request.context.set("dynamodb:Attributes", many(&["a", "b"]));
    assert_eq!(world.titles()[0], "set `dynamodb:Attributes` to `a`, `b`, `c`");
}

#[test]
fn one_value_closes_what_asks_for_all() {
    let mut world = tagging(r#""ForAllValues:StringEquals":{"dynamodb:Attributes":["a","b"]}"#);
    world.request.context.set("dynamodb:Attributes", many(&["a", "b"]));
    assert_eq!(world.titles()[0], "set `dynamodb:Attributes` to `a`, `b`, `other`");
}

const OBJECT: &str = "arn:aws:s3:::logs/1.gz";

fn endpoint(id: &str, vpc: &str) -> Endpoint {
    Endpoint {
        id: id.into(),
        vpc: Some(vpc.into()),
        kind: EndpointKind::Gateway,
        ..Endpoint::default()
    }
}

/// Reading is allowed where a condition holds; there are two endpoints, of which the second lets through nothing but writing.
fn reading(condition: &str) -> World {
    let own = format!(
        r#"{{"Statement":[{{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{{{condition}}}}}]}}"#
    );
    let mut world = World::asking("s3:GetObject", OBJECT).identity("own", &own);
    let strict = world.attach(
        "strict",
        r#"{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:PutObject","Resource":"*"}]}"#,
    );
    world.env.endpoints = vec![
        endpoint("vpce-1", "vpc-a"),
        Endpoint {
            policy: Some(strict),
            ..endpoint("vpce-2", "vpc-b")
        },
    ];
    world
}

#[test]
fn a_described_endpoint_is_a_way_and_no_value() {
    let world = reading(r#""StringEquals":{"aws:SourceVpce":"vpce-1"}"#);
    assert_eq!(world.titles()[0], "ask through the endpoint `vpce-1`");
    let world = reading(r#""StringEquals":{"aws:SourceVpc":"vpc-a"}"#);
    assert_eq!(world.titles()[0], "ask through the endpoint `vpce-1`");
    // Its own policy refuses: the value alone would not have met it.
    let world = reading(r#""StringEquals":{"aws:SourceVpce":"vpce-2"}"#);
    for flip in world.flips() {
        let alone = flip.edits.len() == 1 && matches!(&flip.edits[0], Edit::Context { .. } | Edit::Endpoint { .. });
        assert!(!alone || flip.title.starts_with("drop"), "{flip:?}");
    }
}

#[test]
fn an_endpoint_goes_with_the_other_conditions() {
    let both = r#""StringEquals":{"aws:SourceVpce":"vpce-1"},"Bool":{"aws:MultiFactorAuthPresent":"true"}"#;
    let titles = reading(both).titles();
    let wanted = "ask through the endpoint `vpce-1`, and call as `alice` with MFA (credential `sessionTokenMfa`)";
    assert!(titles.iter().any(|own| own == wanted), "{titles:?}");
}

#[test]
fn nobody_passes_two_endpoints() {
    let mut world = reading(r#""StringEquals":{"aws:SourceVpce":"vpce-9"}"#);
    world.request.endpoint = Some(0);
    let found = world.flips();
    let title = "change `aws:SourceVpce` from `vpce-1` to `vpce-9`";
    let own = found.iter().find(|own| own.title == title).unwrap();
    assert!(own.edits.contains(&Edit::Endpoint { endpoint: None }), "{own:?}");
}

#[test]
fn what_the_context_says_of_the_old_way_goes_with_it() {
    let world = reading(r#""StringEquals":{"aws:SourceVpce":"vpce-1"}"#).with("aws:SourceVpce", "vpce-7");
    let found = world.flips();
    let mut ways = found
        .iter()
        .filter(|own| own.title == "ask through the endpoint `vpce-1`");
    assert_eq!(ways.next().map(|own| own.edits.len()), Some(2), "{found:?}");
}

/// What is enough alone is not offered with something beside it.
#[test]
fn no_flip_holds_another_one() {
    for condition in [
        r#""StringEquals":{"aws:SourceVpce":"vpce-1"}"#,
        r#""StringNotEquals":{"aws:SourceVpce":"vpce-7"},"Bool":{"aws:MultiFactorAuthPresent":"true"}"#,
    ] {
        let found = reading(condition).with("aws:SourceVpce", "vpce-7").flips();
        for (at, flip) in found.iter().enumerate() {
            let earlier = found.iter().take(at);
            let held = |own: &&Flip| own.edits.iter().all(|edit| flip.edits.contains(edit));
            assert_eq!(earlier.filter(held).count(), 0, "{flip:?}");
        }
    }
}

/// Only credentials that somebody was given have tags and MFA; what a service does in a caller's name is another call.
#[test]
fn nobody_is_told_to_send_what_he_cannot_have() {
    let policy = r#"{"Statement":[{"Sid":"Team","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"KEY":"VALUE"}}}]}"#;
    let asked = |key: &str, value: &str, is: PrincipalIs| {
        let policy = policy.replace("KEY", key).replace("VALUE", value);
        let mut world =
            World::asking("s3:GetObject", OBJECT).resource("logs", "arn:aws:s3:::logs", HOME, Some(&policy));
        world.env.principals[0].is = is;
        let titles = world.titles();
        titles
            .iter()
            .position(|own| own.contains(&format!("`{key}` ")) && !own.starts_with("drop"))
    };
    for (key, value) in [("aws:PrincipalTag/team", "pay"), ("aws:MultiFactorAuthPresent", "true")] {
        // MFA is a credential first.
        let of_user = Some(usize::from(!key.contains("Tag")));
        assert_eq!(asked(key, value, PrincipalIs::User), of_user, "{key}");
        assert_eq!(asked(key, value, PrincipalIs::Anonymous), None, "{key}");
    }
    let via = asked("aws:ViaAWSService", "true", PrincipalIs::User);
    assert!(via > Some(0), "{via:?}");
}
