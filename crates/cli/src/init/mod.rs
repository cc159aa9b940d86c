//! `iamwhy init`: a first scenario from the policies that are found.

mod asks;
mod found;
mod scene;

use std::io::Write;
use std::path::{Path, PathBuf};

use iamwhy_scenario::Loaded;
use serde_json::{Value, json};

use crate::args::init::Init;
use crate::colour::Colour;
use crate::disk::{self, Disk};
use crate::plain::{self, Speech};
use crate::suite::source::tidy;
use crate::{CannotRun, Ended, paths};
use found::Found;

pub(crate) fn run(options: &Init, colour: Colour) -> Result<Ended, CannotRun> {
    let folder = Path::new(&options.folder);
    if !folder.is_dir() {
        return Err(CannotRun::Input(format!("there is no folder `{}`", options.folder)));
    }
    let target = match &options.out {
        Some(file) => PathBuf::from(file),
        None => tidy(&folder.join("iamwhy.scenario.json")),
    };
    if !options.print && target.exists() {
        return Err(CannotRun::Input(format!(
            "`{}` is there already; move it away, or name another file with --out",
            target.display()
        )));
    }
    let beside = target.parent().unwrap_or(Path::new(""));
    let mut policies = Vec::new();
    for file in paths::json_files(folder)? {
        let Ok(text) = disk::read(&file) else { continue };
        let file = tidy(&file);
        if let Some(policy) = Found::in_text(&file, &relative(beside, &file), &text) {
            policies.push(policy);
        }
    }
    if policies.is_empty() {
        return Err(CannotRun::Input(format!(
            "no JSON file below `{}` is a policy (an object with `Statement`); write a scenario by hand, or ask with `iamwhy explain --help`",
            options.folder
        )));
    }
    let mut scenario = scene::of(&policies, &options.account);
    let strange = expect_what_is(&mut scenario, &target)?;
    for warning in &strange {
        writeln!(plain::stderr(colour), "{} {warning}", colour.bad("warning:"))?;
    }
    let text = format!("{:#}\n", scenario);
    if options.print {
        plain::stdout(Speech::Json).write_all(text.as_bytes())?;
        return Ok(Ended::Passed);
    }
    std::fs::write(&target, text)
        .map_err(|error| CannotRun::Input(format!("cannot write `{}`: {error}", target.display())))?;
    let mut out = plain::stdout(Speech::Text(colour));
    for policy in &policies {
        writeln!(out, "  {:<10} {}", policy.kind.word(), policy.shown)?;
    }
    let cases = scenario.get("cases").and_then(Value::as_array).map_or(0, Vec::len);
    let file = target.display();
    writeln!(
        out,
        "{} {file}: {} policies, {cases} cases",
        colour.good("wrote"),
        policies.len()
    )?;
    writeln!(
        out,
        "the cases expect what is decided today: read them, mend what should be otherwise, then\n  iamwhy test {file}\n  iamwhy coverage {file}"
    )?;
    Ok(Ended::Passed)
}

/// Decides every case, and writes the answer down as what is expected. An unknown answer stays without: somebody has to say more.
/// So does one about an action that AWS does not have: what a typing error decides is nothing to keep. Returns what was strange.
fn expect_what_is(scenario: &mut Value, target: &Path) -> Result<Vec<String>, CannotRun> {
    let name = target.display().to_string();
    let loaded = Loaded::load(&name, &scenario.to_string(), &Disk::beside(target)).map_err(|errors| {
        let list: Vec<String> = errors.iter().map(ToString::to_string).collect();
        CannotRun::Input(list.join("\n"))
    })?;
    let report = iamwhy_scenario::run::run(&loaded);
    let catalog = iamwhy_catalog::Catalog::embedded();
    let mut strange = Vec::new();
    let cases = scenario.get_mut("cases").and_then(Value::as_array_mut);
    for (case, answer) in cases.into_iter().flatten().zip(&report.cases) {
        let Some(case) = case.as_object_mut() else { continue };
        let action = case.get("action").and_then(Value::as_str).unwrap_or_default();
        if catalog.action(action).is_none() {
            let near = catalog.nearest_action(action);
            let help = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            let warning =
                format!("no action of AWS is `{action}`, which a policy names: its case expects nothing{help}");
            if !strange.contains(&warning) {
                strange.push(warning);
            }
            continue;
        }
        let expected = match (answer.decision, answer.layer) {
            ("unknown", _) => continue,
            ("allow", _) | (_, None) => json!(answer.decision),
            (decision, Some(layer)) => json!({ "decision": decision, "layer": layer }),
        };
        case.insert("expect".to_owned(), expected);
    }
    Ok(strange)
}

/// How a scenario in a folder names a file: with `/`, whatever the system's own way.
fn relative(folder: &Path, file: &Path) -> String {
    // Nothing has no absolute form; here is `.`.
    let plain = |path: &Path| std::path::absolute(Path::new(".").join(path)).unwrap_or_else(|_| path.to_path_buf());
    let (folder, file) = (plain(folder), plain(file));
    let shared = folder
        .components()
        .zip(file.components())
        .take_while(|(one, other)| one == other)
        .count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = file
        .components()
        .skip(shared)
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}
