//! What is said of texts with variables: by what the variable has, not by how that looks.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use iamwhy_engine::Outcome;
use iamwhy_explain::{Explanation, explain};
use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::{Loaded, NoFiles};

/// A user with a tag asks for an object, which its policy allows below the folder that the tag names.
fn asked(tag: &str, key: &str) -> Explanation {
    let text = format!(
        r#"{{ "scenario": 1, "title": "t", "principals": {{ "alice": {{ "user": "arn:aws:iam::111122223333:user/alice", {tag} "policies": [
             {{ "Version": "2012-10-17", "Statement": [
               {{ "Sid": "Own", "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b/${{aws:PrincipalTag/t}}/*" }} ] }} ] }} }},
             "cases": [{{ "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::{key}" }}] }}"#
    );
    let loaded = Loaded::load("own", &text, &NoFiles).unwrap();
    let cases = Cases::of(&loaded.scenario);
    let case = cases.all().next().unwrap();
    let request = loaded.world.request(&loaded.program, &case, &case.authorizations[0]);
    explain(&loaded.program, &request.unwrap()).unwrap()
}

#[test]
fn a_value_that_reads_like_none_is_one() {
    let answer = asked(r#""tags": { "t": "(no value)" },"#, "b/k");
    assert!(!answer.sentence.contains("has no value"), "{}", answer.sentence);
    assert!(!answer.rules.iter().any(|rule| rule == "VAR-7"), "{:?}", answer.rules);
    let answer = asked("", "b/k");
    let end = "and `${aws:PrincipalTag/t}` has no value for alice).";
    assert!(answer.sentence.ends_with(end), "{}", answer.sentence);
}

#[test]
fn a_value_that_nobody_knows_is_not_said_to_be_missing() {
    let answer = asked(r#""tags": { "unknown": true },"#, "other/k");
    assert_eq!(answer.decision, Outcome::ImplicitDeny);
    assert!(!answer.sentence.contains("no value"), "{}", answer.sentence);
}
