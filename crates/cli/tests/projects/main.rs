//! The projects of `fixtures/projects`, run as their owners would.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod thirty_services;
