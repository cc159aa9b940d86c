//! VPC endpoints and S3 access points.

use iamwhy_policy::PolicyType;

use crate::{NOTHING, judged, policy};

/// VPCE-3
#[test]
fn a_gateway_endpoint_knows_only_everybody() {
    let with = |principal: &str, service| {
        let text = policy(&format!(
            r#"{{"Effect": "Allow", "Principal": {principal}, "Action": "*", "Resource": "*"}}"#
        ));
        judged(&text, PolicyType::VpcEndpoint, service)
    };
    assert_eq!(with(r#""*""#, None), NOTHING);
    assert_eq!(with(r#"{"AWS": "*"}"#, None), NOTHING);
    assert_eq!(with(r#"{"AWS": "111122223333"}"#, None), ["(VPCE-3)"]);
    assert_eq!(with(r#"{"AWS": "111122223333"}"#, Some("dynamodb")), ["(VPCE-3)"]);
    assert_eq!(with(r#"{"AWS": "111122223333"}"#, Some("sqs")), NOTHING);
}

#[test]
fn an_access_point_policy_is_about_the_access_point() {
    let with = |resource: &str| {
        let text = policy(&format!(
            r#"{{"Effect": "Allow", "Principal": {{"AWS": "111122223333"}}, "Action": "s3:GetObject", "Resource": "{resource}"}}"#
        ));
        judged(&text, PolicyType::AccessPoint, None)
    };
    assert_eq!(
        with("arn:aws:s3:eu-west-1:111122223333:accesspoint/ap/object/*"),
        NOTHING
    );
    assert_eq!(with("arn:aws:s3:::b/*"), ["VALID-6 Policy has invalid resource"]);
    assert_eq!(with("*"), ["VALID-6 Policy has invalid resource"]);
}
