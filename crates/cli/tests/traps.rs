//! `iamwhy traps`, as its user meets it.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use iamwhy_traps::{Kind, Room, Trap};
use serde_json::Value;

struct Said {
    out: String,
    err: String,
    code: i32,
}

fn iamwhy(arguments: &[&str], typed: &str) -> Said {
    let mut command = Command::cargo_bin("iamwhy").unwrap();
    let output = command
        .arg("traps")
        .args(arguments)
        .write_stdin(typed.to_owned())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Said {
        out: text(output.stdout),
        err: text(output.stderr),
        code: output.status.code().unwrap(),
    }
}

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn decision() -> Trap {
    let room = Room::built_in().unwrap();
    room.traps
        .into_iter()
        .find(|trap| trap.card.kind == Kind::Decision)
        .unwrap()
}

#[test]
fn lists_by_chapter_and_level() {
    let all: Value = serde_json::from_str(&iamwhy(&["--format", "json"], "").out).unwrap();
    let hard: Value = serde_json::from_str(&iamwhy(&["--level", "4,5", "--format", "json"], "").out).unwrap();
    let (all, hard) = (all["traps"].as_array().unwrap(), hard["traps"].as_array().unwrap());
    assert!(!hard.is_empty() && hard.len() < all.len());
    assert!(hard.iter().all(|trap| trap["level"].as_u64() >= Some(4)));
    let one = iamwhy(&["--chapter", "1"], "");
    assert!(one.out.starts_with("1. "), "{}", one.out);
    assert!(!one.out.contains("\u{1b}["), "no colour in a pipe");
}

#[test]
fn a_question_does_not_give_its_answer_away() {
    let trap = decision();
    let asked = iamwhy(&["show", &trap.slug], "");
    let told = iamwhy(&["show", &trap.card.number.to_string(), "--answer"], "");
    assert!(
        asked.out.contains("  4) ") && !asked.out.contains("as it is decided"),
        "{}",
        asked.out
    );
    assert!(
        told.out
            .starts_with(asked.out.split("\nthe answer:").next().unwrap().trim_end())
    );
    assert!(told.out.contains(trap.card.rule.as_deref().unwrap()) && told.out.contains(&trap.card.page));
}

#[test]
fn answers_can_be_piped_and_are_kept_where_asked() {
    let file = folder("practise").join("progress.json");
    let kept = file.to_str().unwrap();
    let asked = ["practise", "--seed", "7", "--progress", kept];
    let first = iamwhy(&asked, "1 4\n\nx\nh\n2\n1\n\ns\n3 2\n\nq\n");
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(first.out.contains("question 5 of 5"), "{}", first.out);
    assert!(first.out.contains("type the number of an answer, from 1 to 4"));
    assert!(first.out.contains(" of 3 right"), "{}", first.out);
    let text = fs::read_to_string(&file).unwrap();
    let progress: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(progress["traps"].as_array().unwrap().len(), 3);
    let again = ["practise", "--seed", "7"];
    assert_eq!(
        iamwhy(&again, "q\n").out,
        iamwhy(&again, "q\n").out,
        "the same seed asks the same"
    );
    fs::write(&file, "{}").unwrap();
    let refused = iamwhy(&asked, "");
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("this is no progress file"), "{}", refused.err);
}

#[test]
fn an_interview_answers_at_the_end() {
    let said = iamwhy(
        &["practise", "--interview", "--questions", "3", "--seed", "5"],
        "1 1\n2 2\n3 4\n",
    );
    let (questions, report) = said.out.split_once("question 3 of 3").unwrap();
    assert!(!questions.contains("as it is decided") && !questions.contains('✔'));
    assert!(
        report.contains(" of 3 right") && report.contains("Brier score 0."),
        "{report}"
    );
}

#[test]
fn a_challenge_is_met_by_the_model_edit_and_not_by_nothing() {
    let trap = decision();
    let folder = folder("flip");
    let file = folder.join("mine.scenario.json");
    let printed = iamwhy(&["flip", &trap.slug, "--print"], "").out;
    fs::write(&file, &printed).unwrap();
    let path = file.to_str().unwrap();
    let not_yet = iamwhy(&["flip", &trap.slug, "--edited", path], "");
    assert_eq!(not_yet.code, 1);
    assert!(not_yet.out.contains("Nothing is changed yet"), "{}", not_yet.out);
    let edited = trap.card.flip.unwrap().model.apply(&printed).unwrap();
    fs::write(&file, edited).unwrap();
    let met = iamwhy(&["flip", &trap.slug, "--edited", path], "");
    assert_eq!(met.code, 0, "{}", met.out);
    assert!(met.out.contains("turned around with one edit"), "{}", met.out);
    fs::write(&file, printed.replacen("\"cases\"", "\"casses\"", 1)).unwrap();
    let broken = iamwhy(&["flip", &trap.slug, "--edited", path], "");
    assert_eq!(broken.code, 2);
    assert!(
        broken.err.contains("did you mean `cases`?") && broken.err.contains("mine.scenario.json:"),
        "{}",
        broken.err
    );
}

#[test]
fn the_book_is_written_once_and_runs() {
    let folder = folder("book");
    let path = folder.to_str().unwrap();
    assert_eq!(iamwhy(&["export", path], "").code, 0);
    assert_eq!(iamwhy(&["export", path], "").code, 0, "the same book over itself");
    let mut command = Command::cargo_bin("iamwhy").unwrap();
    command.args(["test", path]).assert().success();
    fs::write(folder.join("README.md"), "mine").unwrap();
    let refused = iamwhy(&["export", path], "");
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("would be overwritten"), "{}", refused.err);
    assert_eq!(fs::read_to_string(folder.join("README.md")).unwrap(), "mine");
    assert_eq!(iamwhy(&["export", path, "--force"], "").code, 0);
}

#[test]
fn a_misspelt_name_is_helped() {
    let trap = decision();
    let misspelt = trap.slug.replacen('e', "", 1);
    let said = iamwhy(&["show", &misspelt], "");
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains(&format!("did you mean `{}`?", trap.slug)),
        "{}",
        said.err
    );
}
