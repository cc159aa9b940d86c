//! Why, as far as a message says it (ERR-1, ERR-2, ERR-11, ERR-13).

use iamwhy_policy::PolicyType;

use crate::Piece;
use crate::search::{find, starts};

/// Why a request was refused, as far as AWS says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Whether a `Deny` matched, or no `Allow` did.
    pub effect: Effect,
    /// The type of policy that AWS names.
    pub blame: Blame,
    /// The endpoint policy denies *transitively through a service control policy*.
    pub through_scp: bool,
    /// The words of the message.
    pub written: Option<Piece>,
}

/// Whether a `Deny` matched.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A `Deny` matched.
    Explicit,
    /// Nothing allowed the request.
    Implicit,
    /// The message does not say.
    Unsaid,
}

/// What a message puts the blame on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blame {
    /// Nothing.
    Unsaid,
    /// A type of policy.
    Policy(PolicyType),
    /// A setting of S3 block public access, such as `BlockPublicPolicy`.
    BlockPublicAccess(String),
}

/// What a message calls each type of policy. Hyphens are read as spaces.
const TYPES: [(&str, PolicyType); 14] = [
    ("service control polic", PolicyType::Scp),
    ("resource control polic", PolicyType::Rcp),
    ("vpc endpoint polic", PolicyType::VpcEndpoint),
    ("vpce endpoint polic", PolicyType::VpcEndpoint),
    ("permissions boundary", PolicyType::Boundary),
    ("permission boundary", PolicyType::Boundary),
    ("session polic", PolicyType::Session),
    ("sessions polic", PolicyType::Session),
    ("resource based polic", PolicyType::Resource),
    ("role trust polic", PolicyType::Trust),
    ("trust polic", PolicyType::Trust),
    ("identity based polic", PolicyType::Identity),
    ("identity polic", PolicyType::Identity),
    ("resource polic", PolicyType::Resource),
];

const SETTINGS: [&str; 4] = [
    "BlockPublicPolicy",
    "BlockPublicAcls",
    "IgnorePublicAcls",
    "RestrictPublicBuckets",
];

/// A reason without its words, and how much of the text it takes.
pub(super) struct Found {
    pub(super) effect: Effect,
    pub(super) blame: Blame,
    pub(super) through_scp: bool,
    pub(super) length: usize,
    /// The text breaks off inside.
    pub(super) truncated: bool,
}

/// How far a reason is looked at: none is longer.
const FAR: usize = 400;

/// The reason that a text begins with, after white space and a full stop at most.
pub(super) fn reason(text: &str) -> Option<Found> {
    let near = text.char_indices().take_while(|(at, _)| *at < FAR).last();
    let text = text.get(..near.map_or(0, |(at, letter)| at + letter.len_utf8()))?;
    let text = text.split('\n').next().unwrap_or_default();
    if starts(text, "with an explicit deny") {
        return Some(explicit(text));
    }
    if starts(text, "because ") {
        return Some(because(text));
    }
    // `with an expl…`, cut short.
    let begun = |whole: &str| text.len() >= 5 && text.len() < whole.len() && starts(whole, &text.to_ascii_lowercase());
    (begun("with an explicit deny") || begun("because no ")).then(|| Found {
        effect: if starts(text, "with") {
            Effect::Explicit
        } else {
            Effect::Unsaid
        },
        blame: Blame::Unsaid,
        through_scp: false,
        length: text.len(),
        truncated: true,
    })
}

fn explicit(text: &str) -> Found {
    let mut found = Found {
        effect: Effect::Explicit,
        blame: Blame::Unsaid,
        through_scp: false,
        length: "with an explicit deny".len(),
        truncated: false,
    };
    let rest = text.get(found.length..).unwrap_or_default();
    let Some(rest) = Some(rest).filter(|rest| starts(rest, " in ")) else {
        return found;
    };
    let named = ["a ", "an ", "the "]
        .iter()
        .find(|article| starts(&rest[4..], article))
        .map_or(0, |article| article.len())
        + 4;
    match policy_type(rest.get(named..).unwrap_or_default()) {
        Some((kind, length)) => {
            found.blame = Blame::Policy(kind);
            found.length += named + length;
            const THROUGH: &str = " transitively through a service control policy";
            if starts(text.get(found.length..).unwrap_or_default(), THROUGH) {
                found.through_scp = true;
                found.length += THROUGH.len();
            }
        }
        None => found.truncated = is_begun(rest.get(named..).unwrap_or_default()),
    }
    found
}

fn because(text: &str) -> Found {
    let end = sentence_end(text);
    let words = text.get(..end).unwrap_or_default();
    let mut found = Found {
        effect: Effect::Unsaid,
        blame: Blame::Unsaid,
        through_scp: false,
        length: end,
        truncated: false,
    };
    if starts(words, "because no ") {
        let rest = &words["because no ".len()..];
        match policy_type(rest) {
            Some((kind, length)) => {
                found.effect = Effect::Implicit;
                found.blame = Blame::Policy(kind);
                let after = rest.get(length..).unwrap_or_default();
                found.truncated = find(after, " action").is_none();
                if let Some(at) = find(after, " action") {
                    found.length = "because no ".len() + length + at + " action".len();
                }
            }
            None => found.truncated = is_begun(rest),
        }
    } else if let Some(setting) = SETTINGS.iter().find(|setting| words.contains(*setting)) {
        found.effect = Effect::Implicit;
        found.blame = Blame::BlockPublicAccess((*setting).to_owned());
    } else if find(words, "resource-based polic").is_some() {
        // The opaque words of KMS (ERR-11): denied, or not allowed, or not there.
        found.blame = Blame::Policy(PolicyType::Resource);
    }
    found
}

/// The type that a text begins with, and the length of its words.
fn policy_type(text: &str) -> Option<(PolicyType, usize)> {
    let near: String = text
        .chars()
        .take(40)
        .map(|letter| {
            if letter == '-' {
                ' '
            } else {
                letter.to_ascii_lowercase()
            }
        })
        .collect();
    let (words, kind) = TYPES.iter().find(|(words, _)| near.starts_with(words))?;
    let mut length = words.len();
    // `policy`, `policies`, a boundary that is called a policy.
    for ending in ["y", "ies", " policy"] {
        if starts(text.get(length..).unwrap_or_default(), ending) {
            length += ending.len();
            break;
        }
    }
    Some((*kind, length))
}

/// Whether the text ends inside the name of a type of policy.
fn is_begun(text: &str) -> bool {
    let text = text.trim_end_matches(['.', '…']).replace('-', " ").to_ascii_lowercase();
    TYPES.iter().any(|(words, _)| words.starts_with(&text))
}

/// Where a free sentence ends.
fn sentence_end(text: &str) -> usize {
    let ends = [". ", " (Service:", " status code:", "\""];
    let first = ends.iter().filter_map(|end| text.find(end)).min();
    first.unwrap_or_else(|| text.trim_end_matches(['.', ' ']).len())
}

impl Reason {
    pub(super) fn unsaid() -> Reason {
        Reason {
            effect: Effect::Unsaid,
            blame: Blame::Unsaid,
            through_scp: false,
            written: None,
        }
    }
}
