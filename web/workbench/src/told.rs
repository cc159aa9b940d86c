//! What a worker told, as JSON.

use iamwhy_policy::{Json, NodeId};

/// A value in what was told.
#[derive(Copy, Clone)]
pub(crate) struct Told<'j> {
    json: &'j Json,
    node: NodeId,
}

impl<'j> Told<'j> {
    pub(crate) fn of_all(json: &'j Json) -> Told<'j> {
        let node = json.root();
        Told { json, node }
    }

    pub(crate) fn of(self, name: &str) -> Option<Told<'j>> {
        let node = self.json.get(self.node, name)?;
        Some(Told { node, ..self })
    }

    pub(crate) fn text(self, name: &str) -> Option<String> {
        self.of(name)?.word()
    }

    pub(crate) fn number(self, name: &str) -> Option<u32> {
        let own = self.of(name)?;
        own.json.raw(own.node).parse().ok()
    }

    pub(crate) fn is(self, name: &str) -> bool {
        self.of(name).and_then(|own| own.json.boolean(own.node)) == Some(true)
    }

    pub(crate) fn items(self, name: &str) -> impl Iterator<Item = Told<'j>> {
        let list = self.of(name).into_iter();
        list.flat_map(|list| list.json.items(list.node).map(move |node| Told { node, ..list }))
    }

    pub(crate) fn texts(self, name: &str) -> Vec<String> {
        self.items(name).filter_map(Told::word).collect()
    }

    fn word(self) -> Option<String> {
        self.json.string(self.node).map(str::to_owned)
    }
}
