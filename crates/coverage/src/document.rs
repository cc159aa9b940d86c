//! Counts, in the order of the policies' own text.

use iamwhy_policy::Effect;
use iamwhy_scenario::run::Span;

/// What the cases of one or several scenarios exercise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// The documents, sorted by file and place once they are [`sort`](Coverage::sort)ed.
    pub documents: Vec<Document>,
}

/// A policy document.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its name in results.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// Its statements, in order.
    pub statements: Vec<Statement>,
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its place among the statements, from 0.
    pub index: u32,
    /// Its `Sid`.
    pub sid: Option<String>,
    /// None where the statement is broken.
    pub effect: Option<Effect>,
    /// Where it stands.
    pub span: Span,
    /// Why it can never match, if it cannot.
    pub void: Option<String>,
    /// In how many authorizations it matched.
    pub matched: u64,
    /// In how many authorizations the answer stood on it.
    pub decisive: u64,
    /// Its elements: principals, actions, resources, conditions.
    pub elements: Vec<Element>,
}

/// An element of a statement, or one operator and key of its condition block.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// `Action`, `NotResource`, …, or `Condition`.
    pub name: &'static str,
    /// Of a condition: the operator as written.
    pub operator: Option<String>,
    /// Of a condition: the key as written.
    pub key: Option<String>,
    /// Where it stands.
    pub span: Span,
    /// How often it held where everything else in the statement did.
    pub held: u64,
    /// How often it failed where everything else in the statement held.
    pub failed: u64,
    /// Its values, in order.
    pub values: Vec<Value>,
}

/// A value of an element.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// As written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// How often it matched where everything else in the statement held.
    pub matched: u64,
    /// How often it did not.
    pub unmatched: u64,
}

impl Statement {
    /// Its `Sid`, else its place.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.sid {
            Some(sid) => sid.clone(),
            None => format!("Statement[{}]", self.index),
        }
    }
}

impl Element {
    /// `Action`, or `StringEquals aws:PrincipalTag/team`.
    #[must_use]
    pub fn label(&self) -> String {
        match (&self.operator, &self.key) {
            (Some(operator), Some(key)) => format!("{operator} {key}"),
            _ => self.name.to_owned(),
        }
    }

    /// Whether it is one operator and key of a condition block, which ought to be seen true and false.
    #[must_use]
    pub fn is_condition(&self) -> bool {
        self.operator.is_some()
    }
}
