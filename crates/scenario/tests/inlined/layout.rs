//! Where what comes out of files stands, and that nothing else is touched.

use super::{allowing, of_user, passing};

const CASE: &str =
    r#"{ "principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "expect": "allow" }"#;

#[test]
fn the_text_keeps_its_own_layout() {
    let document = "{\n  \"Statement\": {\n    \"Effect\": \"Allow\",\n    \"Action\": \"s3:*\",\n    \"Resource\": \"*\"\n  }\n}\n";
    for (unit, newline) in [("  ", "\n"), ("    ", "\n"), ("\t", "\n"), ("  ", "\r\n")] {
        let lines = |text: &str| text.replace("  ", unit).replace('\n', newline);
        let text = lines("{\n  \"scenario\":1, \"title\" : \"t\\u0065\",\n  \"principals\": {\n    \"ann\": { \"user\": \"arn:aws:iam::111122223333:user/ann\",\"policies\":[{\"file\":\"b.json\"}] }\n  },\n  \"cases\": [ CASE ]\n}").replace("CASE", CASE);
        let alone = passing(&text, &[("b.json", document)]);
        let entry = lines(
            "  \"policies\": {\n    \"b.json\": {\n      \"Statement\": {\n        \"Effect\": \"Allow\",\n        \"Action\": \"s3:*\",\n        \"Resource\": \"*\"\n      }\n    }\n  },\n",
        );
        let expected = text.replace(r#"[{"file":"b.json"}]"#, r#"["b.json"]"#).replace(
            &[unit, "\"principals\""].concat(),
            &[&entry, unit, "\"principals\""].concat(),
        );
        assert_eq!(alone, expected);
    }
}

#[test]
fn entries_come_behind_those_of_the_author() {
    for (section, expected) in [
        ("{}", "{\n    \"b.json\": DOC\n  }"),
        ("{ \"a\": DOC }", "{ \"a\": DOC, \"b.json\": DOC }"),
        ("{\n    \"a\": DOC\n  }", "{\n    \"a\": DOC,\n    \"b.json\": DOC\n  }"),
        (
            "{\n    \"a\": {\"file\": \"b.json\"}\n  }",
            "{\n    \"a\": DOC,\n    \"b.json\": DOC\n  }",
        ),
    ] {
        let text = of_user(r#"[{"file": "b.json"}]"#, CASE);
        let document = allowing("s3:*");
        let with = |section: &str| {
            let section = section.replace("DOC", &document);
            text.replace(
                "  \"principals\"",
                &format!("  \"policies\": {section},\n  \"principals\""),
            )
        };
        let alone = passing(&with(section), &[("b.json", &document)]);
        assert_eq!(
            alone,
            with(expected).replace(r#"[{"file": "b.json"}]"#, r#"["b.json"]"#)
        );
    }
}

#[test]
fn one_line_stays_one_line_where_documents_are_short() {
    let text = of_user(r#"[{"file": "b.json"}]"#, CASE).replace("\n", "");
    let alone = passing(&text, &[("b.json", &allowing("s3:*"))]);
    assert!(
        alone.starts_with(r#"{  "scenario": 1,  "title": "t",  "policies": {"#),
        "{alone}"
    );
}

#[test]
fn documents_in_strings_are_taken_out_of_them() {
    let percent = "%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3A%2A%22%2C%22Resource%22%3A%22%2A%22%7D%7D";
    let plain = r#"{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}"#;
    for text in [percent, plain] {
        let file = format!(r#"{{ "a": ["{text}"] }}"#);
        let scenario = of_user(r#"[{"file": "b.json", "pointer": "/a/0"}]"#, CASE);
        let alone = passing(&scenario, &[("b.json", &file)]);
        let entry = r#""b.json#/a/0": {"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#;
        assert!(alone.contains(entry), "{alone}");
    }
    passing(&of_user(r#"[{"file": "b.json"}]"#, CASE), &[("b.json", percent)]);
}

#[test]
fn an_element_that_only_looks_like_ours_stays_what_it_is() {
    let document =
        r#"{ "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "*" }, "arn": "x", "depends": ["y"] }"#;
    let case = r#"{ "principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k" },
    { "name": "stored", "writes": { "type": "identity", "policy": {"file": "b.json"} }, "expect": "refused" }"#;
    let alone = passing(&of_user(r#"[{"file": "b.json"}]"#, case), &[("b.json", document)]);
    assert!(alone.contains(r#""b.json": {"text": "#), "{alone}");
}
