//! SCPs and RCPs, from the account up to the root.

use super::Commands;
use super::shell::quoted;
use crate::denial::Denial;
use crate::scenario::Cast;

pub(super) fn commands(denial: &Denial, cast: &Cast<'_>, commands: &mut Commands) {
    let caller = cast
        .account
        .filter(|account| denial.caller.is_some() && !account.is_empty() && !cast.is_stand_in(account));
    if let Some(account) = caller {
        let why =
            "the SCPs of the caller's account, its units and the root, with credentials of the management account";
        commands.add(
            "scp",
            "organization.root.scps",
            why,
            path(account, "SERVICE_CONTROL_POLICY"),
        );
    }
    let owner = cast.owner.filter(|account| !cast.is_stand_in(account)).or(caller);
    if let Some(account) = owner {
        let why =
            "the RCPs of the resource's account, its units and the root, with credentials of the management account";
        commands.add(
            "rcp",
            "organization.root.rcps",
            why,
            path(account, "RESOURCE_CONTROL_POLICY"),
        );
    }
}

/// Walks up the tree; every level prints its id and its policies.
fn path(account: &str, kind: &str) -> String {
    [
        "id=",
        &quoted(account),
        "; while [ -n \"$id\" ] && [ \"$id\" != None ]; do echo \"$id\"; \
         for policy in $(aws organizations list-policies-for-target --target-id \"$id\" --filter ",
        kind,
        " --query 'Policies[].Id' --output text); do aws organizations describe-policy --policy-id \"$policy\"; done; \
         case \"$id\" in r-*) break;; esac; \
         id=$(aws organizations list-parents --child-id \"$id\" --query 'Parents[0].Id' --output text); done",
    ]
    .concat()
}
