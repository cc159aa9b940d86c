//! Who plays what in the scenario: names, ARNs and accounts, and what had to stand in for them.

use super::stand_in;
use crate::arn::{Arn, is_account};
use crate::denial::{Action, CallerIs, Denial, ResourceForm};

/// The account that stands in where the message says none.
pub(super) const ACCOUNT: &str = "111122223333";
/// The action that stands in where the message says none.
const ACTION: &str = "service:Action";

pub(crate) struct Cast<'d> {
    /// The caller's name in the scenario.
    pub(crate) name: String,
    /// The caller's account; of a stand-in too.
    pub(crate) account: Option<&'d str>,
    /// Partition of the request.
    pub(crate) partition: &'d str,
    pub(crate) action: String,
    /// The resource of the case.
    pub(crate) resource: Option<String>,
    /// The ARN of the entry that governs the resource: the bucket of an object.
    pub(crate) governing: Option<String>,
    /// The role that somebody wants to become.
    pub(crate) target: Option<String>,
    /// The account that owns the resource.
    pub(crate) owner: Option<&'d str>,
    /// What had to stand in for what the message does not say.
    pub(crate) stand_ins: Vec<&'static str>,
    /// The resource's ARN stands in, or a name in it does.
    pub(crate) is_made_up: bool,
}

impl Cast<'_> {
    pub(crate) fn of(denial: &Denial) -> Cast<'_> {
        let mut stand_ins = Vec::new();
        let known = denial.caller.as_ref().filter(|caller| caller.is != CallerIs::Other);
        let name = match known.map(|caller| caller.name()) {
            // Names with spaces are those of our own.
            Some(name) if !name.is_empty() && !name.starts_with("arn:") && !name.contains(' ') => name.to_owned(),
            _ => "caller".to_owned(),
        };
        // Who is not known calls from where the resource lies: credentials are good for one partition.
        let of_resource = || {
            denial
                .resource
                .arn
                .as_deref()
                .and_then(Arn::split)
                .map(|arn| arn.partition)
        };
        let partition = match known.filter(|caller| caller.account.is_some()) {
            Some(caller) => caller.partition.as_str(),
            None => of_resource().unwrap_or_else(|| denial.partition()),
        };
        let account = match known {
            Some(caller) => caller.account.as_deref(),
            None if denial.is_provider_login()
                && denial.recorded.as_ref().is_some_and(|own| own.provider.is_some()) =>
            {
                None
            }
            None if denial.is_provider_login() => {
                stand_ins.push("PROVIDER: the identity provider");
                None
            }
            None => match denial.recorded.as_ref().and_then(|own| own.account.as_deref()) {
                Some(account) => {
                    stand_ins.push("CALLER: the name of the caller, a user or role of its account");
                    Some(account)
                }
                None => {
                    stand_ins.push("111122223333 and CALLER: the account and the name of the caller");
                    Some(ACCOUNT)
                }
            },
        };
        let issuer = denial.recorded.as_ref().and_then(|own| own.issuer.as_ref());
        if matches!(known.map(|caller| &caller.is), Some(CallerIs::FederatedUser { .. })) && issuer.is_none() {
            stand_ins.push("MAKER: the user that called GetFederationToken");
        }
        let action = denial.action.as_ref().map(|action: &Action| action.name.clone());
        let action = action.filter(|action| is_action(action)).unwrap_or_else(|| {
            stand_ins.push("service:Action: the action");
            ACTION.to_owned()
        });
        let mut resource = denial.resource.arn.as_deref().and_then(usable);
        if denial
            .resource
            .written
            .as_ref()
            .is_some_and(|written| written.text == "*")
        {
            resource = Some("*".to_owned());
        }
        let mut is_made_up = false;
        if resource.is_none() && denial.resource.form == ResourceForm::This && action.starts_with("kms:") {
            is_made_up = true;
            stand_ins.push("KEY: the id of the key, its region and its account");
            resource = Some(
                [
                    "arn:",
                    partition,
                    ":kms:us-east-1:",
                    denial.resource.account.as_deref().or(account).unwrap_or(ACCOUNT),
                    ":key/KEY",
                ]
                .concat(),
            );
        }
        let mut owner = denial.resource.account.as_deref();
        if resource.is_none() && denial.is_provider_login() {
            stand_ins.push("111122223333 and ROLE: the account and the name of the role");
            resource = Some(["arn:", partition, ":iam::", ACCOUNT, ":role/ROLE"].concat());
            owner = Some(ACCOUNT);
            is_made_up = true;
        }
        if let Some(stand_in) = stand_in::of(&action, resource.as_deref(), partition, owner.or(account)) {
            stand_ins.push(stand_in.means);
            resource = Some(stand_in.arn);
            is_made_up = true;
        }
        if let Some(likely) = denial.likely.clone().filter(|_| resource.is_none()) {
            stand_ins.push("the ARN of the resource: what it was asked about, of which only the type is known");
            resource = Some(likely);
            is_made_up = true;
        }
        if action.eq_ignore_ascii_case("sts:AssumeRoot") && account.is_some() {
            stand_ins.push("managementAccount: the management account, unless the caller's is the one that it made administrator of IAM");
        }
        let parts = resource.as_deref().and_then(Arn::split);
        let is_role = parts.is_some_and(|arn| arn.service == "iam" && is_role(arn));
        let target = resource.clone().filter(|_| is_role && action.starts_with("sts:"));
        let governing = resource.as_deref().filter(|_| target.is_none()).and_then(governing);
        Cast {
            name,
            account,
            partition,
            action,
            owner,
            resource,
            governing,
            target,
            stand_ins,
            is_made_up,
        }
    }

    /// Whether nobody said which account this is.
    pub(crate) fn is_stand_in(&self, account: &str) -> bool {
        account == ACCOUNT && self.stand_ins.iter().any(|words| words.starts_with(ACCOUNT))
    }

    /// Whether the role to be assumed is the caller's own, by its name: sessions do not show a path.
    pub(crate) fn is_own_role(&self, denial: &Denial) -> bool {
        let role = denial.caller.as_ref().and_then(|caller| caller.role());
        let target = self.target.as_deref().and_then(Arn::split);
        target.is_some_and(|arn| arn.owner() == self.account && Some(arn.name()) == role)
    }
}

/// An ARN that a case can name: six fields, and an account that is one. A hidden account (`********1234`) is left out.
fn usable(text: &str) -> Option<String> {
    let arn = Arn::split(text)?;
    let known =
        arn.account.is_empty() || arn.account == "aws" || is_account(arn.account) || arn.account.contains("cloudfront");
    if known {
        return Some(text.to_owned());
    }
    Some(
        [
            "arn:",
            arn.partition,
            ":",
            arn.service,
            ":",
            arn.region,
            "::",
            arn.resource,
        ]
        .concat(),
    )
}

/// The resource whose policy is asked: the bucket of an object, the access point, else the thing itself.
fn governing(text: &str) -> Option<String> {
    let arn = Arn::split(text)?;
    let own = match arn.service {
        "s3" if arn.resource.starts_with("accesspoint/") => text.split("/object/").next(),
        "s3" if arn.region.is_empty() => text.split('/').next(),
        _ => Some(text),
    };
    own.filter(|own| !own.contains(['*', '?']) && Arn::split(own).is_some())
        .map(str::to_owned)
}

fn is_role(arn: Arn<'_>) -> bool {
    let name = arn.resource.strip_prefix("role/").unwrap_or_default();
    arn.owner().is_some()
        && arn.region.is_empty()
        && !name.is_empty()
        && !name.ends_with('/')
        && !name.contains(['*', '?'])
}

/// An action that a case can name.
fn is_action(text: &str) -> bool {
    let Some((service, name)) = text.split_once(':') else {
        return false;
    };
    !service.is_empty() && !name.is_empty() && !name.contains([':', '*', '?']) && !service.contains(['*', '?'])
}
