//! Outputs one after the other, as a loop of the shell prints them.

use iamwhy_policy::{Json, Kind, NodeId};

use super::{Level, Printed, Tells, no_session_policy, text};
use crate::arn::is_account;
use crate::recognise::of_document;
use crate::{Pasted, PastedPolicy};

/// More documents than anybody pastes.
const MOST: usize = 500;

/// A part of what was printed.
enum Part<'t> {
    Document(&'t str),
    Line(&'t str),
}

/// Whether the first line is the id of an account, a unit or the root, as our own loop prints them.
pub(crate) fn begins_level(document: &str) -> bool {
    document.lines().next().is_some_and(|line| is_level(line.trim()))
}

fn is_level(line: &str) -> bool {
    let hangs = |start: &str| {
        line.strip_prefix(start).is_some_and(|rest| {
            !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
    };
    is_account(line) || hangs("ou-") || hangs("r-")
}

/// Documents, and the lines between them.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() && parts.len() < 4 * MOST {
        let end = if rest.starts_with(['{', '[']) {
            let end = end_of(rest);
            parts.push(Part::Document(rest.get(..end).unwrap_or_default()));
            end
        } else {
            let end = rest.find('\n').unwrap_or(rest.len());
            parts.push(Part::Line(rest.get(..end).unwrap_or_default().trim()));
            end
        };
        rest = rest.get(end.max(1)..).unwrap_or_default().trim_start();
    }
    parts
}

/// Where the document ends with which the text begins.
pub(crate) fn end_of(text: &str) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

const NO_SESSION: Tells = Tells::Nothing { layer: Some("session") };

fn is_of_session(policy: &PastedPolicy) -> bool {
    policy.guesses.first().is_some_and(|guess| guess.layer() == "session")
}

/// What is said of a version of a managed policy that is not its default one.
pub(crate) const OLD_VERSION: &str = "this version of the policy is not its default one, and decides nothing";

/// Whether it is such a version.
pub(crate) fn is_old_version(json: &Json, root: NodeId) -> bool {
    let flag = json.at_pointer("/PolicyVersion/IsDefaultVersion", root);
    flag.and_then(|own| json.boolean(own)) == Some(false)
}

#[derive(Default)]
struct Reader {
    policies: Vec<PastedPolicy>,
    levels: Vec<Level>,
    notes: Vec<String>,
    documents: usize,
    /// How many policies the lists name, and which lists there were.
    listed: usize,
    attached: bool,
    inline: bool,
    groups: Option<usize>,
    lists: usize,
    /// What the newest event of `AssumeRole` passed.
    session: Option<Option<PastedPolicy>>,
    /// Something could not be read: there may be more than what was.
    is_broken: bool,
}

/// Several policies; none where the text is something else.
pub(crate) fn several(text: &str) -> Option<Printed> {
    let parts = parts(text);
    let documents = parts.iter().filter(|part| matches!(part, Part::Document(_))).count();
    if documents < 2 && !begins_level(text) {
        return None;
    }
    let mut reader = Reader::default();
    for part in parts {
        match part {
            Part::Document(own) => reader.document(own),
            Part::Line(id) if is_level(id) => reader.levels.push(Level {
                id: id.to_owned(),
                policies: Vec::new(),
            }),
            // A prompt, or the command itself.
            Part::Line(line) if line.starts_with("aws ") || line.starts_with("for ") || line.contains("$ ") => {}
            Part::Line(line) => {
                reader.is_broken = true;
                let short: String = line.chars().take(80).collect();
                reader.notes.push(["this line was not read: `", &short, "`"].concat());
            }
        }
    }
    reader.printed()
}

/// The items of a list as outputs of their own: what `--query` makes of several endpoints or policies.
pub(crate) fn listed(json: &Json, root: NodeId) -> Option<Printed> {
    let list = match json.kind(root) {
        Kind::Array => root,
        _ => json.get(root, "VpcEndpoints")?,
    };
    let items: Vec<NodeId> = json.items(list).collect();
    if json.kind(root) != Kind::Array && items.len() < 2 {
        return None;
    }
    // Nothing deeper: a list of lists is none of ours.
    let is_output = |item: &NodeId| match json.kind(*item) {
        Kind::Object => json.get(*item, "VpcEndpoints").is_none(),
        Kind::Array => json.items(*item).all(|own| json.kind(own) != Kind::Array),
        _ => false,
    };
    if !items.iter().all(is_output) {
        return None;
    }
    let mut reader = Reader::default();
    for item in items {
        let row: Vec<&str> = json.items(item).map(|own| json.raw(own)).collect();
        match (json.kind(item), row.as_slice()) {
            // The endpoint, its VPC and its policy.
            (Kind::Array, [id, vpc, policy]) if id.starts_with("\"vpce-") => {
                let named = [
                    "{\"VpcEndpointId\": ",
                    id,
                    ", \"VpcId\": ",
                    vpc,
                    ", \"PolicyDocument\": ",
                    policy,
                    "}",
                ];
                reader.document(&named.concat());
            }
            (Kind::Object, _) => reader.document(json.raw(item)),
            _ => return None,
        }
    }
    // A list of other things is no list of policies.
    (reader.policies.len() == reader.documents).then(|| reader.printed())?
}

impl Reader {
    fn document(&mut self, document: &str) {
        self.documents += 1;
        if self.documents > MOST {
            self.is_broken = true;
            return;
        }
        let Ok(json) = Json::read(document) else {
            self.is_broken = true;
            self.notes
                .push("a document breaks off or has a mistake and was not read".to_owned());
            return;
        };
        if self.list(&json) {
            return;
        }
        if is_old_version(&json, json.root()) {
            self.is_broken = true;
            self.notes.push(OLD_VERSION.to_owned());
            return;
        }
        match of_document(document) {
            // Events of several sessions: the newest is printed first.
            Pasted::Policy(policy) if is_of_session(&policy) => self.event(Some(policy)),
            Pasted::Printed(own) if own.tells == NO_SESSION => self.event(None),
            Pasted::Policy(mut policy) => {
                // No place in the whole paste is known.
                policy.span = None;
                match self.levels.last_mut() {
                    Some(level) => level.policies.push(policy),
                    None => self.policies.push(policy),
                }
            }
            other => {
                self.is_broken = true;
                let what = match &other {
                    Pasted::Unknown(own) => own.seen.as_str(),
                    _ => "another thing",
                };
                self.notes.push(["a document was not read: it is ", what].concat());
            }
        }
    }

    /// An event of `AssumeRole`, with the policy that it passed.
    fn event(&mut self, passed: Option<PastedPolicy>) {
        let text = |own: &Option<PastedPolicy>| own.as_ref().map(|own| own.text.clone());
        match &self.session {
            None => self.session = Some(passed),
            Some(newest) if text(newest) != text(&passed) => {
                let note = "several sessions passed different policies: this is of the newest event; paste that of your session alone if it is an older one";
                self.notes.push(note.to_owned());
            }
            Some(_) => {}
        }
    }

    /// Names of policies or groups, which say how many there are.
    fn list(&mut self, json: &Json) -> bool {
        let count = |key: &str| {
            let list = json.get(json.root(), key);
            list.filter(|list| json.kind(*list) == Kind::Array)
                .map(|list| json.items(list).count())
        };
        let (attached, inline, groups) = (count("AttachedPolicies"), count("PolicyNames"), count("Groups"));
        self.attached |= attached.is_some();
        self.inline |= inline.is_some();
        self.groups = self.groups.or(groups);
        self.listed += attached.unwrap_or(0) + inline.unwrap_or(0);
        self.lists += usize::from(attached.is_some()) + usize::from(inline.is_some());
        let truncated = json.get(json.root(), "IsTruncated").and_then(|own| json.boolean(own));
        let cut = truncated == Some(true)
            || ["NextToken", "Marker"]
                .iter()
                .any(|key| text(json, json.root(), key).is_some());
        let is_list = attached.or(inline).or(groups).is_some();
        self.is_broken |= is_list && cut;
        is_list
    }

    fn printed(self) -> Option<Printed> {
        let mut notes = self.notes;
        notes.dedup();
        notes.truncate(5);
        if let Some(session) = self.session {
            let mut printed = match session {
                Some(policy) => Printed::new(
                    "A session policy",
                    Tells::Policies {
                        all: vec![policy],
                        is_whole: false,
                        with_groups: false,
                    },
                ),
                None => no_session_policy(),
            };
            printed.notes = notes;
            return Some(printed);
        }
        if !self.levels.is_empty() {
            let all = || self.levels.iter().flat_map(|level| &level.policies);
            let layer = all().find_map(|policy| {
                let guess = policy.guesses.first()?;
                Some(guess.layer()).filter(|layer| matches!(*layer, "scp" | "rcp"))
            })?;
            let many = all().count();
            let sentence = [
                if layer == "scp" { "SCPs" } else { "RCPs" },
                &format!(" of {} levels, from the account up: {many}", self.levels.len()),
            ];
            // Every level has at least AWS's own.
            if self.levels.iter().any(|level| level.policies.is_empty()) {
                notes.push("a level without policies is left unknown: one at least is always attached".to_owned());
            }
            let mut printed = Printed::new(
                &sentence.concat(),
                Tells::Levels {
                    layer,
                    levels: self.levels,
                },
            );
            printed.notes = notes;
            return Some(printed);
        }
        let groups = self.groups.unwrap_or(0);
        let is_whole = self.attached
            && self.inline
            && !self.is_broken
            && self.listed == self.policies.len()
            && self.lists == 2 * (1 + groups);
        if self.policies.is_empty() && !is_whole {
            return None;
        }
        let sentence = match self.policies.len() {
            0 => "No policies: the lists of attached and inline policies are empty".to_owned(),
            1 => "A policy".to_owned(),
            count => format!("{count} policies"),
        };
        if self.lists > 0 && !is_whole {
            notes.push("not every policy that the lists name is here: what is unknown stays unknown".to_owned());
        }
        let tells = Tells::Policies {
            all: self.policies,
            is_whole,
            with_groups: self.groups.is_some(),
        };
        let mut printed = Printed::new(&sentence, tells);
        printed.notes = notes;
        Some(printed)
    }
}
