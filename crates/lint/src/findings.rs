//! What the checks of a run have found so far.

use std::ops::Range;

use iamwhy_policy::{Json, NodeId, Policy, Span, Statement};

use crate::{Check, Edit, Finding, Fix, Related, Shown};

/// What the checks of a run have found so far.
pub(crate) struct Findings<'a> {
    json: &'a Json,
    /// Where pointers begin.
    root: NodeId,
    statements: &'a [Statement],
    pub(crate) list: Vec<Finding>,
}

/// A finding that can be added to.
pub(crate) struct Found<'f> {
    finding: Option<&'f mut Finding>,
}

impl<'a> Findings<'a> {
    pub(crate) fn of(policy: &'a Policy) -> Findings<'a> {
        Findings {
            json: &policy.json,
            root: policy.root,
            statements: &policy.statements,
            list: Vec::new(),
        }
    }

    /// In a file that is no policy.
    pub(crate) fn in_file(json: &'a Json) -> Findings<'a> {
        Findings {
            json,
            root: json.root(),
            statements: &[],
            list: Vec::new(),
        }
    }

    /// At a node: a value, a key, a statement, the policy.
    pub(crate) fn at(&mut self, check: &'static Check, node: NodeId, message: impl Into<String>) -> Found<'_> {
        let span = self.json.span(node);
        self.spanning(check, node, span, message)
    }

    /// At a part of a string; at all of it where the author wrote escapes.
    pub(crate) fn inside(
        &mut self,
        check: &'static Check,
        node: NodeId,
        part: Range<usize>,
        message: impl Into<String>,
    ) -> Found<'_> {
        let span = part_of(self.json, node, part).unwrap_or_else(|| self.json.span(node));
        self.spanning(check, node, span, message)
    }

    /// At a span, which belongs to a node.
    pub(crate) fn spanning(
        &mut self,
        check: &'static Check,
        node: NodeId,
        span: Span,
        message: impl Into<String>,
    ) -> Found<'_> {
        let json = self.json;
        let holds = |own: &NodeId| {
            let whole = json.span(*own);
            whole.start <= span.start && span.end <= whole.end
        };
        let mut statements = self.statements.iter();
        let finding = Finding {
            check,
            message: message.into(),
            span,
            pointer: json.pointer(node, self.root),
            statement: statements.find(|own| holds(&own.node)).map(|own| own.index),
            related: Vec::new(),
            fix: None,
            shows: None,
        };
        self.list.push(finding);
        Found {
            finding: self.list.last_mut(),
        }
    }
}

/// The place of a part of a string; none where the author wrote escapes.
pub(crate) fn part_of(json: &Json, node: NodeId, part: Range<usize>) -> Option<Span> {
    let whole = json.span(node);
    let value = json.string(node)?;
    let plain = value.len() + 2 == (whole.end - whole.start) as usize;
    let within = part.start <= part.end && part.end <= value.len();
    (plain && within).then(|| Span {
        start: whole.start + 1 + part.start as u32,
        end: whole.start + 1 + part.end as u32,
    })
}

impl Found<'_> {
    /// A fix that `--fix` makes: what is meant cannot be anything else.
    pub(crate) fn safe(self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fixed(title.into(), edits, true)
    }

    /// A fix that somebody should look at first.
    pub(crate) fn fix(self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fixed(title.into(), edits, false)
    }

    fn fixed(self, title: String, edits: Vec<Edit>, safe: bool) -> Self {
        match self.finding {
            Some(finding) if !edits.is_empty() => {
                finding.fix = Some(Fix { title, edits, safe });
                Found { finding: Some(finding) }
            }
            finding => Found { finding },
        }
    }

    /// A request that shows it.
    pub(crate) fn shown(self, shown: Option<Shown>) -> Self {
        let Some(finding) = self.finding else { return self };
        finding.shows = shown;
        Found { finding: Some(finding) }
    }

    /// Another place that belongs to it.
    pub(crate) fn with(self, span: Span, message: impl Into<String>) -> Self {
        let Some(finding) = self.finding else { return self };
        finding.related.push(Related {
            span,
            message: message.into(),
        });
        Found { finding: Some(finding) }
    }
}
