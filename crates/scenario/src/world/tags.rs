//! Tags of principals and resources.

use iamwhy_engine::world::Tags;
use iamwhy_policy::Listed;

use super::building::Building;
use crate::model::{Known, Named};

/// Keys and values.
pub(super) type Pairs = Vec<(String, String)>;

impl Building<'_> {
    pub(super) fn tags(&mut self, place: &str, tags: &Known<Named<String>>) -> Tags {
        match tags {
            Known::Known(tags) => Tags::Known(pairs(tags)),
            Known::Unknown => Tags::Unknown(self.unknown(place)),
        }
    }
}

pub(super) fn pairs(tags: &Named<String>) -> Pairs {
    tags.iter().map(|(key, value)| (key.clone(), value.clone())).listed()
}

/// Keys of tags are compared ignoring case (STS-9).
pub(super) fn same_key(one: &str, other: &str) -> bool {
    one == other
        || one
            .chars()
            .flat_map(char::to_lowercase)
            .eq(other.chars().flat_map(char::to_lowercase))
}

/// Lays tags over those that are there; the same key in any case is replaced (STS-9).
pub(super) fn lay_over(tags: &mut Pairs, over: &[(String, String)]) {
    tags.retain(|(key, _)| !over.iter().any(|(other, _)| same_key(key, other)));
    tags.extend_from_slice(over);
}
