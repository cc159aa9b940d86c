//! The organization's tree and the accounts.

use iamwhy_policy::{Add, Listed, Seen};

use super::checker::Checker;
use crate::{
    model::Unit,
    read::shortened,
    step::{
        Step,
        Step::{Item, Key},
    },
};

pub(super) fn check(c: &mut Checker<'_, '_>) {
    let scenario = c.scenario;
    let mut inside = Seen::default();
    if let Some(organization) = scenario.organization() {
        organization_id(c, &[Key("organization"), Key("id")], &organization.id);
        if let Some(id) = &organization.management_account {
            c.account_id(&[Key("organization"), Key("managementAccount")], id);
        }
        inside = tree(c, &organization.root);
    }
    for (id, account) in &scenario.accounts {
        let at = [Key("accounts"), Key(id)];
        c.account_id(&at, id);
        let own = scenario.organization().filter(|_| inside.contains(id.as_str()));
        if let (Some(own), Some(other)) = (own, account.organization.as_deref())
            && own.id != other
        {
            c.wrong(
                &[at[0], at[1], Key("organization")],
                format!(
                    "account `{id}` stands in the tree of `{}`, not of `{}`",
                    own.id,
                    shortened(other)
                ),
                "remove one of the two",
            );
        }
        if let Some(id) = &account.organization {
            organization_id(c, &[at[0], at[1], Key("organization")], id);
        }
        if account.organization_path.is_some() && account.organization.is_none() {
            c.wrong(
                &[at[0], at[1], Key("organizationPath")],
                "`organizationPath` needs `organization` beside it".to_owned(),
                "add the organization's id",
            );
        }
    }
}

fn organization_id(c: &mut Checker<'_, '_>, at: &[Step<'_>], id: &str) {
    if !id.starts_with("o-") || id.contains('/') {
        c.wrong(
            at,
            format!("`{id}` is not an organization id"),
            "an organization id begins with `o-`",
        );
    }
}

/// The accounts in the tree. Walks the units with a stack of its own, so that depth costs no machine stack.
fn tree(c: &mut Checker<'_, '_>, root: &Unit) -> Seen {
    let mut seen = Seen::default();
    let mut open: Vec<(Vec<&str>, &Unit)> = vec![(vec!["organization", "root"], root)];
    while let Some((place, unit)) = open.pop() {
        let mut at: Vec<_> = place.iter().copied().map(Key).listed();
        at.push(Key("id"));
        let (prefix, what) = if place.len() == 2 {
            ("r-", "a root")
        } else {
            ("ou-", "a unit")
        };
        if !unit.id.starts_with(prefix) {
            c.wrong(
                &at,
                format!("`{}` is not the id of {what}", unit.id),
                &format!("such an id begins with `{prefix}`"),
            );
        }
        at.pop();
        at.push(Key("accounts"));
        for (i, account) in unit.accounts.iter().enumerate() {
            at.push(Item(i));
            c.account_id(&at, account);
            if !seen.insert(account.as_str()) {
                c.wrong(
                    &at,
                    format!("account `{account}` stands twice in the organization"),
                    "keep one of them",
                );
            }
            at.pop();
        }
        for (name, child) in &unit.units {
            let mut below = place.clone();
            below.add(["units", name.as_str()]);
            open.push((below, child));
        }
    }
    seen
}
