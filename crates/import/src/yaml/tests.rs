//! Templates in YAML beside the same in JSON, their places, and what is refused.

use super::*;
use crate::value::Value;

fn tree(text: &str) -> Result<Json, String> {
    let whole: Arc<str> = text.into();
    read(&whole).map_err(|error| {
        let place = iamwhy_policy::Position::of(text, error.span.start);
        format!("{}:{}: {}", place.line, place.column, error.message)
    })
}

fn as_json(text: &str) -> serde_json::Value {
    let json = tree(text).unwrap();
    serde_json::from_str(&Value::of(&json, json.root()).compact()).unwrap()
}

#[test]
fn a_template_is_what_it_is_in_json() {
    for (yaml, json) in [
        ("a: !Ref B", r#"{ "a": { "Ref": "B" } }"#),
        ("a: !GetAtt B.Arn", r#"{ "a": { "Fn::GetAtt": ["B", "Arn"] } }"#),
        (
            "a: !GetAtt [B, Outputs.C]",
            r#"{ "a": { "Fn::GetAtt": ["B", "Outputs.C"] } }"#,
        ),
        (
            "a: !GetAtt B.Outputs.C",
            r#"{ "a": { "Fn::GetAtt": ["B", "Outputs.C"] } }"#,
        ),
        ("a: !Sub '${B}/*'", r#"{ "a": { "Fn::Sub": "${B}/*" } }"#),
        ("a: !Condition C", r#"{ "a": { "Condition": "C" } }"#),
        (
            "a: !If [C, !Ref D, !Join ['-', [x, !Ref E]]]",
            r#"{ "a": { "Fn::If": ["C", { "Ref": "D" }, { "Fn::Join": ["-", ["x", { "Ref": "E" }]] }] } }"#,
        ),
        (
            "a: !Transform { Name: N, Parameters: { P: 1 } }",
            r#"{ "a": { "Fn::Transform": { "Name": "N", "Parameters": { "P": 1 } } } }"#,
        ),
        (
            "a: !Sub\n  - x-${W}\n  - W: !Ref B\n",
            r#"{ "a": { "Fn::Sub": ["x-${W}", { "W": { "Ref": "B" } }] } }"#,
        ),
        (
            "v: 2012-10-17\nw: '2012-10-17'",
            r#"{ "v": "2012-10-17", "w": "2012-10-17" }"#,
        ),
        (
            "a: true\nb: False\nc: yes\nd: 012\ne: 12\nf: -1.5\ng: 1e3\nh: 'true'\ni: ~\nj:\n",
            r#"{ "a": true, "b": "false", "c": "yes", "d": "012", "e": 12, "f": -1.5, "g": "1e3", "h": "true", "i": null, "j": null }"#,
        ),
        ("a: !!str 12\n123: x", r#"{ "a": "12", "123": "x" }"#),
        (
            "a: &x [1, {b: 2}]\nc: *x\nd: &y !Ref Z\ne: [*y, *y]",
            r#"{ "a": [1, { "b": 2 }], "c": [1, { "b": 2 }], "d": { "Ref": "Z" }, "e": [{ "Ref": "Z" }, { "Ref": "Z" }] }"#,
        ),
        (
            "a: |\n  { \"Statement\": [] }\nb: >-\n  one\n  two\n",
            r#"{ "a": "{ \"Statement\": [] }\n", "b": "one two" }"#,
        ),
        (
            "a: { b: [], c: {} }\nd: []",
            r#"{ "a": { "b": [], "c": {} }, "d": [] }"#,
        ),
        ("--- # ä comment\na: \"\\u00e9\\n\"\n...\n", r#"{ "a": "é\n" }"#),
    ] {
        let expected: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(as_json(yaml), expected, "{yaml}");
    }
}

#[test]
fn places_are_those_of_the_file() {
    let text = "# ä\nR:\n  P:\n    - Sid: One\n      Action: 's3:*'\n    - Sid: Two\n      Text: |\n        long\n\n  Q: [a, b]\n";
    let json = tree(text).unwrap();
    let at = |pointer: &str| {
        let node = json.at_pointer(pointer, json.root()).unwrap();
        let (span, raw) = (json.span(node), json.raw(node));
        (
            json.position(span.start).line,
            json.position(span.end).line,
            raw.to_owned(),
        )
    };
    assert_eq!(at("/R/P/0/Action"), (5, 5, "'s3:*'".to_owned()));
    assert_eq!(at("/R/P/0"), (4, 5, "Sid: One\n      Action: 's3:*'".to_owned()));
    let (start, end, raw) = at("/R/P/1");
    assert_eq!((start, end), (6, 8), "{raw}");
    assert_eq!(at("/R/Q"), (10, 10, "[a, b]".to_owned()));
}

#[test]
fn what_cannot_be_read_is_named_where_it_stands() {
    for (text, expected) in [
        (
            "a: !Reff B",
            "1:4: CloudFormation has no function with the short form `!Reff`; did you mean `!Ref`?",
        ),
        ("a: &x 1\n<<: *x", "2:1: CloudFormation does not merge maps with `<<`"),
        (
            "a: &x [*x]",
            "1:8: this alias cannot be put in: it stands in itself, nests too deep, makes too much, or is a name",
        ),
        (
            "a: 1\n---\nb: 2",
            "2:1: a template is one document, and here a second one begins",
        ),
        ("", "1:1: there is nothing in this file"),
        ("? [a]\n: b", "1:3: the name of a member is a text"),
    ] {
        assert_eq!(tree(text).map(|_| ()), Err(expected.to_owned()), "{text}");
    }
    for text in [
        "a: [1",
        "a: *nowhere",
        "a: b: c",
        "a: \"x",
        "%YAML 9\n",
        "a: {b",
        "- a\nb: c",
    ] {
        assert!(tree(text).is_err(), "{text}");
    }
}

#[test]
fn towers_and_bombs_are_refused_in_time() {
    let start = std::time::Instant::now();
    let deep = ["a: ", &"[".repeat(100_000)].concat();
    let error = tree(&deep).unwrap_err();
    assert!(error.contains("deep") || error.contains("recursion"), "{error}");
    let indented: String = (0..500).map(|level| [&" ".repeat(level), "a:\n"].concat()).collect();
    assert!(tree(&indented).unwrap_err().contains("deep"));
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let ten = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{ten}]\n"));
    }
    assert!(tree(&bomb).unwrap_err().contains("makes too much"));
    let functions = ["a: ", &"!Sub [".repeat(5_000)].concat();
    assert!(tree(&functions).is_err());
    assert!(start.elapsed() < std::time::Duration::from_secs(20));
}

/// Half of a file, or a file with a letter too many: an error or a tree, and never a panic.
#[test]
fn damaged_templates_are_read_or_refused() {
    let text = include_str!("../../../../fixtures/projects/cloudformation-yaml/template.yaml");
    let letters: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    for at in letters.iter().step_by(101) {
        let (before, after) = text.split_at(*at);
        let _ = tree(before);
        for extra in ["\u{e4}", "\t", "[", "&", "*", "!", "\"", "\0", "%", "\r\n", ":"] {
            let _ = tree(&[before, extra, after].concat());
        }
    }
}
