//! Why? A trace becomes an explanation: plain data, then sentences.

mod explanation;
mod flip;

pub use explanation::*;
pub use flip::{Edit, Flip};

use iamwhy_engine::{Program, Request};

/// Explains one authorization. None where the request's principal does not exist.
#[must_use]
pub fn explain(program: &Program, request: &Request) -> Option<Explanation> {
    let _ = (program, request);
    None
}
