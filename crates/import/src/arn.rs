//! The six fields of an ARN.

/// An ARN, split at its first five colons.
#[derive(Copy, Clone, Debug)]
pub struct Arn<'a> {
    /// `aws`, `aws-cn`, …
    pub partition: &'a str,
    /// Such as `s3`.
    pub service: &'a str,
    /// Empty where the service has none.
    pub region: &'a str,
    /// Empty where the ARN names none.
    pub account: &'a str,
    /// Everything else, with its colons.
    pub resource: &'a str,
}

impl<'a> Arn<'a> {
    /// The fields, where partition, service and resource are not empty.
    #[must_use]
    pub fn split(text: &'a str) -> Option<Arn<'a>> {
        let mut fields = text.splitn(6, ':');
        let mut next = || fields.next();
        if next()? != "arn" {
            return None;
        }
        let arn = Arn {
            partition: next()?,
            service: next()?,
            region: next()?,
            account: next()?,
            resource: next()?,
        };
        (!arn.partition.is_empty() && !arn.service.is_empty() && !arn.resource.is_empty()).then_some(arn)
    }

    /// The account, if it is one.
    #[must_use]
    pub fn owner(self) -> Option<&'a str> {
        Some(self.account).filter(|account| is_account(account))
    }

    /// The name behind the last slash.
    #[must_use]
    pub fn name(self) -> &'a str {
        self.resource.rsplit('/').next().unwrap_or(self.resource)
    }
}

/// Whether a text is an account id: 12 digits.
#[must_use]
pub fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The partition of a region.
pub(crate) fn partition_of(region: &str) -> &'static str {
    match region {
        region if region.starts_with("cn-") => "aws-cn",
        region if region.starts_with("us-gov-") => "aws-us-gov",
        _ => "aws",
    }
}
