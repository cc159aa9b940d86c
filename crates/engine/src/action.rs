//! The action of a request, read once.

use crate::request::hash;

/// A service that rules outside policies speak of.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Special {
    Iam,
    Kms,
    S3,
    Sts,
    /// None of these.
    No,
}

/// An action, with what every decision asks of it.
#[derive(Clone, Debug)]
pub(crate) struct Action {
    pub(crate) text: String,
    folded: Box<str>,
    /// Where the service ends in the folded text.
    service_end: usize,
    pub(crate) hash: u64,
    pub(crate) service_hash: u64,
    pub(crate) special: Special,
}

impl Action {
    pub(crate) fn new(text: String) -> Action {
        let folded: Box<str> = text.to_ascii_lowercase().into();
        let service_end = folded.find(':').unwrap_or(0);
        let service = folded.get(..service_end).unwrap_or("");
        Action {
            hash: hash(folded.as_bytes()),
            service_hash: hash(service.as_bytes()),
            special: match service {
                "iam" => Special::Iam,
                "kms" => Special::Kms,
                "s3" => Special::S3,
                "sts" => Special::Sts,
                _ => Special::No,
            },
            text,
            folded,
            service_end,
        }
    }

    /// In lower case.
    pub(crate) fn folded(&self) -> &str {
        &self.folded
    }

    /// The prefix in lower case.
    pub(crate) fn service(&self) -> &str {
        self.folded.get(..self.service_end).unwrap_or("")
    }

    /// The name in lower case.
    pub(crate) fn name(&self) -> &str {
        self.folded.get(self.service_end + 1..).unwrap_or("")
    }
}
