//! What is wrong with an ARN, and whose it is.

pub(crate) use iamwhy_import::{Arn, is_account as is_account_id};

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

/// The account that an ARN names, if it names one.
pub(crate) fn account_of(text: &str) -> Option<&str> {
    Arn::split(text)?.owner()
}
