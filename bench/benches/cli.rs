//! `cargo bench --bench cli`: the command line as its users start it, from the start of the process to its end, with its memory.
//!
//! `IAMWHY` names the binary; else it is built. `cedar`, of the crate cedar-policy-cli, is asked too where it is on the path, and so
//! is `opa`. Processor time and memory are what `time` says (GNU's, of the package `time`); without it only the clock counts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use iamwhy_bench::answer::Answer;
use iamwhy_bench::peers::Peer;
use iamwhy_bench::peers::cedar::{Cedar, Translated};
use iamwhy_bench::table::{ratio, row};
use iamwhy_bench::workload::Workload;
use serde_json::{Value, json};

/// Cases in one file.
const CASES: usize = 10_000;
/// The size of the account's export.
const EXPORT: usize = 50 << 20;
/// Edits of workload b that are tried, spread evenly over all.
const EDITS: &str = "200";

/// What one run took.
#[derive(Copy, Clone)]
struct Took {
    seconds: f64,
    /// Of all cores.
    processor: Option<f64>,
    megabytes: Option<f64>,
}

fn main() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli");
    fs::create_dir_all(&folder).expect("a folder to write into");
    let iamwhy = binary();
    let mut rows = vec![
        row(&["what", "target", "clock", "processor", "memory"].map(str::to_owned)),
        row(&vec!["---".to_owned(); 5]),
    ];
    let mut say = |what: &str, target: &str, took: Took| {
        let or = |number: Option<f64>, unit: &str| number.map_or("?".to_owned(), |own| format!("{own:.2} {unit}"));
        rows.push(row(&[
            what.to_owned(),
            target.to_owned(),
            format!("{:.3} s", took.seconds),
            or(took.processor, "s"),
            or(took.megabytes, "MB"),
        ]));
    };

    let many = repeated(include_str!("../workloads/b.scenario.json"));
    let file = write(&folder, "b.scenario.json", &many);
    for (format, target) in [
        ("pretty", "2 s, 400 MB"),
        ("junit", "4 s"),
        ("json", "4 s"),
        ("ndjson", "4 s"),
    ] {
        let took = least(3, || {
            run(Command::new(&iamwhy).args(["test", &file, "--format", format]))
        });
        say(&format!("test, {CASES} cases of b, {format}"), target, took);
    }
    let took = least(3, || {
        run(Command::new(&iamwhy).args(["coverage", &file, "--format", "json"]))
    });
    say(&format!("coverage, {CASES} cases of b"), "", took);

    let small = write(
        &folder,
        "small.scenario.json",
        include_str!("../workloads/a.scenario.json"),
    );
    let took = least(30, || run(Command::new(&iamwhy).args(["test", &small])));
    say("test, one small file", "20 ms", took);

    let b = write(
        &folder,
        "once.scenario.json",
        include_str!("../workloads/b.scenario.json"),
    );
    let took = least(1, || run(Command::new(&iamwhy).args(["mutate", &b, "--max", EDITS])));
    let edits: f64 = EDITS.parse().unwrap_or(1.0);
    let per_second = format!("mutate, {EDITS} edits of b: {:.0} a second", edits / took.seconds);
    say(&per_second, "", took);

    let export = write(&folder, "account.json", &account());
    let took = least(1, || {
        run(Command::new(&iamwhy).args(["import", &export, "--out", "/dev/null"]))
    });
    say("import, an account's export of 50 MB", "400 MB", took);
    let took = least(1, || {
        run(Command::new(&iamwhy).args(["import", "--inline", &export, "--out", "/dev/null"]))
    });
    say("import --inline, the same", "400 MB", took);
    let scenario = write(&folder, "account.scenario.json", &of_account());
    let took = least(1, || run(Command::new(&iamwhy).args(["test", &scenario])));
    say("test, one role of that export", "400 MB", took);

    peers(&folder, &iamwhy, &mut say);
    println!("{}", rows.join("\n"));
}

/// Workload a, which Cedar can express, as so many tests.
fn peers(folder: &Path, iamwhy: &Path, say: &mut dyn FnMut(&str, &str, Took)) {
    let a = include_str!("../workloads/a.scenario.json");
    let file = write(folder, "a.scenario.json", &repeated(a));
    let own = least(3, || run(Command::new(iamwhy).args(["test", &file])));
    say(&format!("test, {CASES} cases of a"), "", own);
    if there("opa") {
        println!("opa is on the path, but no workload is translated into its language yet");
    } else {
        println!("opa is not on the path: not measured");
    }
    if !there("cedar") {
        println!("cedar is not on the path (cargo install cedar-policy-cli): not measured");
        return;
    }
    let all = Workload::a();
    let (Some(translated), Some(evaluator)) = (Translated::of(&all), Cedar::of(&all)) else {
        println!("workload a cannot be translated");
        return;
    };
    let expected = |at: usize| match all.expected[at] {
        Answer::Allow => "allow",
        _ => "deny",
    };
    let tests = (0..CASES).map(|number| {
        let at = number % translated.requests.len();
        let ([principal, action, resource], context) = &translated.requests[at];
        json!({
            "name": number.to_string(),
            "request": { "principal": principal, "action": action, "resource": resource, "context": context },
            "entities": translated.entities,
            "decision": expected(at),
            "reason": evaluator.reasons(at),
            "num_errors": 0,
        })
    });
    let tests: Value = tests.collect();
    let policies = write(folder, "a.cedar", &translated.policies);
    let tests = write(folder, "a.tests.json", &tests.to_string());
    let took = least(1, || {
        run(Command::new("cedar").args(["run-tests", "--policies", &policies, "--tests", &tests]))
    });
    let times = ratio(took.seconds, own.seconds);
    say(&format!("`cedar run-tests`, the same ({times} times ours)"), "", took);
}

/// The cases of a scenario again and again, each with a name of its own.
fn repeated(text: &str) -> String {
    let mut scenario: Value = serde_json::from_str(text).expect("a workload");
    let own = scenario["cases"].as_array().cloned().unwrap_or_default();
    let cases = (0..CASES).map(|number| {
        let mut case = own[number % own.len()].clone();
        case["name"] = json!(format!("case {number}"));
        case
    });
    scenario["cases"] = cases.collect();
    scenario.to_string()
}

/// An export of an account with many roles, each with a policy of its own.
fn account() -> String {
    let actions: Vec<String> = (0..60).map(|number| format!("s3:Action{number}")).collect();
    let mut text =
        String::from("{\"UserDetailList\": [], \"GroupDetailList\": [], \"Policies\": [], \"RoleDetailList\": [\n");
    let mut number = 0;
    while text.len() < EXPORT {
        let role = json!({
            "Path": "/", "RoleName": format!("role-{number}"), "RoleId": format!("AROA{number:017}"),
            "Arn": format!("arn:aws:iam::111122223333:role/role-{number}"),
            "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [
                { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" } ] },
            "RolePolicyList": [{ "PolicyName": "work", "PolicyDocument": { "Version": "2012-10-17", "Statement": [
                { "Effect": "Allow", "Action": actions, "Resource": format!("arn:aws:s3:::bucket-{number}/*") },
                { "Effect": "Allow", "Action": "s3:GetObject", "Resource": format!("arn:aws:s3:::bucket-{number}/*") } ] } }],
            "AttachedManagedPolicies": [], "InstanceProfileList": [], "Tags": [],
        });
        if number > 0 {
            text.push_str(",\n");
        }
        text.push_str(&role.to_string());
        number += 1;
    }
    text.push_str("\n]}");
    text
}

fn of_account() -> String {
    json!({
        "scenario": 1, "title": "One role of many.",
        "principals": { "role": { "from": "accountDetails", "file": "account.json", "select": "role-7" } },
        "resources": { "bucket": { "arn": "arn:aws:s3:::bucket-7", "account": "111122223333" } },
        "cases": [{ "principal": "role", "action": "s3:GetObject", "resource": "bucket/key", "expect": "allow" }],
    })
    .to_string()
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).expect("a file to write");
    path.display().to_string()
}

/// The binary as it is released.
fn binary() -> PathBuf {
    if let Some(own) = std::env::var_os("IAMWHY") {
        return own.into();
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let target = root.join("target");
    let built = Command::new(env!("CARGO"))
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", &target)
        .args(["build", "--release", "-p", "iamwhy-cli"])
        .status();
    assert!(built.is_ok_and(|status| status.success()), "iamwhy is not built");
    target.join("release/iamwhy")
}

fn there(program: &str) -> bool {
    let quiet = Command::new(program)
        .arg("--help")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    quiet.is_ok()
}

/// The quickest of so many runs.
fn least(runs: usize, mut measure: impl FnMut() -> Took) -> Took {
    let all = (0..runs).map(|_| measure());
    all.min_by(|one, other| one.seconds.total_cmp(&other.seconds))
        .expect("at least one run")
}

fn run(command: &Command) -> Took {
    let timed = Path::new("/usr/bin/time");
    let mut whole = match timed.exists() {
        true => {
            let mut own = Command::new(timed);
            own.args(["-f", "took %U %S %M"]).arg(command.get_program());
            own
        }
        false => Command::new(command.get_program()),
    };
    whole.args(command.get_args());
    let start = Instant::now();
    let output = whole.stdout(Stdio::null()).output().expect("it starts");
    let seconds = start.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:?} failed: {said}", command.get_program());
    let line = said.lines().find_map(|line| line.strip_prefix("took "));
    let numbers: Vec<f64> = line
        .into_iter()
        .flat_map(str::split_whitespace)
        .filter_map(|own| own.parse().ok())
        .collect();
    let (processor, megabytes) = match numbers[..] {
        [user, system, kilobytes] => (Some(user + system), Some(kilobytes / 1024.0)),
        _ => (None, None),
    };
    Took {
        seconds,
        processor,
        megabytes,
    }
}
