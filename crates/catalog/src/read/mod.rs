//! Reads the packed catalogue. `build/encode.rs` is the other half.
//!
//! Any bytes may come in: every number is checked against what it counts or names, nothing is reserved on the word of a
//! number, and no name grows beyond [`LONGEST`], so that the result is not much larger than the bytes.

mod columns;
mod names;

use std::ops::Range;

use crate::key::is_kind;
use crate::rows::{ActionRow, KeyRow, OnRow, ServiceRow, Span, TypeRow};
use crate::{AccessLevel, Catalog};
use columns::{Column, Columns};

/// The first bytes; the digit is the version of the columns.
const MAGIC: &[u8] = b"iamwhy-catalogue-1\n";
/// What is put before other text: prefixes of services, first words of actions.
const LONGEST: usize = 100;

/// Why bytes are not a catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Something else, or written by another version of this program.
    #[error("this is not a catalogue of this version; write it again with the program that reads it")]
    NotACatalogue,
    /// It ends early or contradicts itself.
    #[error("the catalogue is damaged at {0}; load it again")]
    Damaged(&'static str),
}

pub(crate) fn read(bytes: &[u8]) -> Result<Catalog, Unreadable> {
    let body = bytes.strip_prefix(MAGIC).ok_or(Unreadable::NotACatalogue)?;
    let mut columns = Columns::cut(body)?;
    let mut catalog = Catalog::default();
    let source = columns.head.line()?;
    catalog.source = catalog.write(&[source])?;
    let date = columns.head.line()?;
    catalog.date = catalog.write(&[date])?;
    catalog.read_keys(&mut columns, None)?;
    let verbs: Vec<&str> = columns.verbs.by_ref().collect();
    if verbs.iter().any(|verb| verb.len() > LONGEST) {
        return Err(Unreadable::Damaged("verbs"));
    }
    while let Some(line) = columns.services.next() {
        let (prefix, name) = line.split_once(' ').ok_or(Unreadable::Damaged("services"))?;
        if prefix.len() > LONGEST {
            return Err(Unreadable::Damaged("services"));
        }
        catalog.read_service(&mut columns, &verbs, prefix, name)?;
    }
    while !columns.need_sets.is_empty() {
        for _ in 0..columns.need_sets.number()? {
            let action = columns.need_sets.below(catalog.actions.len())?;
            catalog.need_sets.add(action);
        }
        catalog.need_sets.end();
    }
    let needs = catalog.need_sets.count();
    if catalog.actions.iter().any(|action| action.needs > needs) {
        return Err(Unreadable::Damaged("action_needs"));
    }
    let prefixes = catalog.services.iter().map(|row| catalog.lower_at(row.prefix));
    if !prefixes.is_sorted_by(|one, other| one < other) {
        return Err(Unreadable::Damaged("services"));
    }
    catalog.index_key_names();
    Ok(catalog)
}

impl Catalog {
    fn read_service(
        &mut self,
        columns: &mut Columns<'_>,
        verbs: &[&str],
        prefix: &str,
        name: &str,
    ) -> Result<(), Unreadable> {
        let service = count(self.services.len())?;
        let keys = self.read_keys(columns, Some(prefix))?;
        let key_sets = self.read_key_sets(&mut columns.key_sets, &keys)?;
        let types = self.read_types(columns, service, prefix, &key_sets)?;
        let on_sets = self.read_on_sets(columns, &types, &key_sets)?;
        let actions = self.read_actions(columns, verbs, service, &key_sets, &on_sets)?;
        let row = ServiceRow {
            prefix: self.write(&[prefix])?,
            name: self.write(&[name])?,
            keys,
            types,
            actions,
        };
        self.services.push(row);
        Ok(())
    }

    /// Names up to an empty line, and the kind of each.
    fn read_keys(&mut self, columns: &mut Columns<'_>, prefix: Option<&str>) -> Result<Range<u32>, Unreadable> {
        let start = count(self.keys.len())?;
        loop {
            let name = match columns.key_names.line()? {
                "" => break,
                name => name,
            };
            let name = match (name.starts_with(':'), prefix) {
                (true, Some(prefix)) => self.write(&[prefix, name])?,
                _ => self.write(&[name])?,
            };
            let kind = columns.key_kinds.byte()?;
            if !is_kind(kind) {
                return Err(Unreadable::Damaged("key_kinds"));
            }
            self.keys.push(KeyRow { name, kind });
        }
        Ok(start..count(self.keys.len())?)
    }

    fn read_key_sets(&mut self, column: &mut Column<'_>, keys: &Range<u32>) -> Result<Range<u32>, Unreadable> {
        let start = self.key_sets.count();
        for _ in 0..column.number()? {
            let mut key = u64::from(keys.start);
            for _ in 0..column.number()? {
                key = key.saturating_add(column.number()?);
                if key >= u64::from(keys.end) {
                    return Err(column.damaged());
                }
                self.key_sets.add(u32::try_from(key).map_err(|_| column.damaged())?);
            }
            self.key_sets.end();
        }
        Ok(start..self.key_sets.count())
    }

    fn read_types(
        &mut self,
        columns: &mut Columns<'_>,
        service: u32,
        prefix: &str,
        key_sets: &Range<u32>,
    ) -> Result<Range<u32>, Unreadable> {
        let start = count(self.types.len())?;
        loop {
            let line = match columns.types.line()? {
                "" => break,
                line => line,
            };
            let (name, arns) = line.split_once('\t').ok_or(Unreadable::Damaged("types"))?;
            let mut whole = String::new();
            for arn in arns.split('\t') {
                whole.push(' ');
                match arn.strip_prefix('~') {
                    Some(rest) => whole.extend(["arn:${Partition}:", prefix, ":${Region}:${Account}:", rest]),
                    None => whole.push_str(arn),
                }
            }
            let row = TypeRow {
                service,
                name: self.write(&[name])?,
                arns: self.write(&[whole.trim_start()])?,
                keys: columns.type_keys.in_range(key_sets)?,
            };
            self.types.push(row);
        }
        Ok(start..count(self.types.len())?)
    }

    fn read_on_sets(
        &mut self,
        columns: &mut Columns<'_>,
        types: &Range<u32>,
        key_sets: &Range<u32>,
    ) -> Result<Range<u32>, Unreadable> {
        let first = count(self.on_items.len())?;
        let column = &mut columns.on_items;
        for _ in 0..column.number()? {
            let number = column.number()?;
            let type_ = u64::from(types.start) + number / 2;
            if type_ >= u64::from(types.end) {
                return Err(column.damaged());
            }
            self.on_items.push(OnRow {
                type_: u32::try_from(type_).map_err(|_| column.damaged())?,
                required: number % 2 == 1,
                keys: column.in_range(key_sets)?,
            });
        }
        let items = first..count(self.on_items.len())?;
        let start = self.on_sets.count();
        let column = &mut columns.on_sets;
        for _ in 0..column.number()? {
            for _ in 0..column.number()? {
                self.on_sets.add(column.in_range(&items)?);
            }
            self.on_sets.end();
        }
        Ok(start..self.on_sets.count())
    }

    /// Filed by the rest of their names; sorted afterwards.
    fn read_actions(
        &mut self,
        columns: &mut Columns<'_>,
        verbs: &[&str],
        service: u32,
        key_sets: &Range<u32>,
        on_sets: &Range<u32>,
    ) -> Result<Range<u32>, Unreadable> {
        let start = self.actions.len();
        loop {
            let noun = match columns.nouns.line()? {
                "" => break,
                // The name is the first word alone.
                "." => "",
                noun => noun,
            };
            if noun.len() > LONGEST {
                return Err(Unreadable::Damaged("nouns"));
            }
            for _ in 0..columns.noun_counts.number()? {
                let verb = match columns.action_verbs.byte()?.checked_sub(1) {
                    None => "",
                    Some(verb) => verbs
                        .get(usize::from(verb))
                        .ok_or(Unreadable::Damaged("action_verbs"))?,
                };
                let access = columns.access.byte()?;
                if usize::from(access) >= AccessLevel::ALL.len() {
                    return Err(Unreadable::Damaged("access"));
                }
                let row = ActionRow {
                    service,
                    name: self.write(&[verb, noun])?,
                    access,
                    keys: columns.action_keys.in_range(key_sets)?,
                    on: columns.action_on.in_range(on_sets)?,
                    needs: columns.action_needs.below(usize::MAX)?,
                };
                self.actions.push(row);
            }
        }
        let mut rows = self.actions.split_off(start);
        rows.sort_by(|one, other| self.lower_at(one.name).cmp(self.lower_at(other.name)));
        self.actions.extend(rows);
        Ok(count(start)?..count(self.actions.len())?)
    }
}

fn count(length: usize) -> Result<u32, Unreadable> {
    u32::try_from(length).map_err(|_| Unreadable::Damaged("its size"))
}

/// A span of no more text than `u32` can count.
fn span(start: usize, end: usize) -> Result<Span, Unreadable> {
    Ok(Span {
        start: count(start)?,
        length: count(end - start)?,
    })
}
