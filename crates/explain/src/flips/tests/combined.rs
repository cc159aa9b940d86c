//! Several obstacles, and layers of other services.

use super::*;

const THEIRS: &str = "444455556666";

#[test]
fn another_account_needs_both_sides() {
    let own = r#"{"Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"}]}"#;
    let theirs = r#"{"Version":"2012-10-17","Statement":[
    {
        "Sid": "Theirs",
        "Effect": "Allow",
        "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
        "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::theirs/*"
    }
]}"#;
    let world = World::asking("s3:GetObject", "arn:aws:s3:::theirs/1")
        .identity("own", own)
        .resource("theirs", "arn:aws:s3:::theirs", THEIRS, Some(theirs));
    let found = world.flips();
    assert_eq!(
        found[0].title,
        "add `arn:aws:iam::111122223333:user/alice` to the principals of the statement `Theirs` of `theirs`, and add a \
         statement `AllowGetObject` to `own`"
    );
    assert_eq!(found[0].edits.len(), 2);
    let both = found
        .iter()
        .find(|flip| flip.title.starts_with("add a statement"))
        .unwrap();
    let text = world.text(both, "theirs.json");
    let added = r#"    },
    {
        "Sid": "AllowGetObject",
        "Effect": "Allow",
        "Principal": { "AWS": "arn:aws:iam::111122223333:user/alice" },
        "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::theirs/1"
    }
]}"#;
    assert_eq!(text, theirs.replace("    }\n]}", added));
}

#[test]
fn a_bucket_and_a_caller_without_policies() {
    let world =
        World::asking("s3:GetObject", "arn:aws:s3:::theirs/1").resource("theirs", "arn:aws:s3:::theirs", THEIRS, None);
    let found = world.flips();
    assert_eq!(found.len(), 1);
    let places: Vec<&str> = found[0]
        .edits
        .iter()
        .map(|edit| match edit {
            Edit::Attach { place, .. } => place.as_str(),
            _ => "",
        })
        .collect();
    assert_eq!(places, ["principals.alice.policies", "resources.theirs.policy"]);
}

#[test]
fn a_key_policy_that_does_not_name_the_role() {
    let arn = "arn:aws:kms:eu-west-1:111122223333:key/1";
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Sid":"Bob","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:user/bob"]},"Action":"kms:Decrypt","Resource":"*"}]}"#;
    let world = World::asking("kms:Decrypt", arn)
        .by_role()
        .identity("own", ALL)
        .resource("key", arn, HOME, Some(policy));
    let found = world.flips();
    let title = "add `arn:aws:iam::111122223333:role/app` to the principals of the statement `Bob` of `key`";
    assert_eq!(found[0].title, title);
    assert_eq!(
        world.text(&found[0], "key.json"),
        policy.replace("user/bob\"", "user/bob\",\"arn:aws:iam::111122223333:role/app\"")
    );
    let added = found
        .iter()
        .find(|flip| flip.title.starts_with("add a statement"))
        .unwrap();
    // In a key policy the star is this key.
    assert!(
        world
            .text(added, "key.json")
            .ends_with(r#""Action":"kms:Decrypt","Resource":"*"}]}"#)
    );
}

#[test]
fn a_trust_policy_with_an_external_id() {
    let trust = r#"{"Version":"2012-10-17","Statement":[{"Sid":"Partner","Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"42"}}}]}"#;
    let world = World::asking("sts:AssumeRole", "arn:aws:iam::444455556666:role/theirs")
        .identity("own", ALL)
        .resource("theirs", "arn:aws:iam::444455556666:role/theirs", THEIRS, Some(trust));
    let found = world.flips();
    assert_eq!(found[0].title, "set `sts:ExternalId` to `42`");
    let drop = found.iter().find(|flip| flip.title.starts_with("drop")).unwrap();
    assert_eq!(
        world.text(drop, "theirs.json"),
        trust.replace(",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"42\"}}", "")
    );
    let added = found
        .iter()
        .find(|flip| flip.title.starts_with("add a statement"))
        .unwrap();
    assert!(!world.text(added, "theirs.json").contains("Resource"));
}

#[test]
fn a_missing_key_and_a_missing_action_together() {
    let boundary = r#"{"Statement":[{"Sid":"Some","Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}"#;
    let own = r#"{"Statement":[{"Sid":"Mine","Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}}]}"#;
    let world = World::asking("s3:PutObject", "arn:aws:s3:::logs/1")
        .identity("own", own)
        .boundary("cap", boundary);
    let found = world.flips();
    let both = "set `aws:SourceVpce` to `vpce-1`, and add `s3:PutObject` to the statement `Some` of `cap` (boundary; ask \
                its owner)";
    let flip = found.iter().find(|flip| flip.title == both).unwrap();
    assert!(flip.guardrail && flip.edits.len() == 2);
    // Where the bucket's policy names alice, neither her policy nor her boundary is asked.
    let around = found.iter().find(|flip| flip.title.starts_with("give")).unwrap();
    assert!(around.guardrail);
}

#[test]
fn what_the_deciding_unknown_leaves_open_is_settled_too() {
    let own = r#"{"Statement":[{"Sid":"Mine","Effect":"Allow","Action":"s3:GetObject","Resource":"*"},
        {"Sid":"Bad","Effect":"Deny","Action":"*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}]}"#;
    let world = World::asking("s3:PutObject", "arn:aws:s3:::logs/1").identity("own", own);
    assert!(world.outcome().is_deny());
    let titles = world.titles();
    assert_eq!(
        titles[0],
        "add `s3:PutObject` to the statement `Mine` of `own`, and set `aws:SourceIp` to `192.0.2.1`"
    );
}

#[test]
fn a_document_in_two_layers_is_edited_once() {
    let text = r#"{"Statement":[{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}"#;
    let mut world = World::asking("s3:PutObject", "arn:aws:s3:::logs/1").identity("both", text);
    world.env.principals[0].boundary = world.env.principals[0].identity.first().copied();
    let found = world.flips();
    assert_eq!(found[0].edits.len(), 1, "{found:?}");
}

/// Neighbours share a comma, and the last of a list takes the one before it along.
#[test]
fn neighbours_are_taken_out_together() {
    let allow = r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#;
    let deny = |action: &str| ["{\"Effect\":\"Deny\",\"Action\":\"", action, "\",\"Resource\":\"*\"}"].concat();
    let many = |count: usize| {
        (0..count)
            .map(|at| deny(&["s3:Get", &"*".repeat(at)].concat()))
            .collect::<Vec<_>>()
    };
    let written = |list: &[String]| ["{\"Statement\":[", &list.join(",\n "), "]}"].concat();
    for count in [2, 3, 4, 6] {
        for at in [0, 1] {
            let mut list = many(count);
            list.insert(at * count, allow.to_owned());
            let world = World::asking("s3:Get", "arn:aws:s3:::own/1").identity("own", &written(&list));
            let found = world.flips();
            let all = found.iter().find(|flip| flip.title.matches("remove").count() == count);
            let all = all.unwrap_or_else(|| panic!("{count} at {at}: {found:?}"));
            assert_eq!(world.text(all, "own.json"), written(&[allow.to_owned()]));
        }
    }
    let twins = [deny("s3:*"), allow.to_owned(), deny("s3:*"), deny("s3:*")];
    let world = World::asking("s3:Get", "arn:aws:s3:::own/1").identity("own", &written(&twins));
    let found = world.flips();
    assert_eq!(
        found[0].title,
        "remove the statement at line 1 of `own` and its 2 copies"
    );
    assert_eq!(world.text(&found[0], "own.json"), written(&[allow.to_owned()]));
}

/// Each copy would take away all of them: one offer is enough, and each its own would be a square of edits.
#[test]
fn a_thousand_copies_are_one_offer() {
    let allow = r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#;
    let deny = r#"{"Effect":"Deny","Action":"s3:*","Resource":"*"}"#;
    let mut list = vec![deny; 1000];
    list.push(allow);
    let text = ["{\"Statement\":[", &list.join(","), "]}"].concat();
    let world = World::asking("s3:Get", "arn:aws:s3:::own/1").identity("own", &text);
    let found = world.flips();
    let removing = found.iter().filter(|flip| flip.title.contains("remove"));
    assert_eq!(removing.count(), 1, "{:?}", world.titles());
    assert_eq!(
        world.text(&found[0], "own.json"),
        ["{\"Statement\":[", allow, "]}"].concat()
    );
}

#[test]
fn twins_that_allow_are_closed_together() {
    let allow = r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#;
    let other = r#"{"Effect":"Allow","Action":"ec2:*","Resource":"*"}"#;
    for list in [[allow, allow, other], [other, allow, allow], [allow, other, allow]] {
        let text = ["{\"Statement\":[", &list.join(","), "]}"].concat();
        let world = World::asking("s3:Get", "arn:aws:s3:::own/1").identity("own", &text);
        assert_eq!(world.outcome(), Outcome::Allow);
        let found = world.flips();
        let both = found.iter().find(|flip| flip.title.ends_with("and its copy"));
        let both = both.unwrap_or_else(|| panic!("{:?}", world.titles()));
        assert_eq!(world.text(both, "own.json"), ["{\"Statement\":[", other, "]}"].concat());
    }
}

/// What is put behind the last of a list needs no comma where all of the list is taken out.
#[test]
fn denies_make_room_for_an_allow() {
    let deny = r#"{"Effect":"Deny","Action":"s3:*","Resource":"*"}"#;
    let other = r#"{"Effect":"Deny","Action":"s3:G*","Resource":"*"}"#;
    for list in [[deny, other], [deny, deny]] {
        let text = ["{\"Statement\":[", &list.join(",\n"), "]}"].concat();
        let world = World::asking("s3:Get", "arn:aws:s3:::own/1").identity("own", &text);
        let titles = world.titles();
        assert!(
            titles[0].starts_with("add a statement `AllowGet` to `own`, and remove"),
            "{titles:?}"
        );
        assert_eq!(
            world.text(&world.flips()[0], "own.json"),
            r#"{"Statement":[{"Sid":"AllowGet","Effect":"Allow","Action":"s3:Get","Resource":"arn:aws:s3:::own/1"}]}"#
        );
    }
}

#[test]
fn one_key_is_set_once() {
    let own = r#"{"Statement":[{"Sid":"Mine","Effect":"Allow","Action":"ec2:CreateTags","Resource":"*",
        "Condition":{"StringNotEquals":{"aws:RequestTag/team":"hr"},"StringLike":{"aws:RequestTag/team":"pay"}}}]}"#;
    let world = World::asking("ec2:CreateTags", "*")
        .identity("own", own)
        .with("aws:RequestTag/team", "hr");
    let titles = world.titles();
    let wanted = "change `aws:RequestTag/team` from `hr` to `pay`";
    assert!(titles.iter().any(|own| own == wanted), "{titles:?}");
    assert!(
        !titles.iter().any(|own| own.matches("RequestTag").count() > 1),
        "{titles:?}"
    );
}
