//! What the answer says about the policy that is open, in the coordinates of its editor.

use iamwhy_engine::{Layer, Truth};
use iamwhy_explain::{ElementNode, Explanation, Gate, GateVerdict, StatementNode, TextSpan};

use crate::{lens::EditorSpan, policy_view::PolicyView};

/// How a statement stands to the decision, the strongest first.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum MarkKind {
    /// It decided.
    Decisive,
    /// A Deny that matches, though another one decided.
    Denies,
    /// It depends on something unknown.
    Unknown,
    /// All but one of its elements match.
    Near,
    /// It matches, but the answer would be the same without it.
    Needless,
    /// It says nothing about this request.
    Idle,
    /// It can never match.
    Void,
}

impl MarkKind {
    /// One character.
    #[must_use]
    pub fn glyph(self) -> char {
        match self {
            MarkKind::Decisive => '●',
            MarkKind::Denies => '✖',
            MarkKind::Unknown => '?',
            MarkKind::Near => '≈',
            MarkKind::Needless => '✔',
            MarkKind::Idle => '·',
            MarkKind::Void => '∅',
        }
    }
}

/// A statement in the gutter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatementMark {
    /// Where it stands.
    pub span: EditorSpan,
    /// Its place in the policy, from 0.
    pub statement: u32,
    /// Its `Sid`.
    pub sid: Option<String>,
    /// Whether it is a Deny.
    pub denies: bool,
    /// How it stands to the decision.
    pub kind: MarkKind,
    /// Whether the answer names it as what came nearest.
    pub nearest: bool,
    /// The elements that failed.
    pub failed: Vec<String>,
    /// The same in words.
    pub label: String,
}

/// An element of a statement, and why it came out as it did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// Where it stands.
    pub span: EditorSpan,
    /// The statement, from 0.
    pub statement: u32,
    /// `Action`, `NotResource`, …; of a condition the operator and the key.
    pub element: String,
    /// How it came out.
    pub matched: Truth,
    /// Whether the page should underline it: it failed, or is unknown, in a statement that all but matched.
    pub underline: bool,
    /// Why.
    pub because: String,
    /// What the request has.
    pub request: Option<String>,
    /// The values of the policy: as written, with variables put in, and whether each matches by itself.
    pub values: Vec<(String, Option<String>, Truth)>,
    /// The rule behind it.
    pub rule: String,
    /// Its JSON pointer in the policy.
    pub pointer: String,
}

/// Marks and notes of one policy.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Marks {
    /// One for each statement, in order.
    pub statements: Vec<StatementMark>,
    /// One for each element that was looked at.
    pub notes: Vec<Note>,
}

/// What an answer says about a policy in a layer. Of a policy that stands in several places of the layer the strongest mark
/// counts.
#[must_use]
pub fn marks(explanation: &Explanation, layer: Layer, view: &PolicyView) -> Marks {
    let mut marks = Marks::default();
    for gate in explanation.gates.iter().filter(|gate| gate.layer == layer) {
        for node in gate.policies.iter().flat_map(|policy| &policy.statements) {
            let Some(span) = within(view, &node.statement.span) else {
                continue;
            };
            let mark = mark(explanation, gate, node, span);
            let known = marks.statements.iter().position(|own| own.statement == mark.statement);
            match known.and_then(|at| marks.statements.get_mut(at)) {
                Some(own) if own.kind <= mark.kind => continue,
                Some(own) => {
                    marks.notes.retain(|note| note.statement != mark.statement);
                    notes(&mut marks.notes, view, node, &mark);
                    *own = mark;
                }
                None => {
                    notes(&mut marks.notes, view, node, &mark);
                    marks.statements.push(mark);
                }
            }
        }
    }
    marks
}

/// A span in the editor of a policy; none where it is about another text.
#[must_use]
pub fn within(view: &PolicyView, span: &TextSpan) -> Option<EditorSpan> {
    if view.file != span.file {
        return None;
    }
    view.lens
        .span((span.line, span.column), (span.end_line, span.end_column))
}

fn mark(explanation: &Explanation, gate: &Gate, node: &StatementNode, span: EditorSpan) -> StatementMark {
    let own = &node.statement;
    let failed: Vec<&ElementNode> = node
        .elements
        .iter()
        .filter(|element| element.matched == Truth::No)
        .collect();
    let nearest = explanation
        .near_misses
        .iter()
        .any(|near| near.statement.statement == own.statement && near.statement.span == own.span);
    let denies = node.effect == "Deny";
    let lacking = matches!(gate.verdict, GateVerdict::Silent | GateVerdict::Unknown);
    let near = || match failed.as_slice() {
        [only] if denies => only.name == "Condition",
        [_] => lacking || gate.verdict == GateVerdict::NoImpact,
        _ => false,
    };
    let kind = match node.matched {
        _ if node.void.is_some() => MarkKind::Void,
        Truth::Yes if node.decisive => MarkKind::Decisive,
        Truth::Yes if denies => MarkKind::Denies,
        Truth::Yes => MarkKind::Needless,
        Truth::Unknown => MarkKind::Unknown,
        Truth::No if near() || nearest => MarkKind::Near,
        Truth::No => MarkKind::Idle,
    };
    let failed: Vec<String> = failed.into_iter().map(name).collect();
    StatementMark {
        span,
        statement: own.statement,
        sid: own.sid.clone(),
        denies,
        kind,
        nearest,
        label: label(kind, node, &failed),
        failed,
    }
}

fn label(kind: MarkKind, node: &StatementNode, failed: &[String]) -> String {
    let verb = if node.effect == "Deny" { "deny" } else { "allow" };
    match kind {
        MarkKind::Decisive => ["this ", node.effect, " decided"].concat(),
        MarkKind::Denies => "this Deny matches too".to_owned(),
        MarkKind::Needless => "matches, but the answer would be the same without it".to_owned(),
        MarkKind::Unknown => ["would ", verb, ", if what is not known fits"].concat(),
        MarkKind::Near => ["would ", verb, " but for its ", &failed.join(" and ")].concat(),
        MarkKind::Idle if failed.is_empty() => "says nothing about this request".to_owned(),
        MarkKind::Idle => ["says nothing about this request: ", &failed.join(", "), " not met"].concat(),
        MarkKind::Void => node.void.clone().unwrap_or_default(),
    }
}

/// The name of an element; of a condition its operator and key.
fn name(element: &ElementNode) -> String {
    match (&element.operator, &element.key) {
        (Some(operator), Some(key)) => [operator, " ", key].concat(),
        _ => element.name.to_owned(),
    }
}

fn notes(notes: &mut Vec<Note>, view: &PolicyView, node: &StatementNode, mark: &StatementMark) {
    for element in &node.elements {
        let Some(span) = within(view, &element.span) else {
            continue;
        };
        notes.push(Note {
            span,
            statement: node.statement.statement,
            element: name(element),
            matched: element.matched,
            underline: match mark.kind {
                MarkKind::Near => element.matched == Truth::No,
                MarkKind::Unknown => element.matched == Truth::Unknown,
                _ => false,
            },
            because: element.because.clone(),
            request: element.request.clone(),
            values: element
                .values
                .iter()
                .map(|value| (value.text.clone(), value.resolved.clone(), value.matched))
                .collect(),
            rule: element.rule.to_owned(),
            pointer: element.pointer.clone(),
        });
    }
}
