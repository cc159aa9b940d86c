//! The gates of a request in the order of LAYER-6, also those that have no policies.

use iamwhy_engine::{GatePlace, GrantKind, Layer, Outcome, Truth};
use iamwhy_policy::{Add, Effect, Listed};

use crate::absent;
use crate::case::Case;
use crate::element::Detail;
use crate::explanation::{Gate, GateVerdict, PolicyNode};
use crate::pass::{Heard, Pass};
use crate::statement::statement;

/// A statement's place in the tree, with what the trace says of it.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Found {
    pub(crate) gate: usize,
    pub(crate) policy: usize,
    pub(crate) statement: usize,
    /// The statement's number in the program.
    pub(crate) id: u32,
    pub(crate) grant: GrantKind,
}

/// The gates, and an index of all their statements.
#[derive(Debug, Default)]
pub(crate) struct Gates {
    pub(crate) gates: Vec<Gate>,
    pub(crate) found: Vec<Found>,
}

impl Gates {
    pub(crate) fn new(case: &Case<'_>) -> Gates {
        let mut all = Gates::default();
        for layer in Layer::POLICIES {
            let own: Vec<&Pass> = case.passes.iter().filter(|pass| pass.layer == layer).listed();
            let first_side = case.asked.governing().map(GatePlace::Resource);
            let has_first = own
                .iter()
                .any(|pass| case.program.gate_place(pass.set) == first_side && first_side.is_some());
            if own.is_empty() || (layer == Layer::Resource && !has_first) {
                all.gates.push(absent::gate(case, layer));
            }
            for pass in &own {
                all.add(case, pass);
            }
            if let (Layer::Resource, Some((index, _))) = (layer, case.asked.behind_access_point()) {
                let place = Some(GatePlace::Resource(index));
                let there = own.iter().any(|pass| case.program.gate_place(pass.set) == place);
                all.gates.add((!there).then(|| absent::bucket(case, index)));
            }
        }
        all
    }

    fn add(&mut self, case: &Case<'_>, pass: &Pass) {
        let place = case.program.gate_place(pass.set);
        let seen = seen(case, pass, place.as_ref());
        let mut policies: Vec<PolicyNode> = Vec::new();
        let order = case.program.gate_statements(pass.set);
        let heard = pass.by_number();
        let far = far(case, pass);
        let mut ids = order.into_iter().peekable();
        for id in case.program.gate_policies(pass.set) {
            let Some(attached) = case.env().policies.get(id.0 as usize) else {
                continue;
            };
            let mut node = PolicyNode {
                id,
                name: attached.name.clone(),
                arn: attached.arn.clone(),
                statements: Vec::new(),
            };
            for _ in &attached.policy.statements {
                let Some(number) = ids.next() else { break };
                let Some(heard) = heard.get(number) else { continue };
                let Some(built) = statement(case, pass, heard, &seen, detail(case, pass, heard, far)) else {
                    continue;
                };
                self.found.push(Found {
                    gate: self.gates.len(),
                    policy: policies.len(),
                    statement: node.statements.len(),
                    id: number,
                    grant: heard.grant,
                });
                node.statements.push(built);
            }
            policies.push(node);
        }
        let (verdict, note) = verdict(case, pass, place.as_ref());
        let unknown = case.program.gate_unknowns(pass.set).first();
        let unknown = unknown.and_then(|id| case.env().unknowns.get(id.0 as usize));
        let note = note.or(unknown.map(|name| ["what stands at ", name, " is not known"].concat()));
        self.gates.push(Gate {
            layer: pass.layer,
            label: label(case, pass, place.as_ref()),
            verdict,
            note,
            policies,
        });
    }
}

/// What is said of a statement that far from matching.
fn detail(case: &Case<'_>, pass: &Pass, heard: &Heard, far: usize) -> Detail {
    match (heard.is_farther_than(far), case.brief) {
        (false, _) => Detail::Rules,
        // What an SCP allows says whether it narrows anything at all (TYPE-4).
        (true, true) if pass.layer != Layer::Scp => Detail::Bare,
        (true, _) => Detail::Shown,
    }
}

/// In so many elements a statement fails that comes nearest; what fails in more tells nothing.
fn far(case: &Case<'_>, pass: &Pass) -> usize {
    let allows = pass.statements.iter().filter(|heard| heard.truth != Truth::Yes);
    let allows = allows.filter(|heard| {
        let view = case.program.statement(heard.id);
        view.is_some_and(|view| view.effect == Effect::Allow && view.void.is_none())
    });
    allows.map(Heard::failures).min().unwrap_or(0).max(1)
}

/// The ARN that a gate sees.
fn seen(case: &Case<'_>, pass: &Pass, place: Option<&GatePlace>) -> String {
    match (place, case.asked.behind_access_point()) {
        (Some(GatePlace::Resource(index)), _) => case.asked.seen_by(*index).to_owned(),
        (_, Some((_, arn))) if pass.before > 0 => arn.to_owned(),
        _ => case.request.resource().to_owned(),
    }
}

fn label(case: &Case<'_>, pass: &Pass, place: Option<&GatePlace>) -> String {
    let name = place.map(|place| case.place(place)).unwrap_or_default();
    let behind = case.asked.behind_access_point().map(|(index, _)| index);
    let label = match (pass.layer, place) {
        (Layer::Rcp | Layer::Scp, _) => name,
        (Layer::Resource, Some(GatePlace::Resource(index))) if Some(*index) == behind => {
            ["bucket policy of ", &name].concat()
        }
        (Layer::Resource, _) => [case.resource_policy(), " of ", &name].concat(),
        (Layer::VpcEndpoint, _) => ["policy of ", &name].concat(),
        (Layer::Identity, _) => ["policies of ", &name].concat(),
        (Layer::Boundary, _) => ["boundary of ", &name].concat(),
        (Layer::Session, _) if case.facts().task_limited => "task policy".to_owned(),
        (Layer::Session, _) => ["session policies of ", &name].concat(),
        (Layer::Service, _) => String::new(),
    };
    match pass.before {
        0 => label,
        _ => [&label, " (for the bucket)"].concat(),
    }
}

/// What a gate says, and a few words where no statement says it.
fn verdict(case: &Case<'_>, pass: &Pass, place: Option<&GatePlace>) -> (GateVerdict, Option<String>) {
    let facts = case.facts();
    let note = |text: &str| Some(text.to_owned());
    if facts.always.is_some() {
        return (
            GateVerdict::NoImpact,
            note("this call always succeeds, whatever policies say"),
        );
    }
    match pass.deny {
        Some(Truth::Yes) if pass.layer == Layer::Resource && facts.root_rescue.is_some() => {
            let text = "its Deny does not hold off the root user of the owner, who may always repair it";
            return (GateVerdict::NoImpact, note(text));
        }
        Some(Truth::Yes) => return (GateVerdict::Denies, None),
        // Where another answer is settled it is silent, whether or not a Deny speaks besides.
        Some(Truth::Unknown)
            if pass.layer != Layer::Rcp
                && case.outcome() == Outcome::ImplicitDeny
                && case.blocks(pass.layer)
                && pass.allow != Some(Truth::Yes) => {}
        Some(Truth::Unknown) => return (GateVerdict::Unknown, None),
        _ => {}
    }
    if pass.layer == Layer::Rcp {
        let nothing = case.program.gate_policies(pass.set).is_empty();
        return (
            GateVerdict::Allows,
            nothing.then(|| "only RCPFullAWSAccess, which allows everything".to_owned()),
        );
    }
    if pass.layer == Layer::Resource {
        return resource(case, pass, place);
    }
    if pass.layer == Layer::Identity && facts.root_right {
        return (GateVerdict::Allows, note(absent::root_right(case)));
    }
    match pass.allow {
        Some(Truth::Yes) => (GateVerdict::Allows, None),
        Some(Truth::Unknown) => (GateVerdict::Unknown, None),
        _ => silent(case, pass.layer, case.program.gate_policies(pass.set).is_empty()),
    }
}

/// A resource's policy speaks together with grants and ACLs, and may be cut short.
fn resource(case: &Case<'_>, pass: &Pass, place: Option<&GatePlace>) -> (GateVerdict, Option<String>) {
    let behind = case.asked.behind_access_point().map(|(index, _)| index);
    let second = behind.is_some() && place == behind.map(GatePlace::Resource).as_ref();
    let side = &case.facts().sides[usize::from(second)];
    let grants = side.direct.or(side.role).or(side.account);
    let note = |text: &str| Some(text.to_owned());
    let by_policy = pass.allow.unwrap_or_default();
    match (grants, side.cut) {
        (Truth::Yes, Truth::Yes) => (
            GateVerdict::Silent,
            note("S3 block public access takes back what it grants to other accounts, since something in it is public"),
        ),
        (Truth::Yes, _) if by_policy == Truth::Yes && case.grants_by_policy() => (GateVerdict::Allows, None),
        (Truth::Yes, _) => (GateVerdict::Allows, note(absent::grant_without_policy(case))),
        (Truth::Unknown, _) => (GateVerdict::Unknown, None),
        (Truth::No, _) if by_policy == Truth::Yes => (
            silent(case, Layer::Resource, false).0,
            note(locked(case).unwrap_or("the object belongs to another account, which this policy cannot give away")),
        ),
        (Truth::No, _) => silent(case, Layer::Resource, false),
    }
}

/// Why nothing can let the caller in, whatever the resource's policy says.
pub(crate) fn locked(case: &Case<'_>) -> Option<&'static str> {
    match case.facts().sides[0].shut? {
        "XACCT-10" => Some("this call has no effect across accounts, whatever policies say"),
        "FED-8" => Some("a role trusts only identity providers of its own account, whatever its trust policy says"),
        "SLR-1" => Some("only its service may assume a service-linked role"),
        _ => Some("a caller from an identity provider can only sign in"),
    }
}

/// A gate without a matching statement: it blocks, or it does not matter.
pub(crate) fn silent(case: &Case<'_>, layer: Layer, nothing: bool) -> (GateVerdict, Option<String>) {
    let open = case.outcome() == Outcome::Unknown;
    let either = layer == Layer::Resource && case.either_side_is_enough();
    if (open && !either) || case.blocks(layer) {
        let note = nothing.then(|| absent::nothing_attached(layer).to_owned());
        return (GateVerdict::Silent, note);
    }
    let note = match layer {
        Layer::Identity if case.outcome().is_deny() => {
            // What one of two sides grants does not replace the caller's own policies.
            let around = absent::gone_around(case, layer).filter(|_| !case.facts().two_sides);
            Some(around.unwrap_or_else(|| "no policy of the caller allows it".to_owned()))
        }
        Layer::Boundary | Layer::Session | Layer::Identity => absent::gone_around(case, layer),
        Layer::Resource if case.is_cross_account() => None,
        Layer::Resource => Some("it need not allow: caller and resource belong to one account".to_owned()),
        _ => None,
    };
    (GateVerdict::NoImpact, note)
}
