//! Reads `data/`: the text that people compare.

/// Everything, in the order of the files.
#[derive(Debug, Default)]
pub(crate) struct Text {
    pub(crate) source: String,
    pub(crate) date: String,
    pub(crate) global: Vec<GlobalKey>,
    pub(crate) services: Vec<Service>,
}

/// A key of our own table.
#[derive(Debug)]
pub(crate) struct GlobalKey {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) group: String,
}

/// One file below `services/`.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) prefix: String,
    pub(crate) name: String,
    /// Name and type.
    pub(crate) keys: Vec<(String, String)>,
    pub(crate) types: Vec<ResourceType>,
    pub(crate) actions: Vec<Action>,
}

#[derive(Debug)]
pub(crate) struct ResourceType {
    pub(crate) name: String,
    pub(crate) arns: Vec<String>,
    pub(crate) keys: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Action {
    pub(crate) name: String,
    pub(crate) access: String,
    pub(crate) keys: Vec<String>,
    pub(crate) on: Vec<On>,
    pub(crate) needs: Vec<String>,
}

/// A resource type of an action.
#[derive(Debug)]
pub(crate) struct On {
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) keys: Vec<String>,
}

/// The line of `source.txt` for a use, as its words.
fn pin<'t>(text: &'t str, of: &str) -> Result<Vec<&'t str>, String> {
    let lines = text.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    lines
        .filter(|words| words.len() == 5)
        .find(|words| words.first() == Some(&of))
        .ok_or_else(|| format!("no line `{of} NAME VERSION DATE INTEGRITY`"))
}

impl Text {
    /// `source.txt`
    pub(crate) fn read_source(&mut self, text: &str) -> Result<(), String> {
        if let [_, name, version, date, _] = pin(text, "catalogue")?.as_slice() {
            self.source = format!("{name} {version}");
            self.date = (*date).to_owned();
        }
        Ok(())
    }

    /// `global-keys.txt`
    pub(crate) fn read_global_keys(&mut self, text: &str) -> Result<(), String> {
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let words: Vec<&str> = line.split(' ').collect();
            let [name, kind, values, group] = words.as_slice() else {
                return Err(format!("line {}: not `KEY TYPE one|many GROUP`", index + 1));
            };
            let kind = match *values {
                "one" => (*kind).to_owned(),
                "many" => format!("ArrayOf{kind}"),
                other => return Err(format!("line {}: `{other}` is neither `one` nor `many`", index + 1)),
            };
            self.global.push(GlobalKey {
                name: (*name).to_owned(),
                kind,
                group: (*group).to_owned(),
            });
        }
        Ok(())
    }

    /// A file of `services/`.
    pub(crate) fn read_service(&mut self, text: &str) -> Result<(), String> {
        let mut service: Option<Service> = None;
        for (index, line) in text.lines().enumerate() {
            let bad = || format!("line {}: `{line}` is out of place", index + 1);
            let mut words = line.trim_start().split(' ');
            let (Some(word), Some(name)) = (words.next(), words.next()) else {
                return Err(bad());
            };
            // Some resource types have spaces in their names.
            let name = name.replace("%20", " ");
            let rest = || words.clone().map(str::to_owned).collect::<Vec<_>>();
            let Some(service) = &mut service else {
                if word != "service" {
                    return Err(bad());
                }
                service = Some(Service {
                    prefix: name,
                    name: rest().join(" "),
                    keys: Vec::new(),
                    types: Vec::new(),
                    actions: Vec::new(),
                });
                continue;
            };
            let all = || std::iter::once(name.clone()).chain(rest());
            let action = service.actions.last_mut();
            match (word, action) {
                ("key", None) => service.keys.push((name, rest().join(" "))),
                ("type", None) => service.types.push(ResourceType {
                    arns: rest(),
                    name,
                    keys: Vec::new(),
                }),
                ("keys", None) => service.types.last_mut().ok_or_else(bad)?.keys.extend(all()),
                ("action", _) => service.actions.push(Action {
                    access: rest().join(" "),
                    name,
                    keys: Vec::new(),
                    on: Vec::new(),
                    needs: Vec::new(),
                }),
                ("keys", Some(action)) => action.keys.extend(all()),
                ("on" | "on!", Some(action)) => action.on.push(On {
                    keys: rest(),
                    name,
                    required: word == "on!",
                }),
                ("needs", Some(action)) => action.needs.extend(all()),
                _ => return Err(bad()),
            }
        }
        self.services.push(service.ok_or("the file is empty")?);
        Ok(())
    }
}
