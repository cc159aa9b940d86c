//! `iamwhy explain` says of grants and ACLs why they let nobody in.

use crate::project::Project;

const WORLD: &str = r#"{
  "scenario": 1,
  "title": "Neither a grant for something else nor an ACL that is switched off lets anybody in.",
  "assume": { "UND-18": "capped" },
  "principals": {
    "app": { "role": "arn:aws:iam::111111111111:role/app" },
    "capped": { "role": "arn:aws:iam::111111111111:role/app", "sessionPolicies": [{ "Version": "2012-10-17", "Statement": [] }] },
    "guest": { "user": "arn:aws:iam::222222222222:user/guest" } },
  "resources": {
    "key": { "arn": "arn:aws:kms:eu-west-1:111111111111:key/1", "policy": { "Version": "2012-10-17", "Statement": [] }, "grants": [
      { "grantee": "arn:aws:iam::111111111111:role/app", "operations": ["Encrypt"] },
      { "grantee": "arn:aws:iam::111111111111:role/app", "operations": ["GenerateDataKey", "DescribeKey"], "encryptionContextEquals": { "tenant": "a" } },
      { "grantee": "arn:aws:iam::111111111111:role/other", "operations": ["Decrypt"] } ] },
    "logs": { "arn": "arn:aws:s3:::logs", "account": "111111111111", "acl": [{ "grantee": "222222222222", "permission": "READ" }] } },
  "cases": [
    { "name": "operation", "principal": "app", "action": "kms:Decrypt", "resource": "key" },
    { "name": "value", "principal": "app", "action": "kms:GenerateDataKey", "resource": "key", "context": { "kms:EncryptionContext:tenant": "b" } },
    { "name": "further", "principal": "app", "action": "kms:GenerateDataKey", "resource": "key",
      "context": { "kms:EncryptionContext:tenant": "a", "kms:EncryptionContext:job": "1" } },
    { "name": "no context is asked for", "principal": "capped", "action": "kms:DescribeKey", "resource": "key" },
    { "name": "holds", "principal": "app", "action": "kms:Encrypt", "resource": "key" },
    { "name": "acl", "principal": "guest", "action": "s3:ListBucket", "resource": "logs" }
  ]
}
"#;

#[test]
fn a_grant_or_an_acl_that_lets_nobody_in_is_named_with_its_reason() {
    let project = Project::of("vain", &[("a.scenario.json", WORLD)]);
    let said = |case: &str| {
        let said = project.iamwhy(&["explain", "a.scenario.json", "--case", case]);
        let lines = said.out.lines().filter(|line| line.starts_with("in vain:"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let grant = "in vain: the grant to `arn:aws:iam::111111111111:role/app` does not hold for";
    let encrypt = format!("{grant} kms:Decrypt: it is for `Encrypt` (KMS-6)");
    let data_key = format!("{grant} kms:Decrypt: it is for `GenerateDataKey`, `DescribeKey` (KMS-6)");
    assert_eq!(said("operation"), [encrypt, data_key]);
    let value = format!("{grant} this encryption context: it wants `tenant` to be `a` (KMS-6)");
    assert_eq!(said("value")[1], value);
    let further = format!("{grant} this encryption context: it wants no `job` in it (KMS-6)");
    assert_eq!(said("further")[1], further);
    // Denied by the session policy; the other grant, which asks for a context, holds (KMS-6).
    let other = format!("{grant} kms:DescribeKey: it is for `Encrypt` (KMS-6)");
    assert_eq!(said("no context is asked for"), [other]);
    assert_eq!(said("holds"), [""; 0]);
    let acl =
        "in vain: the ACL of `logs` counts for nothing: the bucket's object ownership is BucketOwnerEnforced (S3-3)";
    assert_eq!(said("acl"), [acl]);
}
