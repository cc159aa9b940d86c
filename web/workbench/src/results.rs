//! All cases with their results: what `iamwhy test` prints, to be worked out when the page is idle.

use iamwhy_scenario::{
    Expectation, Loaded, StatementRef,
    cases::{Cases, ExpandedCase},
    run::{CaseReport, Run},
};

/// A case with its result; of a matrix one for each combination.
#[derive(Clone, PartialEq, Debug)]
pub struct CaseView {
    /// Index in `cases`.
    pub case: usize,
    /// Which combination of the matrix.
    pub combination: usize,
    /// How many combinations the case has.
    pub combinations: usize,
    /// Its name, with the coordinates of the matrix.
    pub name: String,
    /// The request in words.
    pub request: String,
    /// What is believed, in words; none where the case only shows.
    pub expected: Option<String>,
    /// The author's note.
    pub note: Option<String>,
    /// The result; `passed` is none where nothing is believed.
    pub result: CaseReport,
}

/// Most cases that are shown.
pub(crate) const MOST: usize = 5_000;

/// Runs all cases.
#[must_use]
pub fn results(loaded: &Loaded) -> Vec<CaseView> {
    results_of(loaded, &Cases::of(&loaded.scenario)).collect()
}

/// Runs the cases one by one, for who has something better to do in between.
pub fn results_of<'l>(loaded: &'l Loaded, cases: &'l Cases<'l>) -> impl Iterator<Item = CaseView> + 'l {
    let run = Run::of(loaded, cases);
    let mut last = None;
    cases.all().take(MOST).map(move |own| {
        let combination = match last {
            Some((case, combination)) if case == own.index => combination + 1,
            _ => 0,
        };
        last = Some((own.index, combination));
        CaseView {
            case: own.index,
            combination,
            combinations: cases.expand(own.index).size_hint().0,
            name: own.name.clone(),
            request: request(&own),
            expected: own.expect.map(expected),
            note: own.case.note.clone(),
            result: run.case(&own),
        }
    })
}

/// The request in words.
fn request(own: &ExpandedCase<'_>) -> String {
    let mut words = own.principal.unwrap_or("").to_owned();
    let mut add = |before: &str, word: &str| {
        if !words.is_empty() {
            words.push_str(before);
        }
        words.push_str(word);
    };
    if let Some(action) = own
        .action
        .or(own.case.operation.as_ref().map(|operation| operation.name()))
    {
        add(" · ", action);
    }
    if let Some(calls) = &own.case.call {
        let actions: Vec<&str> = calls.iter().take(3).map(|call| call.action.as_str()).collect();
        add(" · ", &actions.join(", "));
    }
    if let Some(resource) = own.resource {
        add(" · ", resource);
    }
    if let Some(writes) = &own.case.writes {
        add(" · ", "writes a document of type ");
        words.push_str(&writes.kind);
    }
    words
}

/// What is believed, in words.
fn expected(expectation: &Expectation) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend(expectation.decision().map(|word| word.as_str().to_owned()));
    let Expectation::Fields(fields) = expectation else {
        return words.concat();
    };
    words.extend(fields.layer.map(|layer| ["at ", layer.as_str()].concat()));
    match &fields.statement {
        Some(StatementRef::Sid(sid)) => words.push(["by ", sid].concat()),
        Some(StatementRef::Index(index)) => words.push(["by statement ", &(index + 1).to_string()].concat()),
        None => {}
    }
    words.extend(fields.policy.as_ref().map(|policy| ["in ", policy].concat()));
    words.extend(fields.rule.as_ref().map(|rule| ["after ", rule].concat()));
    if let Some(blockers) = &fields.blockers {
        let names: Vec<&str> = blockers.iter().map(|layer| layer.as_str()).collect();
        words.push(["blockers ", &names.join(", ")].concat());
    }
    words.extend(
        fields
            .unknowns
            .as_ref()
            .map(|own| ["unknowns ", &own.join(", ")].concat()),
    );
    words.extend(
        fields
            .warnings
            .as_ref()
            .map(|own| ["warnings ", &own.join(", ")].concat()),
    );
    words.extend(
        fields
            .public
            .map(|public| if public { "public" } else { "not public" }.to_owned()),
    );
    words.extend(fields.failing.as_ref().map(|_| "with a certain one failing".to_owned()));
    words.join(" ")
}
