//! Whatever is pasted: no panic, no long wait, nothing made up.
#![expect(clippy::panic, reason = "a test may fail loudly")]

use std::time::{Duration, Instant};

use iamwhy_import::{Pasted, denials, recognise};
use iamwhy_scenario::{NoFiles, read_and_run};

const SENTENCE: &str =
    "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: s3:GetObject on resource: ";

/// Everything that can be done with a paste.
fn all(text: &str) {
    let start = Instant::now();
    let found = recognise(text);
    for denial in denials(text) {
        let _ = (denial.summary(), denial.missing(), denial.cautions(), denial.fetch());
        let scenario = denial.scenario();
        read_and_run("hostile.scenario.json", &scenario, &NoFiles)
            .unwrap_or_else(|errors| panic!("{errors:?}\n{scenario}"));
    }
    // Generous: this is an unoptimised build on a busy machine. Quadratic work would take minutes.
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{:?} for {} bytes",
        start.elapsed(),
        text.len()
    );
    drop(found);
}

#[test]
fn much_of_anything() {
    let fill = |part: &str| part.repeat(200_000 / part.len());
    for part in [
        "a",
        " ",
        "\n",
        "{",
        "[",
        "\"",
        "\\",
        "\\\"",
        "%7B",
        "User: ",
        "```\n",
        "│ ",
        "\u{1b}[",
        "&quot;",
        "<Message>",
        "é",
        "arn:",
    ] {
        all(&fill(part));
    }
}

#[test]
fn two_megabytes_of_messages() {
    let fill = |part: &str| part.repeat(2_000_000 / part.len());
    for part in [
        "is not authorized to perform: ",
        "User: x is not authorized to perform: s3:G ",
        "Access Denied ",
        "not authorized to perform s3:G on resource: \"",
    ] {
        let start = Instant::now();
        let found = denials(&fill(part));
        assert!(found.len() <= 32);
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "{part}: {:?}",
            start.elapsed()
        );
    }
    all(&format!(
        "{SENTENCE}\"{}\" because no identity-based policy allows the s3:GetObject action",
        fill("x")
    ));
    all(&format!("{}{SENTENCE}arn:aws:s3:::b/k", fill("x ")));
}

#[test]
fn a_message_is_found_deep_in_a_log() {
    let log = "2026-01-01T00:00:00Z INFO nothing happened here\n".repeat(20_000);
    let found = denials(&format!(
        "{log}{SENTENCE}\"arn:aws:s3:::b/k\" because no session policy allows the s3:GetObject action\n{log}"
    ));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].layer(), Some("session"));
}

#[test]
fn hostile_names() {
    let names = [
        "<script>alert(1)</script>",
        "\"}],\"x\":{",
        "a\\u0000b",
        "a\u{0}\u{1b}[31mb\u{7f}",
        "\u{202e}gnorw",
        "../../etc",
        "*",
        "?",
        "a/",
        "a/b/c/",
        ":",
        "${aws:username}",
        "'; rm -rf / #",
        "𝒳é中",
        "target role",
        "x".repeat(5000).leak(),
    ];
    for name in names {
        for text in [
            format!("User: arn:aws:iam::111122223333:user/{name} is not authorized to perform: s3:GetObject"),
            format!("User: arn:aws:sts::111122223333:assumed-role/{name}/s is not authorized to perform: s3:GetObject"),
            format!("User: arn:aws:sts::111122223333:assumed-role/r/{name} is not authorized to perform: s3:GetObject"),
            format!("User: arn:aws:sts::111122223333:federated-user/{name} is not authorized to perform: s3:GetObject"),
            format!("User: {name} is not authorized to perform: s3:GetObject"),
            format!("User: arn:aws:iam::{name}:user/a is not authorized to perform: s3:GetObject"),
            format!("User: arn:{name}:iam::111122223333:user/a is not authorized to perform: s3:GetObject"),
            format!(
                "{SENTENCE}\"arn:aws:s3:::{name}\" because no identity-based policy allows the s3:GetObject action"
            ),
            format!(
                "{SENTENCE}arn:aws:{name}:eu-west-1:111122223333:x with an explicit deny in a resource-based policy"
            ),
            format!("{SENTENCE}arn:aws:sqs:eu-west-1:{name}:x with an explicit deny in a resource-based policy"),
            format!("{SENTENCE}role {name} because no identity-based policy allows the s3:GetObject action"),
            format!(
                "{SENTENCE}* with an explicit deny in a service control policy: arn:aws:organizations::{name}:policy/{name}/service_control_policy/{name}"
            ),
            format!(
                "User: arn:aws:iam::111122223333:user/a is not authorized to perform: {name}:{name} on resource: arn:aws:iam::111122223333:role/{name}"
            ),
            format!(
                "User: arn:aws:iam::111122223333:user/a is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/{name}"
            ),
            format!(
                "User: arn:aws:sts::111122223333:assumed-role/{name}/s is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/{name}"
            ),
        ] {
            all(&text);
        }
    }
}

#[test]
fn random_mutations_of_a_message() {
    let whole = format!(
        "An error occurred (AccessDenied) when calling the GetObject operation: {SENTENCE}\"arn:aws:s3:::b/k\" with an explicit deny in a permissions boundary: arn:aws:iam::111122223333:policy/b. Go to https://x/authorization-details/abc"
    );
    let letters: Vec<char> = whole.chars().collect();
    let odd = ['\"', '\\', '\n', ' ', ':', '/', '│', '\u{1b}', '.', 'é', '{', '*', '\''];
    // A generator with a fixed seed: the same texts in every run.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for _ in 0..1500 {
        let mut text = letters.clone();
        for _ in 0..1 + next(4) {
            let at = next(text.len());
            match next(3) {
                0 => text[at] = odd[next(odd.len())],
                1 => text.insert(at, odd[next(odd.len())]),
                _ => drop(text.drain(at..(at + next(20)).min(text.len()))),
            }
        }
        let text: String = text.into_iter().collect();
        for denial in denials(&text) {
            let scenario = denial.scenario();
            let loaded = iamwhy_scenario::Loaded::load("mutated.scenario.json", &scenario, &NoFiles);
            if let Err(errors) = loaded {
                panic!("{errors:?}\n{text}\n{scenario}");
            }
            let _ = (denial.summary(), denial.missing(), denial.cautions(), denial.fetch());
        }
        let _: Pasted = recognise(&text);
    }
}

/// A log of CloudTrail holds thousands of events; each is looked at once.
#[test]
fn a_log_of_events_is_read_in_linear_time() {
    let log = |events: usize| {
        let event = |at: usize| {
            format!(
                r#"{{ "eventVersion": "1.11", "eventSource": "s3.amazonaws.com", "eventName": "GetObject", "errorCode": "AccessDenied",
                "eventTime": "2026-01-22T22:06:16Z", "userIdentity": {{ "type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/u{at}" }},
                "errorMessage": "User: arn:aws:iam::111122223333:user/u{at} is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::b/{at}\" with an explicit deny in an identity-based policy" }}"#
            )
        };
        (0..events).map(event).collect::<Vec<String>>()
    };
    let took = |events: usize, paste: &dyn Fn(&[String]) -> String, others: Option<usize>| {
        let log = paste(&log(events));
        let start = Instant::now();
        match recognise(&log) {
            Pasted::AccessDenied(denial) => assert_eq!(others.unwrap_or(denial.others), denial.others),
            _ => assert_eq!(others, None),
        }
        start.elapsed()
    };
    let records = |events: &[String]| format!("{{ \"Records\": [{}] }}", events.join(","));
    let lines = |events: &[String]| events.concat();
    let cut = |events: &[String]| events.join(",");
    let passed = |events: &[String]| records(events).replace("errorCode", "error");
    let looked_up = |events: &[String]| {
        let text = |event: &String| {
            format!(
                r#"{{ "CloudTrailEvent": {} }}"#,
                serde_json::Value::from(event.as_str())
            )
        };
        let events: Vec<String> = events.iter().map(text).collect();
        format!("{{ \"Events\": [{}] }}", events.join(","))
    };
    for (paste, others) in [
        (&records as &dyn Fn(&[String]) -> String, Some(7999)),
        (&looked_up, Some(7999)),
        (&lines, None),
        (&cut, None),
        (&passed, None),
    ] {
        let few = (0..3).map(|_| took(1000, paste, None)).min().unwrap_or_default();
        let many = took(8000, paste, others);
        // Eight times as many take about eight times as long; quadratic it would be sixty-four.
        assert!(many < few * 24 + Duration::from_millis(200), "{few:?} {many:?}");
    }
}
