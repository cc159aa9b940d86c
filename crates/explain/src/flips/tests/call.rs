//! A call that is authorized more than once: what allows one authorization leaves the others open.

use super::*;

const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const SECRET: &str = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf";

/// Reading a secret, which decrypts; the question is about the key.
fn reads_a_secret(policy: &str) -> World {
    let delegates = r#"{"Statement":[{"Sid":"Own","Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"*"}]}"#;
    let mut world =
        World::asking("kms:Decrypt", KEY)
            .identity("own", policy)
            .resource("key", KEY, HOME, Some(delegates));
    world.call = vec![
        Request::new(0, "secretsmanager:GetSecretValue", SECRET),
        Request::new(0, "kms:Decrypt", KEY),
    ];
    world
}

fn world_with(policy: &str, other: &str) -> World {
    let mut world = reads_a_secret(policy);
    world.env.principals.push(user("bob", HOME));
    let text = world.attach("other", other);
    world.env.principals[1].identity.push(text);
    world
}

const WHOLE: &str = ": then the whole call is allowed";

/// Who may decrypt and not read the secret is no help for a call that needs both.
#[test]
fn another_caller_must_be_allowed_all_of_it() {
    let secrets =
        r#"{"Statement":[{"Sid":"Read","Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"*"}]}"#;
    let keys = r#"{"Statement":[{"Sid":"Use","Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}]}"#;
    let asked = |other| world_with(secrets, other).titles();
    let bob = |titles: &[String]| titles.iter().any(|own| own.contains("ask as `bob`"));
    assert!(bob(&asked(ALL)));
    assert!(!bob(&asked(keys)), "{:?}", asked(keys));
    assert!(!asked(keys).is_empty());
    // Asked by itself, the key is all there is to it.
    let mut alone = world_with(secrets, keys);
    alone.call.clear();
    assert!(bob(&alone.titles()));
}

/// A value that one statement wants and another one denies.
#[test]
fn a_value_that_closes_the_rest_is_not_offered() {
    let policy = r#"{"Statement":[
        {"Sid":"Read","Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"*","Condition":{"StringNotEquals":{"aws:UserAgent":"batch"}}},
        {"Sid":"Use","Effect":"Allow","Action":"kms:Decrypt","Resource":"*","Condition":{"StringEquals":{"aws:UserAgent":"batch"}}}]}"#;
    let sends = |titles: &[String]| titles.iter().any(|own| own.starts_with("change `aws:UserAgent`"));
    let mut world = reads_a_secret(policy).with("aws:UserAgent", "web");
    for own in &mut world.call {
        own.context.set_one("aws:UserAgent", "web");
    }
    assert!(!sends(&world.titles()), "{:?}", world.titles());
    world.call.clear();
    assert!(sends(&world.titles()), "{:?}", world.titles());
}

#[test]
fn what_opens_all_of_a_call_says_so() {
    let policy = r#"{"Statement":[
        {"Sid":"Read","Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}},
        {"Sid":"Use","Effect":"Allow","Action":"kms:Decrypt","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]}"#;
    let titles = reads_a_secret(policy).titles();
    let (all, one): (Vec<&String>, Vec<&String>) = titles.iter().partition(|own| own.ends_with(WHOLE));
    assert!(all.iter().any(|own| own.contains("with MFA")), "{titles:?}");
    assert!(
        one.iter()
            .any(|own| own.contains("the statement `Use`") || own.contains("add a statement")),
        "{titles:?}"
    );
    // Where nothing else is refused, there is nothing to say.
    let mut alone = reads_a_secret(policy);
    alone.call.remove(0);
    assert!(!alone.titles().iter().any(|own| own.ends_with(WHOLE)));
}
