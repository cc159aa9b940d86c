//! Light and dark: what the system says, until the reader chooses.

use web_sys::window;

const KEY: &str = "iamwhy.theme";

/// Takes the theme that was chosen here last, else the system's.
pub fn start() {
    let chosen = storage().and_then(|own| own.get_item(KEY).ok().flatten());
    let dark = match chosen.as_deref() {
        Some(word) => word == "dark",
        None => window()
            .and_then(|own| own.match_media("(prefers-color-scheme: dark)").ok().flatten())
            .is_some_and(|query| query.matches()),
    };
    set(dark);
}

/// The other one, from now on.
pub fn toggle() {
    let dark = root().and_then(|own| own.get_attribute("data-theme")).as_deref() != Some("dark");
    set(dark);
    if let Some(storage) = storage() {
        // A browser that keeps nothing just asks the system again next time.
        let _ = storage.set_item(KEY, if dark { "dark" } else { "light" });
    }
}

fn set(dark: bool) {
    if let Some(root) = root() {
        let _ = root.set_attribute("data-theme", if dark { "dark" } else { "light" });
    }
}

fn root() -> Option<web_sys::Element> {
    window()?.document()?.document_element()
}

fn storage() -> Option<web_sys::Storage> {
    window()?.local_storage().ok().flatten()
}
