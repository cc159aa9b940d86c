//! SQS, SNS, EventBridge, Step Functions, API Gateway.

use super::row::{Row, Set, ask, key, may, need, none, one, op, pass, set, slot, some, tagging, text};

const SQS: &str = "sqs.amazonaws.com";
const SNS: &str = "sns.amazonaws.com";
const TO_STATES: &[Set] = &[
    text("iam:PassedToService", "states.amazonaws.com"),
    slot("iam:AssociatedResourceArn", "stateMachine"),
];
const TO_EVENTS: &[Set] = &[text("iam:PassedToService", "events.amazonaws.com")];

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    op!("sqs:SendMessage", [need("queue")], [
        ask("sqs:SendMessage").on("queue"),
        key("kms:GenerateDataKey", "queue", SQS),
        key("kms:Decrypt", "queue", SQS),
    ]),
    op!("sqs:SendMessageBatch", [need("queue")], [
        ask("sqs:SendMessage").on("queue"),
        key("kms:GenerateDataKey", "queue", SQS),
        key("kms:Decrypt", "queue", SQS),
    ]),
    op!("sqs:ReceiveMessage", [need("queue")], [ask("sqs:ReceiveMessage").on("queue"), key("kms:Decrypt", "queue", SQS)]),
    one!("sqs:DeleteMessage", "queue"),
    one!("sqs:DeleteMessageBatch", "queue", "sqs:DeleteMessage"),
    one!("sqs:ChangeMessageVisibility", "queue"),
    one!("sqs:ChangeMessageVisibilityBatch", "queue", "sqs:ChangeMessageVisibility"),
    one!("sqs:GetQueueUrl", "queue"),
    one!("sqs:GetQueueAttributes", "queue"),
    one!("sqs:SetQueueAttributes", "queue"),
    tagging!("sqs:CreateQueue", "queue", "sqs:TagQueue"),
    one!("sqs:DeleteQueue", "queue"),
    one!("sqs:PurgeQueue", "queue"),
    one!("sqs:AddPermission", "queue"),
    none!("sqs:ListQueues"),
    op!("sns:Publish", [need("topic")], [
        ask("sns:Publish").on("topic"),
        key("kms:GenerateDataKey", "topic", SNS),
        key("kms:Decrypt", "topic", SNS),
    ]),
    op!("sns:PublishBatch", [need("topic")], [
        ask("sns:Publish").on("topic"),
        key("kms:GenerateDataKey", "topic", SNS),
        key("kms:Decrypt", "topic", SNS),
    ]),
    op!("sns:Subscribe", [need("topic")], [ask("sns:Subscribe").on("topic").sets(&[set("sns:Protocol", "protocol"), set("sns:Endpoint", "endpoint")])]),
    tagging!("sns:CreateTopic", "topic", "sns:TagResource"),
    one!("sns:DeleteTopic", "topic"),
    one!("sns:GetTopicAttributes", "topic"),
    one!("sns:SetTopicAttributes", "topic"),
    one!("sns:AddPermission", "topic"),
    one!("sns:ListSubscriptionsByTopic", "topic"),
    none!("sns:ListTopics"),
    op!("events:PutEvents", [need("bus")], [
        ask("events:PutEvents").on("bus").sets(&[set("events:source", "source"), set("events:detail-type", "detailType")]),
    ]),
    op!("events:PutRule", [need("rule"), may("role")], [ask("events:PutRule").on("rule").tagged(), pass("role", TO_EVENTS)]),
    op!("events:PutTargets", [need("rule"), some("targets"), some("roles")], [
        ask("events:PutTargets").on("rule").sets(&[slot("events:TargetArn", "targets")]),
        pass("roles", TO_EVENTS),
    ]),
    one!("events:DeleteRule", "rule"),
    one!("events:DescribeRule", "rule"),
    one!("events:PutPermission", "bus"),
    none!("events:ListRules"),
    one!("states:StartExecution", "stateMachine"),
    one!("states:StartSyncExecution", "stateMachine"),
    one!("states:DescribeExecution", "execution"),
    one!("states:StopExecution", "execution"),
    one!("states:DescribeStateMachine", "stateMachine"),
    op!("states:CreateStateMachine", [need("stateMachine"), need("role")], [
        ask("states:CreateStateMachine").on("stateMachine").tagged(),
        pass("role", TO_STATES),
    ]),
    op!("states:UpdateStateMachine", [need("stateMachine"), may("role")], [
        ask("states:UpdateStateMachine").on("stateMachine"),
        pass("role", TO_STATES),
    ]),
    none!("states:ListStateMachines"),
    one!("execute-api:Invoke", "method"),
    // The control plane of API Gateway is authorized by HTTP verb.
    op!("apigateway:CreateRestApi", [need("api")], [ask("apigateway:POST").on("api").tagged()]),
    op!("apigateway:CreateApi", [need("api")], [ask("apigateway:POST").on("api").tagged()]),
    one!("apigateway:GetRestApi", "api", "apigateway:GET"),
    one!("apigateway:GetApi", "api", "apigateway:GET"),
    one!("apigateway:UpdateRestApi", "api", "apigateway:PATCH"),
    one!("apigateway:DeleteRestApi", "api", "apigateway:DELETE"),
    one!("apigateway:CreateDeployment", "deployments", "apigateway:POST"),
];
