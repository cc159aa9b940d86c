//! An organization as a plan or a template declares it: units that name their parents, policies that name their targets.

use std::collections::{BTreeMap, BTreeSet};

use iamwhy_policy::NodeId;

use super::DEEPEST;
use super::outputs::PolicyKind;
use crate::arn::is_account;
use crate::export::{Attached, Export, ExportedAccount, ExportedOrganization, ExportedUnit};
use crate::open::{is_open, open};

/// What a file declares, in its own order.
#[derive(Default)]
pub(crate) struct Declared {
    pub(crate) organization: Option<DeclaredOrganization>,
    pub(crate) members: Vec<Member>,
    pub(crate) policies: Vec<DeclaredPolicy>,
}

/// The organization itself.
pub(crate) struct DeclaredOrganization {
    pub(crate) id: Option<String>,
    pub(crate) management_account: Option<String>,
    pub(crate) root_id: Option<String>,
    /// What others call the root.
    pub(crate) root_keys: Vec<String>,
    /// Whether the file makes it, and does not only ask about it.
    pub(crate) is_made: bool,
    /// Kinds of policies that are switched on; none where the file does not say.
    pub(crate) enabled: Option<Vec<PolicyKind>>,
}

/// A unit or an account.
pub(crate) struct Member {
    /// As the file calls it.
    pub(crate) address: String,
    /// What others call it.
    pub(crate) keys: Vec<String>,
    pub(crate) id: Option<String>,
    pub(crate) name: String,
    /// What it calls its parent; none where nobody knows.
    pub(crate) parent: Option<String>,
    pub(crate) is_account: bool,
    pub(crate) node: NodeId,
}

/// A policy and what it is attached to.
pub(crate) struct DeclaredPolicy {
    pub(crate) attached: Attached,
    pub(crate) kind: PolicyKind,
    /// What it calls its targets.
    pub(crate) targets: Vec<String>,
    /// Whether it may have targets that nobody knows.
    pub(crate) astray: bool,
}

/// A place of the tree, by number: the root is 0.
struct Places {
    /// The members that can be placed, and units of which only the name is known.
    units: Vec<Place>,
}

struct Place {
    keys: Vec<String>,
    id: String,
    name: String,
    parent: Option<usize>,
    is_account: bool,
    /// Whether the file says what is attached here.
    is_known: bool,
}

/// Puts the tree together; nothing where the file declares none.
pub(crate) fn assemble(export: &mut Export, declared: Declared) {
    if declared.organization.is_none() && declared.members.is_empty() {
        if declared
            .policies
            .iter()
            .any(|own| own.astray || !own.targets.is_empty())
        {
            let message = "policies are attached in an organization that this file does not declare: they are not in the scenario";
            export.note(export.json.root(), message);
        }
        return;
    }
    let places = Places::of(export, &declared);
    places.tell_strays(export, &declared);
    let enabled = |kind: PolicyKind| {
        let known = declared.organization.as_ref().and_then(|own| own.enabled.as_ref());
        known.is_none_or(|kinds| kinds.contains(&kind))
    };
    let attached = |place: &Place, kind: PolicyKind| -> Option<Vec<Attached>> {
        if !enabled(kind) {
            return Some(Vec::new());
        }
        if !place.is_known {
            return None;
        }
        let own = declared.policies.iter().filter(|own| own.kind == kind);
        let own = own.filter_map(|policy| match place.is_named(policy) {
            true => Some(policy.attached.clone()),
            false => places.is_astray(policy).then_some(Attached::Unseen { arn: None }),
        });
        // AWS attaches this one by itself to whatever is made.
        let first = (kind == PolicyKind::Scp).then_some(Attached::BuiltIn("FullAWSAccess"));
        Some(first.into_iter().chain(own).collect())
    };
    let root = places.unit(0, 0, &attached);
    let accounts = places.units.iter().filter(|place| place.is_account);
    let mut accounts: Vec<ExportedAccount> = accounts
        .map(|place| ExportedAccount {
            id: place.id.clone(),
            name: Some(place.name.clone()),
            scps: attached(place, PolicyKind::Scp),
            rcps: attached(place, PolicyKind::Rcp),
        })
        .collect();
    accounts.sort_by(|one, other| one.id.cmp(&other.id));
    let own = declared.organization.as_ref();
    export.organization = Some(ExportedOrganization {
        id: own
            .and_then(|own| own.id.clone())
            .unwrap_or_else(|| ["o-", &open("organization")].concat()),
        management_account: own.and_then(|own| own.management_account.clone()),
        scps_enabled: enabled(PolicyKind::Scp),
        root,
        accounts,
    });
}

impl Place {
    fn is_named(&self, policy: &DeclaredPolicy) -> bool {
        policy.targets.iter().any(|target| self.keys.contains(target))
    }
}

/// Whether a target is an id: what has it and is not in the tree is elsewhere.
fn is_id(target: &str) -> bool {
    is_account(target) || ((target.starts_with("ou-") || target.starts_with("r-")) && !is_open(target))
}

impl Places {
    /// Whether a policy may be attached anywhere: nobody knows what it calls its target.
    fn is_astray(&self, policy: &DeclaredPolicy) -> bool {
        let is_there = |target: &String| self.units.iter().any(|place| place.keys.contains(target));
        policy.astray || policy.targets.iter().any(|own| !is_id(own) && !is_there(own))
    }

    fn tell_strays(&self, export: &mut Export, declared: &Declared) {
        for policy in declared
            .policies
            .iter()
            .filter(|own| !own.astray && self.is_astray(own))
        {
            let Attached::Policy(at) = &policy.attached else {
                continue;
            };
            let Some((node, name)) = export.policies.get(*at).map(|own| (own.node, own.name.clone())) else {
                continue;
            };
            let message =
                format!("what `{name}` is attached to is not known: it counts as an unknown policy everywhere");
            export.note(node, message);
        }
    }

    fn of(export: &mut Export, declared: &Declared) -> Places {
        let own = declared.organization.as_ref();
        let mut root_keys = own.map(|own| own.root_keys.clone()).unwrap_or_default();
        let parents = declared.members.iter().filter_map(|own| own.parent.as_deref());
        let root_id = own
            .and_then(|own| own.root_id.as_deref())
            .or_else(|| parents.clone().find(|parent| parent.starts_with("r-")))
            .or_else(|| {
                let mut targets = declared.policies.iter().flat_map(|own| &own.targets);
                targets.find(|own| own.starts_with("r-")).map(String::as_str)
            });
        let root_id = root_id.map(str::to_owned);
        root_keys.extend(root_id.clone());
        let root = Place {
            keys: root_keys,
            id: root_id.unwrap_or_else(|| ["r-", &open("root")].concat()),
            name: "root".to_owned(),
            parent: None,
            is_account: false,
            is_known: own.is_some_and(|own| own.is_made),
        };
        if !root.is_known {
            let message = "the organization is made elsewhere: what is attached to its root is unknown";
            export.note(export.json.root(), message);
        }
        let mut places = Places { units: vec![root] };
        let mut waiting: Vec<(usize, &Member)> = Vec::new();
        let mut seen = BTreeSet::new();
        for member in &declared.members {
            let id = match (&member.id, member.is_account) {
                (Some(id), _) => id.clone(),
                (None, false) => ["ou-", &open(&member.address)].concat(),
                (None, true) => {
                    let message = format!(
                        "the id of the account `{}` is not known yet: it is left out; give it as the parameter `{}`",
                        member.address,
                        member.keys.last().map_or("", String::as_str).trim_matches(['‹', '›'])
                    );
                    export.note(member.node, message);
                    continue;
                }
            };
            if !seen.insert(id.clone()) || (member.is_account && !is_account(&id)) {
                export.note(member.node, format!("`{id}` is no account of its own: it is left out"));
                continue;
            }
            waiting.push((places.units.len(), member));
            places.units.push(Place {
                keys: member.keys.iter().cloned().chain([id.clone()]).collect(),
                id,
                name: member.name.clone(),
                parent: None,
                is_account: member.is_account,
                is_known: true,
            });
        }
        for (at, member) in waiting {
            let parent = places.parent(export, member);
            if let Some(place) = places.units.get_mut(at) {
                place.parent = Some(parent);
            }
        }
        places.break_circles(export, declared);
        let management = own.and_then(|own| own.management_account.clone());
        if let Some(id) = management.filter(|id| seen.insert(id.clone())) {
            places.units.push(Place {
                keys: vec![id.clone()],
                name: "management".to_owned(),
                id,
                parent: Some(0),
                is_account: true,
                is_known: true,
            });
        }
        places
    }

    /// The place that a member names as its parent; a new one, of which nothing is known, where the file does not have it.
    fn parent(&mut self, export: &mut Export, member: &Member) -> usize {
        let Some(name) = &member.parent else {
            let message = format!(
                "below what `{}` stands is not known yet: what is attached there is unknown",
                member.address
            );
            export.note(member.node, message);
            return self.unknown(&[&member.address, ".parent"].concat());
        };
        let is = |place: &Place| !place.is_account && place.keys.contains(name);
        if let Some(found) = self.units.iter().position(is) {
            return found;
        }
        let message = format!(
            "`{name}`, below which `{}` stands, is not in this file: what is attached there and above is unknown",
            member.address
        );
        export.note(member.node, message);
        self.unknown(name)
    }

    fn unknown(&mut self, name: &str) -> usize {
        let id = match name.starts_with("ou-") {
            true => name.to_owned(),
            false => ["ou-", &open(name)].concat(),
        };
        self.units.push(Place {
            keys: vec![name.to_owned(), id.clone()],
            name: id.clone(),
            id,
            parent: Some(0),
            is_account: false,
            is_known: false,
        });
        self.units.len() - 1
    }

    /// What stands below itself, or deeper than AWS nests, is put below the root.
    fn break_circles(&mut self, export: &mut Export, declared: &Declared) {
        let mut lost: BTreeMap<usize, String> = BTreeMap::new();
        for at in 1..self.units.len() {
            let mut above = Some(at);
            let climbed = std::iter::from_fn(|| {
                above = self.units.get(above?)?.parent;
                above
            });
            if climbed.take(DEEPEST + 1).count() > DEEPEST {
                lost.insert(at, self.units.get(at).map(|own| own.name.clone()).unwrap_or_default());
            }
        }
        for (at, name) in lost {
            if let Some(place) = self.units.get_mut(at) {
                (place.parent, place.is_known) = (Some(0), false);
            }
            let node = declared.members.iter().find(|own| own.name == name).map(|own| own.node);
            let message = format!("`{name}` stands below itself: what is attached there is unknown");
            export.note(node.unwrap_or(export.json.root()), message);
        }
    }

    /// Recursion is as deep as [`DEEPEST`].
    fn unit(
        &self,
        at: usize,
        depth: usize,
        attached: &dyn Fn(&Place, PolicyKind) -> Option<Vec<Attached>>,
    ) -> ExportedUnit {
        let Some(place) = self.units.get(at).filter(|_| depth <= DEEPEST) else {
            return ExportedUnit::default();
        };
        let below = || {
            let all = self.units.iter().enumerate();
            all.filter(|(_, own)| own.parent == Some(at))
        };
        let mut accounts: Vec<String> = below()
            .filter(|(_, own)| own.is_account)
            .map(|(_, own)| own.id.clone())
            .collect();
        accounts.sort();
        let units = below().filter(|(_, own)| !own.is_account);
        ExportedUnit {
            id: place.id.clone(),
            name: place.name.clone(),
            scps: attached(place, PolicyKind::Scp),
            rcps: attached(place, PolicyKind::Rcp),
            accounts,
            units: units
                .map(|(number, _)| self.unit(number, depth + 1, attached))
                .collect(),
        }
    }
}
