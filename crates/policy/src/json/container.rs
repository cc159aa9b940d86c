//! Ways into arrays and objects, and out of them.

use super::DEPTH;
use super::node::Kind;
use super::read::{Read, Reader, Step};

impl Reader<'_> {
    pub(super) fn enter(&mut self, kind: Kind, step: Step) -> Read<Step> {
        if self.depth + 1 >= DEPTH {
            return self.too_deep();
        }
        self.quiet = false;
        self.open = self.push(kind, self.at, self.at + 1);
        self.depth += 1;
        self.at += 1;
        Ok(step)
    }

    /// Ends the open container with the byte at hand.
    pub(super) fn close(&mut self) -> Step {
        self.at += 1;
        self.quiet = false;
        self.leave();
        Step::Next
    }

    /// Ends the open container here.
    pub(super) fn leave(&mut self) {
        let next = self.tree.nodes.len() as u32;
        if let Some(node) = self.tree.nodes.get_mut(self.open as usize) {
            node.end = self.at as u32;
            node.next = next;
            self.open = node.parent;
            self.depth -= 1;
        }
    }

    pub(super) fn open_kind(&self) -> Option<Kind> {
        self.tree.nodes.get(self.open as usize).map(|node| node.kind)
    }

    pub(super) fn next(&mut self, byte: Option<u8>) -> Read<Step> {
        match (self.open_kind(), byte) {
            (None, None) => Ok(Step::End),
            (Some(Kind::Object), Some(b',')) => {
                self.at += 1;
                Ok(Step::Key)
            }
            (Some(_), Some(b',')) => {
                self.at += 1;
                Ok(Step::Item)
            }
            (Some(Kind::Object), Some(b'}')) | (Some(Kind::Array), Some(b']')) => Ok(self.close()),
            _ => self.no_next(),
        }
    }
}
