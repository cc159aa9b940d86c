//! An ARN taken apart, as far as it goes.

/// The parts of an ARN. A colon within a policy variable separates nothing (VAR-12).
///
/// ```
/// use iamwhy_policy::Arn;
///
/// let arn = Arn::split("arn:aws:iam::${aws:PrincipalAccount}:role/app");
/// assert_eq!((arn.service(), arn.account(), arn.resource()), ("iam", "${aws:PrincipalAccount}", "role/app"));
/// assert_eq!(Arn::split("arn:aws:s3").count(), 3);
/// ```
#[derive(Copy, Clone, Debug)]
pub struct Arn<'a> {
    fields: [&'a str; 6],
    count: usize,
}

impl<'a> Arn<'a> {
    /// Splits at the first five colons; text without a colon is one part.
    pub fn split(text: &'a str) -> Arn<'a> {
        let mut arn = Arn {
            fields: [""; 6],
            count: 0,
        };
        let mut rest = text;
        while let Some(field) = arn.fields.get_mut(arn.count) {
            arn.count += 1;
            let colon = if arn.count < 6 { colon(rest) } else { None };
            let Some((before, after)) = colon.and_then(|at| Some((rest.get(..at)?, rest.get(at + 1..)?))) else {
                *field = rest;
                break;
            };
            (*field, rest) = (before, after);
        }
        arn
    }

    /// The parts that there are.
    pub fn fields(&self) -> &[&'a str] {
        self.fields.get(..self.count).unwrap_or_default()
    }

    /// How many parts there are, 1 to 6.
    pub fn count(&self) -> usize {
        self.count
    }

    fn field(&self, index: usize) -> &'a str {
        self.fields.get(index).copied().unwrap_or_default()
    }

    /// `arn`, if it is one.
    pub fn prefix(&self) -> &'a str {
        self.field(0)
    }

    /// `aws`, `aws-cn` and so on.
    pub fn partition(&self) -> &'a str {
        self.field(1)
    }

    /// The service.
    pub fn service(&self) -> &'a str {
        self.field(2)
    }

    /// The Region; empty for global resources.
    pub fn region(&self) -> &'a str {
        self.field(3)
    }

    /// The account; empty where the service has none.
    pub fn account(&self) -> &'a str {
        self.field(4)
    }

    /// Everything after the fifth colon.
    pub fn resource(&self) -> &'a str {
        self.field(5)
    }
}

/// The first colon outside `${…}`.
fn colon(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let last_brace = text.rfind('}').unwrap_or(0);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b':' {
            return Some(at);
        }
        let variable = byte == b'$' && bytes.get(at + 1) == Some(&b'{') && at < last_brace;
        at += match variable {
            true => bytes
                .get(at..)
                .and_then(|rest| rest.iter().position(|&b| b == b'}'))
                .unwrap_or(1),
            false => 1,
        };
    }
    None
}

/// AWS's partitions.
pub const PARTITIONS: [&str; 8] = [
    "aws",
    "aws-cn",
    "aws-us-gov",
    "aws-eusc",
    "aws-iso",
    "aws-iso-b",
    "aws-iso-e",
    "aws-iso-f",
];

/// Whether `text` has `*` or `?` in it.
pub fn has_wildcard(text: &str) -> bool {
    text.contains(['*', '?'])
}
