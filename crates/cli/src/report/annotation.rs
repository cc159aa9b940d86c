//! Annotations of GitHub Actions: workflow commands on stdout.

use iamwhy_scenario::run::Span;

/// How bad it is.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Level {
    Error,
    Warning,
    Notice,
}

/// A workflow command that puts a message beside a line.
pub(crate) fn annotation(level: Level, span: &Span, title: &str, message: &str) -> String {
    let level = match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Notice => "notice",
    };
    let mut line = format!("::{level} file={},line={}", property(&span.file), span.line);
    if span.end_line >= span.line {
        line.push_str(&format!(",endLine={}", span.end_line));
    }
    // GitHub takes columns only within one line.
    if span.end_line == span.line {
        line.push_str(&format!(",col={},endColumn={}", span.column, span.end_column));
    }
    line.push_str(&format!(",title={}::{}", property(title), data(message)));
    line
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_field_is_escaped() {
        let span = Span {
            file: "a,b:c.json".to_owned(),
            line: 3,
            column: 5,
            end_line: 3,
            end_column: 9,
        };
        assert_eq!(
            annotation(Level::Error, &span, "x: 100%", "one\ntwo: 3,"),
            "::error file=a%2Cb%3Ac.json,line=3,endLine=3,col=5,endColumn=9,title=x%3A 100%25::one%0Atwo: 3,"
        );
        let long = Span { end_line: 4, ..span };
        assert!(!annotation(Level::Warning, &long, "", "").contains("col="));
    }
}
