//! The pages of a chapter.

use super::{Page, examples, links::rewritten, numbered, wrap::wrap};
use crate::{
    card::Kind,
    chapter::Chapter,
    flip::{Edit, Operation},
    layout::laid_out,
    markdown::slug,
    room::Room,
    trap::Trap,
};

/// What stands in `README.md`, in `notes.md`, in `interview.md`.
const README: [&str; 4] = ["Mental model", "The mechanism", "What is guaranteed", "Failure modes"];
const NOTES: [&str; 2] = ["What surprises", "Revision notes"];
const INTERVIEW: [&str; 2] = ["Interview", "Design exercise"];

/// The letters of the answers.
const LETTERS: [&str; 4] = ["A", "B", "C", "D"];

pub(super) fn pages(room: &Room, at: usize, chapter: &Chapter) -> Vec<Page> {
    let traps: Vec<&Trap> = room.traps_of(at).map(|(_, trap)| trap).collect();
    let page = |name: &str, text: String| Page {
        path: [&chapter.folder, "/", name].concat(),
        text,
    };
    let mut pages = vec![
        page("README.md", readme(chapter, &traps)),
        page("interview.md", interview(chapter, &traps)),
        page("notes.md", notes(chapter, &traps)),
    ];
    for trap in traps {
        for example in examples::of(trap) {
            pages.push(page(&["examples/", &example.path].concat(), example.text));
        }
    }
    pages
}

/// Parts of the chapter's text, with links that lead to where things are in the book.
fn parts(chapter: &Chapter, names: &[&str], file: &str) -> String {
    let mut out = String::new();
    for name in names {
        if let Some(part) = chapter.part(name) {
            out.push('\n');
            out.push_str(&rewritten(&part.source(2), &|to| target(chapter, to, file)));
        }
    }
    out
}

/// Where a link of `chapter.md` leads in the book.
fn target(chapter: &Chapter, to: &str, from: &str) -> Option<String> {
    if to.ends_with(".scenario.json") && !to.contains('/') {
        return Some(["examples/", to].concat());
    }
    let heading = to.strip_prefix("chapter.md").unwrap_or(to).strip_prefix('#')?;
    let part = chapter
        .parts
        .iter()
        .find(|part| part.slug == heading || part.parts.iter().any(|inner| inner.slug == heading))?;
    let file = match part.title.as_str() {
        title if NOTES.contains(&title) => "notes.md",
        title if INTERVIEW.contains(&title) => "interview.md",
        _ => "README.md",
    };
    Some(if file == from {
        ["#", heading].concat()
    } else {
        [file, "#", heading].concat()
    })
}

fn readme(chapter: &Chapter, traps: &[&Trap]) -> String {
    let cures = rewritten(&chapter.cures, &|to| target(chapter, to, "README.md"));
    let mut out = format!("# {}\n\n{cures}\n", numbered(chapter));
    out.push_str(&parts(chapter, &README, "README.md"));
    out.push_str("\n## The traps\n\n| | Trap | Level | Known | Example |\n| --- | --- | --- | --- | --- |\n");
    for trap in traps {
        let card = &trap.card;
        let example = match trap.scenario {
            Some(_) => format!("[run it](examples/{})", trap.file()),
            None => "a fact".to_owned(),
        };
        out.push_str(&format!(
            "| {} | [{}](notes.md#{}) | {} | {} | {example} |\n",
            card.number,
            card.title,
            slug(&answer_heading(trap)),
            card.level,
            card.badge.word()
        ));
    }
    out.push_str("\nPredict them in [interview.md](interview.md#predict); the answers are in [notes.md](notes.md#the-answers).\n");
    out
}

fn interview(chapter: &Chapter, traps: &[&Trap]) -> String {
    let mut out = format!("# Interview: {}\n", chapter.title);
    out.push_str(&parts(chapter, &INTERVIEW, "interview.md"));
    out.push_str("\n## Predict\n\nThe decision and the layer, before you look.\n");
    for trap in traps {
        let card = &trap.card;
        out.push_str(&format!("\n### {}. {}\n\n", card.number, card.title));
        out.push_str(&wrap(&card.question, ""));
        out.push('\n');
        for (letter, answer) in LETTERS.iter().zip(&card.answers) {
            out.push_str(&wrap(&format!("- {letter}. {}", answer.text), "  "));
        }
        out.push_str(&format!("\n[The answer](notes.md#{})\n", slug(&answer_heading(trap))));
    }
    out
}

fn answer_heading(trap: &Trap) -> String {
    format!("Answer {}: {}", trap.card.number, trap.card.title)
}

fn notes(chapter: &Chapter, traps: &[&Trap]) -> String {
    let mut out = format!("# Notes: {}\n", chapter.title);
    out.push_str(&parts(chapter, &NOTES, "notes.md"));
    out.push_str("\n## The answers\n");
    for trap in traps {
        out.push_str(&format!("\n### {}\n\n", answer_heading(trap)));
        out.push_str(&answer(trap));
    }
    out
}

fn answer(trap: &Trap) -> String {
    let card = &trap.card;
    let said = |at: usize| {
        let answer = LETTERS.get(at).zip(card.answers.get(at));
        answer.map_or_else(String::new, |(letter, answer)| format!("{letter}. {}", answer.text))
    };
    let mut out = String::new();
    if let Some(right) = trap.right() {
        out.push_str(&wrap(&format!("**{}**", said(right)), ""));
        out.push('\n');
    }
    out.push_str(&wrap(&card.explanation, ""));
    out.push('\n');
    let tempting = said(card.tempting.answer as usize);
    out.push_str(&wrap(
        &format!("The usual answer: *{tempting}* {}", card.tempting.why),
        "",
    ));
    out.push('\n');
    let mut facts = Vec::new();
    if let Some(rule) = &card.rule {
        facts.push(format!("Rule `{rule}`"));
    }
    facts.push(format!("[AWS's page]({})", card.page));
    facts.push(card.badge.word().to_owned());
    facts.push(format!("[read on](#{})", card.read));
    if card.kind == Kind::Decision {
        facts.push(format!("[the example](examples/{})", trap.file()));
    }
    out.push_str(&facts.iter().map(|fact| format!("- {fact}\n")).collect::<String>());
    if let Some(source) = &card.source {
        out.push_str(&wrap(&format!("- Source: {source}"), "  "));
    }
    if let Some(flip) = &card.flip {
        out.push('\n');
        out.push_str(&wrap(&format!("**Turn it around.** {}", flip.challenge), ""));
        out.push('\n');
        out.push_str(&model(trap, &flip.model));
    }
    out
}

/// One edit that does it, as a sentence and its JSON.
fn model(trap: &Trap, edit: &Edit) -> String {
    let (file, path) = place(trap, edit);
    let what = match edit.op {
        Operation::Add => "add",
        Operation::Replace => "replace",
        Operation::Remove => "remove",
    };
    match &edit.value {
        None => wrap(&format!("One edit that does: in `{file}`, {what} `{path}`."), ""),
        Some(value) => {
            let text = wrap(&format!("One edit that does: in `{file}`, {what} `{path}`, with"), "");
            format!("{text}\n```json\n{}\n```\n", laid_out(&value.0, 100))
        }
    }
}

/// The file of the book that an edit is made in, and the place in it: named policies have files of their own.
fn place(trap: &Trap, edit: &Edit) -> (String, String) {
    let own = edit
        .path
        .strip_prefix("/policies/")
        .and_then(|rest| rest.split_once('/'));
    if let Some((name, rest)) = own {
        let file = ["policies/", &trap.slug, "/", name, ".json"].concat();
        if examples::of(trap).iter().any(|page| page.path == file) {
            return (["examples/", &file].concat(), ["/", rest].concat());
        }
    }
    (["examples/", &trap.file()].concat(), edit.path.clone())
}
