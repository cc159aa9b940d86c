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
    /// The fields, if the text has the six of them and begins with `arn`.
    pub(crate) fn split(text: &'a str) -> Option<Arn<'a>> {
        let mut fields = text.splitn(6, ':');
        let ("arn", partition, service, region, account, resource) = (
            fields.next()?,
            fields.next()?,
            fields.next()?,
            fields.next()?,
            fields.next()?,
            fields.next()?,
        ) else {
            return None;
        };
        (!partition.is_empty() && !service.is_empty() && !resource.is_empty()).then_some(Arn {
            partition,
            service,
            region,
            account,
            resource,
        })
    }

    /// What is wrong with a text that should be an ARN.
    pub(crate) fn fault(text: &str) -> Option<String> {
        let wrong = |what: &str| Some(format!("malformed ARN `{}`: {what}", crate::read::shortened(text)));
        if !text.starts_with("arn:") {
            return wrong("it does not begin with `arn:`");
        }
        let colons = text.bytes().filter(|b| *b == b':').take(5).count();
        if colons < 5 {
            return wrong("it has fewer than six fields, `arn:partition:service:region:account:resource`");
        }
        let Some(arn) = Arn::split(text) else {
            return wrong("its partition, its service or its resource is empty");
        };
        if !arn.account.is_empty()
            && arn.account != "aws"
            && !is_account_id(arn.account)
            && !arn.account.contains("cloudfront")
        {
            return wrong("its account is not an id of 12 digits");
        }
        None
    }
}

/// Whether a text is an account id: 12 digits.
pub(crate) fn is_account_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

/// The account that an ARN names, if it names one.
pub(crate) fn account_of(text: &str) -> Option<&str> {
    Arn::split(text)
        .map(|arn| arn.account)
        .filter(|account| is_account_id(account))
}
