//! The layers of policies that the selected request passes, grouped by whose they are.

use iamwhy_engine::{Layer, world::PrincipalIs};
use iamwhy_explain::{Explanation, Gate, GateVerdict};
use iamwhy_policy::{Json, Kind};

use crate::{
    bench::Bench,
    edit::pointer,
    layer_words::{inline_name, label, meaning},
    places::{Place, Places},
    policy_view::PolicyView,
    quota,
    slot::{Holds, Slot},
};

/// Whose policies.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Side {
    /// The caller's account.
    Caller,
    /// The account that owns the resource.
    Resource,
}

/// The layers of one side.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LayerGroup {
    /// Whose.
    pub side: Side,
    /// What to call it: `role app`, `acme-logs/1.gz`.
    pub label: String,
    /// The account.
    pub account: Option<String>,
    /// Its layers, in the order in which the request passes them.
    pub tabs: Vec<LayerTab>,
}

/// A layer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LayerTab {
    /// Which.
    pub layer: Layer,
    /// Its name in a list.
    pub label: &'static str,
    /// What it says.
    pub state: GateVerdict,
    /// Whether it would have to change.
    pub blocker: bool,
    /// How many policies are in it, and at how many levels of the organization.
    pub count: usize,
    /// The places where its policies stand; of SCPs and RCPs one for each level, the root first.
    pub slots: Vec<Slot>,
    /// Why, in a few words, where no statement says it.
    pub note: Option<String>,
}

impl Bench {
    /// The layers of the selected request; nothing where nobody asks.
    #[must_use]
    pub fn layers(&self) -> Vec<LayerGroup> {
        let answer = self.answer();
        let (Some(loaded), Some(asked)) = (&answer.loaded, answer.authorized()) else {
            return Vec::new();
        };
        let places = Places::of(loaded, &asked.request);
        let explanation = asked.explanation.as_deref();
        let env = loaded.world.environment();
        let is = env.principals.get(asked.request.principal).map(|own| own.is);
        let group = |side, label: &str, account: &Option<String>, layers: &[Layer], own: &[Place]| LayerGroup {
            side,
            label: label.to_owned(),
            account: account.clone(),
            tabs: layers
                .iter()
                .map(|layer| self.tab(*layer, own, &places.service, explanation, &loaded.json))
                .collect(),
        };
        let caller: &[Layer] = match is {
            Some(PrincipalIs::Service | PrincipalIs::Anonymous | PrincipalIs::WebIdentity | PrincipalIs::Saml) => {
                &[Layer::VpcEndpoint]
            }
            _ => &[
                Layer::Scp,
                Layer::Identity,
                Layer::Boundary,
                Layer::Session,
                Layer::VpcEndpoint,
            ],
        };
        vec![
            group(
                Side::Caller,
                &places.caller_label,
                &places.caller_account,
                caller,
                &places.caller,
            ),
            group(
                Side::Resource,
                &places.resource_label,
                &places.owner,
                &[Layer::Rcp, Layer::Resource],
                &places.resource,
            ),
        ]
    }

    fn tab(
        &self,
        layer: Layer,
        places: &[Place],
        service: &str,
        explanation: Option<&Explanation>,
        json: &Json,
    ) -> LayerTab {
        let gates: Vec<&Gate> = explanation
            .into_iter()
            .flat_map(|own| &own.gates)
            .filter(|gate| gate.layer == layer)
            .collect();
        let own: Vec<&Place> = places.iter().filter(|place| place.layer == layer).collect();
        let slots: Vec<Slot> = own
            .iter()
            .enumerate()
            .map(|(at, place)| {
                // Levels have a gate each, by their names or in the same order; else the gate is everybody's.
                let named = gates.iter().find(|gate| gate.label == place.label);
                let gate = match gates.len() == own.len() {
                    true => named.or(gates.get(at)),
                    false => named.or(gates.first()),
                };
                self.slot(place, service, gate.copied(), json)
            })
            .collect();
        LayerTab {
            layer,
            label: label(layer, own.first().map_or("", |place| place.pointer.as_str()), service),
            state: gates.iter().map(|gate| gate.verdict).fold(GateVerdict::NoImpact, worse),
            blocker: explanation.is_some_and(|own| own.blockers.contains(&layer)),
            count: slots
                .iter()
                .map(|slot| slot.policies.iter().filter(|own| !own.off).count())
                .sum(),
            slots,
            note: gates.first().and_then(|gate| gate.note.clone()),
        }
    }

    fn slot(&self, place: &Place, service: &str, gate: Option<&Gate>, json: &Json) -> Slot {
        let node = json.at_pointer(&place.pointer, json.root());
        let mut policies = Vec::new();
        let holds = match node {
            None => Holds::Absent,
            Some(node) if json.kind(node) == Kind::Array => {
                let count = json.items(node).count();
                for index in 0..count {
                    policies.extend(self.view(json, &pointer::join(&place.pointer, &index.to_string())));
                }
                if count == 0 { Holds::Empty } else { Holds::Policies }
            }
            Some(node) => {
                let view = self.view(json, &place.pointer);
                let unknown = json.get(node, "unknown").is_some();
                policies.extend(view.filter(|_| !(unknown && place.many)));
                if unknown { Holds::Unknown } else { Holds::Policies }
            }
        };
        let limit = quota::limit(place.layer, &place.pointer, service);
        let shown = policies
            .iter()
            .filter(|own| !matches!(own.origin, crate::Origin::BuiltIn(_)));
        let quota = limit.and_then(|limit| limit.quota(shown.map(PolicyView::text).filter(|text| !text.is_empty())));
        for (at, off) in self
            .state
            .off
            .iter()
            .enumerate()
            .filter(|(_, off)| off.slot == place.pointer)
        {
            let index = off.index.unwrap_or(0).min(policies.len());
            policies.insert(index, switched_off(at, off));
        }
        Slot {
            pointer: place.pointer.clone(),
            place: pointer::words(&place.pointer),
            label: place.label.clone(),
            many: place.many,
            declared: place.declared,
            holds,
            state: gate.map_or(GateVerdict::NoImpact, |gate| gate.verdict),
            note: gate.and_then(|gate| gate.note.clone()),
            meaning: meaning(place, holds),
            policies,
            quota,
        }
    }

    /// A policy with its draft.
    pub(crate) fn view(&self, json: &Json, at: &str) -> Option<PolicyView> {
        let mut view = PolicyView::at(json, at)?;
        let draft = self.state.drafts.iter().find(|draft| draft.pointer == view.source);
        view.draft = draft.map(|draft| draft.text.to_string());
        if view.name.is_empty() {
            view.name = inline_name(at);
        }
        Some(view)
    }

    /// The policy at a pointer of the text, for the editor; also one that is switched off.
    #[must_use]
    pub fn policy(&self, at: &str) -> Option<PolicyView> {
        if let Some(number) = at.strip_prefix("off:") {
            let number = number.parse().ok()?;
            return Some(switched_off(number, self.state.off.get(number)?));
        }
        let json = self.json().or(self.loaded().map(|loaded| &loaded.json))?;
        self.view(json, at)
    }
}

fn switched_off(number: usize, off: &crate::state::Off) -> PolicyView {
    let lens = crate::Lens::plain(&off.text);
    PolicyView {
        name: off.name.clone(),
        pointer: format!("off:{number}"),
        source: String::new(),
        origin: crate::Origin::Inline,
        lens,
        file: String::new(),
        draft: None,
        also: Vec::new(),
        arn: None,
        off: true,
    }
}

/// The verdict of several gates that must all let the request pass.
fn worse(one: GateVerdict, other: GateVerdict) -> GateVerdict {
    let rank = |verdict| match verdict {
        GateVerdict::NoImpact => 0,
        GateVerdict::Allows => 1,
        GateVerdict::Unknown => 2,
        GateVerdict::Silent => 3,
        GateVerdict::Denies => 4,
    };
    if rank(other) > rank(one) { other } else { one }
}
