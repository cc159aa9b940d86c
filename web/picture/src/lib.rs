//! What the playground and the practice room show alike.

pub mod dom;
pub mod rails;
pub mod theme;
pub mod words;
