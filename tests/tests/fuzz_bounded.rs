//! Every fuzz target on seeded bytes: the same in every run, bounded in time.

use iamwhy_tests::targets::ALL;

/// Pieces that policies and scenarios are made of, so that random bytes get past the first brace.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\\",
    "\\u00",
    "\\ud83d\\ude00",
    "\\ud83d",
    "*",
    "?",
    "${",
    "}",
    "a",
    "b",
    "ab",
    "é",
    "\0",
    "0",
    "1",
    "-1",
    "1.0",
    "1e5",
    "null",
    "true",
    "false",
    " ",
    "\n",
    "\"Statement\":",
    "\"Effect\":\"Allow\"",
    "\"Effect\":\"Deny\"",
    "\"Action\":\"s3:*\"",
    "\"NotAction\":\"*\"",
    "\"Resource\":\"arn:aws:s3:::b/*\"",
    "\"Principal\":\"*\"",
    "\"Version\":\"2012-10-17\"",
    "\"Condition\":{\"StringLike\":{\"aws:username\":\"${aws:username}\"}}",
    "\"scenario\":1",
    "\"cases\":[]",
    "\"title\":\"t\"",
    "\"principals\":{}",
    "arn:aws:s3:::b/k",
    "s3:GetObject",
    "s3:Get*",
    "${Partition}",
];

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

#[test]
fn every_target_holds_on_seeded_bytes() {
    for (name, check) in ALL {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
        for round in 0..4000 {
            let mut text = String::new();
            for _ in 0..dice.roll(24) {
                text.push_str(PIECES[dice.roll(PIECES.len())]);
            }
            if round == 0 {
                println!("{name}");
            }
            check(text.as_bytes());
        }
    }
}

#[test]
fn every_target_holds_on_every_truncation_of_a_policy() {
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Sid":"é","Effect":"Allow","Action":["s3:Get*","s3:\u004cist*"],"Resource":"arn:aws:s3:::b/${aws:username, 'x'}/*","Condition":{"ForAllValues:StringLikeIfExists":{"aws:TagKeys":["a",1,true]}}}]}"#;
    for (_, check) in ALL {
        for end in 0..=policy.len() {
            check(&policy.as_bytes()[..end]);
        }
    }
}

#[test]
fn every_target_bears_hostile_input() {
    let hostile = [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        format!(
            "{{\"Statement\":{{\"Effect\":\"Allow\",\"Action\":\"{}b\",\"Resource\":\"*\"}}}}",
            "*a".repeat(20_000)
        ),
        format!("{}\0{}", "*a".repeat(6), "a".repeat(16)),
        "\"".repeat(10_001),
        format!("{{{}}}", "\"a\":1,".repeat(20_000)),
    ];
    for (_, check) in ALL {
        for text in &hostile {
            check(text.as_bytes());
        }
    }
}
