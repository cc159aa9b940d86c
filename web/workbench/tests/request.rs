//! The request, the context, the world and the cases.

#![allow(clippy::unwrap_used)]

mod corpus;

use corpus::fixture;
use iamwhy_workbench::{Bench, KeyState, PrincipalKind, Problem, RowState, Scope, Selected, flips_of, results};

const TEXT: &str = r#"{
  "scenario": 1,
  "title": "keys",
  "principals": {
    "app": {
      "role": "arn:aws:iam::111122223333:role/app",
      "policies": [
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Sid": "Vpc", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/${aws:PrincipalTag/team}/*",
              "Condition": { "StringEquals": { "aws:SourceVpce": "vpce-1" }, "Bool": { "aws:SecureTransport": "true" } } },
            { "Sid": "Other", "Effect": "Allow", "Action": "sqs:*", "Resource": "*", "Condition": { "Null": { "sqs:x": "true" } } }
          ]
        }
      ],
      "tags": { "team": "pay" }
    }
  },
  "endpoints": { "vpce-1": { "vpc": "vpc-1", "account": "111122223333" } },
  "cases": [
    { "name": "read", "principal": "app", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/pay/1", "expect": "implicitDeny" },
    { "name": "many", "principal": "app", "resource": "arn:aws:s3:::logs/pay/1",
      "matrix": { "action": ["s3:GetObject", "s3:PutObject"], "context.aws:SourceVpce": ["vpce-1", null, 7] } }
  ]
}
"#;

fn changed(change: impl FnOnce(&mut Bench) -> Result<(), Problem>) -> Bench {
    let mut bench = Bench::open(TEXT);
    change(&mut bench).unwrap();
    assert!(
        bench.answer().errors.is_empty(),
        "{:?}\n{}",
        bench.answer().errors,
        bench.text()
    );
    let mut back = bench.clone();
    assert!(back.undo());
    assert_eq!(back.text(), TEXT);
    assert!(!back.undo());
    bench
}

fn case(bench: &Bench) -> String {
    let json = bench.json().unwrap();
    json.raw(json.at_pointer("/cases/0", json.root()).unwrap()).to_owned()
}

#[test]
fn fields_are_set_where_the_format_lists_them() {
    let bench = changed(|bench| bench.set_action("s3:PutObject"));
    assert_eq!(
        bench.text(),
        TEXT.replacen("\"action\": \"s3:GetObject\"", "\"action\": \"s3:PutObject\"", 1)
    );
    let bench = changed(|bench| bench.set_endpoint(Some("vpce-1")));
    assert!(
        case(&bench).contains("\"logs/pay/1\", \"endpoint\": \"vpce-1\", \"expect\"")
            || case(&bench).contains("1\", \"endpoint\": \"vpce-1\", \"expect\"")
    );
    assert_eq!(bench.answer().verdict.decision, "allow");
    assert_eq!(bench.answer().question.endpoint.as_deref(), Some("vpce-1"));
    let bench = changed(|bench| bench.set_resource(None));
    assert_eq!(bench.answer().question.resource, None);
    let bench = changed(|bench| bench.set_via(&["athena.amazonaws.com".to_owned()]));
    assert_eq!(bench.answer().question.via, ["athena.amazonaws.com"]);
    let bench = changed(|bench| bench.set_tags(&[("team".to_owned(), "a\"b".to_owned())]));
    assert_eq!(bench.answer().question.tags, [("team".to_owned(), "a\"b".to_owned())]);
    let bench = changed(Bench::set_tags_unknown);
    assert!(bench.answer().question.tags_unknown);
    let bench = changed(|bench| bench.set_principal("arn:aws:iam::444455556666:user/eve"));
    assert_eq!(bench.answer().question.who, "user eve");
    let bench = changed(|bench| bench.set_operation("s3:HeadObject"));
    assert!(!case(&bench).contains("\"action\""));
    assert_eq!(bench.answer().question.operation.as_deref(), Some("s3:HeadObject"));
    let bench = changed(|bench| bench.set_resource_owner(Some("444455556666")));
    assert!(!bench.answer().question.same_account);
}

#[test]
fn typing_in_a_field_is_one_step() {
    let mut bench = Bench::open(TEXT);
    for text in ["s", "s3", "s3:Put"] {
        bench.set_action(text).unwrap();
    }
    bench.undo();
    assert_eq!(bench.text(), TEXT);
}

#[test]
fn keys_that_matter_are_listed_and_others_are_not() {
    let bench = Bench::open(TEXT);
    let rows = bench.context_rows();
    let keys: Vec<(&str, RowState, bool)> = rows
        .iter()
        .map(|row| (row.key.as_str(), row.state, row.decides))
        .collect();
    assert_eq!(keys.first(), Some(&("aws:SourceVpce", RowState::Absent, true)));
    assert!(keys.contains(&("aws:SecureTransport", RowState::Derived, false)));
    assert!(
        keys.iter()
            .any(|own| own.0 == "aws:PrincipalTag/team" && own.1 == RowState::Derived)
    );
    assert!(!keys.iter().any(|own| own.0 == "sqs:x"), "{keys:?}");
    let team = rows.iter().find(|row| row.key == "aws:PrincipalTag/team").unwrap();
    assert_eq!(
        (team.values.as_slice(), team.from),
        (&["pay".to_owned()][..], "the principal")
    );
    let other = bench.other_keys();
    assert!(
        other.iter().any(|row| row.key == "aws:PrincipalArn") && !other.iter().any(|row| row.key == "aws:SourceVpce")
    );
}

#[test]
fn absent_empty_unknown_and_derived_are_different_things() {
    let key = "aws:SourceVpce";
    let state = |bench: &Bench, key: &str| {
        bench
            .context_rows()
            .into_iter()
            .find(|row| row.key == key)
            .map(|row| (row.state, row.given))
    };
    let bench = changed(|bench| bench.set_context(key, &KeyState::Text("vpce-1".to_owned()), Scope::Case));
    assert_eq!(bench.answer().verdict.decision, "allow");
    assert_eq!(state(&bench, key), Some((RowState::Given, true)));
    let bench = changed(|bench| bench.set_context(key, &KeyState::Unknown, Scope::Scenario));
    assert_eq!(bench.answer().verdict.decision, "unknown");
    assert_eq!(state(&bench, key), Some((RowState::Unknown, true)));
    let bench = changed(|bench| bench.set_context(key, &KeyState::UnknownPresence, Scope::Case));
    assert_eq!(state(&bench, key), Some((RowState::UnknownPresence, true)));
    let bench = changed(|bench| bench.set_context("AWS:securetransport", &KeyState::Absent, Scope::Case));
    assert_eq!(
        bench
            .context_rows()
            .into_iter()
            .find(|row| row.key.eq_ignore_ascii_case("aws:SecureTransport"))
            .unwrap()
            .state,
        RowState::Absent
    );
    let bench = changed(|bench| bench.set_context("aws:TagKeys", &KeyState::List(Vec::new()), Scope::Case));
    assert_eq!(state(&bench, "aws:TagKeys"), Some((RowState::Empty, true)));
    let mut bench = changed(|bench| bench.set_context("s3:max-keys", &KeyState::Number("10".to_owned()), Scope::Case));
    assert!(bench.text().contains("\"s3:max-keys\": 10"));
    bench
        .set_context("s3:MAX-keys", &KeyState::Derived, Scope::Case)
        .unwrap();
    assert!(!bench.text().contains("max-keys"));
    assert!(
        bench
            .set_context("s3:max-keys", &KeyState::Number("ten".to_owned()), Scope::Case)
            .is_err()
    );
}

#[test]
fn a_combination_becomes_a_case_before_it_is_changed() {
    let mut bench = Bench::open(TEXT);
    bench.select(Selected {
        case: 1,
        combination: 5,
        authorization: None,
    });
    assert_eq!(bench.answer().question.action.as_deref(), Some("s3:PutObject"));
    bench.set_action("s3:GetObject").unwrap();
    assert!(bench.answer().errors.is_empty(), "{:?}", bench.answer().errors);
    assert_eq!((bench.answer().selected.case, bench.answer().cases.len()), (2, 3));
    let json = bench.json().unwrap();
    let text = |at: &str| json.at_pointer(at, json.root()).map(|node| json.raw(node));
    assert_eq!(text("/cases/2/context/aws:SourceVpce"), Some("7"));
    assert_eq!(text("/cases/2/matrix"), None);
    assert_eq!(text("/cases/2/action"), Some("\"s3:GetObject\""));
    assert!(bench.undo());
    assert_eq!(bench.text(), TEXT);
    // What the matrix does not vary is the case's own.
    bench.select(Selected {
        case: 1,
        combination: 5,
        authorization: None,
    });
    bench.set_endpoint(Some("vpce-1")).unwrap();
    assert_eq!(bench.answer().cases.len(), 2);
    assert_eq!(bench.answer().selected.combination, 5);
}

#[test]
fn a_test_expects_what_is_decided() {
    let bench = changed(|bench| bench.add_test(Some("now")));
    assert_eq!(bench.answer().selected.case, 1);
    assert_eq!(bench.answer().question.name, "now");
    let views = results(bench.loaded().unwrap());
    assert!(views.iter().all(|view| view.result.passed != Some(false)));
    assert_eq!(views[1].expected.as_deref(), Some("implicitDeny at identity"));
    let mut bench = Bench::open(TEXT);
    bench.set_endpoint(Some("vpce-1")).unwrap();
    assert_eq!(results(bench.loaded().unwrap())[0].result.passed, Some(false));
    bench.accept().unwrap();
    let views = results(bench.loaded().unwrap());
    assert_eq!(
        (views[0].result.passed, views[0].expected.as_deref()),
        (Some(true), Some("allow at identity by Vpc"))
    );
    assert_eq!(views.len(), 7);
    assert_eq!((views[6].case, views[6].combination, views[6].combinations), (1, 5, 6));
}

#[test]
fn cases_come_go_and_move() {
    let bench = changed(|bench| bench.duplicate_case(0));
    assert_eq!(bench.answer().question.name, "read (copy)");
    let bench = changed(|bench| bench.move_case(0, 1));
    assert_eq!(
        (bench.answer().cases[1].name.as_str(), bench.answer().selected.case),
        ("read", 1)
    );
    let mut bench = changed(|bench| bench.remove_case(1));
    assert_eq!(bench.answer().cases.len(), 1);
    assert!(bench.remove_case(0).is_err());
    let bench = changed(|bench| bench.rename_case(1, "some"));
    assert_eq!(bench.answer().cases[1].name, "some");
    let bench = changed(|bench| bench.set_expect(0, Some("\"deny\"")));
    assert!(bench.text().contains("\"expect\": \"deny\""));
    let bench = changed(|bench| bench.set_expect(0, None));
    assert!(!bench.text().contains("expect"));
}

#[test]
fn principals_are_declared_changed_and_renamed() {
    let bench = changed(|bench| bench.add_principal("eve", PrincipalKind::User, "arn:aws:iam::444455556666:user/eve"));
    assert!(bench.text().contains(
        "    \"eve\": {\n      \"user\": \"arn:aws:iam::444455556666:user/eve\",\n      \"policies\": []\n    }\n  },"
    ));
    let bench = changed(|bench| bench.rename_principal("app", "worker"));
    assert_eq!(bench.answer().question.principal.as_deref(), Some("worker"));
    let bench = changed(|bench| bench.edit_principal("app", PrincipalKind::User, "arn:aws:iam::111122223333:user/app"));
    assert_eq!(bench.answer().question.who, "user app");
    assert!(bench.text().contains("\"team\": \"pay\""));
    let bench = changed(|bench| bench.edit_principal("app", PrincipalKind::Service, "s3.amazonaws.com"));
    assert_eq!(bench.answer().question.who, "service s3.amazonaws.com");
    let bench = changed(|bench| bench.set_principal_field("app", "session", Some("\"ci\"")));
    assert_eq!(bench.answer().question.session.as_deref(), Some("ci"));
    assert!(
        Bench::open(TEXT)
            .add_principal("app", PrincipalKind::Root, "1")
            .is_err()
    );
    for kind in PrincipalKind::ALL {
        let mut bench = Bench::open(TEXT);
        bench.add_principal("new", kind, kind.example()).unwrap();
        if kind != PrincipalKind::FederatedUser {
            assert!(bench.answer().errors.is_empty(), "{kind:?} {:?}", bench.answer().errors);
        }
    }
}

#[test]
fn an_organization_grows() {
    let mut bench = changed(|bench| bench.add_organization("o-a1b2c3d4e5", &["111122223333".to_owned()]));
    let unit = bench
        .add_unit("/organization/root", "Prod", "ou-a1b2-prod0001")
        .unwrap();
    bench.put_account("111122223333", &unit).unwrap();
    assert!(
        bench.answer().errors.is_empty(),
        "{:?} {}",
        bench.answer().errors,
        bench.text()
    );
    assert!(bench.text().contains("\"accounts\": []") && bench.text().contains("\"accounts\": [\"111122223333\"]"));
    let levels: Vec<String> = bench.layers()[0].tabs[0]
        .slots
        .iter()
        .map(|slot| slot.label.clone())
        .collect();
    assert_eq!(levels, ["root", "unit Prod", "account 111122223333"]);
}

#[test]
fn every_flip_turns_the_answer_around_and_back() {
    let mut applied = 0;
    for (name, text) in corpus::fixtures().into_iter() {
        let mut bench = Bench::open(&text);
        let before = bench.answer().verdict.decision;
        for flip in flips_of(&bench, 6) {
            let asked = bench.answer().asked.len();
            bench
                .apply_flip(&flip)
                .unwrap_or_else(|problem| panic!("{name}: {flip:?} {problem:?}"));
            let answer = bench.answer().clone();
            assert!(
                answer.errors.is_empty(),
                "{name}: {flip:?} {:?}\n{}",
                answer.errors,
                bench.text()
            );
            if asked == 1 && answer.asked.len() == 1 {
                let (one, other) = (before == "allow", answer.verdict.decision == "allow");
                let settled = before == "unknown" && answer.verdict.decision != "unknown";
                assert!(
                    one != other || settled,
                    "{name}: {flip:?} {} {}",
                    before,
                    answer.verdict.decision
                );
                applied += 1;
            }
            // A key that only one of several authorizations lacks cannot be given to that one alone.
            if bench.text() == text {
                assert!(asked > 1, "{name}: {flip:?}");
                continue;
            }
            assert!(bench.undo());
            assert_eq!(bench.text(), text);
        }
    }
    assert!(applied > 600, "{applied}");
}

#[test]
fn the_workers_json_is_the_same_flip() {
    let text = fixture("boundaries/a-boundary-is-a-ceiling-not-a-floor");
    let mut bench = Bench::open(&text);
    let json = iamwhy_scenario::explain_json(bench.loaded().unwrap(), &[0]);
    let json = iamwhy_policy::Json::read(json).unwrap();
    let flips = json
        .at_pointer("/files/0/cases/0/authorizations/0/flips", json.root())
        .unwrap();
    let found = flips_of(&bench, 8);
    assert!(!found.is_empty());
    for (node, flip) in json.items(flips).zip(&found) {
        bench.apply_flip_json(json.raw(node)).unwrap();
        let by_json = bench.text().to_owned();
        bench.undo();
        bench.apply_flip(flip).unwrap();
        assert_eq!(bench.text(), by_json);
        bench.undo();
    }
    assert!(bench.apply_flip_json("{}").is_err());
}

#[test]
fn what_is_pinned_shows_what_changed() {
    let mut bench = Bench::open(TEXT);
    bench.pin();
    bench.set_endpoint(Some("vpce-1")).unwrap();
    bench
        .set_policy(
            "/principals/app/policies/0",
            &bench
                .policy("/principals/app/policies/0")
                .unwrap()
                .text()
                .replace("sqs:*", "sns:*"),
        )
        .unwrap();
    let now = results(bench.loaded().unwrap());
    let changed = bench.baseline().unwrap().changed(&now);
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].before, Some(("implicitDeny", Some("identity"))));
    assert_eq!(changed[0].after, Some(("allow", Some("identity"))));
    let lines = bench.policy_diff("/principals/app/policies/0");
    assert_eq!(
        lines
            .iter()
            .filter(|line| !matches!(line, iamwhy_workbench::DiffLine::Same(_)))
            .count(),
        2
    );
    bench.unpin();
    assert!(bench.text_diff().is_empty());
}
