//! Lambda, ECS, EKS, ECR.

use super::row::{Row, Set, TAGS, ask, may, need, none, one, op, pass, set, slot, some, tagging, text};

const TO_LAMBDA: &[Set] = &[
    text("iam:PassedToService", "lambda.amazonaws.com"),
    slot("iam:AssociatedResourceArn", "function"),
];
const TO_TASKS: &[Set] = &[text("iam:PassedToService", "ecs-tasks.amazonaws.com")];
const TO_EKS: &[Set] = &[text("iam:PassedToService", "eks.amazonaws.com")];
const URL: &[Set] = &[set("lambda:FunctionUrlAuthType", "functionUrlAuthType")];

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    one!("lambda:Invoke", "function", "lambda:InvokeFunction"),
    one!("lambda:InvokeAsync", "function", "lambda:InvokeFunction"),
    op!("lambda:InvokeFunctionUrl", [need("function")], [
        ask("lambda:InvokeFunctionUrl").on("function").sets(URL),
        ask("lambda:InvokeFunction").on("function").sets(&[text("lambda:InvokedViaFunctionUrl", "true")]),
    ]),
    op!("lambda:CreateFunction", [need("function"), need("role"), some("layers")], [
        ask("lambda:CreateFunction").on("function").sets(&[set("lambda:VpcIds", "vpcIds"), slot("lambda:Layer", "layers")]).tagged(),
        ask("lambda:GetLayerVersion").on("layers"),
        ask("lambda:TagResource").on("function").given(TAGS).tagged(),
        pass("role", TO_LAMBDA),
    ]),
    op!("lambda:UpdateFunctionConfiguration", [need("function"), may("role"), some("layers")], [
        ask("lambda:UpdateFunctionConfiguration").on("function").sets(&[set("lambda:VpcIds", "vpcIds"), slot("lambda:Layer", "layers")]),
        ask("lambda:GetLayerVersion").on("layers"),
        pass("role", TO_LAMBDA),
    ]),
    one!("lambda:UpdateFunctionCode", "function"),
    one!("lambda:DeleteFunction", "function"),
    one!("lambda:GetFunction", "function"),
    one!("lambda:GetFunctionConfiguration", "function"),
    none!("lambda:ListFunctions"),
    one!("lambda:PublishVersion", "function"),
    one!("lambda:CreateAlias", "function"),
    op!("lambda:AddPermission", [need("function")], [
        ask("lambda:AddPermission").on("function").sets(&[set("lambda:Principal", "principal"), set("lambda:FunctionUrlAuthType", "functionUrlAuthType")]),
    ]),
    op!("lambda:RemovePermission", [need("function")], [ask("lambda:RemovePermission").on("function")]),
    one!("lambda:GetPolicy", "function"),
    op!("lambda:CreateFunctionUrlConfig", [need("function")], [ask("lambda:CreateFunctionUrlConfig").on("function").sets(URL)]),
    op!("lambda:CreateEventSourceMapping", [need("function")], [
        ask("lambda:CreateEventSourceMapping").sets(&[slot("lambda:FunctionArn", "function")]).tagged(),
    ]),
    op!("lambda:TagResource", [need("function")], [ask("lambda:TagResource").on("function").tagged()]),
    op!("ecs:RunTask", [need("taskDefinition"), may("cluster"), some("roles")], [
        ask("ecs:RunTask").on("taskDefinition").sets(&[slot("ecs:cluster", "cluster")]).tagged(),
        pass("roles", TO_TASKS),
    ]),
    op!("ecs:RegisterTaskDefinition", [some("roles")], [
        ask("ecs:RegisterTaskDefinition").tagged(),
        pass("roles", TO_TASKS),
    ]),
    op!("ecs:CreateService", [need("service"), may("cluster"), may("taskDefinition"), may("role")], [
        ask("ecs:CreateService").on("service").sets(&[slot("ecs:cluster", "cluster"), slot("ecs:task-definition", "taskDefinition")]).tagged(),
        pass("role", &[text("iam:PassedToService", "ecs.amazonaws.com")]),
    ]),
    op!("ecs:UpdateService", [need("service"), may("cluster"), may("taskDefinition")], [
        ask("ecs:UpdateService").on("service").sets(&[slot("ecs:cluster", "cluster"), slot("ecs:task-definition", "taskDefinition")]),
    ]),
    one!("ecs:DeleteService", "service"),
    one!("ecs:DescribeServices", "service"),
    one!("ecs:DescribeTasks", "task"),
    one!("ecs:StopTask", "task"),
    op!("ecs:ExecuteCommand", [need("task"), may("cluster")], [
        ask("ecs:ExecuteCommand").on("cluster"),
        ask("ecs:ExecuteCommand").on("task"),
    ]),
    one!("ecs:DescribeClusters", "cluster"),
    none!("ecs:ListClusters"),
    op!("eks:CreateCluster", [need("cluster"), need("role")], [ask("eks:CreateCluster").on("cluster").tagged(), pass("role", TO_EKS)]),
    one!("eks:DescribeCluster", "cluster"),
    one!("eks:UpdateClusterConfig", "cluster"),
    one!("eks:DeleteCluster", "cluster"),
    one!("eks:CreateAccessEntry", "cluster"),
    none!("eks:ListClusters"),
    none!("ecr:GetAuthorizationToken"),
    // `docker pull` and `docker push` are several calls each, and neither works without the token (SRV-3).
    op!("ecr:PullImage", [need("repository")], [
        ask("ecr:GetAuthorizationToken"),
        ask("ecr:BatchGetImage").on("repository"),
        ask("ecr:GetDownloadUrlForLayer").on("repository"),
    ]),
    op!("ecr:PushImage", [need("repository")], [
        ask("ecr:GetAuthorizationToken"),
        ask("ecr:BatchCheckLayerAvailability").on("repository"),
        ask("ecr:InitiateLayerUpload").on("repository"),
        ask("ecr:UploadLayerPart").on("repository"),
        ask("ecr:CompleteLayerUpload").on("repository"),
        ask("ecr:PutImage").on("repository"),
    ]),
    one!("ecr:BatchGetImage", "repository"),
    one!("ecr:GetDownloadUrlForLayer", "repository"),
    one!("ecr:PutImage", "repository"),
    one!("ecr:BatchDeleteImage", "repository"),
    tagging!("ecr:CreateRepository", "repository", "ecr:TagResource"),
    one!("ecr:SetRepositoryPolicy", "repository"),
    one!("ecr:GetRepositoryPolicy", "repository"),
    one!("ecr:ListImages", "repository"),
    none!("ecr:DescribeRepositories"),
];
