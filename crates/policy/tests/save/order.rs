//! VALID-1: the first step that fails gives the message; the others are found all the same.

use iamwhy_policy::PolicyType;

use crate::judged;

#[test]
fn refusals_stand_in_the_order_of_iams_steps() {
    let text = r#"{
      "Statement": [
        { "Sid": "A", "Effect": "Allow", "Action": "bad", "Resource": "bad" },
        { "Sid": "A", "Effect": "allow", "Resource": "*", "Comment": 1,
          "Condition": { "DateLessThan": { "aws:CurrentTime": "tomorrow" } } },
        { "Effect": "Allow", "Action": "*" }
      ]
    }"#;
    assert_eq!(
        judged(text, PolicyType::Managed, None),
        [
            "PARSE-20 Syntax errors in policy.",
            "PARSE-6 Policy document must be version 2012-10-17 or greater.",
            "PARSE-21 The policy failed legacy parsing",
            "PARSE-33 The policy failed legacy parsing",
            "PARSE-26 Statement IDs (SID) in a single policy must be unique.",
            "PARSE-22 Policy statement must contain actions.",
            "PARSE-22 Policy statement must contain resources.",
            "VALID-4 Resource bad must be in ARN format or \"*\".",
            "VALID-2 Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        ]
    );
}
