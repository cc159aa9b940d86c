//! The members of an object, the items of a list, the variant of an enum, as serde wants to walk them.

use iamwhy_policy::{Json, NodeId};
use serde::{
    Deserializer,
    de::{DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor, value::StrDeserializer},
    forward_to_deserialize_any,
};

use super::{Failure, node::NodeReader};

pub(super) struct Items<'j> {
    pub(super) json: &'j Json,
    pub(super) items: Box<dyn Iterator<Item = NodeId> + 'j>,
}

impl<'j> SeqAccess<'j> for Items<'j> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'j>>(&mut self, seed: T) -> Result<Option<T::Value>, Failure> {
        match self.items.next() {
            Some(node) => seed.deserialize(NodeReader::new(self.json, node)).map(Some),
            None => Ok(None),
        }
    }
}

pub(super) struct Members<'j> {
    pub(super) json: &'j Json,
    pub(super) members: Box<dyn Iterator<Item = (NodeId, NodeId)> + 'j>,
    pub(super) value: NodeId,
}

impl<'j> MapAccess<'j> for Members<'j> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'j>>(&mut self, seed: K) -> Result<Option<K::Value>, Failure> {
        let Some((key, value)) = self.members.next() else {
            return Ok(None);
        };
        self.value = value;
        let text = self.json.string(key).unwrap_or_default();
        seed.deserialize(KeyReader { text }).map(Some).map_err(|e| e.at(key))
    }

    fn next_value_seed<V: DeserializeSeed<'j>>(&mut self, seed: V) -> Result<V::Value, Failure> {
        seed.deserialize(NodeReader::new(self.json, self.value))
    }
}

struct KeyReader<'j> {
    text: &'j str,
}

impl<'j> Deserializer<'j> for KeyReader<'j> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_str(self.text)
    }

    forward_to_deserialize_any! {
        <W: Visitor<'j>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// An enum's variant: its name comes from the node's shape, its content is the node itself.
pub(super) struct Variant<'j> {
    pub(super) word: StrDeserializer<'j, Failure>,
    pub(super) content: NodeReader<'j>,
}

impl<'j> EnumAccess<'j> for Variant<'j> {
    type Error = Failure;
    type Variant = Content<'j>;

    fn variant_seed<V: DeserializeSeed<'j>>(self, seed: V) -> Result<(V::Value, Content<'j>), Failure> {
        Ok((seed.deserialize(self.word)?, Content(self.content)))
    }
}

pub(super) struct Content<'j>(NodeReader<'j>);

impl<'j> VariantAccess<'j> for Content<'j> {
    type Error = Failure;

    fn unit_variant(self) -> Result<(), Failure> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'j>>(self, seed: T) -> Result<T::Value, Failure> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'j>>(self, _: usize, visitor: V) -> Result<V::Value, Failure> {
        self.0.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'j>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Failure> {
        self.0.deserialize_map(visitor)
    }
}
