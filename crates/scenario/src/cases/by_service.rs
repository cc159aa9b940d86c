//! The context of a KMS call that a service makes for somebody.

use super::context::Layered;
use crate::{
    arn::Arn,
    model::{ContextValue, UnknownValue},
};

/// What a service writes into its encryption context: the service, the pair's key, and the value.
///
/// From the pages that say how each uses KMS (Protecting data with SSE-KMS, Secret encryption, Parameter Store SecureString, DynamoDB
/// usage notes, Kinesis user-generated keys, How EBS uses KMS, AWS KMS key management of RDS; SNS in Amazon GameLift's Set up an SNS topic), read in 2026-11. SQS does
/// not document its own.
const PAIRS: [(&str, &str, Pair); 10] = [
    ("s3", "aws:s3:arn", Pair::Arn),
    ("secretsmanager", "SecretARN", Pair::Arn),
    ("secretsmanager", "SecretVersionId", Pair::Unknown),
    ("ssm", "PARAMETER_ARN", Pair::Arn),
    ("dynamodb", "aws:dynamodb:tableName", Pair::Name),
    ("dynamodb", "aws:dynamodb:subscriberId", Pair::Account),
    ("kinesis", "aws:kinesis:arn", Pair::Arn),
    ("sns", "aws:sns:topicArn", Pair::Arn),
    ("ec2", "aws:ebs:id", Pair::Name),
    ("rds", "aws:rds:db-id", Pair::Unknown),
];

/// A part of the ARN of what is encrypted.
enum Pair {
    Arn,
    Name,
    Account,
    /// Nothing here says it, but it is sent.
    Unknown,
}

/// Sets through which service a call comes (KMS-9) and the encryption context that it sends with what the key encrypts (RES-17).
pub(super) fn by_service(context: &mut Layered, (service, action): (&str, &str), key: &str, of: &str) {
    let Some(key) = Arn::split(key) else {
        return;
    };
    context.set(
        "kms:ViaService",
        ContextValue::text(format!("{service}.{}.amazonaws.com", key.region)),
    );
    let Some(arn) = Arn::split(of).filter(|_| action != "kms:DescribeKey") else {
        return;
    };
    for (_, pair, value) in PAIRS.iter().filter(|(own, ..)| *own == service) {
        let value = match value {
            Pair::Arn => of,
            Pair::Name => arn.resource.split('/').nth(1).unwrap_or_default(),
            Pair::Account => arn.account,
            Pair::Unknown => "",
        };
        // A volume that is not there yet stands as a star, a path of parameters for what is below it.
        let value = match value {
            "" | "*" => ContextValue::Unknown(UnknownValue::Value),
            value => ContextValue::text(value),
        };
        context.set(&format!("kms:EncryptionContext:{pair}"), value);
    }
}
