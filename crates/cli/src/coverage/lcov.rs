//! LCOV's tracefile: a statement is a function, called as often as an answer stood on it; a line counts how often the statements and
//! values that begin on it matched; each value and each outcome of a condition is a branch.

use std::collections::BTreeMap;
use std::io::{self, Write};

use iamwhy_coverage::Document;
use iamwhy_explain::visible;

use super::Covered;

pub(super) fn write(out: &mut dyn Write, covered: &Covered) -> io::Result<()> {
    for (file, documents) in covered.files() {
        let record = Record::of(&documents);
        writeln!(out, "TN:\nSF:{}", visible(file))?;
        for (name, line, _) in &record.functions {
            writeln!(out, "FN:{line},{name}")?;
        }
        for (name, _, count) in &record.functions {
            writeln!(out, "FNDA:{count},{name}")?;
        }
        let called = record.functions.iter().filter(|(_, _, count)| *count > 0).count();
        writeln!(out, "FNF:{}\nFNH:{called}", record.functions.len())?;
        for (at, branch) in record.branches.iter().enumerate() {
            let taken = match branch.reached {
                true => branch.taken.to_string(),
                false => "-".to_owned(),
            };
            writeln!(out, "BRDA:{},{},{at},{taken}", branch.line, branch.block)?;
        }
        let taken = record.branches.iter().filter(|branch| branch.taken > 0).count();
        writeln!(out, "BRF:{}\nBRH:{taken}", record.branches.len())?;
        for (line, count) in &record.lines {
            writeln!(out, "DA:{line},{count}")?;
        }
        let hit = record.lines.values().filter(|count| **count > 0).count();
        writeln!(out, "LF:{}\nLH:{hit}\nend_of_record", record.lines.len())?;
    }
    Ok(())
}

#[derive(Default)]
struct Record {
    /// Name, line, count.
    functions: Vec<(String, u32, u64)>,
    branches: Vec<Branch>,
    lines: BTreeMap<u32, u64>,
}

struct Branch {
    line: u32,
    block: usize,
    reached: bool,
    taken: u64,
}

impl Record {
    fn of(documents: &[&Document]) -> Record {
        let mut record = Record::default();
        for document in documents {
            record.add(document, documents.len() > 1);
        }
        record.branches.sort_by_key(|branch| (branch.line, branch.block));
        record
    }

    fn add(&mut self, document: &Document, several: bool) {
        for statement in &document.statements {
            let block = self.functions.len();
            let mut name = match several {
                true => format!("{} {}", document.name, statement.label()),
                false => statement.label(),
            };
            // A name stands for one function in a file.
            if self.functions.iter().any(|(own, ..)| *own == name) {
                name.push_str(&format!(" at line {}", statement.span.line));
            }
            let name = visible(&name).into_owned();
            self.functions.push((name, statement.span.line, statement.decisive));
            self.line(statement.span.line, statement.matched);
            for element in &statement.elements {
                for value in &element.values {
                    self.line(value.span.line, value.matched);
                    self.branches.push(Branch {
                        line: value.span.line,
                        block,
                        reached: value.matched + value.unmatched > 0,
                        taken: value.matched,
                    });
                }
                if element.is_condition() {
                    self.line(element.span.line, element.held);
                    for taken in [element.held, element.failed] {
                        self.branches.push(Branch {
                            line: element.span.line,
                            block,
                            reached: element.held + element.failed > 0,
                            taken,
                        });
                    }
                }
            }
        }
    }

    fn line(&mut self, line: u32, count: u64) {
        let own = self.lines.entry(line).or_default();
        *own = (*own).max(count);
    }
}
