//! What a run has printed, where it went as it should.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::process::Output;

/// What it said, having ended well.
pub(crate) fn out(output: &Output) -> String {
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Why it could not run.
pub(crate) fn err(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr.clone()).unwrap()
}
