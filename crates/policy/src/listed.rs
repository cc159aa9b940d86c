//! Lists of what an iterator gives, for a module that is loaded over the network: `collect` makes a list in another way for
//! each kind of iterator, and asks each beforehand how much it will give.

/// Puts what it gives into a list.
pub trait Listed: Iterator {
    /// Everything, in order.
    fn listed(self) -> Vec<Self::Item>;
}

impl<I: Iterator> Listed for I {
    fn listed(self) -> Vec<I::Item> {
        let mut list = Vec::new();
        for item in self {
            list.push(item);
        }
        list
    }
}
