//! The files of the room as one text, for a page that loads them at once.

use iamwhy_policy::{Json, Kind};
use iamwhy_scenario::Written;

/// The files as one JSON text: a list of `[path, text]`.
#[must_use]
pub fn pack(files: &[(String, String)]) -> String {
    files
        .iter()
        .map(|(path, text)| Written::List(vec![path.into(), text.into()]))
        .collect::<Written>()
        .to_string()
}

/// The files of a packed text; nothing where it is not one.
#[must_use]
pub fn unpack(text: &str) -> Option<Vec<(String, String)>> {
    let json = Json::read(text).ok()?;
    if json.kind(json.root()) != Kind::Array {
        return None;
    }
    let files = json.items(json.root()).map(|file| {
        let mut parts = json.items(file).filter_map(|part| json.string(part));
        Some((parts.next()?.to_owned(), parts.next()?.to_owned()))
    });
    files.collect()
}
