//! Documents that stood in files, each once.

use std::{collections::BTreeMap, sync::Arc};

use iamwhy_policy::Listed;

use super::{document, edits::Members, expected::Renamed};
use crate::{
    model::PolicySource,
    policies::{BUILT_IN, LoadedPolicy},
};

/// The entries of `policies`: those of the author, and those that come out of files.
#[derive(Default)]
pub(super) struct Shelf {
    /// Names of what was asked for before.
    asked: BTreeMap<String, String>,
    /// Names of documents, by the name that results call them and their text.
    documents: BTreeMap<(String, Arc<str>), String>,
    /// Names that are taken, and how many others have been tried instead.
    taken: BTreeMap<String, usize>,
    new: Vec<(String, Arc<str>)>,
    renamed: Renamed,
    size: usize,
    /// One step of indentation.
    unit: String,
}

impl Shelf {
    pub(super) fn of(unit: &str) -> Shelf {
        Shelf {
            unit: unit.to_owned(),
            ..Shelf::default()
        }
    }

    /// The text of a policy, laid out as the scenario is.
    pub(super) fn document(&self, policy: &LoadedPolicy) -> String {
        document::text(policy, &self.unit)
    }

    /// An entry of the author's, and its document where that stood in a file.
    pub(super) fn keep(&mut self, name: &str, document: Option<String>) {
        self.taken.insert(name.to_owned(), 1);
        if let Some(document) = document {
            self.size += document.len();
            self.documents
                .insert((name.to_owned(), document.into()), name.to_owned());
        }
    }

    /// The name of a policy in a file: what results call it, unless that is taken.
    pub(super) fn name(&mut self, source: &PolicySource, policy: &LoadedPolicy) -> String {
        let asked = asked(source);
        if let Some(name) = self.asked.get(&asked) {
            return name.clone();
        }
        let document: Arc<str> = match self.size > super::MOST {
            // That is said in the end.
            true => "{}".into(),
            false => self.document(policy).into(),
        };
        let key = (policy.name.clone(), document);
        let name = match self.documents.get(&key) {
            Some(name) => name.clone(),
            None => {
                let name = self.free(&policy.name);
                self.size += key.1.len();
                self.new.push((name.clone(), Arc::clone(&key.1)));
                self.documents.insert(key, name.clone());
                name
            }
        };
        if name != policy.name {
            let others = self.renamed.entry(policy.name.clone()).or_default();
            others.insert(name.clone());
        }
        self.asked.insert(asked, name.clone());
        name
    }

    /// A name that nothing has yet. An entry that has the name of a built-in would stand for it everywhere.
    fn free(&mut self, name: &str) -> String {
        let is_built_in = BUILT_IN.iter().any(|own| own.name == name);
        if !is_built_in && !self.taken.contains_key(name) {
            self.taken.insert(name.to_owned(), 1);
            return name.to_owned();
        }
        let mut tried = self.taken.get(name).copied().unwrap_or(1);
        loop {
            tried += 1;
            let free = format!("{name} ({tried})");
            if !self.taken.contains_key(&free) {
                self.taken.insert(name.to_owned(), tried);
                self.taken.insert(free.clone(), 1);
                return free;
            }
        }
    }

    /// What comes to the author's entries, in the order in which it was asked for.
    pub(super) fn entries(&self) -> Members {
        let new = self.new.iter();
        new.map(|(name, document)| (name.clone(), document.as_ref().to_owned()))
            .listed()
    }

    /// Names of results that are not names here.
    pub(super) fn renamed(&self) -> &Renamed {
        &self.renamed
    }

    /// How many bytes stood in files.
    pub(super) fn size(&self) -> usize {
        self.size
    }
}

/// The same for the same policy.
fn asked(source: &PolicySource) -> String {
    match source {
        PolicySource::File(file) => {
            let pointer = file.pointer.as_deref().unwrap_or_default();
            [
                "\n",
                &file.file,
                "\n",
                pointer,
                "\n",
                file.arn.as_deref().unwrap_or_default(),
            ]
            .concat()
        }
        PolicySource::Import(import) => {
            let arn = import.arn.as_deref().unwrap_or_default();
            [&import.source().key(), "\n\n", &import.select, "\n\n", arn].concat()
        }
        _ => String::new(),
    }
}
