//! The action and resource tests, and what patterns look up.

use super::statement::Target;
use crate::bind::Bound;
use crate::compare::arn;
use crate::compile::parts::{ActionEntry, ActionTest, Clause, KeyDef};
use crate::keys::{Cardinality, Value};
use crate::pattern::{Pattern, Resolve, Shape, Token, VarId, glob};
use crate::trace::Reason;
use crate::truth::Truth;

/// Literal text and the values of policy variables.
pub(crate) struct World<'b, 'a> {
    pub(crate) bound: &'b Bound<'a>,
}

/// What a policy variable stands for.
pub(crate) enum Substitute<'a> {
    /// This text.
    Text(&'a str),
    /// The default that the policy writes, always literal (VAR-10).
    Default(&'a str),
    /// Nothing: no match (VAR-7).
    NoValue,
    /// Nobody told us.
    Unknown,
}

impl World<'_, '_> {
    pub(crate) fn substitute(&self, variable: VarId) -> Substitute<'_> {
        let program = self.bound.program;
        let Some(variable) = program.templates.variables.get(variable.0 as usize) else {
            return Substitute::NoValue;
        };
        let default = variable.default.map(|run| program.templates.str(run));
        let none = default.map_or(Substitute::NoValue, Substitute::Default);
        // A list has no one value (VAR-6), and no name has a space (VAR-2), whatever the key holds.
        let void = |def: &KeyDef| def.cardinality == Some(Cardinality::Multi) || def.name.contains(' ');
        if program.keys.get(variable.key as usize).is_some_and(void) {
            return none;
        }
        match self.bound.value(variable.key) {
            Value::Unknown { .. } => Substitute::Unknown,
            Value::One("") if default.is_some() && !self.bound.assume.other(5) => none,
            Value::One(text) => Substitute::Text(text),
            // Nor has an ambiguous tag.
            Value::Absent | Value::Many(_) | Value::Clash(..) => none,
        }
    }

    /// Whether a pattern rests on a value that nobody told us.
    pub(crate) fn is_unknown(&self, pattern: Pattern) -> bool {
        pattern.shape == Shape::Parts
            && pattern
                .tokens
                .of(&self.bound.program.templates.tokens)
                .iter()
                .any(|token| match token {
                    Token::Variable(variable) => matches!(self.substitute(*variable), Substitute::Unknown),
                    _ => false,
                })
    }

    fn has_no_value(&self, pattern: Pattern) -> bool {
        pattern.shape == Shape::Parts
            && pattern
                .tokens
                .of(&self.bound.program.templates.tokens)
                .iter()
                .any(|token| match token {
                    Token::Variable(variable) => matches!(self.substitute(*variable), Substitute::NoValue),
                    _ => false,
                })
    }
}

impl Resolve for World<'_, '_> {
    fn text(&self) -> &str {
        &self.bound.program.templates.text
    }

    fn variable(&self, variable: VarId) -> Option<&str> {
        match self.substitute(variable) {
            Substitute::Text(text) | Substitute::Default(text) => Some(text),
            Substitute::NoValue | Substitute::Unknown => None,
        }
    }

    fn bytewise(&self) -> bool {
        self.bound.assume.other(30)
    }
}

/// Whether text matches a pattern, wildcards of variables included where that reading is chosen (UND-6).
pub(crate) fn matches(world: &World<'_, '_>, pattern: Pattern, text: &str) -> bool {
    let templates = &world.bound.program.templates;
    if pattern.shape == Shape::Parts && world.bound.assume.other(6) {
        return expanded(world, pattern, text);
    }
    glob(pattern, &templates.tokens, world, text)
}

/// UND-6, other reading: the variable's text is read as a pattern.
fn expanded(world: &World<'_, '_>, pattern: Pattern, text: &str) -> bool {
    let program = world.bound.program;
    let mut templates = program.templates.clone();
    let start = templates.tokens.len() as u32;
    for index in pattern.tokens.ids() {
        match program.templates.tokens[index as usize] {
            Token::Variable(variable) => match world.substitute(variable) {
                Substitute::Text(value) => {
                    let dialect = crate::pattern::Dialect::Glob;
                    let inner = templates.pattern(value, dialect, false, world.bound.assume, &mut |_| 0);
                    debug_assert!(inner.tokens.end as usize == templates.tokens.len());
                }
                Substitute::Default(value) => {
                    let dialect = crate::pattern::Dialect::Exact;
                    templates.pattern(value, dialect, false, world.bound.assume, &mut |_| 0);
                }
                Substitute::NoValue | Substitute::Unknown => return false,
            },
            token => templates.tokens.push(token),
        }
    }
    let tokens = crate::pattern::Slice {
        start,
        end: templates.tokens.len() as u32,
    };
    struct Expanded<'t>(&'t str, bool);
    impl Resolve for Expanded<'_> {
        fn text(&self) -> &str {
            self.0
        }
        fn variable(&self, _: VarId) -> Option<&str> {
            None
        }
        fn bytewise(&self) -> bool {
            self.1
        }
    }
    let pattern = Pattern {
        tokens,
        shape: Shape::Parts,
    };
    glob(
        pattern,
        &templates.tokens,
        &Expanded(&templates.text, world.bytewise()),
        text,
    )
}

pub(super) fn reason(negated: bool, truth: Truth) -> Reason {
    match (negated, truth) {
        (_, Truth::Unknown) => Reason::Unknown,
        (false, Truth::Yes) => Reason::ValueMatched,
        (false, Truth::No) => Reason::NoValueMatched,
        (true, Truth::Yes) => Reason::NotExcluded,
        (true, Truth::No) => Reason::Excluded,
    }
}

/// The action test of one clause (ACT-*).
pub(crate) fn action(bound: &Bound<'_>, clause: &Clause) -> (Truth, Reason) {
    let listed = clause
        .entries
        .of(&bound.program.actions)
        .iter()
        .any(|entry| action_entry(bound, entry));
    let truth = Truth::from(listed != clause.negated);
    (truth, reason(clause.negated, truth))
}

pub(crate) fn action_entry(bound: &Bound<'_>, entry: &ActionEntry) -> bool {
    let tokens = &bound.program.templates.tokens;
    let world = World { bound };
    match entry.test {
        ActionTest::Any => true,
        ActionTest::Exact(action) => bound.action_id == Some(action),
        ActionTest::Service(service, name) => {
            bound.service_id == Some(service) && glob(name, tokens, &world, bound.action_name())
        }
        ActionTest::Glob(service, name) => {
            glob(service, tokens, &world, bound.service()) && glob(name, tokens, &world, bound.action_name())
        }
        ActionTest::Nothing => false,
    }
}

/// The resource test of one clause (RES-*).
pub(crate) fn resource(bound: &Bound<'_>, clause: &Clause, target: &Target<'_>) -> (Truth, Reason) {
    let world = World { bound };
    let entries = clause.entries.of(&bound.program.resource_entries);
    let mut listed = Truth::No;
    for entry in entries {
        listed = listed.or(resource_entry(&world, entry.pattern, target));
        if listed == Truth::Yes {
            break;
        }
    }
    // UND-4: a variable without value may void a NotResource statement.
    if clause.negated && bound.assume.other(4) && entries.iter().any(|entry| world.has_no_value(entry.pattern)) {
        return (Truth::No, Reason::NoValueMatched);
    }
    let truth = listed.negate_if(clause.negated);
    (truth, reason(clause.negated, truth))
}

pub(crate) fn resource_entry(world: &World<'_, '_>, pattern: Pattern, target: &Target<'_>) -> Truth {
    // UND-28: IAM's names may be spelled in any case.
    let is_iam = || arn::split(target.resource).is_some_and(|[_, _, service, ..]| service == "iam");
    let matched = if world.bound.assume.other(28) && is_iam() {
        let tokens = &world.bound.program.templates.tokens;
        glob(pattern, tokens, &AnyCase(world), target.resource)
    } else {
        matches(world, pattern, target.resource)
    };
    match matched {
        // What matches has met a value for every variable.
        true => Truth::Yes,
        false if world.is_unknown(pattern) => Truth::Unknown,
        false => Truth::No,
    }
}

/// The same world, read without regard to case.
struct AnyCase<'w, 'b, 'a>(&'w World<'b, 'a>);

impl Resolve for AnyCase<'_, '_, '_> {
    fn text(&self) -> &str {
        self.0.text()
    }
    fn variable(&self, variable: VarId) -> Option<&str> {
        self.0.variable(variable)
    }
    fn bytewise(&self) -> bool {
        self.0.bytewise()
    }
    fn ignores_case(&self) -> bool {
        true
    }
}
