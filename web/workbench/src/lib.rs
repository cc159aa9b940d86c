//! What the playground knows: its state and every transition, in plain Rust.
