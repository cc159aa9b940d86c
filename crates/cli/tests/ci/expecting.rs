//! Cases that expect findings of checks, and rules.

use crate::project::Project;

/// Two people; the policy of one has a finding that the other's has not, and one request has a finding.
fn scenario(of_ann: &str, of_ben: &str, of_request: &str) -> String {
    let world = r#"{
  "scenario": 1,
  "title": "A typing error grants nothing.",
  "principals": {
    "ann": { "user": "arn:aws:iam::111111111111:user/ann", "policies": [{ "Version": "2012-10-17", "Statement":
      { "Effect": "Allow", "Action": "s3:GetObjects", "Resource": "arn:aws:s3:::b/*" } }] },
    "ben": { "user": "arn:aws:iam::111111111111:user/ben", "policies": [{ "Version": "2012-10-17", "Statement":
      { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*" } }] } },
  "cases": [
    { "name": "ann", "principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k",
      "expect": { "decision": "implicitDeny", "warnings": [OF_ANN] } },
    { "name": "ben", "principal": "ben", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k",
      "expect": { "decision": "allow", "warnings": [OF_BEN] } },
    { "name": "asks", "principal": "ben", "resource": "arn:aws:s3:::b/k",
      "matrix": { "action": ["s3:GetObject", "s3:GetObjectz"] },
      "expect": [ "allow", { "decision": "implicitDeny", "warnings": [OF_REQUEST] } ] },
    { "name": "saves", "writes": { "type": "identity", "policy": { "Version": "2012-10-17", "Statement":
        { "Effect": "Allow", "Action": "iam:PassRole", "Resource": "*" } } },
      "expect": { "decision": "accepted", "warnings": ["PASS_ROLE_WITH_STAR_IN_RESOURCE"] } }
  ]
}
"#;
    world
        .replace("OF_ANN", of_ann)
        .replace("OF_BEN", of_ben)
        .replace("OF_REQUEST", of_request)
}

#[test]
fn findings_of_checks_belong_to_the_cases_that_they_are_about() {
    let project = Project::of(
        "expecting-green",
        &[(
            "a.scenario.json",
            &scenario("\"INVALID_ACTION\"", "", "\"REQUEST_INVALID_ACTION\""),
        )],
    );
    let said = project.iamwhy(&["test"]);
    assert_eq!(
        (said.code, said.out.contains("5 passed")),
        (0, true),
        "{}{}",
        said.out,
        said.err
    );
    let said = project.iamwhy(&["explain", "a.scenario.json", "--case", "ann", "--format", "json"]);
    assert!(said.out.contains("\"passed\": true"), "{}", said.out);
    // An edit that mends the policy is noticed by whoever expects the finding.
    let said = project.iamwhy(&["mutate", "a.scenario.json"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
}

#[test]
fn a_finding_of_somebody_else_is_none() {
    let project = Project::of(
        "expecting-red",
        &[(
            "a.scenario.json",
            &scenario(
                "\"INVALID_ACTION\"",
                "\"INVALID_ACTION\"",
                "\"INVALID_ACTION\", \"REQUEST_KEY_LEFT_OUT\"",
            ),
        )],
    );
    let said = project.iamwhy(&["test"]);
    assert_eq!(
        (said.code, said.out.contains("2 failed")),
        (1, true),
        "{}{}",
        said.out,
        said.err
    );
    assert!(said.out.contains("INVALID_ACTION"), "{}", said.out);
}

#[test]
fn what_is_neither_a_rule_nor_a_check_is_an_error_with_its_neighbour() {
    let red = |name: &str, of_ann: &str| {
        let text = scenario(of_ann, "", "");
        Project::of(name, &[("a.scenario.json", &text)]).iamwhy(&["test"])
    };
    let said = red("expecting-code", "\"INVALID_ACTIONS\"");
    let error = "error: a.scenario.json:11:60: there is no check `INVALID_ACTIONS` (at /cases/0/expect/warnings/0); did you mean `INVALID_ACTION`?";
    assert_eq!((said.code, said.err.lines().next()), (2, Some(error)));
    let said = red("expecting-rule", &["\"PB", "-33\""].concat());
    let error = [
        "error: a.scenario.json:11:60: there is no rule `PB",
        "-33` (at /cases/0/expect/warnings/0); did you mean `PB-3`?",
    ];
    assert_eq!((said.code, said.err.lines().next()), (2, Some(error.concat().as_str())));
    let text = scenario("", "", "").replace("\"warnings\": []", &["\"rule\": \"SAME", "-12\""].concat());
    let said = Project::of("expecting-no-rule", &[("a.scenario.json", &text)]).iamwhy(&["test"]);
    let error = [
        "error: a.scenario.json:11:55: there is no rule `SAME",
        "-12` (at /cases/0/expect/rule); did you mean `SAME-1`?",
    ];
    assert_eq!((said.code, said.err.lines().next()), (2, Some(error.concat().as_str())));
    let said = red("expecting-word", "\"passRole\"");
    let error = "error: a.scenario.json:11:60: there is no check `passRole` (at /cases/0/expect/warnings/0); `iamwhy lint --list` lists the checks";
    assert_eq!((said.code, said.err.lines().next()), (2, Some(error)));
}
