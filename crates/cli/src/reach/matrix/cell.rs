//! A cell in a few letters.

use iamwhy_catalog::AccessLevel;
use iamwhy_reach::{Cell, Column, Sure};

/// `LR`, `LRw?`; of a single action `yes`, `through`, `?`; `-` for nothing.
pub(super) fn letters(cell: &Cell, column: &Column) -> String {
    if column.action.is_some() {
        let own = cell.levels.first().map(|(_, sure)| *sure);
        let through = cell.through.first().map(|(_, sure)| *sure);
        let word = match (own, through) {
            (Some(Sure::Allowed), _) => "yes",
            (_, Some(Sure::Allowed)) => "through",
            (Some(Sure::Depends), _) => "?",
            (_, Some(Sure::Depends)) => "through?",
            (None, None) => "-",
        };
        return word.to_owned();
    }
    let mut text = String::new();
    let mark = |sure: Sure| if sure == Sure::Depends { "?" } else { "" };
    for level in LEVELS {
        let of = |list: &[(AccessLevel, Sure)]| list.iter().find(|(own, _)| *own == level).map(|(_, sure)| *sure);
        let letter = level.word().chars().next().unwrap_or('-');
        match (of(&cell.levels), of(&cell.through)) {
            (_, Some(sure)) => {
                text.push(letter.to_ascii_lowercase());
                text.push_str(mark(sure));
            }
            (Some(sure), None) => {
                text.push(letter.to_ascii_uppercase());
                text.push_str(mark(sure));
            }
            (None, None) => {}
        }
    }
    if text.is_empty() { "-".to_owned() } else { text }
}

const LEVELS: [AccessLevel; 5] = [
    AccessLevel::List,
    AccessLevel::Read,
    AccessLevel::Write,
    AccessLevel::Tagging,
    AccessLevel::PermissionsManagement,
];

/// What stands above a column.
pub(super) fn heading(column: &Column) -> String {
    let inner = column.scope.arn.ends_with("example");
    let name = match (column.scope.name.as_str(), inner) {
        (name, true) => format!("{name}/…"),
        (name, false) => name.to_owned(),
    };
    match &column.action {
        Some(action) => format!("{action} {name}"),
        None => name,
    }
}

/// What the letters mean.
pub(super) const LEGEND: &str = "L list, R read, W write, T tagging, P permissions; small: only through a role or a service; ? depends on something unknown";
