//! What commands printed goes where it belongs, in one step.

use iamwhy_engine::Layer;
use iamwhy_policy::{Json, Kind};

use super::{PrincipalKind, policy::document, without};
use crate::{
    Bench, PastedPolicy, Problem, Tells,
    edit::{self, pointer, quoted},
};

const UNKNOWN: &str = "{ \"unknown\": true }";
const ROOT: &str = "/organization/root";

/// The caller that stands in a scenario where a message names none.
const NOBODY: &str = "arn:aws:iam::111122223333:user/CALLER";

impl Bench {
    /// Puts what commands printed into the place at `at`, one of [`Bench::homes`].
    ///
    /// # Errors
    /// Where it cannot stand there.
    pub fn take(&mut self, tells: &Tells, at: &str) -> Result<(), Problem> {
        match tells {
            Tells::Policies { .. } => Ok(()),
            Tells::Nothing(_) => self.set_none(at),
            Tells::Setting { field, value } => self.step(&["set the ", field].concat(), |bench| {
                let at = bench.declare(at)?;
                bench.change("", "", &[&|json| edit::set(json, &at, value)])
            }),
            Tells::Levels { layer, levels } => self.step("attach what was pasted", |bench| bench.hang(*layer, levels)),
            Tells::Caller {
                field,
                value,
                id,
                session,
                account,
            } => {
                let kind = PrincipalKind::ALL.into_iter().find(|kind| kind.field() == field);
                let kind = kind.ok_or_else(|| Problem::plain("nobody of this kind can call"))?;
                self.step("change the caller", |bench| {
                    let name = bench.called(kind, value, account)?;
                    for (field, text) in [("id", id), ("session", session)] {
                        if let Some(text) = text {
                            let at = pointer::of(&["principals", &name, field]);
                            bench.change("", "", &[&|json| edit::set(json, &at, &quoted(text))])?;
                        }
                    }
                    Ok(())
                })
            }
        }
    }

    /// Adds policies that were printed together; where there are no others, what is unknown there is so no longer.
    ///
    /// # Errors
    /// Where one of them is no policy, or none can stand there.
    pub fn add_policies(&mut self, slot: &str, layer: Layer, tells: &Tells) -> Result<(), Problem> {
        let Tells::Policies {
            all,
            is_whole,
            with_groups,
        } = tells
        else {
            return Err(Problem::plain("this is no policy"));
        };
        self.step("add policies", |bench| {
            let slot = bench.declare(slot)?;
            // What a user may do its groups say too.
            let owner = slot.strip_suffix("/policies").map(|own| [own, "/user"].concat());
            let is_user = owner.is_some_and(|own| bench.has(&own));
            if *is_whole && (*with_groups || !is_user) {
                bench.forget_unknown(&slot)?;
            }
            for own in all {
                let text = document(&own.text)?;
                bench.stand(&slot, layer, &text)?;
            }
            Ok(())
        })
    }

    fn has(&self, at: &str) -> bool {
        self.tree().is_ok_and(|json| json.at_pointer(at, json.root()).is_some())
    }

    fn forget_unknown(&mut self, slot: &str) -> Result<(), Problem> {
        let json = self.tree()?;
        let Some(node) = json.at_pointer(slot, json.root()) else {
            return Ok(());
        };
        if json.kind(node) != Kind::Array {
            return match is_unknown(&json, slot) {
                true => self.change("", "", &[&|json| edit::set(json, slot, "[]")]),
                false => Ok(()),
            };
        }
        for index in (0..json.items(node).count()).rev() {
            let at = pointer::join(slot, &index.to_string());
            if is_unknown(&json, &at) {
                self.change("", "", &[&|json| edit::remove(json, &at)])?;
                self.state.follow(&|own| without(slot, index, own));
            }
        }
        Ok(())
    }

    /// The caller of the selected case becomes this one. His name in the scenario.
    fn called(&mut self, kind: PrincipalKind, value: &str, account: &str) -> Result<String, Problem> {
        let answer = self.answer();
        let loaded = answer.loaded.as_ref();
        let own = answer.authorized().zip(loaded).and_then(|(asked, loaded)| {
            let env = loaded.world.environment();
            env.principals.get(asked.request.principal).map(|own| own.name.clone())
        });
        let name = own.ok_or_else(|| Problem::plain("nobody asks yet"))?;
        let at = pointer::of(&["principals", &name]);
        let json = self.tree()?;
        let text = |field: &str| {
            let node = json.at_pointer(&pointer::join(&at, field), json.root());
            node.and_then(|node| json.string(node)).map(str::to_owned)
        };
        if !self.has(&at) {
            let name = self.fresh("principals", "caller");
            self.add_principal(&name, kind, value)?;
            self.set_principal(&name)?;
            return Ok(name);
        }
        // A session does not show the path of its role.
        let role = text("role").or_else(|| {
            let role = pointer::of(&["principals", &text("sessionOf")?, "role"]);
            json.string(json.at_pointer(&role, json.root())?).map(str::to_owned)
        });
        let same = |own: &String| {
            let ends = |arn: &str| {
                (
                    arn.split(':').nth(4).map(str::to_owned),
                    arn.rsplit('/').next().map(str::to_owned),
                )
            };
            kind == PrincipalKind::Role && ends(own) == ends(value)
        };
        if role.as_ref().is_some_and(same) {
            return Ok(name);
        }
        let stands_in = text("user").as_deref() == Some(NOBODY);
        self.edit_principal(&name, kind, value)?;
        if stands_in {
            if kind == PrincipalKind::Role {
                let at = pointer::join(&at, "sessionPolicies");
                self.change("", "", &[&|json| edit::set(json, &at, UNKNOWN)])?;
            }
            // His account stood in as well.
            let text = self.text().replace("\"111122223333\"", &quoted(account));
            self.put("", "", text);
        }
        Ok(name)
    }

    /// The levels of the organization from an account up, and what is attached to each.
    fn hang(&mut self, layer: Layer, levels: &[(String, Vec<PastedPolicy>)]) -> Result<(), Problem> {
        let (field, other) = if layer == Layer::Scp {
            ("scps", "rcps")
        } else {
            ("rcps", "scps")
        };
        let account = levels.first().map(|(id, _)| id.as_str()).unwrap_or_default();
        if !account.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Problem::plain("the first level is no account: paste the whole output"));
        }
        if !self.has("/organization") {
            self.add_organization("o-unknown", &[account.to_owned()])?;
        }
        let open = is_unknown(&*self.tree()?, &[ROOT, "/", other].concat());
        let mut at = ROOT.to_owned();
        for (id, policies) in levels.iter().skip(1).rev() {
            if id.starts_with("r-") {
                self.change("", "", &[&|json| edit::set(json, "/organization/root/id", &quoted(id))])?;
            } else {
                at = match unit(&*self.tree()?, &at, id) {
                    Some(unit) => unit,
                    None => self.add_unit(&at, id, id)?,
                };
                let other = pointer::join(&at, other);
                if open && !self.has(&other) {
                    self.change("", "", &[&|json| edit::set(json, &other, UNKNOWN)])?;
                }
            }
            self.attach_all(&pointer::join(&at, field), policies)?;
        }
        let json = self.tree()?;
        let list = json.at_pointer(&[&at, "/accounts"].concat(), json.root());
        if !list.is_some_and(|list| json.items(list).any(|own| json.string(own) == Some(account))) {
            self.put_account(account, &at)?;
        }
        let own = levels
            .first()
            .map(|(_, policies)| policies.as_slice())
            .unwrap_or_default();
        self.attach_all(&pointer::of(&["accounts", account, field]), own)
    }

    /// These policies and no others. AWS's own are known by their names; a level that printed none is not known.
    fn attach_all(&mut self, list: &str, policies: &[PastedPolicy]) -> Result<(), Problem> {
        let first = if policies.is_empty() { UNKNOWN } else { "[]" };
        self.change("", "", &[&|json| edit::set(json, list, first)])?;
        for own in policies {
            let value = match own.name.as_deref() {
                Some("RCPFullAWSAccess") => continue,
                Some(name @ "FullAWSAccess") => quoted(name),
                _ => document(&own.text)?,
            };
            self.change("", "", &[&|json| edit::append(json, list, &value)])?;
        }
        Ok(())
    }
}

fn is_unknown(json: &Json, at: &str) -> bool {
    let node = json.at_pointer(at, json.root());
    node.and_then(|node| json.get(node, "unknown")).is_some()
}

/// The unit with an id below another.
fn unit(json: &Json, parent: &str, id: &str) -> Option<String> {
    let units = json.at_pointer(&[parent, "/units"].concat(), json.root())?;
    let mut units = json.members(units);
    let (_, found) = units.find(|(_, unit)| json.get(*unit, "id").and_then(|own| json.string(own)) == Some(id))?;
    Some(json.pointer(found, json.root()))
}
