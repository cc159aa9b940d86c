//! What people have at hand, such as an `AccessDenied` message, as parts of a scenario.
