//! One sentence under the editor about the statement that matters most here.

use iamwhy_workbench::{MarkKind, StatementMark};
use leptos::prelude::*;

use crate::editor::Sheet;
use crate::element::{Content, el, glyph, live, with_class};
use crate::page::Page;

/// The selected statement, else the one that decided or came nearest.
pub(crate) fn hint(page: Page, sheet: Memo<Option<Sheet>>) -> Content {
    let shown = move || {
        let number = page
            .chosen
            .get()
            .and_then(|own| own.statement)
            .map(|(_, number)| number);
        sheet.with(|sheet| {
            let sheet = sheet.as_ref()?;
            let marks = &sheet.marks.statements;
            let chosen = marks.iter().find(|mark| Some(mark.statement) == number);
            let telling = marks
                .iter()
                .filter(|mark| mark.kind <= MarkKind::Near)
                .min_by_key(|mark| (mark.kind, !mark.nearest));
            let mark = chosen.or(telling)?;
            Some(one(sheet, mark))
        })
    };
    live(shown)
}

fn one(sheet: &Sheet, mark: &StatementMark) -> Content {
    let class = match mark.kind {
        MarkKind::Decisive if mark.denies => "denies",
        MarkKind::Decisive | MarkKind::Needless => "allows",
        MarkKind::Denies => "denies",
        MarkKind::Unknown => "unknown",
        MarkKind::Near => "near",
        MarkKind::Idle | MarkKind::Void => "none",
    };
    let dot = if class == "near" { "silent" } else { class };
    let name = match &mark.sid {
        Some(sid) => ["`", sid, "`"].concat(),
        None => ["statement ", &(mark.statement + 1).to_string()].concat(),
    };
    let reasons = sheet
        .marks
        .notes
        .iter()
        .filter(|note| note.statement == mark.statement && note.underline);
    let reasons: Vec<String> = reasons.map(|note| note.because.clone()).collect();
    let sentence = match reasons.is_empty() {
        true => [&name, ": ", &mark.label, "."].concat(),
        false => [&name, ": ", &mark.label, "; ", &reasons.join("; "), "."].concat(),
    };
    with_class("p", ["hint ", class].concat())
        .child(glyph(["dot ", dot].concat(), mark.kind.glyph().to_string()))
        .child(el("span").child(crate::answer::chips(&sentence)))
        .into()
}
