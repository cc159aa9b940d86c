//! The keys, from the table of commands, and what the signs mean.

use iamwhy_explain::GateVerdict;
use iamwhy_workbench::{COMMANDS, MarkKind};

use crate::element::{Content, el, glyph, many, with_class};
use crate::words;

const GATES: [GateVerdict; 5] = [
    GateVerdict::Allows,
    GateVerdict::Denies,
    GateVerdict::Silent,
    GateVerdict::NoImpact,
    GateVerdict::Unknown,
];

const MARKS: [(MarkKind, &str); 6] = [
    (MarkKind::Decisive, "decided"),
    (MarkKind::Denies, "a Deny that matches too"),
    (
        MarkKind::Needless,
        "matches, but the answer would be the same without it",
    ),
    (MarkKind::Near, "failed in one element"),
    (MarkKind::Unknown, "depends on something unknown"),
    (MarkKind::Idle, "says nothing about this request"),
];

/// The overview.
pub(crate) fn help() -> Content {
    let column = |name: &'static str| el("th").attr("scope", "col").child(name);
    let keys = COMMANDS.iter().filter(|own| !own.keys.is_empty()).filter_map(|own| {
        // Those that open layers differ in a number only.
        let (title, more) = match own.id.strip_prefix("layer-") {
            None => (own.title, None),
            Some("1") => ("Open a layer, by its place in the list", Some(" to 7")),
            Some(_) => return None,
        };
        let row = el("tr")
            .child(el("td").child(crate::commands::keys(own.keys)).child(more))
            .child(el("td").child(crate::answer::chips(title)));
        Some(row)
    });
    let table = with_class("table", "grid")
        .child(el("thead").child(el("tr").child(column("Key")).child(column("Does"))))
        .child(el("tbody").child(keys.collect::<Vec<_>>()));
    let gates = GATES.map(|own| {
        let (class, sign, word) = words::gate(own);
        el("li")
            .child(glyph(["dot ", class].concat(), sign))
            .child([" a gate that ", word].concat())
    });
    let marks = MARKS.map(|(kind, word)| {
        el("li")
            .child(glyph("dot none", kind.glyph().to_string()))
            .child([" a statement that ", word].concat())
    });
    many![
        table,
        with_class("ul", "signs").child(Vec::from(gates)),
        with_class("ul", "signs").child(Vec::from(marks)),
        with_class("p", "quiet").child("Absent, empty and unknown are three different things: nothing is sent, an empty value is sent, or nobody has told us. An answer that rests on something unknown says so."),
    ]
}
