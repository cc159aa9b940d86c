//! Every ARN that a policy names as a resource.

use iamwhy_policy::NodeId;

use crate::look::Look;

/// The entries of `Resource` and `NotResource`, without the lone `*`. A role trust policy has none.
pub(super) fn resources<'a>(look: &Look<'a>) -> Vec<(NodeId, &'a str)> {
    let elements = look.statements().flat_map(|statement| &statement.resources);
    let values = elements.flat_map(|element| &element.values);
    values
        .map(|&node| (node, look.text(node)))
        .filter(|(_, text)| *text != "*")
        .collect()
}
