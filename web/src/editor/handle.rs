//! The handle on CodeMirror: what it is told, and what it tells.

use iamwhy_engine::Truth;
use iamwhy_workbench::check_list::CheckList;
use iamwhy_workbench::{EditorSpan, MarkKind, Note, StatementMark};
use js_sys::{Array, Object, Promise, Reflect, Uint32Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::complete::{describe, meaning};
use super::sheet::Sheet;
use crate::page::Chosen;

#[wasm_bindgen]
extern "C" {
    /// Loads the chunk with the editor.
    #[wasm_bindgen(js_namespace = iamwhy, js_name = editor)]
    fn load() -> Promise;

    #[derive(Clone)]
    pub(super) type Handle;
    #[wasm_bindgen(method)]
    fn show(this: &Handle, sheet: &JsValue);
    #[wasm_bindgen(method, js_name = setChecks)]
    pub(super) fn set_checks(this: &Handle, list: &Array);
    #[wasm_bindgen(method)]
    pub(super) fn highlight(this: &Handle, span: &JsValue);
    #[wasm_bindgen(method)]
    pub(super) fn reveal(this: &Handle, line: u32, column: u32);
    #[wasm_bindgen(method)]
    pub(super) fn insert(this: &Handle, text: &str) -> bool;
    #[wasm_bindgen(method)]
    pub(super) fn destroy(this: &Handle);
}

/// Loads the editor and puts it into its place; none where it cannot be loaded.
pub(super) async fn mount(
    parent: &web_sys::Element,
    typed: impl Fn(String) + 'static,
    marked: impl Fn(u32) + 'static,
    mended: impl Fn(u32) + 'static,
    completed: impl Fn(String, u32, bool) -> JsValue + 'static,
) -> Option<Handle> {
    let module = JsFuture::from(load()).await.ok()?;
    let function = Reflect::get(&module, &"mountEditor".into())
        .ok()?
        .dyn_into::<js_sys::Function>()
        .ok()?;
    // The editor lives as long as the page: so do its callbacks.
    let on_change = Closure::<dyn Fn(String)>::new(typed).into_js_value();
    let on_mark = Closure::<dyn Fn(u32)>::new(marked).into_js_value();
    let on_mend = Closure::<dyn Fn(u32)>::new(mended).into_js_value();
    let meaning = Closure::<dyn Fn(String, u32) -> JsValue>::new(|text: String, at| meaning(&text, at)).into_js_value();
    let describe =
        Closure::<dyn Fn(String, String) -> JsValue>::new(|kind: String, word: String| describe(&kind, &word))
            .into_js_value();
    let complete = Closure::<dyn Fn(String, u32, bool) -> JsValue>::new(completed).into_js_value();
    let options = record(&[
        ("complete", complete),
        ("text", "".into()),
        ("label", "policy".into()),
        ("onChange", on_change),
        ("onMark", on_mark),
        ("onMend", on_mend),
        ("meaning", meaning),
        ("describe", describe),
    ]);
    let handle = function.call2(&JsValue::NULL, parent, &options).ok()?;
    Some(handle.unchecked_into())
}

/// Most notes that the editor is given.
const NOTES: usize = 4_000;

/// Of several statements in one line the mark that says most.
pub(super) fn strongest(marks: &[StatementMark]) -> Vec<&StatementMark> {
    let mut found: Vec<&StatementMark> = Vec::new();
    for own in marks {
        match found.last_mut().filter(|last| last.span.line == own.span.line) {
            Some(last) if own.kind < last.kind => *last = own,
            Some(_) => {}
            None => found.push(own),
        }
    }
    found
}

/// What is said of places, in few pieces: each that crosses the border costs.
#[derive(Default)]
struct Told {
    places: Vec<u32>,
}

impl Told {
    fn add(&mut self, list: &Array, span: &EditorSpan, words: &[&str]) {
        let EditorSpan {
            line,
            column,
            end_line,
            end_column,
            from,
            to,
        } = *span;
        self.places.extend([line, column, end_line, end_column, from, to]);
        for word in words {
            list.push(&(*word).into());
        }
    }
}

/// Shows a sheet; the history goes where it is another text.
pub(super) fn show(handle: &Handle, sheet: &Sheet, same: bool) {
    let mut told = Told::default();
    let diagnostics = Array::new();
    for own in &sheet.diagnostics {
        let severity = if own.error { "error" } else { "warning" };
        told.add(&diagnostics, &own.span, &[severity, &own.message]);
    }
    let marks = Array::new();
    for own in strongest(&sheet.marks.statements) {
        let label = match &own.sid {
            Some(sid) => [sid, ": ", &own.label].concat(),
            None => own.label.clone(),
        };
        let glyph = own.kind.glyph().to_string();
        told.add(&marks, &own.span, &[kind(own.kind), &glyph, &label]);
    }
    let notes = Array::new();
    let noted = sheet.marks.notes.iter();
    for own in noted
        .clone()
        .filter(|own| own.underline)
        .chain(noted.filter(|own| !own.underline))
        .take(NOTES)
    {
        let kind = match (own.underline, own.matched) {
            (true, Truth::Unknown) => "unknown",
            (true, _) => "failed",
            (false, _) => "held",
        };
        told.add(&notes, &own.span, &[kind, &message(own)]);
    }
    handle.show(&record(&[
        ("same", same.into()),
        ("text", sheet.text.as_str().into()),
        ("label", sheet.label.as_str().into()),
        ("readOnly", sheet.read_only.into()),
        ("places", Uint32Array::from(told.places.as_slice()).into()),
        ("diagnostics", diagnostics.into()),
        ("marks", marks.into()),
        ("notes", notes.into()),
    ]));
}

/// The words of a note: why, what the request has, and each value.
fn message(own: &Note) -> String {
    let mut message = [&own.element, ": ", &own.because].concat();
    if let Some(request) = &own.request {
        message.push_str("\nthe request has ");
        message.push_str(request);
    }
    for (text, resolved, truth) in &own.values {
        message.push('\n');
        message.push_str(crate::words::truth(*truth).1);
        message.push(' ');
        message.push_str(text);
        if let Some(resolved) = resolved {
            message.push_str(" = ");
            message.push_str(resolved);
        }
    }
    message
}

/// Shows what the checks found in the text that the sheet shows.
pub(super) fn show_checks(handle: &Handle, sheet: &Sheet, found: &CheckList) {
    let list = Array::new();
    for (own, place) in sheet.checks(found) {
        let message = [
            own.grade.glyph(),
            " ",
            own.grade.word(),
            " ",
            &own.code,
            "\n",
            &own.message,
        ]
        .concat();
        let title = own.fix.as_ref().map_or(JsValue::NULL, |fix| fix.title.as_str().into());
        let more = [
            ("grade", own.grade.class().into()),
            ("message", message.into()),
            ("title", title),
        ];
        list.push(&span(&place, &more));
    }
    handle.set_checks(&list);
}

/// Where the statement stands that was selected.
pub(super) fn lit(sheet: Option<&Sheet>, chosen: Option<&Chosen>) -> Option<EditorSpan> {
    let sheet = sheet?;
    let (policy, number) = chosen?.statement.as_ref()?;
    let mut marks = sheet.marks.statements.iter();
    let own = marks.find(|mark| sheet.name == *policy && mark.statement == *number)?;
    Some(own.span)
}

/// Shows it.
pub(super) fn follow(handle: &Handle, lit: Option<&EditorSpan>) {
    match lit {
        Some(own) => {
            handle.highlight(&span(own, &[]));
            handle.reveal(own.line, own.column);
        }
        None => handle.highlight(&JsValue::NULL),
    }
}

fn kind(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Decisive => "decisive",
        MarkKind::Denies => "denies",
        MarkKind::Unknown => "unknown",
        MarkKind::Near => "near",
        MarkKind::Needless => "needless",
        MarkKind::Idle | MarkKind::Void => "idle",
    }
}

fn span(span: &EditorSpan, more: &[(&str, JsValue)]) -> JsValue {
    let object = record(&[
        ("line", span.line.into()),
        ("column", span.column.into()),
        ("endLine", span.end_line.into()),
        ("endColumn", span.end_column.into()),
        ("start", span.from.into()),
        ("end", span.to.into()),
    ]);
    for (name, value) in more {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// A JavaScript object with these fields.
pub(crate) fn record(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
