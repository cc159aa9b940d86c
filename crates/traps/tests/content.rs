//! The content of the room keeps what it promises: nothing is asserted that is not executed.

#![expect(clippy::panic, clippy::expect_used, reason = "a test may stop at the first surprise")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use iamwhy_traps::{Chapter, Kind, Room, Trap, challenge::judge};

/// How many chapters and traps there are when all are written.
const CHAPTERS: usize = 14;
const TRAPS: u32 = 127;

/// Traps of the catalogue that are not taught, each with the reason.
const NOT_TAUGHT: &[(u32, &str)] = &[];

fn room() -> Room {
    Room::built_in().unwrap_or_else(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}

/// Fails with one line per finding.
fn none(findings: Vec<String>) {
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

fn each(room: &Room, look: impl Fn(&Trap, &Chapter, &mut Vec<String>)) -> Vec<String> {
    let mut findings = Vec::new();
    for trap in &room.traps {
        let chapter = room.chapter_of(trap).expect("every trap has a chapter");
        let mut own = Vec::new();
        look(trap, chapter, &mut own);
        findings.extend(
            own.into_iter()
                .map(|what| format!("{}/{}: {what}", chapter.folder, trap.slug)),
        );
    }
    findings
}

#[test]
fn every_chapter_has_its_parts() {
    let mut findings = Vec::new();
    for (at, chapter) in room().chapters.iter().enumerate() {
        let titles: Vec<&str> = chapter.parts.iter().map(|part| part.title.as_str()).collect();
        let folder = &chapter.folder;
        if titles != Chapter::PARTS {
            findings.push(format!("{folder}: its parts are {titles:?}"));
        }
        if chapter.title.is_empty() || chapter.cures.is_empty() {
            findings.push(format!("{folder}: has no title, or does not say what it cures"));
        }
        if chapter.part("Interview").is_none_or(|part| part.parts.len() < 3) {
            findings.push(format!("{folder}: has fewer than three interview questions"));
        }
        if room().traps_of(at).next().is_none() {
            findings.push(format!("{folder}: has no trap"));
        }
    }
    none(findings);
}

#[test]
fn every_trap_is_there_once() {
    let room = room();
    let mut numbers: BTreeMap<u32, &str> = BTreeMap::new();
    let mut findings = Vec::new();
    for trap in &room.traps {
        if let Some(other) = numbers.insert(trap.card.number, &trap.slug) {
            findings.push(format!("{}: `{other}` and `{}`", trap.card.number, trap.slug));
        }
    }
    for (number, reason) in NOT_TAUGHT {
        if numbers.contains_key(number) || reason.is_empty() {
            findings.push(format!("{number} is taught, or left out without a reason"));
        }
    }
    if room.chapters.len() == CHAPTERS {
        let left_out: BTreeSet<u32> = NOT_TAUGHT.iter().map(|(number, _)| *number).collect();
        let missing = (1..=TRAPS).filter(|number| !numbers.contains_key(number) && !left_out.contains(number));
        findings.extend(missing.map(|number| format!("trap {number} is missing")));
    }
    none(findings);
}

#[test]
fn exactly_one_answer_holds_and_it_is_not_the_tempting_one() {
    none(each(&room(), |trap, _, wrong| match trap.holding() {
        Err(errors) => wrong.extend(errors.iter().map(ToString::to_string)),
        Ok(holding) => match holding.as_slice() {
            [right] if *right == trap.card.tempting.answer as usize => {
                wrong.push("the tempting answer is right".into())
            }
            [_] => {}
            _ => wrong.push(format!("the answers that hold are {holding:?}")),
        },
    }));
}

#[test]
fn right_answers_are_spread() {
    let mut places = [0_usize; 4];
    let room = room();
    for right in room.traps.iter().filter_map(Trap::right) {
        places[right] += 1;
    }
    let all: usize = places.iter().sum();
    if all >= 40 {
        for count in places {
            assert!(
                count * 10 >= all,
                "right answers are too often at the same place: {places:?}"
            );
        }
    }
}

#[test]
fn every_rule_is_stated_and_on_the_path() {
    let semantics = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/semantics.md");
    let semantics = fs::read_to_string(semantics).unwrap();
    none(each(&room(), |trap, _, wrong| {
        let Some(rule) = &trap.card.rule else { return };
        if !semantics.contains(&format!("**{rule}**")) {
            wrong.push(format!("`{rule}` is not in docs/semantics.md"));
        }
        if let Ok(Some(scene)) = trap.scene()
            && !scene.stands_on(rule)
        {
            wrong.push(format!("`{rule}` is not on the path of the decision"));
        }
    }));
}

#[test]
fn every_case_is_as_expected() {
    none(each(&room(), |trap, _, wrong| {
        let Ok(Some(scene)) = trap.scene() else { return };
        for case in scene.reports() {
            if case.passed != Some(true) {
                wrong.push(format!("case `{}` expects nothing, or something else", case.name));
            }
        }
    }));
}

#[test]
fn every_wrong_answer_leads_to_a_paragraph() {
    none(each(&room(), |trap, chapter, wrong| {
        let read = &trap.card.read;
        match chapter.paragraph(read) {
            None => wrong.push(format!("`chapter.md` has no heading `{read}`")),
            Some(part) if part.text.is_empty() => wrong.push(format!("nothing stands below the heading `{read}`")),
            Some(_) => {}
        }
    }));
}

#[test]
fn every_model_edit_turns_the_answer_around() {
    none(each(&room(), |trap, _, wrong| {
        let (Some(flip), Some(text)) = (&trap.card.flip, &trap.scenario) else {
            if trap.card.kind == Kind::Decision {
                wrong.push("has no challenge".into());
            }
            return;
        };
        if let Ok(Some(scene)) = trap.scene()
            && scene.holds(&flip.goal)
        {
            wrong.push("the goal is reached without any edit".into());
        }
        let Some(edited) = flip.model.apply(text) else {
            wrong.push(format!("the model edit finds no `{}`", flip.model.path));
            return;
        };
        match judge(trap, &edited) {
            Ok(Some(judged)) if judged.reached && judged.is_one_edit() => {}
            Ok(judged) => wrong.push(format!("the model edit comes to {judged:?}")),
            Err(errors) => wrong.extend(errors.iter().map(ToString::to_string)),
        }
    }));
}

#[test]
fn the_text_as_it_is_meets_no_challenge() {
    none(each(&room(), |trap, _, wrong| {
        let Some(text) = &trap.scenario else { return };
        if let Ok(Some(judged)) = judge(trap, text)
            && (judged.reached
                || !judged.changes.is_empty()
                || !judged.others.is_empty()
                || !judged.weakened.is_empty())
        {
            wrong.push(format!("without any edit: {judged:?}"));
        }
    }));
}
