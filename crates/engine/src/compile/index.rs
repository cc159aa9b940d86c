//! The index from an action and a resource to the statements that could match: the decision that buys the speed.
//!
//! Statements are filed by class of action (one action in full, one service, any) and, within a class, by the literal
//! text that a matching resource begins with. All such texts that a given resource begins with lie on one chain of
//! parents, found by one binary search.

use std::cmp::Ordering;

use iamwhy_policy::{Add, Effect};

use super::parts::{ActionTest, Bucket, Entry, NO_PARENT, Settled, Stmt, Void};
use super::{Compiler, Program};
use crate::order::{order, set};
use crate::pattern::{Run, Shape, Slice};

/// A statement with more ways in than this is filed by its actions alone.
const MANY_WAYS: usize = 64;

pub(crate) const ANY: u32 = 0;

pub(crate) fn service_class(service: u32) -> u32 {
    1 + service * 2
}

pub(crate) fn action_class(action: u32) -> u32 {
    2 + action * 2
}

/// More buckets than this are searched, fewer are looked through.
const FEW_BUCKETS: usize = 8;

/// The classes of an action: any, its service and itself, as far as policies mention them.
pub(crate) fn classes(service: Option<u32>, action: Option<u32>) -> [u32; 3] {
    [
        ANY,
        service.map_or(ANY, service_class),
        action.map_or(ANY, action_class),
    ]
}

/// What filing needs, kept from one set of policies to the next.
#[derive(Default)]
pub(super) struct Filing {
    ways: Vec<Way>,
    /// Of the statement at hand.
    prefixes: Vec<(Run, bool)>,
}

struct Way {
    class: u32,
    prefix: Run,
    statement: u32,
    settled: Settled,
}

impl Compiler<'_> {
    /// Files the statements of these documents that can match and have this effect, and returns their buckets.
    pub(super) fn index(&mut self, documents: &[u32], effect: Effect) -> Slice {
        let mut filing = std::mem::take(&mut self.filing);
        filing.ways.clear();
        for &document in documents {
            for statement in self.program.documents[document as usize].statements.ids() {
                let stmt = &self.program.statements[statement as usize];
                if stmt.void == Void::Live && stmt.effect == effect {
                    let whole = self.assume.compiles_other(28);
                    self.program.file(statement, whole, &mut filing);
                }
            }
        }
        let buckets = self.buckets(&filing.ways);
        self.filing = filing;
        buckets
    }

    fn buckets(&mut self, ways: &[Way]) -> Slice {
        let templates = &self.program.templates;
        let sorted = order(ways.len(), &mut |left, right| {
            let (Some(left), Some(right)) = (ways.get(left), ways.get(right)) else {
                return Ordering::Equal;
            };
            let texts = || templates.bytes(left.prefix).cmp(templates.bytes(right.prefix));
            left.class
                .cmp(&right.class)
                .then_with(texts)
                .then(left.statement.cmp(&right.statement))
        });
        let first_bucket = self.program.buckets.len() as u32;
        let mut stack: Vec<u32> = Vec::new();
        for way in sorted.into_iter().filter_map(|at| ways.get(at)) {
            let at = self.program.entries.len() as u32;
            let open = self.program.buckets.len() as u32 > first_bucket;
            match self.program.buckets.last_mut() {
                Some(bucket) if open && bucket.class == way.class => bucket.entries.end = at + 1,
                _ => {
                    stack.clear();
                    let entries = Slice { start: at, end: at + 1 };
                    self.program.buckets.push(Bucket {
                        class: way.class,
                        entries,
                        common: 0,
                    });
                }
            }
            let text = self.program.templates.bytes(way.prefix);
            while let Some(&top) = stack.last() {
                if text.starts_with(self.program.templates.bytes(self.program.entries[top as usize].prefix)) {
                    break;
                }
                stack.pop();
            }
            let parent = stack.last().copied().unwrap_or(NO_PARENT);
            stack.push(at);
            self.program.entries.push(Entry {
                prefix: way.prefix,
                head: 0,
                parent,
                statement: way.statement,
                settled: way.settled,
            });
        }
        let buckets = Slice {
            start: first_bucket,
            end: self.program.buckets.len() as u32,
        };
        self.program.heads(buckets);
        buckets
    }
}

/// Eight bytes of a text from this place on, as a number of the same order; zeros where it ends.
fn head(text: &[u8], from: usize) -> u64 {
    let rest = text.get(from..).unwrap_or_default();
    match rest.first_chunk::<8>() {
        Some(eight) => u64::from_be_bytes(*eight),
        None => (0..8).fold(0, |head, at| head << 8 | u64::from(rest.get(at).copied().unwrap_or(0))),
    }
}

impl Program {
    /// Works out what the prefixes of each bucket share, and what comes behind it.
    fn heads(&mut self, buckets: Slice) {
        let Some(buckets) = self.buckets.get_mut(buckets.start as usize..buckets.end as usize) else {
            return;
        };
        for bucket in buckets {
            let range = bucket.entries.start as usize..bucket.entries.end as usize;
            let Some(entries) = self.entries.get_mut(range) else {
                continue;
            };
            if let ([first, ..], [.., last]) = (&*entries, &*entries) {
                let (first, last) = (self.templates.bytes(first.prefix), self.templates.bytes(last.prefix));
                // They are sorted: what the first and the last share, all share.
                bucket.common = first.iter().zip(last).take_while(|(one, other)| one == other).count();
            }
            for entry in entries {
                entry.head = head(self.templates.bytes(entry.prefix), bucket.common);
            }
        }
    }

    fn file(&self, statement: u32, whole: bool, filing: &mut Filing) {
        let Filing { ways, prefixes } = filing;
        let stmt = &self.statements[statement as usize];
        let start = ways.len();
        self.prefixes(stmt, whole, prefixes);
        let rest = stmt.principals.is_empty() && stmt.conditions.is_empty();
        let mut last = None;
        self.classes(stmt, |class, action| {
            match last {
                // Too many already: how many more there would be is not asked.
                _ if ways.len() - start > MANY_WAYS => return,
                Some((same, first)) if same == class => {
                    let same = ways.get_mut(first..).unwrap_or_default();
                    same.iter_mut().for_each(|way| way.settled.action |= action);
                    return;
                }
                _ => last = Some((class, ways.len())),
            }
            ways.add(prefixes.iter().map(|&(prefix, resource)| Way {
                class,
                prefix,
                statement,
                settled: Settled { action, resource, rest },
            }));
        });
        if ways.len() - start > MANY_WAYS {
            ways.truncate(start);
            let mut classes = Vec::new();
            self.classes(stmt, |class, _| classes.push(class));
            ways.add(set(classes).into_iter().map(|class| Way {
                class,
                prefix: Run::default(),
                statement,
                settled: Settled::default(),
            }));
        }
    }

    /// Files a statement under the classes of its actions, and says whether the class is all that its action asks for.
    fn classes(&self, stmt: &Stmt, mut file: impl FnMut(u32, bool)) {
        match stmt.actions.of(&self.clauses) {
            [clause] if !clause.negated => {
                for entry in clause.entries.of(&self.actions) {
                    match entry.test {
                        ActionTest::Any => file(ANY, true),
                        ActionTest::Glob(..) => file(ANY, false),
                        ActionTest::Exact(action) => file(action_class(action), true),
                        ActionTest::Service(service, name) => file(service_class(service), name.shape == Shape::Any),
                        ActionTest::Nothing => {}
                    }
                }
            }
            _ => file(ANY, false),
        }
    }

    /// The literal texts that a matching resource begins with, each with whether that is all that is asked of it.
    fn prefixes(&self, stmt: &Stmt, whole: bool, prefixes: &mut Vec<(Run, bool)>) {
        prefixes.clear();
        match stmt.resources.of(&self.clauses) {
            [clause] if !clause.negated && !whole => {
                let text_of = |prefix: Run| self.templates.bytes(prefix);
                for entry in clause.entries.of(&self.resource_entries) {
                    if prefixes.len() > MANY_WAYS {
                        *prefixes = vec![(Run::default(), false)];
                        return;
                    }
                    let prefix = self.templates.prefix(entry.pattern);
                    let text = text_of(prefix);
                    let all = matches!(entry.pattern.shape, Shape::Any | Shape::Prefix(_));
                    match prefixes.iter_mut().find(|(other, _)| text.starts_with(text_of(*other))) {
                        Some((other, settled)) => *settled |= all && text_of(*other) == text,
                        None => {
                            prefixes.retain(|(other, _)| !text_of(*other).starts_with(text));
                            prefixes.push((prefix, all));
                        }
                    }
                }
            }
            _ => prefixes.push((Run::default(), stmt.resources.is_empty())),
        }
    }

    /// Whether a set could deny anything at all.
    pub(crate) fn may_deny(&self, set: u32) -> bool {
        let set = self.sets.get(set as usize);
        set.is_some_and(|set| !set.deny.is_empty() || !set.unknowns.is_empty())
    }

    /// Calls back for every statement that could match an action of these classes and this resource, until told to stop.
    pub(crate) fn candidates(
        &self,
        buckets: Slice,
        classes: [u32; 3],
        resource: &str,
        mut visit: impl FnMut(&Entry) -> bool,
    ) {
        let buckets = buckets.of(&self.buckets);
        let resource = resource.as_bytes();
        if buckets.len() <= FEW_BUCKETS {
            let mut own = buckets.iter().filter(|bucket| classes.contains(&bucket.class));
            own.any(|bucket| self.in_bucket(bucket, resource, &mut visit));
            return;
        }
        for (place, class) in classes.into_iter().enumerate() {
            // A class that no policy mentions stands for the first one, which has had its turn.
            if place > 0 && class == ANY {
                continue;
            }
            if let Ok(at) = buckets.binary_search_by_key(&class, |bucket| bucket.class)
                && self.in_bucket(&buckets[at], resource, &mut visit)
            {
                return;
            }
        }
    }

    fn in_bucket(&self, bucket: &Bucket, resource: &[u8], visit: &mut impl FnMut(&Entry) -> bool) -> bool {
        let entries = bucket.entries;
        let text = |entry: &Entry| self.templates.bytes(entry.prefix);
        let all = entries.of(&self.entries);
        if all.len() <= 4 {
            return all
                .iter()
                .any(|entry| resource.starts_with(text(entry)) && visit(entry));
        }
        let shared = all.first().and_then(|first| text(first).get(..bucket.common));
        if !shared.is_some_and(|shared| resource.starts_with(shared)) {
            return false;
        }
        let wanted = head(resource, bucket.common);
        let behind = all.partition_point(|entry| match entry.head.cmp(&wanted) {
            Ordering::Less => true,
            Ordering::Equal => text(entry) <= resource,
            Ordering::Greater => false,
        });
        let mut at = entries.start + behind as u32;
        if at == entries.start {
            return false;
        }
        at -= 1;
        while at != NO_PARENT {
            let Some(entry) = self.entries.get(at as usize) else {
                return false;
            };
            if resource.starts_with(text(entry)) && visit(entry) {
                return true;
            }
            at = entry.parent;
        }
        false
    }
}
