//! Whatever a policy says, and wherever it breaks off: no panic, and no place outside its text.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use iamwhy_lint::{Kind, Options, checks, edited, lint, repaired};
use iamwhy_policy::Policy;

/// Looks at a text as a policy of this type, and makes every fix on its own.
fn look(text: &str, kind: &Kind) {
    let options = Options {
        catalog: Some(iamwhy_catalog::Catalog::embedded()),
        ..Options::of_kind(kind.clone())
    };
    let report = lint(&Policy::parse(text), &options);
    for finding in &report.findings {
        let span = finding.span;
        let within = text.get(span.start as usize..span.end as usize).is_some();
        assert!(within, "{}: {span:?} of {text}", finding.code());
        if let Some(fix) = &finding.fix {
            for edit in &fix.edits {
                assert!(
                    text.get(edit.span.start as usize..edit.span.end as usize).is_some(),
                    "{}: {edit:?} of {text}",
                    finding.code()
                );
            }
            let _ = edited(text, &fix.edits);
        }
    }
    let _ = repaired(text, &report.findings);
}

fn kinds() -> Vec<Kind> {
    let words = Kind::WORDS.iter().chain(&["s3", "kms"]);
    words.map(|word| Kind::of_word(word).unwrap()).collect()
}

/// Texts that break off in the middle, and texts with a hole.
#[test]
fn broken_texts() {
    let kinds = kinds();
    for (number, check) in checks::all().enumerate() {
        let text = check.example(check.bad);
        let text = text.get(..600).unwrap_or(&text);
        let kind = &kinds[number % kinds.len()];
        for at in (number % 7..text.len())
            .step_by(61)
            .filter(|&at| text.is_char_boundary(at))
        {
            look(&text[..at], kind);
            let rest = text.get(at + 3..).unwrap_or_default();
            look(&[&text[..at], rest].concat(), kind);
        }
    }
}

/// Every policy as every type.
#[test]
fn all_types() {
    let kinds = kinds();
    for (number, check) in checks::all().enumerate() {
        let text = check.example(check.bad);
        for kind in kinds.iter().skip(number % 3).step_by(3) {
            look(&text, kind);
        }
    }
}

/// Strings where nobody expects them.
#[test]
fn strange_values() {
    let values = [
        "",
        "*",
        "?",
        ":",
        "::::::",
        "arn",
        "arn:",
        "arn:aws:s3",
        "arn:::::",
        "${",
        "${}",
        "${a",
        "$",
        "\\u0000",
        "é",
        "\\u0041rn:aws:s3:::b",
        "s3:",
        ":GetObject",
        "s3:*:*",
        "ARN:aws:s3:::b",
        "×",
        "arn:aws:é:ü:ö:x/*",
        "0.0.0.0/33",
        "::/0",
        "AROA",
        "aws:",
        "/",
        ":aud",
    ];
    let kinds = kinds();
    for (number, value) in values.iter().enumerate() {
        for other in values {
            let text = format!(
                r#"{{ "Version": "{other}", "Statement": [{{ "Sid": "{value}", "Effect": "Allow", "Principal": {{ "{other}": "{value}", "AWS": ["{value}"] }},
                "Action": ["{value}", "{other}"], "Resource": ["{value}", "{other}", "arn:aws:{value}:{other}:{value}:{other}"],
                "Condition": {{ "StringLike": {{ "{value}": "{other}", "aws:SourceIp": "{value}" }}, "{other}": {{ "aws:userid": ["{value}"] }} }} }}] }}"#
            );
            look(&text, &kinds[number % kinds.len()]);
        }
    }
}
