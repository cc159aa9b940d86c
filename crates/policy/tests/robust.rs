//! Whatever the text: no panic, little stack, time in proportion to its length.

use std::time::{Duration, Instant};

use iamwhy_policy::{Json, Operator, Policy, PolicyType, save};

/// Everything this crate does with a text.
fn everything(text: &str) {
    let _ = Json::read(text);
    let parsed = Policy::parse(text);
    for found in &parsed.diagnostics {
        let _ = parsed.policy.json.position(found.span.start);
    }
    for kind in PolicyType::ALL {
        for service in [None, Some("s3"), Some("kms"), Some("sqs")] {
            let _ = save::check(&parsed, kind, service);
        }
    }
}

const POLICY: &str = r#"{
  "Version": "2012-10-17", "Id": "x",
  "Statement": [
    { "Sid": "A", "Effect": "Allow", "Principal": { "AWS": ["arn:aws:iam::111122223333:role/a/b", "*"], "Service": "s3.amazonaws.com" },
      "Action": ["s3:Get*", "*"], "Resource": ["arn:aws:s3:::b/${aws:username}/*", "arn:aws:iam::1:x"],
      "Condition": { "DateLessThan": { "aws:CurrentTime": "2026-01-01T00:00:00.5+01:00" }, "ForAnyValue:StringLikeIfExists": { "k": ["a", 1, true] } } },
    { "Sid": "A", "Effect": "Deny", "NotPrincipal": "*", "NotAction": [], "NotResource": "arn:aws:s3::b" }
  ]
}"#;

#[test]
fn every_prefix_and_every_change_of_a_policy() {
    for (at, was) in POLICY.char_indices() {
        everything(&POLICY[..at]);
        for other in ["", "\"", "{", "]", ",", "0", "é", "${", ":"] {
            let text = format!("{}{other}{}", &POLICY[..at], &POLICY[at + was.len_utf8()..]);
            let parsed = Policy::parse(text);
            let _ = save::check(&parsed, PolicyType::Resource, Some("s3"));
            let _ = save::check(&parsed, PolicyType::Identity, None);
            let _ = save::check(&parsed, PolicyType::Trust, None);
        }
    }
}

#[test]
fn values_of_every_kind_in_every_place() {
    let values = [
        "null",
        "1",
        "true",
        "\"\"",
        "\"*\"",
        "\"é😀\"",
        "[]",
        "[[]]",
        "[null, 1, \"x\"]",
        "{}",
        "{\"a\": {}}",
        "{\"AWS\": [1]}",
    ];
    let elements = [
        "Sid",
        "Effect",
        "Principal",
        "NotPrincipal",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Condition",
        "X",
    ];
    for value in values {
        everything(value);
        everything(&format!(
            "{{\"Version\": {value}, \"Id\": {value}, \"Statement\": {value}}}"
        ));
        everything(&format!(
            "{{\"Statement\": {{\"Effect\": \"Allow\", \"Condition\": {{\"Bool\": {value}, \"x\": {{\"k\": {value}}}}}}}}}"
        ));
        for element in elements {
            everything(&format!("{{\"Statement\": [{{\"{element}\": {value}}}, {value}]}}"));
        }
    }
}

#[test]
fn long_texts_take_little_stack_and_no_quadratic_time() {
    let long = |unit: &str| unit.repeat(400_000 / unit.len());
    let statement = r#"{"Sid":"a","Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b","X":1},"#;
    let texts = vec![
        long("["),
        long("]"),
        long("{"),
        long("{\"a\":"),
        long("[{]"),
        long("}"),
        long(","),
        long("\""),
        long("\\"),
        long("\"\\"),
        long("a"),
        long("é"),
        long("1"),
        long("\u{1}"),
        long("\n"),
        format!("{{{}", long(",")),
        format!("[{}", long(",")),
        format!("{{{}", long("\"a\":1,")),
        format!("{{{}", long("\"a\" 1 ")),
        format!("[{}", long("\"a\" ")),
        format!("[{}", long("1 2 ")),
        format!("[\"{}\"]", long("\\u0041")),
        format!("[\"{}", long("\\ud800")),
        format!("{{\"Statement\":[{}", long(statement)),
        format!(
            "{{\"Statement\":{{\"Effect\":\"Allow\",\"Action\":\"{}\",\"Resource\":\"{0}\"}}}}",
            long("${")
        ),
        format!(
            "{{\"Statement\":{{\"Effect\":\"Allow\",\"Action\":\"{}\",\"Resource\":\"{0}\"}}}}",
            long(":${")
        ),
        format!(
            "{{\"Statement\":{{\"Effect\":\"Allow\",\"Principal\":{{{}",
            long("\"AWS\":\"a:/\",")
        ),
        format!(
            "{{\"Statement\":{{\"Effect\":\"Allow\",\"Condition\":{{\"Bool\":{{{}",
            long("\"a\":\"1\",")
        ),
        format!(
            "{{\"Statement\":{{\"Effect\":\"Allow\",\"Condition\":{{{}",
            long("\"x\":{\"a\":1},")
        ),
    ];
    let small = std::thread::Builder::new().stack_size(256 * 1024);
    let run = small.spawn(move || {
        for text in &texts {
            let start = Instant::now();
            let parsed = Policy::parse(text.as_str());
            let kinds = [
                (PolicyType::Identity, None),
                (PolicyType::Resource, Some("s3")),
                (PolicyType::Resource, Some("kms")),
            ];
            for (kind, service) in kinds {
                let _ = save::check(&parsed, kind, service);
            }
            // Far more than it takes even unoptimised, far less than anything quadratic would.
            let begin: String = text.chars().take(60).collect();
            assert!(start.elapsed() < Duration::from_secs(20), "{begin}…");
        }
    });
    run.unwrap().join().unwrap();
}

#[test]
fn operators_of_any_text() {
    for text in [
        "",
        "é",
        "ForAnyValue:",
        "ForAllValues:é",
        "IfExists",
        "éIfExists",
        "ForAnyValue:IfExists",
        "forallvalues:nullifexists",
    ] {
        let _ = Operator::parse(text).map(Operator::name);
    }
}
