//! What the editor shows: a policy, another part of the scenario, or all of it.

use iamwhy_engine::Layer;
use iamwhy_workbench::check_list::{CheckList, CheckView};
use iamwhy_workbench::{Bench, Diagnostic, EditorSpan, Lens, Marks, PolicyView, Problem, diagnostics, marks};

/// What the editor shows.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Sheet {
    /// Pointer of the policy; none for the whole file.
    pub(crate) pointer: Option<String>,
    /// Whether it is another part of the scenario than a policy.
    pub(super) is_part: bool,
    /// The policy's name, to tell the statement that was selected elsewhere.
    pub(super) name: String,
    pub(super) layer: Option<Layer>,
    pub(super) label: String,
    pub(super) text: String,
    pub(super) read_only: bool,
    /// What is to be said of its statements.
    pub(crate) marks: Marks,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Of a policy that can be read: the pointer of its text, and the way to it.
    lens: Option<(String, Lens)>,
}

impl Sheet {
    /// With what is wrong with its text where that is asked for.
    pub(crate) fn of_policy(bench: &Bench, layer: Layer, view: &PolicyView, judged: bool) -> Sheet {
        let answer = bench.answer();
        Sheet {
            pointer: Some(view.pointer.clone()),
            is_part: false,
            name: view.name.clone(),
            layer: Some(layer),
            label: ["policy ", &view.name].concat(),
            text: view.text().to_owned(),
            read_only: !view.is_editable(),
            marks: match (answer.explanation(), &view.draft) {
                (Some(explanation), None) => marks(explanation, layer, view),
                _ => Marks::default(),
            },
            diagnostics: match judged {
                true => diagnostics(view, layer, answer.service()),
                false => Vec::new(),
            },
            lens: view.draft.is_none().then(|| (view.source.clone(), view.lens.clone())),
        }
    }

    /// What the checks found in the text that is shown, and where; of a policy that it only names, nothing.
    pub(super) fn checks<'c>(&self, found: &'c CheckList) -> impl Iterator<Item = (&'c CheckView, EditorSpan)> {
        found.findings.iter().filter_map(move |own| {
            let [line, column, end_line, end_column] = own.place.lines;
            let span = match &self.lens {
                Some((source, lens)) if *source == own.place.source => own.place.span(lens)?,
                None if self.pointer.is_none() && own.place.inline => EditorSpan {
                    line,
                    column,
                    end_line,
                    end_column,
                    ..EditorSpan::default()
                },
                _ => return None,
            };
            Some((own, span))
        })
    }

    pub(crate) fn of_part(bench: &Bench, at: &str) -> Option<Sheet> {
        let view = bench.part(at)?;
        let whole = Sheet::of_file(bench);
        // What the strict reader says of this part.
        let here = |own: Diagnostic| {
            let (line, column) = view.lens.to_editor(own.span.line, own.span.column)?;
            let span = EditorSpan {
                line,
                column,
                end_line: line,
                end_column: column + 1,
                ..own.span
            };
            Some(Diagnostic { span, ..own })
        };
        let draft = bench.draft_problem(at).map(|problem| diagnostic(&problem));
        Some(Sheet {
            pointer: Some(at.to_owned()),
            is_part: true,
            label: ["entry ", &view.name].concat(),
            text: view.text().to_owned(),
            diagnostics: draft
                .into_iter()
                .chain(whole.diagnostics.into_iter().filter_map(here))
                .collect(),
            ..Sheet::default()
        })
    }

    pub(crate) fn of_file(bench: &Bench) -> Sheet {
        let errors = bench.answer().errors.iter().map(diagnostic);
        Sheet {
            label: "the whole scenario".to_owned(),
            text: bench.text().to_owned(),
            diagnostics: errors.collect(),
            ..Sheet::default()
        }
    }
}

fn diagnostic(problem: &Problem) -> Diagnostic {
    Diagnostic {
        span: EditorSpan {
            line: problem.line,
            column: problem.column,
            end_line: problem.line,
            end_column: problem.column + 1,
            ..EditorSpan::default()
        },
        error: true,
        rule: String::new(),
        message: problem.message.clone(),
    }
}
