//! Carets stand below what they speak of, also where a program wrote everything on one line.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod fixtures;

use iamwhy_explain::{Explanation, Mark, explain, lines};
use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::{Loaded, NoFiles};

/// The longest line of source that is shown, with both `…`.
const LONGEST: usize = 162;

/// Every explanation of a scenario that reads no files.
fn explanations(text: &str) -> Vec<Explanation> {
    let Ok(loaded) = Loaded::load("own", text, &NoFiles) else {
        return Vec::new();
    };
    let cases = Cases::of(&loaded.scenario);
    let all = cases.all();
    all.flat_map(|case| {
        let asked = case.authorizations.iter();
        let requests = asked.filter_map(|asked| loaded.world.request(&loaded.program, &case, asked));
        requests
            .filter_map(|request| explain(&loaded.program, &request))
            .collect::<Vec<_>>()
    })
    .collect()
}

/// Whether a mark points at what begins so. The text of a policy that everybody has is none of ours.
fn is_source(text: &str, mark: &Mark, below: &str) -> bool {
    if mark.span.file != "own" {
        return true;
    }
    let line: Vec<char> = text.lines().nth(mark.span.line as usize - 1).unwrap().chars().collect();
    let end = match mark.span.end_line == mark.span.line {
        true => mark.span.end_column as usize - 1,
        false => line.len(),
    };
    let own: String = line[mark.span.column as usize - 1..end].iter().collect();
    own.replace('\t', " ").starts_with(below) && below.len() > 2
}

/// How many carets stand below the beginning of what their mark points at.
fn check(text: &str, explanation: &Explanation) -> usize {
    let mut above = String::new();
    let mut right = 0;
    for line in lines(explanation).lines() {
        let Some((gutter, shown)) = line.split_once(" │ ") else {
            continue;
        };
        let Some(own) = shown
            .trim_start()
            .strip_prefix('^')
            .filter(|_| gutter.trim().is_empty())
        else {
            above = shown.to_owned();
            assert!(above.chars().count() <= LONGEST, "{above}");
            continue;
        };
        let before = shown.chars().take_while(|letter| *letter == ' ').count();
        let count = 1 + own.chars().take_while(|letter| *letter == '^').count();
        let said = own.trim_start_matches('^').trim_start();
        let below: String = above.chars().skip(before).take(count).collect();
        let below = below.strip_suffix('…').unwrap_or(&below);
        let mut marks = explanation.quotes.iter().flat_map(|quote| &quote.marks);
        assert!(
            marks.any(|mark| mark.text == said && is_source(text, mark, below)),
            "`{below}` is below no mark that says: {said}"
        );
        right += 1;
    }
    let marks = explanation.quotes.iter().map(|quote| quote.marks.len()).sum::<usize>();
    assert_eq!(right, marks);
    right
}

#[test]
fn carets_stand_below_what_they_speak_of() {
    let mut right = [0, 0, 0];
    for path in fixtures::scenarios().1 {
        let text = std::fs::read_to_string(&path).unwrap();
        // White space between lines is between tokens.
        let one: String = text.lines().map(str::trim).collect();
        let elsewhere = text.replace('\n', "\r\n");
        for (text, right) in [&text, &one, &elsewhere].into_iter().zip(&mut right) {
            *right += explanations(text).iter().map(|own| check(text, own)).sum::<usize>();
        }
    }
    assert!(right[0] > 2000 && right == [right[0]; 3], "{right:?}");
}

/// A case costs its own statements, and not the file that holds all others.
#[test]
fn a_quote_does_not_carry_its_neighbours() {
    let many = |text: &str| vec![text; 2000].join(",");
    let other = r#"{"Sid": "Other", "Effect": "Allow", "Action": "sqs:*", "Resource": "*"}"#;
    let text = [
        r#"{"scenario": 1, "title": "One of many.", "principals": {"ann": {"user": "arn:aws:iam::111122223333:user/ann", "policies": [{"#,
        r#""Version": "2012-10-17", "Statement": ["#,
        &many(other),
        r#", {"Sid": "Own", "Effect": "Deny", "Action": "s3:GetObject", "Resource": "*"}, "#,
        &many(other),
        r#"]}]}}, "cases": [{"principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/1", "expect": "deny"}]}"#,
    ]
    .concat();
    let all = explanations(&text);
    let quote = &all[0].quotes[0];
    assert_eq!(
        quote.lines,
        [r#"{"Sid": "Own", "Effect": "Deny", "Action": "s3:GetObject", "Resource": "*"}"#]
    );
    assert_eq!(quote.left_out + 1, quote.statement.span.column);
    assert_eq!(check(&text, &all[0]), quote.marks.len());
}
