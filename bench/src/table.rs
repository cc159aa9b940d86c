//! The tables: medians that criterion wrote in this run, per decision, and their ratios.

use std::path::PathBuf;
use std::time::SystemTime;

use serde_json::Value;

/// Where criterion writes, and since when: older files are of other runs.
pub struct Medians {
    /// Criterion's directory.
    pub directory: PathBuf,
    /// The start of this run.
    pub since: SystemTime,
}

impl Medians {
    /// The median of one benchmark in nanoseconds; none where it did not run.
    pub fn get(&self, group: &str, function: &str) -> Option<f64> {
        let path = self
            .directory
            .join(group)
            .join(function)
            .join("new")
            .join("estimates.json");
        let written = std::fs::metadata(&path).ok()?.modified().ok()?;
        if written < self.since {
            return None;
        }
        let estimates: Value = serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok()?;
        estimates["median"]["point_estimate"].as_f64()
    }
}

/// A line of a Markdown table.
pub fn row(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// Nanoseconds for people.
pub fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        ns if ns < 1e3 => format!("{ns:.0} ns"),
        ns if ns < 1e6 => format!("{:.2} us", ns / 1e3),
        ns => format!("{:.2} ms", ns / 1e6),
    }
}

/// How many times as long a peer takes as we do.
pub fn ratio(peer: f64, own: f64) -> String {
    let ratio = peer / own;
    if ratio < 100.0 {
        format!("{ratio:.1}")
    } else {
        format!("{ratio:.0}")
    }
}
