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

/// Actions that do not send `aws:ResourceAccount`, `aws:ResourceOrgID` and `aws:ResourceOrgPaths`. As of 2026.
#[rustfmt::skip]
const HIDDEN_OWNER: &[&str] = &[
    "ec2:accepttransitgatewaypeeringattachment", "ec2:acceptvpcendpointconnections", "ec2:acceptvpcpeeringconnection",
    "ec2:copyfpgaimage", "ec2:copyimage", "ec2:copysnapshot", "ec2:createtransitgatewaypeeringattachment",
    "ec2:createvpcendpoint", "ec2:createvpcpeeringconnection", "ec2:deletetransitgatewaypeeringattachment",
    "ec2:deletevpcpeeringconnection", "ec2:rejecttransitgatewaypeeringattachment", "ec2:rejectvpcendpointconnections",
    "ec2:rejectvpcpeeringconnection", "events:putevents", "guardduty:acceptadministratorinvitation",
    "route53:associatevpcwithhostedzone", "route53:createvpcassociationauthorization",
    "route53:deletevpcassociationauthorization", "route53:disassociatevpcfromhostedzone",
    "route53:listhostedzonesbyvpc", "securityhub:acceptadministratorinvitation",
];

/// Whether this action (in lower case) keeps the owner to itself.
pub(crate) fn hides_owner(action: &str) -> bool {
    action.starts_with("ebs:") || HIDDEN_OWNER.contains(&action)
}
