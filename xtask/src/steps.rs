//! A list of steps: a line before each, its output when it fails, a summary at the end.

use std::time::{Duration, Instant};

use crate::failure::Failure;

/// What became of a step.
pub(crate) enum Outcome {
    /// Done, with a remark that may be empty.
    Done(String),
    /// Left out, and why.
    Skipped(String),
}

struct Row {
    name: &'static str,
    word: &'static str,
    time: Duration,
    remark: String,
}

/// The steps so far.
pub(crate) struct Steps {
    only: Vec<String>,
    rows: Vec<Row>,
    begun: Instant,
}

impl Steps {
    /// `only`: the steps that were asked for; empty means all.
    pub(crate) fn new(only: &[String]) -> Self {
        Self {
            only: only.to_vec(),
            rows: Vec::new(),
            begun: Instant::now(),
        }
    }

    /// Runs one step. A failure is shown and remembered; the next steps run all the same.
    pub(crate) fn step(&mut self, name: &'static str, why: &str, work: impl FnOnce() -> Result<Outcome, Failure>) {
        if !self.only.is_empty() && !self.only.iter().any(|asked| asked == name) {
            return;
        }
        println!("{name:<7} {why}");
        let begun = Instant::now();
        let (word, remark) = match work() {
            Ok(Outcome::Done(remark)) => ("ok", remark),
            Ok(Outcome::Skipped(remark)) => ("skipped", remark),
            Err(failure) => {
                println!("{failure}");
                ("FAILED", String::new())
            }
        };
        self.rows.push(Row {
            name,
            word,
            time: begun.elapsed(),
            remark,
        });
    }

    /// Prints the summary; an error if any step failed.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        println!("\nsummary, {}", seconds(self.begun.elapsed()));
        for row in &self.rows {
            let line = format!(
                "  {:<7} {:<7} {:>8}  {}",
                row.name,
                row.word,
                seconds(row.time),
                row.remark
            );
            println!("{}", line.trim_end());
        }
        let failed: Vec<&str> = self
            .rows
            .iter()
            .filter(|row| row.word == "FAILED")
            .map(|row| row.name)
            .collect();
        if failed.is_empty() {
            return Ok(());
        }
        Err(Failure::new(format!(
            "failed: {}; again: `cargo xtask test {}`",
            failed.join(", "),
            failed.join(" ")
        )))
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
