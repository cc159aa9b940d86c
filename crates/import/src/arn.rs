//! The six fields of an ARN.

/// An ARN, split at its first five colons.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Arn<'a> {
    pub(crate) partition: &'a str,
    pub(crate) service: &'a str,
    pub(crate) region: &'a str,
    pub(crate) account: &'a str,
    pub(crate) resource: &'a str,
}

impl<'a> Arn<'a> {
    /// The fields, where partition, service and resource are not empty.
    pub(crate) fn split(text: &'a str) -> Option<Arn<'a>> {
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
    pub(crate) fn owner(self) -> Option<&'a str> {
        Some(self.account).filter(|account| is_account(account))
    }

    /// The name behind the last slash.
    pub(crate) fn name(self) -> &'a str {
        self.resource.rsplit('/').next().unwrap_or(self.resource)
    }
}

/// Whether a text is an account id: 12 digits.
pub(crate) fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}
