//! Writes the catalogue as columns. `src/read` is the other half and says how each column is read.
//!
//! What stands side by side is alike, so that gzip finds it: one column after the other, and actions ordered by what
//! they do something to (`CreateBucket` beside `DeleteBucket`), each name cut into its first word and the rest.

use std::collections::{BTreeMap, HashMap};

use super::text::{Action, Service, Text};

/// The first bytes; the digit is the version of the columns.
pub(crate) const MAGIC: &[u8] = b"iamwhy-catalogue-1\n";
/// First words that are worth a number: no more than fit into one byte.
const COMMON: usize = 8;
const TYPES: &[&str] = &[
    "String",
    "Bool",
    "Numeric",
    "Date",
    "IPAddress",
    "ARN",
    "Binary",
    "DateOrNumeric",
];
const GROUPS: &[&str] = &["service", "request", "tag", "session", "deprecated"];
const ACCESS: &[&str] = &["List", "Read", "Write", "Tagging", "Permissions-management"];

/// The file that `Catalog::read` reads.
pub(crate) fn encode(text: &Text) -> Result<Vec<u8>, String> {
    let mut file = MAGIC.to_vec();
    let mut columns = Columns {
        head: format!("{}\n{}\n", text.source, text.date).into_bytes(),
        ..Columns::default()
    };
    for key in &text.global {
        line(&mut columns.key_names, &key.name);
        columns.key_kinds.push(kind(&key.kind, &key.group)?);
    }
    line(&mut columns.key_names, "");
    let verbs = common_verbs(&text.services);
    for verb in &verbs {
        line(&mut columns.verbs, verb);
    }
    let ids = ids(&text.services);
    let mut needs = Sets::default();
    for service in &text.services {
        columns
            .service(service, &verbs, &ids, &mut needs)
            .map_err(|why| format!("service `{}`: {why}", service.prefix))?;
    }
    for set in needs.list {
        numbers(&mut columns.need_sets, &set);
    }
    for column in columns.in_order() {
        number(&mut file, column.len() as u64);
        file.extend(column);
    }
    Ok(file)
}

#[derive(Default)]
struct Columns {
    head: Vec<u8>,
    services: Vec<u8>,
    key_names: Vec<u8>,
    key_kinds: Vec<u8>,
    types: Vec<u8>,
    type_keys: Vec<u8>,
    verbs: Vec<u8>,
    nouns: Vec<u8>,
    noun_counts: Vec<u8>,
    action_verbs: Vec<u8>,
    access: Vec<u8>,
    action_keys: Vec<u8>,
    action_on: Vec<u8>,
    action_needs: Vec<u8>,
    key_sets: Vec<u8>,
    on_sets: Vec<u8>,
    on_items: Vec<u8>,
    need_sets: Vec<u8>,
}

impl Columns {
    fn in_order(self) -> [Vec<u8>; 18] {
        [
            self.head,
            self.services,
            self.key_names,
            self.key_kinds,
            self.types,
            self.type_keys,
            self.verbs,
            self.nouns,
            self.noun_counts,
            self.action_verbs,
            self.access,
            self.action_keys,
            self.action_on,
            self.action_needs,
            self.key_sets,
            self.on_sets,
            self.on_items,
            self.need_sets,
        ]
    }

    fn service(
        &mut self,
        service: &Service,
        verbs: &[String],
        ids: &HashMap<String, u64>,
        needs: &mut Sets,
    ) -> Result<(), String> {
        line(&mut self.services, &format!("{} {}", service.prefix, service.name));
        let own = format!("{}:", service.prefix);
        let mut keys = HashMap::new();
        for (index, (name, given)) in service.keys.iter().enumerate() {
            keys.insert(name.to_ascii_lowercase(), index as u64);
            // `:rest` is a key of the service's own.
            line(
                &mut self.key_names,
                name.strip_prefix(own.as_str())
                    .map_or(name.clone(), |rest| format!(":{rest}"))
                    .as_str(),
            );
            self.key_kinds.push(kind(given, "service")?);
        }
        line(&mut self.key_names, "");
        // The sets of this service, the empty one first.
        let mut key_sets = Sets::default();
        key_sets.number(Vec::new());
        let mut key_set = |names: &[String]| -> Result<u64, String> {
            let mut set = Vec::new();
            for name in names {
                let key = keys.get(&name.to_ascii_lowercase());
                set.push(*key.ok_or_else(|| format!("`{name}` is not among its keys"))?);
            }
            set.sort_unstable();
            set.dedup();
            Ok(key_sets.number(set))
        };
        let mut types = HashMap::new();
        let usual = format!("arn:${{Partition}}:{}:${{Region}}:${{Account}}:", service.prefix);
        for (index, one) in service.types.iter().enumerate() {
            types.insert(one.name.as_str(), index as u64);
            let arns = one.arns.iter().map(|arn| match arn.strip_prefix(usual.as_str()) {
                Some(rest) => format!("\t~{rest}"),
                None => format!("\t{arn}"),
            });
            line(&mut self.types, &format!("{}{}", one.name, arns.collect::<String>()));
            number(&mut self.type_keys, key_set(&one.keys)?);
        }
        line(&mut self.types, "");
        let (mut on_sets, mut on_items) = (Sets::default(), Sets::default());
        on_sets.number(Vec::new());
        let mut nouns: BTreeMap<&str, Vec<(usize, &Action)>> = BTreeMap::new();
        for action in &service.actions {
            let (verb, noun) = cut(&action.name);
            let known = verbs.iter().position(|one| one == verb);
            let (verb, noun) = known.map_or((0, action.name.as_str()), |known| (known + 1, noun));
            nouns.entry(noun).or_default().push((verb, action));
        }
        for (noun, mut actions) in nouns {
            actions.sort_by_key(|(verb, _)| *verb);
            // An empty line ends the service.
            line(&mut self.nouns, if noun.is_empty() { "." } else { noun });
            number(&mut self.noun_counts, actions.len() as u64);
            for (verb, action) in actions {
                self.action_verbs
                    .push(u8::try_from(verb).map_err(|_| "too many verbs")?);
                self.access.push(place(ACCESS, &action.access)?);
                number(&mut self.action_keys, key_set(&action.keys)?);
                let mut set = Vec::new();
                for on in &action.on {
                    let index = types.get(on.name.as_str());
                    let index = index.ok_or_else(|| format!("`{}` is not among its resource types", on.name))?;
                    set.push(on_items.number(vec![index * 2 + u64::from(on.required), key_set(&on.keys)?]));
                }
                number(&mut self.action_on, on_sets.number(set));
                let mut set = Vec::new();
                for name in &action.needs {
                    let id = ids.get(&name.to_ascii_lowercase());
                    set.push(*id.ok_or_else(|| format!("`{name}` is not an action"))?);
                }
                number(
                    &mut self.action_needs,
                    if set.is_empty() { 0 } else { needs.number(set) + 1 },
                );
            }
        }
        line(&mut self.nouns, "");
        number(&mut self.key_sets, key_sets.list.len() as u64);
        for set in key_sets.list {
            let steps = set
                .iter()
                .scan(0, |before, key| Some(key - std::mem::replace(before, *key)));
            numbers(&mut self.key_sets, &steps.collect::<Vec<_>>());
        }
        number(&mut self.on_items, on_items.list.len() as u64);
        for item in on_items.list {
            item.iter().for_each(|part| number(&mut self.on_items, *part));
        }
        number(&mut self.on_sets, on_sets.list.len() as u64);
        on_sets.list.iter().for_each(|set| numbers(&mut self.on_sets, set));
        Ok(())
    }
}

/// Lists that occur again and again, each with a number.
#[derive(Default)]
struct Sets {
    list: Vec<Vec<u64>>,
    known: HashMap<Vec<u64>, u64>,
}

impl Sets {
    fn number(&mut self, set: Vec<u64>) -> u64 {
        if let Some(known) = self.known.get(&set) {
            return *known;
        }
        let number = self.list.len() as u64;
        self.known.insert(set.clone(), number);
        self.list.push(set);
        number
    }
}

/// `GetObject` is `Get` and `Object`.
fn cut(name: &str) -> (&str, &str) {
    let end = name
        .char_indices()
        .skip(1)
        .find(|(_, letter)| !letter.is_ascii_lowercase() && !letter.is_ascii_digit());
    name.split_at(end.map_or(name.len(), |(index, _)| index))
}

fn common_verbs(services: &[Service]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for action in services.iter().flat_map(|service| &service.actions) {
        *counts.entry(cut(&action.name).0).or_default() += 1;
    }
    let mut verbs: Vec<_> = counts.into_iter().filter(|(_, count)| *count >= COMMON).collect();
    verbs.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    verbs.into_iter().take(254).map(|(verb, _)| verb.to_owned()).collect()
}

/// The number of each action: the order of services and of names in lower case.
fn ids(services: &[Service]) -> HashMap<String, u64> {
    let mut ids = HashMap::new();
    for service in services {
        let mut names: Vec<_> = service
            .actions
            .iter()
            .map(|action| action.name.to_ascii_lowercase())
            .collect();
        names.sort();
        for name in names {
            let id = ids.len() as u64;
            ids.insert(format!("{}:{name}", service.prefix).to_ascii_lowercase(), id);
        }
    }
    ids
}

fn kind(given: &str, group: &str) -> Result<u8, String> {
    let (many, word) = given.strip_prefix("ArrayOf").map_or((0, given), |word| (8, word));
    Ok(place(TYPES, word)? | many | (place(GROUPS, group)? << 4))
}

fn place(words: &[&str], word: &str) -> Result<u8, String> {
    let index = words.iter().position(|one| *one == word);
    let index = index.ok_or_else(|| format!("`{word}` is none of {}", words.join(", ")))?;
    u8::try_from(index).map_err(|error| error.to_string())
}

fn line(out: &mut Vec<u8>, text: &str) {
    out.extend(text.as_bytes());
    out.push(b'\n');
}

fn numbers(out: &mut Vec<u8>, list: &[u64]) {
    number(out, list.len() as u64);
    list.iter().for_each(|one| number(out, *one));
}

/// Seven bits a byte, the low ones first; the eighth says that more follow.
fn number(out: &mut Vec<u8>, mut value: u64) {
    while value > 0x7f {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
