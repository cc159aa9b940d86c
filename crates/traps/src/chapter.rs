//! A chapter: its text, part by part.

use crate::markdown::{fence, heading, slug};

/// The parts of a chapter, in this order.
pub(crate) const PARTS: [&str; 8] = [
    "Mental model",
    "The mechanism",
    "What is guaranteed",
    "What surprises",
    "Failure modes",
    "Revision notes",
    "Interview",
    "Design exercise",
];

/// A chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// `02-boundaries`
    pub folder: String,
    /// Its number, from 1.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// What it cures, in one sentence of Markdown.
    pub cures: String,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// What stands below a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The heading.
    pub title: String,
    /// Its name in links.
    pub slug: String,
    /// The Markdown below it, up to the first heading inside.
    pub text: String,
    /// The parts inside.
    pub parts: Vec<Part>,
}

impl Chapter {
    /// The parts that every chapter has, in their order.
    pub const PARTS: [&'static str; 8] = PARTS;

    /// Cuts a chapter at its headings. A folder is `number-name`.
    #[must_use]
    pub fn read(folder: &str, text: &str) -> Chapter {
        let mut chapter = Chapter {
            folder: folder.to_owned(),
            number: folder
                .split('-')
                .next()
                .and_then(|number| number.parse().ok())
                .unwrap_or(0),
            title: String::new(),
            cures: String::new(),
            parts: Vec::new(),
        };
        let mut in_code = false;
        for line in text.lines() {
            in_code ^= fence(line).is_some();
            match heading(line).filter(|_| !in_code) {
                Some((1, title)) => chapter.title = title.to_owned(),
                Some((2, title)) => chapter.parts.push(Part::new(title)),
                Some((3, title)) if !chapter.parts.is_empty() => {
                    if let Some(part) = chapter.parts.last_mut() {
                        part.parts.push(Part::new(title));
                    }
                }
                _ => {
                    let text = match chapter.parts.last_mut() {
                        Some(part) => match part.parts.last_mut() {
                            Some(inner) => &mut inner.text,
                            None => &mut part.text,
                        },
                        None => &mut chapter.cures,
                    };
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
        chapter.cures = chapter.cures.trim().to_owned();
        for part in &mut chapter.parts {
            part.trim();
        }
        chapter
    }

    /// The part with this heading.
    #[must_use]
    pub fn part(&self, title: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.title == title)
    }

    /// The paragraph with this name in links: below a `###`.
    #[must_use]
    pub fn paragraph(&self, slug: &str) -> Option<&Part> {
        self.parts
            .iter()
            .flat_map(|part| &part.parts)
            .find(|part| part.slug == slug)
    }
}

impl Part {
    fn new(title: &str) -> Part {
        Part {
            title: title.to_owned(),
            slug: slug(title),
            text: String::new(),
            parts: Vec::new(),
        }
    }

    fn trim(&mut self) {
        self.text = self.text.trim_matches('\n').to_owned();
        for part in &mut self.parts {
            part.text = part.text.trim_matches('\n').to_owned();
        }
    }

    /// The Markdown of it and of everything inside, below a heading of this level.
    #[must_use]
    pub fn source(&self, level: usize) -> String {
        let mut out = format!("{} {}\n", "#".repeat(level), self.title);
        if !self.text.is_empty() {
            out.push_str(&["\n", &self.text, "\n"].concat());
        }
        for part in &self.parts {
            let inner = format!("\n{} {}\n\n{}\n", "#".repeat(level + 1), part.title, part.text);
            out.push_str(&inner);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_cut_at_its_headings_and_not_inside_code() {
        let text =
            "# Bounds\nIt cures.\n\n## One\ntext\n\n```text\n## no heading\n```\n### Two `x`\n\ninner\n\n## Three\n";
        let chapter = Chapter::read("02-bounds", text);
        assert_eq!(
            (chapter.number, chapter.title.as_str(), chapter.cures.as_str()),
            (2, "Bounds", "It cures.")
        );
        assert_eq!(chapter.parts.len(), 2);
        assert!(chapter.parts[0].text.contains("## no heading"));
        assert_eq!(chapter.paragraph("two-x").unwrap().text, "inner");
        let whole = chapter.parts[0].source(2);
        assert!(
            whole.starts_with("## One\n\ntext\n") && whole.ends_with("### Two `x`\n\ninner\n"),
            "{whole}"
        );
    }
}
