//! The reader accepts what serde_json accepts and sees the same values; and whatever it is given,
//! what it makes of it is well formed.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use iamwhy_policy::{Json, JsonError, Kind, NodeId};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;

/// The value at `n` as serde_json would have it: of duplicate keys the last counts.
fn value(json: &Json, n: NodeId) -> Value {
    match json.kind(n) {
        Kind::Null => Value::Null,
        Kind::Bool => Value::Bool(json.boolean(n).unwrap()),
        Kind::Number => serde_json::from_str(json.raw(n)).unwrap(),
        Kind::String => Value::String(json.string(n).unwrap().to_owned()),
        Kind::Array => json.items(n).map(|item| value(json, item)).collect(),
        Kind::Object => json
            .members(n)
            .map(|(key, v)| (json.string(key).unwrap().to_owned(), value(json, v)))
            .collect(),
        Kind::Broken => panic!("strict reading makes no broken nodes"),
    }
}

fn agrees(text: &str) {
    let ours = Json::read(text);
    match (serde_json::from_str::<Value>(text), &ours) {
        (Ok(theirs), Ok(ours)) => assert_eq!(value(ours, ours.root()), theirs, "{text:?}"),
        (Err(_), Err(JsonError { message, span })) => {
            assert!(!message.is_empty());
            assert!(
                span.start <= span.end && text.get(span.start as usize..span.end as usize).is_some(),
                "{text:?}"
            );
        }
        // Numbers that no machine type holds are numbers for us.
        (Err(theirs), Ok(_)) if theirs.to_string().contains("number out of range") => {}
        (theirs, ours) => panic!("{text:?}\nserde_json: {theirs:?}\nours: {ours:?}"),
    }
    let (recovered, errors) = Json::read_recovering(text);
    assert_eq!(errors.is_empty(), ours.is_ok(), "{text:?}");
    if let Err(first) = ours {
        assert_eq!(errors.first(), Some(&first), "{text:?}");
    }
    well_formed(&recovered);
}

/// Spans lie within their parents' and follow one another; every id is reached exactly once.
fn well_formed(json: &Json) {
    let mut reached = 1;
    let mut started = 0;
    for n in json.descendants(json.root()) {
        let span = json.span(n);
        assert!(started <= span.start && span.start <= span.end && span.end as usize <= json.text().len());
        assert!(json.text().get(span.start as usize..span.end as usize).is_some());
        started = span.start;
        if let Some(parent) = json.parent(n) {
            assert!(
                json.span(parent).start <= span.start && span.end <= json.span(parent).end,
                "{:?}",
                json.text()
            );
        }
        for item in json.items(n) {
            assert_eq!(json.parent(item), Some(n));
            reached += 1;
        }
        for (key, value) in json.members(n) {
            assert_eq!((json.parent(key), json.parent(value)), (Some(n), Some(n)));
            assert!(json.is_key(key) && !json.is_key(value));
            reached += 2;
        }
    }
    assert_eq!(reached, json.len(), "{:?}", json.text());
}

const DOCUMENTS: [&str; 5] = [
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*","\u0073\ud83d\ude00"],"Resource":"*"}]}"#,
    "{ \"a\" : [ 1 , -2.5e-3 , true , false , null , \"é\\n\" , { } , [ ] ] , \"b\" : { \"c\" : \"\" } }\n",
    r#"[[[[{"a":[{"b":[{}]}]}]]],-0,0.0,1E+9,"\\\"\/"]"#,
    "\"just a string\"",
    " -12.5e10 ",
];

#[test]
fn every_prefix_of_a_document() {
    for document in DOCUMENTS {
        for (end, _) in document.char_indices().chain([(document.len(), ' ')]) {
            agrees(&document[..end]);
        }
    }
}

#[test]
fn every_document_with_one_character_changed() {
    for document in DOCUMENTS {
        for (at, was) in document.char_indices() {
            for other in [
                "", "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "e", "\n", "\u{1}", "é", " ", "u",
            ] {
                agrees(&format!(
                    "{}{other}{}",
                    &document[..at],
                    &document[at + was.len_utf8()..]
                ));
            }
        }
    }
}

#[test]
fn odd_texts() {
    let texts = [
        "",
        " ",
        "\u{feff}{}",
        "{}{}",
        "nul",
        "nulll",
        "tru",
        "-",
        "+1",
        ".5",
        "5.",
        "1e",
        "1e+",
        "00",
        "0x10",
        "1_000",
        "NaN",
        "Infinity",
        "-Infinity",
        "'a'",
        "[,]",
        "{,}",
        "{:}",
        "{\"a\"}",
        "{\"a\":}",
        "[1,,2]",
        "\"\\u00g0\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\\ud800x\"",
        "\"\\u+123\"",
        "\"\\",
        "\"\\u",
        "\"\\u1",
        "\"\u{7f}\"",
        "\"\u{1f}\"",
        "\"\u{0}\"",
        "\u{0}",
        "\u{b}1",
        "\u{a0}1",
        "/**/1",
        "1//",
        "1e999",
        "-1e999",
        "1e-999",
        "123456789012345678901234567890",
        "[1]]",
        "}",
        "]",
        ":",
        ",",
        "\"a\":1",
        "\"a\"\"b\"",
        "{\"a\":1]",
        "[1}",
        "[{]}",
    ];
    texts.into_iter().for_each(agrees);
}

#[test]
fn the_bound_on_nesting_is_the_same() {
    for depth in [1, 126, 127, 128, 129, 1000] {
        agrees(&format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
        agrees(&format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth)));
        agrees(&"[".repeat(depth));
    }
}

fn documents() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::String),
        "[a-z:*\"\\\\\u{e9}]{0,20}".prop_map(Value::String),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            prop::collection::vec((".{0,6}", inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn bounded() -> ProptestConfig {
    ProptestConfig {
        cases: 400,
        rng_seed: RngSeed::Fixed(7),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(bounded())]

    #[test]
    fn any_document(document in documents()) {
        agrees(&document.to_string());
        agrees(&serde_json::to_string_pretty(&document).unwrap());
    }

    #[test]
    fn any_document_mutated(
        document in documents(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..3, "[]\\[{},:\"\\\\u0-9a-fdD. \n\u{e9}\u{1}]"), 1..4),
    ) {
        let mut text: Vec<char> = document.to_string().chars().collect();
        for (index, removed, inserted) in edits {
            let at = index.index(text.len() + 1);
            let end = (at + removed).min(text.len());
            text.splice(at..end, inserted.chars());
        }
        agrees(&text.into_iter().collect::<String>());
    }

    #[test]
    fn any_text(text in any::<String>(), bits in "[]\\[{},:\"\\\\u0-9a-fdD. \n]{0,40}") {
        agrees(&text);
        agrees(&bits);
    }

    #[test]
    fn pointers_go_there_and_back(document in documents()) {
        let json = Json::read(document.to_string()).unwrap();
        for n in json.descendants(json.root()).filter(|&n| !json.is_key(n)) {
            let pointer = json.pointer(n, json.root());
            prop_assert_eq!(json.at_pointer(&pointer, json.root()), Some(n));
        }
    }
}
