//! Secrets Manager, SSM, CloudFormation, CloudWatch and its logs, CloudTrail, Organizations, CodeBuild.

use super::row::{Row, Set, TAGS, ask, key, list, may, need, none, one, op, pass, set, slot, some, text};

const SECRETS: &str = "secretsmanager.amazonaws.com";
const SSM: &str = "ssm.amazonaws.com";
const SECRET: &[Set] = &[
    set("secretsmanager:VersionId", "versionId"),
    set("secretsmanager:VersionStage", "versionStage"),
];
const TO_STACK: &[Set] = &[text("iam:PassedToService", "cloudformation.amazonaws.com")];
const STACK: &[Set] = &[
    set("cloudformation:TemplateUrl", "templateUrl"),
    slot("cloudformation:RoleArn", "role"),
];

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    op!("secretsmanager:GetSecretValue", [need("secret")], [
        ask("secretsmanager:GetSecretValue").on("secret").sets(SECRET),
        key("kms:Decrypt", "secret", SECRETS),
    ]),
    op!("secretsmanager:BatchGetSecretValue", [list("secrets")], [
        ask("secretsmanager:BatchGetSecretValue"),
        ask("secretsmanager:GetSecretValue").on("secrets"),
        key("kms:Decrypt", "secrets", SECRETS),
    ]),
    op!("secretsmanager:CreateSecret", [need("secret"), may("key")], [
        ask("secretsmanager:CreateSecret").on("secret").sets(&[set("secretsmanager:Name", "name"), slot("secretsmanager:KmsKeyArn", "key")]).tagged(),
        ask("secretsmanager:TagResource").on("secret").given(TAGS).tagged(),
        key("kms:GenerateDataKey", "secret", SECRETS),
        key("kms:Decrypt", "secret", SECRETS),
    ]),
    op!("secretsmanager:PutSecretValue", [need("secret")], [
        ask("secretsmanager:PutSecretValue").on("secret"),
        key("kms:GenerateDataKey", "secret", SECRETS),
        key("kms:Decrypt", "secret", SECRETS),
    ]),
    op!("secretsmanager:UpdateSecret", [need("secret"), may("key")], [
        ask("secretsmanager:UpdateSecret").on("secret"),
        key("kms:GenerateDataKey", "secret", SECRETS),
        key("kms:Decrypt", "secret", SECRETS),
    ]),
    one!("secretsmanager:DeleteSecret", "secret"),
    one!("secretsmanager:DescribeSecret", "secret"),
    one!("secretsmanager:RotateSecret", "secret"),
    one!("secretsmanager:GetResourcePolicy", "secret"),
    op!("secretsmanager:PutResourcePolicy", [need("secret")], [
        ask("secretsmanager:PutResourcePolicy").on("secret").sets(&[set("secretsmanager:BlockPublicPolicy", "blockPublicPolicy")]),
    ]),
    op!("secretsmanager:TagResource", [need("secret")], [ask("secretsmanager:TagResource").on("secret").tagged()]),
    none!("secretsmanager:ListSecrets"),
    op!("ssm:GetParameter", [need("parameter")], [ask("ssm:GetParameter").on("parameter"), key("kms:Decrypt", "parameter", SSM)]),
    op!("ssm:GetParameters", [list("parameters")], [ask("ssm:GetParameters").on("parameters"), key("kms:Decrypt", "parameters", SSM)]),
    op!("ssm:GetParametersByPath", [need("path")], [
        ask("ssm:GetParametersByPath").on("path").sets(&[set("ssm:Recursive", "recursive")]),
        key("kms:Decrypt", "path", SSM),
    ]),
    one!("ssm:GetParameterHistory", "parameter"),
    op!("ssm:PutParameter", [need("parameter"), may("key")], [
        ask("ssm:PutParameter").on("parameter").sets(&[set("ssm:Overwrite", "overwrite")]).tagged(),
        ask("ssm:AddTagsToResource").on("parameter").given(TAGS).tagged(),
        key("kms:Encrypt", "parameter", SSM),
    ]),
    one!("ssm:DeleteParameter", "parameter"),
    none!("ssm:DescribeParameters"),
    op!("ssm:SendCommand", [need("document"), some("instances")], [ask("ssm:SendCommand").on("document"), ask("ssm:SendCommand").on("instances")]),
    op!("ssm:StartSession", [need("instance"), may("document")], [
        ask("ssm:StartSession").on("instance").sets(&[set("ssm:SessionDocumentAccessCheck", "sessionDocumentAccessCheck")]),
        ask("ssm:StartSession").on("document"),
    ]),
    one!("ssm:TerminateSession", "session"),
    op!("cloudformation:CreateStack", [need("stack"), may("role")], [
        ask("cloudformation:CreateStack").on("stack").sets(STACK).tagged(),
        ask("cloudformation:TagResource").on("stack").given(TAGS).tagged(),
        pass("role", TO_STACK),
    ]),
    op!("cloudformation:UpdateStack", [need("stack"), may("role")], [
        ask("cloudformation:UpdateStack").on("stack").sets(STACK).tagged(),
        pass("role", TO_STACK),
    ]),
    op!("cloudformation:DeleteStack", [need("stack"), may("role")], [
        ask("cloudformation:DeleteStack").on("stack").sets(&[slot("cloudformation:RoleArn", "role")]),
        pass("role", TO_STACK),
    ]),
    op!("cloudformation:CreateChangeSet", [need("stack"), may("role")], [
        ask("cloudformation:CreateChangeSet").on("stack").sets(STACK).tagged(),
        pass("role", TO_STACK),
    ]),
    one!("cloudformation:ExecuteChangeSet", "stack"),
    one!("cloudformation:DescribeStacks", "stack"),
    one!("cloudformation:GetTemplate", "stack"),
    none!("cloudformation:ListStacks"),
    none!("cloudformation:ValidateTemplate"),
    one!("logs:PutLogEvents", "logStream"),
    one!("logs:CreateLogStream", "logGroup"),
    op!("logs:CreateLogGroup", [need("logGroup")], [
        ask("logs:CreateLogGroup").on("logGroup").tagged(),
        ask("logs:TagResource").on("logGroup").given(TAGS).tagged(),
    ]),
    one!("logs:DeleteLogGroup", "logGroup"),
    one!("logs:GetLogEvents", "logStream"),
    one!("logs:FilterLogEvents", "logGroup"),
    one!("logs:StartQuery", "logGroup"),
    one!("logs:DescribeLogStreams", "logGroup"),
    one!("logs:PutRetentionPolicy", "logGroup"),
    none!("logs:DescribeLogGroups"),
    op!("cloudwatch:PutMetricData", [], [ask("cloudwatch:PutMetricData").sets(&[set("cloudwatch:namespace", "namespace")])]),
    none!("cloudwatch:GetMetricData"),
    none!("cloudwatch:ListMetrics"),
    op!("cloudwatch:PutMetricAlarm", [need("alarm")], [ask("cloudwatch:PutMetricAlarm").on("alarm").tagged()]),
    one!("cloudwatch:DeleteAlarms", "alarm"),
    one!("cloudtrail:StopLogging", "trail"),
    one!("cloudtrail:StartLogging", "trail"),
    one!("cloudtrail:DeleteTrail", "trail"),
    one!("cloudtrail:UpdateTrail", "trail"),
    none!("cloudtrail:LookupEvents"),
    none!("organizations:LeaveOrganization"),
    none!("organizations:DescribeOrganization"),
    none!("organizations:ListAccounts"),
    op!("codebuild:CreateProject", [need("project"), need("role")], [
        ask("codebuild:CreateProject").on("project").tagged(),
        pass("role", &[text("iam:PassedToService", "codebuild.amazonaws.com"), slot("iam:AssociatedResourceArn", "project")]),
    ]),
    one!("codebuild:StartBuild", "project"),
];
