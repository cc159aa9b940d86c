//! The picture of a decision: the caller's gates on one rail, the resource's on another, and a lock where they meet.
//! Places and words only; the page draws them.

use iamwhy_engine::{GrantKind, Layer, Outcome};
use iamwhy_explain::{Explanation, Gate, GateVerdict, Meeting};

/// The width that `x` counts in; the page stretches it.
pub const WIDTH: u32 = 1000;
/// Where the caller's rail lies.
pub const CALLER_Y: u32 = 96;
/// Where the resource's rail lies.
pub const RESOURCE_Y: u32 = 236;
/// Where the lock stands.
pub const LOCK_X: u32 = 930;

/// Everything to draw.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rails {
    /// The gates of the caller's rail.
    pub caller: Vec<RailGate>,
    /// The gates of the resource's rail.
    pub resource: Vec<RailGate>,
    /// The wires between them, those that lie below first.
    pub wires: Vec<Wire>,
    /// Whether the lock opens.
    pub outcome: Outcome,
}

/// One gate, with the levels that it stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RailGate {
    /// Its layer.
    pub layer: Layer,
    /// `Boundary`, `Bucket policy`.
    pub title: String,
    /// What it says, in at most a few words.
    pub sub: String,
    /// The same as a sentence, where there is one.
    pub note: Option<String>,
    /// What it says.
    pub verdict: GateVerdict,
    /// Whether it would have to change.
    pub blocks: bool,
    /// Whether it is the one that AWS names.
    pub decides: bool,
    /// What it stands for: one or several gates of the explanation, by number.
    pub levels: Vec<Level>,
    /// Its place on the rail.
    pub x: u32,
}

/// One gate of the explanation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Level {
    /// Its number in the explanation.
    pub gate: usize,
    /// `unit Prod`.
    pub name: String,
    /// What it says.
    pub verdict: GateVerdict,
}

/// A piece of a rail, or a way around it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wire {
    /// How to draw it.
    pub flow: Flow,
    /// An SVG path in a box of [`WIDTH`] times 300.
    pub path: String,
}

/// What flows through a wire.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Flow {
    /// The request passes here.
    Open,
    /// It would have to pass here, and does not.
    Stopped,
    /// Nobody needs to pass here.
    Idle,
    /// It depends on something unknown.
    Unknown,
    /// A Deny strikes the lock.
    Deny,
}

/// Lays out the gates of an explanation.
#[must_use]
pub fn rails(explanation: &Explanation) -> Rails {
    let mut caller: Vec<RailGate> = Vec::new();
    let mut resource: Vec<RailGate> = Vec::new();
    for (index, gate) in explanation.gates.iter().enumerate() {
        let rail = match gate.layer {
            Layer::Rcp | Layer::Resource => &mut resource,
            _ => &mut caller,
        };
        // Two resource gates are two policies: of an access point and of the bucket behind it.
        match rail
            .iter_mut()
            .find(|own| own.layer == gate.layer && gate.layer != Layer::Resource)
        {
            Some(own) => own.levels.push(level(index, gate)),
            None => rail.push(RailGate {
                layer: gate.layer,
                title: title(gate),
                sub: String::new(),
                note: None,
                verdict: gate.verdict,
                blocks: explanation.blockers.contains(&gate.layer),
                decides: explanation.layer == Some(gate.layer),
                levels: vec![level(index, gate)],
                x: 0,
            }),
        }
    }
    for gate in caller.iter_mut().chain(&mut resource) {
        finish(gate, &explanation.gates);
    }
    spread(&mut caller, 760);
    spread(&mut resource, 320);
    let wires = wires(explanation, &caller, &resource);
    Rails {
        caller,
        resource,
        wires,
        outcome: explanation.decision,
    }
}

fn level(gate: usize, of: &Gate) -> Level {
    Level {
        gate,
        name: of.label.clone(),
        verdict: of.verdict,
    }
}

/// What a gate is called on the rail.
fn title(gate: &Gate) -> String {
    let name = match gate.layer {
        Layer::Scp => "SCP",
        Layer::Rcp => "RCP",
        Layer::VpcEndpoint => "Endpoint",
        Layer::Identity => "Identity",
        Layer::Boundary => "Boundary",
        Layer::Session => "Session",
        Layer::Service => "Service",
        Layer::Resource => {
            let kind = gate.label.split(" of ").next().unwrap_or(&gate.label);
            let mut letters = kind.chars();
            let first = letters.next().map(|first| first.to_ascii_uppercase());
            return first.into_iter().chain(letters).collect();
        }
    };
    name.to_owned()
}

/// Of several levels the one that stops the request speaks for all.
fn finish(own: &mut RailGate, gates: &[Gate]) {
    use GateVerdict::{Allows, Denies, NoImpact, Silent, Unknown};
    let worst = [Denies, Silent, Unknown, Allows, NoImpact]
        .into_iter()
        .find_map(|verdict| own.levels.iter().find(|level| level.verdict == verdict));
    let Some(level) = worst else { return };
    let Some(gate) = gates.get(level.gate) else { return };
    own.verdict = level.verdict;
    own.note = gate.note.clone();
    let empty = gate.policies.is_empty();
    let several = own.levels.len() > 1;
    own.sub = match level.verdict {
        Denies => ["denies", &by(gate)].concat(),
        Silent if several => ["stops at ", &level.name].concat(),
        Silent if empty => "nothing attached".to_owned(),
        Silent => "no statement allows it".to_owned(),
        Unknown => "not known".to_owned(),
        Allows if several => [&own.levels.len().to_string(), " levels allow"].concat(),
        Allows => ["allows", &by(gate)].concat(),
        NoImpact if empty => "none".to_owned(),
        NoImpact => "not needed".to_owned(),
    };
}

/// The Sid of the statement that speaks for a gate.
fn by(gate: &Gate) -> String {
    let statements = gate.policies.iter().flat_map(|policy| &policy.statements);
    let mut decisive = statements.filter(|statement| statement.decisive);
    match decisive.next().and_then(|statement| statement.statement.sid.as_deref()) {
        Some(sid) => [": ", sid].concat(),
        None => String::new(),
    }
}

fn spread(gates: &mut [RailGate], last: u32) {
    const FIRST: u32 = 90;
    let steps = u32::try_from(gates.len()).unwrap_or(1).saturating_sub(1).max(1);
    for (gate, at) in gates.iter_mut().zip(0..) {
        gate.x = FIRST + (last - FIRST) * at / steps;
    }
}

/// What is left of a flow behind a gate.
fn behind(flow: Flow, gate: &RailGate) -> Flow {
    match (flow, gate.verdict) {
        (Flow::Stopped | Flow::Idle, _) => flow,
        (_, GateVerdict::Denies | GateVerdict::Silent) => Flow::Stopped,
        (_, GateVerdict::Unknown) => Flow::Unknown,
        // Not needed: what the resource grants passes on.
        (_, GateVerdict::NoImpact) if gate.layer == Layer::Identity => Flow::Idle,
        (_, GateVerdict::NoImpact) if gate.layer == Layer::Resource => Flow::Idle,
        (flow, _) => flow,
    }
}

fn wires(explanation: &Explanation, caller: &[RailGate], resource: &[RailGate]) -> Vec<Wire> {
    let joint = &explanation.joint;
    let mut wires = Vec::new();
    let start = match joint.meeting {
        Meeting::Nobody | Meeting::ResourceAlone => Flow::Idle,
        _ => Flow::Open,
    };
    let start_of_resource = match joint.meeting {
        Meeting::Nobody => Flow::Idle,
        _ => Flow::Open,
    };
    let (granted, from) = rail(&mut wires, resource, RESOURCE_Y, start_of_resource, None);
    let joins = match joint.grant {
        GrantKind::Role => caller.iter().find(|gate| gate.layer == Layer::Boundary),
        GrantKind::Account => caller.iter().find(|gate| gate.layer == Layer::Identity),
        _ => None,
    };
    let (passed, at) = rail(&mut wires, caller, CALLER_Y, start, joins.map(|gate| (gate.x, granted)));
    // A rail that is open does not help where the other one must be open too: keys, roles, two policies of a resource.
    let denied = explanation.decision.is_deny() && joint.meeting != Meeting::Both;
    let at_lock = |flow| {
        if denied && flow == Flow::Open {
            Flow::Stopped
        } else {
            flow
        }
    };
    wires.push(line(at_lock(passed), at, LOCK_X - 30, CALLER_Y));
    match joins {
        Some(gate) => wires.push(Wire {
            flow: granted,
            path: climb(from, gate.x, CALLER_Y + 28),
        }),
        None => wires.push(Wire {
            flow: at_lock(granted),
            path: climb(from, LOCK_X, CALLER_Y + 52),
        }),
    }
    let strikes = caller
        .iter()
        .map(|gate| (gate, CALLER_Y))
        .chain(resource.iter().map(|gate| (gate, RESOURCE_Y)));
    for (gate, y) in strikes.filter(|(gate, _)| gate.verdict == GateVerdict::Denies) {
        wires.push(bolt(gate.x, y));
    }
    wires
}

/// One rail up to its last gate; a grant may join before a gate.
fn rail(wires: &mut Vec<Wire>, gates: &[RailGate], y: u32, start: Flow, joins: Option<(u32, Flow)>) -> (Flow, u32) {
    let (mut flow, mut at) = (start, 16);
    for gate in gates {
        wires.push(line(flow, at, gate.x, y));
        if let Some((x, granted)) = joins
            && x == gate.x
            && (flow == Flow::Idle || flow == Flow::Open && granted != Flow::Idle)
        {
            flow = granted;
        }
        flow = behind(flow, gate);
        at = gate.x;
    }
    (flow, at)
}

fn line(flow: Flow, from: u32, to: u32, y: u32) -> Wire {
    Wire {
        flow,
        path: format!("M{from} {y}H{to}"),
    }
}

/// From the resource's rail up to the caller's.
fn climb(from: u32, to: u32, y: u32) -> String {
    let bend = to.saturating_sub(110).max(from);
    format!("M{from} {RESOURCE_Y}H{bend}C{to} {RESOURCE_Y} {to} {} {to} {y}", y + 70)
}

/// From a gate that denies straight to the lock.
fn bolt(from: u32, y: u32) -> Wire {
    let (lowest, start) = match y == CALLER_Y {
        true => (CALLER_Y + 78, y + 24),
        false => (y - 60, y - 24),
    };
    Wire {
        flow: Flow::Deny,
        path: format!(
            "M{from} {start}C{from} {lowest} {} {lowest} {} {}",
            LOCK_X - 120,
            LOCK_X - 34,
            CALLER_Y + 22
        ),
    }
}
