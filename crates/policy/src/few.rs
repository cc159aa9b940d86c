//! Lists of mostly one: a policy has hundreds of them, and memory of its own for each would cost more than reading it.

use std::ops::Deref;
use std::slice;

/// A list that holds its first itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Few<T>(Held<T>);

#[derive(Clone, PartialEq, Eq, Debug)]
enum Held<T> {
    None,
    One(T),
    Several(Vec<T>),
}

impl<T> Few<T> {
    pub(crate) const fn new() -> Few<T> {
        Few(Held::None)
    }

    pub(crate) fn push(&mut self, value: T) {
        match &mut self.0 {
            Held::None => self.0 = Held::One(value),
            Held::Several(values) => values.push(value),
            one => {
                let mut values = Vec::with_capacity(2);
                if let Held::One(first) = std::mem::replace(one, Held::None) {
                    values.push(first);
                }
                values.push(value);
                self.0 = Held::Several(values);
            }
        }
    }

    pub(crate) fn iter_mut(&mut self) -> slice::IterMut<'_, T> {
        let all = match &mut self.0 {
            Held::None => &mut [],
            Held::One(value) => slice::from_mut(value),
            Held::Several(values) => values.as_mut_slice(),
        };
        all.iter_mut()
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    // Many read a list: in a page's module, one function is smaller than what it says in every place.
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn deref(&self) -> &[T] {
        match &self.0 {
            Held::None => &[],
            Held::One(value) => slice::from_ref(value),
            Held::Several(values) => values,
        }
    }
}

impl<'a, T> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> slice::Iter<'a, T> {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_or_several_in_order() {
        let mut few = Few::new();
        assert!(few.is_empty());
        for at in 0..4 {
            few.push(at);
            assert_eq!(*few, *(0..=at).collect::<Vec<_>>());
        }
        few.iter_mut().for_each(|own| *own += 1);
        assert_eq!(*few, [1, 2, 3, 4]);
    }
}
