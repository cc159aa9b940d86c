//! An explanation as plain text for a terminal. It knows no colours; who prints it may add some.

use iamwhy_engine::{Layer, POINTS, Truth};

use crate::breadcrumb::{breadcrumb, glyph, outcome, short};
use crate::excerpt::{Excerpt, excerpts};
use crate::explanation::{
    Assumption, Explanation, Gate, GateVerdict, Mark, Quote, StatementNode, StatementRef, TextSpan,
};
use crate::visible::visible;
use crate::words::tick;

/// Longer statements are quoted without the lines that nothing points at.
const WHOLE: usize = 10;

/// The whole explanation: sentence, gates, quoted statements, message, assumptions, warnings and rules.
#[must_use]
pub fn lines(explanation: &Explanation) -> String {
    let mut page = Page::default();
    let mark = outcome(explanation.decision).to_string();
    page.line(&[&mark, " ", &explanation.sentence]);
    page.line(&["  ", &breadcrumb(explanation)]);
    page.line(&[]);
    for gate in &explanation.gates {
        page.gate(gate);
    }
    for quote in &explanation.quotes {
        page.line(&[]);
        page.quote(quote);
    }
    page.notes(explanation);
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn line(&mut self, parts: &[&str]) {
        let line = parts.concat();
        self.text.push_str(&visible(line.trim_end()));
        self.text.push('\n');
    }

    fn gate(&mut self, gate: &Gate) {
        let note = gate
            .note
            .as_deref()
            .map_or_else(String::new, |note| [": ", note].concat());
        let mark = glyph(gate.verdict).to_string();
        // The note of a gate that is not there says what its label would.
        let label = if gate.policies.is_empty() && !is_level(gate) {
            ""
        } else {
            &gate.label
        };
        let note = if label.is_empty() {
            note.trim_start_matches(": ")
        } else {
            &note
        };
        self.line(&["  ", &mark, " ", &pad(short(gate.layer), 5), label, note]);
        let statements = gate.policies.iter().flat_map(|policy| &policy.statements);
        for node in statements {
            match &node.void {
                Some(void) => self.line(&["           ", &named(&node.statement), " is void: ", void]),
                None if node.matched != Truth::No => self.statement(node),
                None => {}
            }
        }
    }

    fn statement(&mut self, node: &StatementNode) {
        let verb = match (node.matched, node.effect) {
            (Truth::Unknown, "Allow") => "would allow, if what is not known fits",
            (Truth::Unknown, _) => "would deny, if what is not known fits",
            (_, "Allow") => "allows",
            _ => "denies",
        };
        let decided = match (node.decisive, node.matched) {
            (true, Truth::Unknown) => ", and decides then",
            (true, _) => ", which decides",
            _ => "",
        };
        self.line(&["           ", &named(&node.statement), " ", verb, decided]);
    }

    fn quote(&mut self, quote: &Quote) {
        let own = &quote.statement;
        let why = if quote.decided { " decided" } else { " came nearest" };
        self.line(&["  ", &named(own), why, " (", &at(&own.span), ")"]);
        let last = own.span.line as usize + quote.lines.len();
        let width = last.to_string().len();
        let mut skipped = false;
        for index in 0..quote.lines.len() {
            let number = own.span.line + index as u32;
            let is_marked = quote.marks.iter().any(|mark| mark.span.line == number);
            if !is_marked && index > 0 && quote.lines.len() > WHOLE {
                if !skipped {
                    self.line(&["  ", &" ".repeat(width), " …"]);
                }
                skipped = true;
                continue;
            }
            skipped = false;
            for shown in excerpts(quote, index) {
                self.line(&["  ", &pad_left(number, width), " │ ", &shown.text]);
                for mark in &shown.marks {
                    self.mark(mark, &shown, width);
                }
            }
        }
    }

    /// Carets under what a mark points at, in its first line.
    fn mark(&mut self, mark: &Mark, shown: &Excerpt<'_>, width: usize) {
        let start = (mark.span.column as usize).saturating_sub(1 + shown.from);
        let whole = shown.text.trim_end().chars().count();
        let end = match mark.span.end_line == mark.span.line {
            true => (mark.span.end_column as usize).saturating_sub(1 + shown.from),
            false => whole,
        };
        let carets = "^".repeat(end.min(whole).saturating_sub(start).max(1));
        let indent = " ".repeat(start);
        self.line(&["  ", &" ".repeat(width), " │ ", &indent, &carets, " ", &mark.text]);
    }

    fn notes(&mut self, explanation: &Explanation) {
        if let Some(message) = &explanation.message {
            self.line(&[]);
            self.line(&["  AWS would say: ", message]);
        }
        if !explanation.exact {
            self.line(&[]);
            self.line(&[
                "  Not every value of what is not known could be tried: the answer may say unknown too often.",
            ]);
        }
        if !explanation.assumptions.is_empty() {
            self.line(&[]);
        }
        for own in &explanation.assumptions {
            self.line(&["  ", &assumed(own)]);
        }
        if !explanation.warnings.is_empty() {
            self.line(&[]);
        }
        for own in &explanation.warnings {
            let place = own
                .span
                .as_ref()
                .map_or_else(String::new, |span| [" (", &at(span), ")"].concat());
            self.line(&["  warning ", &own.rule, ": ", &own.message, &place]);
        }
        if !explanation.rules.is_empty() {
            self.line(&[]);
            self.line(&["  rules: ", &explanation.rules.join(" ")]);
        }
    }
}

/// Whether a gate is one of several levels, which their labels tell apart.
fn is_level(gate: &Gate) -> bool {
    matches!(gate.layer, Layer::Scp | Layer::Rcp) && gate.verdict != GateVerdict::NoImpact
}

/// An assumption in words.
pub(crate) fn assumed(own: &Assumption) -> String {
    if own.id == "MODEL-7" {
        return "nothing says who owns the resource: it is taken to belong to the caller's account (MODEL-7)"
            .to_owned();
    }
    let point = POINTS.iter().find(|point| {
        let number = own.id.strip_prefix("UND-").and_then(|digits| digits.parse().ok());
        number == Some(point.number)
    });
    let flips = if own.flips {
        "; another reading turns the answer around"
    } else {
        ""
    };
    match point {
        Some(point) => [
            "AWS does not document ",
            point.topic,
            ": taken as ",
            &tick(&own.word),
            " (",
            &own.id,
            ")",
            flips,
        ]
        .concat(),
        None => ["AWS does not document ", &own.id, ", which the answer rests on", flips].concat(),
    }
}

/// A statement by its Sid, or its line, and its policy.
pub(crate) fn named(own: &StatementRef) -> String {
    match own.sid.as_deref().filter(|sid| !sid.is_empty()) {
        Some(sid) if sid == own.policy => tick(sid),
        Some(sid) => [&tick(sid), " in ", &tick(&own.policy)].concat(),
        None => ["line ", &own.span.line.to_string(), " of ", &tick(&own.policy)].concat(),
    }
}

/// `file:line:column`
pub(crate) fn at(span: &TextSpan) -> String {
    [&span.file, ":", &span.line.to_string(), ":", &span.column.to_string()].concat()
}

fn pad(text: &str, width: usize) -> String {
    [text, &" ".repeat(width.saturating_sub(text.chars().count()))].concat()
}

fn pad_left(number: u32, width: usize) -> String {
    let digits = number.to_string();
    [&" ".repeat(width.saturating_sub(digits.len())), digits.as_str()].concat()
}
