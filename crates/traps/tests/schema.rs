//! The JSON Schema in the fixtures is the one of the types.

use std::{fs, path::Path};

#[test]
fn the_fixture_is_the_schema_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/card.schema.json");
    let mut expected = serde_json::to_string_pretty(&iamwhy_traps::schema()).unwrap();
    expected.push('\n');
    if std::env::var_os("IAMWHY_UPDATE").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "fixtures/card.schema.json is stale; run this test with IAMWHY_UPDATE=1"
    );
}
