//! What AWS says about actions and condition keys, in a sentence.

/// The descriptions of one service: one of the files below `data/descriptions`.
#[derive(Copy, Clone, Debug, Default)]
pub struct Descriptions<'t> {
    text: &'t str,
}

impl<'t> Descriptions<'t> {
    /// From the text of a file. Lines that say nothing are passed over.
    ///
    /// ```
    /// use iamwhy_catalog::Descriptions;
    ///
    /// let descriptions = Descriptions::read("key s3:prefix Filters access by key name prefix\naction GetObject retrieve objects");
    /// assert_eq!(descriptions.action("getobject"), Some("retrieve objects"));
    /// assert_eq!(descriptions.key("s3:prefix"), Some("Filters access by key name prefix"));
    /// ```
    pub fn read(text: &'t str) -> Self {
        Self { text }
    }

    /// What an action is for, such as *retrieve objects from Amazon S3*; it goes on after *Grants permission to*.
    pub fn action(self, name: &str) -> Option<&'t str> {
        self.of("action", name)
    }

    /// What a key of the service holds. The name is as AWS spells it, with its placeholders.
    pub fn key(self, name: &str) -> Option<&'t str> {
        self.of("key", name)
    }

    fn of(self, what: &str, name: &str) -> Option<&'t str> {
        let mut found = self.text.lines().filter_map(|line| {
            let (word, rest) = line.split_once(' ')?;
            let (own, text) = rest.split_once(' ')?;
            (word == what && own.eq_ignore_ascii_case(name)).then_some(text)
        });
        found.next().filter(|text| !text.is_empty())
    }
}

/// With the feature `descriptions`, those of all services are part of the program.
#[cfg(feature = "descriptions")]
impl Descriptions<'static> {
    /// The descriptions of the service with this prefix, as AWS spells it: in lower case.
    ///
    /// ```
    /// use iamwhy_catalog::Descriptions;
    ///
    /// let said = Descriptions::embedded("s3").and_then(|service| service.action("ListAllMyBuckets"));
    /// assert_eq!(said, Some("list all buckets owned by the authenticated sender of the request"));
    /// ```
    pub fn embedded(prefix: &str) -> Option<Self> {
        let all = Self::all();
        let found = all.binary_search_by(|(own, _)| (*own).cmp(prefix)).ok()?;
        all.get(found).map(|(_, text)| Self { text })
    }

    /// The prefix and the text of every service, in order: a file for each is what a page loads.
    pub fn all() -> &'static [(&'static str, &'static str)] {
        static ALL: std::sync::OnceLock<Vec<(&str, &str)>> = std::sync::OnceLock::new();
        ALL.get_or_init(|| {
            let text: &'static str = include_str!(concat!(env!("OUT_DIR"), "/descriptions.txt"));
            text.split(BETWEEN)
                .filter_map(|service| service.split_once('\n'))
                .collect()
        })
    }
}

/// Stands before the prefix of each service; `build/main.rs` writes it.
#[cfg(feature = "descriptions")]
const BETWEEN: char = '\u{1}';
