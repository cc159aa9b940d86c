//! A request as AWS sees it: who, what, on what, with which context.

use crate::action::{Action, Special};
use crate::compare::fold;
use crate::keys::sends_new_tags;
use crate::target::Target;

/// The value of a context key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ContextValue {
    /// Not sent, also where a derived value would set it.
    Absent,
    /// One value.
    One(Box<str>),
    /// A list: the key is multivalued, whatever the number of values (MODEL-5).
    Many(Vec<Box<str>>),
    /// Nobody told us the value; with `presence`, nor whether it is there.
    Unknown {
        /// Whether it may be absent.
        presence: bool,
    },
}

/// The name of a context key, folded once (CKEY-1).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ContextKey {
    hash: u64,
    folded: Box<str>,
}

impl ContextKey {
    /// Folds a name.
    #[must_use]
    pub fn new(name: &str) -> ContextKey {
        ContextKey::of_folded(fold::lower(name).into())
    }

    /// The key with this folded name.
    pub(crate) fn of_folded(folded: Box<str>) -> ContextKey {
        ContextKey {
            hash: hash(folded.as_bytes()),
            folded,
        }
    }

    /// The folded name.
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.folded
    }

    pub(crate) fn is(&self, other: &ContextKey) -> bool {
        self.hash == other.hash && self.folded == other.folded
    }
}

/// Context keys with their values. The first entry of a key counts.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Context {
    entries: Vec<ContextEntry>,
}

/// A key, as it was written, with its value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContextEntry {
    /// The folded name.
    pub key: ContextKey,
    /// The name as written.
    pub name: Box<str>,
    /// Its value.
    pub value: ContextValue,
}

impl Context {
    /// Sets a key, replacing what was there.
    pub fn set(&mut self, name: &str, value: ContextValue) {
        let key = ContextKey::new(name);
        match self.entries.iter_mut().find(|entry| entry.key.is(&key)) {
            Some(entry) => entry.value = value,
            None => self.entries.push(ContextEntry {
                key,
                name: name.into(),
                value,
            }),
        }
    }

    /// Sets a key to one value.
    pub fn set_one(&mut self, name: &str, value: &str) {
        self.set(name, ContextValue::One(value.into()));
    }

    /// Removes a key, so that its derived value shows again.
    pub fn unset(&mut self, name: &str) {
        let key = ContextKey::new(name);
        self.entries.retain(|entry| !entry.key.is(&key));
    }

    /// Keeps the keys of which this holds.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.entries.retain(|entry| keep(&entry.name));
    }

    /// The value of a key, if it was given.
    #[must_use]
    pub fn get(&self, key: &ContextKey) -> Option<&ContextValue> {
        self.entries
            .iter()
            .find(|entry| entry.key.is(key))
            .map(|entry| &entry.value)
    }

    /// The value of a key by its name.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&ContextValue> {
        self.get(&ContextKey::new(name))
    }

    /// Whether nothing was given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All entries.
    pub fn iter(&self) -> impl Iterator<Item = &ContextEntry> {
        self.entries.iter()
    }
}

/// One authorization: may this principal do this action on this resource (MODEL-1).
///
/// Action and resource are read once, here, and not for each decision; the rest may be changed at any time.
///
/// ```
/// use iamwhy_engine::Request;
///
/// let mut request = Request::new(0, "S3:GetObject", "arn:aws:s3:::reports/q3.pdf");
/// request.context.set_one("aws:SourceIp", "203.0.113.24");
/// assert_eq!(request.action(), "S3:GetObject");
/// ```
#[derive(Clone, Debug)]
pub struct Request {
    /// Index of the principal in the environment.
    pub principal: usize,
    pub(crate) action: Action,
    pub(crate) target: Target,
    /// Keys that were given.
    pub context: Context,
    /// Tags in the request.
    pub tags: Vec<(String, String)>,
    /// Index of the endpoint that the request came through.
    pub endpoint: Option<usize>,
    /// Services of a forward access session, first hop first.
    pub via: Vec<String>,
    /// The owner, where neither the resource nor its ARN says.
    pub resource_owner: Option<String>,
}

impl Request {
    /// A request of the principal with this index, without context: `action` is `service:Action` in any case of letters,
    /// `resource` the ARN that the service authorises on, or `*`.
    #[must_use]
    pub fn new(principal: usize, action: impl Into<String>, resource: impl Into<String>) -> Request {
        Request {
            principal,
            action: Action::new(action.into()),
            target: Target::new(resource.into()),
            context: Context::default(),
            tags: Vec::new(),
            endpoint: None,
            via: Vec::new(),
            resource_owner: None,
        }
    }

    /// The tags that an S3 object is given (KEY-15).
    pub(crate) fn object_tags(&self) -> &[(String, String)] {
        if self.tags_an_object() { &self.tags } else { &[] }
    }

    /// Whether the action sends the tags that it gives an S3 object.
    #[must_use]
    pub fn tags_an_object(&self) -> bool {
        self.action.special == Special::S3 && sends_new_tags(self.action.name())
    }

    /// `service:Action`, as it was written.
    #[must_use]
    pub fn action(&self) -> &str {
        &self.action.text
    }

    /// The ARN that the service authorises on, or `*`.
    #[must_use]
    pub fn resource(&self) -> &str {
        &self.target.text
    }
}

/// A quick hash of short folded names (FNV-1a over words).
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        state = (state ^ u64::from_le_bytes(word))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(29);
    }
    let mut tail = [0; 8];
    let rest = chunks.remainder();
    tail[..rest.len()].copy_from_slice(rest);
    state = (state ^ u64::from_le_bytes(tail) ^ ((bytes.len() as u64) << 56)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    state ^ (state >> 31)
}

impl Context {
    /// The value of a key whose name is given in any case, without folding it first.
    pub(crate) fn by_name_folded(&self, name: &str) -> Option<&ContextValue> {
        self.entries
            .iter()
            .find(|entry| entry.key.folded.eq_ignore_ascii_case(name))
            .map(|entry| &entry.value)
    }
}
