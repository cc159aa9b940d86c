//! The table as text, and its reader.
//!
//! Text is a third of the size that the same rows have as data of the program, and people read it more easily.
//!
//! ```text
//! $name KEY=value …            values to be used below as `$name`
//! service:Operation slot …     `slot` must be filled, `slot?` may be; `slot*` takes a list
//!   service:Action …           one authorization; without any, the operation's own name on its first slot
//! ```
//! An authorization goes on with
//! - its resource: `on:slot`, `key-of:slot`, `tree-of:slot` or `streams-of:slot`;
//! - when it is asked: `if:parameter`, `unless:parameter` or `carries:parameter`, where `a|b` is either, `a=text` asks for a value, and
//!   a slot may stand for a parameter;
//! - `tagged`; `via:service`, which goes without saying for keys;
//! - `KEY=parameter`, `KEY=pairs:parameter`, `KEY=text:text`, `KEY=slot:slot`, or `KEY=unknown:`, which may name the parameter without
//!   which the key is absent.
//!
//! Lines that begin with `#` are remarks.

use std::str::SplitAsciiWhitespace;

use super::row::{Ask, From, Is, On, Row, Set, Slot, When};

/// All files of `tables`: rows in the order of their names, without remarks but for the first, `$name` replaced, shorter (`build.rs`): `=` is the operation's
/// own name, the first slot goes without saying, and `on:` is no slot.
const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/operations.txt"));

/// All rows, sorted by name. They are read once and stay.
pub(super) fn rows() -> Vec<Row> {
    let mut reader = Reader::default();
    for line in TEXT.lines().filter(|line| !line.starts_with('#')) {
        reader.line(line);
    }
    reader.finish();
    reader.rows
}

#[derive(Default)]
struct Reader {
    rows: Vec<Row>,
    open: Option<(&'static str, &'static [Slot])>,
    asks: Vec<Ask>,
}

impl Reader {
    fn line(&mut self, line: &'static str) {
        let mut words = line.split_ascii_whitespace();
        let Some(first) = words.next() else {
            return;
        };
        if !line.starts_with(' ') {
            self.finish();
            let slots: Vec<Slot> = words.map(slot).collect();
            self.open = Some((first, Vec::leak(slots)));
        } else if let Some((name, slots)) = self.open {
            self.asks
                .push(ask(if first == "=" { name } else { first }, name, slots, words));
        }
    }

    /// Closes the operation that is open.
    fn finish(&mut self) {
        let Some((name, slots)) = self.open.take() else { return };
        if self.asks.is_empty() {
            self.asks.push(ask(name, name, slots, "".split_ascii_whitespace()));
        }
        let asks = Vec::leak(std::mem::take(&mut self.asks));
        self.rows.push(Row { name, slots, asks });
    }
}

fn ask(action: &'static str, operation: &'static str, slots: &[Slot], words: SplitAsciiWhitespace<'static>) -> Ask {
    let mut asked = Ask {
        action,
        on: slots.first().map_or(On::Nothing, |slot| On::Slot(slot.name)),
        when: &[],
        sets: &[],
        tagged: false,
        via: None,
    };
    let mut sets = Vec::new();
    let mut whens = Vec::new();
    for word in words {
        match word.split_once(':').unwrap_or((word, "")) {
            ("on", "") => asked.on = On::Nothing,
            ("on", slot) => asked.on = On::Slot(slot),
            ("key-of", slot) => {
                asked.on = On::KeyOf(slot);
                asked.via = asked.via.or_else(|| operation.split(':').next());
            }
            ("tree-of", slot) => asked.on = On::TreeOf(slot),
            ("streams-of", slot) => asked.on = On::StreamsOf(slot),
            ("if", names) => whens.push(when(Is::Given, names)),
            ("carries", names) => whens.push(when(Is::Carried, names)),
            ("unless", names) => whens.push(when(Is::NotGiven, names)),
            ("via", service) => asked.via = Some(service),
            ("tagged", _) => asked.tagged = true,
            _ => sets.extend(set(word)),
        }
    }
    asked.when = Vec::leak(whens);
    asked.sets = Vec::leak(sets);
    asked
}

fn when(is: Is, names: &'static str) -> When {
    let mut any = Vec::new();
    for one in names.split('|') {
        let (name, value) = one.split_once('=').unwrap_or((one, ""));
        any.push((name, (!value.is_empty()).then_some(value)));
    }
    When {
        is,
        any: Vec::leak(any),
    }
}

fn slot(word: &'static str) -> Slot {
    let rest = word.trim_end_matches('?');
    let name = rest.trim_end_matches('*');
    Slot {
        name,
        required: rest == word,
        many: name != rest,
    }
}

fn set(word: &'static str) -> Option<Set> {
    let (key, value) = word.split_once('=')?;
    let from = match value.split_once(':').unwrap_or(("", value)) {
        ("pairs", name) => From::Pairs(name),
        ("text", text) => From::Text(text),
        ("slot", name) => From::Slot(name),
        ("unknown", name) => From::Unknown(name),
        _ => From::Parameter(value),
    };
    Some(Set { key, from })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_table_is_known() {
        let known = [
            "on",
            "key-of",
            "tree-of",
            "streams-of",
            "if",
            "carries",
            "unless",
            "via",
        ];
        for line in TEXT.lines().filter(|line| line.starts_with(' ')) {
            for word in line.split_ascii_whitespace().skip(1) {
                let prefix = word.split_once(':').map(|(prefix, _)| prefix);
                let fine = word == "tagged"
                    || prefix.is_some_and(|prefix| known.contains(&prefix))
                    || set(word).is_some_and(|set| set.key.contains(':'));
                assert!(fine, "{line}");
            }
        }
    }

    #[test]
    fn what_an_authorization_rests_on_is_a_slot_of_its_operation() {
        for row in rows() {
            let slots: Vec<&str> = row.slots.iter().map(|slot| slot.name).collect();
            for ask in row.asks {
                if let On::Slot(slot) | On::KeyOf(slot) | On::TreeOf(slot) | On::StreamsOf(slot) = ask.on {
                    assert!(slots.contains(&slot), "{}: {slot}", row.name);
                }
                for set in ask.sets {
                    if let From::Slot(slot) = set.from {
                        assert!(slots.contains(&slot), "{}: {slot}", row.name);
                    }
                }
            }
        }
    }
}
