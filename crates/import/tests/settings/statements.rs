//! Policies that are written as single permissions.

use serde_json::{Value, json};

use super::{Planned, at, made, notes, plan, references, scene, template, told};

const BUS: &str = "arn:aws:events:eu-west-1:111122223333:event-bus/default";
const ORDERS: &str = "arn:aws:events:eu-west-1:111122223333:event-bus/orders";

fn sids(scene: &Value, arn: &str) -> Vec<String> {
    let statements = at(scene, arn)["policy"]["Statement"].as_array().unwrap().iter();
    statements.map(|own| own["Sid"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn permissions_of_a_bus_are_its_policy() {
    let organization = json!([{ "key": "aws:PrincipalOrgID", "type": "StringEquals", "value": "o-1" }]);
    let export = plan(&[
        made(
            "aws_cloudwatch_event_permission.a",
            json!({ "statement_id": "One", "principal": "444455556666" }),
        ),
        made(
            "aws_cloudwatch_event_permission.b",
            json!({ "statement_id": "All", "principal": "*", "condition": organization }),
        ),
        made("aws_cloudwatch_event_bus.o", json!({ "name": "orders" })),
        made(
            "aws_cloudwatch_event_permission.c",
            json!({ "statement_id": "O", "principal": "*", "event_bus_name": "orders" }),
        ),
    ]);
    let scene = scene(&export);
    assert_eq!(sids(&scene, BUS), ["One", "All"]);
    assert_eq!(sids(&scene, ORDERS), ["O"]);
    let statements = &at(&scene, BUS)["policy"]["Statement"];
    let first = json!({ "Sid": "One", "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
        "Action": "events:PutEvents", "Resource": BUS });
    assert_eq!(statements[0], first);
    assert_eq!(
        statements[1]["Condition"],
        json!({ "StringEquals": { "aws:PrincipalOrgID": "o-1" } })
    );
    assert_eq!(notes(&export), Vec::<&str>::new());
}

/// Statements of several resources, and the policy of the bus itself, count together.
#[test]
fn policies_of_a_templates_bus_are_one() {
    let statement = |sid: &str| json!({ "Sid": sid, "Effect": "Allow", "Principal": "*", "Action": "events:PutEvents", "Resource": "*" });
    let whole = json!({ "Version": "2012-10-17", "Statement": [statement("Own")] });
    let export = template(&json!({
        "Bus": { "Type": "AWS::Events::EventBus", "Properties": { "Name": "orders", "Policy": whole } },
        "A": { "Type": "AWS::Events::EventBusPolicy", "Properties": { "EventBusName": { "Ref": "Bus" }, "StatementId": "A", "Statement": statement("A") } },
        "B": { "Type": "AWS::Events::EventBusPolicy", "Properties": { "EventBusName": { "Ref": "Bus" }, "StatementId": "B",
            "Action": "events:PutEvents", "Principal": "444455556666" } },
        "C": { "Type": "AWS::Events::EventBusPolicy", "Properties": { "StatementId": "C", "Action": "events:PutEvents", "Principal": "*",
            "Condition": { "Type": "StringEquals", "Key": "aws:PrincipalOrgID", "Value": "o-1" } } },
    }));
    let scene = scene(&export);
    assert_eq!(sids(&scene, ORDERS), ["Own", "A", "B"]);
    assert_eq!(sids(&scene, BUS), ["C"]);
    let condition = &at(&scene, BUS)["policy"]["Statement"][0]["Condition"];
    assert_eq!(*condition, json!({ "StringEquals": { "aws:PrincipalOrgID": "o-1" } }));
    let open = template(&json!({
        "Bus": { "Type": "AWS::Events::EventBus", "Properties": { "Name": "orders" } },
        "A": { "Type": "AWS::Events::EventBusPolicy", "Properties": { "EventBusName": { "Ref": "Open" }, "StatementId": "A", "Statement": statement("A") } },
    }));
    assert_eq!(at(&super::scene(&open), ORDERS)["policy"], json!({ "unknown": true }));
    told(&open, "what `A` is the policy of is not known: `‹Ref Open›`");
}

/// A version of a layer, and an alias of a function, have statements about themselves alone.
#[test]
fn versions_and_aliases_are_meant_alone() {
    let layer = "arn:aws:lambda:eu-west-1:111122223333:layer:tools";
    let export = plan(&[
        made(
            "aws_lambda_layer_version_permission.l",
            json!({ "layer_name": layer, "version_number": 3, "statement_id": "L", "action": "lambda:GetLayerVersion", "principal": "*", "organization_id": "o-1" }),
        ),
        made("aws_lambda_function.app", json!({ "function_name": "app" })),
        made(
            "aws_lambda_permission.p",
            json!({ "function_name": "app", "qualifier": "prod", "statement_id": "P", "action": "lambda:InvokeFunction", "principal": "s3.amazonaws.com" }),
        ),
    ]);
    let of_plan = scene(&export);
    let of_layer = &at(&of_plan, &[layer, ":3"].concat())["policy"]["Statement"][0];
    assert_eq!(
        of_layer["Condition"],
        json!({ "StringEquals": { "aws:PrincipalOrgID": "o-1" } })
    );
    let export = template(&json!({
        "App": { "Type": "AWS::Lambda::Function", "Properties": { "FunctionName": "app" } },
        "Prod": { "Type": "AWS::Lambda::Alias", "Properties": { "FunctionName": { "Ref": "App" }, "Name": "prod" } },
        "Open": { "Type": "AWS::Lambda::Permission", "Properties": { "FunctionName": { "Ref": "Prod" }, "Action": "lambda:InvokeFunction", "Principal": "s3.amazonaws.com" } },
        "Layer": { "Type": "AWS::Lambda::LayerVersion", "Properties": { "LayerName": "tools" } },
        "Share": { "Type": "AWS::Lambda::LayerVersionPermission", "Properties": { "LayerVersionArn": { "Ref": "Layer" }, "Action": "lambda:GetLayerVersion", "Principal": "*" } },
    }));
    let of_template = scene(&export);
    assert_eq!(
        at(&of_template, &[layer, ":‹Layer›"].concat())["policy"]["Statement"][0]["Sid"],
        "Share"
    );
    let function = "arn:aws:lambda:eu-west-1:111122223333:function:app";
    for scene in [of_plan, of_template] {
        let statement = &at(&scene, function)["policy"]["Statement"][0];
        assert_eq!(statement["Resource"], [function, ":prod"].concat());
    }
}

/// Who is let in comes with the apply: a mark, which is nobody yet.
#[test]
fn a_principal_that_is_not_known_stands_as_what_it_is() {
    let own = json!({ "statement_id": "One" });
    let expression = json!({ "principal": references(&["local.account"]) });
    let export = plan(&[Planned(
        "aws_cloudwatch_event_permission.a",
        true,
        own,
        json!({ "principal": true }),
        expression,
    )]);
    let scene = scene(&export);
    let principal = &at(&scene, BUS)["policy"]["Statement"][0]["Principal"];
    assert_eq!(
        *principal,
        json!({ "AWS": "‹aws_cloudwatch_event_permission.a.principal›" })
    );
}
