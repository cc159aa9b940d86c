//! Policies that are resources of their own in a template, or properties: each finds what it governs.

use serde_json::{Value, json};

use super::{DOCUMENT, at, notes, scene, template, told};

fn document() -> Value {
    serde_json::from_str(DOCUMENT).unwrap()
}

/// The type of the policy, the property with the document, the property that names its owner; the type of the owner, the property that
/// names it, what the policy's property says, and its ARN behind partition and service.
struct Row(
    &'static str,
    &'static str,
    &'static str,
    (&'static str, &'static str),
    Said,
    &'static str,
);

enum Said {
    Ref,
    Att(&'static str),
}

use Said::{Att, Ref};

#[rustfmt::skip]
const ROWS: [Row; 17] = [
    Row("AWS::S3Express::BucketPolicy", "PolicyDocument", "Bucket", ("AWS::S3Express::DirectoryBucket", "BucketName"), Ref, "s3express:R:A:bucket/n"),
    Row("AWS::S3ObjectLambda::AccessPointPolicy", "PolicyDocument", "ObjectLambdaAccessPoint", ("AWS::S3ObjectLambda::AccessPoint", "Name"), Ref, "s3-object-lambda:R:A:accesspoint/n"),
    Row("AWS::S3Outposts::BucketPolicy", "PolicyDocument", "Bucket", ("AWS::S3Outposts::Bucket", ""), Ref, "s3-outposts:R:A:outpost/‹Owner›"),
    Row("AWS::S3Tables::TableBucketPolicy", "ResourcePolicy", "TableBucketARN", ("AWS::S3Tables::TableBucket", "TableBucketName"), Att("TableBucketARN"), "s3tables:R:A:bucket/n"),
    Row("AWS::S3Tables::TablePolicy", "ResourcePolicy", "TableARN", ("AWS::S3Tables::Table", ""), Att("TableARN"), "s3tables:R:A:bucket/‹Owner›"),
    Row("AWS::SSM::ResourcePolicy", "Policy", "ResourceArn", ("AWS::SSM::Parameter", "Name"), Ref, "ssm:R:A:parameter/n"),
    Row("AWS::EventSchemas::RegistryPolicy", "Policy", "RegistryName", ("AWS::EventSchemas::Registry", "RegistryName"), Att("RegistryName"), "schemas:R:A:registry/n"),
    Row("AWS::Kinesis::ResourcePolicy", "ResourcePolicy", "ResourceArn", ("AWS::Kinesis::Stream", "Name"), Att("Arn"), "kinesis:R:A:stream/n"),
    Row("AWS::MSK::ClusterPolicy", "Policy", "ClusterArn", ("AWS::MSK::Cluster", "ClusterName"), Att("Arn"), "kafka:R:A:cluster/n/‹Owner›"),
    Row("AWS::Logs::ResourcePolicy", "PolicyDocument", "ResourceArn", ("AWS::Logs::LogGroup", "LogGroupName"), Att("Arn"), "logs:R:A:log-group:n"),
    Row("AWS::CloudTrail::ResourcePolicy", "ResourcePolicy", "ResourceArn", ("AWS::CloudTrail::EventDataStore", ""), Ref, "cloudtrail:R:A:eventdatastore/‹Owner›"),
    Row("AWS::CloudTrail::ResourcePolicy", "ResourcePolicy", "ResourceArn", ("AWS::CloudTrail::Channel", ""), Att("ChannelArn"), "cloudtrail:R:A:channel/‹Owner›"),
    Row("AWS::Lex::ResourcePolicy", "Policy", "ResourceArn", ("AWS::Lex::Bot", ""), Att("Arn"), "lex:R:A:bot/‹Owner›"),
    Row("AWS::VpcLattice::AuthPolicy", "Policy", "ResourceIdentifier", ("AWS::VpcLattice::Service", ""), Ref, "vpc-lattice:R:A:service/‹Owner›"),
    Row("AWS::VpcLattice::AuthPolicy", "Policy", "ResourceIdentifier", ("AWS::VpcLattice::ServiceNetwork", ""), Att("Id"), "vpc-lattice:R:A:servicenetwork/‹Owner›"),
    Row("AWS::SecretsManager::ResourcePolicy", "ResourcePolicy", "SecretId", ("AWS::SecretsManager::Secret", "Name"), Ref, "secretsmanager:R:A:secret:n-‹Owner›"),
    Row("AWS::SNS::TopicInlinePolicy", "PolicyDocument", "TopicArn", ("AWS::SNS::Topic", "TopicName"), Ref, "sns:R:A:n"),
];

fn arn(text: &str) -> String {
    [
        "arn:aws:",
        &text.replace(":R:", ":eu-west-1:").replace(":A:", ":111122223333:"),
    ]
    .concat()
}

#[test]
fn each_finds_what_it_governs() {
    for Row(policy, property, target, (owner, name), said, governed) in ROWS {
        let said = match said {
            Ref => json!({ "Ref": "Owner" }),
            Att(attribute) => json!({ "Fn::GetAtt": ["Owner", attribute] }),
        };
        let mut own = json!({});
        if !name.is_empty() {
            own[name] = "n".into();
        }
        let export = template(&json!({
            "Owner": { "Type": owner, "Properties": own },
            "Policy": { "Type": policy, "Properties": { property: document(), target: said } },
        }));
        let scene = scene(&export);
        assert_eq!(
            at(&scene, &arn(governed))["policy"]["Statement"][0]["Sid"],
            "Here",
            "{policy}"
        );
        assert_eq!(scene["resources"].as_object().unwrap().len(), 1, "{policy}");
        assert_eq!(notes(&export), Vec::<&str>::new(), "{policy}");
    }
}

#[test]
fn some_carry_their_own() {
    for (kind, property, own, governed) in [
        (
            "AWS::ECR::PublicRepository",
            "RepositoryPolicyText",
            json!({ "RepositoryName": "n" }),
            "ecr-public::A:repository/n",
        ),
        (
            "AWS::Backup::LogicallyAirGappedBackupVault",
            "AccessPolicy",
            json!({ "BackupVaultName": "n" }),
            "backup:R:A:backup-vault:n",
        ),
        (
            "AWS::Events::EventBus",
            "Policy",
            json!({ "Name": "n" }),
            "events:R:A:event-bus/n",
        ),
        (
            "AWS::Logs::Destination",
            "DestinationPolicy",
            json!({ "DestinationName": "n" }),
            "logs:R:A:destination:n",
        ),
        (
            "AWS::Logs::DeliveryDestination",
            "DeliveryDestinationPolicy",
            json!({ "Name": "n" }),
            "logs:R:A:delivery-destination:n",
        ),
        ("AWS::Oam::Sink", "Policy", json!({}), "oam:R:A:sink/‹Owner›"),
        (
            "AWS::MediaStore::Container",
            "Policy",
            json!({ "ContainerName": "n" }),
            "mediastore:R:A:container/n",
        ),
        (
            "AWS::Redshift::Cluster",
            "NamespaceResourcePolicy",
            json!({}),
            "redshift:R:A:namespace:‹Owner›",
        ),
        (
            "AWS::SageMaker::ModelPackageGroup",
            "ModelPackageGroupPolicy",
            json!({ "ModelPackageGroupName": "n" }),
            "sagemaker:R:A:model-package-group/n",
        ),
        (
            "AWS::S3Outposts::AccessPoint",
            "Policy",
            json!({}),
            "s3-outposts:R:A:outpost/‹Owner›",
        ),
    ] {
        let mut own = own;
        // A document may be a text too.
        own[property] = match property {
            "DestinationPolicy" => DOCUMENT.into(),
            _ => document(),
        };
        let export = template(&json!({ "Owner": { "Type": kind, "Properties": own } }));
        let scene = scene(&export);
        let own = at(&scene, &arn(&governed.replace(":A:", ":111122223333:")));
        assert_eq!(own["policy"]["Statement"][0]["Sid"], "Here", "{kind}");
        assert_eq!(notes(&export), Vec::<&str>::new(), "{kind}");
    }
}

#[test]
fn arns_are_made_of_names() {
    let of = |kind: &str, own: Value| {
        let mut own = own;
        own["PolicyDocument"] = document();
        own["ResourcePolicy"] = document();
        let scene = scene(&template(&json!({ "Own": { "Type": kind, "Properties": own } })));
        let all = scene["resources"].as_object().unwrap();
        all.values().next().unwrap()["arn"].as_str().unwrap().to_owned()
    };
    let secret = of("AWS::SecretsManager::ResourcePolicy", json!({ "SecretId": "db" }));
    assert_eq!(secret, arn("secretsmanager:R:A:secret:db-‹db›"));
    let rule = of("AWS::Events::Rule", json!({ "Name": "n", "EventBusName": "orders" }));
    assert_eq!(rule, arn("events:R:A:rule/orders/n"));
    let rule = of("AWS::Events::Rule", json!({ "Name": "n" }));
    assert_eq!(rule, arn("events:R:A:rule/n"));
    let group = of(
        "AWS::NetworkFirewall::RuleGroup",
        json!({ "RuleGroupName": "n", "Type": "STATELESS" }),
    );
    assert_eq!(group, arn("network-firewall:R:A:stateless-rulegroup/n"));
    let bucket = arn("s3tables:R:A:bucket/b");
    let table = of("AWS::S3Tables::Table", json!({ "TableBucketARN": bucket }));
    assert_eq!(table, [&bucket, "/table/‹Own›"].concat());
}

#[test]
fn what_is_not_read_is_named() {
    let export = template(&json!({
        "Org": { "Type": "AWS::Organizations::Policy", "Properties": { "Type": "S3_POLICY", "Name": "o", "Content": {} } },
        "Some": { "Type": "AWS::Some::Thing", "Properties": { "Deep": [{ "Policy": document() }] } },
        "Text": { "Type": "AWS::Some::Thing", "Properties": { "Policy": DOCUMENT } },
        "Table": { "Type": "AWS::DynamoDB::Table", "Properties": { "TableName": "t", "StreamSpecification": { "ResourcePolicy": { "PolicyDocument": document() } } } },
        "Signer": { "Type": "AWS::Signer::ProfilePermission", "Properties": { "Principal": "111122223333" } },
        "Thing": { "Type": "AWS::IoT::Policy", "Properties": { "PolicyDocument": document() } },
        "Logs": { "Type": "AWS::Logs::ResourcePolicy", "Properties": { "PolicyDocument": DOCUMENT } },
        "Mask": { "Type": "AWS::SNS::Topic", "Properties": { "TopicName": "t", "DataProtectionPolicy": { "Statement": [{ "Operation": {} }] } } },
        "Wall": { "Type": "AWS::WAFv2::WebACL", "Properties": { "Rules": [{ "Statement": { "ManagedRuleGroupStatement": {} } }] } },
    }));
    for said in [
        "`Some` holds a policy that is not read",
        "`Text` holds a policy that is not read",
        "`Table` holds a policy that is not read",
        "whom `Signer` lets in is not read",
        "`Org` sets S3 block public access of an organization",
        "`Thing` is a policy of certificates and things of AWS IoT",
        "what `Logs` governs is not read",
    ] {
        told(&export, said);
    }
    assert_eq!(notes(&export).len(), 7, "{:#?}", notes(&export));
}
