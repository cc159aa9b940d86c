//! The second challenge: whether a change of the scenario turned the answer around, and at what price.

use iamwhy_policy::Json;
use iamwhy_scenario::{read::ReadError, run::CaseReport};

pub use crate::text::Change;
use crate::{flip::Operation, guardrail, scene::Scene, text::changes, trap::Trap};

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Whether the goal is reached, for the asked case and for the others that the challenge names.
    pub reached: bool,
    /// The cases that the challenge names beside the asked one, and that do not come out as it wants.
    pub unmet: Vec<String>,
    /// What the asked case comes to now.
    pub decision: &'static str,
    /// The layer that decides it now.
    pub layer: Option<&'static str>,
    /// Every place that was changed, without what has no effect.
    pub changes: Vec<Change>,
    /// Whether the question itself was changed: who asks, what, on what, with which context.
    pub other_question: bool,
    /// The other cases that are decided differently now.
    pub others: Vec<Other>,
    /// What was loosened, each as a sentence.
    pub weakened: Vec<String>,
}

/// Another case that is decided differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Its name.
    pub case: String,
    /// The decision before.
    pub before: &'static str,
    /// The decision now; none where the case is gone.
    pub now: Option<&'static str>,
    /// Whether the model edit decides it so as well.
    pub as_in_model: bool,
}

/// Judges a changed scenario; none for a trap without a challenge.
///
/// # Errors
/// What is wrong with the changed scenario.
pub fn judge(trap: &Trap, changed: &str) -> Result<Option<Judged>, Vec<ReadError>> {
    let (Some(flip), Some(case), Some(text)) = (&trap.card.flip, &trap.card.case, &trap.scenario) else {
        return Ok(None);
    };
    let Some(before) = trap.scene()? else { return Ok(None) };
    let after = Scene::read(&trap.file(), changed, case)?;
    let Some(report) = after.report() else { return Ok(None) };
    let (old, new) = (before.loaded(), after.loaded());
    let mut found = changes(&old.json, &new.json);
    found.retain(|change| counts(&change.path));
    let asked = case_paths(&old.json, case);
    let other_question = found.iter().any(|change| {
        asked
            .iter()
            .any(|path| change.path.strip_prefix(path.as_str()).is_some_and(is_below))
    });
    let (was, now) = (before.reports(), after.reports());
    // Refused less: that is what a guardrail which was loosened looks like.
    let moved = was.iter().any(|own| {
        let same = now.iter().find(|other| other.name == own.name);
        same.is_some_and(|other| refusal(other.decision) < refusal(own.decision))
    });
    let others = was.into_iter().filter(|own| own.name != *case);
    let model = flip.model.apply(text);
    let model = model.and_then(|text| Scene::read(&trap.file(), &text, case).ok());
    let model = model.map_or_else(Vec::new, |scene| scene.reports());
    let others = others.filter_map(|own| {
        let decision = |reports: &[CaseReport]| {
            let same = reports.iter().find(|other| other.name == own.name);
            same.map(|other| other.decision)
        };
        let (now, wanted) = (decision(&now), decision(&model));
        (now != Some(own.decision)).then_some(Other {
            before: own.decision,
            now,
            as_in_model: now.is_some() && now == wanted,
            case: own.name,
        })
    });
    let unmet = flip.also.iter().filter(|also| !after.holds_for(&also.case, &also.goal));
    let unmet: Vec<String> = unmet.map(|also| also.case.clone()).collect();
    let mut weakened = guardrail::weakened(old, new, moved);
    weakened.extend(guardrail::opened(&found, &Json::read(text.as_str()).ok(), &new.json));
    Ok(Some(Judged {
        reached: after.holds(&flip.goal) && unmet.is_empty(),
        unmet,
        decision: report.decision,
        layer: report.layer,
        other_question,
        others: others.collect(),
        weakened,
        changes: found,
    }))
}

/// How firmly a decision refuses.
fn refusal(decision: &str) -> u32 {
    match decision {
        "explicitDeny" => 2,
        "implicitDeny" => 1,
        _ => 0,
    }
}

fn is_below(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('/')
}

/// Where the asked case stands in the text: `/cases/0`.
fn case_paths(json: &Json, name: &str) -> Vec<String> {
    let Some(cases) = json.get(json.root(), "cases") else {
        return Vec::new();
    };
    let named = json.items(cases).filter(|case| {
        let own = json.get(*case, "name").and_then(|own| json.string(own));
        own == Some(name)
    });
    named.map(|case| json.pointer(case, json.root())).collect()
}

/// Titles, remarks and expectations decide nothing.
fn counts(path: &str) -> bool {
    let mut steps = path.split('/').skip(1);
    match steps.next() {
        Some("title" | "about" | "$schema") => false,
        Some("cases") => !matches!(steps.nth(1), Some("expect" | "note" | "name")),
        _ => true,
    }
}

/// The edit that a change belongs to.
fn place<'j>(judged: &'j Judged, change: &'j Change) -> &'j str {
    let path = change.path.as_str();
    if let Some((policy, _)) = path.split_once("/Statement") {
        return policy;
    }
    if let Some(name) = path.strip_prefix("/policies/") {
        let end = name.find('/').unwrap_or(name.len());
        return path.get(.."/policies/".len() + end).unwrap_or(path);
    }
    let above = |path: &'j str| path.rsplit_once('/').map_or(path, |(above, _)| above);
    let renamed = judged
        .changes
        .iter()
        .any(|other| other.op != change.op && other.op != Operation::Replace && above(&other.path) == above(path));
    if renamed && change.op != Operation::Replace {
        above(path)
    } else {
        path
    }
}

impl Judged {
    /// How many edits it was: what is changed within one policy counts as one, and so does a member under another name.
    #[must_use]
    pub fn edits(&self) -> usize {
        let mut places: Vec<&str> = self.changes.iter().map(|change| place(self, change)).collect();
        places.sort_unstable();
        places.dedup();
        places.len()
    }

    /// Whether it was one edit.
    #[must_use]
    pub fn is_one_edit(&self) -> bool {
        self.edits() == 1
    }

    /// Whether there is nothing to say against it.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        let others = self.others.iter().all(|other| other.as_in_model);
        self.reached && self.is_one_edit() && !self.other_question && self.weakened.is_empty() && others
    }

    /// Everything worth saying, the result first.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let so = match self.layer {
            Some(layer) => format!("{} ({layer})", outcome(self.decision)),
            None => outcome(self.decision).to_owned(),
        };
        let mut said = vec![match (self.reached, self.edits()) {
            (true, 1) => format!("It is turned around with one edit: now {so}."),
            (true, count) => format!("It is turned around: now {so}. That took {count} edits; one is enough."),
            (false, 0) => format!("Nothing is changed yet: still {so}."),
            (false, _) => format!("Not yet: now {so}."),
        }];
        if !self.changes.is_empty() {
            let unmet = self.unmet.iter();
            said.extend(
                unmet.map(|case| format!("The case \u{201c}{case}\u{201d} does not come out as the challenge wants.")),
            );
        }
        if self.other_question {
            said.push(
                "You changed the question itself. That is an answer only where the caller can change his request."
                    .to_owned(),
            );
        }
        if let [one, rest @ ..] = self.weakened.as_slice() {
            let what = if one.contains(" may ") {
                "You touched"
            } else {
                "You weakened"
            };
            said.push(format!("{what} a guardrail: {one} Its owner would have to agree."));
            said.extend(rest.iter().map(|also| format!("And another: {also}")));
        }
        for other in &self.others {
            said.push(match other.now {
                Some(now) => format!(
                    "The case \u{201c}{}\u{201d} is decided differently now: {} instead of {}.{}",
                    other.case,
                    outcome(now),
                    outcome(other.before),
                    if other.as_in_model { "" } else { " It need not be." }
                ),
                None => format!("The case \u{201c}{}\u{201d} is gone.", other.case),
            });
        }
        said
    }
}

/// A decision as a person says it.
#[must_use]
pub fn outcome(word: &'static str) -> &'static str {
    match word {
        "allow" => "allowed",
        "explicitDeny" => "explicit deny",
        "implicitDeny" => "implicit deny",
        other => other,
    }
}
