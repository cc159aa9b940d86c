//! What was decided, in the form in which changes are looked for.

use iamwhy_engine::{Asked, Environment, GatePlace, Layer, Program, Request, StatementView, Truth};
use iamwhy_policy::{NodeId, Statement};

use super::change::{Candidate, Change, Kind, is_guardrail, owner_note};
use super::seen::{SeenGate, SeenStatement};
use super::text::TextEdit;

/// A decided request.
pub(super) struct Scene<'a> {
    pub(super) program: &'a Program,
    pub(super) request: &'a Request,
    pub(super) asked: Asked<'a>,
    pub(super) gates: Vec<SeenGate>,
}

/// A statement with its place.
#[derive(Clone, Debug)]
pub(super) struct Placed<'p> {
    pub(super) layer: Layer,
    pub(super) set: u32,
    pub(super) behind: bool,
    /// Whether AWS alone writes policies there.
    fixed: bool,
    pub(super) view: StatementView<'p>,
    pub(super) statement: &'p Statement,
}

impl<'a> Scene<'a> {
    pub(super) fn env(&self) -> &'a Environment {
        self.program.environment()
    }

    /// The gates where an Allow could help: those that need one, then the resource's own policies, which may grant more.
    pub(super) fn lacking(&self) -> impl Iterator<Item = &SeenGate> {
        let of_resource = |gate: &&SeenGate| gate.layer == Layer::Resource;
        let allows = self.gates.iter().filter(|gate| gate.allow);
        let needed = allows
            .clone()
            .filter(move |gate| gate.truth != Truth::Yes && !of_resource(gate));
        needed.chain(allows.filter(of_resource))
    }

    /// The statements of one effect, with their gates.
    pub(super) fn statements(&self, allow: bool) -> impl Iterator<Item = (&SeenGate, &SeenStatement)> {
        self.gates
            .iter()
            .filter(move |gate| gate.allow == allow)
            .flat_map(|gate| gate.statements.iter().map(move |own| (gate, own)))
    }

    pub(super) fn placed(&self, gate: &SeenGate, seen: &SeenStatement) -> Option<Placed<'a>> {
        let view = self.program.statement(seen.id)?;
        let statement = view.attached.policy.statements.get(view.index as usize)?;
        Some(Placed {
            layer: gate.layer,
            set: gate.set,
            behind: gate.behind,
            fixed: self.is_fixed(gate.layer),
            view,
            statement,
        })
    }

    /// Whether nobody but AWS writes the policies of a layer: those of service-linked and reserved roles, and of AWS's own keys
    /// (SLR-1, SRV-9, KMS-11).
    pub(super) fn is_fixed(&self, layer: Layer) -> bool {
        let reserved = |arn: &str| arn.contains(":role/aws-service-role/") || arn.contains(":role/aws-reserved/");
        match layer {
            Layer::Identity => {
                let caller = self.env().principals.get(self.request.principal);
                caller.and_then(|own| own.entity_arn.as_deref()).is_some_and(reserved)
            }
            Layer::Resource => {
                let own = self.asked.governing().and_then(|index| self.env().resources.get(index));
                reserved(self.request.resource())
                    || own.is_some_and(|own| own.aliases.iter().any(|alias| alias.starts_with("alias/aws/")))
            }
            _ => false,
        }
    }

    /// The ARN that the policies of a gate see.
    pub(super) fn arn_at(&self, set: u32, behind: bool) -> &str {
        match (self.program.gate_place(set), self.asked.behind_access_point()) {
            (Some(GatePlace::Resource(index)), _) => self.asked.seen_by(index),
            (_, Some((_, arn))) if behind => arn,
            _ => self.request.resource(),
        }
    }
}

/// Whether an ARN names a policy of AWS's own, which nobody else can edit (SRV-9).
pub(super) fn is_of_aws(arn: Option<&str>) -> bool {
    arn.is_some_and(|arn| arn.split(':').nth(4) == Some("aws"))
}

impl Placed<'_> {
    pub(super) fn is_editable(&self) -> bool {
        !self.fixed && !is_of_aws(self.view.attached.arn.as_deref())
    }

    /// Whether it is about every caller.
    pub(super) fn is_for_everybody(&self) -> bool {
        self.statement.conditions.is_empty() && self.names_everybody()
    }

    /// Whether it is about every caller, unless conditions say otherwise.
    pub(super) fn names_everybody(&self) -> bool {
        let json = &self.view.attached.policy.json;
        let mut entries = self.statement.principals.iter().flat_map(|own| &own.entries);
        entries.any(|entry| json.string(entry.value) == Some("*"))
    }

    /// Whether it is about every action of a service, or more.
    pub(super) fn has_all_actions(&self) -> bool {
        let json = &self.view.attached.policy.json;
        let all = |node: &NodeId| {
            json.string(*node)
                .is_some_and(|text| text == "*" || text.ends_with(":*"))
        };
        let mut actions = self.statement.actions.iter();
        actions.any(|own| own.negated || own.values.iter().any(all))
    }

    /// The statement in words.
    pub(super) fn label(&self) -> String {
        let policy = &self.view.attached.name;
        match self.view.sid {
            Some(sid) if !sid.is_empty() => ["the statement `", sid, "` of `", policy, "`"].concat(),
            _ => [&*self.place(), " of `", policy, "`"].concat(),
        }
    }

    /// The line of a statement without a name; its number where others stand in that line too.
    fn place(&self) -> String {
        let attached = self.view.attached;
        let json = &attached.policy.json;
        let line = |node| json.position(json.span(node).start).line;
        let own = line(self.view.node);
        let alike = attached
            .policy
            .statements
            .iter()
            .filter(|other| line(other.node) == own);
        match alike.count() {
            0 | 1 => ["the statement at line ", &*own.to_string()].concat(),
            _ => format!("statement {} at line {own}", self.view.index + 1),
        }
    }

    /// A change of this statement's text.
    pub(super) fn edit(&self, title: String, kind: Kind, breadth: u8, edits: Vec<TextEdit>) -> Candidate {
        Candidate {
            title: title + owner_note(self.layer),
            changes: vec![Change::Text {
                policy: self.view.policy,
                layer: self.layer,
                edits,
            }],
            kind,
            breadth,
            guardrail: is_guardrail(self.layer),
        }
    }
}
