//! Edits of text, by themselves.

use iamwhy_policy::NodeId;

use super::super::text::{Draft, add_item, add_member, add_statement, applied, quoted, remove_item, remove_statement};
use super::*;

fn policy(text: &str) -> Policy {
    Policy::parse(text).policy
}

fn node(json: &Json, pointer: &str) -> NodeId {
    json.at_pointer(pointer, json.root()).unwrap()
}

fn draft() -> Draft {
    Draft {
        sid: "AllowA".into(),
        principal: None,
        action: "s3:A".into(),
        resource: None,
        condition: None,
    }
}

#[test]
fn a_value_is_added_in_the_style_of_its_neighbours() {
    let cases = [
        (r#"{"a": "x"}"#, r#"{"a": ["x", "y"]}"#),
        (r#"{"a": []}"#, r#"{"a": ["y"]}"#),
        (r#"{"a":["x","z"]}"#, r#"{"a":["x","z","y"]}"#),
        ("{\"a\": [\n\t\"x\"\n]}", "{\"a\": [\n\t\"x\",\n\t\"y\"\n]}"),
        (
            "{\r\n  \"a\": [\r\n    \"x\"\r\n  ]\r\n}",
            "{\r\n  \"a\": [\r\n    \"x\",\r\n    \"y\"\r\n  ]\r\n}",
        ),
    ];
    for (text, wanted) in cases {
        let json = Json::read(text).unwrap();
        let edit = add_item(&json, node(&json, "/a"), "y").unwrap();
        assert_eq!(applied(text, vec![edit], 0), wanted);
    }
}

#[test]
fn a_value_is_removed_with_its_comma() {
    let text = r#"{"a": ["x", "y", "z"]}"#;
    let json = Json::read(text).unwrap();
    for (pointer, wanted) in [("/a/0", r#"{"a": ["y", "z"]}"#), ("/a/2", r#"{"a": ["x", "y"]}"#)] {
        let edit = remove_item(&json, node(&json, pointer)).unwrap();
        assert_eq!(applied(text, vec![edit], 0), wanted);
    }
    let json = Json::read(r#"{"a": ["x"]}"#).unwrap();
    assert_eq!(remove_item(&json, node(&json, "/a/0")), None);
}

#[test]
fn a_member_is_added() {
    let cases = [
        (r#"{"a": {}}"#, r#"{"a": { "k":1 }}"#),
        (r#"{"a":{"x":1}}"#, r#"{"a":{"x":1,"k":1}}"#),
        ("{\"a\": {\n  \"x\" : 1\n}}", "{\"a\": {\n  \"x\" : 1,\n  \"k\" : 1\n}}"),
    ];
    for (text, wanted) in cases {
        let json = Json::read(text).unwrap();
        let edit = add_member(&json, node(&json, "/a"), "k", "1").unwrap();
        let made = applied(text, vec![edit], 0);
        assert!(Json::read(made.as_str()).is_ok());
        assert_eq!(made.replace(": ", ":"), wanted.replace(": ", ":"));
    }
}

#[test]
fn a_statement_is_added_wherever_it_can_stand() {
    let cases = [
        r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#,
        r#"{"Statement":[]}"#,
        "{\n  \"Statement\": []\n}",
        "{\n  \"Statement\": {\n    \"Effect\": \"Deny\"\n  }\n}",
        "{ \"Statement\": [{\n    \"Effect\": \"Deny\"\n}, { \"Effect\": \"Allow\" }] }",
    ];
    for text in cases {
        let own = policy(text);
        let made = applied(text, add_statement(&own, &draft()).unwrap(), 0);
        let after = policy(&made);
        assert_eq!(after.statements.len(), own.statements.len() + 1, "{made}");
        assert_eq!(after.sid(after.statements.last().unwrap()), Some("AllowA"));
    }
}

#[test]
fn a_statement_is_removed_wherever_it_stands() {
    let text = r#"{"Statement":[{"Sid":"A"},{"Sid":"B"},{"Sid":"C"}]}"#;
    for (place, wanted) in [(0, r#"[{"Sid":"B"},{"Sid":"C"}]"#), (2, r#"[{"Sid":"A"},{"Sid":"B"}]"#)] {
        let own = policy(text);
        let edit = remove_statement(&own, own.statements[place].node).unwrap();
        assert_eq!(applied(text, vec![edit], 0), format!(r#"{{"Statement":{wanted}}}"#));
    }
    let own = policy(r#"{"Statement":{"Sid":"A"}}"#);
    let edit = remove_statement(&own, own.statements[0].node).unwrap();
    assert_eq!(applied(own.json.text(), vec![edit], 0), r#"{"Statement":[]}"#);
}

#[test]
fn a_string_is_quoted() {
    let text = "a\"b\\c\n\u{1}é";
    let json = Json::read(quoted(text)).unwrap();
    assert_eq!(json.string(json.root()), Some(text));
}

#[test]
fn edits_of_a_policy_inside_a_larger_file_keep_the_rest() {
    let file = "{\n  \"title\": \"é\",\n  \"own\": {\"Statement\":[{\"Sid\":\"S\",\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}\n}";
    let mut world = World::asking("s3:PutObject", "arn:aws:s3:::logs/1");
    let json = Arc::new(Json::read(file).unwrap());
    let root = node(&json, "/own");
    let id = world.env.add_policy(AttachedPolicy {
        policy: Arc::new(Policy::parse_at(json, root, false).policy),
        name: "own".into(),
        file: "all.json".into(),
        arn: None,
    });
    world.env.principals[0].identity.push(Attached::Policy(id));
    let found = world.flips();
    let text = world.text(&found[0], "all.json");
    assert_eq!(
        text,
        file.replace("\"s3:GetObject\"", "[\"s3:GetObject\", \"s3:PutObject\"]")
    );
}
