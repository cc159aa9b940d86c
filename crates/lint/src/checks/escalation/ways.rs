//! The known ways in which somebody gives himself more rights than his policy does.

/// What an action is asked about.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum On {
    /// A role that nobody has named.
    Role,
    /// A user.
    User,
    /// A group.
    Group,
    /// A managed policy of the account.
    Policy,
    /// Any resource of the action.
    Any,
}

impl On {
    /// Two very different ones: who can do it with both can do it with any.
    pub(super) fn both(self) -> Option<[&'static str; 2]> {
        Some(match self {
            On::Role => ["role/a", "role/Zz9-x"],
            On::User => ["user/a", "user/Zz9-x"],
            On::Group => ["group/a", "group/Zz9-x"],
            On::Policy => ["policy/a", "policy/Zz9-x"],
            On::Any => return None,
        })
    }
}

/// A way: all of its actions are needed; the first is the one that is to blame.
#[derive(Copy, Clone, Debug)]
pub(super) struct Way {
    pub(super) action: &'static str,
    pub(super) on: On,
    /// What else is needed.
    pub(super) with: &'static [&'static str],
    /// The service that a role is passed to.
    pub(super) service: Option<&'static str>,
    /// Whoever may do this already gains nothing.
    pub(super) gains: Option<&'static str>,
    /// What comes of it: `the caller can …`.
    pub(super) does: &'static str,
}

/// `kms:PutKeyPolicy` and `sts:AssumeRole` are not among them: whether they are allowed, the key and the role say as well.
/// Known ways, not checked again on AWS's pages of the actions. Passing roles to services is in `iamwhy_reach::LAUNCHES`.
pub(super) const WAYS: &[Way] = &[
    iam(
        "iam:CreatePolicyVersion",
        On::Policy,
        "rewrite a policy that is attached to himself",
    ),
    iam(
        "iam:SetDefaultPolicyVersion",
        On::Policy,
        "bring back a wider version of a policy",
    ),
    iam("iam:AttachUserPolicy", On::User, "attach any policy to himself"),
    iam(
        "iam:AttachGroupPolicy",
        On::Group,
        "attach any policy to a group of his",
    ),
    iam("iam:AttachRolePolicy", On::Role, "attach any policy to a role of his"),
    iam("iam:PutUserPolicy", On::User, "write a policy for himself"),
    iam("iam:PutGroupPolicy", On::Group, "write a policy for a group of his"),
    iam("iam:PutRolePolicy", On::Role, "write a policy for a role of his"),
    iam("iam:AddUserToGroup", On::Group, "join any group"),
    iam("iam:UpdateAssumeRolePolicy", On::Role, "let himself assume any role"),
    iam("iam:CreateAccessKey", On::User, "make access keys for any user"),
    iam("iam:CreateLoginProfile", On::User, "give any user a password"),
    iam("iam:UpdateLoginProfile", On::User, "change any user's password"),
    iam("iam:DeleteUserPermissionsBoundary", On::User, "take his boundary away"),
    iam(
        "iam:DeleteRolePermissionsBoundary",
        On::Role,
        "take the boundary of a role away",
    ),
    code(
        "lambda:UpdateFunctionCode",
        &[],
        "put his own code into a function, which runs with its role",
    ),
    code("ssm:SendCommand", &[], "run commands on instances, with their roles"),
    code("ssm:StartSession", &[], "open a shell on instances, with their roles"),
    code(
        "ec2-instance-connect:SendSSHPublicKey",
        &[],
        "open a shell on instances, with their roles",
    ),
    code(
        "glue:UpdateJob",
        &["glue:StartJobRun"],
        "put his own script into a job, which runs with its role",
    ),
    code(
        "glue:UpdateDevEndpoint",
        &[],
        "log in to a development endpoint, which has a role",
    ),
    code(
        "sagemaker:CreatePresignedNotebookInstanceUrl",
        &[],
        "open a notebook instance, which has a role",
    ),
    code(
        "cloudformation:UpdateStack",
        &[],
        "change a stack with the role that the stack has",
    ),
    code(
        "cloudformation:CreateChangeSet",
        &["cloudformation:ExecuteChangeSet"],
        "change a stack with the role that the stack has",
    ),
    code(
        "codebuild:UpdateProject",
        &["codebuild:StartBuild"],
        "put his own commands into a build, which runs with its role",
    ),
    code(
        "states:UpdateStateMachine",
        &["states:StartExecution"],
        "change a state machine, which runs with its role",
    ),
    grants(
        "s3:PutBucketPolicy",
        "s3:GetObject",
        "let himself read objects, by the policy of a bucket",
    ),
    grants(
        "secretsmanager:PutResourcePolicy",
        "secretsmanager:GetSecretValue",
        "let himself read secrets, by their policies",
    ),
    grants(
        "sqs:AddPermission",
        "sqs:ReceiveMessage",
        "let himself read messages, by the policy of a queue",
    ),
];

const fn iam(action: &'static str, on: On, does: &'static str) -> Way {
    Way {
        action,
        on,
        with: &[],
        service: None,
        gains: None,
        does,
    }
}

const fn code(action: &'static str, with: &'static [&'static str], does: &'static str) -> Way {
    Way {
        with,
        ..iam(action, On::Any, does)
    }
}

const fn grants(action: &'static str, gains: &'static str, does: &'static str) -> Way {
    Way {
        gains: Some(gains),
        ..iam(action, On::Any, does)
    }
}
