//! Refusals by a rule of the service, before any policy or after all of them.

use crate::blocker::taken_back;
use crate::case::Case;

/// Why the service refuses.
pub(crate) fn refusal(case: &Case<'_>) -> String {
    let Some(rule) = case.facts().refused else {
        return match case.facts().public_acl {
            true => "S3 block public access refuses a public ACL, whatever policies say".to_owned(),
            false => taken_back(case),
        };
    };
    match rule {
        "CRED-1" if case.asked.service() == "iam" => {
            "credentials from GetSessionToken without MFA cannot call IAM, whatever policies say".to_owned()
        }
        "CRED-1" => "credentials from GetSessionToken cannot call this, whatever policies say".to_owned(),
        "CRED-2" => "credentials from GetFederationToken cannot call this, whatever policies say".to_owned(),
        "CRED-3" => ["the credentials of a role cannot call ", case.request.action()].concat(),
        "STS-5" => "the root user cannot assume roles, whatever the trust policy says".to_owned(),
        "STS-19" => "the root user cannot act as another account's root: an IAM user or role has to".to_owned(),
        "STS-8" => "a transitive session tag is inherited and cannot be passed again".to_owned(),
        "STS-10" => "a session keeps its source identity and cannot take another".to_owned(),
        "XACCT-8" => "the resource lies in another partition of AWS, where these credentials are not known".to_owned(),
        "SRV-9" => "an AWS managed policy belongs to AWS, and no customer may change it".to_owned(),
        "FED-6" => "a reserved role of IAM Identity Center cannot be changed in the account".to_owned(),
        "AMEND-10" => "an alias under alias/aws/ belongs to AWS, and no customer may change it".to_owned(),
        "ANON-1" => "this service answers no unsigned requests".to_owned(),
        "S3-4" => "the access point admits only requests from its own VPC".to_owned(),
        _ => "the service refuses it by a rule of its own, whatever policies say".to_owned(),
    }
}
