//! On what (ERR-5, ERR-11, ERR-19).

use std::ops::Range;

use crate::Piece;
use crate::arn::Arn;
use crate::search::{find, starts};

/// On what the request was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// As the message writes it, without quotes.
    pub written: Option<Piece>,
    /// How it is written.
    pub form: ResourceForm,
    /// Its ARN, where the message has it or what it has is enough to make it.
    pub arn: Option<String>,
    /// The account that owns it, where the ARN or IAM's habit says so.
    pub account: Option<String>,
}

/// How messages write a resource.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum ResourceForm {
    /// An ARN.
    Arn,
    /// In double quotes, as S3 does.
    Quoted,
    /// In IAM's words: `role NAME`, `policy ARN`.
    Friendly,
    /// `on this resource`: KMS does not say which.
    This,
    /// Something else, such as a bare name.
    Other,
    /// Not at all.
    Absent,
}

/// What may follow a resource.
const AFTER: [&str; 10] = [
    " with an explicit deny",
    " because ",
    ". go to http",
    ". encoded authorization",
    " encoded authorization",
    " (service:",
    " status code:",
    ", status code:",
    " request id:",
    " (request",
];

/// Words of IAM in front of a name.
const FRIENDLY: [(&str, &str); 8] = [
    ("role ", "role/"),
    ("user ", "user/"),
    ("group ", "group/"),
    ("policy ", "policy/"),
    ("instance profile ", "instance-profile/"),
    ("oidc provider ", "oidc-provider/"),
    ("saml provider ", "saml-provider/"),
    ("server certificate ", "server-certificate/"),
];

/// Where a resource stands in the text behind `on resource: `.
pub(super) struct Found {
    pub(super) form: ResourceForm,
    pub(super) range: Range<usize>,
    /// How much of the text it takes, quotes included.
    pub(super) length: usize,
    pub(super) truncated: bool,
}

/// The longest resource that is looked for: S3 keys have at most 1024 bytes.
const LONGEST: usize = 4096;

pub(super) fn resource(text: &str) -> Found {
    let text = text.split('\n').next().unwrap_or_default();
    let mut longest = text.len().min(LONGEST);
    while !text.is_char_boundary(longest) {
        longest -= 1;
    }
    let text = text.get(..longest).unwrap_or_default();
    for quote in ['"', '\''] {
        if text.starts_with(quote) {
            return quoted(text, quote);
        }
    }
    let end = AFTER.iter().filter_map(|after| find(text, after)).min();
    let named = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    let friendly = FRIENDLY.iter().find(|(word, _)| starts(named, word));
    let word = friendly.map_or(0, |(word, _)| word.len());
    let first = named.get(word..).unwrap_or_default();
    let first = word + first.find([' ', '"', '\'']).unwrap_or(first.len());
    // What AWS says next proves that a text with spaces is all one name.
    let until = match end {
        Some(end) if named.starts_with("arn:") && !named.contains('"') => end,
        _ => first,
    };
    let cut = named.get(..until).unwrap_or_default();
    let clean = cut.trim_end_matches(['.', ',', ';', ')', ' ', '`', '…']);
    let form = match friendly {
        Some(_) => ResourceForm::Friendly,
        None if clean.starts_with("arn:") => ResourceForm::Arn,
        None if clean.is_empty() => ResourceForm::Absent,
        None => ResourceForm::Other,
    };
    Found {
        form,
        range: 0..clean.len(),
        length: until,
        truncated: end.is_none() && (cut.ends_with("...") || cut.ends_with('…') || clean.is_empty()),
    }
}

/// The text up to the quote that something can follow: a key may hold quotes itself.
fn quoted(text: &str, quote: char) -> Found {
    let closes = |at: &usize| {
        let rest = text.get(at + 1..).unwrap_or_default();
        let end = rest.trim_start_matches(['.', ',', ';', ')', '`']);
        end.trim().is_empty() || AFTER.iter().any(|after| starts(rest, after))
    };
    let quotes = || text.match_indices(quote).map(|(at, _)| at).skip(1);
    let close = quotes().find(closes).or_else(|| quotes().next());
    let end = close.unwrap_or(text.len());
    let cut = if close.is_some() {
        end
    } else {
        text.trim_end_matches(['.', '…', ' ']).len()
    };
    Found {
        form: if quote == '"' {
            ResourceForm::Quoted
        } else {
            ResourceForm::Other
        },
        range: 1..cut.max(1),
        length: close.map_or(end, |at| at + 1),
        truncated: close.is_none(),
    }
}

impl Resource {
    pub(super) fn absent(form: ResourceForm) -> Resource {
        Resource {
            written: None,
            form,
            arn: None,
            account: None,
        }
    }

    /// A resource that the message names; IAM's are the caller's own.
    pub(crate) fn named(written: Piece, form: ResourceForm, partition: &str, caller: Option<&str>) -> Resource {
        let text = written.text.as_str();
        let arn = match FRIENDLY
            .iter()
            .find(|(word, _)| form == ResourceForm::Friendly && starts(text, word))
        {
            Some((word, path)) => {
                let name = text.get(word.len()..).unwrap_or_default();
                match caller {
                    _ if name.starts_with("arn:") => Some(name.to_owned()),
                    Some(account) if !name.is_empty() => {
                        Some(["arn:", partition, ":iam::", account, ":", path, name].concat())
                    }
                    _ => None,
                }
            }
            None => Some(text.to_owned()).filter(|text| text.starts_with("arn:")),
        };
        let arn = arn.filter(|arn| Arn::split(arn).is_some());
        let account = arn
            .as_deref()
            .and_then(Arn::split)
            .and_then(Arn::owner)
            .map(str::to_owned);
        let form = match (form, &arn) {
            (ResourceForm::Arn, None) => ResourceForm::Other,
            (ResourceForm::Other, Some(_)) => ResourceForm::Arn,
            (form, _) => form,
        };
        Resource {
            written: Some(written),
            form,
            arn,
            account,
        }
    }
}
