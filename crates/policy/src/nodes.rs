//! Lists of nodes.

use std::ops::Deref;
use std::slice;

use crate::json::NodeId;

/// How many nodes a list holds itself: as many as have room beside a [`Vec`].
const INSIDE: usize = 7;

/// The values of an element or of a condition key, hardly ever more than a handful.
#[derive(Clone, Debug)]
pub struct Nodes(Held);

#[derive(Clone, Debug)]
enum Held {
    Inside(u8, [NodeId; INSIDE]),
    Outside(Vec<NodeId>),
}

const _: () = assert!(size_of::<Nodes>() == 32);

impl Nodes {
    pub(crate) const fn new() -> Nodes {
        Nodes(Held::Inside(0, [NodeId(0); INSIDE]))
    }

    pub(crate) fn push(&mut self, node: NodeId) {
        match &mut self.0 {
            Held::Inside(count, nodes) => match nodes.get_mut(usize::from(*count)) {
                Some(place) => {
                    *place = node;
                    *count += 1;
                }
                None => {
                    let mut all = nodes.to_vec();
                    all.push(node);
                    self.0 = Held::Outside(all);
                }
            },
            Held::Outside(nodes) => nodes.push(node),
        }
    }
}

impl Deref for Nodes {
    type Target = [NodeId];

    // Many read a list: one function is smaller than what it says in every place.
    #[inline(never)]
    fn deref(&self) -> &[NodeId] {
        match &self.0 {
            Held::Inside(count, nodes) => nodes.get(..usize::from(*count)).unwrap_or_default(),
            Held::Outside(nodes) => nodes,
        }
    }
}

impl PartialEq for Nodes {
    fn eq(&self, other: &Nodes) -> bool {
        **self == **other
    }
}

impl Eq for Nodes {}

impl<'a> IntoIterator for &'a Nodes {
    type Item = &'a NodeId;
    type IntoIter = slice::Iter<'a, NodeId>;

    fn into_iter(self) -> slice::Iter<'a, NodeId> {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_moves_out_and_stays_the_same() {
        let mut nodes = Nodes::new();
        let mut expected = Vec::new();
        for at in 0..20 {
            assert_eq!(*nodes, *expected);
            nodes.push(NodeId(at));
            expected.push(NodeId(at));
        }
        assert_eq!(nodes.clone(), nodes);
        assert!(nodes.iter().eq(&expected));
    }
}
