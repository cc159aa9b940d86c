//! What an expression refers to. A plan says only that: not what the expression makes of it.

use iamwhy_policy::NodeId;

use super::address::{below, index, plain, steps};
use super::{DEEPEST, Item, Plan};

/// Something that an expression refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// The address of a resource or data source.
    pub(crate) address: String,
    /// The attribute of it.
    pub(crate) attribute: String,
}

impl Plan {
    /// Whether the configuration has the resource.
    pub(crate) fn is_configured(&self, item: &Item) -> bool {
        self.configured.contains_key(&plain(&item.address))
    }

    /// The expression of an attribute in the configuration.
    pub(crate) fn expression(&self, item: &Item, name: &str) -> Option<NodeId> {
        let configured = self.configured.get(&plain(&item.address))?;
        let expressions = self.json.get(*configured, "expressions")?;
        self.json.get(expressions, name)
    }

    /// What the expression of an attribute refers to; none where something in it cannot be followed.
    pub(crate) fn targets(&self, item: &Item, name: &str) -> Option<Vec<Target>> {
        self.targets_of(item, self.expression(item, name)?)
    }

    /// The same for an expression of a resource.
    pub(crate) fn targets_of(&self, item: &Item, expression: NodeId) -> Option<Vec<Target>> {
        let mut targets = Vec::new();
        self.follow(&item.module, index(&item.address), expression, &mut targets, 0)?;
        targets.dedup();
        Some(targets)
    }

    fn follow(
        &self,
        module: &str,
        own: &str,
        expression: NodeId,
        targets: &mut Vec<Target>,
        depth: usize,
    ) -> Option<()> {
        let json = &self.json;
        // A constant refers to nothing.
        let Some(references) = json.get(expression, "references") else {
            return Some(());
        };
        if depth > DEEPEST || targets.len() > 100 {
            return None;
        }
        let all: Vec<&str> = json.items(references).filter_map(|own| json.string(own)).collect();
        // An index is its own reference; which one it is of, and what is made of it, is not said.
        let own = match all
            .iter()
            .all(|own| !is_index(own) || matches!(*own, "each.key" | "count.index"))
        {
            true => own,
            false => "",
        };
        for (at, reference) in all.iter().enumerate() {
            // After `a.b.arn` the list repeats `a.b`.
            let is_repeated = all.iter().take(at).any(|before| {
                before
                    .strip_prefix(reference)
                    .is_some_and(|rest| rest.starts_with(['.', '[']))
            });
            if !is_repeated {
                self.follow_one(module, own, reference, targets, depth)?;
            }
        }
        Some(())
    }

    fn follow_one(
        &self,
        module: &str,
        own: &str,
        reference: &str,
        targets: &mut Vec<Target>,
        depth: usize,
    ) -> Option<()> {
        let json = &self.json;
        let steps = steps(reference);
        match steps.as_slice() {
            // Which instance, not what.
            ["each" | "count" | "path" | "terraform" | "self", ..] => Some(()),
            ["var", name, ..] => {
                let call = self.calls.get(&plain(module))?;
                let (parent, _) = module.rsplit_once("module.").unwrap_or_default();
                let parent = parent.trim_end_matches('.');
                let expression = json.get(json.get(*call, "expressions")?, name)?;
                self.follow(parent, index(module), expression, targets, depth + 1)
            }
            ["module", name, output, ..] => {
                let inner = below(module, &["module.", name].concat());
                let configured = self.modules.get(&plain(&inner))?;
                let output = json.get(json.get(*configured, "outputs")?, &plain(output))?;
                let inner = self.instance(&inner, own);
                self.follow(&inner, "", json.get(output, "expression")?, targets, depth + 1)
            }
            ["data", kind, name, rest @ ..] => {
                self.found(module, own, &["data.", kind, ".", name].concat(), rest, targets)
            }
            ["local" | "module" | "var", ..] => None,
            [kind, name, rest @ ..] => self.found(module, own, &[*kind, ".", name].concat(), rest, targets),
            _ => None,
        }
    }

    /// The instance of a module that an expression without an index means.
    fn instance(&self, module: &str, own: &str) -> String {
        let with_own = [module, own].concat();
        let mut modules = self.items.values().map(|item| item.module.as_str());
        match !own.is_empty() && modules.any(|known| known == with_own || known.starts_with(&[&with_own, "."].concat()))
        {
            true => with_own,
            false => module.to_owned(),
        }
    }

    /// The instance of a resource that has but one.
    fn only_instance(&self, address: &str) -> Option<String> {
        let start = [address, "["].concat();
        let mut instances = self.items.range(start.clone()..);
        let mut next = || instances.next().filter(|(own, _)| own.starts_with(&start));
        let (one, _) = next()?;
        next().is_none().then(|| one.clone())
    }

    fn found(&self, module: &str, own: &str, name: &str, rest: &[&str], targets: &mut Vec<Target>) -> Option<()> {
        let address = below(module, name);
        let exact = [address.clone(), [&address, own].concat()];
        let exact = exact.into_iter().find(|address| self.items.contains_key(address));
        let address = exact.or_else(|| self.only_instance(&address))?;
        targets.push(Target {
            address,
            attribute: rest.first().map(|own| plain(own)).unwrap_or_default(),
        });
        Some(())
    }
}

/// Whether something other than a resource may stand between brackets.
fn is_index(reference: &str) -> bool {
    matches!(reference.split('.').next(), Some("each" | "count" | "var" | "local"))
}
