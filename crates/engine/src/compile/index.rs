//! The index from an action and a resource to the statements that could match: the decision that buys the speed.
//!
//! Statements are filed by class of action (one action in full, one service, any) and, within a class, by the literal
//! text that a matching resource begins with. All such texts that a given resource begins with lie on one chain of
//! parents, found by one binary search.

use std::cmp::Ordering;

use super::parts::{ActionTest, Bucket, Entry, NO_PARENT, Stmt};
use super::{Compiler, Program};
use crate::order::{order, set};
use crate::pattern::{Run, Slice};

/// A statement with more ways in than this is filed by its actions alone.
const MANY_WAYS: usize = 64;

pub(crate) const ANY: u32 = 0;

pub(crate) fn service_class(service: u32) -> u32 {
    1 + service * 2
}

pub(crate) fn action_class(action: u32) -> u32 {
    2 + action * 2
}

struct Way {
    class: u32,
    prefix: Run,
    statement: u32,
}

impl Compiler<'_> {
    /// Files these statements and returns their buckets.
    pub(super) fn index(&mut self, statements: &[u32]) -> Slice {
        let mut ways: Vec<Way> = Vec::with_capacity(statements.len() * 2);
        for &statement in statements {
            self.program.file(statement, self.assume.other(28), &mut ways);
        }
        let templates = &self.program.templates;
        let sorted = order(ways.len(), &mut |left, right| {
            let (Some(left), Some(right)) = (ways.get(left), ways.get(right)) else {
                return Ordering::Equal;
            };
            let texts = || templates.str(left.prefix).cmp(templates.str(right.prefix));
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
                    });
                }
            }
            let text = self.program.templates.str(way.prefix);
            while let Some(&top) = stack.last() {
                if text.starts_with(self.program.templates.str(self.program.entries[top as usize].prefix)) {
                    break;
                }
                stack.pop();
            }
            let parent = stack.last().copied().unwrap_or(NO_PARENT);
            stack.push(at);
            self.program.entries.push(Entry {
                prefix: way.prefix,
                parent,
                statement: way.statement,
            });
        }
        Slice {
            start: first_bucket,
            end: self.program.buckets.len() as u32,
        }
    }
}

impl Program {
    fn file(&self, statement: u32, whole: bool, ways: &mut Vec<Way>) {
        let stmt = &self.statements[statement as usize];
        let start = ways.len();
        let prefixes = self.prefixes(stmt, whole);
        let mut last = None;
        self.classes(stmt, |class| {
            if last == Some(class) {
                return;
            }
            last = Some(class);
            for &prefix in &prefixes {
                ways.push(Way {
                    class,
                    prefix,
                    statement,
                });
            }
        });
        if ways.len() - start > MANY_WAYS {
            ways.truncate(start);
            let mut classes = Vec::new();
            self.classes(stmt, |class| classes.push(class));
            ways.extend(set(classes).into_iter().map(|class| Way {
                class,
                prefix: Run::default(),
                statement,
            }));
        }
    }

    fn classes(&self, stmt: &Stmt, mut file: impl FnMut(u32)) {
        match stmt.actions.of(&self.clauses) {
            [clause] if !clause.negated => {
                for entry in clause.entries.of(&self.actions) {
                    match entry.test {
                        ActionTest::Any | ActionTest::Glob(..) => file(ANY),
                        ActionTest::Exact(action) => file(action_class(action)),
                        ActionTest::Service(service, _) => file(service_class(service)),
                        ActionTest::Nothing => {}
                    }
                }
            }
            _ => file(ANY),
        }
    }

    fn prefixes(&self, stmt: &Stmt, whole: bool) -> Vec<Run> {
        match stmt.resources.of(&self.clauses) {
            [clause] if !clause.negated && !whole => {
                let entries = clause.entries.of(&self.resource_entries);
                let mut prefixes: Vec<Run> = Vec::with_capacity(entries.len());
                for entry in entries {
                    let prefix = self.templates.prefix(entry.pattern);
                    let text = self.templates.str(prefix);
                    if !prefixes
                        .iter()
                        .any(|other| text.starts_with(self.templates.str(*other)))
                    {
                        prefixes.retain(|other| !self.templates.str(*other).starts_with(text));
                        prefixes.push(prefix);
                    }
                }
                prefixes
            }
            _ => vec![Run::default()],
        }
    }

    /// The bucket of a class.
    pub(crate) fn bucket(&self, buckets: Slice, class: u32) -> Slice {
        let buckets = buckets.of(&self.buckets);
        match buckets.binary_search_by_key(&class, |bucket| bucket.class) {
            Ok(at) => buckets[at].entries,
            Err(_) => Slice::default(),
        }
    }

    /// Calls back for every statement of a bucket that could match this resource, until told to stop.
    pub(crate) fn candidates(&self, entries: Slice, resource: &str, mut visit: impl FnMut(u32) -> bool) -> bool {
        let all = entries.of(&self.entries);
        if all.len() <= 4 {
            for entry in all {
                if resource.starts_with(self.templates.str(entry.prefix)) && visit(entry.statement) {
                    return true;
                }
            }
            return false;
        }
        let behind = all.partition_point(|entry| self.templates.str(entry.prefix) <= resource);
        let mut at = entries.start + behind as u32;
        if at == entries.start {
            return false;
        }
        at -= 1;
        while at != NO_PARENT {
            let Some(entry) = self.entries.get(at as usize) else {
                return false;
            };
            if resource.starts_with(self.templates.str(entry.prefix)) && visit(entry.statement) {
                return true;
            }
            at = entry.parent;
        }
        false
    }
}
