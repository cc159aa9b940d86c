//! Everything that the gates of this request test, once more and in detail: for warnings and assumptions.

use iamwhy_engine::{ConditionDetail, ConditionView, EntryDetail, Site, StatementView, Truth};

use crate::case::Case;
use crate::pass::Heard;

/// What the statements at the gates test.
pub(crate) struct Survey<'a> {
    pub(crate) statements: Vec<StatementView<'a>>,
    pub(crate) clauses: Vec<Clause<'a>>,
    pub(crate) tests: Vec<Tested<'a>>,
}

/// An `Action`, `Resource` or `Principal` of a statement whose action fits.
pub(crate) struct Clause<'a> {
    pub(crate) view: StatementView<'a>,
    pub(crate) site: Site,
    pub(crate) negated: bool,
    pub(crate) entries: Vec<EntryDetail>,
}

/// An operator and key of a statement whose action fits.
pub(crate) struct Tested<'a> {
    pub(crate) view: StatementView<'a>,
    pub(crate) condition: ConditionView<'a>,
    pub(crate) detail: ConditionDetail,
}

impl<'a> Survey<'a> {
    /// Looks at every statement at the gates; what it tests counts only where its action fits, or it can never match.
    pub(crate) fn new(case: &Case<'a>) -> Survey<'a> {
        let mut survey = Survey {
            statements: Vec::new(),
            clauses: Vec::new(),
            tests: Vec::new(),
        };
        // By number: a scenario may have many statements.
        let mut seen: Vec<bool> = Vec::new();
        for heard in case.passes.iter().flat_map(|pass| &pass.statements) {
            let id = heard.id as usize;
            if seen.len() <= id {
                seen.resize(id + 1, false);
            }
            if let Some(seen) = seen.get_mut(id).filter(|seen| !**seen) {
                *seen = true;
                survey.look(case, heard);
            }
        }
        survey
    }

    fn look(&mut self, case: &Case<'a>, heard: &Heard) {
        let program = case.program;
        let Some(view) = program.statement(heard.id) else {
            return;
        };
        let action_fails = |event: &iamwhy_engine::Event| event.site == Site::Action && event.truth == Truth::No;
        if heard.elements.iter().any(action_fails) {
            return;
        }
        let own = view.attached.policy.statements.get(view.index as usize);
        for event in &heard.elements {
            if event.site == Site::Condition {
                let condition = program.condition(event.node, &view.attached.policy);
                if let (Some(condition), Some(detail)) = (condition, case.asked.condition(event.node)) {
                    self.tests.push(Tested {
                        view: view.clone(),
                        condition,
                        detail,
                    });
                }
                continue;
            }
            let place = usize::from(event.extra);
            let negated = own.and_then(|own| match event.site {
                Site::Action => own.actions.get(place).map(|element| element.negated),
                Site::Resource => own.resources.get(place).map(|element| element.negated),
                _ => own.principals.get(place).map(|element| element.negated),
            });
            self.clauses.push(Clause {
                view: view.clone(),
                site: event.site,
                negated: negated.unwrap_or(false),
                entries: case
                    .asked
                    .entries(heard.id, event.site, event.extra, case.request.resource()),
            });
        }
        self.statements.push(view);
    }
}

impl<'a> Clause<'a> {
    /// The entries as written, with their details.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&'a str, &EntryDetail)> {
        texts(&self.view, &self.entries)
    }
}

impl<'a> Tested<'a> {
    /// The policy's values as written, with their details.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&'a str, &EntryDetail)> {
        texts(&self.view, &self.detail.values)
    }
}

fn texts<'a, 'e>(
    view: &StatementView<'a>,
    entries: &'e [EntryDetail],
) -> impl Iterator<Item = (&'a str, &'e EntryDetail)> {
    let attached = view.attached;
    entries
        .iter()
        .map(move |entry| (attached.policy.json.scalar(entry.node).unwrap_or(""), entry))
}
