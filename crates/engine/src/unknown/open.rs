//! What is left open in a request: conditions and resources that unknown keys decide, and the classes of those keys.

use iamwhy_policy::{Add, Base, Listed, Qualifier, Seen};

use super::classes::{Uses, is_list, lists, values};
use crate::bind::Bound;
use crate::compile::parts::{Clause, Cond, Operand};
use crate::evaluate::element::World;
use crate::evaluate::{Target, asked, condition, element, refused, writes_public_acl};
use crate::keys::{KeyType, Source, Value, key_info};
use crate::order::set;
use crate::pattern::{Pattern, Token};
use crate::request::{Context, ContextValue, Request};
use crate::service::grants;
use crate::trace::{Site, Trace};
use crate::truth::Truth;

/// More values, times what each is compared with, are not told apart.
const MOST_SIGNED: usize = 1 << 24;

/// Conditions and statements whose truth is unknown.
pub(super) struct Open {
    conditions: Vec<u32>,
    resources: Vec<u32>,
}

/// Keys that hold one and the same unknown.
pub(super) struct Group {
    /// What answers call it: by its place, or by each key that is asked for.
    pub(super) called: Vec<String>,
    /// The names of the keys.
    pub(super) names: Vec<Box<str>>,
    keys: Vec<u32>,
    presence: bool,
    /// Texts that KMS grants compare it with.
    texts: Vec<String>,
}

impl Open {
    pub(super) fn new(trace: &Trace) -> Open {
        let (mut all, mut own) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
        for event in &trace.events {
            match event.site {
                Site::Condition if event.truth == Truth::Unknown => own.0.push(event.node),
                Site::Resource if event.truth == Truth::Unknown => own.1.push(event.node),
                Site::Statement => {
                    let (conditions, resources) = std::mem::take(&mut own);
                    if event.truth == Truth::Unknown {
                        all.0.add(conditions);
                        all.1.add(resources);
                    }
                }
                _ => {}
            }
        }
        Open {
            conditions: set(all.0),
            resources: set(all.1),
        }
    }

    fn conditions<'p>(&self, bound: &Bound<'p>) -> impl Iterator<Item = &'p Cond> {
        let conditions = &bound.program.conditions;
        self.conditions.iter().filter_map(|id| conditions.get(*id as usize))
    }

    /// Keys with an unknown value among what is left open, those of one origin together.
    pub(super) fn groups(&self, bound: &Bound<'_>) -> Vec<Group> {
        let program = bound.program;
        let mut keys: Vec<u32> = Vec::new();
        for cond in self.conditions(bound) {
            keys.push(cond.key);
            keys.add(variables(bound, cond));
        }
        for statement in &self.resources {
            keys.add(resource_variables(bound, *statement));
        }
        let mut groups: Vec<((String, String), Group)> = Vec::new();
        let mut add =
            |name: &str, origin: (String, String), key: Option<u32>, presence, texts: Vec<String>, own: &str| {
                let at = groups
                    .iter()
                    .position(|(other, _)| *other == origin)
                    .unwrap_or_else(|| {
                        groups.push((
                            origin,
                            Group {
                                called: Vec::new(),
                                names: Vec::new(),
                                keys: Vec::new(),
                                presence,
                                texts: Vec::new(),
                            },
                        ));
                        groups.len() - 1
                    });
                if let Some((_, group)) = groups.get_mut(at) {
                    group.called.push(name.to_owned());
                    group.keys.add(key);
                    group.names.push(own.into());
                    group.texts.add(texts);
                }
            };
        for key in set(keys) {
            let Value::Unknown { presence, source } = bound.value(key) else {
                continue;
            };
            let def = &program.keys[key as usize];
            let folded = def.key.folded();
            // Named as the request names it, else as AWS does, whatever the policy's spelling.
            let mut given = bound.request.context.iter();
            let given = given
                .find(|entry| entry.key.folded() == folded)
                .map(|entry| &*entry.name);
            let known = key_info(folded).map(|info| info.name);
            let known = known.filter(|name| name.len() == folded.len());
            let spelled = given.or(known).unwrap_or(&def.name);
            let (name, origin) = match source {
                Source::Place(id) => {
                    let place = program.env.unknowns.get(id.0 as usize).map_or("", String::as_str);
                    let sub = folded.get(def.subkey..).unwrap_or("");
                    (place, (place.to_owned(), sub.to_owned()))
                }
                // The two forms of the current time follow each other.
                Source::Key if CLOCKS.iter().any(|clock| clock.eq_ignore_ascii_case(folded)) => {
                    (spelled, ("clock".to_owned(), String::new()))
                }
                Source::Key => (spelled, (folded.to_owned(), String::new())),
            };
            add(name, origin, Some(key), presence, Vec::new(), &def.name);
        }
        for (entry, texts) in grants::asked(bound).into_iter().chain(asked(bound)) {
            if let ContextValue::Unknown { presence } = entry.value {
                let origin = (entry.key.folded().to_owned(), String::new());
                add(&entry.name, origin, None, presence, texts, &entry.name);
            }
        }
        groups.into_iter().map(|(_, group)| group).listed()
    }

    /// For each group the number of the first that it is compared with, directly or through others.
    pub(super) fn linked(&self, bound: &Bound<'_>, groups: &[Group]) -> Vec<usize> {
        let mut links: Vec<usize> = (0..groups.len()).listed();
        for cond in self.conditions(bound) {
            let mut keys = variables(bound, cond);
            keys.push(cond.key);
            let own = |group: &Group| group.keys.iter().any(|key| keys.contains(key));
            let met: Vec<usize> = (0..groups.len())
                .filter(|index| groups.get(*index).is_some_and(own))
                .filter_map(|index| links.get(index).copied())
                .listed();
            let first = met.iter().min().copied();
            for link in &mut links {
                if let (true, Some(first)) = (met.contains(link), first) {
                    *link = first;
                }
            }
        }
        links
    }

    /// The classes of a group of keys, one representative each where the others cannot be told from it; false where some
    /// may be missing.
    pub(super) fn choices(
        &self,
        bound: &Bound<'_>,
        groups: &[Group],
        links: &[usize],
        index: usize,
        effort: &mut usize,
    ) -> (Vec<ContextValue>, bool) {
        let program = bound.program;
        let Some(group) = groups.get(index) else {
            return (Vec::new(), false);
        };
        let kin = || {
            groups
                .iter()
                .zip(links)
                .filter(|(_, link)| Some(*link) == links.get(index))
        };
        let any = |key: u32| kin().any(|(other, _)| other.keys.contains(&key));
        let in_resource = |id: &u32| resource_variables(bound, *id).into_iter().any(any);
        let uses = Uses {
            conditions: self.conditions(bound).filter(|cond| any(cond.key)).listed(),
            compared: self
                .conditions(bound)
                .filter(|cond| variables(bound, cond).into_iter().any(any))
                .listed(),
            resources: match self.resources.iter().any(in_resource) {
                true => seen(bound).listed(),
                false => Vec::new(),
            },
            texts: kin().flat_map(|(other, _)| other.texts.iter().cloned()).listed(),
            kinds: kin()
                .filter_map(|(other, _)| program.keys.get(*other.keys.first()? as usize))
                .map(|def| def.kind)
                .listed(),
            linked: u8::try_from(kin().count()).unwrap_or(u8::MAX),
        };
        let def = group.keys.first().and_then(|key| program.keys.get(*key as usize));
        let kind = def.and_then(|def| def.kind);
        let list = def.is_some_and(|def| is_list(def.cardinality));
        // Of a key that no table lists, whoever writes a qualifier says that it holds lists.
        let is_unlisted = def.is_some_and(|def| def.cardinality.is_none());
        let either = is_unlisted && uses.conditions.iter().any(|cond| has_qualifier(cond));
        let (mut single, mut complete) = values(bound, kind, &uses);
        // The last, so that a longer text stands for it if it can; not where an empty text may count as no value at all.
        let counts = |cond: &Cond| has_qualifier(cond) || cond.operator.is_some_and(|own| own.base == Base::Null);
        let asked = |cond: &Cond| group.keys.contains(&cond.key) && counts(cond);
        let may_count = group.presence || !program.conditions.iter().any(asked);
        let may_be_empty = matches!(kind, Some(KeyType::Text) | None) && !list && may_count;
        let is_compared = single.iter().any(String::is_empty);
        single.retain(|text| !text.is_empty());
        if may_be_empty || is_compared {
            single.push(String::new());
        }
        let each = self
            .conditions(bound)
            .map(|cond| 1 + cond.operands.of(&program.operands).len());
        let asked = single.len() * (each.sum::<usize>() + self.resources.len() + 1);
        *effort += asked;
        if asked > MOST_SIGNED {
            return (Vec::new(), false);
        }
        let mut signatures = Seen::default();
        let mut kept: Vec<String> = Vec::new();
        for value in single {
            if signatures.insert_bytes(self.signature(bound, group, &value)) {
                kept.push(value);
            }
        }
        let mut choices: Vec<ContextValue> = Vec::new();
        if list || either {
            let (lists, all) = lists(&kept);
            complete &= all;
            choices = lists;
            // What counts as no values and is there all the same (COND-14).
            if group.presence {
                choices.push(ContextValue::Many([Box::from("")].into()));
            }
        }
        if !list {
            choices.add(kept.into_iter().map(|value| ContextValue::One(value.into())));
        }
        if group.presence {
            choices.insert(0, ContextValue::Absent);
        }
        (choices, complete)
    }

    /// How everything that is open comes out with this value; values with the same signature are one class.
    fn signature(&self, bound: &Bound<'_>, group: &Group, text: &str) -> Vec<u8> {
        let program = bound.program;
        let mut request = bound.request.clone();
        fill(&mut request, &group.names, &ContextValue::One(text.into()));
        let Some(bound) = Bound::new(program, bound.assume, &request, bound.assigned) else {
            return Vec::new();
        };
        let refused = refused(&bound).is_some() || writes_public_acl(&bound);
        let granted = grants::of_key(&bound);
        let mut signature = vec![granted.own as u8, granted.account as u8, u8::from(refused)];
        let mut linked = false;
        for cond in self.conditions(&bound) {
            let (truth, _) = condition::condition(&bound, cond);
            let own = |key: &u32| group.keys.contains(key);
            linked |= truth == Truth::Unknown && (own(&cond.key) || variables(&bound, cond).iter().any(own));
            signature.push(truth as u8);
        }
        for id in &self.resources {
            let own = resource_variables(&bound, *id)
                .iter()
                .any(|key| group.keys.contains(key));
            let stmt = &program.statements[*id as usize];
            for resource in seen(&bound) {
                for clause in stmt.resources.of(&program.clauses) {
                    let (truth, _) = element::resource(&bound, clause, &Target { resource });
                    linked |= own && truth == Truth::Unknown && is_mixed(&bound, group, clause);
                    signature.push(truth as u8);
                }
            }
        }
        if linked {
            // Compared with another unknown: the text itself matters.
            signature.add(text.bytes());
        }
        signature
    }
}

/// Whether one entry holds a key of the group beside another unknown.
fn is_mixed(bound: &Bound<'_>, group: &Group, clause: &Clause) -> bool {
    let mut entries = clause.entries.of(&bound.program.resource_entries).iter();
    entries.any(|entry| {
        let mut keys = Vec::new();
        pattern_variables(bound, entry.pattern, &mut keys);
        keys.iter().any(|key| group.keys.contains(key)) && World { bound }.is_unknown(entry.pattern)
    })
}

fn has_qualifier(cond: &Cond) -> bool {
    cond.operator.is_some_and(|own| own.qualifier != Qualifier::None)
}

/// The two forms of the current time.
const CLOCKS: [&str; 2] = ["aws:CurrentTime", "aws:EpochTime"];

/// Sets all keys of a group. Of the current time only the form that the text has: the other follows it, unless it is given.
pub(super) fn fill(request: &mut Request, names: &[Box<str>], value: &ContextValue) {
    let is_clock = |name: &str| CLOCKS.iter().any(|clock| clock.eq_ignore_ascii_case(name));
    let is_given = |context: &Context, name| matches!(context.by_name(name), Some(ContextValue::One(_)));
    let clock = names.iter().any(|name| is_clock(name)) && !CLOCKS.iter().any(|name| is_given(&request.context, name));
    match value {
        ContextValue::One(text) if clock => {
            let [iso, epoch] = CLOCKS;
            let (own, other) = if text.contains('-') { (iso, epoch) } else { (epoch, iso) };
            request.context.unset(other);
            request.context.set(own, value.clone());
        }
        _ => names.iter().for_each(|name| request.context.set(name, value.clone())),
    }
}

/// The ARNs that policies see: through an access point also the bucket's or object's.
fn seen<'b>(bound: &'b Bound<'_>) -> impl Iterator<Item = &'b str> {
    let bucket = bound.access_point.as_ref().and_then(|point| point.bucket.as_ref());
    [bound.request.resource()]
        .into_iter()
        .chain(bucket.map(|(_, arn)| arn.as_str()))
}

/// Keys that the values of a condition mention as variables.
fn variables(bound: &Bound<'_>, cond: &Cond) -> Vec<u32> {
    let mut found = Vec::new();
    for entry in cond.operands.of(&bound.program.operands) {
        match &entry.operand {
            Operand::Text(pattern) | Operand::BoolText(pattern) | Operand::ArnVariable(pattern) => {
                pattern_variables(bound, *pattern, &mut found);
            }
            Operand::Arn(parts) => parts
                .iter()
                .for_each(|part| pattern_variables(bound, *part, &mut found)),
            _ => {}
        }
    }
    found
}

fn resource_variables(bound: &Bound<'_>, statement: u32) -> Vec<u32> {
    let program = bound.program;
    let mut found = Vec::new();
    for clause in program.statements[statement as usize].resources.of(&program.clauses) {
        for entry in clause.entries.of(&program.resource_entries) {
            pattern_variables(bound, entry.pattern, &mut found);
        }
    }
    found
}

fn pattern_variables(bound: &Bound<'_>, pattern: Pattern, found: &mut Vec<u32>) {
    let templates = &bound.program.templates;
    for token in pattern.tokens.of(&templates.tokens) {
        if let Token::Variable(variable) = token
            && let Some(variable) = templates.variables.get(variable.0 as usize)
        {
            found.push(variable.key);
        }
    }
}
