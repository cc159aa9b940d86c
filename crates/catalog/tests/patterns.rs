//! Wildcards, there and back.

use iamwhy_catalog::{Action, Catalog};
use proptest::prelude::*;

fn names(pattern: &str) -> Vec<String> {
    Catalog::embedded()
        .expand(pattern)
        .map(|action| action.to_string())
        .collect()
}

fn shrunk(patterns: &[&str]) -> Vec<String> {
    let catalog = Catalog::embedded();
    let actions: Vec<Action<'_>> = patterns.iter().flat_map(|pattern| catalog.expand(pattern)).collect();
    catalog.shrink(&actions)
}

#[test]
fn expands_as_iam_reads_a_pattern() {
    let all = Catalog::embedded().actions().count();
    assert_eq!(names("*").len(), all);
    assert_eq!(names("**").len(), all);
    assert_eq!(names("*:*").len(), all);
    assert_eq!(names("S3:GETOBJECT"), ["s3:GetObject"]);
    assert_eq!(names("s3:Get?bject"), ["s3:GetObject"]);
    assert!(names("*:TagResource").len() > 100);
    assert!(names("s3*:GetAccessPoint").contains(&"s3:GetAccessPoint".to_owned()));
    for nothing in [
        "",
        "s3",
        "s3:",
        ":",
        ":*",
        "s3:GetObject ",
        " s3:GetObject",
        "s3:get",
        "nothing:*",
        "?",
    ] {
        assert_eq!(names(nothing), [""; 0], "`{nothing}`");
    }
}

#[test]
fn finds_the_pattern_that_a_person_would_write() {
    assert_eq!(shrunk(&["*"]), ["*"]);
    assert_eq!(shrunk(&["s3:*"]), ["s3:*"]);
    assert_eq!(shrunk(&["s3:Get*"]), ["s3:Get*"]);
    assert_eq!(shrunk(&["s3:Get*Tagging"]), ["s3:Get*Tagging"]);
    assert_eq!(shrunk(&["iam:*AccessKey*"]), ["iam:*AccessKey*"]);
    assert_eq!(shrunk(&["s3:GetObject", "sqs:*"]), ["s3:GetObject", "sqs:*"]);
    assert_eq!(shrunk(&["s3:GetObject"]), ["s3:GetObject"]);
    assert_eq!(shrunk(&[]), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Of a service, every action with the same chance: patterns would lie if they were cut wrong.
    #[test]
    fn shrinking_and_expanding_is_the_same_list(service in 0_usize..450, keep in 1_u32..100, seed in any::<u32>()) {
        let catalog = Catalog::embedded();
        let Some(service) = catalog.services().nth(service) else { return Ok(()) };
        let mut state = seed | 1;
        let actions: Vec<_> = service.actions().filter(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % 100 < keep
        }).collect();
        let patterns = catalog.shrink(&actions);
        prop_assert!(patterns.len() <= actions.len());
        let mut again: Vec<_> = patterns.iter().flat_map(|pattern| catalog.expand(pattern)).map(|one| one.to_string()).collect();
        again.sort_by_key(|name| name.to_lowercase());
        again.dedup();
        let actions: Vec<_> = actions.iter().map(|one| one.to_string()).collect();
        prop_assert_eq!(again, actions);
    }

    /// What two patterns match, by a slow and obvious matcher.
    #[test]
    fn expands_like_the_obvious_matcher(pattern in "(s3|sq?s|ec2|\\*|i?m):[GgDLP*?][a-zA-Z*?]{0,5}[*?]?") {
        let catalog = Catalog::embedded();
        let expected: Vec<_> = catalog.actions().map(|one| one.to_string()).filter(|one| {
            obvious(pattern.to_lowercase().as_bytes(), one.to_lowercase().as_bytes())
        }).collect();
        prop_assert_eq!(names(&pattern), expected);
    }
}

fn obvious(pattern: &[u8], text: &[u8]) -> bool {
    match (pattern.split_first(), text.split_first()) {
        (None, None) => true,
        (Some((b'*', rest)), _) => {
            // No star of these patterns crosses the colon: names have none.
            obvious(rest, text)
                || text
                    .split_first()
                    .is_some_and(|(byte, after)| *byte != b':' && obvious(pattern, after))
        }
        (Some((b'?', rest)), Some((byte, after))) => *byte != b':' && obvious(rest, after),
        (Some((one, rest)), Some((other, after))) => one == other && obvious(rest, after),
        _ => false,
    }
}
