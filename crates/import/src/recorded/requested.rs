//! On what: the ARN that the parameters of a recorded request make.

use iamwhy_operations::{self as operations, On};
use iamwhy_policy::{Json, Kind, NodeId};

use super::text;
use crate::arn::{Arn, is_account};
use crate::denial::Denial;

/// A service, the parameter that names what is asked for, and the ARN behind the partition: `{r}` is the region, `{a}` the account,
/// `{n}` the name, `{p}` the parameter `path`. Of several that are given the first counts.
#[rustfmt::skip]
const NAMED: [(&str, &str, &str); 41] = [
    ("athena", "workGroup", "athena:{r}:{a}:workgroup/{n}"),
    ("backup", "backupVaultName", "backup:{r}:{a}:backup-vault:{n}"),
    ("cloudwatch", "alarmName", "cloudwatch:{r}:{a}:alarm:{n}"),
    ("codebuild", "projectName", "codebuild:{r}:{a}:project/{n}"),
    ("codecommit", "repositoryName", "codecommit:{r}:{a}:{n}"),
    ("dynamodb", "tableName", "dynamodb:{r}:{a}:table/{n}"),
    ("ec2", "instancesSet", "ec2:{r}:{a}:instance/{n}"),
    ("ecr", "repositoryName", "ecr:{r}:{a}:repository/{n}"),
    ("eks", "clusterName", "eks:{r}:{a}:cluster/{n}"),
    ("eks", "name", "eks:{r}:{a}:cluster/{n}"),
    ("es", "domainName", "es:{r}:{a}:domain/{n}"),
    ("firehose", "deliveryStreamName", "firehose:{r}:{a}:deliverystream/{n}"),
    ("glue", "jobName", "glue:{r}:{a}:job/{n}"),
    ("iam", "instanceProfileName", "iam::{a}:instance-profile{p}{n}"),
    ("iam", "groupName", "iam::{a}:group{p}{n}"),
    ("iam", "roleName", "iam::{a}:role{p}{n}"),
    ("iam", "userName", "iam::{a}:user{p}{n}"),
    ("iam", "policyArn", ""),
    ("iam", "policyName", "iam::{a}:policy{p}{n}"),
    ("iam", "sAMLProviderArn", ""),
    ("iam", "openIDConnectProviderArn", ""),
    ("kinesis", "streamARN", ""),
    ("kinesis", "streamName", "kinesis:{r}:{a}:stream/{n}"),
    ("kms", "keyId", "kms:{r}:{a}:key/{n}"),
    ("lambda", "functionName", "lambda:{r}:{a}:function:{n}"),
    ("logs", "logGroupName", "logs:{r}:{a}:log-group:{n}"),
    ("rds", "dBInstanceIdentifier", "rds:{r}:{a}:db:{n}"),
    ("rds", "dBClusterIdentifier", "rds:{r}:{a}:cluster:{n}"),
    ("s3", "bucketName", "s3:::{n}"),
    ("secretsmanager", "secretId", ""),
    ("sns", "topicArn", ""),
    ("sns", "name", "sns:{r}:{a}:{n}"),
    ("sqs", "queueUrl", "sqs:{r}:{a}:{n}"),
    ("sqs", "queueName", "sqs:{r}:{a}:{n}"),
    ("ssm", "name", "ssm:{r}:{a}:parameter/{n}"),
    ("states", "stateMachineArn", ""),
    ("states", "executionArn", ""),
    ("states", "name", "states:{r}:{a}:stateMachine:{n}"),
    ("sts", "roleArn", ""),
    ("sts", "targetPrincipal", "iam::{n}:root"),
    ("sts", "name", "sts::{a}:federated-user/{n}"),
];

/// The ARN of what is asked for, where one parameter names it.
pub(super) fn requested(json: &Json, event: NodeId, denial: &Denial) -> Option<String> {
    let action = denial.action.as_ref()?;
    let service = action.service();
    let parameters = json.get(event, "requestParameters")?;
    let partition = partition(json, event, denial);
    let named = NAMED.iter().filter(|(own, ..)| *own == service);
    let given = named.into_iter().find_map(|(_, name, tail)| {
        let value = json.get(parameters, name)?;
        Some((*name, *tail, plain(json, value)?))
    });
    let Some((parameter, tail, name)) = given else {
        return only_arn(json, parameters, service);
    };
    if let Some(arn) = Arn::split(name) {
        let is_point = service == "s3" && arn.service == "s3";
        let key = text(json, parameters, "/key").filter(|_| is_point);
        return Some([name, key.map_or("", |_| "/object/"), key.unwrap_or_default()].concat());
    }
    let is_region = |own: &&str| own.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let region = text(json, event, "/awsRegion").filter(is_region)?;
    let account = ["/recipientAccountId", "/userIdentity/accountId"];
    let mut accounts = account.iter().filter_map(|own| text(json, event, own));
    let mut account = accounts.find(|own| is_account(own)).unwrap_or_default();
    let mut name = name;
    match parameter {
        "queueUrl" => {
            let mut parts = name.rsplit('/');
            (name, account) = (parts.next()?, parts.next().filter(|own| is_account(own))?);
        }
        // An alias is not what a policy is asked about, and may belong to any key.
        "keyId" if name.starts_with("alias/") => return None,
        "functionName" if name.contains(":function:") => return None,
        "targetPrincipal" if !is_account(name) => return None,
        "name" if service == "ssm" => name = name.trim_start_matches('/'),
        "policyName" if !action.name.ends_with(":CreatePolicy") => return None,
        _ => {}
    }
    let needs_account = tail.contains("{a}") && account.is_empty();
    if tail.is_empty() || needs_account || name.contains(['*', '?']) {
        return None;
    }
    let path = text(json, parameters, "/path").filter(|own| own.starts_with('/') && own.ends_with('/'));
    let tail = tail.replace("{r}", region).replace("{a}", account);
    let tail = tail.replace("{p}", path.unwrap_or("/")).replace("{n}", name);
    let mut arn = ["arn:", partition, ":", &tail].concat();
    match service {
        "s3" => arn.extend(text(json, parameters, "/key").into_iter().flat_map(|key| ["/", key])),
        "logs" => arn.extend(stream(json, parameters, &action.name).into_iter().flatten()),
        _ => {}
    }
    Arn::split(&arn).is_some().then_some(arn)
}

/// What a group's ARN goes on with: the stream that is named, or what stands for all of them (RES-12).
fn stream<'j>(json: &'j Json, parameters: NodeId, action: &str) -> Option<[&'j str; 2]> {
    const STREAM: &str = ":log-stream:";
    let mut asks = operations::find(action).into_iter().flat_map(|row| row.asks);
    match asks.find(|ask| ask.action == action)?.on {
        On::StreamsOf(_) => Some([STREAM, ""]),
        On::Slot("logStream") => Some([STREAM, text(json, parameters, "/logStreamName")?]),
        _ => None,
    }
}

/// One text, or the id of the only instance.
fn plain(json: &Json, value: NodeId) -> Option<&str> {
    if let Some(items) = json.get(value, "items") {
        let mut items = json.items(items);
        let one = items.next()?;
        return text(json, one, "/instanceId").filter(|_| items.next().is_none());
    }
    json.string(value).filter(|own| !own.is_empty())
}

/// An ARN in the request's parameters, if there is one only.
fn only_arn(json: &Json, parameters: NodeId, service: &str) -> Option<String> {
    let values = json.members(parameters).filter_map(|(_, value)| json.string(value));
    let mut arns = values.filter(|arn| Arn::split(arn).is_some_and(|own| own.service == service));
    let one = arns.next()?;
    arns.next().is_none().then(|| one.to_owned())
}

/// The caller's partition, or that of the region, which is not yet told here.
fn partition<'d>(json: &Json, event: NodeId, denial: &'d Denial) -> &'d str {
    let caller = denial.caller.as_ref().filter(|caller| caller.account.is_some());
    let of_region = || crate::arn::partition_of(text(json, event, "/awsRegion").unwrap_or_default());
    caller.map_or_else(of_region, |caller| caller.partition.as_str())
}

/// Whether a parameter has a value; S3 records it as a text or a list.
pub(super) fn is_given(json: &Json, node: NodeId) -> bool {
    match json.kind(node) {
        Kind::Array => json
            .items(node)
            .any(|own| json.scalar(own).is_some_and(|own| !own.is_empty())),
        _ => json.scalar(node).is_some_and(|own| !own.is_empty() && own != "false"),
    }
}
