//! Expectations that call a policy by a name that another policy has, too.
//!
//! Results call policies by their files, so that two may share a name: one template with two sets of parameters, say. Entries of
//! `policies` cannot. Which of them an expectation means, only its answer tells.

use std::collections::{BTreeMap, BTreeSet};

use iamwhy_policy::{Listed, NodeId, layout::quoted};

use super::edits::Edits;
use crate::{
    cases::Cases,
    model::{Case, Expect, Expectation, Scenario},
    policies::NoFiles,
    read::ReadError,
    run::{CaseReport, Loaded, Run, Written},
    step::{Step, node},
};

/// Names that results have used until now, and all that stand for them from now on.
pub(super) type Renamed = BTreeMap<String, BTreeSet<String>>;

/// Most answers that are compared: a bound for hostile files.
const MOST: usize = 100_000;

/// The text of a scenario that carries its files, with expectations that hold as they did before.
pub(super) fn kept(before: &Loaded, text: &str, renamed: &Renamed) -> Result<String, Vec<ReadError>> {
    let after = Loaded::load(&before.file_name, text, &NoFiles)?;
    let (old_cases, new_cases) = (Cases::of(&before.scenario), Cases::of(&after.scenario));
    let (old_run, new_run) = (Run::of(before, &old_cases), Run::of(&after, &new_cases));
    let mut edits = Edits::of(&after.json);
    let mut left = MOST;
    for (index, case) in after.scenario.cases.iter().enumerate() {
        if !is_doubtful(case, renamed) {
            continue;
        }
        let pairs = old_cases.expand(index).zip(new_cases.expand(index)).take(left);
        let names: Vec<Option<String>> = pairs
            .map(|(old, new)| match new.expect.and_then(policy) {
                Some(name) if renamed.contains_key(name) => {
                    meant(name, renamed, &old_run.case(&old), &new_run.case(&new))
                }
                _ => None,
            })
            .listed();
        left = left.saturating_sub(names.len());
        rename(&mut edits, &after.scenario, index, &names);
    }
    Ok(edits.made())
}

fn is_doubtful(case: &Case, renamed: &Renamed) -> bool {
    let speaks = |own: &Expectation| policy(own).is_some_and(|name| renamed.contains_key(name));
    match &case.expect {
        None => false,
        Some(Expect::All(own)) => speaks(own),
        Some(Expect::Each(all)) => all.iter().any(speaks),
    }
}

fn policy(expectation: &Expectation) -> Option<&str> {
    match expectation {
        Expectation::Fields(fields) => fields.policy.as_deref(),
        Expectation::Decision(_) => None,
    }
}

/// The name of the policy that is meant; none where that makes no difference.
fn meant(name: &str, renamed: &Renamed, old: &CaseReport, new: &CaseReport) -> Option<String> {
    let mismatch = |report: &CaseReport| report.mismatches.iter().find(|own| own.field == "policy").cloned();
    if mismatch(old).is_some() {
        return None;
    }
    let Some(missed) = mismatch(new) else {
        return Some(name.to_owned());
    };
    let Written::List(actual) = missed.actual else {
        return None;
    };
    let others = renamed.get(name)?;
    actual.into_iter().find_map(|own| match own {
        Written::Text(own) if others.contains(&own) => Some(own),
        _ => None,
    })
}

/// Names the policies that are meant, one for each combination.
fn rename(edits: &mut Edits<'_>, scenario: &Scenario, index: usize, names: &[Option<String>]) {
    let json = edits.json;
    let expect = node(json, &[Step::Key("cases"), Step::Item(index), Step::Key("expect")]);
    let mut known: Vec<&String> = names.iter().flatten().listed();
    known.sort();
    known.dedup();
    match (
        scenario.cases.get(index).and_then(|case| case.expect.as_ref()),
        known.as_slice(),
    ) {
        (Some(Expect::Each(_)), _) => {
            for (item, name) in json.items(expect).zip(names) {
                if let (Some(name), Some(at)) = (name, json.get(item, "policy")) {
                    edits.replace(at, &quoted(name));
                }
            }
        }
        (_, []) => {}
        (_, [one]) => {
            if let Some(at) = json.get(expect, "policy") {
                edits.replace(at, &quoted(one));
            }
        }
        // One expectation for all of them does not do any more.
        _ => {
            let each: Vec<String> = names.iter().map(|name| copy(edits, expect, name.as_deref())).listed();
            edits.replace(expect, &super::edits::list(&each, edits.unit()));
        }
    }
}

/// The text of an expectation, with another policy.
fn copy(edits: &Edits<'_>, expect: NodeId, name: Option<&str>) -> String {
    let json = edits.json;
    let raw = json.raw(expect);
    let (Some(name), Some(policy)) = (name, json.get(expect, "policy")) else {
        return raw.to_owned();
    };
    let (outer, inner) = (json.span(expect), json.span(policy));
    let before = raw.get(..(inner.start - outer.start) as usize).unwrap_or_default();
    let behind = raw.get((inner.end - outer.start) as usize..).unwrap_or_default();
    [before, &quoted(name), behind].concat()
}
