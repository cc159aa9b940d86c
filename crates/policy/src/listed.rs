//! Lists of what an iterator gives, for a module that is loaded over the network: `collect` and `extend` work in another way
//! for each kind of iterator, and ask each beforehand how much it will give.

/// Puts what it gives into a list.
pub trait Listed: Iterator {
    /// Everything, in order.
    fn listed(self) -> Vec<Self::Item>;
}

impl<I: Iterator> Listed for I {
    fn listed(self) -> Vec<I::Item> {
        let mut list = Vec::new();
        list.add(self);
        list
    }
}

/// Takes more into a list.
pub trait Add<T> {
    /// Everything behind what is there, in order.
    fn add(&mut self, more: impl IntoIterator<Item = T>);
}

impl<T> Add<T> for Vec<T> {
    fn add(&mut self, more: impl IntoIterator<Item = T>) {
        for item in more {
            self.push(item);
        }
    }
}
