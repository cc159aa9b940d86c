//! A serde deserializer over one node of our spanned JSON.

use iamwhy_policy::{Json, Kind, NodeId};
use serde::{
    Deserializer,
    de::{Visitor, value::StrDeserializer},
    forward_to_deserialize_any,
};

use super::{
    Failure,
    access::{Items, Members, Variant},
    shape,
    shape::words,
    shortened,
};
use crate::model::{DocumentNode, Lexeme};

/// The fields that may be `null`; elsewhere an optional field is left out instead.
pub(crate) const NULLABLE: [&str; 2] = ["vpc", "retiring"];

/// One node, to be read as a type. Recursion is bounded by the depth bound of [`Json::read`].
#[derive(Copy, Clone)]
pub(crate) struct NodeReader<'j> {
    pub(super) json: &'j Json,
    pub(super) node: NodeId,
}

impl<'j> NodeReader<'j> {
    pub(crate) fn new(json: &'j Json, node: NodeId) -> NodeReader<'j> {
        NodeReader { json, node }
    }

    fn wrong(self, expected: &str) -> Failure {
        let found = match self.json.scalar(self.node) {
            Some(text) => format!("{} `{}`", words(self.json.kind(self.node)), shortened(text)),
            None => words(self.json.kind(self.node)).to_owned(),
        };
        Failure::new(format!("expected {expected}, found {found}"), None).at(self.node)
    }

    fn text(self, expected: &str) -> Result<&'j str, Failure> {
        self.json
            .string(self.node)
            .filter(|_| self.json.kind(self.node) == Kind::String)
            .ok_or_else(|| self.wrong(expected))
    }

    /// Whether the node is the value of a field that may be `null`.
    fn may_be_null(self) -> bool {
        let Some(parent) = self.json.parent(self.node) else {
            return false;
        };
        NULLABLE
            .iter()
            .any(|name| self.json.get(parent, name) == Some(self.node))
    }
}

impl<'j> Deserializer<'j> for NodeReader<'j> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.json.kind(self.node) {
            Kind::String => self.deserialize_str(visitor),
            Kind::Bool => self.deserialize_bool(visitor),
            Kind::Object => self.deserialize_map(visitor),
            Kind::Array => self.deserialize_seq(visitor),
            _ => visitor.visit_unit().map_err(|e: Failure| e.at(self.node)),
        }
    }

    fn deserialize_bool<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.json.boolean(self.node) {
            Some(value) => visitor.visit_bool(value).map_err(|e: Failure| e.at(self.node)),
            None => Err(self.wrong("true or false")),
        }
    }

    fn deserialize_u32<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Failure> {
        let number = (self.json.kind(self.node) == Kind::Number)
            .then(|| self.json.raw(self.node).parse::<u32>().ok())
            .flatten();
        match number {
            Some(value) => visitor.visit_u32(value).map_err(|e: Failure| e.at(self.node)),
            None => Err(self.wrong("a whole number")),
        }
    }

    fn deserialize_str<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor
            .visit_str(self.text("a string")?)
            .map_err(|e: Failure| e.at(self.node))
    }

    fn deserialize_string<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.json.kind(self.node) {
            Kind::Null if self.may_be_null() => visitor.visit_none(),
            Kind::Null => Err(Failure::new(
                "this field cannot be null".to_owned(),
                Some("leave it out instead".to_owned()),
            )
            .at(self.node)),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'j>>(self, name: &'static str, visitor: V) -> Result<V::Value, Failure> {
        match name {
            DocumentNode::MAGIC => visitor.visit_u32(self.node.0),
            Lexeme::MAGIC => visitor.visit_str(self.json.raw(self.node)),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Failure> {
        if self.json.kind(self.node) != Kind::Array {
            return Err(self.wrong("a list"));
        }
        let items = Items {
            json: self.json,
            items: Box::new(self.json.items(self.node)),
        };
        visitor.visit_seq(items).map_err(|e| e.at(self.node))
    }

    fn deserialize_map<V: Visitor<'j>>(self, visitor: V) -> Result<V::Value, Failure> {
        if self.json.kind(self.node) != Kind::Object {
            return Err(self.wrong("an object"));
        }
        let members = Members {
            json: self.json,
            members: Box::new(self.json.members(self.node)),
            value: self.node,
        };
        visitor.visit_map(members).map_err(|e| e.at(self.node))
    }

    fn deserialize_struct<V: Visitor<'j>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'j>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let variant = match shape::variant(name, self.json, self.node).map_err(|e| e.at(self.node))? {
            Some(variant) => variant,
            None => self.text("a word")?,
        };
        visitor
            .visit_enum(Variant {
                word: StrDeserializer::new(variant),
                content: self,
            })
            .map_err(|e: Failure| e.at(self.node))
    }

    forward_to_deserialize_any! {
        <W: Visitor<'j>>
        i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}
