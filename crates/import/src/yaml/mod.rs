//! CloudFormation templates in YAML, as the tree that the same template in JSON has; spans are those of the YAML.
//!
//! Short forms such as `!Sub` become the functions that they stand for. Aliases are copies, as many as a bound allows; plain words
//! are what JSON would make of them, and everything else is text: `2012-10-17` is no date, `yes` no boolean, `012` no number.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use iamwhy_policy::{Json, JsonBuilder, JsonError, Kind, NodeId, Span};
use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

/// AWS takes templates up to 1 MB.
const MOST_BYTES: usize = 16 << 20;
/// Copies may not make more nodes than this.
const MOST_NODES: usize = 1 << 20;

/// Functions that have a short form, without `Fn::`.
const FUNCTIONS: [&str; 24] = [
    "And",
    "Base64",
    "Cidr",
    "Contains",
    "EachMemberEquals",
    "EachMemberIn",
    "Equals",
    "FindInMap",
    "GetAZs",
    "GetAtt",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Not",
    "Or",
    "RefAll",
    "Select",
    "Split",
    "Sub",
    "ToJsonString",
    "Transform",
    "ValueOf",
    "ValueOfAll",
];

/// Whether a text looks like a template in YAML.
#[must_use]
pub fn is_template(text: &str) -> bool {
    let starts = |line: &str| line.starts_with("Resources:") || line.starts_with("AWSTemplateFormatVersion:");
    !text.trim_start().starts_with(['{', '[', '"', '%']) && text.lines().any(starts)
}

/// Reads a template in YAML.
///
/// # Errors
/// It is no YAML, or holds what CloudFormation does not read.
pub fn read(text: &Arc<str>) -> Result<Json, JsonError> {
    if text.len() > MOST_BYTES {
        let span = Span { start: 0, end: 0 };
        return Err(wrong(span, "a template in YAML may have 16 MiB"));
    }
    let mut reader = Reader {
        text,
        places: places(text),
        builder: JsonBuilder::new(Arc::clone(text)),
        wrapped: Vec::new(),
        anchors: BTreeMap::new(),
        end: 0,
        documents: 0,
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let start = reader.byte(error.marker().index());
            wrong(
                Span { start, end: start },
                &format!("this is not YAML: {}", error.info()),
            )
        })?;
        let start = reader.byte(span.start.index());
        let end = reader.byte(span.end.index()).max(start);
        reader.event(event, Span { start, end })?;
    }
    let nothing = || wrong(Span { start: 0, end: 0 }, "there is nothing in this file");
    reader.builder.finish().ok_or_else(nothing)
}

struct Reader<'t> {
    text: &'t str,
    /// The bytes at which letters begin; nothing where each letter is a byte.
    places: Vec<u32>,
    builder: JsonBuilder,
    /// Of each open container, whether it stands in a function of its short form.
    wrapped: Vec<bool>,
    anchors: BTreeMap<usize, NodeId>,
    /// Behind the last value.
    end: u32,
    documents: usize,
}

fn places(text: &str) -> Vec<u32> {
    if text.is_ascii() {
        return Vec::new();
    }
    text.char_indices().map(|(at, _)| at as u32).collect()
}

impl Reader<'_> {
    fn byte(&self, letter: usize) -> u32 {
        let end = self.text.len();
        match self.places.is_empty() {
            true => letter.min(end) as u32,
            false => self.places.get(letter).copied().unwrap_or(end as u32),
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), JsonError> {
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(wrong(span, "a template is one document, and here a second one begins"));
                }
            }
            Event::Alias(anchor) => {
                let known = self.anchors.get(&anchor).copied();
                let key = self.builder.expects_key();
                if known.and_then(|from| self.builder.copy(from, MOST_NODES)).is_none() || key {
                    return Err(wrong(
                        span,
                        "this alias cannot be put in: it stands in itself, nests too deep, makes too much, or is a name",
                    ));
                }
                self.end = span.end;
            }
            Event::Scalar(value, style, anchor, tag) => self.scalar(&value, style, anchor, tag.as_deref(), span)?,
            Event::SequenceStart(anchor, tag) => self.open(Kind::Array, anchor, tag.as_deref(), span)?,
            Event::MappingStart(anchor, tag) => self.open(Kind::Object, anchor, tag.as_deref(), span)?,
            Event::SequenceEnd | Event::MappingEnd => {
                let before = self.text.get(..span.end as usize).unwrap_or_default();
                // Without brackets it ends with the last value in it.
                if span.end > span.start && before.ends_with([']', '}']) {
                    self.end = span.end;
                }
                self.builder.close(self.end);
                if self.wrapped.pop() == Some(true) {
                    self.builder.close(self.end);
                }
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn open(&mut self, kind: Kind, anchor: usize, tag: Option<&Tag>, span: Span) -> Result<(), JsonError> {
        if self.builder.expects_key() {
            return Err(wrong(span, "the name of a member is a text"));
        }
        if self.builder.is_full() {
            return Err(wrong(span, "this nests too deep"));
        }
        let function = function(tag, span)?;
        let outer = self.wrap(function.as_deref(), span.start);
        let own = self.builder.open(kind, span.start);
        self.anchors.insert(anchor, outer.unwrap_or(own));
        self.wrapped.push(outer.is_some());
        Ok(())
    }

    fn scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        span: Span,
    ) -> Result<(), JsonError> {
        let span = self.trimmed(span);
        self.end = span.end;
        if self.builder.expects_key() {
            if value == "<<" && style == ScalarStyle::Plain {
                return Err(wrong(span, "CloudFormation does not merge maps with `<<`"));
            }
            let key = self.builder.leaf(Kind::String, span, value);
            self.anchors.insert(anchor, key);
            return Ok(());
        }
        let name = function(tag, span)?;
        if name.is_some() && self.builder.is_full() {
            return Err(wrong(span, "this nests too deep"));
        }
        let outer = self.wrap(name.as_deref(), span.start);
        let own = match name.as_deref() {
            // Its long form is a list: resource and attribute.
            Some("Fn::GetAtt") => self.attribute(value, span),
            Some(_) => self.builder.leaf(Kind::String, span, value),
            None => {
                let plain = style == ScalarStyle::Plain && tag.is_none();
                let kind = if plain { self.kind(value, span) } else { Kind::String };
                let value = if plain { lower(value) } else { value };
                self.builder.leaf(kind, span, value)
            }
        };
        if outer.is_some() {
            self.builder.close(span.end);
        }
        self.anchors.insert(anchor, outer.unwrap_or(own));
        Ok(())
    }

    /// The function that a short form stands for, around what comes next.
    fn wrap(&mut self, function: Option<&str>, start: u32) -> Option<NodeId> {
        let function = function?;
        let outer = self.builder.open(Kind::Object, start);
        self.builder.leaf(Kind::String, Span { start, end: start }, function);
        Some(outer)
    }

    /// `Resource.Attribute`; the attribute may have dots of its own.
    fn attribute(&mut self, value: &str, span: Span) -> NodeId {
        let list = self.builder.open(Kind::Array, span.start);
        let (resource, attribute) = value.split_once('.').unwrap_or((value, ""));
        for part in [resource, attribute] {
            self.builder.leaf(Kind::String, span, part);
        }
        self.builder.close(span.end);
        list
    }

    /// What JSON makes of a plain word. Its text must be what stands in the file.
    fn kind(&self, value: &str, span: Span) -> Kind {
        if matches!(value, "" | "~" | "null" | "Null" | "NULL") {
            return Kind::Null;
        }
        let as_written = self.text.get(span.start as usize..span.end as usize) == Some(value);
        match value {
            "true" | "false" if as_written => Kind::Bool,
            _ if as_written && is_number(value) => Kind::Number,
            _ => Kind::String,
        }
    }

    /// Without the line breaks at the end of a block.
    fn trimmed(&self, span: Span) -> Span {
        let own = self.text.get(span.start as usize..span.end as usize);
        let end = own.map_or(span.end, |own| span.start + own.trim_end().len() as u32);
        Span { end, ..span }
    }
}

/// Booleans of YAML that are none of JSON.
fn lower(value: &str) -> &str {
    match value {
        "True" | "TRUE" => "true",
        "False" | "FALSE" => "false",
        value => value,
    }
}

/// The grammar of JSON's numbers, without exponents.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(whole) && are_digits(part) && (whole == "0" || !whole.starts_with('0'))
}

/// The function of a short form; none for text, or for a tag of YAML itself.
fn function(tag: Option<&Tag>, span: Span) -> Result<Option<String>, JsonError> {
    let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema() && !tag.suffix.is_empty()) else {
        return Ok(None);
    };
    let name = tag.suffix.as_str();
    if matches!(name, "Ref" | "Condition") {
        return Ok(Some(name.to_owned()));
    }
    if FUNCTIONS.contains(&name) {
        return Ok(Some(["Fn::", name].concat()));
    }
    let mut message = format!("CloudFormation has no function with the short form `!{name}`");
    if let Some(near) = crate::spelling::nearest(name, &mut FUNCTIONS.into_iter().chain(["Ref", "Condition"])) {
        message.push_str(&format!("; did you mean `!{near}`?"));
    }
    Err(wrong(span, &message))
}

fn wrong(span: Span, message: &str) -> JsonError {
    JsonError {
        message: message.to_owned(),
        span,
    }
}
