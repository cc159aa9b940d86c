//! Resource types and the ARNs that policies write.

use iamwhy_catalog::{Catalog, matches_resource_type};

/// The ARN with something in place of each placeholder.
fn filled(arn: &str, with: &str) -> String {
    let mut pieces = arn.split("${");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str(with);
        out.push_str(piece.split_once('}').map_or("", |(_, rest)| rest));
    }
    out
}

#[test]
fn every_pattern_matches_what_is_made_from_it() {
    for service in Catalog::embedded().services() {
        for one in service.resource_types() {
            for arn in one.arns() {
                for with in ["x*", "${aws:username}"] {
                    let resource = filled(arn, with);
                    assert!(matches_resource_type(arn, &resource), "{arn} {resource}");
                    assert!(one.matches(&resource));
                }
                assert!(one.matches("*"));
                let other = filled(arn, "x").replacen(':', "!", 1);
                assert!(!matches_resource_type(arn, &other), "{arn} {other}");
                let longer = format!("{}:{}", filled("a:b", ""), filled(arn, "x"));
                assert!(!matches_resource_type(arn, &longer), "{arn} {longer}");
            }
        }
    }
}

#[test]
fn long_texts_take_their_time_and_no_more() {
    let long = format!("arn:aws:s3:::{}", "*a?".repeat(20_000));
    assert!(matches_resource_type(
        "arn:${Partition}:s3:::${BucketName}/${ObjectName}",
        &long
    ));
    let many = "${a}".repeat(2_000);
    assert!(!matches_resource_type(&many, &"x".repeat(1_999)));
    assert!(matches_resource_type(&"${a".repeat(50), &"${a".repeat(50)));
}
