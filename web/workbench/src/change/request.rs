//! The request of the selected case.

use crate::{
    Bench, Problem,
    edit::{self, pointer, quoted},
};

impl Bench {
    /// Who calls: a name of a principal, or an ARN.
    ///
    /// # Errors
    /// Where there is no case.
    pub fn set_principal(&mut self, text: &str) -> Result<(), Problem> {
        self.set_field("principal", Some(&quoted(text)))
    }

    /// The action; an operation or a list of authorizations gives way to it.
    ///
    /// # Errors
    /// Where there is no case.
    pub fn set_action(&mut self, text: &str) -> Result<(), Problem> {
        self.instead("action", text, &["operation", "call"])
    }

    /// The operation; an action or a list of authorizations gives way to it.
    ///
    /// # Errors
    /// Where there is no case.
    pub fn set_operation(&mut self, text: &str) -> Result<(), Problem> {
        self.instead("operation", text, &["action", "call"])
    }

    /// The resource: a name, a name and a tail, an ARN, `*`; none asks about what the service sends.
    ///
    /// # Errors
    /// Where there is no case.
    pub fn set_resource(&mut self, text: Option<&str>) -> Result<(), Problem> {
        self.set_field("resource", text.map(quoted).as_deref())
    }

    /// The VPC endpoint, by its id.
    ///
    /// # Errors
    /// Where there is no case.
    pub fn set_endpoint(&mut self, id: Option<&str>) -> Result<(), Problem> {
        self.set_field("endpoint", id.map(quoted).as_deref())
    }

    /// The services of a forward access session, the first hop first.
    ///
    /// # Errors
    /// Where there is no case.
    pub fn set_via(&mut self, services: &[String]) -> Result<(), Problem> {
        let list: Vec<String> = services.iter().map(|own| quoted(own)).collect();
        let list = ["[", &list.join(", "), "]"].concat();
        self.set_field("via", Some(list.as_str()).filter(|_| !services.is_empty()))
    }

    /// The request's tags.
    ///
    /// # Errors
    /// Where there is no case.
    pub fn set_tags(&mut self, tags: &[(String, String)]) -> Result<(), Problem> {
        let list: Vec<String> = tags
            .iter()
            .map(|(key, value)| [&quoted(key), ": ", &quoted(value)].concat())
            .collect();
        let object = ["{ ", &list.join(", "), " }"].concat();
        self.set_field("tags", Some(object.as_str()).filter(|_| !tags.is_empty()))
    }

    /// Declares that nobody told us the request's tags.
    ///
    /// # Errors
    /// Where there is no case.
    pub fn set_tags_unknown(&mut self) -> Result<(), Problem> {
        self.set_field("tags", Some("{ \"unknown\": true }"))
    }

    /// The account that owns the resource, where nothing else says so.
    ///
    /// # Errors
    /// Where there is no case.
    pub fn set_resource_owner(&mut self, account: Option<&str>) -> Result<(), Problem> {
        self.set_field("resourceOwner", account.map(quoted).as_deref())
    }

    /// Sets or removes a field of the selected case.
    fn set_field(&mut self, field: &str, value: Option<&str>) -> Result<(), Problem> {
        self.step_tagged(field, |bench| {
            bench.single_out(field)?;
            bench.put_field(field, value)
        })
    }

    fn instead(&mut self, field: &str, text: &str, others: &[&str]) -> Result<(), Problem> {
        self.step_tagged(field, |bench| {
            bench.single_out(field)?;
            for other in others {
                bench.put_field(other, None)?;
            }
            bench.put_field(field, Some(&quoted(text)))
        })
    }

    fn put_field(&mut self, field: &str, value: Option<&str>) -> Result<(), Problem> {
        let at = pointer::join(&self.case_pointer()?, field);
        let json = self.tree()?;
        match value {
            Some(value) => self.change("", "", &[&|json| edit::set(json, &at, value)]),
            None if json.at_pointer(&at, json.root()).is_none() => Ok(()),
            None => self.change("", "", &[&|json| edit::remove(json, &at)]),
        }
    }

    /// A step that goes on while the same field is typed.
    fn step_tagged(&mut self, field: &str, run: impl FnOnce(&mut Bench) -> Result<(), Problem>) -> Result<(), Problem> {
        let tag = ["case ", &self.state.selected.case.to_string(), " ", field].concat();
        self.step_of(&tag, &["change the ", field].concat(), run)
    }

    /// The pointer of the selected case.
    pub(crate) fn case_pointer(&self) -> Result<String, Problem> {
        let json = self.tree()?;
        let at = pointer::of(&["cases", &self.state.selected.case.to_string()]);
        match json.at_pointer(&at, json.root()) {
            Some(_) => Ok(at),
            None => Err(Problem::plain("there is no case to change")),
        }
    }
}
