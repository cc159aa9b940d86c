//! What section 4 says about keys: their types and which are multivalued.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    Bool,
    Number,
    Date,
    Ip,
    Arn,
    Text,
}

/// The types of section 4; every other key may hold any text.
pub(crate) fn key_type(key: &str) -> Type {
    match key.to_ascii_lowercase().as_str() {
        "aws:principalisawsservice"
        | "aws:assumedroot"
        | "aws:multifactorauthpresent"
        | "aws:viaawsservice"
        | "aws:viaawsmcpservice"
        | "aws:ismcpserviceaction"
        | "aws:securetransport" => Type::Bool,
        "aws:multifactorauthage" | "ec2:roledelivery" => Type::Number,
        "aws:tokenissuetime" | "aws:currenttime" | "aws:epochtime" => Type::Date,
        "aws:sourceip" | "aws:vpcsourceip" | "aws:ec2instancesourceprivateipv4" => Type::Ip,
        "aws:principalarn"
        | "aws:sourcearn"
        | "aws:sourcevpcarn"
        | "aws:signinsessionarn"
        | "aws:chatbotsourcearn"
        | "ec2:sourceinstancearn"
        | "lambda:sourcefunctionarn"
        | "ssm:sourceinstancearn"
        | "codebuild:buildarn"
        | "codebuild:projectarn" => Type::Arn,
        _ => Type::Text,
    }
}

/// The multivalued keys of section 4.
pub(crate) fn is_multivalued(key: &str) -> bool {
    const MULTI: [&str; 11] = [
        "aws:principalorgpaths",
        "aws:principalservicenameslist",
        "aws:vpceorgpaths",
        "aws:resourceorgpaths",
        "aws:calledvia",
        "aws:tagkeys",
        "aws:sourceorgpaths",
        "sts:transitivetagkeys",
        "kms:encryptioncontextkeys",
        "s3:requestobjecttagkeys",
        "kms:resourcealiases",
    ];
    MULTI.contains(&key.to_ascii_lowercase().as_str())
}

/// Keys that section 4 or the common keys of services list; of any other nobody knows whether it holds a list.
pub(crate) fn is_listed(key: &str) -> bool {
    const S3: [&str; 10] = [
        "s3:prefix",
        "s3:delimiter",
        "s3:max-keys",
        "s3:x-amz-server-side-encryption",
        "s3:x-amz-acl",
        "s3:signatureage",
        "s3:authtype",
        "s3:resourceaccount",
        "s3:dataaccesspointarn",
        "s3:dataaccesspointaccount",
    ];
    let key = key.to_ascii_lowercase();
    let prefixes = [
        "aws:",
        "sts:",
        "kms:",
        "iam:",
        "s3:existingobjecttag/",
        "s3:requestobjecttag",
    ];
    prefixes.iter().any(|prefix| key.starts_with(prefix))
        || key.contains(":resourcetag/")
        || key == "s3:accesspointnetworkorigin"
        || S3.contains(&key.as_str())
}
