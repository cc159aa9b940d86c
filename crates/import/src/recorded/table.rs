//! Tables of events: what Athena prints and its console saves, a row for each event and the names of the columns first.

use iamwhy_policy::{Json, NodeId};

use crate::value::Value;

/// The rows of a text with commas, as objects.
pub(super) fn separated(text: &str) -> Option<Json> {
    let text = text.trim_start();
    let header = text.get(..text.find('\n')?)?;
    if !is_header(&row(header).0) {
        return None;
    }
    let mut rest = text;
    let mut rows = std::iter::from_fn(move || {
        (!rest.is_empty()).then(|| {
            let (row, after) = row(rest);
            rest = after;
            row
        })
    });
    let names = rows.next()?;
    of_rows(&names, rows)
}

/// The cells of a line, whose quotes may hold commas and ends of lines, and what follows it.
fn row(text: &str) -> (Vec<String>, &str) {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let cell = cells.last_mut();
        match letter {
            // Two quotes inside of quotes are one.
            '"' if is_quoted && letters.next_if(|(_, next)| *next == '"').is_some() => {
                cell.into_iter().for_each(|own| own.push('"'))
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(String::new()),
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => return (cells, text.get(at + 1..).unwrap_or_default()),
            letter => cell.into_iter().for_each(|own| own.push(letter)),
        }
    }
    (cells, "")
}

/// The rows in what `aws athena get-query-results` prints.
pub(super) fn result_set(json: &Json, root: NodeId) -> Option<Json> {
    let rows = json.at_pointer("/ResultSet/Rows", root)?;
    let cell = |node| json.get(node, "VarCharValue").and_then(|own| json.string(own));
    let cells = |row| {
        let data = json.get(row, "Data").into_iter().flat_map(|list| json.items(list));
        data.map(|own| cell(own).unwrap_or_default().to_owned())
            .collect::<Vec<String>>()
    };
    let mut rows = json.items(rows).map(cells);
    let names = rows.next()?;
    is_header(&names).then(|| of_rows(&names, rows))?
}

fn is_header(names: &[String]) -> bool {
    let is_one = |word: &str| names.iter().any(|own| own.eq_ignore_ascii_case(word));
    is_one("eventsource") && is_one("eventname")
}

fn of_rows(names: &[String], rows: impl Iterator<Item = Vec<String>>) -> Option<Json> {
    let event = |row: Vec<String>| {
        let cells = names.iter().zip(row).filter(|(_, value)| !value.is_empty());
        // With these names the row is known for one.
        Value::Object(cells.map(|(name, value)| (name.to_lowercase(), value.into())).collect())
    };
    Json::read(Value::List(rows.map(event).collect()).compact()).ok()
}
