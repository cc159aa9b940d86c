//! Where a request is sent to, and what it tells about the owner.

/// Services with one endpoint for the whole partition (KEY-6, STS-18).
const GLOBAL: &[&str] = &["cloudfront", "iam", "organizations", "route53", "sts"];

/// The region that a global service reports, by partition.
pub(crate) fn global_region(service: &str, partition: &str) -> Option<&'static str> {
    GLOBAL.contains(&service).then_some(match partition {
        "aws-cn" => "cn-north-1",
        "aws-us-gov" => "us-gov-west-1",
        _ => "us-east-1",
    })
}

/// Actions that do not send `aws:ResourceAccount`, `aws:ResourceOrgID` and `aws:ResourceOrgPaths`. Read in 2026-11, page "AWS global
/// condition context keys". `events:PutEvents` is left out: there it depends on a target set up across accounts before 2023-03-02.
#[rustfmt::skip]
const HIDDEN_OWNER: &[&str] = &[
    "auditmanager:updateassessmentframeworkshare", "detective:acceptinvitation", "ds:acceptshareddirectory",
    "ec2:accepttransitgatewaypeeringattachment", "ec2:acceptvpcendpointconnections", "ec2:acceptvpcpeeringconnection",
    "ec2:createtransitgatewaypeeringattachment", "ec2:createvpcendpoint", "ec2:createvpcpeeringconnection",
    "es:acceptinboundconnection", "guardduty:acceptadministratorinvitation", "macie2:acceptinvitation",
    "route53:associatevpcwithhostedzone", "route53:createvpcassociationauthorization",
    "securityhub:acceptadministratorinvitation",
];

/// Whether this action (in lower case) keeps the owner to itself.
pub(crate) fn hides_owner(action: &str) -> bool {
    action.starts_with("ebs:") || HIDDEN_OWNER.contains(&action)
}
