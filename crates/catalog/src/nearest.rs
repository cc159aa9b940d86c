//! What somebody may have meant.

use crate::{Action, Catalog, Key, Service};

impl Catalog {
    /// The service whose prefix is nearest to a word that is none.
    ///
    /// ```
    /// # let catalog = iamwhy_catalog::Catalog::embedded();
    /// let nearest = catalog.nearest_service("dynamo-db").map(|service| service.prefix());
    /// assert_eq!(nearest, Some("dynamodb"));
    /// assert!(catalog.nearest_service("qqqqqqqq").is_none());
    /// ```
    pub fn nearest_service(&self, prefix: &str) -> Option<Service<'_>> {
        nearest(prefix, self.services(), Service::lower)
    }

    /// The action whose name is nearest to one that is none: in the same service, else of the same name in the only
    /// other service that has it, else in a service that is spelt nearly so.
    ///
    /// ```
    /// # let catalog = iamwhy_catalog::Catalog::embedded();
    /// let nearest = |name| catalog.nearest_action(name).map(|action| action.to_string());
    /// assert_eq!(nearest("s3:GetObejct").as_deref(), Some("s3:GetObject"));
    /// assert_eq!(nearest("ec2:ListAllMyBuckets").as_deref(), Some("s3:ListAllMyBuckets"));
    /// assert_eq!(nearest("s4:GetObjct").as_deref(), Some("s3:GetObject"));
    /// assert_eq!(nearest("s3:Frobnicate"), None);
    /// ```
    pub fn nearest_action(&self, name: &str) -> Option<Action<'_>> {
        let (prefix, name) = name.split_once(':')?;
        let in_service = |service: Service<'_>| {
            let exact = service.action(name).map(Action::index);
            exact.or_else(|| nearest(name, service.actions(), Action::lower).map(Action::index))
        };
        let own = self.service(prefix).and_then(in_service);
        let found = own
            .or_else(|| self.only_service_with(name).map(Action::index))
            .or_else(|| self.nearest_service(prefix).and_then(in_service));
        found.map(|index| Action::new(self, index))
    }

    /// The condition key whose name is nearest to one that is none. The variable part of a name is left out on both
    /// sides, so that `aws:RequstTag/team` finds `aws:RequestTag/${TagKey}`.
    ///
    /// ```
    /// # let catalog = iamwhy_catalog::Catalog::embedded();
    /// let nearest = |name| catalog.nearest_key(name).map(|key| key.name());
    /// assert_eq!(nearest("aws:PrincipalOrgsID"), Some("aws:PrincipalOrgID"));
    /// assert_eq!(nearest("aws:RequstTag/team"), Some("aws:RequestTag/${TagKey}"));
    /// ```
    pub fn nearest_key(&self, name: &str) -> Option<Key<'_>> {
        let fixed = |name: &'_ str| name.find('/').map_or(name.len(), |slash| slash + 1);
        let whole = nearest(name, self.keys().filter(|key| !key.is_template()), Key::lower);
        let typed = name.get(..fixed(name)).unwrap_or_default();
        whole.or_else(|| {
            let templates = self.keys().filter(|key| key.is_template());
            nearest(typed, templates, |key| {
                key.lower().get(..fixed(key.lower())).unwrap_or_default()
            })
        })
    }

    fn only_service_with(&self, name: &str) -> Option<Action<'_>> {
        let mut found = self.services().filter_map(|service| service.action(name));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}

/// Names longer than this are nobody's.
const LONGEST: usize = 128;
/// How far a word may be from a name, at most.
const FARTHEST: usize = 3;
/// Room for the longest name that is not too far from the longest word.
const ROOM: usize = LONGEST + FARTHEST + 1;

/// The nearest of all, the first of equals; `None` where none is near enough for its length. The names are in lower case.
fn nearest<'c, T: Copy>(word: &str, all: impl Iterator<Item = T>, name: impl Fn(T) -> &'c str) -> Option<T> {
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let own = letters(&word);
    let enough = 1 + (word.len() / 4).min(FARTHEST - 1);
    let mut best: Option<(usize, T)> = None;
    for one in all {
        let limit = best.map_or(enough, |(distance, _)| distance - 1);
        let name = name(one);
        if word.len().abs_diff(name.len()) > limit || !could_be(own, letters(name), limit) {
            continue;
        }
        if let Some(distance) = distance(word.as_bytes(), name.as_bytes(), limit) {
            best = Some((distance, one));
            if distance == 0 {
                break;
            }
        }
    }
    best.map(|(_, one)| one)
}

/// Which letters a name has, one bit for each; some share one.
fn letters(name: &str) -> u32 {
    name.bytes().fold(0, |seen, byte| seen | 1 << (byte & 31))
}

/// Every letter that only one of them has takes one change at least.
fn could_be(one: u32, other: u32, limit: usize) -> bool {
    let only = |own: u32, there: u32| (own & !there).count_ones() as usize;
    only(one, other) <= limit && only(other, one) <= limit
}

/// How many letters to add, drop, change or swap with the next; `None` if more than the limit, which is [`FARTHEST`] at most.
/// Looks only at places that are no farther apart than that.
fn distance(one: &[u8], other: &[u8], limit: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > limit || other.len() >= ROOM {
        return None;
    }
    const FAR: u8 = FARTHEST as u8 + 1;
    let get = |row: &[u8; ROOM], index: usize| row.get(index).copied().unwrap_or(FAR);
    let mut before = [FAR; ROOM];
    let mut row = [FAR; ROOM];
    for (cost, place) in row.iter_mut().take(limit + 1).enumerate() {
        *place = cost as u8;
    }
    for (i, letter) in one.iter().enumerate() {
        let mut next = [FAR; ROOM];
        let last = (i + 1 + limit).min(other.len());
        let mut least = FAR;
        for j in (i + 1).saturating_sub(limit)..=last {
            let cost = match j.checked_sub(1) {
                None => (i + 1) as u8,
                Some(to) => {
                    let found = other.get(to);
                    let change = get(&row, to) + u8::from(Some(letter) != found);
                    let mut cost = change.min(get(&row, j) + 1).min(get(&next, to) + 1);
                    let swapped = i > 0 && to > 0 && one.get(i - 1) == found && other.get(to - 1) == Some(letter);
                    if swapped {
                        cost = cost.min(get(&before, to - 1) + 1);
                    }
                    cost
                }
            };
            let cost = cost.min(FAR);
            least = least.min(cost);
            if let Some(place) = next.get_mut(j) {
                *place = cost;
            }
        }
        if usize::from(least) > limit {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    let distance = usize::from(get(&row, other.len()));
    (distance <= limit).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn counts_letters() {
        for (one, other, expected) in [
            ("", "", Some(0)),
            ("GetObject", "getobject", Some(0)),
            ("GetObejct", "GetObject", Some(1)),
            ("GetObjct", "GetObject", Some(1)),
            ("GetObjects", "GetObject", Some(1)),
            ("PutObject", "GetObject", Some(2)),
            ("abcdef", "ghijkl", None),
            ("", "abcd", None),
        ] {
            let (one, other) = (one.to_ascii_lowercase(), other.to_ascii_lowercase());
            assert_eq!(distance(one.as_bytes(), other.as_bytes(), 3), expected, "{one} {other}");
        }
    }
}
