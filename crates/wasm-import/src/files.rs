//! Files that were given to the page.

use iamwhy_scenario::Files;

/// By the path that the scenario names.
pub(crate) struct Given(Vec<(String, String)>);

impl Given {
    /// From a JSON list of `[path, text]`; of anything else there are none.
    pub(crate) fn read(list: &str) -> Given {
        Given(serde_json::from_str(list).unwrap_or_default())
    }
}

impl Files for Given {
    fn read(&self, path: &str) -> Result<String, String> {
        let found = self.0.iter().find(|(own, _)| own == path);
        found
            .map(|(_, text)| text.clone())
            .ok_or_else(|| "it was not given".to_owned())
    }
}
