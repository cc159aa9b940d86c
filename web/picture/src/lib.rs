//! What the playground and the practice room show alike.

pub mod dom;
pub mod element;
pub mod mounted;
pub mod rails;
pub mod theme;
pub mod words;
