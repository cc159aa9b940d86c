//! Sharing: everything in one payload, which the page compresses and puts into the address.

mod address;
mod base64;
mod payload;
mod place;
mod private;
mod redact;
mod words;

pub use base64::{base64url, from_base64url};
pub use payload::{Unpacked, pack, unpack};
pub use redact::{Redacted, redact};
