//! Sorting, for a module that is loaded over the network: each sort of the standard library is larger than all of this.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use iamwhy_policy::Listed;

/// Sorted, each value once.
pub fn set<T: Ord>(values: Vec<T>) -> Vec<T> {
    let mut sorted = BinaryHeap::from(values).into_sorted_vec();
    sorted.dedup();
    sorted
}

/// The numbers below `count` in the order of what they stand for; equal ones keep their order.
pub fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..count).listed();
    let mut merged = sorted.clone();
    let mut width = 1;
    while width < count {
        for (pair, to) in sorted.chunks(2 * width).zip(merged.chunks_mut(2 * width)) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            for slot in to {
                let from_right = match (left.first(), right.first()) {
                    (Some(one), Some(other)) => compare(*other, *one) == Ordering::Less,
                    (one, _) => one.is_none(),
                };
                let from = if from_right { &mut right } else { &mut left };
                if let Some((first, rest)) = from.split_first() {
                    *slot = *first;
                    *from = rest;
                }
            }
        }
        std::mem::swap(&mut sorted, &mut merged);
        width *= 2;
    }
    sorted
}

/// Sorts; equal ones keep their order.
pub fn sort<T>(list: &mut [T], compare: &dyn Fn(&T, &T) -> Ordering) {
    let mut order = order(list.len(), &mut |one, other| match (list.get(one), list.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    });
    // Round by round: each place is filled from where its own comes from, until the one that began it is met.
    for first in 0..order.len() {
        let mut at = first;
        while let Some(from) = order.get_mut(at).map(|from| std::mem::replace(from, at)) {
            if from == first || from == at {
                break;
            }
            list.swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_and_keeps_the_order_of_equals() {
        let mut state = 7_u32;
        for count in 0..70 {
            let values: Vec<u32> = (0..count)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    state >> 28
                })
                .collect();
            let mut expected: Vec<usize> = (0..count).collect();
            expected.sort_by_key(|index| values[*index]);
            assert_eq!(
                order(count, &mut |one, other| values[one].cmp(&values[other])),
                expected
            );
            let mut pairs: Vec<(u32, usize)> = values.iter().copied().zip(0..).collect();
            let mut stable = pairs.clone();
            sort(&mut pairs, &|one, other| one.0.cmp(&other.0));
            stable.sort_by_key(|pair| pair.0);
            assert_eq!(pairs, stable);
            let mut once = values.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(set(values), once);
        }
    }
}
