//! The scenario reader takes any text: a scenario or errors with their places, never a panic.

/// Reads the bytes as a scenario.
///
/// # Panics
/// Where an error points outside the text.
pub fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Err(errors) = iamwhy_scenario::read("fuzz.scenario.json", text) {
        assert!(!errors.is_empty(), "refused without a word");
        let lines = text.lines().count() as u32 + 1;
        for error in errors {
            assert!(error.position.line >= 1 && error.position.line <= lines, "{error}");
        }
    }
}
