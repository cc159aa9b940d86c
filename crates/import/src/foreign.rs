//! Formats that are known and cannot be read yet.

use iamwhy_policy::{Json, Kind, NodeId};

use crate::{Foreign, Later, denials, recorded};

impl Foreign {
    /// What it is, and what to do meanwhile.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Foreign::CloudTrail => {
                "what CloudTrail recorded here was not refused: no event has an errorCode such as `AccessDenied`. Paste one that has"
            }
            Foreign::DecodedMessage => {
                "this decoded authorization message is not one of a refusal, or its context is cut off: who was refused what is not in it"
            }
            Foreign::RequestAuthorizationDetails => {
                "these are the authorization details of a request; reading them is not built yet. Paste the policies one by one"
            }
            Foreign::TerraformPlan => {
                "this is a plan of Terraform: `iamwhy import` makes a scenario of it. Here, paste the JSON of a policy in it"
            }
            Foreign::TerraformSource => {
                "this is Terraform's language; it is not read here. Paste the rendered policy as JSON, such as `terraform console` prints it"
            }
            Foreign::CloudFormation => {
                "this is a CloudFormation template: `iamwhy import` makes a scenario of it. Here, paste a policy document in it, with references filled in"
            }
            Foreign::AccountDetails => {
                "these are the details of a whole account: `iamwhy import` makes a scenario of them. Here, paste the policies of one principal"
            }
            Foreign::Organizations => {
                "this lists parts of an organization: `iamwhy import` makes a scenario of it. Here, paste the policies one by one"
            }
            Foreign::AccessAnalyzer => "these are findings of Access Analyzer; reading them is not built yet",
        }
    }

    /// As something that was pasted; `text` may hold an access-denied message.
    pub(crate) fn later(self, text: &str) -> Later {
        // Only CloudTrail repeats the message that the caller saw.
        let denial = match self {
            Foreign::CloudTrail => denials(text).into_iter().next().map(Box::new),
            _ => None,
        };
        Later {
            what: self,
            sentence: self.sentence(),
            denial,
        }
    }
}

/// The format of a JSON document, by its shape.
pub(crate) fn foreign(json: &Json, root: NodeId) -> Option<Foreign> {
    if recorded::is_log(json, root) {
        return Some(Foreign::CloudTrail);
    }
    let root = match json.kind(root) {
        Kind::Array => json.items(root).next()?,
        _ => root,
    };
    let has = |keys: &[&str]| keys.iter().all(|key| json.get(root, key).is_some());
    let first = |pointer: &str, key: &str| {
        let list = json.at_pointer(pointer, root);
        list.and_then(|list| json.items(list).next())
            .is_some_and(|item| json.get(item, key).is_some())
    };
    if has(&["matchedStatements"]) || has(&["DecodedMessage"]) || has(&["explicitDeny", "context"]) {
        return Some(Foreign::DecodedMessage);
    }
    if first("/evaluations", "evaluatedEffect") || has(&["evaluations"]) {
        return Some(Foreign::RequestAuthorizationDetails);
    }
    if has(&["terraform_version"]) || has(&["planned_values"]) || has(&["format_version", "values"]) {
        return Some(Foreign::TerraformPlan);
    }
    if has(&["AWSTemplateFormatVersion"]) || is_template(json, root) {
        return Some(Foreign::CloudFormation);
    }
    if has(&["UserDetailList"]) || has(&["RoleDetailList"]) || has(&["GroupDetailList"]) {
        return Some(Foreign::AccountDetails);
    }
    let organization =
        first("/Policies", "AwsManaged") || first("/Accounts", "JoinedMethod") || first("/Roots", "PolicyTypes");
    if organization || has(&["Organization"]) || first("/Parents", "Type") || first("/OrganizationalUnits", "Id") {
        return Some(Foreign::Organizations);
    }
    (first("/findings", "resourceType") || has(&["findingDetails"])).then_some(Foreign::AccessAnalyzer)
}

/// Whether `Resources` holds resources of CloudFormation.
fn is_template(json: &Json, root: NodeId) -> bool {
    let Some(resources) = json.get(root, "Resources") else {
        return false;
    };
    let of_aws = |(_, value): (NodeId, NodeId)| {
        let kind = json.get(value, "Type").and_then(|kind| json.string(kind));
        kind.is_some_and(|kind| kind.starts_with("AWS::"))
    };
    json.members(resources).take(50).any(of_aws)
}

/// The format of a text that is not JSON.
pub(crate) fn foreign_text(text: &str) -> Option<Foreign> {
    let line = |word: &str| text.lines().take(2000).any(|line| line.trim_start().starts_with(word));
    if line("resource \"aws_")
        || line("data \"aws_")
        || line("policy = jsonencode(")
        || line("assume_role_policy = jsonencode(")
    {
        return Some(Foreign::TerraformSource);
    }
    if text.contains("<<EOF") || text.contains("<<-EOF") || text.contains("<<POLICY") {
        return Some(Foreign::TerraformSource);
    }
    if recorded::holds_events(text) {
        return Some(Foreign::CloudTrail);
    }
    (line("AWSTemplateFormatVersion") || line("Type: AWS::") || line("Type: 'AWS::")).then_some(Foreign::CloudFormation)
}
