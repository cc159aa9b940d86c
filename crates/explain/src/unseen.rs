//! What is not known, in words: a context key by its name, a place of the scenario by what stands there and whose it is.

use crate::words::{list, tick};

/// Where policies and the like stand, as the scenario names the place, and what a person calls them.
const FIELDS: [(&str, &str); 8] = [
    ("scps", "SCPs"),
    ("rcps", "RCPs"),
    ("policies", "policies"),
    ("boundary", "boundary"),
    ("sessionPolicies", "session policies"),
    ("policy", "policy"),
    ("trust", "trust policy"),
    ("grants", "grants"),
];

/// `the RCPs and SCPs of root, the boundary of app and aws:SourceIp`.
pub(crate) fn unseen(names: &[String]) -> String {
    let mut all = Vec::new();
    // What one owner has is said together: the names come in order.
    let (mut owner, mut words) = ("", Vec::new());
    for name in names {
        let (whose, word) = place(name).unwrap_or(("", ""));
        if whose != owner {
            close(owner, &mut words, &mut all);
        }
        owner = whose;
        if whose.is_empty() {
            all.push(tick(name));
        } else if words.last().is_none_or(|last| last != word) {
            // Of several entries of one list the list is named once.
            words.push(word.to_owned());
        }
    }
    close(owner, &mut words, &mut all);
    list(&all, "and")
}

/// All that is told of one owner.
fn close(owner: &str, words: &mut Vec<String>, all: &mut Vec<String>) {
    if !words.is_empty() {
        // A unit by its own name; names of others may have dots.
        let name = match owner.starts_with("organization.") {
            true => owner.rsplit_once('.'),
            false => owner.split_once('.'),
        };
        let name = name.map_or(owner, |(_, name)| name);
        all.push(["the ", &list(words, "and"), " of ", &tick(name)].concat());
        words.clear();
    }
}

/// `principals.app.policies[1]`: whose, and what. A context key, whose tag may have dots, is no place, and a policy nobody's.
fn place(name: &str) -> Option<(&str, &'static str)> {
    let (owner, field) = name.rsplit_once('.')?;
    if name.contains(':') || name.starts_with("policies.") {
        return None;
    }
    let field = field.split_once('[').map_or(field, |(field, _)| field);
    let (_, word) = FIELDS.iter().find(|(own, _)| *own == field)?;
    Some((owner, word))
}

#[cfg(test)]
mod tests {
    use super::unseen;

    fn said(names: &[&str]) -> String {
        unseen(&names.iter().map(|own| (*own).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_place_is_said_in_words() {
        assert_eq!(said(&["principals.app.boundary"]), "the boundary of `app`");
        assert_eq!(said(&["principals.jane.doe.boundary"]), "the boundary of `jane.doe`");
        assert_eq!(said(&["aws:SourceIp"]), "`aws:SourceIp`");
        assert_eq!(said(&["principals.app.mfa"]), "`principals.app.mfa`");
        assert_eq!(said(&["aws:ResourceTag/a.policy"]), "`aws:ResourceTag/a.policy`");
        assert_eq!(said(&["policies.my.policy"]), "`policies.my.policy`");
    }

    #[test]
    fn what_one_owner_has_is_said_together_and_a_list_once() {
        let names = [
            "accounts.111122223333.rcps",
            "accounts.111122223333.scps",
            "aws:SourceIp",
            "organization.root.scps[0]",
            "organization.root.scps[1]",
            "organization.root.units.Prod.scps",
            "principals.app.boundary",
            "principals.app.policies",
            "resources.logs.policy",
        ];
        assert_eq!(
            said(&names),
            "the RCPs and SCPs of `111122223333`, `aws:SourceIp`, the SCPs of `root`, the SCPs of `Prod`, the boundary and \
             policies of `app` and the policy of `logs`"
        );
    }
}
