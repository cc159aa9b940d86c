//! S3 access points: their bucket, their VPC, their policy, their block public access.

use serde_json::{Value, json};

use super::{DOCUMENT, Planned, at, made, notes, plan, references, scene, switches, template, told};

const POINT: &str = "arn:aws:s3:eu-west-1:111122223333:accesspoint/team";

fn bucket_of<'s>(scene: &'s Value, point: &str) -> &'s Value {
    let name = at(scene, point)["bucket"].as_str().unwrap();
    &scene["resources"][name]
}

#[test]
fn a_point_of_a_plan_names_its_bucket_and_its_vpc() {
    let export = plan(&[
        made("aws_s3_bucket.logs", json!({ "bucket": "logs" })),
        made(
            "aws_s3_access_point.team",
            json!({ "name": "team", "bucket": "logs", "vpc_configuration": [{ "vpc_id": "vpc-1" }],
                "public_access_block_configuration": [{ "restrict_public_buckets": false }] }),
        ),
        made(
            "aws_s3control_access_point_policy.team",
            json!({ "access_point_arn": POINT, "policy": DOCUMENT }),
        ),
    ]);
    let scene = scene(&export);
    let point = at(&scene, POINT);
    assert_eq!(bucket_of(&scene, POINT)["arn"], "arn:aws:s3:::logs");
    assert_eq!(point["vpc"], "vpc-1");
    assert_eq!(point["policy"]["Statement"][0]["Sid"], "Here");
    // What is not said of a point is on.
    assert_eq!(point["blockPublicAccess"], switches(false, true, true, true));
    assert_eq!(notes(&export), Vec::<&str>::new());
}

#[test]
fn what_comes_with_the_apply_is_followed_or_told() {
    let point = |address, expression: &[&str]| {
        Planned(
            address,
            true,
            json!({ "name": "team", "vpc_configuration": [{}] }),
            json!({ "bucket": true, "vpc_configuration": [{ "vpc_id": true }], "arn": true }),
            json!({ "bucket": references(expression), "vpc_configuration": [{ "vpc_id": references(&["aws_vpc.main.id", "aws_vpc.main"]) }] }),
        )
    };
    let vpc = || Planned("aws_vpc.main", true, json!({}), json!({ "id": true }), json!({}));
    let bucket = Planned(
        "aws_s3_bucket.logs",
        true,
        json!({}),
        json!({ "bucket": true, "id": true }),
        json!({}),
    );
    let export = plan(&[
        bucket,
        vpc(),
        point(
            "aws_s3_access_point.team",
            &["aws_s3_bucket.logs.id", "aws_s3_bucket.logs"],
        ),
    ]);
    let scene = scene(&export);
    assert_eq!(bucket_of(&scene, POINT)["arn"], "arn:aws:s3:::‹aws_s3_bucket.logs›");
    assert_eq!(at(&scene, POINT)["vpc"], "‹aws_vpc.main.id›");
    assert_eq!(at(&scene, POINT)["blockPublicAccess"], switches(true, true, true, true));
    let export = plan(&[vpc(), point("aws_s3_access_point.team", &["local.bucket"])]);
    assert_eq!(at(&super::scene(&export), POINT).get("bucket"), None);
    told(
        &export,
        "which bucket is behind `aws_s3_access_point.team` is known only after the apply",
    );
}

/// Both must permit: of a bucket that is elsewhere nobody knows the policy.
#[test]
fn a_bucket_that_is_elsewhere_has_an_unknown_policy() {
    let export = plan(&[made(
        "aws_s3_access_point.team",
        json!({ "name": "team", "bucket": "elsewhere", "bucket_account_id": "444455556666", "account_id": "111122223333" }),
    )]);
    let of_plan = scene(&export);
    let export = template(&json!({ "Team": { "Type": "AWS::S3::AccessPoint",
        "Properties": { "Name": "team", "Bucket": "elsewhere", "BucketAccountId": "444455556666" } } }));
    for scene in [of_plan, scene(&export)] {
        let bucket = bucket_of(&scene, POINT);
        assert_eq!(bucket["arn"], "arn:aws:s3:::elsewhere");
        assert_eq!(bucket["account"], "444455556666");
        assert_eq!(bucket["policy"], json!({ "unknown": true }));
        assert_eq!(at(&scene, POINT).get("vpc"), None);
    }
}

#[test]
fn a_point_on_outposts_is_none_of_s3() {
    let bucket = "arn:aws:s3-outposts:eu-west-1:111122223333:outpost/op-1/bucket/logs";
    let arn = "arn:aws:s3-outposts:eu-west-1:111122223333:outpost/op-1/accesspoint/team";
    let values = json!({ "name": "team", "bucket": bucket, "arn": arn, "vpc_configuration": [{ "vpc_id": "vpc-1" }] });
    let export = plan(&[made("aws_s3_access_point.team", values)]);
    assert_eq!(at(&scene(&export), arn).get("vpc"), None);
    told(
        &export,
        "`aws_s3_access_point.team` is an access point of S3 on Outposts: of it only the policy is read",
    );
}

#[test]
fn a_point_of_a_template_names_its_bucket_and_its_vpc() {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let point = |more: Value| {
        let mut own = json!({ "Name": "team", "Bucket": { "Ref": "Logs" }, "Policy": document });
        for (name, value) in more.as_object().unwrap() {
            own[name] = value.clone();
        }
        template(&json!({
            "Logs": { "Type": "AWS::S3::Bucket" },
            "Vpc": { "Type": "AWS::EC2::VPC" },
            "Team": { "Type": "AWS::S3::AccessPoint", "Properties": own },
        }))
    };
    let export = point(json!({ "VpcConfiguration": { "VpcId": { "Ref": "Vpc" } } }));
    let scene = scene(&export);
    assert_eq!(bucket_of(&scene, POINT)["arn"], "arn:aws:s3:::‹Logs›");
    assert_eq!(at(&scene, POINT)["vpc"], "‹Vpc›");
    assert_eq!(at(&scene, POINT)["blockPublicAccess"], switches(true, true, true, true));
    assert_eq!(at(&scene, POINT)["policy"]["Statement"][0]["Sid"], "Here");
    let export = point(json!({ "PublicAccessBlockConfiguration": { "BlockPublicPolicy": true } }));
    let own = at(&super::scene(&export), POINT)["blockPublicAccess"].clone();
    assert_eq!(own, switches(false, true, false, false));
    let export = point(json!({ "Bucket": { "Ref": "Open" } }));
    told(
        &export,
        "which bucket is behind `Team` is not known: say it in its `bucket`",
    );
}

#[test]
fn a_vpc_that_may_be_there_is_told() {
    let export = plan(&[Planned(
        "aws_s3_access_point.team",
        true,
        json!({ "name": "team", "bucket": "logs" }),
        json!({ "vpc_configuration": true }),
        json!({ "vpc_configuration": references(&["local.vpc"]) }),
    )]);
    assert_eq!(at(&scene(&export), POINT).get("vpc"), None);
    told(
        &export,
        "whether `aws_s3_access_point.team` is bound to a VPC is not known",
    );
    let own = json!({ "Name": "team", "Bucket": "logs", "VpcConfiguration": { "Fn::ImportValue": "vpc" } });
    let export = template(&json!({ "Team": { "Type": "AWS::S3::AccessPoint", "Properties": own } }));
    assert_eq!(at(&scene(&export), POINT).get("vpc"), None);
    told(&export, "whether `Team` is bound to a VPC is not known");
}
