//! What the checks found, for the page: findings over all policies, the worst first.

use std::sync::Arc;

use iamwhy_policy::{Json, NodeId};

use crate::{
    flip_list::{self, FlipView},
    lens::{EditorSpan, Lens},
};

/// How bad a finding is, in Access Analyzer's order.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Grade {
    /// The policy does not do what it says.
    Error,
    /// It opens more than its author means.
    Security,
    /// It may not do what its author means.
    Warning,
    /// It could be said better.
    Suggestion,
}

impl Grade {
    /// All of them, the worst first.
    pub const ALL: [Grade; 4] = [Grade::Error, Grade::Security, Grade::Warning, Grade::Suggestion];

    fn read(word: &str) -> Option<Grade> {
        Some(match word {
            "ERROR" => Grade::Error,
            "SECURITY_WARNING" => Grade::Security,
            "WARNING" => Grade::Warning,
            "SUGGESTION" => Grade::Suggestion,
            _ => return None,
        })
    }

    /// One of these in words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Grade::Error => "error",
            Grade::Security => "security warning",
            Grade::Warning => "warning",
            Grade::Suggestion => "suggestion",
        }
    }

    /// What stands for it in a stylesheet.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Grade::Error => "error",
            Grade::Security => "security",
            Grade::Warning => "warning",
            Grade::Suggestion => "suggestion",
        }
    }

    /// A shape for each, for those who do not see its colour.
    #[must_use]
    pub fn glyph(self) -> &'static str {
        match self {
            Grade::Error => "✕",
            Grade::Security => "▲",
            Grade::Warning => "!",
            Grade::Suggestion => "◇",
        }
    }
}

/// All that was found in one text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CheckList {
    /// The text that was looked at.
    pub text: Arc<str>,
    /// How many policies were looked at.
    pub policies: usize,
    /// The findings, the worst first.
    pub findings: Vec<CheckView>,
    /// What AWS says when the policies are saved.
    pub refusals: Vec<RefusalView>,
}

/// A place in the text of a policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckPlace {
    /// The policy, as people call it.
    pub policy: String,
    /// Where it stands, in words.
    pub place: String,
    /// Pointer of its text.
    pub source: String,
    /// Whether the text is a part of the scenario's, not a text in a string.
    pub inline: bool,
    /// Lines and columns from 1: line, column, last line, and the column behind the last character.
    pub lines: [u32; 4],
}

/// A finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckView {
    /// The check's code.
    pub code: String,
    /// How bad it is.
    pub grade: Grade,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: CheckPlace,
    /// Why it matters.
    pub why: String,
    /// The smallest change that mends it, in words.
    pub how: String,
    /// AWS's page.
    pub page: String,
    /// Whose check it is.
    pub origin: String,
    /// What mends it, ready to be applied.
    pub fix: Option<FlipView>,
    /// What shows it: a sentence, and the text of a scenario.
    pub shows: Option<(String, String)>,
}

/// Something that AWS says when a policy is saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RefusalView {
    /// Whether it is not saved at all.
    pub refused: bool,
    /// AWS's words.
    pub message: String,
    /// Why, in ours.
    pub why: String,
    /// Where.
    pub place: CheckPlace,
}

impl CheckPlace {
    /// The place in the editor of the policy; none where it lies elsewhere.
    #[must_use]
    pub fn span(&self, lens: &Lens) -> Option<EditorSpan> {
        let [line, column, end_line, end_column] = self.lines;
        lens.span((line, column), (end_line, end_column))
    }
}

impl CheckList {
    /// Reads what the worker wrote about a scenario's text; none where it could not be read.
    #[must_use]
    pub fn read(found: &str, text: &Arc<str>) -> Option<CheckList> {
        let json = Json::read(found).ok()?;
        let root = json.root();
        let policies = json.get(root, "policies")?;
        let told = json.get(root, "checks")?;
        let mut list = CheckList {
            text: Arc::clone(text),
            ..CheckList::default()
        };
        for policy in json.items(policies) {
            list.policies += 1;
            for own in json.get(policy, "findings").into_iter().flat_map(|all| json.items(all)) {
                list.findings.extend(finding(&json, policy, own, told, text));
            }
            for own in json.get(policy, "refusals").into_iter().flat_map(|all| json.items(all)) {
                list.refusals.extend(refusal(&json, policy, own));
            }
        }
        if let Some(requests) = json.get(root, "requests") {
            let all = json.get(requests, "findings");
            for own in all.into_iter().flat_map(|all| json.items(all)) {
                list.findings.extend(finding(&json, requests, own, told, text));
            }
        }
        list.findings.sort_by_key(|own| own.grade);
        Some(list)
    }

    /// How many of a grade.
    #[must_use]
    pub fn count(&self, grade: Grade) -> usize {
        self.findings.iter().filter(|own| own.grade == grade).count()
    }

    /// How many of each grade, in a sentence without its full stop.
    #[must_use]
    pub fn summary(&self) -> String {
        let told: Vec<String> = Grade::ALL
            .into_iter()
            .filter_map(|grade| match self.count(grade) {
                0 => None,
                1 => Some(["1 ", grade.word()].concat()),
                count => Some([&count.to_string(), " ", grade.word(), "s"].concat()),
            })
            .collect();
        let of = match self.policies {
            1 => "1 policy".to_owned(),
            count => [&count.to_string(), " policies"].concat(),
        };
        match told.is_empty() {
            true => ["Nothing found in ", &of].concat(),
            false => [&told.join(", "), " in ", &of].concat(),
        }
    }
}

impl CheckList {
    /// What is wrong with the action that is asked about: AWS has none of this name. A decision on it says nothing of AWS.
    #[must_use]
    pub fn of_action(&self, action: &str) -> Option<&CheckView> {
        let named = ["`", action, "`"].concat();
        let mut wrong = self
            .findings
            .iter()
            .filter(|own| own.code.starts_with("REQUEST_INVALID_"));
        wrong.find(|own| own.message.contains(&named))
    }
}

fn string(json: &Json, node: NodeId, name: &str) -> Option<String> {
    json.string(json.get(node, name)?).map(str::to_owned)
}

fn place(json: &Json, policy: NodeId, own: NodeId) -> Option<CheckPlace> {
    let span = json.get(own, "span")?;
    let number = |name: &str| json.raw(json.get(span, name)?).parse::<u32>().ok();
    Some(CheckPlace {
        policy: string(json, policy, "name")?,
        place: string(json, policy, "place")?,
        source: string(json, policy, "source")?,
        inline: string(json, policy, "file")? == crate::FILE,
        lines: [
            number("line")?,
            number("column")?,
            number("endLine")?,
            number("endColumn")?,
        ],
    })
}

fn finding(json: &Json, policy: NodeId, own: NodeId, told: NodeId, text: &str) -> Option<CheckView> {
    let code = string(json, own, "code")?;
    let check = json.get(told, &code)?;
    Some(CheckView {
        grade: Grade::read(&string(json, own, "severity")?)?,
        message: string(json, own, "message")?,
        place: place(json, policy, own)?,
        why: string(json, check, "why")?,
        how: string(json, check, "fix")?,
        page: string(json, check, "page")?,
        origin: string(json, check, "origin")?,
        shows: json
            .get(own, "shows")
            .and_then(|shown| Some((string(json, shown, "title")?, string(json, shown, "scenario")?))),
        fix: json
            .get(own, "fix")
            .and_then(|fix| flip_list::view(json.raw(fix), text)),
        code,
    })
}

fn refusal(json: &Json, policy: NodeId, own: NodeId) -> Option<RefusalView> {
    Some(RefusalView {
        refused: json.get(own, "refused").and_then(|node| json.boolean(node))?,
        message: string(json, own, "message")?,
        why: string(json, own, "why").unwrap_or_default(),
        place: place(json, policy, own)?,
    })
}
