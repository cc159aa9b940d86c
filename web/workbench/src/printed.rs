//! What commands printed beside one policy, and where it can go.

use iamwhy_engine::Layer;

use crate::{
    Bench, Holds, PastedPolicy, Slot,
    edit::pointer,
    pasted::{layer, policy},
    told::Told,
};

/// What commands printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Printed {
    /// What it is.
    pub sentence: String,
    /// What it tells.
    pub tells: Tells,
    /// What else is worth knowing.
    pub notes: Vec<String>,
}

/// What it tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Tells {
    /// Policies that stand together.
    Policies {
        /// In the order in which they were printed.
        all: Vec<PastedPolicy>,
        /// There are no others.
        is_whole: bool,
        /// Those of a user's groups are among them.
        with_groups: bool,
    },
    /// SCPs or RCPs.
    Levels {
        /// Which of them.
        layer: Layer,
        /// The ids from the account up, with what is attached.
        levels: Vec<(String, Vec<PastedPolicy>)>,
    },
    /// Who calls.
    Caller {
        /// The field that says what it is.
        field: String,
        /// Its value.
        value: String,
        /// The unique id.
        id: Option<String>,
        /// The session's name.
        session: Option<String>,
        /// The account.
        account: String,
    },
    /// A field of a resource or an account.
    Setting {
        /// Its name.
        field: String,
        /// Its value, as JSON.
        value: String,
    },
    /// That there is none, and of which layer if that is known.
    Nothing(Option<Layer>),
}

/// Where what was printed can go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Home {
    /// What to call it.
    pub label: String,
    /// Its pointer.
    pub at: String,
    /// The layer that it belongs to.
    pub layer: Option<Layer>,
}

impl Printed {
    pub(crate) fn read(own: Told<'_>) -> Option<Printed> {
        let all = |own: Told<'_>| own.items("all").filter_map(policy).collect();
        let tells = match own.text("tells")?.as_str() {
            "policies" => Tells::Policies {
                all: all(own),
                is_whole: own.is("whole"),
                with_groups: own.is("groups"),
            },
            "levels" => Tells::Levels {
                layer: layer(&own.text("layer")?)?,
                levels: own
                    .items("levels")
                    .filter_map(|own| Some((own.text("id")?, all(own))))
                    .collect(),
            },
            "caller" => Tells::Caller {
                field: own.text("field")?,
                value: own.text("value")?,
                id: own.text("id"),
                session: own.text("session"),
                account: own.text("account")?,
            },
            "setting" => Tells::Setting {
                field: own.text("field")?,
                value: own.text("value")?,
            },
            _ => Tells::Nothing(own.text("layer").as_deref().and_then(layer)),
        };
        Some(Printed {
            sentence: own.text("sentence")?,
            tells,
            notes: own.texts("notes"),
        })
    }
}

impl Bench {
    /// Where something can go that is no policy: what waits for it first. Policies are asked for by their layers.
    #[must_use]
    pub fn homes(&self, tells: &Tells) -> Vec<Home> {
        let groups = self.layers();
        let slots = || {
            let tabs = groups.iter().flat_map(|group| &group.tabs);
            tabs.flat_map(|tab| tab.slots.iter().map(move |slot| (tab.layer, slot)))
        };
        let home = |label: String, at: String, layer| Home { label, at, layer };
        let mut homes = Vec::new();
        match tells {
            Tells::Policies { .. } => {}
            Tells::Levels { layer, .. } => homes.push(home("the organization".to_owned(), String::new(), Some(*layer))),
            Tells::Caller { .. } => homes.push(home("the caller".to_owned(), String::new(), None)),
            Tells::Setting { field, .. } => {
                let words = if field == "grants" {
                    "grants of "
                } else {
                    "block public access of "
                };
                for (layer, slot) in slots().filter(|(layer, _)| *layer == Layer::Resource) {
                    let steps = pointer::steps(&slot.pointer);
                    if let [section, name, _] = steps.as_slice()
                        && section == "resources"
                    {
                        let at = pointer::of(&[section, name, field]);
                        homes.push(home([words, name].concat(), at, Some(layer)));
                    }
                }
                let owner = self.answer().question.owner.clone().filter(|_| field != "grants");
                homes.extend(owner.map(|owner| {
                    let at = pointer::of(&["accounts", &owner, field]);
                    home([words, "account ", &owner].concat(), at, None)
                }));
            }
            // Of SCPs there is always one, and of RCPs AWS's own.
            Tells::Nothing(wanted) => {
                let fits = |layer: Layer| match wanted {
                    Some(wanted) => *wanted == layer,
                    None => !matches!(layer, Layer::Scp | Layer::Rcp),
                };
                let mut own: Vec<(Layer, &Slot)> = slots().filter(|(layer, _)| fits(*layer)).collect();
                if own.iter().any(|(_, slot)| waits(slot)) {
                    own.retain(|(_, slot)| waits(slot));
                }
                homes.extend(
                    own.into_iter()
                        .map(|(layer, slot)| home(slot.label.clone(), slot.pointer.clone(), Some(layer))),
                );
            }
        }
        homes
    }
}

/// Whether nobody knows what stands in a place.
fn waits(slot: &Slot) -> bool {
    slot.holds == Holds::Unknown || slot.policies.iter().any(|own| own.origin == crate::Origin::Unknown)
}
