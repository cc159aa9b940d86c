//! What the caller is: another session of a role.

#![allow(clippy::unwrap_used)]

use iamwhy_workbench::{Bench, PrincipalKind};

const TEXT: &str = r#"{
  "scenario": 1,
  "title": "sessions",
  "principals": {
    "app": {
      "role": "arn:aws:iam::111122223333:role/app",
      "policies": [ { "Version": "2012-10-17", "Statement": [ { "Sid": "Vpc", "Effect": "Allow", "Action": "s3:*", "Resource": "*" } ] } ]
    }
  },
  "cases": [ { "principal": "app", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/1" } ]
}
"#;

#[test]
fn another_session_of_the_caller_is_declared_beside_it() {
    let session = PrincipalKind::SessionOf;
    let mut bench = Bench::open(TEXT);
    bench.choose_kind("app", session, "app").unwrap();
    assert!(bench.answer().errors.is_empty(), "{:?}", bench.answer().errors);
    assert!(
        bench
            .text()
            .contains("\"app-session\": { \"sessionOf\": \"app\", \"session\": \"other\" }")
    );
    let mut back = bench.clone();
    assert!(back.undo() && back.text() == TEXT);
    // The role keeps its policies, and its other session has them too.
    assert!(bench.text().contains("\"Sid\": \"Vpc\""));
    assert_eq!(bench.answer().question.principal.as_deref(), Some("app-session"));
    assert_eq!(bench.answer().question.session.as_deref(), Some("other"));
    assert!(bench.can_be(Some("app-session"), session));
    bench.choose_kind("app", session, "app").unwrap();
    assert!(bench.text().contains("\"app-session-2\"") && bench.answer().errors.is_empty());
    let before = bench.text().to_owned();
    let wrong = bench.edit_principal("app", session, "app").unwrap_err();
    assert_eq!(wrong.message, "`app` cannot be a session of itself");
    assert_eq!(bench.text(), before);
}

#[test]
fn a_session_is_offered_where_there_is_a_role() {
    let session = PrincipalKind::SessionOf;
    let mut bench = Bench::open(TEXT);
    bench
        .edit_principal("app", PrincipalKind::User, "arn:aws:iam::111122223333:user/app")
        .unwrap();
    let before = bench.text().to_owned();
    assert!(!bench.can_be(Some("app"), session) && !bench.can_be(None, session));
    assert!(bench.can_be(Some("app"), PrincipalKind::Role));
    assert!(bench.choose_kind("app", session, "app").is_err());
    assert_eq!(bench.text(), before);
    bench
        .add_principal("deploy", PrincipalKind::Role, "arn:aws:iam::111122223333:role/deploy")
        .unwrap();
    assert!(bench.can_be(Some("app"), session) && bench.can_be(None, session));
    assert_eq!(bench.example_of(session), "deploy");
    bench.choose_kind("app", session, "app").unwrap();
    assert!(bench.answer().errors.is_empty(), "{:?}", bench.answer().errors);
    assert!(bench.text().contains("\"sessionOf\": \"deploy\""));
}
