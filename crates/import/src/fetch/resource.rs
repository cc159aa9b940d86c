//! The policy of the resource, and what else of it counts.

use super::Commands;
use super::shell::{option, quoted};
use crate::arn::Arn;
use crate::denial::{Blame, Denial};
use crate::scenario::{Cast, may_have_policy};

const PLACE: &str = "resources.resource.policy";

pub(super) fn commands(denial: &Denial, cast: &Cast<'_>, commands: &mut Commands) {
    let Some(text) = cast.governing.as_deref() else { return };
    let Some(arn) = Arn::split(text) else { return };
    if !may_have_policy(arn.service) || cast.is_made_up {
        return;
    }
    if let Blame::BlockPublicAccess(_) = &denial.reason.blame {
        block_public_access(arn, cast, commands);
    }
    let Some(line) = policy(arn, text) else {
        return;
    };
    let line = line + &option("--region", arn.region);
    let owner = arn.owner().map_or("the owning account".to_owned(), |account| {
        ["the account ", account].concat()
    });
    let why = [what(arn), ", with credentials of ", &owner].concat();
    commands.add("resource", PLACE, &why, line);
    if arn.service == "kms" {
        let line = [
            "aws kms list-grants",
            &option("--key-id", text),
            &option("--region", arn.region),
        ]
        .concat();
        commands.add("resource", "resources.resource.grants", "the grants of the key", line);
    }
}

fn what(arn: Arn<'_>) -> &'static str {
    match arn.service {
        "s3" if arn.resource.starts_with("accesspoint/") => "the policy of the access point; its bucket has one too",
        "s3" => "the bucket policy",
        "kms" => "the key policy",
        "sqs" => "the queue policy",
        "sns" => "the topic policy",
        _ => "the policy of the resource",
    }
}

/// The command for each service whose command differs; several say `get-resource-policy --resource-arn`.
pub(crate) fn policy(arn: Arn<'_>, text: &str) -> Option<String> {
    let name = arn.name();
    // `function:name`, `log-group:name`
    let tail = arn
        .resource
        .split_once(':')
        .map_or(name, |(_, tail)| tail.split(':').next().unwrap_or(tail));
    let own = |command: &str, flag: &str, value: &str| Some([command, &option(flag, value)].concat());
    match arn.service {
        "s3" => match arn.resource.strip_prefix("accesspoint/") {
            Some(point) => {
                let point = [option("--name", point), option("--account-id", arn.account)].concat();
                Some(["aws s3control get-access-point-policy", &point].concat())
            }
            None => own("aws s3api get-bucket-policy", "--bucket", arn.resource),
        },
        "kms" if arn.resource.starts_with("key/") => {
            own("aws kms get-key-policy --policy-name default", "--key-id", text)
        }
        "sqs" => {
            let url = [
                "aws sqs get-queue-url",
                &option("--queue-name", arn.resource),
                &option("--queue-owner-aws-account-id", arn.account),
                &option("--region", arn.region),
                " --query QueueUrl --output text",
            ]
            .concat();
            Some(
                [
                    "aws sqs get-queue-attributes --queue-url \"$(",
                    &url,
                    ")\" --attribute-names Policy QueueArn",
                ]
                .concat(),
            )
        }
        // A subscription has its topic's policy.
        "sns" => {
            let topic = arn.resource.split(':').next().unwrap_or_default();
            let topic = ["arn:", arn.partition, ":sns:", arn.region, ":", arn.account, ":", topic].concat();
            own("aws sns get-topic-attributes", "--topic-arn", &topic)
        }
        "lambda" => own("aws lambda get-policy", "--function-name", text),
        "secretsmanager" => own("aws secretsmanager get-resource-policy", "--secret-id", text),
        "dynamodb" => {
            let table: Vec<&str> = text.splitn(3, '/').take(2).collect();
            own("aws dynamodb get-resource-policy", "--resource-arn", &table.join("/"))
        }
        "ecr" => {
            let repository = arn.resource.strip_prefix("repository/")?;
            let registry = option("--registry-id", arn.account);
            own(
                &["aws ecr get-repository-policy", &registry].concat(),
                "--repository-name",
                repository,
            )
        }
        "events" => own("aws events describe-event-bus", "--name", text),
        "elasticfilesystem" => own("aws efs describe-file-system-policy", "--file-system-id", name),
        "backup" => own("aws backup get-backup-vault-access-policy", "--backup-vault-name", tail),
        "es" => own(
            "aws opensearch describe-domain",
            "--domain-name",
            arn.resource.split('/').nth(1)?,
        ),
        "execute-api" => own(
            "aws apigateway get-rest-api",
            "--rest-api-id",
            arn.resource.split('/').next()?,
        ),
        "ec2" => {
            let endpoint = arn.resource.strip_prefix("vpc-endpoint/")?;
            own("aws ec2 describe-vpc-endpoints", "--vpc-endpoint-ids", endpoint)
        }
        "glue" => Some("aws glue get-resource-policy".to_owned()),
        "kinesis" => own("aws kinesis get-resource-policy", "--resource-arn", text),
        "codebuild" => own("aws codebuild get-resource-policy", "--resource-arn", text),
        "cloudtrail" => own("aws cloudtrail get-resource-policy", "--resource-arn", text),
        "acm-pca" => own("aws acm-pca get-policy", "--resource-arn", text),
        _ => None,
    }
}

fn block_public_access(arn: Arn<'_>, cast: &Cast<'_>, commands: &mut Commands) {
    let bucket = quoted(arn.resource);
    let line = ["aws s3api get-public-access-block --bucket ", &bucket].concat();
    let place = "resources.resource.blockPublicAccess";
    commands.add("service", place, "the bucket's block public access", line);
    if let Some(account) = cast.owner.or(cast.account).filter(|account| !cast.is_stand_in(account)) {
        let line = [
            "aws s3control get-public-access-block",
            &option("--account-id", account),
        ]
        .concat();
        let place = ["accounts.", account, ".blockPublicAccess"].concat();
        commands.add("service", &place, "the account's block public access, which wins", line);
    }
}
