//! A statement added in the layer where it belongs, or a policy where there is none.

use iamwhy_engine::world::{PolicyId, PrincipalIs};
use iamwhy_engine::{GatePlace, Layer, OwnedValue, Site, Truth};
use iamwhy_policy::{Add, Effect, Listed, Policy};

use super::caller::{Named, names};
use super::change::{Candidate, Change, Kind, is_guardrail, owner_note};
use super::place::{Target, can_carry_policy, carrier};
use super::scene::{Scene, is_of_aws};
use super::seen::SeenGate;
use super::text::{Draft, add_statement, quoted};
use super::wanted::{OF_SERVICES, is_of_services};

/// What AWS attaches everywhere when SCPs are switched on.
const FULL_ACCESS: &str =
    r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}"#;

impl Scene<'_> {
    /// Statements added, and policies attached.
    pub(super) fn grants(&self) -> Vec<Candidate> {
        let mut found = Vec::new();
        let mut resource_has_one = false;
        let mut seen = Vec::new();
        for gate in self.lacking() {
            resource_has_one |= gate.layer == Layer::Resource;
            if self.is_fixed(gate.layer) {
                continue;
            }
            let own = (gate.layer, gate.set, gate.behind);
            if seen.contains(&own) {
                continue;
            }
            seen.push(own);
            match self.editable_at(gate) {
                Some(policy) => {
                    found.add(self.added(gate, policy));
                    found.add(self.full_access(gate));
                }
                None => found.add(
                    self.missing_target(gate)
                        .and_then(|target| self.attached(gate.layer, target)),
                ),
            }
        }
        if !resource_has_one && !self.is_fixed(Layer::Resource) {
            found.add(self.new_resource_policy());
        }
        found.add(self.new_bucket_policy());
        found.add(self.new_session_policy());
        found
    }

    /// At a level whose SCPs only deny, AWS's own policy that allows the rest is missing (SCP-2).
    fn full_access(&self, gate: &SeenGate) -> Option<Candidate> {
        let denies = |id: &PolicyId| {
            let own = self.env().policies.get(id.0 as usize);
            own.is_some_and(|own| {
                own.policy
                    .statements
                    .iter()
                    .all(|statement| statement.effect != Some(Effect::Allow))
            })
        };
        if gate.layer != Layer::Scp || !self.program.gate_policies(gate.set).iter().all(denies) {
            return None;
        }
        let target = self.missing_target(gate)?;
        Some(Candidate {
            title: [
                "attach `FullAWSAccess` to `",
                &*target.place(self.env(), self.request),
                "`",
                owner_note(gate.layer),
            ]
            .concat(),
            changes: vec![Change::Attach {
                target,
                layer: gate.layer,
                text: FULL_ACCESS.to_owned(),
            }],
            kind: Kind::Attach,
            breadth: 0,
            guardrail: true,
        })
    }

    /// The policy of a gate that is nearest to allowing, of those that the customer can edit.
    fn editable_at(&self, gate: &SeenGate) -> Option<PolicyId> {
        let policies = self.program.gate_policies(gate.set);
        let editable = |id: &PolicyId| {
            let own = self.env().policies.get(id.0 as usize);
            own.is_some_and(|own| !is_of_aws(own.arn.as_deref()))
        };
        let nearest = gate
            .statements
            .iter()
            .filter(|own| !own.void)
            .filter_map(|own| {
                let by_action = own.failed().any(|event| event.site == Site::Action);
                Some((
                    (own.failed().count(), by_action),
                    self.program.statement(own.id)?.policy,
                ))
            })
            .filter(|(_, policy)| editable(policy))
            .min_by_key(|(failed, _)| *failed);
        nearest
            .map(|(_, policy)| policy)
            .or_else(|| policies.into_iter().rev().find(editable))
    }

    fn added(&self, gate: &SeenGate, id: PolicyId) -> Vec<Candidate> {
        let Some(attached) = self.env().policies.get(id.0 as usize) else {
            return Vec::new();
        };
        let policy = &attached.policy;
        let arn = self.arn_at(gate.set, gate.behind);
        let drafts = self.drafts(gate.layer, arn, Some(policy));
        let made = drafts.into_iter().filter_map(|(draft, named)| {
            let edits = add_statement(policy, &draft)?;
            let whom = named
                .as_ref()
                .map_or(String::new(), |own| [" for `", &*own.text, "`"].concat());
            let title = [
                "add a statement `",
                &*draft.sid,
                "` to `",
                &attached.name,
                "`",
                &whom,
                owner_note(gate.layer),
            ]
            .concat();
            Some(Candidate {
                title,
                changes: vec![Change::Text {
                    policy: id,
                    layer: gate.layer,
                    edits,
                }],
                kind: Kind::Statement,
                breadth: named.map_or(0, |own| own.breadth),
                guardrail: is_guardrail(gate.layer),
            })
        });
        made.listed()
    }

    /// The smallest statements that allow the request in a layer, with whom they name.
    pub(super) fn drafts(&self, layer: Layer, arn: &str, policy: Option<&Policy>) -> Vec<(Draft, Option<Named>)> {
        if arn.contains("${") {
            return Vec::new();
        }
        let action = self.request.action();
        let sid = sid(action, policy);
        let own_resource = match arn.split(':').nth(2) {
            Some("iam") => None,
            // In a key policy the star is this key (KMS-8).
            Some("kms") => Some("*".to_owned()),
            _ => Some(arn.to_owned()),
        };
        let draft = |principal: Option<String>, resource: Option<String>| Draft {
            sid: sid.clone(),
            principal,
            action: action.to_owned(),
            resource,
            condition: self.bounds(),
        };
        match layer {
            Layer::Resource => {
                let names = self.caller().map(names).unwrap_or_default();
                names
                    .into_iter()
                    .map(|own| (draft(Some(own.element()), own_resource.clone()), Some(own)))
                    .listed()
            }
            Layer::VpcEndpoint => vec![(draft(Some("\"*\"".to_owned()), Some(arn.to_owned())), None)],
            _ => vec![(draft(None, Some(arn.to_owned())), None)],
        }
    }

    /// What tells this request from others that a name alone lets in, as a condition: of a token what it claims, of a service for
    /// whom it works, of a role that is passed to whom.
    fn bounds(&self) -> Option<String> {
        let caller = self.caller()?;
        let login = caller.is_login();
        let tells_apart = |key: &str| match () {
            () if login => [":sub", ":aud"].iter().any(|claim| key.ends_with(claim)),
            () if caller.is == PrincipalIs::Service => is_of_services(key),
            () => self.asked.action() == "iam:passrole" && key.eq_ignore_ascii_case("iam:PassedToService"),
        };
        let given = self.request.context.iter().chain(caller.claims.iter());
        let names = given.map(|entry| &*entry.name).chain(OF_SERVICES);
        let mut known: Vec<String> = Vec::new();
        for key in names.filter(|key| tells_apart(key)) {
            let name = quoted(key);
            if let OwnedValue::One(text) = self.asked.value(key)
                && !known.iter().any(|own| own.starts_with(&name))
            {
                known.push([&name, ": ", &quoted(&text)].concat());
            }
        }
        (!known.is_empty()).then(|| ["{ \"StringEquals\": { ", &*known.join(", "), " } }"].concat())
    }

    /// Where a gate without an editable policy could get one.
    fn missing_target(&self, gate: &SeenGate) -> Option<Target> {
        match (gate.layer, self.program.gate_place(gate.set)?) {
            (Layer::Identity, GatePlace::Principal(index)) => Some(Target::Identity(index)),
            (Layer::Session, GatePlace::Principal(index)) => Some(Target::Session(index)),
            (Layer::Scp, GatePlace::Unit(index)) => Some(Target::Unit(index)),
            (Layer::Scp, GatePlace::Account(index)) => Some(Target::Account(index)),
            _ => None,
        }
    }

    /// A federated session without a session policy has no rights (FED-2).
    fn new_session_policy(&self) -> Option<Candidate> {
        let caller = self.caller()?;
        let lacks = caller.is == PrincipalIs::FederatedUser && caller.session_policies.is_none();
        if !lacks {
            return None;
        }
        self.attached(Layer::Session, Target::Session(self.request.principal))
            .into_iter()
            .next()
    }

    fn new_resource_policy(&self) -> Vec<Candidate> {
        let arn = self.request.resource();
        if !can_carry_policy(arn, self.asked.action()) || arn.contains(['*', '?']) {
            return Vec::new();
        }
        let entries = &self.env().resources;
        let wanted = carrier(arn);
        let declared = self
            .asked
            .governing()
            .filter(|index| entries.get(*index).is_some_and(|own| own.policy.is_none()))
            .or_else(|| entries.iter().position(|own| own.arn == wanted && own.policy.is_none()));
        let target = match declared {
            Some(index) => Target::Resource(index),
            None if self.asked.governing().is_none() => Target::NewResource,
            None => return Vec::new(),
        };
        let made = self.attached(Layer::Resource, target);
        made.into_iter().listed()
    }

    /// Behind an access point the bucket must allow too (S3-4).
    fn new_bucket_policy(&self) -> Option<Candidate> {
        let entries = &self.env().resources;
        let bucket = entries.get(self.asked.governing()?)?.bucket?;
        entries.get(bucket).filter(|own| own.policy.is_none())?;
        self.attached(Layer::Resource, Target::Resource(bucket))
    }

    fn attached(&self, layer: Layer, target: Target) -> Option<Candidate> {
        let arn = match target {
            Target::Resource(index) => self.asked.seen_by(index),
            _ => self.request.resource(),
        };
        let (draft, named) = self.drafts(layer, arn, None).into_iter().next()?;
        let place = target.place(self.env(), self.request);
        let action = self.request.action();
        let title = match target {
            Target::Resource(_) | Target::NewResource => {
                let whom = named.as_ref().map_or("", |own| own.text.as_str());
                let what = match target {
                    Target::Resource(index) => self.env().resources.get(index).map(|own| own.name.as_str()),
                    _ => None,
                };
                let what = what.unwrap_or_else(|| carrier(arn));
                ["give `", what, "` a policy that allows `", action, "` to `", whom, "`"].concat()
            }
            Target::Identity(_) => {
                // Who is named by an ARN alone is called as people call him.
                let name = self.caller().map_or("", |own| match own.name.starts_with("arn:") {
                    true => own.short_name.as_str(),
                    false => own.name.as_str(),
                });
                ["give `", name, "` a policy that allows `", action, "`"].concat()
            }
            Target::Session(_) => ["pass a session policy that allows `", action, "`"].concat(),
            Target::Unit(_) | Target::Account(_) => {
                let note = owner_note(layer);
                ["attach a policy to `", &*place, "` that allows `", action, "`", note].concat()
            }
        };
        Some(Candidate {
            title,
            changes: vec![Change::Attach {
                target,
                layer,
                text: draft.document(),
            }],
            kind: Kind::Attach,
            breadth: named.map_or(0, |own| own.breadth),
            guardrail: is_guardrail(layer),
        })
    }

    /// Whether the boundary has no Allow that matches.
    pub(super) fn lacks_boundary(&self) -> bool {
        let boundary = |gate: &&SeenGate| gate.layer == Layer::Boundary && gate.allow;
        self.gates
            .iter()
            .find(boundary)
            .is_some_and(|gate| gate.truth != Truth::Yes)
    }
}

/// `AllowPutObject`, with a number where the policy has it already.
fn sid(action: &str, policy: Option<&Policy>) -> String {
    let name = action.split(':').nth(1).unwrap_or("");
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let base = ["Allow", &*name].concat();
    let taken = |sid: &str| {
        policy.is_some_and(|policy| {
            let mut own = policy.statements.iter();
            own.any(|statement| policy.sid(statement) == Some(sid))
        })
    };
    let numbered = (2..100).map(|number| [&*base, &number.to_string()].concat());
    [base.clone()]
        .into_iter()
        .chain(numbered)
        .find(|sid| !taken(sid))
        .unwrap_or(base)
}
