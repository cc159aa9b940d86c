//! Two files that speak of one resource make one entry of it.

use iamwhy_import::{Export, Parameters, Part, starter};
use iamwhy_scenario::{NoFiles, read_and_run};
use serde_json::{Value, json};

use super::{DOCUMENT, made, plan, references, switches, template};

const LOGS: &str = "arn:aws:s3:::logs";

fn together(exports: &[&Export]) -> Value {
    let parameters = Parameters::default();
    let part = |export| Part {
        file: "file.json",
        export,
        parameters: &parameters,
        parameters_file: None,
    };
    let parts: Vec<Part<'_>> = exports.iter().map(|export| part(*export)).collect();
    let text = starter(&parts, true, None);
    if let Err(errors) = read_and_run("made.scenario.json", &text, &NoFiles) {
        panic!("{errors:?}\n{text}");
    }
    serde_json::from_str(&text).unwrap()
}

/// One file has the bucket, the other says what is public of it, and its access point.
#[test]
fn what_one_does_not_know_the_other_says() {
    let policy = plan(&[
        made("aws_s3_bucket.logs", json!({ "bucket": "logs" })),
        made(
            "aws_s3_bucket_policy.logs",
            json!({ "bucket": "logs", "policy": DOCUMENT }),
        ),
    ]);
    let point = template(
        &json!({ "Team": { "Type": "AWS::S3::AccessPoint", "Properties": { "Name": "team", "Bucket": "logs" } } }),
    );
    for exports in [[&policy, &point], [&point, &policy]] {
        let scene = together(&exports);
        let all = scene["resources"].as_object().unwrap();
        let buckets: Vec<_> = all.iter().filter(|(_, own)| own["arn"] == LOGS).collect();
        let [(name, bucket)] = buckets.as_slice() else {
            panic!("{scene:#}")
        };
        assert_eq!(bucket["policy"]["Statement"][0]["Sid"], "Here");
        assert_eq!(bucket["blockPublicAccess"], switches(true, true, true, true));
        let point = all.values().find(|own| own.get("bucket").is_some()).unwrap();
        assert_eq!(point["bucket"], name.as_str());
        assert!(!scene["about"].as_str().unwrap().contains("two files"), "{scene:#}");
    }
}

#[test]
fn where_they_differ_the_first_counts_and_it_is_told() {
    let with = |sid: &str| {
        plan(&[
            made(
                "aws_sqs_queue.q",
                json!({ "name": "q", "policy": DOCUMENT.replace("Here", sid) }),
            ),
            made(
                "aws_vpc_endpoint.e",
                json!({ "id": "vpce-1", "vpc_id": sid, "vpc_endpoint_type": "Interface" }),
            ),
        ])
    };
    let scene = together(&[&with("First"), &with("Second")]);
    let queue = scene["resources"].as_object().unwrap().values().next().unwrap();
    assert_eq!(queue["policy"]["Statement"][0]["Sid"], "First");
    assert_eq!(scene["endpoints"]["vpce-1"]["vpc"], "First");
    let about = scene["about"].as_str().unwrap();
    for arn in ["sqs:eu-west-1:111122223333:q", "vpc-endpoint/vpce-1"] {
        let told = about
            .lines()
            .any(|line| line.starts_with("- two files speak of") && line.contains(arn));
        assert!(told, "{about}");
    }
}

/// A scenario repeats the first notes, and says how many more there are.
#[test]
fn notes_that_are_left_out_are_counted() {
    let strays: Vec<_> = (0..25)
        .map(|number| {
            let address: &'static str = Box::leak(format!("aws_kms_grant.g{number}").into_boxed_str());
            let expressions = json!({ "key_id": references(&["local.key"]) });
            super::Planned(address, true, json!({}), json!({ "key_id": true }), expressions)
        })
        .collect();
    let about = together(&[&plan(&strays)])["about"].as_str().unwrap().to_owned();
    assert_eq!(about.lines().count(), 22, "{about}");
    assert!(
        about.ends_with("- and 5 more, which `iamwhy import` says as it runs"),
        "{about}"
    );
}
