//! What a message may mislead about.

use iamwhy_policy::PolicyType;

use super::{Blame, Denial, Effect};

impl Denial {
    /// What the message may mislead about, the most misleading first.
    #[must_use]
    pub fn cautions(&self) -> Vec<&'static str> {
        let mut found = Vec::new();
        let blamed = |kind| self.reason.blame == Blame::Policy(kind);
        let assumes = self
            .action
            .as_ref()
            .is_some_and(|action| action.name.to_ascii_lowercase().starts_with("sts:assumerole"));
        if (blamed(PolicyType::Resource) || blamed(PolicyType::Trust))
            && self.reason.effect == Effect::Implicit
            && self.is_cross_account()
        {
            found.push(
                "across accounts AWS may name the resource's policy although the caller's own policies are what is missing: look at both",
            );
        }
        // Policies are named since 2026.
        if blamed(PolicyType::Scp) && self.reason.effect == Effect::Explicit && self.policy.is_none() {
            found.push("before 2024 AWS also wrote `explicit deny` where an SCP merely had no Allow");
        }
        if blamed(PolicyType::Resource) && self.reason.effect == Effect::Unsaid {
            found.push("the message leaves open whether a policy denies, none allows, or the key is in another region");
        }
        if self.reason.through_scp {
            found.push("an SCP is behind this refusal, reached through the endpoint: look at both");
        }
        if self.refused_by_sts().is_some() {
            found.push("no policy refused this, and none can allow it");
        } else if self.is_provider_login() {
            found.push(
                "only the role's trust policy can refuse this, or an RCP of its account: who logs in with a provider's token has no policies of its own",
            );
            found.push(
                "a login that sends session tags or a source identity needs `sts:TagSession` or `sts:SetSourceIdentity` in the trust policy as well",
            );
            found.push(
                "a role that does not exist, or whose name or account is misspelled, is refused in the same words",
            );
        } else if self.reason.blame == Blame::Unsaid {
            found.push(if assumes {
                "either the role's trust policy or the caller's policies refuse this; AWS often stops here across accounts"
            } else if self.caller.is_none() {
                "S3 says no more than `Access Denied` outside of the own account and organization, and some services never do"
            } else {
                "any layer may have refused; not every service says which"
            });
        }
        if matches!(self.reason.blame, Blame::Policy(_)) {
            found.push(
                "AWS names one type of policy, also where several refuse: the next one shows when this one is mended",
            );
        }
        found
    }
}
