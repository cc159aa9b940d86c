//! `--watch`: what has changed is run again, and nothing else.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::project::{POLICY, Project, READS, mixed};

struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn begin(project: &Project) -> Watch {
        let mut command = project.command();
        let mut child = command
            .args(["test", "--watch"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (tell, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if tell.send(line).is_err() {
                    break;
                }
            }
        });
        Watch { child, lines }
    }

    /// What is said until it waits again.
    fn round(&self) -> String {
        let mut said = String::new();
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(60)).unwrap();
            if line.starts_with("waiting for changes") {
                return said;
            }
            said.push_str(&line);
            said.push('\n');
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn what_changes_is_run_again() {
    let project = mixed("watched");
    let watch = Watch::begin(&project);
    assert!(watch.round().contains("running 5 cases in 2 scenarios"));
    // One scenario changes: only that one.
    let text = project.read("tests/good.scenario.json");
    project.write(
        "tests/good.scenario.json",
        &text.replace("Alice reads.", "Alice still reads."),
    );
    let round = watch.round();
    assert!(
        round.contains("running 1 case in 1 scenario") && round.contains("still reads"),
        "{round}"
    );
    // A policy changes: everything that rests on it.
    project.write("policies/alice.json", &POLICY.replace("s3:ListBucket", "s3:PutObject"));
    let round = watch.round();
    assert!(
        round.contains("running 5 cases in 2 scenarios") && round.contains("3 passed; 1 failed"),
        "{round}"
    );
    // A file comes that cannot be read, and is repaired.
    project.write("tests/new.scenario.json", "{");
    watch.round();
    let scenario = crate::project::scenario("New.", "../policies/alice.json", READS);
    project.write("tests/new.scenario.json", &scenario);
    let round = watch.round();
    assert!(
        round.contains("tests/new.scenario.json") && round.contains("1 passed; 0 failed"),
        "{round}"
    );
}
