//! The book is complete: links lead somewhere, examples run, code can be read, lines fit.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};

use iamwhy_scenario::{Files, read_and_run};
use iamwhy_traps::{
    Room,
    book::{WIDTH, book},
    markdown::{Block, Inline, blocks},
};

fn pages() -> BTreeMap<String, String> {
    let room = Room::built_in().unwrap();
    book(&room).into_iter().map(|page| (page.path, page.text)).collect()
}

fn none(findings: Vec<String>) {
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

struct Beside<'b> {
    folder: &'b str,
    pages: &'b BTreeMap<String, String>,
}

impl Files for Beside<'_> {
    fn read(&self, path: &str) -> Result<String, String> {
        let path = format!("{}/{path}", self.folder);
        self.pages.get(&path).cloned().ok_or_else(|| format!("no `{path}`"))
    }
}

#[test]
fn every_example_runs() {
    let pages = pages();
    let mut findings = Vec::new();
    for (path, text) in pages.iter().filter(|(path, _)| path.ends_with(".scenario.json")) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let files = Beside { folder, pages: &pages };
        match read_and_run(path, text, &files) {
            Err(errors) => findings.extend(errors.iter().map(ToString::to_string)),
            Ok(report) => findings.extend(
                report
                    .cases
                    .iter()
                    .filter(|case| case.passed != Some(true))
                    .map(|case| format!("{path}: {}", case.name)),
            ),
        }
    }
    none(findings);
}

#[test]
fn lines_fit_and_code_can_be_read() {
    let mut findings = Vec::new();
    for (path, text) in pages().iter().filter(|(path, _)| path.ends_with(".md")) {
        let mut in_code = false;
        for (number, line) in text.lines().enumerate() {
            in_code ^= line.trim_start().starts_with("```");
            // Nobody can break an address, or a string of JSON.
            let is_link = line.trim_start_matches("- ").starts_with('[') && line.ends_with(')');
            let is_string = in_code && line.split_whitespace().count() <= 2;
            if line.chars().count() > WIDTH && !line.starts_with('|') && !is_link && !is_string {
                findings.push(format!("{path}:{}: {} characters", number + 1, line.chars().count()));
            }
        }
        if in_code {
            findings.push(format!("{path}: a fence is never closed"));
        }
        for block in blocks(text) {
            if let Block::Code { language, text } = block
                && language == "json"
                && serde_json::from_str::<serde_json::Value>(&text).is_err()
            {
                findings.push(format!("{path}: this is no JSON: {text}"));
            }
        }
    }
    none(findings);
}

#[test]
fn every_link_leads_somewhere() {
    let pages = pages();
    let headings: BTreeMap<&str, BTreeSet<String>> = pages
        .iter()
        .map(|(path, text)| {
            let found = blocks(text).into_iter().filter_map(|block| match block {
                Block::Heading { slug, .. } => Some(slug),
                _ => None,
            });
            (path.as_str(), found.collect())
        })
        .collect();
    let mut findings = Vec::new();
    for (path, text) in pages.iter().filter(|(path, _)| path.ends_with(".md")) {
        let folder = path
            .rsplit_once('/')
            .map_or(String::new(), |(folder, _)| format!("{folder}/"));
        for to in links(text) {
            if to.starts_with("https://docs.aws.amazon.com/") {
                continue;
            }
            let (file, heading) = to.split_once('#').unwrap_or((&to, ""));
            let file = if file.is_empty() {
                path.clone()
            } else {
                format!("{folder}{file}")
            };
            let found = match headings.get(file.as_str()) {
                None => false,
                Some(own) => heading.is_empty() || own.contains(heading),
            };
            if !found {
                findings.push(format!("{path}: `{to}` leads nowhere"));
            }
        }
    }
    none(findings);
}

fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Vec<Inline> = Vec::new();
    for block in blocks(text) {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => open.extend(text),
            Block::List(items) => open.extend(items.into_iter().flat_map(|item| item.text)),
            Block::Table { head, rows } => open.extend(head.into_iter().chain(rows.into_iter().flatten()).flatten()),
            Block::Code { .. } => {}
        }
    }
    while let Some(inline) = open.pop() {
        match inline {
            Inline::Link { text, to } => {
                found.push(to);
                open.extend(text);
            }
            Inline::Emphasis(text) | Inline::Strong(text) => open.extend(text),
            Inline::Text(_) | Inline::Code(_) => {}
        }
    }
    found
}
