//! Files that the script of `iamwhy collect --print` makes: what commands printed, each with what it was asked about.

use iamwhy_policy::{Json, Kind, NodeId};

/// What a command printed.
#[derive(Copy, Clone)]
pub(crate) struct Call<'j> {
    /// The command, such as `organizations list-roots`; empty where it is not said.
    pub(crate) command: &'j str,
    /// The id or ARN that it was asked about; may be empty.
    pub(crate) about: &'j str,
    pub(crate) node: NodeId,
    /// None where the command failed.
    pub(crate) output: Option<NodeId>,
    /// What AWS said where the command failed; may be empty.
    pub(crate) error: &'j str,
}

/// The calls of a file. A list of outputs, or one output, counts as calls that do not say what they are.
pub(crate) fn calls(json: &Json) -> Vec<Call<'_>> {
    let root = json.root();
    if let Some(calls) = json.get(root, "calls") {
        let text = |node: NodeId, name: &str| json.get(node, name).and_then(|own| json.string(own));
        return json
            .items(calls)
            .map(|node| Call {
                command: text(node, "call").unwrap_or_default(),
                about: text(node, "for").unwrap_or_default(),
                node,
                output: json.get(node, "output").filter(|own| json.kind(*own) == Kind::Object),
                error: text(node, "error").unwrap_or_default(),
            })
            .collect();
    }
    let bare = |node: NodeId| Call {
        command: "",
        about: "",
        node,
        output: Some(node),
        error: "",
    };
    match json.kind(root) {
        Kind::Array => json.items(root).map(bare).collect(),
        _ => vec![bare(root)],
    }
}
