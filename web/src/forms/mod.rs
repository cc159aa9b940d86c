//! Forms beside the editor: the context, the caller.

mod caller;
mod context;

pub(crate) use caller::caller;
pub(crate) use context::context;
