//! The organization's tree.

use crate::{
    Bench, Problem,
    edit::{self, pointer, quoted},
};

impl Bench {
    /// Puts the scenario into an organization, with the accounts at its root.
    ///
    /// # Errors
    /// Where there is one already.
    pub fn add_organization(&mut self, id: &str, accounts: &[String]) -> Result<(), Problem> {
        let at = self.free(&["organization"])?;
        let list: Vec<String> = accounts.iter().map(|own| quoted(own)).collect();
        let root = id.get(2..6).unwrap_or("root");
        let value = [
            "{\n  \"id\": ",
            &quoted(id),
            ",\n  \"root\": { \"id\": ",
            &quoted(&["r-", root].concat()),
            ", \"accounts\": [",
            &list.join(", "),
            "] }\n}",
        ]
        .concat();
        self.change("", "add an organization", &[&|json| edit::set(json, &at, &value)])
    }

    /// Adds a unit below the root or another unit, whose pointer is given. The new unit's pointer.
    ///
    /// # Errors
    /// Where the name is taken.
    pub fn add_unit(&mut self, parent: &str, name: &str, id: &str) -> Result<String, Problem> {
        let at = pointer::join(&[parent, "/units"].concat(), name);
        let json = self.tree()?;
        if json.at_pointer(&at, json.root()).is_some() {
            return Err(Problem::plain(["the name `", name, "` is taken already"].concat()));
        }
        let value = ["{ \"id\": ", &quoted(id), ", \"accounts\": [] }"].concat();
        self.change(
            "",
            &["add unit ", name].concat(),
            &[&|json| edit::set(json, &at, &value)],
        )?;
        Ok(at)
    }

    /// Hangs an account under the root or a unit, whose pointer is given, and takes it from where it was.
    ///
    /// # Errors
    /// Where there is no such unit.
    pub fn put_account(&mut self, account: &str, unit: &str) -> Result<(), Problem> {
        self.step(&["move account ", account].concat(), |bench| {
            let json = bench.tree()?;
            let root = json.root();
            let old = json.descendants(root).find(|node| {
                let at = json
                    .parent(*node)
                    .filter(|_| json.string(*node) == Some(account) && !json.is_key(*node));
                let list = at.map(|list| json.pointer(list, root)).unwrap_or_default();
                list.starts_with("/organization/") && list.ends_with("/accounts")
            });
            if let Some(old) = old.map(|old| json.pointer(old, root)) {
                bench.change("", "", &[&|json| edit::remove(json, &old)])?;
            }
            let list = [unit, "/accounts"].concat();
            bench.change("", "", &[&|json| edit::append(json, &list, &quoted(account))])
        })
    }
}
