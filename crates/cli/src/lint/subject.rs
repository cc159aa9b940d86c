//! The policies that are looked at: files, the policies of scenarios, standard input.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use iamwhy_import::{Export, Parameters, Pasted, Source as Tool, is_bare, recognise, yaml};
use iamwhy_lint::{Exported, Finding, Kind, documents, exported};
use iamwhy_policy::{Json, Parsed, Policy, Position};
use iamwhy_scenario::run::Span;

use crate::colour::Colour;
use crate::suite::source::{Source, tidy};
use crate::suite::{cores, read_files};
use crate::{CannotRun, disk, paths};

/// A policy, or the requests of a scenario, and where they are from.
pub(crate) struct Subject {
    /// The file as it is shown.
    pub(crate) file: String,
    /// Where a fix can be written; none where the text was decoded, or is not in a file.
    pub(crate) path: Option<PathBuf>,
    /// The text that places are in.
    pub(crate) json: Arc<Json>,
    /// The policy; none where it is the requests of a scenario.
    pub(crate) policy: Option<Parsed>,
    /// Its type, where that is known.
    pub(crate) kind: Option<Kind>,
    /// The scenario that it stands in, and where.
    pub(crate) world: Option<(usize, String)>,
    /// The place in a file of a policy that is written as a text in it.
    pub(crate) outside: Option<Span>,
    /// The policy in a file of another tool.
    pub(crate) exported: Option<Exported>,
}

/// Everything that is looked at.
pub(crate) struct Gathered {
    pub(crate) scenarios: Vec<Source>,
    pub(crate) subjects: Vec<Subject>,
}

/// Finds and reads it. Below folders, JSON that is no policy is left out.
pub(crate) fn gather(wanted: &[String], kind: Option<&Kind>, colour: Colour) -> Result<Gathered, CannotRun> {
    let piped = wanted.iter().any(|path| path == "-");
    let wanted: Vec<String> = wanted.iter().filter(|path| *path != "-").cloned().collect();
    let files = paths::find_ending(&wanted, ".json")?;
    let (scenarios, others): (Vec<PathBuf>, Vec<PathBuf>) =
        files.into_iter().partition(|file| paths::is_scenario(file));
    let scenarios = read_files(&scenarios).map_err(|failed| failed.say(colour))?;
    let mut gathered = Gathered {
        scenarios,
        subjects: Vec::new(),
    };
    let mut named = BTreeSet::new();
    for (index, source) in gathered.scenarios.iter().enumerate() {
        for document in documents(&source.loaded) {
            let subject = of_scenario(source, index, document, kind);
            named.extend(subject.path.clone());
            gathered.subjects.push(subject);
        }
        gathered.subjects.push(requests_of(source, index));
    }
    let others: Vec<PathBuf> = others.into_iter().filter(|file| !named.contains(&tidy(file))).collect();
    let read = cores::each(&others, |file| {
        let given = wanted.iter().any(|own| Path::new(own) == file.as_path());
        (given, file.clone(), disk::read(file))
    });
    for (given, file, text) in read {
        let shown = file.display().to_string();
        let text = match text {
            Ok(text) => text,
            Err(_) if !given => continue,
            Err(error) => return Err(CannotRun::Input(error)),
        };
        let inside = of_export(&shown, &text, kind, given)?;
        if !inside.is_empty() {
            gathered.subjects.extend(inside);
            continue;
        }
        match of_text(&shown, Some(&file), &text, kind, given) {
            Some(subject) => gathered.subjects.push(subject),
            None if given => return Err(CannotRun::Input(format!("`{shown}` holds no policy that can be read"))),
            None => {}
        }
    }
    if piped {
        let text = disk::piped().map_err(CannotRun::Input)?;
        let inside = of_export("standard input", &text, kind, true)?;
        match of_text("standard input", None, &text, kind, true) {
            _ if !inside.is_empty() => gathered.subjects.extend(inside),
            Some(subject) => gathered.subjects.push(subject),
            None => return Err(CannotRun::Input("standard input holds no policy".to_owned())),
        }
    }
    if gathered.subjects.is_empty() {
        return Err(CannotRun::Input(format!("`{}` holds no policy", wanted.join("`, `"))));
    }
    Ok(gathered)
}

fn of_scenario(source: &Source, index: usize, document: iamwhy_lint::Document, kind: Option<&Kind>) -> Subject {
    let policy = &document.policy;
    let parsed = policy.parse();
    let name = source.loaded.file_name.as_str();
    let (file, path, outside) = match source.named.get(&policy.file) {
        Some(named) => (named.path.display().to_string(), Some(named.path.clone()), None),
        None if policy.file == name => (name.to_owned(), Some(PathBuf::from(name)), None),
        // A text in the scenario: its own lines are inside that string.
        None => {
            let whole = Span {
                file: policy.file.clone(),
                line: 1,
                column: 1,
                end_line: 1,
                end_column: 1,
            };
            (policy.file.clone(), None, source.place(&whole))
        }
    };
    // What is percent-encoded, or a text in a file, has no place in it that could be edited.
    let plain = |path: &PathBuf| match path.as_os_str() == name {
        true => source.text == policy.json.text(),
        false => source
            .named
            .get(&policy.file)
            .is_some_and(|named| named.text == policy.json.text()),
    };
    let made = source.made_from(&policy.file);
    let exported = made.map(|(path, json, node)| {
        let own = Exported::made_from(policy.file.clone(), parsed.clone(), Arc::new(json), node);
        (path.display().to_string(), own)
    });
    let (file, exported) = match exported {
        Some((path, own)) => (path, Some(own)),
        None => (file, None),
    };
    Subject {
        file,
        path: path.filter(plain).map(|path| tidy(&path)),
        json: Arc::clone(&parsed.policy.json),
        policy: Some(parsed),
        kind: kind.cloned().or(document.kind),
        world: Some((index, document.place)),
        outside: outside.filter(|_| exported.is_none()),
        exported,
    }
}

/// The requests of a scenario, which stand in its `cases`.
fn requests_of(source: &Source, index: usize) -> Subject {
    let loaded = &source.loaded;
    let plain = source.text == loaded.json.text();
    Subject {
        file: loaded.file_name.clone(),
        path: plain.then(|| tidy(Path::new(&loaded.file_name))),
        json: Arc::clone(&loaded.json),
        policy: None,
        kind: None,
        world: Some((index, "cases".to_owned())),
        outside: None,
        exported: None,
    }
}

/// The policies in a file of another tool, if it is one.
fn of_export(shown: &str, text: &str, kind: Option<&Kind>, given: bool) -> Result<Vec<Subject>, CannotRun> {
    let shared: Arc<str> = text.into();
    let template = given && yaml::is_template(&shared);
    let read = match template {
        true => yaml::read(&shared),
        false => Json::read(shared),
    };
    let json = match read {
        Ok(json) => Arc::new(json),
        // Broken JSON may still be a policy, which says by itself what is wrong with it.
        Err(_) if !template => return Ok(Vec::new()),
        Err(error) => {
            let at = Position::of(text, error.span.start);
            let message = format!("{shown}:{}:{}: {}", at.line, at.column, error.message);
            return Err(CannotRun::Input(message));
        }
    };
    let Some(source) = Tool::of(&json).filter(|_| json.get(json.root(), "Statement").is_none()) else {
        return Ok(Vec::new());
    };
    let export = match Export::read(source, &json, &Parameters::default()) {
        Ok(export) => export,
        Err(_) if !given => return Ok(Vec::new()),
        Err(fault) => {
            let at = json.position(json.span(fault.node).start);
            let message = format!("{shown}:{}:{}: {}", at.line, at.column, fault.message);
            return Err(CannotRun::Input(message));
        }
    };
    let of_policy = |own: Exported| Subject {
        file: shown.to_owned(),
        path: None,
        json: Arc::clone(&own.parsed.policy.json),
        policy: Some(own.parsed.clone()),
        kind: kind.cloned().or(own.kind.clone()),
        world: None,
        outside: None,
        exported: Some(own),
    };
    Ok(exported(&export).into_iter().map(of_policy).collect())
}

/// The policy in a text: the text itself, or what a command printed around it. Of files that nobody named, only what is
/// surely meant to be a policy.
fn of_text(shown: &str, path: Option<&Path>, text: &str, kind: Option<&Kind>, given: bool) -> Option<Subject> {
    if !given && !text.contains("\"Statement\"") {
        return None;
    }
    let subject = |parsed: Parsed, path: Option<&Path>, guessed: Option<Kind>| Subject {
        file: shown.to_owned(),
        path: path.map(tidy),
        json: Arc::clone(&parsed.policy.json),
        policy: Some(parsed),
        kind: kind.cloned().or(guessed),
        world: None,
        outside: None,
        exported: None,
    };
    let whole = || Some(subject(Policy::parse(text), path, None));
    let json = match Json::read(text) {
        Ok(json) => json,
        Err(_)
            if text.trim_start().starts_with('{') && text.contains("\"Statement\"") && text.contains("\"Effect\"") =>
        {
            return whole();
        }
        Err(_) if !given => return None,
        Err(_) => return of_paste(text, path, &subject),
    };
    let root = json.root();
    if json.get(root, "Statement").is_some() || given && is_bare(&json) {
        return whole();
    }
    match given {
        true => of_paste(text, path, &subject).or_else(|| json.get(root, "Version").is_some().then(whole)?),
        false => None,
    }
}

/// Makes a subject of a document, its file and its type.
type Make<'m> = dyn Fn(Parsed, Option<&Path>, Option<Kind>) -> Subject + 'm;

fn of_paste(text: &str, path: Option<&Path>, subject: &Make<'_>) -> Option<Subject> {
    let Pasted::Policy(pasted) = recognise(text) else {
        return None;
    };
    let kind = pasted
        .guesses
        .first()
        .filter(|_| pasted.wrapper.is_some())
        .map(|guess| Kind {
            policy: guess.kind,
            service: guess.service.clone(),
        });
    let inside = pasted.span.and_then(|span| {
        let json = Json::read(text).ok()?;
        let node = json.node_at(span.start);
        (json.span(node) == span).then(|| Policy::parse_at(Arc::new(json), node, false))
    });
    Some(match inside {
        Some(parsed) => subject(parsed, path, kind),
        None => subject(Policy::parse(pasted.text.as_str()), None, kind),
    })
}

/// A span of a text, as reports write it.
pub(crate) fn span(file: &str, text: &str, span: iamwhy_policy::Span) -> Span {
    let (start, end) = (Position::of(text, span.start), Position::of(text, span.end));
    Span {
        file: file.to_owned(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

impl Subject {
    /// Where a span of its text is, in a file that can be opened.
    pub(crate) fn place(&self, own: iamwhy_policy::Span) -> Span {
        match &self.outside {
            Some(outside) => outside.clone(),
            None => self.shown(own),
        }
    }

    /// Where a span is in the file of another tool, else in its own text.
    pub(crate) fn shown(&self, own: iamwhy_policy::Span) -> Span {
        match &self.exported {
            Some(exported) => self.of(exported.file(), exported.place(own)),
            None => self.inner(own),
        }
    }

    /// The same in bytes.
    pub(crate) fn bytes(&self, own: iamwhy_policy::Span) -> iamwhy_policy::Span {
        self.exported.as_ref().map_or(own, |exported| exported.place(own))
    }

    /// Where a span is in its own text.
    pub(crate) fn inner(&self, own: iamwhy_policy::Span) -> Span {
        self.of(&self.json, own)
    }

    fn of(&self, json: &Json, own: iamwhy_policy::Span) -> Span {
        let (start, end) = (json.position(own.start), json.position(own.end));
        Span {
            file: self.file.clone(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }

    /// The `Sid` of the statement that a finding is in.
    pub(crate) fn sid(&self, finding: &Finding) -> Option<&str> {
        let policy = &self.policy.as_ref()?.policy;
        let mut statements = policy.statements.iter();
        policy.sid(statements.find(|own| Some(own.index) == finding.statement)?)
    }

    /// Which policy of its file it is, where it is not the whole file.
    pub(crate) fn part(&self) -> Option<&str> {
        let place = self.world.as_ref().map(|(_, place)| place.as_str());
        place.or_else(|| self.select())
    }

    /// Which policy of a file of another tool it is.
    pub(crate) fn select(&self) -> Option<&str> {
        self.exported.as_ref().map(|own| own.select.as_str())
    }

    /// `file`, and where it is not the whole file, the place in it.
    pub(crate) fn name(&self) -> String {
        match self.part() {
            Some(part) => format!("{} › {part}", self.file),
            None => self.file.clone(),
        }
    }
}
