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
        nearest(prefix, self.services(), |service| service.prefix())
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
            exact.or_else(|| nearest(name, service.actions(), |action| action.name()).map(Action::index))
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
        let whole = nearest(name, self.keys().filter(|key| !key.is_template()), |key| key.name());
        let typed = name.get(..fixed(name)).unwrap_or_default();
        whole.or_else(|| {
            let templates = self.keys().filter(|key| key.is_template());
            nearest(typed, templates, |key| {
                key.name().get(..fixed(key.name())).unwrap_or_default()
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

/// The nearest of all, the first of equals; `None` where none is near enough for its length.
fn nearest<'c, T: Copy>(word: &str, all: impl Iterator<Item = T>, name: impl Fn(T) -> &'c str) -> Option<T> {
    if word.len() > LONGEST {
        return None;
    }
    let enough = 1 + (word.len() / 4).min(2);
    let mut best: Option<(usize, T)> = None;
    for one in all {
        let limit = best.map_or(enough, |(distance, _)| distance - 1);
        if let Some(distance) = distance(word, name(one), limit) {
            best = Some((distance, one));
            if distance == 0 {
                break;
            }
        }
    }
    best.map(|(_, one)| one)
}

/// How many letters to add, drop, change or swap with the next, case aside; `None` if more than the limit.
fn distance(one: &str, other: &str, limit: usize) -> Option<usize> {
    let one: Vec<u8> = one.to_ascii_lowercase().into_bytes();
    let other: Vec<u8> = other.to_ascii_lowercase().into_bytes();
    if one.len().abs_diff(other.len()) > limit {
        return None;
    }
    let get = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, letter) in one.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, found) in other.iter().enumerate() {
            let change = get(&row, j) + usize::from(letter != found);
            let mut cost = change.min(get(&row, j + 1) + 1).min(get(&next, j) + 1);
            let swapped = i > 0 && j > 0 && one.get(i - 1) == Some(found) && other.get(j - 1) == Some(letter);
            if swapped {
                cost = cost.min(get(&before, j - 1) + 1);
            }
            next.push(cost);
        }
        if next.iter().all(|cost| *cost > limit) {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|distance| *distance <= limit)
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
            assert_eq!(distance(one, other, 3), expected, "{one} {other}");
        }
    }
}
