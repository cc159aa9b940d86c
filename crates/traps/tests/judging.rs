//! A small room of our own: what is asked, how a change is judged, and what comes again.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use iamwhy_traps::{
    Confidence, Given, Progress, Room,
    challenge::{Judged, judge},
    course::{self, Step},
    practice::{self, Choice},
};

const CHAPTER: &str = "# Bounds\nIt cures.\n\n## Mental model\n\nA cap.\n\n## What surprises\n\n### The cap\n\nIt caps.\n\n\
                       ## Interview\n\n### Why?\n\nBecause.\n\n### When?\n\nNow.\n";

const SCENARIO: &str = r#"{
  "scenario": 1,
  "title": "A boundary caps what a policy grants.",
  "policies": {
    "All": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "*" } },
    "Cap": {
      "Version": "2012-10-17",
      "Statement": [
        { "Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" },
        { "Sid": "NoDelete", "Effect": "Deny", "Action": "s3:Delete*", "Resource": "*" }
      ]
    }
  },
  "principals": {
    "app": { "role": "arn:aws:iam::111111111111:role/app", "policies": ["All"], "boundary": "Cap" },
    "ci": { "role": "arn:aws:iam::111111111111:role/ci", "policies": ["All"] }
  },
  "resources": { "logs": { "arn": "arn:aws:s3:::logs", "account": "111111111111" } },
  "cases": [
    { "name": "app puts", "principal": "app", "action": "s3:PutObject", "resource": "logs/a",
      "expect": { "decision": "implicitDeny", "layer": "boundary" } },
    { "name": "app deletes", "principal": "app", "action": "s3:DeleteObject", "resource": "logs/a",
      "expect": { "decision": "explicitDeny", "layer": "boundary" } }
  ]
}"#;

fn card(number: u32, level: u32) -> String {
    format!(
        r#"{{
  "card": 1, "number": {number}, "title": "The cap", "kind": "decision", "level": {level}, "topics": ["boundary"],
  "badge": "documented", "question": "What?", "case": "app puts",
  "answers": [
    {{ "text": "a", "expect": {{ "decision": "allow" }} }},
    {{ "text": "b", "expect": {{ "decision": "implicitDeny", "layer": "identity" }} }},
    {{ "text": "c", "expect": {{ "decision": "implicitDeny", "layer": "boundary" }} }},
    {{ "text": "d", "expect": {{ "decision": "explicitDeny", "layer": "boundary" }} }}
  ],
  "tempting": {{ "answer": 0, "why": "It is allowed somewhere." }}, "hints": [], "explanation": "A cap.",
  "rule": "PB-1", "page": "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html", "read": "the-cap",
  "flip": {{ "challenge": "Let it.", "goal": {{ "decision": "allow" }},
    "model": {{ "op": "replace", "path": "/policies/Cap/Statement/0/Action", "value": ["s3:GetObject", "s3:PutObject"] }} }}
}}"#
    )
}

fn room() -> Room {
    let cards: Vec<(String, String)> = (1..=12)
        .map(|number| {
            let folder = if number <= 6 { "01-one" } else { "02-two" };
            (format!("{folder}/trap-{number}"), card(number, 1 + number % 3))
        })
        .collect();
    let mut files = vec![
        ("01-one/chapter.md".to_owned(), CHAPTER.to_owned()),
        ("02-two/chapter.md".to_owned(), CHAPTER.to_owned()),
    ];
    for (path, card) in cards {
        files.push((format!("{path}.card.json"), card));
        files.push((format!("{path}.scenario.json"), SCENARIO.to_owned()));
    }
    let packed = iamwhy_traps::unpack(&iamwhy_traps::pack(&files)).unwrap();
    assert_eq!(packed, files);
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    Room::of(&files).unwrap()
}

fn changed(from: &str, to: &str) -> Judged {
    assert!(SCENARIO.contains(from), "{from}");
    judge(&room().traps[0], &SCENARIO.replacen(from, to, 1))
        .unwrap()
        .unwrap()
}

#[test]
fn the_right_answer_is_computed() {
    let room = room();
    assert_eq!(room.traps[0].right(), Some(2));
    let scene = room.traps[0].scene().unwrap().unwrap();
    assert!(scene.stands_on("PB-1") && !scene.stands_on("SCP-1"));
    assert!(scene.explanation().unwrap().sentence.contains("boundary"));
}

#[test]
fn the_model_edit_is_judged_like_any_other() {
    let trap = &room().traps[0];
    let edited = trap.card.flip.as_ref().unwrap().model.apply(SCENARIO).unwrap();
    let judged = judge(trap, &edited).unwrap().unwrap();
    assert!(judged.reached && judged.is_one_edit() && !judged.other_question && judged.others.is_empty());
    assert_eq!(
        judged.weakened,
        ["the boundary `principals.app.boundary` allows more than before."]
    );
    assert!(judged.sentences()[0].contains("with one edit: now allowed"));
}

#[test]
fn who_removes_the_guardrail_is_told_so() {
    let gone = changed(r#", "boundary": "Cap""#, "");
    assert!(gone.reached);
    assert_eq!(gone.weakened, ["`principals.app.boundary` is gone."]);
    assert_eq!(gone.others.len(), 1, "the delete is allowed now, too");
    let narrower = changed(r#""s3:Delete*""#, r#""s3:DeleteBucket""#);
    assert!(!narrower.reached);
    assert_eq!(
        narrower.weakened,
        ["the Deny `NoDelete` of `principals.app.boundary` denies less than before."]
    );
    let wider = changed(r#""s3:Delete*""#, r#"["s3:Delete*", "s3:PutObjectAcl"]"#);
    assert_eq!(wider.weakened, Vec::<String>::new());
}

/// A challenge may name what half an answer leaves undone; and a wide edit decides more than the model does.
#[test]
fn half_an_answer_and_a_wide_one() {
    let named = r#""goal": { "decision": "allow" },
    "also": [{ "case": "app deletes", "goal": { "decision": "explicitDeny" } }],"#;
    let card = card(1, 1).replacen(r#""goal": { "decision": "allow" },"#, named, 1);
    let files = [
        ("01-one/chapter.md", CHAPTER),
        ("01-one/trap-1.card.json", card.as_str()),
        ("01-one/trap-1.scenario.json", SCENARIO),
    ];
    let room = Room::of(&files).unwrap();
    let judged = |from: &str, to: &str| {
        let text = SCENARIO.replacen(from, to, 1);
        judge(&room.traps[0], &text).unwrap().unwrap()
    };
    let gone = judged(r#", "boundary": "Cap""#, "");
    assert!(!gone.reached && gone.unmet == ["app deletes"] && !gone.others[0].as_in_model);
    let said = gone.sentences().join(" ");
    assert!(
        said.contains("\u{201c}app deletes\u{201d} does not come out as the challenge wants"),
        "{said}"
    );
    assert!(
        said.contains("allowed instead of explicit deny. It need not be."),
        "{said}"
    );
    let put = judged(r#""s3:GetObject""#, r#"["s3:GetObject", "s3:PutObject"]"#);
    assert!(put.reached && put.unmet.is_empty() && put.others.is_empty());
}

#[test]
fn another_question_is_no_answer() {
    let other = changed(
        r#""principal": "app", "action": "s3:PutObject""#,
        r#""principal": "ci", "action": "s3:PutObject""#,
    );
    assert!(other.reached && other.other_question && !other.is_clean());
    let nothing = changed("A boundary caps", "The boundary caps");
    assert!(!nothing.reached && nothing.changes.is_empty());
    assert!(nothing.sentences()[0].contains("Nothing is changed yet"));
    let two = changed(
        r#""Action": "s3:GetObject", "Resource": "*" },"#,
        r#""Action": "s3:*", "Resource": "*" },"#,
    );
    assert_eq!(two.edits(), 1);
}

#[test]
fn a_broken_text_is_said_with_its_place() {
    let errors = judge(&room().traps[0], &SCENARIO.replacen("\"cases\"", "\"casess\"", 1)).unwrap_err();
    assert!(errors[0].to_string().contains("did you mean `cases`?"), "{}", errors[0]);
    let without = SCENARIO.replacen("app puts", "app gets", 1);
    let errors = judge(&room().traps[0], &without).unwrap_err();
    assert!(errors[0].message.contains("no case `app puts`"));
}

#[test]
fn a_set_begins_with_what_is_due_and_follows_from_its_seed() {
    let room = room();
    let all = Choice::default();
    let mut progress = Progress::default();
    for number in 1..=9 {
        let given = Given {
            trap: format!("trap-{number}"),
            answer: 2,
            confidence: Confidence::Fairly,
            // The first three come again tomorrow, the others in three days.
            right: number > 3,
        };
        progress.answered(&given, 100);
    }
    let slugs = |drawn: Vec<usize>| -> Vec<String> { drawn.iter().map(|at| room.traps[*at].slug.clone()).collect() };
    let drawn = slugs(practice::set(&room, &all, &progress, 101, 5));
    assert_eq!(drawn, slugs(practice::set(&room, &all, &progress, 101, 5)));
    assert_eq!(drawn.len(), practice::SET);
    for due in ["trap-1", "trap-2", "trap-3"] {
        assert!(drawn.iter().any(|slug| slug == due), "{drawn:?}");
    }
    let fresh = drawn
        .iter()
        .filter(|slug| ["trap-10", "trap-11", "trap-12"].contains(&slug.as_str()));
    assert_eq!(fresh.count(), 2, "{drawn:?}");
    let second = Choice {
        chapters: vec![1],
        levels: vec![1],
    };
    let drawn = practice::set(&room, &second, &progress, 101, 5);
    assert!(
        !drawn.is_empty()
            && drawn
                .iter()
                .all(|at| room.traps[*at].chapter == 1 && room.traps[*at].card.level == 1)
    );
}

#[test]
fn an_interview_mixes_chapters_and_begins_easily() {
    let room = room();
    let drawn = practice::interview(&room, &Choice::default(), 3, 4);
    let of = |chapter: usize| drawn.iter().filter(|at| room.traps[**at].chapter == chapter).count();
    assert_eq!((of(0), of(1)), (2, 2));
    let levels: Vec<u32> = drawn.iter().map(|at| room.traps[*at].card.level).collect();
    assert!(levels.is_sorted(), "{levels:?}");
}

#[test]
fn a_course_goes_on_where_it_was_left() {
    let room = room();
    let steps = course::steps(&room, 0);
    assert!(matches!(
        steps.as_slice(),
        [Step::Read(_), Step::Ask(0), .., Step::Talk(_), Step::Talk(_)]
    ));
    let mut progress = Progress::default();
    assert_eq!(course::next(&room, 0, &progress), 0);
    progress.has_read("01-one", "mental-model");
    assert_eq!(
        (course::next(&room, 0, &progress), course::done(&room, 0, &progress)),
        (1, (1, 9))
    );
}
