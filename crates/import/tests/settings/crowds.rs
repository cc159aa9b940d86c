//! Very many resources cost what they are, not their square.

use std::time::Instant;

use serde_json::{Value, json};

use super::{DOCUMENT, Planned, plan, references, scene, template};

/// Buckets with a policy and block public access each, by name and by what is referred to.
fn crowd(count: usize) -> Vec<Planned> {
    let mut all = Vec::new();
    for number in 0..count {
        let own = |kind: &str| -> &'static str { Box::leak(format!("{kind}.b{number}").into_boxed_str()) };
        let name = format!("bucket-{number}");
        let bucket = own("aws_s3_bucket");
        let refers = json!({ "bucket": references(&[&[bucket, ".id"].concat(), bucket]) });
        all.push(Planned(
            bucket,
            true,
            json!({ "bucket": name }),
            json!({ "id": true }),
            json!({}),
        ));
        let policy = json!({ "bucket": name, "policy": DOCUMENT });
        all.push(Planned(own("aws_s3_bucket_policy"), true, policy, json!({}), json!({})));
        let block = json!({ "restrict_public_buckets": true });
        all.push(Planned(
            own("aws_s3_bucket_public_access_block"),
            true,
            block,
            json!({ "bucket": true }),
            refers,
        ));
        let grant = json!({ "key_id": "1", "grantee_principal": "arn:aws:iam::111122223333:role/app", "operations": ["Decrypt"] });
        all.push(Planned(own("aws_kms_grant"), true, grant, json!({}), json!({})));
        let event = json!({ "statement_id": name, "principal": "*" });
        all.push(Planned(
            own("aws_cloudwatch_event_permission"),
            true,
            event,
            json!({}),
            json!({}),
        ));
    }
    all
}

fn templates(count: usize) -> Value {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let mut all = json!({});
    for number in 0..count {
        let bucket = format!("B{number}");
        all[&bucket] = json!({ "Type": "AWS::S3::Bucket" });
        all[format!("P{number}")] = json!({ "Type": "AWS::S3::BucketPolicy", "Properties": { "Bucket": { "Ref": bucket }, "PolicyDocument": document } });
        all[format!("A{number}")] =
            json!({ "Type": "AWS::S3::AccessPoint", "Properties": { "Name": bucket, "Bucket": { "Ref": bucket } } });
        all[format!("E{number}")] =
            json!({ "Type": "AWS::Events::EventBusPolicy", "Properties": { "StatementId": bucket, "Principal": "*" } });
    }
    all
}

#[test]
fn a_crowd_of_buckets_is_read_in_linear_time() {
    for read in [
        |count| scene(&plan(&crowd(count))),
        |count| scene(&template(&templates(count))),
    ] {
        let took = |count: usize| {
            let start = Instant::now();
            assert!(read(count)["resources"].as_object().unwrap().len() > count);
            start.elapsed()
        };
        took(50);
        let (few, many) = (took(200), took(1_600).min(took(1_600)));
        // Eight times as many: the square would be 64 times as long.
        assert!(many < few * 24, "{few:?} {many:?}");
    }
}
