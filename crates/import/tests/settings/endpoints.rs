//! VPC endpoints: their VPC, their account, their type, their policy.

use serde_json::{Value, json};

use super::{ACCOUNT, DOCUMENT, Planned, made, plan, references, scene, template, told};

#[test]
fn an_endpoint_of_a_plan_says_where_it_is() {
    let export = plan(&[
        made(
            "aws_vpc_endpoint.s3",
            json!({ "id": "vpce-1", "vpc_id": "vpc-1", "vpc_endpoint_type": "Gateway", "policy": DOCUMENT }),
        ),
        made(
            "aws_vpc_endpoint.sqs",
            json!({ "id": "vpce-2", "vpc_id": "vpc-1", "vpc_endpoint_type": "Interface" }),
        ),
        made(
            "aws_vpc_endpoint_policy.sqs",
            json!({ "vpc_endpoint_id": "vpce-2", "policy": DOCUMENT }),
        ),
    ]);
    let scene = scene(&export);
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let expected = |kind: &str| json!({ "vpc": "vpc-1", "account": ACCOUNT, "type": kind, "policy": document });
    assert_eq!(
        scene["endpoints"],
        json!({ "vpce-1": expected("gateway"), "vpce-2": expected("interface") })
    );
}

/// Without a policy it has AWS's own, which allows all; one that comes with the apply nobody knows.
#[test]
fn an_endpoint_that_is_not_made_yet() {
    let endpoint = |expressions: Value| {
        let unknown = json!({ "id": true, "arn": true, "policy": true, "vpc_id": true });
        plan(&[
            Planned("aws_vpc.main", true, json!({}), json!({ "id": true }), json!({})),
            Planned("aws_vpc_endpoint.s3", true, json!({}), unknown, expressions),
        ])
    };
    let vpc = references(&["aws_vpc.main.id", "aws_vpc.main"]);
    let export = endpoint(json!({ "vpc_id": vpc }));
    let own = &scene(&export)["endpoints"]["‹aws_vpc_endpoint.s3›"];
    assert_eq!(
        *own,
        json!({ "vpc": "‹aws_vpc.main.id›", "account": ACCOUNT, "type": "gateway" })
    );
    let export = endpoint(json!({ "vpc_id": vpc, "policy": references(&["local.policy"]) }));
    let own = &scene(&export)["endpoints"]["‹aws_vpc_endpoint.s3›"];
    assert_eq!(own["policy"], json!({ "unknown": true }));
}

#[test]
fn an_endpoint_of_a_template_says_where_it_is() {
    let endpoint = |own: Value| {
        template(
            &json!({ "Vpc": { "Type": "AWS::EC2::VPC" }, "Door": { "Type": "AWS::EC2::VPCEndpoint", "Properties": own } }),
        )
    };
    let export = endpoint(json!({ "VpcId": { "Ref": "Vpc" }, "VpcEndpointType": "Interface", "ServiceName": "x" }));
    let own = &scene(&export)["endpoints"]["vpce-‹Door›"];
    assert_eq!(*own, json!({ "vpc": "‹Vpc›", "account": ACCOUNT, "type": "interface" }));
    let export = endpoint(json!({ "VpcId": "vpc-1" }));
    let own = &scene(&export)["endpoints"]["vpce-‹Door›"];
    assert_eq!(*own, json!({ "vpc": "vpc-1", "account": ACCOUNT, "type": "gateway" }));
    let export = endpoint(json!({ "VpcId": "vpc-1", "VpcEndpointType": "GatewayLoadBalancer" }));
    assert_eq!(scene(&export)["endpoints"]["vpce-‹Door›"].get("type"), None);
    told(
        &export,
        "the type `GatewayLoadBalancer` of the endpoint `Door` is none that a scenario has",
    );
}
