//! A message in our words.

use iamwhy_policy::PolicyType;

use super::Cast;
use crate::denial::{Blame, CallerIs, Denial, Effect};

impl Denial {
    /// Who was refused what, and what AWS names: one sentence, without a full stop.
    #[must_use]
    pub fn summary(&self) -> String {
        let who = match &self.caller {
            Some(caller) => match &caller.is {
                CallerIs::Session { role, session } => [&tick(role), " (session ", &tick(session), ")"].concat(),
                CallerIs::Anonymous => "an anonymous caller".to_owned(),
                CallerIs::Root => "the root user".to_owned(),
                _ => tick(caller.name()),
            },
            None if self.is_provider_login() => "a login with an identity provider".to_owned(),
            None => "somebody".to_owned(),
        };
        let what = self
            .action
            .as_ref()
            .map_or("an action that is not named".to_owned(), |action| tick(&action.name));
        let on = match &self.resource.written {
            Some(written) => [" on ", &tick(&written.text)].concat(),
            None => String::new(),
        };
        [&who, " was refused ", &what, &on, ": ", &self.grounds()].concat()
    }

    fn grounds(&self) -> String {
        if let Some(why) = self.refused_by_sts() {
            return why.to_owned();
        }
        match (&self.reason.blame, self.reason.effect) {
            (Blame::BlockPublicAccess(setting), _) => {
                [&tick(setting), " of S3 block public access forbids it"].concat()
            }
            (Blame::Policy(kind), Effect::Explicit) => {
                ["a Deny in ", article(*kind), words(*kind), " matches"].concat()
            }
            (Blame::Policy(kind), Effect::Implicit) => ["no ", words(*kind), " allows it"].concat(),
            (Blame::Policy(kind), Effect::Unsaid) => {
                ["AWS names the ", words(*kind), " and not what is in it"].concat()
            }
            (Blame::Unsaid, Effect::Explicit) => "a Deny matches, and AWS does not say where".to_owned(),
            (Blame::Unsaid, Effect::Implicit) => {
                "no Deny matches: an Allow is missing, and AWS does not say where".to_owned()
            }
            (Blame::Unsaid, _) => "AWS does not say why".to_owned(),
        }
    }

    /// What the scenario is, and what in it stands in for something.
    pub(super) fn about(&self, cast: &Cast<'_>) -> String {
        let what = self
            .recorded
            .as_ref()
            .map_or("an access-denied message", |own| own.what);
        let mut lines = vec![
            [
                "Made from ",
                what,
                ". Policies that it does not show are unknown: replace them as you fetch them, and leave out what does not exist. \
                 Until then the expectation may be `unknown`.",
            ]
            .concat(),
        ];
        if !cast.stand_ins.is_empty() {
            lines.push(
                [
                    "These stand in and are to be replaced: ",
                    &cast.stand_ins.join("; "),
                    ".",
                ]
                .concat(),
            );
        }
        let missing: Vec<String> = self.missing().into_iter().map(|missing| missing.sentence).collect();
        lines.push(["Not in the message: ", &missing.join("; "), "."].concat());
        lines.join("\n\n")
    }
}

fn article(kind: PolicyType) -> &'static str {
    if matches!(kind, PolicyType::Identity | PolicyType::Managed) {
        "an "
    } else {
        "a "
    }
}

/// What messages call a type of policy.
pub(crate) fn words(kind: PolicyType) -> &'static str {
    match kind {
        PolicyType::Identity | PolicyType::Managed => "identity-based policy",
        PolicyType::Boundary => "permissions boundary",
        PolicyType::Session => "session policy",
        PolicyType::Trust => "role trust policy",
        PolicyType::Scp => "service control policy",
        PolicyType::Rcp => "resource control policy",
        PolicyType::VpcEndpoint => "VPC endpoint policy",
        PolicyType::AccessPoint | PolicyType::Resource => "resource-based policy",
    }
}

/// The user's own text in backticks, shortened in the middle if it is long.
pub(crate) fn tick(text: &str) -> String {
    const HALF: usize = 60;
    let letters = text.chars().count();
    if letters <= 2 * HALF + 1 {
        return ["`", text, "`"].concat();
    }
    let start: String = text.chars().take(HALF).collect();
    let end: String = text.chars().skip(letters - HALF).collect();
    ["`", &start, "…", &end, "`"].concat()
}
