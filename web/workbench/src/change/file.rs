//! Files that the scenario names: the page asks for them and takes them in.

use iamwhy_policy::{Json, Kind, NodeId};

use super::name::expected;
use crate::{
    Bench, Lens, Problem,
    edit::{self, pointer, quoted},
    policy_view::is_slot,
};

impl Bench {
    /// The files that the scenario names and nobody has given yet.
    #[must_use]
    pub fn missing_files(&self) -> Vec<String> {
        let Some(json) = self.json() else { return Vec::new() };
        let mut missing: Vec<String> = Vec::new();
        let policies = references(json).into_iter().map(|(_, path, _)| path);
        for path in policies.chain(imports(json)) {
            if !missing.contains(&path) && !self.files.iter().any(|(own, _)| *own == path) {
                missing.push(path);
            }
        }
        missing
    }

    /// Gives a file. Until it is taken in, its policies can be looked at but not edited.
    pub fn give_file(&mut self, path: &str, text: &str) {
        self.files.retain(|(own, _)| own != path);
        self.files.push((path.to_owned(), text.into()));
        self.reload();
    }

    /// Takes the documents of the given files into the text, where they can be edited and shared.
    ///
    /// # Errors
    /// Where a file is no JSON, or has no document in the place that is named.
    pub fn inline_files(&mut self) -> Result<(), Problem> {
        self.step("take files in", |bench| {
            let json = bench.tree()?;
            for (at, path, inner) in references(&json) {
                let Some((_, text)) = bench.files.iter().find(|(own, _)| *own == path) else {
                    continue;
                };
                let file = Json::read(text.as_ref())
                    .map_err(|error| Problem::plain(["`", &path, "` is no JSON: ", &error.message].concat()))?;
                let node = file.at_pointer(&inner, file.root());
                let node = node.filter(|node| file.get(*node, "Statement").is_some());
                let node = node.ok_or_else(|| Problem::plain(["`", &path, "` has no policy there"].concat()))?;
                let span = file.span(node);
                let document = Lens::on(file.text(), span.start as usize, span.end as usize).text;
                let arn = json
                    .at_pointer(&[&at, "/arn"].concat(), json.root())
                    .map(|node| json.raw(node).to_owned());
                bench.change("", "", &[&|json| edit::set(json, &at, &document)])?;
                if let Some(arn) = arn {
                    bench.change("", "", &[&|json| edit::set(json, &[&at, "/arn"].concat(), &arn)])?;
                }
                // It was called by its file, and is now by its place.
                let old = if inner.is_empty() {
                    path.clone()
                } else {
                    [&path, "#", inner.as_str()].concat()
                };
                let new = quoted(&pointer::words(&at));
                if !at.starts_with("/policies/") {
                    bench.replace_all(&|json| expected(json, &old), &new)?;
                }
            }
            Ok(())
        })
    }
}

/// Every file of another tool that something is taken from, and every file of parameters.
fn imports(json: &Json) -> Vec<String> {
    let mut found = Vec::new();
    let objects = json
        .descendants(json.root())
        .filter(|node| json.kind(*node) == Kind::Object);
    for node in objects.filter(|node| json.get(*node, "from").is_some() && json.get(*node, "Statement").is_none()) {
        let at = json.pointer(node, json.root());
        let is_principal = matches!(pointer::steps(&at).as_slice(), [section, _] if section == "principals");
        if is_slot(&at) || is_principal || at == "/organization" {
            let names = ["file", "parametersFile"].into_iter();
            let paths = names.filter_map(|name| json.get(node, name).and_then(|path| json.string(path)));
            found.extend(paths.map(str::to_owned));
        }
    }
    found
}

/// Every policy that stands in a file: its place, the path, and the pointer in the file.
fn references(json: &Json) -> Vec<(String, String, String)> {
    let root = json.root();
    let text = |node: NodeId, name: &str| json.get(node, name).and_then(|value| json.string(value));
    let mut found = Vec::new();
    for node in json.descendants(root).filter(|node| json.kind(*node) == Kind::Object) {
        if json.get(node, "Statement").is_some() || json.get(node, "from").is_some() {
            continue;
        }
        if let Some(path) = text(node, "file") {
            let at = json.pointer(node, root);
            if is_slot(&at) {
                found.push((at, path.to_owned(), text(node, "pointer").unwrap_or("").to_owned()));
            }
        }
    }
    found
}
