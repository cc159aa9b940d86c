//! The second challenge: turn the answer around with one edit.

use iamwhy_scenario::{
    Expectation,
    read::{
        Failure, NodeReader, Read,
        record::{record, words},
    },
};

/// What to reach, and one edit that reaches it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Flip {
    /// The challenge, in Markdown.
    pub challenge: String,
    /// What must hold for the case afterwards, and does not hold before.
    pub goal: Expectation,
    /// What must hold for other cases, too: what half an answer leaves undone, or undoes.
    pub also: Vec<Also>,
    /// One edit of the scenario that reaches it. Any other one is as good.
    pub model: Edit,
}

record!(Flip {
    challenge "challenge",
    goal "goal",
    also "also",
    model "model",
} from Flip {
    challenge: String::new(),
    goal: Expectation::Fields(Default::default()),
    also: Vec::new(),
    model: Edit::default(),
});

/// What must hold for another case afterwards.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Also {
    /// The case, by its name.
    pub case: String,
    /// What must hold for it.
    pub goal: Expectation,
}

record!(Also {
    case "case",
    goal "goal",
} from Also {
    case: String::new(),
    goal: Expectation::Fields(Default::default()),
});

/// One edit of a JSON text, as in JSON Patch.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Edit {
    /// What is done.
    pub op: Operation,
    /// JSON pointer into the scenario; `-` stands for the place behind the last item of a list.
    pub path: String,
    /// What is put there; not for `remove`.
    pub value: Option<JsonText>,
}

record!(Edit {
    op "op" required,
    path "path",
    value "value",
});

/// What an edit does.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub enum Operation {
    /// Puts a new member or item there.
    Add,
    /// Puts another value in place of the one that is there.
    #[default]
    Replace,
    /// Takes away what is there.
    Remove,
}

words!(Operation {
    Add "add",
    Replace "replace",
    Remove "remove",
});

/// Any JSON, as its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonText(pub String);

impl Read for JsonText {
    fn read(node: NodeReader<'_>) -> Result<JsonText, Failure> {
        Ok(JsonText(node.json.raw(node.node).to_owned()))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for JsonText {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Json".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({})
    }
}
