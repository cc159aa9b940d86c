//! The reader keeps what other readers forget: where things stand, how they were written, what
//! was written twice.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use iamwhy_policy::{Json, Kind, NodeId, Position};

fn at(json: &Json, pointer: &str) -> NodeId {
    json.at_pointer(pointer, json.root()).unwrap()
}

#[test]
fn every_node_knows_its_place() {
    let json = Json::read("{\n  \"Action\": [ \"s3:*\", 7 ]\n}").unwrap();
    let seven = at(&json, "/Action/1");
    assert_eq!(json.raw(seven), "7");
    assert_eq!(json.position(json.span(seven).start), Position { line: 2, column: 23 });
    assert_eq!(json.pointer(seven, json.root()), "/Action/1");
    assert_eq!(json.pointer(seven, at(&json, "/Action")), "/1");
    assert_eq!(json.pointer(json.root(), json.root()), "");
}

#[test]
fn the_pointer_of_a_key_is_that_of_its_value() {
    let json = Json::read(r#"{"a/b": {"~": 1}}"#).unwrap();
    let (key, value) = json.members(at(&json, "/a~1b")).next().unwrap();
    assert!(json.is_key(key) && !json.is_key(value));
    assert_eq!(json.pointer(key, json.root()), "/a~1b/~0");
    assert_eq!(json.at_pointer("/a~1b/~0", json.root()), Some(value));
    assert_eq!(json.parent(key), json.parent(value));
}

#[test]
fn pointers_that_lead_nowhere_are_none() {
    let json = Json::read(r#"{"list": [1, 2]}"#).unwrap();
    for pointer in [
        "list",
        "/other",
        "/list/2",
        "/list/01",
        "/list/+1",
        "/list/-",
        "/list/0/0",
        "/list/",
    ] {
        assert_eq!(json.at_pointer(pointer, json.root()), None, "{pointer}");
    }
}

#[test]
fn duplicate_keys_are_kept_in_order() {
    let json = Json::read(r#"{"a": 1, "b": 2, "a": 3, "\u0061": 4}"#).unwrap();
    let members: Vec<_> = json
        .members(json.root())
        .map(|(key, value)| (json.string(key), json.raw(value)))
        .collect();
    assert_eq!(
        members,
        [(Some("a"), "1"), (Some("b"), "2"), (Some("a"), "3"), (Some("a"), "4")]
    );
    assert_eq!(json.raw(json.get(json.root(), "a").unwrap()), "1");
    let repeated: Vec<_> = json
        .duplicates(json.root())
        .into_iter()
        .map(|key| json.raw(key))
        .collect();
    assert_eq!(repeated, [r#""a""#, r#""\u0061""#]);
}

#[test]
fn duplicates_are_found_in_large_objects_too() {
    let members: Vec<String> = (0..1000).map(|n| format!("\"k{}\": 0", n % 999)).collect();
    let json = Json::read(format!("{{{}}}", members.join(","))).unwrap();
    assert_eq!(json.duplicates(json.root()).len(), 1);
}

#[test]
fn escapes_are_decoded_and_plain_strings_are_not_copied() {
    let json = Json::read(r#"["plain", "a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00z", ""]"#).unwrap();
    let strings: Vec<_> = json.items(json.root()).map(|item| json.string(item).unwrap()).collect();
    assert_eq!(strings, ["plain", "a\"\\/\u{8}\u{c}\n\r\té😀z", ""]);
    let within = json.text().as_bytes().as_ptr_range();
    assert!(within.contains(&strings[0].as_ptr()));
}

#[test]
fn scalars_keep_their_lexeme() {
    let json = Json::read(r#"["text", 1.0, 1e400, 12345678901, true, null]"#).unwrap();
    let scalars: Vec<_> = json.items(json.root()).map(|item| json.scalar(item)).collect();
    assert_eq!(
        scalars,
        [
            Some("text"),
            Some("1.0"),
            Some("1e400"),
            Some("12345678901"),
            Some("true"),
            None
        ]
    );
    assert_eq!(json.boolean(at(&json, "/4")), Some(true));
    assert_eq!(json.boolean(at(&json, "/0")), None);
}

#[test]
fn other_kinds_have_neither_items_nor_members() {
    let json = Json::read(r#"{"a": [1]}"#).unwrap();
    assert_eq!(json.items(json.root()).count(), 0);
    assert_eq!(json.members(at(&json, "/a")).count(), 0);
    assert_eq!(json.items(NodeId(999)).count(), 0);
    assert_eq!(json.kind(NodeId(999)), Kind::Broken);
}

#[test]
fn the_innermost_node_at_a_place() {
    let text = r#"{"a": [10, 20] , "b": {}}"#;
    let json = Json::read(text).unwrap();
    let found = |needle: &str| json.raw(json.node_at(text.find(needle).unwrap() as u32));
    assert_eq!(found("20"), "20");
    assert_eq!(found(" 20"), "[10, 20]");
    assert_eq!(found(" ,"), text);
    assert_eq!(found("b\":"), "\"b\"");
}

#[test]
fn positions_count_characters_as_people_do() {
    let text = format!("é😀\r\n{}\nend", "ü".repeat(3000));
    let json = Json::read_recovering(text.as_str()).0;
    for (offset, _) in text.char_indices() {
        assert_eq!(
            json.position(offset as u32),
            Position::of(&text, offset as u32),
            "{offset}"
        );
    }
    assert_eq!(json.position(u32::MAX), Position { line: 3, column: 4 });
}

#[test]
fn lines_are_found_by_their_number() {
    let json = Json::read_recovering("[1,\r\n\n 2]\n").0;
    let from = |line| json.lines_from(line).collect::<Vec<_>>();
    assert_eq!(from(1), ["[1,", "", " 2]"]);
    assert_eq!(from(0), from(1));
    assert_eq!(from(3), [" 2]"]);
    assert!(from(4).is_empty() && from(9).is_empty());
}

#[test]
fn items_are_numbered_below_their_own_array() {
    let json = Json::read(r#"[0, [1, {"a": [2, 3]}], {"b": [4]}, 5]"#).unwrap();
    for pointer in ["/0", "/1", "/1/0", "/1/1/a/0", "/1/1/a/1", "/2/b/0", "/3"] {
        assert_eq!(json.pointer(at(&json, pointer), json.root()), pointer);
    }
}

#[test]
fn positions_hold_at_the_end_of_texts_of_every_length() {
    for (length, first) in [0, 1, 127, 128, 129, 256]
        .into_iter()
        .flat_map(|n| [(n, "x"), (n, "ü")])
    {
        let text = [first, &"x".repeat(length)].concat();
        let json = Json::read_recovering(text.as_str()).0;
        assert_eq!(
            json.position(text.len() as u32),
            Position {
                line: 1,
                column: length as u32 + 2
            }
        );
    }
}

/// What is wrong, where, and what to do.
#[test]
fn messages() {
    let cases = [
        ("", "1:1 unexpected end of text: expected a value"),
        ("{", "1:2 unexpected end of text: expected a key"),
        ("[1,]", "1:3 trailing comma: remove it"),
        ("{\"a\": 1,\n}", "1:8 trailing comma: remove it"),
        ("{\"a\" 1}", "1:6 expected `:` after the key"),
        ("{\"a\": 1 \"b\": 2}", "1:9 expected `,` before the next member"),
        ("[1 2]", "1:4 expected `,` or `]`"),
        ("[\"a\" \"b\"]", "1:6 expected `,` before the next item"),
        ("{a: 1}", "1:2 unexpected `a`: a key stands in double quotes"),
        ("{'a': 1}", "1:2 a key stands in double quotes"),
        ("['a']", "1:2 a string stands in double quotes"),
        ("[True]", "1:2 unexpected `True`: JSON writes `true`"),
        ("[None]", "1:2 unexpected `None`: JSON writes `null`"),
        ("// note\n{}", "1:1 JSON has no comments: remove this one"),
        ("{} {}", "1:4 unexpected text after the end of the document"),
        (
            "\u{feff}{}",
            "1:1 unexpected byte order mark: save the text without one",
        ),
        ("[01]", "1:2 not a number as JSON writes them"),
        ("[\"a\tb\"]", "1:4 control character in a string: write it as `\\u0009`"),
        ("[\"a\n\"]", "1:4 a string must end on its own line: expected `\"`"),
        (
            "[\"\\x\"]",
            "1:3 unknown escape: a backslash is followed by one of `\" \\ / b f n r t u`, and written `\\\\` itself",
        ),
        (
            "[\"\\ud800\"]",
            "1:3 a lone surrogate is no character: `\\ud800` to `\\udbff` and `\\udc00` to `\\udfff` come in pairs",
        ),
        ("[\"\\u12\"]", "1:3 `\\u` needs four hexadecimal digits"),
        ("[1}", "1:3 `}` does not close the `[` before it: expected `,` or `]`"),
    ];
    for (text, expected) in cases {
        let error = Json::read(text).unwrap_err();
        let Position { line, column } = Position::of(text, error.span.start);
        assert_eq!(format!("{line}:{column} {error}"), expected, "{text:?}");
    }
}

#[test]
fn nesting_is_bounded() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Json::read(nested(127)).is_ok());
    assert_eq!(
        Json::read(nested(128)).unwrap_err().message,
        "nested deeper than 127 levels"
    );
}

#[test]
fn recovery_resumes_at_the_next_separator() {
    let (json, errors) = Json::read_recovering(r#"{"a": oops, "b": [1, ?, 3], "c": tru}"#);
    assert_eq!(errors.len(), 3);
    let kinds: Vec<_> = json.members(json.root()).map(|(_, value)| json.kind(value)).collect();
    assert_eq!(kinds, [Kind::Broken, Kind::Array, Kind::Broken]);
    let items: Vec<_> = json.items(at(&json, "/b")).map(|item| json.raw(item)).collect();
    assert_eq!(items, ["1", "?", "3"]);
}

#[test]
fn a_string_that_is_being_typed_costs_one_error_and_one_value() {
    let (json, errors) = Json::read_recovering("{\"Action\": \"s3:Get\n \"Effect\": \"Allow\"}");
    assert_eq!(errors.len(), 1);
    let members: Vec<_> = json
        .members(json.root())
        .map(|(key, value)| (json.string(key), json.raw(value)))
        .collect();
    assert_eq!(members, [(Some("Action"), "\"s3:Get"), (Some("Effect"), "\"Allow\"")]);
}

#[test]
fn what_is_left_open_is_closed() {
    let (json, errors) = Json::read_recovering(r#"{"a": [{"b": 1], "c": 2"#);
    assert_eq!(errors.len(), 2);
    assert_eq!(json.raw(at(&json, "/a/0/b")), "1");
    assert_eq!(json.raw(at(&json, "/c")), "2");
}
