//! `Version`: which language a document is written in.

/// The version of the policy language. Only the later one has policy variables.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, Default)]
pub enum Version {
    /// `2008-10-17`; also when there is no `Version`, or none that AWS knows (PARSE-5).
    #[default]
    V2008,
    /// `2012-10-17`
    V2012,
}

impl Version {
    /// Every version, as written.
    pub const NAMES: [&'static str; 2] = ["2008-10-17", "2012-10-17"];

    /// The version that `text` names.
    pub fn parse(text: &str) -> Option<Version> {
        match text {
            "2008-10-17" => Some(Version::V2008),
            "2012-10-17" => Some(Version::V2012),
            _ => None,
        }
    }
}
