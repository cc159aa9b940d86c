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
