//! Documents that AWS refuses to store: why, wherever a case is told.

use crate::project::Project;

const SCENARIO: &str = r#"{ "scenario": 1, "title": "Ann saves a policy.",
  "principals": { "ann": { "user": "arn:aws:iam::111111111111:user/ann", "policies": ["AdministratorAccess"] } },
  "cases": [{ "name": "saves", "principal": "ann", "action": "iam:CreatePolicy", "resource": "arn:aws:iam::111111111111:policy/p",
    "writes": { "type": "identity", "policy": { "Version": "2012-10-17", "Statement":
      { "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*" } } }, "expect": "accepted" }] }
"#;

#[test]
fn a_write_that_aws_refuses_is_explained() {
    let project = Project::of("refusing-writes", &[("a.scenario.json", SCENARIO)]);
    for arguments in [
        &["explain", "a.scenario.json"][..],
        &["explain", "a.scenario.json", "--format", "markdown"][..],
        &["test"][..],
        &["test", "--format", "markdown"][..],
    ] {
        let said = project.iamwhy(arguments);
        assert!(
            said.out.contains("AWS refuses what"),
            "{arguments:?}\n{}\n{}",
            said.out,
            said.err
        );
        assert!(
            said.out.contains("should not specify a principal"),
            "{arguments:?}\n{}",
            said.out
        );
    }
}
