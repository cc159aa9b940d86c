//! Few patterns that match exactly a list of actions.

mod words;

use std::collections::{BinaryHeap, HashMap};
use std::ops::Range;

use crate::{Action, Catalog, Service, glob};
use words::{Shape, patterns};

impl Catalog {
    /// Few patterns that match these actions and no others of this catalogue, in order.
    ///
    /// Cut between words only, so that a person would write them: `Get*`, `*AccessKey*`, `Get*Tagging`. They are few, not
    /// always the fewest. An action that AWS adds later may match, too; who does not want that lists the names.
    ///
    /// ```
    /// # let catalog = iamwhy_catalog::Catalog::embedded();
    /// let actions: Vec<_> = catalog.expand("s3:Get*Tagging").collect();
    /// assert_eq!(catalog.shrink(&actions), ["s3:Get*Tagging"]);
    /// ```
    pub fn shrink(&self, actions: &[Action<'_>]) -> Vec<String> {
        let mut wanted = vec![false; self.actions.len()];
        for action in actions {
            // Of another catalogue perhaps: what counts is the name.
            let own = match action.is_of(self) {
                true => Some(*action),
                false => self.action(&action.to_string()),
            };
            if let Some(place) = own.and_then(|own| wanted.get_mut(own.index())) {
                *place = true;
            }
        }
        if !wanted.is_empty() && wanted.iter().all(|wanted| *wanted) {
            return vec!["*".to_owned()];
        }
        self.services()
            .flat_map(|service| self.shrink_service(service, &wanted))
            .collect()
    }

    fn shrink_service(&self, service: Service<'_>, wanted: &[bool]) -> Vec<String> {
        let rows = service.action_rows();
        let is_wanted = |index: usize| wanted.get(index) == Some(&true);
        let count = rows.clone().filter(|index| is_wanted(*index)).count();
        let names = match count {
            0 => return Vec::new(),
            count if count == rows.len() && count > 1 => vec!["*".to_owned()],
            _ => self.cover(rows, &is_wanted),
        };
        names
            .iter()
            .map(|name| format!("{}:{name}", service.prefix()))
            .collect()
    }

    /// Takes the pattern that covers most of what is left, again and again; what no pattern covers stays a name.
    fn cover(&self, rows: Range<usize>, is_wanted: &dyn Fn(usize) -> bool) -> Vec<String> {
        let name = |index: usize| Action::new(self, index).name();
        let lower = |index: usize| Action::new(self, index).lower();
        let mut left = vec![false; rows.len()];
        let mut open: BinaryHeap<Candidate> = self.candidates(rows.clone(), is_wanted).into();
        for (index, place) in rows.clone().zip(&mut left) {
            *place = is_wanted(index);
        }
        let mut taken: Vec<String> = Vec::new();
        while let Some(mut candidate) = open.pop() {
            let new = candidate
                .rows
                .iter()
                .filter(|row| left.get(**row) == Some(&true))
                .count();
            if new < 2 {
                continue;
            }
            if new < candidate.gain {
                candidate.gain = new;
                open.push(candidate);
                continue;
            }
            // Words are cut roughly, so that a pattern may match where no word ends.
            let pattern = candidate.pattern.to_ascii_lowercase();
            let matched = |index: &usize| glob::matches_pattern(&pattern, lower(*index));
            if rows.clone().filter(matched).any(|index| !is_wanted(index)) {
                continue;
            }
            for index in rows.clone().filter(matched) {
                if let Some(place) = left.get_mut(index - rows.start) {
                    *place = false;
                }
            }
            taken.push(candidate.pattern);
        }
        let single = rows.clone().zip(&left).filter(|(_, left)| **left);
        taken.extend(single.map(|(index, _)| name(index).to_owned()));
        self.drop_needless(&mut taken, rows, is_wanted);
        taken.sort();
        taken
    }

    /// The patterns of all wanted actions that no other action has.
    fn candidates(&self, rows: Range<usize>, is_wanted: &dyn Fn(usize) -> bool) -> Vec<Candidate> {
        let mut found: HashMap<String, Option<Candidate>> = HashMap::new();
        for index in rows.clone() {
            for (pattern, shape) in patterns(Action::new(self, index).name()) {
                let known = found.entry(pattern);
                if !is_wanted(index) {
                    known.insert_entry(None);
                    continue;
                }
                let pattern = known.key().clone();
                let fresh = || {
                    Some(Candidate {
                        gain: 0,
                        shape,
                        pattern,
                        rows: Vec::new(),
                    })
                };
                if let Some(candidate) = known.or_insert_with(fresh) {
                    candidate.rows.push(index - rows.start);
                    candidate.gain += 1;
                }
            }
        }
        found.into_values().flatten().filter(|one| one.gain > 1).collect()
    }

    /// Of patterns that the others cover together, the first goes.
    fn drop_needless(&self, patterns: &mut Vec<String>, rows: Range<usize>, is_wanted: &dyn Fn(usize) -> bool) {
        let mut covers = vec![0_usize; rows.len()];
        let matched = |pattern: &str| -> Vec<usize> {
            let pattern = pattern.to_ascii_lowercase();
            let all = rows.clone().filter(|index| is_wanted(*index));
            let matched = all.filter(|index| glob::matches_pattern(&pattern, Action::new(self, *index).lower()));
            matched.map(|index| index - rows.start).collect()
        };
        for row in patterns.iter().flat_map(|pattern| matched(pattern)) {
            if let Some(count) = covers.get_mut(row) {
                *count += 1;
            }
        }
        patterns.retain(|pattern| {
            let own = matched(pattern);
            let needed = own.iter().any(|row| covers.get(*row) == Some(&1));
            if !needed {
                for row in own {
                    if let Some(count) = covers.get_mut(row) {
                        *count -= 1;
                    }
                }
            }
            needed
        });
    }
}

/// A pattern that matches nothing but what is wanted. The greater the better; the order decides between equals, so
/// that the same list always gives the same patterns.
#[derive(PartialEq, Eq)]
struct Candidate {
    /// How many it would cover that nothing covers yet.
    gain: usize,
    shape: Shape,
    pattern: String,
    rows: Vec<usize>,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        // `Describe*` rather than `DescribeAlarm*`, but `*IdentityCenter` rather than `*Center`.
        let longer = self.pattern.len().cmp(&other.pattern.len());
        let length = if self.shape == Shape::Beginning {
            longer.reverse()
        } else {
            longer
        };
        self.gain
            .cmp(&other.gain)
            .then_with(|| other.shape.cmp(&self.shape))
            .then(length)
            .then_with(|| other.pattern.cmp(&self.pattern))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
