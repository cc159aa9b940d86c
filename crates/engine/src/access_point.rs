//! Access points of S3: another way to a bucket, with an owner and a policy of its own.

/// The access point that a request goes through (S3-4).
#[derive(Clone, Debug)]
pub(crate) struct AccessPoint<'a> {
    pub(crate) arn: &'a str,
    pub(crate) account: Option<&'a str>,
    pub(crate) vpc: Option<&'a str>,
    /// The bucket's entry, and the ARN that its policy sees.
    pub(crate) bucket: Option<(u32, String)>,
    /// The entry of the object behind it, if it has one.
    pub(crate) object: Option<u32>,
}
