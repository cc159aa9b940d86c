//! The evaluator: a request in, a decision out. Denies of all layers first, then allows layer by layer.

mod caller_side;
pub(crate) mod condition;
pub(crate) mod element;
mod facts;
mod gates;
pub(crate) mod operand;
mod principal;
mod reach;
mod refusal;
mod side;
mod statement;

pub(crate) use facts::facts;
pub use facts::{Facts, SideFacts};
pub(crate) use principal::{fits, grant as principal_grant, is_role};
pub(crate) use refusal::{asked, refused, writes_public_acl};
pub(crate) use statement::{Target, statement};

/// How a resource-based policy grants (PRIN-28); a stronger kind goes around more layers.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum GrantKind {
    /// It does not.
    #[default]
    None,
    /// To the account: its own policies decide.
    Account,
    /// To a role, or to the user behind a federated session: boundary and session policies still limit.
    Role,
    /// To the user, the session, the service or everybody.
    Direct,
}
