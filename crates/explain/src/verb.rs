//! What an action does to its resource, in the words that a person would use.

/// A verb for the commonest actions, in lower case; none for the others, which are called by their name.
#[rustfmt::skip]
pub(crate) fn verb(action: &str) -> Option<&'static str> {
    Some(match action {
        "s3:getobject" => "read",
        "s3:putobject" => "write",
        "s3:deleteobject" => "delete",
        "s3:listbucket" => "list",
        "s3:createbucket" => "create",
        "s3:deletebucket" => "delete",
        "s3:getbucketpolicy" => "read the policy of",
        "s3:putbucketpolicy" => "change the policy of",
        "s3:deletebucketpolicy" => "remove the policy of",
        "kms:decrypt" => "decrypt with",
        "kms:encrypt" => "encrypt with",
        "kms:generatedatakey" => "make data keys with",
        "sts:assumerole" | "sts:assumerolewithwebidentity" | "sts:assumerolewithsaml" => "assume",
        "iam:passrole" => "pass",
        "iam:createuser" | "iam:createrole" => "create",
        "iam:deleteuser" | "iam:deleterole" => "delete",
        "sqs:sendmessage" => "send messages to",
        "sqs:receivemessage" => "receive messages from",
        "sqs:deletemessage" => "delete messages from",
        "sns:publish" => "publish to",
        "sns:subscribe" => "subscribe to",
        "lambda:invokefunction" => "invoke",
        "dynamodb:getitem" | "dynamodb:query" | "dynamodb:scan" => "read items of",
        "dynamodb:putitem" | "dynamodb:updateitem" => "write items of",
        "dynamodb:deleteitem" => "delete items of",
        "secretsmanager:getsecretvalue" => "read",
        "ssm:getparameter" => "read",
        "ec2:startinstances" => "start",
        "ec2:stopinstances" => "stop",
        "ec2:terminateinstances" => "terminate",
        "logs:putlogevents" => "write log events to",
        "ecr:batchgetimage" => "pull images from",
        "ecr:putimage" => "push images to",
        _ => return None,
    })
}
