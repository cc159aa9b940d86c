//! Outputs of AWS's command line.

/// Messages that offer commands which those of the table do not.
pub(crate) const MESSAGES: &[&str] = &[
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:eu-west-1:111122223333:accesspoint/ap/object/k\" because no resource-based policy allows the s3:GetObject action",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: sns:Publish on resource: arn:aws:sns:eu-west-1:111122223333:news",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-1:111122223333:function:f",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-west-1:111122223333:secret:s-AbCdEf",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:eu-west-1:111122223333:table/t",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:eu-west-1:111122223333:repository/r",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: events:PutEvents on resource: arn:aws:events:eu-west-1:111122223333:event-bus/b",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: elasticfilesystem:ClientMount on resource: arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-1",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: backup:StartBackupJob on resource: arn:aws:backup:eu-west-1:111122223333:backup-vault:v",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: es:ESHttpGet on resource: arn:aws:es:eu-west-1:111122223333:domain/d",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:111122223333:abc123/prod/GET/",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: glue:GetTable on resource: arn:aws:glue:eu-west-1:111122223333:catalog",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: kinesis:PutRecord on resource: arn:aws:kinesis:eu-west-1:111122223333:stream/s",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: codebuild:StartBuild on resource: arn:aws:codebuild:eu-west-1:111122223333:project/p",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: cloudtrail:CreateServiceLinkedChannel on resource: arn:aws:cloudtrail:eu-west-1:111122223333:channel/c",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: acm-pca:IssueCertificate on resource: arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/c",
    "User: arn:aws:iam::111122223333:user/a is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/k because no resource-based policy allows the kms:Decrypt action",
];

const MANAGED: &str = r#"{
    "PolicyVersion": {
        "Document": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:*", "Resource": "*" }] },
        "VersionId": "v3",
        "IsDefaultVersion": true,
        "CreateDate": "2026-01-02T03:04:05+00:00"
    }
}
"#;
const INLINE: &str = r#"{
    "RoleName": "app",
    "PolicyName": "read",
    "PolicyDocument": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "sqs:*", "Resource": "*" }] }
}
"#;
const ATTACHED: &str = r#"{
    "AttachedPolicies": [
        { "PolicyName": "one", "PolicyArn": "arn:aws:iam::111122223333:policy/one" },
        { "PolicyName": "two", "PolicyArn": "arn:aws:iam::111122223333:policy/two" }
    ]
}
"#;
const NAMES: &str = "{\n    \"PolicyNames\": [\n        \"read\"\n    ]\n}\n";
const NOBODY: &str = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "*", "Resource": "*"}]}"#;

/// A document in an object, as a text.
fn within(key: &str, beside: &str) -> String {
    let text = serde_json::to_string(NOBODY).unwrap();
    format!("{{\n    \"{key}\": {text}{beside}\n}}\n")
}

fn attached_to(kind: &str) -> String {
    format!(
        "{{\"Policy\": {{\"PolicySummary\": {{\"Id\": \"p-1\", \"Arn\": \"arn:aws:organizations::999999999999:policy/o-a/x/p-1\", \"Name\": \"n\", \"Type\": \"{kind}\", \"AwsManaged\": false}}, \"Content\": \"{{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{{\\\"Effect\\\":\\\"Deny\\\",\\\"Principal\\\":\\\"*\\\",\\\"Action\\\":\\\"s3:*\\\",\\\"Resource\\\":\\\"*\\\"}}]}}\"}}}}\n"
    )
}

const TREE: &str = "organizations list-policies-for-target, organizations describe-policy, organizations list-parents";
const OF_VERSION: &str = "iam get-policy-version, iam get-policy";

/// The commands in the line, its output, and what it becomes.
pub(crate) fn samples() -> Vec<(&'static str, String, &'static str)> {
    let levels = |kind| {
        let own = attached_to(kind);
        format!("111122223333\n{own}ou-ab12-prod0001\n{own}{own}r-ab12\n{own}")
    };
    let user = [
        ATTACHED,
        MANAGED,
        MANAGED,
        NAMES,
        &INLINE.replace("RoleName", "UserName"),
    ]
    .concat();
    let groups =
        "{\n    \"Groups\": [ { \"GroupName\": \"devs\", \"Arn\": \"arn:aws:iam::111122223333:group/devs\" } ]\n}\n";
    let group = [ATTACHED, MANAGED, MANAGED, "{\n    \"PolicyNames\": []\n}\n"].concat();
    let assumed = |policy: &str| {
        format!(
            r#"{{"eventVersion":"1.08","eventSource":"sts.amazonaws.com","eventName":"AssumeRole","requestParameters":{{"roleArn":"arn:aws:iam::111122223333:role/app","roleSessionName":"ci"{policy}}},"responseElements":{{}}}}"#
        )
    };
    let narrow = r#","policy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}""#;
    let block = r#"{ "PublicAccessBlockConfiguration": { "BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": false, "RestrictPublicBuckets": true } }"#;
    let blocked = r#"blockPublicAccess: {"blockPublicAcls": true, "ignorePublicAcls": true, "blockPublicPolicy": false, "restrictPublicBuckets": true}"#;
    vec![
        ("sts get-caller-identity", r#"{ "UserId": "AROAEXAMPLE:ci", "Account": "111122223333", "Arn": "arn:aws:sts::111122223333:assumed-role/app/ci" }"#.to_owned(),
            "caller: role arn:aws:iam::111122223333:role/app Some(\"AROAEXAMPLE\") Some(\"ci\") 111122223333"),
        ("sts decode-authorization-message", r#"{"allowed":false,"explicitDeny":false,"matchedStatements":{"items":[]},"failures":{"items":[]},"context":{"principal":{"id":"AIDAEXAMPLE","name":"a","arn":"arn:aws:iam::111122223333:user/a"},"action":"ec2:RunInstances","resource":"arn:aws:ec2:eu-west-1:111122223333:instance/*","conditions":{"items":[]}}}"#.to_owned(), "the question"),
        ("iam get-authorization-details", r#"{"evaluations": [{"evaluatedEffect": "DENY"}]}"#.to_owned(), "later: RequestAuthorizationDetails"),
        ("iam-toolbox get-request-authorization-details", r#"{"evaluations": [{"evaluatedEffect": "DENY"}]}"#.to_owned(), "later: RequestAuthorizationDetails"),
        (OF_VERSION, MANAGED.to_owned(), "a policy: identity"),
        ("organizations describe-policy", attached_to("SERVICE_CONTROL_POLICY"), "a policy: scp"),
        ("iam list-attached-role-policies, iam get-policy-version, iam get-policy, iam list-role-policies, iam get-role-policy",
            [ATTACHED, MANAGED, MANAGED, NAMES, INLINE].concat(), "policies: identity identity identity, all"),
        ("iam list-attached-user-policies, iam get-policy-version, iam get-policy, iam list-user-policies, iam get-user-policy, iam list-groups-for-user, iam list-attached-group-policies, iam list-group-policies, iam get-group-policy",
            [&user, groups, &group].concat(), "policies: identity identity identity identity identity, all, groups"),
        ("iam get-role, iam get-policy-version, iam get-policy", "{\"PermissionsBoundary\": null}\n".to_owned(), "none: boundary"),
        ("iam get-user, iam get-policy-version, iam get-policy", MANAGED.to_owned(), "a policy: identity"),
        ("iam get-role", r#"{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }] }"#.to_owned(), "a policy: resource"),
        ("cloudtrail lookup-events", [assumed(""), assumed(narrow)].join("\t"), "none: session"),
        ("cloudtrail lookup-events", [assumed(narrow), assumed(narrow)].join("\t"), "policies: session"),
        ("cloudtrail lookup-events", assumed(narrow), "a policy: session"),
        (TREE, levels("SERVICE_CONTROL_POLICY"), "levels: scp 111122223333=1 ou-ab12-prod0001=2 r-ab12=1"),
        (TREE, levels("RESOURCE_CONTROL_POLICY"), "levels: rcp 111122223333=1 ou-ab12-prod0001=2 r-ab12=1"),
        ("ec2 describe-vpc-endpoints", format!("[{}]", within("PolicyDocument", ", \"VpcEndpointId\": \"vpce-1\", \"VpcId\": \"vpc-1\"")), "policies: vpcEndpoint"),
        ("s3api get-bucket-policy", within("Policy", ""), "a policy: resource"),
        ("s3control get-access-point-policy", within("Policy", ""), "a policy: resource"),
        ("kms get-key-policy", within("Policy", ", \"PolicyName\": \"default\""), "a policy: resource"),
        ("kms list-grants", "{\n    \"Grants\": [],\n    \"Truncated\": false\n}\n".to_owned(), "grants: []"),
        ("kms list-grants", r#"{"Grants": [{"KeyId": "arn:aws:kms:eu-west-1:111122223333:key/k", "GrantId": "g", "Name": "", "CreationDate": 1.5, "GranteePrincipal": "arn:aws:iam::111122223333:role/app", "RetiringPrincipal": "arn:aws:iam::111122223333:role/r", "IssuingAccount": "arn:aws:iam::111122223333:root", "Operations": ["Decrypt"], "Constraints": {"EncryptionContextSubset": {"a": "b"}}}]}"#.to_owned(),
            r#"grants: [ { "grantee": "arn:aws:iam::111122223333:role/app", "operations": ["Decrypt"], "retiring": "arn:aws:iam::111122223333:role/r", "encryptionContextSubset": {"a": "b"} } ]"#),
        ("sqs get-queue-attributes, sqs get-queue-url", format!("{{\"Attributes\": {}}}", within("Policy", ", \"QueueArn\": \"arn:aws:sqs:eu-west-1:111122223333:jobs\"")), "a policy: resource"),
        ("sqs get-queue-attributes, sqs get-queue-url", r#"{"Attributes": {"QueueArn": "arn:aws:sqs:eu-west-1:111122223333:jobs"}}"#.to_owned(), "none: resource"),
        ("sns get-topic-attributes", format!("{{\"Attributes\": {}}}", within("Policy", ", \"TopicArn\": \"arn:aws:sns:eu-west-1:111122223333:news\"")), "a policy: resource"),
        ("lambda get-policy", within("Policy", ", \"RevisionId\": \"r\""), "a policy: resource"),
        ("secretsmanager get-resource-policy", within("ResourcePolicy", ", \"ARN\": \"arn:aws:secretsmanager:eu-west-1:111122223333:secret:s-AbCdEf\", \"Name\": \"s\""), "a policy: resource"),
        ("secretsmanager get-resource-policy", r#"{"ARN": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:s-AbCdEf", "Name": "s"}"#.to_owned(), "none: resource"),
        ("dynamodb get-resource-policy", within("Policy", ", \"RevisionId\": \"1\""), "a policy: resource"),
        ("ecr get-repository-policy", within("policyText", ", \"registryId\": \"111122223333\", \"repositoryName\": \"r\""), "a policy: resource"),
        ("events describe-event-bus", within("Policy", ", \"Name\": \"b\", \"Arn\": \"arn:aws:events:eu-west-1:111122223333:event-bus/b\""), "a policy: resource"),
        ("events describe-event-bus", r#"{"Name": "b", "Arn": "arn:aws:events:eu-west-1:111122223333:event-bus/b"}"#.to_owned(), "none: resource"),
        ("efs describe-file-system-policy", within("Policy", ", \"FileSystemId\": \"fs-1\""), "a policy: resource"),
        ("backup get-backup-vault-access-policy", within("Policy", ", \"BackupVaultName\": \"v\""), "a policy: resource"),
        ("opensearch describe-domain", format!("{{\"DomainStatus\": {}}}", within("AccessPolicies", ", \"ARN\": \"arn:aws:es:eu-west-1:111122223333:domain/d\"")), "a policy: resource"),
        ("opensearch describe-domain", r#"{"DomainStatus": {"ARN": "arn:aws:es:eu-west-1:111122223333:domain/d", "AccessPolicies": ""}}"#.to_owned(), "none: resource"),
        // The policy of an API is escaped twice.
        ("apigateway get-rest-api", r#"{"id": "abc123", "name": "n", "policy": "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":\\\"*\\\",\\\"Action\\\":\\\"execute-api:Invoke\\\",\\\"Resource\\\":\\\"arn:aws:execute-api:eu-west-1:111122223333:abc123\\/*\\\"}]}", "endpointConfiguration": {"types": ["REGIONAL"]}}"#.to_owned(), "a policy: resource"),
        ("apigateway get-rest-api", r#"{"id": "abc123", "name": "n", "endpointConfiguration": {"types": ["REGIONAL"]}}"#.to_owned(), "none: resource"),
        ("glue get-resource-policy", within("PolicyInJson", ", \"PolicyHash\": \"h\""), "a policy: resource"),
        ("kinesis get-resource-policy", within("Policy", ""), "a policy: resource"),
        ("codebuild get-resource-policy", within("policy", ""), "a policy: resource"),
        ("cloudtrail get-resource-policy", within("ResourcePolicy", ", \"ResourceArn\": \"arn:aws:cloudtrail:eu-west-1:111122223333:channel/c\""), "a policy: resource"),
        ("acm-pca get-policy", within("Policy", ""), "a policy: resource"),
        ("s3api get-public-access-block", block.to_owned(), blocked),
        ("s3control get-public-access-block", block.to_owned(), blocked),
    ]
}

/// What plain commands print, and those of before.
pub(crate) const OTHERS: &[(&str, &str)] = &[
    ("null", "none: ?"),
    ("None\n", "none: ?"),
    (
        r#"{ "UserId": "AIDAEXAMPLE", "Account": "111122223333", "Arn": "arn:aws:iam::111122223333:user/team/alice" }"#,
        "caller: user arn:aws:iam::111122223333:user/team/alice Some(\"AIDAEXAMPLE\") None 111122223333",
    ),
    (
        r#"{ "UserId": "111122223333", "Account": "111122223333", "Arn": "arn:aws:iam::111122223333:root" }"#,
        "caller: root 111122223333 None None 111122223333",
    ),
    (
        r#"{ "UserId": "111122223333:bob", "Account": "111122223333", "Arn": "arn:aws:sts::111122223333:federated-user/bob" }"#,
        "caller: federatedUser arn:aws:sts::111122223333:federated-user/bob None None 111122223333",
    ),
    (
        "\nAn error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: The bucket policy does not exist\n",
        "none: resource",
    ),
    (
        "aws: [ERROR]: An error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: The bucket policy does not exist",
        "none: resource",
    ),
    (
        "An error occurred (ResourceNotFoundException) when calling the GetPolicy operation: The resource you requested does not exist.",
        "none: resource",
    ),
    (
        "An error occurred (PolicyNotFound) when calling the DescribeFileSystemPolicy operation: None",
        "none: resource",
    ),
    (
        "An error occurred (RepositoryPolicyNotFoundException) when calling the GetRepositoryPolicy operation: Repository policy does not exist for the repository with name 'r' in the registry with id '111122223333'",
        "none: resource",
    ),
    (
        "An error occurred (EntityNotFoundException) when calling the GetResourcePolicy operation: Policy not found",
        "none: resource",
    ),
    // What is not there, or cannot be told, might let somebody in.
    (
        r#"{"Grants": [{"GranteePrincipal": "arn:aws:iam::111122223333:role/app", "Operations": ["Decrypt"]}], "NextMarker": "m", "Truncated": true}"#,
        r#"grants: { "unknown": true }"#,
    ),
    (
        r#"{"Grants": [{"GranteePrincipal": "arn:aws:iam::111122223333:role/app", "Operations": ["Decrypt"]}, {"Operations": ["Decrypt"]}], "Truncated": false}"#,
        r#"grants: { "unknown": true }"#,
    ),
    (
        "An error occurred (NoSuchPublicAccessBlockConfiguration) when calling the GetPublicAccessBlock operation: The public access block configuration was not found",
        "blockPublicAccess: {}",
    ),
    (
        "{\"PolicyVersion\": {\"Document\": {\"Statement\": []}}}\n{\"PolicyVersion\": {\"Document\": {\"Statement\": []}}}\n",
        "policies: identity identity",
    ),
    (
        "{\"RoleName\": \"a\", \"PolicyName\": \"b\", \"PolicyDocument\": {\"Statement\": []}}\n{\"RoleName\": \"a\", \"PolicyName\": \"c\", \"PolicyDocument\": {\"Statement\": []}}\n",
        "policies: identity identity",
    ),
    (
        "$ for arn in x; do y; done\n{\"PolicyVersion\": {\"Document\": {\"Statement\": []}}}\n{\"PolicyVersion\": {\"Document\": {\"Statement\": []}}}\n",
        "policies: identity identity",
    ),
    (
        r#"[["vpce-1", "vpc-1", "{\"Statement\": []}"], ["vpce-2", "vpc-1", "{\"Statement\": []}"]]"#,
        "policies: vpcEndpoint vpcEndpoint",
    ),
    ("{\"AttachedPolicies\": []}\n{\"PolicyNames\": []}", "policies: , all"),
];
