//! What a pattern of actions matches.

use std::ops::Range;

use crate::{Action, Catalog, Service, glob};

impl Catalog {
    /// The actions that a pattern matches, in order; as IAM reads `Action`: `*` and `?` anywhere in the name, any case,
    /// `*` alone and `*:*` for everything, `*:Name` in any service.
    ///
    /// ```
    /// # let catalog = iamwhy_catalog::Catalog::embedded();
    /// let names: Vec<_> = catalog.expand("s3:get*jecttagging").map(|action| action.name()).collect();
    /// assert_eq!(names, ["GetObjectTagging"]);
    /// assert_eq!(catalog.expand("*").count(), catalog.actions().count());
    /// assert_eq!(catalog.expand("s3:Gett*").count(), 0);
    /// ```
    pub fn expand<'c>(&'c self, pattern: &str) -> impl Iterator<Item = Action<'c>> + use<'c> {
        let (prefix, name) = split(pattern);
        let (prefix, name) = (prefix.to_ascii_lowercase(), name.to_ascii_lowercase());
        let services = self.rows_of(&prefix);
        let start = glob::literal_start(&name).to_owned();
        services
            .filter_map(move |index| {
                let service = Service::new(self, index);
                let takes = glob::matches_pattern(&prefix, service.lower());
                takes.then(|| self.beginning_with(service.action_rows(), &start))
            })
            .flatten()
            .map(|index| Action::new(self, index))
            .filter(move |action| glob::matches_pattern(&name, action.lower()))
    }

    /// Whether a pattern matches any action.
    pub fn matches_some(&self, pattern: &str) -> bool {
        self.expand(pattern).next().is_some()
    }

    /// The services that a pattern without wildcard names, else all.
    fn rows_of(&self, prefix: &str) -> Range<usize> {
        if glob::has_wildcard(prefix) {
            return 0..self.services.len();
        }
        self.service(prefix)
            .map_or(0..0, |service| service.index()..service.index() + 1)
    }
}

impl Action<'_> {
    /// Whether a pattern of `Action` matches this action.
    ///
    /// ```
    /// # let catalog = iamwhy_catalog::Catalog::embedded();
    /// # let action = catalog.action("s3:GetObject").ok_or("no such action")?;
    /// assert!(action.is_matched_by("S3:Get?bject"));
    /// assert!(!action.is_matched_by("s3:Get"));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn is_matched_by(self, pattern: &str) -> bool {
        let (prefix, name) = split(pattern);
        glob::matches_pattern(prefix, self.service().lower()) && glob::matches_pattern(name, self.lower())
    }
}

/// `*` alone is everything; nothing else without a colon is anything.
fn split(pattern: &str) -> (&str, &str) {
    match pattern.split_once(':') {
        Some(parts) => parts,
        None if !pattern.is_empty() && pattern.bytes().all(|byte| byte == b'*') => ("*", "*"),
        None => ("", ""),
    }
}
