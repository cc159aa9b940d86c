//! Fields that mean nothing where they stand.

use super::{errors, same, with};

/// Of what nobody would ever ask, nothing is believed.
#[test]
fn each_kind_of_resource_has_fields_of_its_own() {
    let one = |arn: &str, field: &str| with(&format!(r#""resources": {{ "r": {{ "arn": "{arn}", {field} }} }},"#));
    let (bucket, object) = ("arn:aws:s3:::inbox", "arn:aws:s3:::inbox/a");
    let (key, point) = (
        "arn:aws:kms:eu-west-1:111122223333:key/1",
        "arn:aws:s3:eu-west-1:111122223333:accesspoint/p",
    );
    let all = [
        (r#""objectOwnership": "ObjectWriter""#, vec![bucket]),
        (
            r#""blockPublicAccess": { "blockPublicAcls": true }"#,
            vec![bucket, point],
        ),
        (r#""acl": []"#, vec![bucket, object]),
        (r#""aliases": ["alias/a"]"#, vec![key]),
        (r#""grants": { "unknown": true }"#, vec![key]),
        (r#""vpc": "vpc-1""#, vec![point]),
    ];
    for (field, fits) in all {
        for arn in [bucket, object, key, point] {
            let text = one(arn, field);
            match fits.contains(&arn) {
                true => same(&text, &[]),
                false => assert_eq!(errors(&text).len(), 1, "{text}"),
            }
        }
    }
    same(
        &one(
            bucket,
            r#""grants": [{ "grantee": "arn:aws:iam::111122223333:role/r", "operations": ["Decrypt"] }]"#,
        ),
        &[
            "s.json:3:62: `arn:aws:s3:::inbox` is no KMS key: it has no `grants` (at /resources/r/grants); give the KMS key an entry of its own, with an ARN like `arn:aws:kms:eu-west-1:111122223333:key/1234`",
        ],
    );
    same(
        &one(key, r#""aliases": ["app"]"#),
        &["s.json:3:86: `app` is not the name of an alias (at /resources/r/aliases/0); write `alias/app`"],
    );
}

#[test]
fn callers_that_cannot_be() {
    same(
        &with(r#""principals": { "w": { "webIdentity": "accounts.google.com", "claims": { "sub": "1" } } },"#),
        &[
            "s.json:3:81: `sub` is not the name of a claim's key (at /principals/w/claims/sub); write the key in full, with its provider, like `accounts.google.com:sub`",
        ],
    );
    let federated = |account: &str| {
        with(&format!(
            r#""principals": {{ "u": {{ "user": "arn:aws:iam::111122223333:user/u" }}, "f": {{ "federatedUser": "arn:aws:sts::{account}:federated-user/f", "of": "u" }} }},"#
        ))
    };
    same(&federated("111122223333"), &[]);
    same(
        &federated("444455556666"),
        &[
            "s.json:3:94: `arn:aws:sts::444455556666:federated-user/f` is of another account than `u` (at /principals/f/federatedUser); GetFederationToken makes federated users of the caller's account",
        ],
    );
}
