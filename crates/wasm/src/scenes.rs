//! Scenes that stay compiled between calls, for programs that ask much.
//!
//! A scene is a number here, not an object: an object of wasm-bindgen's would need its host, and the bare module runs without one.

use std::cell::RefCell;

use iamwhy_policy::Json;
use iamwhy_scenario::{Files, Loaded, Report, Scenario, Written, errors_json};
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    /// The open scenes; a closed one leaves its place to the next.
    static SCENES: RefCell<Vec<Option<Loaded>>> = const { RefCell::new(Vec::new()) };
}

/// Compiles a scenario. `files` is a JSON object, the texts of the files that it names by their paths.
/// `{"version": 1, "scene": N}`, or the errors.
#[wasm_bindgen]
#[must_use]
pub fn open(path: &str, text: &str, files: &str) -> String {
    let files = Given(Json::read(files).ok());
    let loaded = match Loaded::load(path, text, &files) {
        Ok(loaded) => loaded,
        Err(errors) => return errors_json(&errors),
    };
    let number = SCENES.with_borrow_mut(|scenes| match scenes.iter().position(Option::is_none) {
        Some(free) => {
            if let Some(place) = scenes.get_mut(free) {
                *place = Some(loaded);
            }
            free
        }
        None => {
            scenes.push(Some(loaded));
            scenes.len() - 1
        }
    });
    format!("{{\"version\": 1, \"scene\": {number}}}")
}

/// The files that a scenario names, as a JSON list of paths; empty where it cannot be read.
#[wasm_bindgen]
#[must_use]
pub fn wanted(path: &str, text: &str) -> String {
    let asked = Asked::default();
    let _ = Loaded::load(path, text, &asked);
    let mut paths = asked.paths.into_inner();
    paths.sort();
    paths.dedup();
    paths.iter().map(Written::from).collect::<Written>().to_string()
}

/// Runs the scene's own cases: what `iamwhy test --format json` prints.
#[wasm_bindgen]
#[must_use]
pub fn run(scene: u32) -> String {
    with(scene, |loaded| report(loaded, &loaded.scenario))
}

/// Decides cases, `{"cases": […]}`, in the scene: the same results.
#[wasm_bindgen]
#[must_use]
pub fn decide(scene: u32, cases: &str) -> String {
    with(scene, |loaded| match loaded.asked("cases", cases) {
        Ok(asked) => report(loaded, &asked),
        Err(errors) => errors_json(&errors),
    })
}

/// The same with `explanation` and `flips`: what `iamwhy explain --format json` prints.
#[wasm_bindgen]
#[must_use]
pub fn why(scene: u32, cases: &str) -> String {
    with(scene, |loaded| match loaded.asked("cases", cases) {
        Ok(asked) => loaded.explanations_json(&asked),
        Err(errors) => errors_json(&errors),
    })
}

/// Forgets a scene.
#[wasm_bindgen]
pub fn close(scene: u32) {
    SCENES.with_borrow_mut(|scenes| {
        if let Some(place) = scenes.get_mut(place(scene)) {
            *place = None;
        }
    });
}

fn report(loaded: &Loaded, asked: &Scenario) -> String {
    Report {
        files: vec![loaded.answers(asked)],
    }
    .to_json()
}

fn place(scene: u32) -> usize {
    usize::try_from(scene).unwrap_or(usize::MAX)
}

/// What is said of a scene; an empty list of errors where it is not open.
fn with(scene: u32, say: impl FnOnce(&Loaded) -> String) -> String {
    SCENES.with_borrow(|scenes| match scenes.get(place(scene)) {
        Some(Some(loaded)) => say(loaded),
        _ => errors_json(&[]),
    })
}

/// Files that came with the call.
struct Given(Option<Json>);

impl Files for Given {
    fn read(&self, path: &str) -> Result<String, String> {
        let given = self.0.as_ref();
        given
            .and_then(|json| json.string(json.get(json.root(), path)?))
            .map(str::to_owned)
            .ok_or_else(|| "it was not given in `files`".to_owned())
    }
}

/// Notes what is asked for, and has nothing.
#[derive(Default)]
struct Asked {
    paths: RefCell<Vec<String>>,
}

impl Files for Asked {
    fn read(&self, path: &str) -> Result<String, String> {
        self.paths.borrow_mut().push(path.to_owned());
        Err("not read yet".to_owned())
    }
}
