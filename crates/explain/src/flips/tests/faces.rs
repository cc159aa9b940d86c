//! What callers have and policies mean: credentials, addresses, keys, bounds, and whom nobody gives all rights.

use super::*;

const OBJECT: &str = "arn:aws:s3:::logs/1.gz";

fn allowing(condition: &str) -> World {
    let policy = [
        r#"{"Version":"2012-10-17","Statement":[{"Sid":"If","Effect":"Allow","Action":"*","Resource":"*","Condition":{"#,
        condition,
        "}}]}",
    ];
    World::asking("s3:GetObject", OBJECT).identity("own", &policy.concat())
}

/// A token without MFA is refused by IAM whatever policies say; the same user has other credentials.
#[test]
fn a_token_without_mfa_is_changed_for_one_with_it() {
    let mut world = World::asking("iam:ListUsers", "*").identity("own", ALL);
    world.env.principals[0].credential = Credential::SessionToken;
    assert_eq!(
        world.titles(),
        ["call as `alice` with MFA (credential `sessionTokenMfa`)"]
    );
    // With the account's own keys the policy decides.
    world.env.principals[0].credential = Credential::LongTerm;
    world.env.principals[0].identity.clear();
    assert!(world.titles().iter().all(|own| !own.contains("MFA")));
}

/// AWS sees no private address, and so nobody comes from one.
#[test]
fn nobody_comes_from_a_private_address() {
    let sent = |block: &str| {
        let world =
            allowing(&format!(r#""IpAddress":{{"aws:SourceIp":"{block}"}}"#)).with("aws:SourceIp", "192.0.2.44");
        world
            .titles()
            .iter()
            .any(|own| own.starts_with("change `aws:SourceIp`"))
    };
    for (block, possible) in [
        ("10.0.0.0/8", false),
        ("172.20.0.0/16", false),
        ("192.168.0.0/16", false),
        ("172.40.0.0/16", true),
        ("203.0.113.0/24", true),
    ] {
        assert_eq!(sent(block), possible, "{block}");
    }
}

/// A key that AWS never sends is most often one that it does, written otherwise.
#[test]
fn the_key_that_was_meant_is_offered() {
    let world = allowing(r#""StringEquals":{"aws:PrincipleTag/team":"pay"}"#).with("aws:PrincipalTag/team", "pay");
    let flips = world.flips();
    assert_eq!(
        flips[0].title,
        "write `aws:PrincipalTag/team` for `aws:PrincipleTag/team` in the statement `If` of `own`"
    );
    let text = world.text(&flips[0], "own.json");
    assert!(
        text.contains(r#""StringEquals":{"aws:PrincipalTag/team":"pay"}"#),
        "{text}"
    );
    // Where the right one would not hold either, it is no help.
    let other = allowing(r#""StringEquals":{"aws:PrincipleTag/team":"pay"}"#).with("aws:PrincipalTag/team", "ops");
    assert!(!other.titles().iter().any(|own| own.starts_with("write")));
}

/// A limit is no list: it moves as far as it must.
#[test]
fn a_bound_moves_as_far_as_it_must() {
    for (operator, from, value, to) in [
        ("NumericLessThan", "100", "500", "501"),
        ("NumericLessThanEquals", "100", "500", "500"),
        ("NumericGreaterThan", "900", "500", "499"),
        (
            "DateLessThanEquals",
            "2026-01-01T00:00:00Z",
            "2026-06-01T00:00:00Z",
            "2026-06-01T00:00:00Z",
        ),
    ] {
        let key = if from.contains('T') {
            "aws:CurrentTime"
        } else {
            "s3:max-keys"
        };
        let world = allowing(&format!(r#""{operator}":{{"{key}":"{from}"}}"#)).with(key, value);
        let flips = world.flips();
        let title = format!("move the bound for `{key}` from `{from}` to `{to}` in the statement `If` of `own`");
        let flip = flips.iter().find(|own| own.title == title);
        let flip = flip.unwrap_or_else(|| panic!("{operator}: {flips:?}"));
        assert!(world.text(flip, "own.json").contains(&format!(r#"{{"{key}":"{to}"}}"#)));
    }
}

/// Whoever is no colleague gets what he asks for, and not all of a key.
#[test]
fn no_stranger_is_given_a_share_of_all_actions() {
    let key = "arn:aws:kms:eu-west-1:111122223333:key/k";
    let policy = r#"{"Statement":[{"Sid":"Admins","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/root"},"Action":"kms:*","Resource":"*"}]}"#;
    let asked = |change: &dyn Fn(&mut Principal)| {
        let mut world = World::asking("kms:Decrypt", key)
            .identity("own", ALL)
            .resource("key", key, HOME, Some(policy));
        change(&mut world.env.principals[0]);
        let titles = world.titles();
        assert!(
            titles[0].starts_with("add a statement `AllowDecrypt` to `key`"),
            "{titles:?}"
        );
        titles
            .iter()
            .any(|own| own.contains("to the principals of the statement `Admins`"))
    };
    assert!(asked(&|_| {}));
    assert!(!asked(&|own| own.account = Some("444455556666".into())));
    let service = "logs.eu-west-1.amazonaws.com";
    assert!(!asked(
        &|own| *own = Principal::new(PrincipalIs::Service, service, service)
    ));
}
