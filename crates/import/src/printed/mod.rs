//! What read-only commands print beside one policy: several policies, who calls, grants, and that there is nothing.

mod caller;
mod nothing;
mod setting;
mod several;

use iamwhy_policy::{Json, NodeId};

use crate::PastedPolicy;
pub(crate) use nothing::said_nothing;
pub(crate) use setting::grants_of;
pub(crate) use several::{OLD_VERSION, begins_level, end_of, is_old_version, listed, several};

/// What commands printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// What it is, as a sentence without its period.
    pub sentence: String,
    /// What it tells.
    pub tells: Tells,
    /// What else is worth knowing.
    pub notes: Vec<String>,
}

/// What the output of commands tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tells {
    /// Policies that stand together, or none.
    Policies {
        /// In the order in which they were printed.
        all: Vec<PastedPolicy>,
        /// The lists of attached and inline policies were printed too, and every policy in them.
        is_whole: bool,
        /// The groups of a user were among these lists.
        with_groups: bool,
    },
    /// SCPs or RCPs from an account up to the root.
    Levels {
        /// The layer, in the word of scenario files.
        layer: &'static str,
        /// The ids, the account first, with the policies of each.
        levels: Vec<Level>,
    },
    /// Who calls.
    Caller {
        /// The field of scenario files that says what it is, such as `user`.
        field: &'static str,
        /// What stands in that field.
        value: String,
        /// The unique id.
        id: Option<String>,
        /// The name of a role's session.
        session: Option<String>,
        /// The account.
        account: String,
    },
    /// A field of a resource or account, as JSON of scenario files.
    Setting {
        /// `grants` or `blockPublicAccess`.
        field: &'static str,
        /// Its value.
        value: String,
    },
    /// That there is none.
    Nothing {
        /// The layer, in the word of scenario files; none where it does not say of which.
        layer: Option<&'static str>,
    },
}

/// A level of the organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The id of an account, a unit or the root.
    pub id: String,
    /// What is attached to it.
    pub policies: Vec<PastedPolicy>,
}

impl Printed {
    /// Whether it says that there is none.
    pub(crate) fn is_nothing(&self) -> bool {
        matches!(self.tells, Tells::Nothing { .. })
    }

    fn new(sentence: &str, tells: Tells) -> Printed {
        Printed {
            sentence: sentence.to_owned(),
            tells,
            notes: Vec::new(),
        }
    }
}

/// One document that holds no policy.
pub(crate) fn document(json: &Json, root: NodeId) -> Option<Printed> {
    caller::caller(json, root)
        .or_else(|| setting::grants(json, root))
        .or_else(|| setting::public_access(json, root))
        .or_else(|| nothing::without_policy(json, root))
}

fn text<'j>(json: &'j Json, node: NodeId, key: &str) -> Option<&'j str> {
    json.get(node, key).and_then(|own| json.string(own))
}

/// An event of `AssumeRole` that passed no policy.
pub(crate) fn no_session_policy() -> Printed {
    let layer = Some("session");
    Printed::new(
        "No session policy: the event of `AssumeRole` passed none",
        Tells::Nothing { layer },
    )
}
