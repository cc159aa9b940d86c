//! Completions, commands, and edits of JSON text.
#![allow(clippy::unwrap_used)]

mod corpus;

use iamwhy_engine::Layer;
use iamwhy_policy::Json;
use iamwhy_workbench::{Bench, COMMANDS, Catalogue, DiffLine, Group, NoCatalogue, diff, edit, find_commands};

fn complete(text: &str, layer: Layer) -> (Vec<String>, String) {
    let bench = Bench::open(&corpus::fixture(
        "organizations/a-lower-allow-cannot-undo-a-higher-deny",
    ));
    let at = text.find('|').unwrap();
    let plain = text.replace('|', "");
    let units = text[..at].encode_utf16().count() as u32;
    let found = bench.completions(&plain, units, layer, &NoCatalogue);
    let all: Vec<u16> = plain.encode_utf16().collect();
    let replaced = String::from_utf16(&all[found.from as usize..found.to as usize]).unwrap();
    (found.list.into_iter().map(|own| own.label).collect(), replaced)
}

#[test]
fn what_fits_is_offered_and_what_does_not_is_not() {
    let has = |list: &[String], word: &str| list.iter().any(|own| own == word);
    let (list, replaced) = complete("{ \"Statement\": [ { \"Sid\": \"é\", \"|", Layer::Identity);
    assert!(
        has(&list, "Effect") && !has(&list, "Sid") && !has(&list, "Principal"),
        "{list:?}"
    );
    assert_eq!(replaced, "\"");
    assert!(has(
        &complete("{ \"Statement\": { \"Pri|\": 1", Layer::Rcp).0,
        "Principal"
    ));
    assert_eq!(complete("{ |", Layer::Scp).0, ["Version", "Id", "Statement"]);
    assert_eq!(
        complete("{ \"Version\": \"|\" }", Layer::Scp),
        (
            vec!["2012-10-17".to_owned(), "2008-10-17".to_owned()],
            "\"\"".to_owned()
        )
    );
    let (list, replaced) = complete(
        "{ \"Statement\": [ { \"Action\": [\"a\", \"sqs:Sen|d\"] } ]",
        Layer::Identity,
    );
    assert!(has(&list, "sqs:SendMessage") && !has(&list, "s3:GetObject"), "{list:?}");
    assert_eq!(replaced, "\"sqs:Send\"");
    assert!(has(
        &complete("{ \"Statement\": { \"Condition\": { \"|\": 1 } } }", Layer::Identity).0,
        "StringNotLike"
    ));
    assert!(has(
        &complete(
            "{ \"Statement\": { \"Condition\": { \"Bool\": { \"aws:Sec|\"",
            Layer::Identity
        )
        .0,
        "aws:SecureTransport"
    ));
    assert_eq!(
        complete(
            "{ \"Statement\": { \"Condition\": { \"Bool\": { \"aws:SecureTransport\": |",
            Layer::Identity
        )
        .0,
        ["true", "false"]
    );
    assert!(has(
        &complete(
            "{ \"Statement\": { \"Condition\": { \"StringEquals\": { \"aws:PrincipalOrgID\": [\"|\"]",
            Layer::Identity
        )
        .0,
        "o-a1b2c3d4e5"
    ));
    assert!(has(
        &complete("{ \"Statement\": { \"Principal\": { \"AWS\": \"|", Layer::Resource).0,
        "arn:aws:iam::111122223333:user/alice"
    ));
    assert!(
        complete("{ \"Statement\": { \"Sid\": \"|", Layer::Resource)
            .0
            .is_empty()
    );
}

#[test]
fn the_whole_file_is_completed_too() {
    let text = corpus::fixture("organizations/a-lower-allow-cannot-undo-a-higher-deny");
    let bench = Bench::open(&text);
    let list = |before: &str| -> Vec<String> {
        let at = text.find(before).unwrap() + before.len();
        let units = text[..at].encode_utf16().count() as u32;
        bench
            .file_completions(&text, units, &NoCatalogue)
            .list
            .into_iter()
            .map(|own| own.label)
            .collect()
    };
    assert!(list("\"principal\": \"").contains(&"alice".to_owned()));
    assert!(list("\"name\": \"denied at the root\",\n      \"").contains(&"endpoint".to_owned()));
    assert!(list("\"policies\": [\"").contains(&"S3AndSqs".to_owned()));
    assert!(list("{ \"Sid\": \"Everything\", \"").contains(&"NotAction".to_owned()));
}

#[test]
fn a_catalogue_adds_what_it_knows() {
    struct Known;
    impl Catalogue for Known {
        fn actions(&self, beginning: &str, found: &mut dyn FnMut(&str, &str)) {
            found(&format!("{beginning}Thing"), "a thing");
        }
        fn keys(&self, _: &str, _: &mut dyn FnMut(&str, &str)) {}
    }
    let bench = Bench::open("{}");
    let found = bench.completions("{\"Statement\":{\"Action\":\"s3:\"}}", 27, Layer::Identity, &Known);
    assert_eq!(found.list.len(), 1);
    assert_eq!(
        (found.list[0].text.as_str(), found.list[0].detail.as_str()),
        ("\"s3:Thing\"", "a thing")
    );
}

#[test]
fn commands_are_one_table() {
    for (at, command) in COMMANDS.iter().enumerate() {
        for other in &COMMANDS[..at] {
            assert_ne!(command.id, other.id);
            // Two of one key are never there at once.
            assert!(
                command.keys.is_empty() || command.keys != other.keys || command.when != other.when,
                "{}",
                command.id
            );
        }
        assert!(Group::ALL.contains(&command.group) && !command.title.ends_with('.'));
    }
    assert_eq!(find_commands("  PASTE any ")[0].id, "paste");
    assert_eq!(find_commands("").len(), COMMANDS.len());
    assert!(find_commands("zzz").is_empty());
    let mut bench = Bench::open(&corpus::fixture("boundaries/a-boundary-is-a-ceiling-not-a-floor"));
    let fits = |bench: &Bench, id: &str| COMMANDS.iter().find(|own| own.id == id).unwrap().fits(bench);
    assert!(!fits(&bench, "undo") && !fits(&bench, "switch-off") && fits(&bench, "add-test"));
    bench.open_policy(Some("/principals/capped/boundary"));
    assert!(fits(&bench, "switch-off") && !fits(&bench, "switch-on"));
    bench.switch_off("/principals/capped/boundary").unwrap();
    assert!(fits(&bench, "undo") && fits(&bench, "switch-on") && !fits(&bench, "switch-off"));
}

fn edited(text: &str, change: impl Fn(&Json) -> Option<edit::TextEdit>) -> String {
    let json = Json::read(text).unwrap();
    let new = change(&json).unwrap().apply(text).unwrap();
    Json::read(new.as_str()).unwrap();
    new
}

#[test]
fn edits_look_like_what_stands_there() {
    assert_eq!(
        edited("{\"a\":1}", |json| edit::set(json, "/b", "2")),
        "{\"a\":1,\"b\":2}"
    );
    assert_eq!(
        edited("{ \"a\": 1 }", |json| edit::set(json, "/b/c~1d", "2")),
        "{ \"a\": 1, \"b\": { \"c/d\": 2 } }"
    );
    assert_eq!(
        edited("{\r\n\t\"a\": []\r\n}", |json| edit::append(
            json,
            "/a",
            "{\n  \"b\": 1\n}"
        )),
        "{\r\n\t\"a\": [\r\n\t\t{\r\n\t\t  \"b\": 1\r\n\t\t}\r\n\t]\r\n}"
    );
    assert_eq!(
        edited("{\r\n\t\"a\": 1,\r\n\t\"c\": 2\r\n}", |json| edit::set(json, "/d", "3")),
        "{\r\n\t\"a\": 1,\r\n\t\"c\": 2,\r\n\t\"d\": 3\r\n}"
    );
    assert_eq!(edited("[1, 2, 3]", |json| edit::remove(json, "/1")), "[1, 3]");
    assert_eq!(edited("[1, 2, 3]", |json| edit::remove(json, "/2")), "[1, 2]");
    assert_eq!(edited("[ 1 ]", |json| edit::remove(json, "/0")), "[]");
    assert_eq!(
        edited("{\n  \"a\": 1,\n  \"b\": 2\n}", |json| edit::remove(json, "/a")),
        "{\n  \"b\": 2\n}"
    );
    assert_eq!(
        edited("[1,  2,\n3]", |json| edit::move_item(json, "", 2, 0)),
        "[3,  1,\n2]"
    );
    assert_eq!(
        edited("{\"a\":{}}", |json| edit::rename_key(json, "/a", "b\"")),
        "{\"b\\\"\":{}}"
    );
    let json = Json::read("{\"a\":1,\"b\":[]}").unwrap();
    assert!(edit::rename_key(&json, "/a", "b").is_none() && edit::set(&json, "/a/b", "1").is_none());
    assert!(
        edit::set(&json, "/b/5", "1").is_none()
            && edit::remove(&json, "").is_none()
            && edit::remove(&json, "/z").is_none()
    );
}

#[test]
fn places_in_words_are_found_again() {
    let text = "{\"principals\":{\"a.b\":{\"policies\":[1]},\"a\":{}},\"resources\":{}}";
    let json = Json::read(text).unwrap();
    for (words, at) in [
        ("principals.a.b.policies[0]", "/principals/a.b/policies/0"),
        ("principals.a.boundary", "/principals/a/boundary"),
        (
            "resources.arn:aws:s3:::my.bucket/x.policy",
            "/resources/arn:aws:s3:::my.bucket~1x/policy",
        ),
        ("accounts.111122223333.scps", "/accounts/111122223333/scps"),
    ] {
        assert_eq!(edit::pointer::of_words(&json, words), at);
        assert_eq!(edit::pointer::words(at), words);
    }
}

#[test]
fn lines_that_differ() {
    let lines = diff("a\nb\nc\nd", "a\nc\nx\nd");
    let word = |line: &DiffLine| match line {
        DiffLine::Same(line) => format!(" {line}"),
        DiffLine::Removed(line) => format!("-{line}"),
        DiffLine::Added(line) => format!("+{line}"),
    };
    assert_eq!(
        lines.iter().map(word).collect::<Vec<_>>(),
        [" a", "-b", " c", "+x", " d"]
    );
    assert!(diff("", "").is_empty());
    let (long, other) = ("x\n".repeat(9_000), "y\n".repeat(9_000));
    assert_eq!(diff(&long, &other).len(), 18_000);
}
