//! Loading every policy that a scenario names.

use std::sync::Arc;

use iamwhy_policy::{Add, Json, Kind, Listed, Seen};

use super::{
    Files, LoadedPolicy, PolicyAt,
    built_in::BuiltIn,
    document::{document, tree},
    each_place,
    names::{Named, Names},
};
use crate::{
    imports::{Imports, Unread},
    model::{FilePolicy, ImportedPolicy, Named as ByName, PolicySource, Scenario, TextPolicy},
    read::{Errors, ReadError, shortened},
    step::{Step, in_words},
};

/// The policies of a scenario, by the place where they stand: `principals.alice.policies[0]`.
#[derive(Clone, Default)]
pub struct Policies {
    at: ByName<PolicyAt>,
}

impl Policies {
    /// Finds the document of every policy.
    ///
    /// # Errors
    /// Files that cannot be read, text that is not JSON, documents without `Statement`, selections that name nothing.
    pub fn load(
        scenario: &Scenario,
        json: &Arc<Json>,
        file_name: &str,
        files: &dyn Files,
    ) -> Result<Policies, Vec<ReadError>> {
        Policies::load_with(scenario, json, file_name, &mut Imports::new(files))
    }

    /// The same, with files of which some are read already.
    pub(crate) fn load_with(
        scenario: &Scenario,
        json: &Arc<Json>,
        file_name: &str,
        imports: &mut Imports<'_>,
    ) -> Result<Policies, Vec<ReadError>> {
        let mut loading = Loading {
            json,
            file_name,
            imports,
            imported: ByName::default(),
            names: Names::of(scenario),
            named: ByName::default(),
            errors: Vec::new(),
        };
        let mut at = ByName::default();
        each_place(scenario, &mut |steps, source| {
            if let Some(policy) = loading.policy(steps, source) {
                at.insert(in_words(steps), policy);
            }
        });
        let mut seen = Seen::default();
        loading.errors.retain(|error| seen.insert(&error.to_string()));
        if loading.errors.is_empty() {
            Ok(Policies { at })
        } else {
            Err(loading.errors)
        }
    }

    /// What stands at a place, such as `resources.logs.policy`.
    pub fn at(&self, place: &str) -> Option<&PolicyAt> {
        self.at.get(place)
    }

    /// Every place with what stands there.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &PolicyAt)> {
        self.at.iter().map(|(place, policy)| (place.as_str(), policy))
    }

    /// A policy of AWS: `FullAWSAccess`, `RCPFullAWSAccess` or `AdministratorAccess`.
    pub fn built_in(name: &str) -> Option<LoadedPolicy> {
        super::BUILT_IN
            .iter()
            .find(|policy| policy.name == name)
            .and_then(load_built_in)
    }
}

fn load_built_in(policy: &BuiltIn) -> Option<LoadedPolicy> {
    let json = Arc::new(Json::read(policy.text).ok()?);
    let root = json.root();
    Some(LoadedPolicy {
        json,
        root,
        name: policy.name.to_owned(),
        file: policy.name.to_owned(),
        legacy: false,
        broken: false,
        arn: Some(policy.arn.to_owned()),
        depends: Vec::new(),
    })
}

struct Loading<'a, 'f> {
    json: &'a Arc<Json>,
    file_name: &'a str,
    imports: &'a mut Imports<'f>,
    /// Imported policies loaded before: one that is attached twice is one policy.
    imported: ByName<Option<PolicyAt>>,
    names: Names<'a>,
    /// Named policies loaded before.
    named: ByName<Option<PolicyAt>>,
    errors: Vec<ReadError>,
}

impl<'a> Loading<'a, '_> {
    fn policy(&mut self, at: &[Step<'a>], source: &'a PolicySource) -> Option<PolicyAt> {
        if self.errors.len() >= Errors::LIMIT {
            return None;
        }
        let loaded = match source {
            PolicySource::Unknown => return Some(PolicyAt::Unknown),
            PolicySource::Name(name) => return self.by_name(at, name),
            PolicySource::Document(node) => {
                let (json, root) = (Arc::clone(self.json), node.0);
                let arn = json
                    .get(root, "arn")
                    .and_then(|arn| json.string(arn))
                    .map(str::to_owned);
                let depends = json.get(root, "depends").map(|names| {
                    let names = json.items(names).filter_map(|name| json.string(name));
                    names.map(str::to_owned).listed()
                });
                LoadedPolicy {
                    json,
                    root,
                    name: self.name(at),
                    file: self.file_name.to_owned(),
                    legacy: false,
                    broken: false,
                    arn,
                    depends: depends.unwrap_or_default(),
                }
            }
            PolicySource::Text(text) => self.text(at, text)?,
            PolicySource::File(file) => self.file(at, file)?,
            PolicySource::Import(import) => return self.import(at, import),
        };
        Some(PolicyAt::Known(Arc::new(loaded)))
    }

    fn by_name(&mut self, at: &[Step<'a>], name: &'a str) -> Option<PolicyAt> {
        if let Some(loaded) = self.named.get(name) {
            return loaded.clone();
        }
        let loaded = match self.names.named(name) {
            // The entry is not a name itself, so this goes one level deep.
            Ok(Named::Entry(key, source)) => self.policy(&[Step::Key("policies"), Step::Key(key)], source),
            Ok(Named::BuiltIn(policy)) => load_built_in(policy).map(|policy| PolicyAt::Known(Arc::new(policy))),
            Err(_) => {
                self.error(
                    at,
                    format!("no policy is named `{}`", shortened(name)),
                    "add it to `policies`",
                );
                None
            }
        };
        self.named.insert(name.to_owned(), loaded.clone());
        loaded
    }

    fn text(&mut self, at: &[Step<'a>], text: &'a TextPolicy) -> Option<LoadedPolicy> {
        let place = format!("{}#{}", self.file_name, pointer(at));
        if matches!(at.last(), Some(Step::Key("policy"))) && at.contains(&Step::Key("writes")) {
            return Some(self.written(at, text, place));
        }
        let found = tree(&place, &text.text, text.stored).and_then(|json| document(&place, &json, json.root()));
        let (json, root) = self.ok(found)?;
        Some(LoadedPolicy {
            json,
            root,
            name: self.name(at),
            file: place,
            legacy: text.stored,
            broken: false,
            arn: text.arn.clone(),
            depends: Vec::new(),
        })
    }

    /// A text that is to be stored: whatever is wrong with it, AWS's refusal says so.
    fn written(&self, at: &[Step<'a>], text: &'a TextPolicy, file: String) -> LoadedPolicy {
        let (json, errors) = Json::read_recovering(text.text.as_str());
        let root = json.root();
        LoadedPolicy {
            json: Arc::new(json),
            root,
            name: self.name(at),
            file,
            legacy: text.stored,
            broken: !errors.is_empty(),
            arn: text.arn.clone(),
            depends: Vec::new(),
        }
    }

    fn file(&mut self, at: &[Step<'a>], file: &'a FilePolicy) -> Option<LoadedPolicy> {
        let path = file.file.as_str();
        let read = self.imports.tree(path);
        let json = self.read(at, read)?;
        let node = match &file.pointer {
            None => json.root(),
            Some(pointer) => {
                let Some(node) = json.at_pointer(pointer, json.root()) else {
                    let message = format!("file `{}` has nothing at `{}`", shortened(path), shortened(pointer));
                    self.error(
                        at,
                        message,
                        "`pointer` is a JSON pointer, such as `/Policies/0/Document`",
                    );
                    return None;
                };
                node
            }
        };
        let whole = match file.pointer.as_deref().filter(|pointer| !pointer.is_empty()) {
            None => path.to_owned(),
            Some(pointer) => format!("{path}#{pointer}"),
        };
        let arn = file.arn.clone();
        // The lines of a document in a string are its own.
        let file = match json.kind(node) {
            Kind::String if node != json.root() => [path, "#", &json.pointer(node, json.root())].concat(),
            _ => path.to_owned(),
        };
        let (found, root) = self.ok(document(&file, &json, node))?;
        let name = if is_definition(at) { self.name(at) } else { whole };
        Some(LoadedPolicy {
            json: found,
            root,
            name,
            file,
            legacy: false,
            broken: false,
            arn,
            depends: Vec::new(),
        })
    }

    /// A policy inside a file of another tool.
    fn import(&mut self, at: &[Step<'a>], import: &'a ImportedPolicy) -> Option<PolicyAt> {
        let from = import.source();
        let key = [&from.key(), "\n\n", &import.select].concat();
        if let (Some(known), false) = (self.imported.get(&key), is_definition(at)) {
            return known.clone();
        }
        let export = self.imports.export(from);
        let export = self.read(at, export)?;
        let found = export.policy(&import.select);
        let found = self.read(at, found.map_err(|missing| Unread::Here(missing.message, missing.help)))?;
        let whole = [&import.file, "#", &found.select].concat();
        let name = if is_definition(at) { self.name(at) } else { whole };
        let loaded = super::imported::loaded(&export, found, &import.file, name);
        let policy = self.ok(loaded).map(|policy| match policy {
            Some(mut policy) => {
                policy.arn = import.arn.clone().or(policy.arn);
                PolicyAt::Known(Arc::new(policy))
            }
            None => PolicyAt::Unknown,
        });
        self.imported.insert(key, policy.clone());
        policy
    }

    fn read<T>(&mut self, at: &[Step<'a>], result: Result<T, Unread>) -> Option<T> {
        match result {
            Ok(read) => return Some(read),
            Err(Unread::Here(message, help)) => self.error(at, message, &help),
            Err(Unread::There(errors)) => self.errors.add(errors),
            Err(Unread::Before) => {}
        }
        None
    }

    /// The name of an entry of `policies`, else the place.
    fn name(&self, at: &[Step<'a>]) -> String {
        match at {
            [Step::Key("policies"), Step::Key(name)] => (*name).to_owned(),
            _ => in_words(at),
        }
    }

    fn ok<T>(&mut self, result: Result<T, Vec<ReadError>>) -> Option<T> {
        result.map_err(|errors| self.errors.add(errors)).ok()
    }

    fn error(&mut self, at: &[Step<'a>], message: String, help: &str) {
        let node = crate::step::node(self.json, at);
        self.errors.push(ReadError::at(
            self.file_name,
            self.json,
            node,
            message,
            Some(help.to_owned()),
        ));
    }
}

fn is_definition(at: &[Step<'_>]) -> bool {
    matches!(at, [Step::Key("policies"), _])
}

/// A place as a JSON pointer.
fn pointer(at: &[Step<'_>]) -> String {
    let mut pointer = String::new();
    for step in at {
        match step {
            Step::Key(key) => pointer.push_str(&format!("/{}", key.replace('~', "~0").replace('/', "~1"))),
            Step::Item(index) => pointer.push_str(&format!("/{index}")),
        }
    }
    pointer
}
