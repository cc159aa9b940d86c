//! One line of a record: a case, what is decided, and by what.

use iamwhy_scenario::Written;
use iamwhy_scenario::run::{CaseReport, FileReport, Span};
use serde_json::Value;

use crate::report::test_place;
use crate::suite::run::Place;
use crate::suite::source::Source;

/// A case, what is decided, and by what.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) file: String,
    pub(crate) case: String,
    pub(crate) decision: String,
    pub(crate) layer: Option<String>,
    /// The statements that decided: `policy#Sid`, or `policy#0`.
    pub(crate) by: Vec<String>,
    /// Where to look: a statement that decided, else the case. A record does not say.
    pub(crate) at: Option<Span>,
}

impl Line {
    pub(crate) fn of(file: &FileReport, case: &CaseReport, source: &Source, place: Place) -> Line {
        let deciding = || case.authorizations.iter().flat_map(|own| &own.deciding);
        let by = deciding().map(|own| match &own.sid {
            Some(sid) => format!("{}#{sid}", own.policy),
            None => format!("{}#{}", own.policy, own.statement),
        });
        Line {
            file: file.file.clone(),
            case: case.name.clone(),
            decision: case.decision.to_owned(),
            layer: case.layer.map(str::to_owned),
            by: by.collect(),
            at: deciding()
                .find_map(|own| source.place(&own.span))
                .or_else(|| Some(test_place(source, place.case))),
        }
    }

    /// As it stands in a record.
    pub(crate) fn written(&self) -> Written {
        let text = |text: &str| Written::Text(text.to_owned());
        let mut members = vec![
            ("file", text(&self.file)),
            ("case", text(&self.case)),
            ("decision", text(&self.decision)),
        ];
        if let Some(layer) = &self.layer {
            members.push(("layer", text(layer)));
        }
        if !self.by.is_empty() {
            members.push(("by", self.by.iter().map(|own| text(own)).collect()));
        }
        Written::Object(members)
    }

    /// Reads a line of a record, or says what is wrong with it.
    pub(crate) fn read(text: &str) -> Result<Line, String> {
        let value: Value = serde_json::from_str(text).map_err(|_| "this line is not JSON".to_owned())?;
        let field = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let needed = |name: &str| field(name).ok_or_else(|| format!("this line has no `{name}`"));
        let by = value.get("by").and_then(Value::as_array).into_iter().flatten();
        Ok(Line {
            file: needed("file")?,
            case: needed("case")?,
            decision: needed("decision")?,
            layer: field("layer"),
            by: by.filter_map(Value::as_str).map(str::to_owned).collect(),
            at: None,
        })
    }

    /// `allow (identity, alice.json#Read)`
    pub(crate) fn words(&self) -> String {
        let parts: Vec<&str> = self.layer.iter().chain(&self.by).map(String::as_str).collect();
        match parts.is_empty() {
            true => self.decision.clone(),
            false => format!("{} ({})", self.decision, parts.join(", ")),
        }
    }

    /// Whether it lets the request, or the document, through.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.decision.as_str(), "allow" | "accepted")
    }
}
