//! Files that the scenario names: the page asks for them and takes them in.

use iamwhy_policy::{Json, Kind, NodeId};

use crate::{Bench, FILE, Problem, edit::pointer, policy_view::is_slot, told::Told};

impl Bench {
    /// The files that the scenario reads, in its order, each once; none once they are taken in.
    #[must_use]
    pub fn missing_files(&self) -> Vec<String> {
        let mut missing: Vec<String> = Vec::new();
        for path in self.json().map(|json| named(json)).unwrap_or_default() {
            if !missing.contains(&path) {
                missing.push(path);
            }
        }
        missing
    }

    /// Whether a problem is only that a file is not there yet.
    #[must_use]
    pub fn waits_for_file(&self, problem: &Problem) -> bool {
        let node = |json: &Json| json.at_pointer(&problem.pointer, json.root());
        let reads = |json: &Json| node(json).is_some_and(|node| reads(json, node));
        problem.file.is_none() && self.json().is_some_and(|json| reads(json))
    }

    /// The scenario with its files in it takes the place of the one that reads them; undo brings that one back.
    pub fn take_files_in(&mut self, text: &str) {
        self.put("", "take files in", text.to_owned());
    }
}

/// Every file that something is taken from, and every file of parameters.
fn named(json: &Json) -> Vec<String> {
    let mut found = Vec::new();
    for node in json.descendants(json.root()) {
        if reads(json, node) {
            let names = ["file", "parametersFile"].into_iter();
            let paths = names.filter_map(|name| json.get(node, name).and_then(|path| json.string(path)));
            found.extend(paths.map(str::to_owned));
        }
    }
    found
}

/// Whether what stands here is read from a file.
fn reads(json: &Json, node: NodeId) -> bool {
    if json.kind(node) != Kind::Object || json.get(node, "file").is_none() || json.get(node, "Statement").is_some() {
        return false;
    }
    let at = json.pointer(node, json.root());
    let is_principal = matches!(pointer::steps(&at).as_slice(), [section, _] if section == "principals");
    is_slot(&at) || is_principal || at == "/organization"
}

/// What the worker that read the files wrote: the scenario with them in it, or what is wrong.
///
/// # Errors
/// Everything that is wrong with the files.
pub fn read_inlined(told: &str) -> Result<String, Vec<Problem>> {
    let json = Json::read(told).map_err(|error| vec![Problem::plain(error.message)])?;
    let own = Told::of_all(&json);
    if let Some(text) = own.text("text") {
        return Ok(text);
    }
    let errors = own.items("errors").map(|error| Problem {
        message: error.text("message").unwrap_or_default(),
        help: error.text("help"),
        line: error.number("line").unwrap_or(1),
        column: error.number("column").unwrap_or(1),
        pointer: error.text("pointer").unwrap_or_default(),
        file: error.text("file").filter(|file| file != FILE),
    });
    Err(errors.collect())
}

/// Which of the chosen files is meant by each path, by its place among `chosen`. A browser tells the name of a file, or its path
/// below the folder that was chosen: the one that agrees with the end of the path in most steps, and at least in the last.
#[must_use]
pub fn files_of(paths: &[String], chosen: &[String]) -> Vec<Option<usize>> {
    let agree = |path: &str, own: &str| {
        let steps = |text: &str| -> Vec<String> {
            let steps = text.split(['/', '\\']).filter(|step| !matches!(*step, "" | "." | ".."));
            steps.rev().map(str::to_owned).collect()
        };
        let (path, own) = (steps(path), steps(own));
        let same = path.iter().zip(&own).take_while(|(one, other)| one == other).count();
        // A name alone may be in any folder; a path that differs is another file.
        (same > 0 && (own.len() == 1 || same == path.len().min(own.len()))).then_some(same)
    };
    let best = |path: &String| {
        let found = chosen.iter().enumerate();
        let found = found.filter_map(|(at, own)| Some((agree(path, own)?, std::cmp::Reverse(at))));
        found.max().map(|(_, at)| at.0)
    };
    let found: Vec<Option<usize>> = paths.iter().map(best).collect();
    // One file is not two: without their folders, those of one name cannot be told apart.
    let is_twice = |own: &Option<usize>| own.is_some() && found.iter().filter(|other| *other == own).count() > 1;
    found.iter().map(|own| own.filter(|_| !is_twice(own))).collect()
}

/// Whether a text is a scenario, or means to be one, rather than something else that people have in files.
#[must_use]
pub fn is_scenario(text: &str) -> bool {
    match Json::read(text) {
        Ok(json) => json.get(json.root(), "scenario").is_some(),
        // Broken: what is wrong with it is said at its place.
        Err(_) => text.contains("\"scenario\""),
    }
}
