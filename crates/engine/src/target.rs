//! The resource of a request, cut at its colons once.

use crate::compare::arn;
use crate::compile::ResourceIs;

/// An ARN, or `*`.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) text: String,
    /// Where the parts behind `arn` begin; none where it is no ARN.
    starts: Option<[usize; 5]>,
    pub(crate) kind: ResourceIs,
}

impl Target {
    pub(crate) fn new(text: String) -> Target {
        let parts = arn::split(&text);
        let starts = parts.map(|parts| {
            let mut start = 0;
            [0, 1, 2, 3, 4].map(|part: usize| {
                start += parts.get(part).map_or(0, |own| own.len() + 1);
                start
            })
        });
        Target {
            kind: parts.map_or(ResourceIs::Other, ResourceIs::of_parts),
            starts,
            text,
        }
    }

    /// One of the six parts of an ARN, from 1; that of 0 is always `arn`.
    pub(crate) fn part(&self, number: usize) -> Option<&str> {
        let starts = self.starts.as_ref()?;
        let start = *starts.get(number.checked_sub(1)?)?;
        match starts.get(number) {
            Some(next) => self.text.get(start..next - 1),
            None => self.text.get(start..),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_the_parts_of_an_arn() {
        for text in [
            "arn:aws:s3:::b/k:x",
            "arn:aws:iam::1:role/é",
            "arn:é:::::",
            "arn:a:b:c:d",
            "*",
            "",
        ] {
            let target = Target::new(text.to_owned());
            let parts = arn::split(text);
            for part in 1..6 {
                assert_eq!(target.part(part), parts.map(|parts| parts[part]), "{text} {part}");
            }
        }
    }
}
