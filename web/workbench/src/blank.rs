//! The scenario to begin with where somebody has none.

/// One role, one call, and nothing that allows it.
pub const BLANK: &str = r#"{
  "scenario": 1,
  "title": "May the role do this?",
  "principals": {
    "app": { "role": "arn:aws:iam::111122223333:role/app", "policies": [] }
  },
  "cases": [
    { "principal": "app", "action": "s3:GetObject", "resource": "arn:aws:s3:::my-bucket/my-key" }
  ]
}
"#;

#[cfg(test)]
mod tests {
    use super::BLANK;
    use crate::Bench;

    #[test]
    fn it_is_a_question_that_nothing_answers_yet() {
        let bench = Bench::open(BLANK);
        let answer = bench.answer();
        assert!(answer.errors.is_empty() && !answer.stale);
        assert_eq!(answer.verdict.decision, "implicitDeny");
    }
}
