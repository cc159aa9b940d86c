//! The undocumented points that an answer rests on (EXPL-3): another reading is tried, and compared.

use iamwhy_engine::order::{set, sort};
use iamwhy_engine::{Facts, GatePlace, Layer, LayerSet, Outcome, POINTS, Point, Program, Site, Traced, Truth};
use iamwhy_policy::{Add, Listed};

use crate::case::Case;
use crate::explanation::{Assumption, GateVerdict};
use crate::gates::{Found, Gates};
use crate::survey::Survey;
use crate::touch::Touch;

/// The points whose other readings would change a statement, a gate or the answer.
pub(crate) fn assumptions(case: &Case<'_>, survey: &Survey<'_>, gates: &Gates, deciding: &[Found]) -> Vec<Assumption> {
    let mut found = Vec::new();
    let touch = Touch::new(case, survey);
    let mut own = None;
    for point in POINTS {
        if touch.touches(point.number) {
            let own = own.get_or_insert_with(|| Reading::of(case.program, case.open.as_ref().unwrap_or(&case.traced)));
            found.add(read_otherwise(case, point, own));
        }
    }
    // Which of several denying layers AWS names has one reading only (ERR-6).
    let denying = gates.gates.iter().filter(|gate| gate.verdict == GateVerdict::Denies);
    let mut layers: Vec<Layer> = denying.map(|gate| gate.layer).listed();
    layers.dedup();
    if layers.len() > 1 && case.outcome() == Outcome::ExplicitDeny {
        found.push(Assumption {
            id: "UND-21".to_owned(),
            word: "layerOrder".to_owned(),
            flips: false,
        });
        sort(&mut found, &|one, other| number(&one.id).cmp(&number(&other.id)));
    }
    found.add(without_switch(gates, deciding));
    if case.asked.owner_is_assumed() && case.request.resource() != "*" && case.asked.owner().is_some() {
        found.push(Assumption {
            id: "MODEL-7".to_owned(),
            word: "callerAccount".to_owned(),
            flips: false,
        });
    }
    found
}

fn number(id: &str) -> u32 {
    id.strip_prefix("UND-")
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(u32::MAX)
}

/// What an answer says under one reading.
#[derive(PartialEq)]
struct Reading {
    /// Statements that may match, by place, policy and index: numbers of the program differ between readings. Each once and
    /// sorted: under some readings a gate is passed twice; what matters is whether it hears the same.
    statements: Vec<(Layer, Option<GatePlace>, u32, u32, Truth)>,
    gates: Vec<Truth>,
    outcome: Outcome,
    layer: Option<Layer>,
    blockers: LayerSet,
}

impl Reading {
    fn of(program: &Program, traced: &Traced) -> Reading {
        let mut statements = Vec::new();
        let mut heard = Vec::new();
        for event in &traced.trace.events {
            match event.site {
                Site::Statement if event.truth != Truth::No => heard.push((event.node, event.truth)),
                // A gate's event stands behind those of its statements.
                Site::Gate => {
                    let (layer, place) = (event.gate().0, program.gate_place(event.node));
                    let named = heard.drain(..).filter_map(|(id, truth)| {
                        let view = program.statement(id)?;
                        Some((layer, place.clone(), view.policy.0, view.index, truth))
                    });
                    statements.add(named);
                }
                _ => {}
            }
        }
        Reading {
            statements: set(statements),
            gates: gates(&traced.facts),
            blockers: traced.blockers,
            outcome: traced.decision.outcome,
            layer: traced.decision.layer,
        }
    }

    /// Allow, deny or unknown.
    fn word(&self) -> Outcome {
        match self.outcome {
            Outcome::ExplicitDeny => Outcome::ImplicitDeny,
            other => other,
        }
    }
}

/// What every gate says; the kind of a grant alone does not matter where the answer stays.
fn gates(facts: &Facts) -> Vec<Truth> {
    let mut gates = vec![facts.scp, facts.endpoint, facts.identity, facts.boundary, facts.session];
    gates.add(facts.deny);
    for side in &facts.sides {
        gates.add([side.direct.or(side.role).or(side.account), side.cut]);
    }
    gates
}

fn read_otherwise(case: &Case<'_>, point: &Point, own: &Reading) -> Option<Assumption> {
    let chosen = case.program.assume();
    let (mut relevant, mut flips) = (false, false);
    for index in 0..point.words.len() as u8 {
        if index == chosen.chosen(point.number) {
            continue;
        }
        let Some((program, traced)) = case.program.trace_otherwise(case.request, point.number, index) else {
            continue;
        };
        let other = Reading::of(program, &traced);
        relevant |= other != *own;
        flips |= other.word() != own.word();
    }
    relevant.then(|| Assumption {
        id: ["UND-", &point.number.to_string()].concat(),
        word: chosen.word(point.number).unwrap_or("undocumented").to_owned(),
        flips,
    })
}

/// Undocumented rules that have no switch (AMEND-18), where a matching or deciding statement rests on one.
fn without_switch(gates: &Gates, deciding: &[Found]) -> Vec<Assumption> {
    const RULES: [&str; 2] = ["PARSE-24", "PARSE-28"];
    let mut found: Vec<Assumption> = Vec::new();
    let all = gates.found.iter().chain(deciding).filter_map(|own| gates.node(own));
    for element in all.filter(|node| touches(node)).flat_map(|node| &node.elements) {
        let new = !found.iter().any(|own| own.id == element.rule);
        if new && RULES.contains(&element.rule) {
            found.push(Assumption {
                id: element.rule.to_owned(),
                word: "undocumented".to_owned(),
                flips: false,
            });
        }
    }
    found
}

/// Whether a statement matches, or fails by nothing but an operator that does not exist.
fn touches(node: &crate::explanation::StatementNode) -> bool {
    let failed = |rule: &str| {
        let mut failed = node.elements.iter().filter(|element| element.matched == Truth::No);
        failed.all(|element| element.rule == rule)
    };
    node.void.is_none() && (node.matched == Truth::Yes || failed("PARSE-28"))
}
