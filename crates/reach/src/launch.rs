//! Services that run a caller's code with a role that is passed to them.

/// A service, and what starts the code.
#[derive(Copy, Clone, Debug)]
pub struct Launch {
    /// As trust policies and `iam:PassedToService` name it.
    pub service: &'static str,
    /// All of these are needed, beside `iam:PassRole`.
    pub actions: &'static [&'static str],
}

/// The ways that are known to end in code of the caller's own (read on AWS's pages of these services, November 2026). A service
/// that only stores the role for itself is not among them.
pub const LAUNCHES: &[Launch] = &[
    launch(
        "lambda.amazonaws.com",
        &["lambda:CreateFunction", "lambda:InvokeFunction"],
    ),
    launch("ec2.amazonaws.com", &["ec2:RunInstances"]),
    launch(
        "ecs-tasks.amazonaws.com",
        &["ecs:RegisterTaskDefinition", "ecs:RunTask"],
    ),
    launch("cloudformation.amazonaws.com", &["cloudformation:CreateStack"]),
    launch(
        "codebuild.amazonaws.com",
        &["codebuild:CreateProject", "codebuild:StartBuild"],
    ),
    launch("glue.amazonaws.com", &["glue:CreateJob", "glue:StartJobRun"]),
    launch("sagemaker.amazonaws.com", &["sagemaker:CreateNotebookInstance"]),
    launch(
        "states.amazonaws.com",
        &["states:CreateStateMachine", "states:StartExecution"],
    ),
    launch(
        "datapipeline.amazonaws.com",
        &["datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"],
    ),
    launch("ssm.amazonaws.com", &["ssm:StartAutomationExecution"]),
    launch("apprunner.amazonaws.com", &["apprunner:CreateService"]),
    launch(
        "emr-serverless.amazonaws.com",
        &["emr-serverless:CreateApplication", "emr-serverless:StartJobRun"],
    ),
    launch(
        "bedrock-agentcore.amazonaws.com",
        &["bedrock-agentcore:CreateCodeInterpreter"],
    ),
];

const fn launch(service: &'static str, actions: &'static [&'static str]) -> Launch {
    Launch { service, actions }
}
