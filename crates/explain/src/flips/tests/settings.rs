//! Settings that are no policies, ways through endpoints, and other faces of the caller.

use iamwhy_engine::world::{
    Account, Acl, AclEntry, Endpoint, EndpointKind, Grantee, ObjectOwnership, OrgUnit, Organization,
};
use iamwhy_engine::world::{Principal, PrincipalIs, Resource};

use super::{ALL, HOME, World, user};

const OBJECT: &str = "arn:aws:s3:::logs/a";
const PARTNER: &str = "444455556666";

fn bucket(statement: &str) -> World {
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statement}]}}"#);
    World::asking("s3:GetObject", OBJECT).resource("logs", "arn:aws:s3:::logs", PARTNER, Some(&text))
}

fn public() -> World {
    let mut world = bucket(r#"{"Sid":"All","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}"#);
    world = world.identity("own", ALL);
    world
}

fn anonymous() -> Principal {
    Principal::new(PrincipalIs::Anonymous, "visitor", "anonymous")
}

#[test]
fn a_public_bucket_is_opened_at_the_level_that_closes_it() {
    let mut world = public();
    world.env.accounts.push(Account {
        id: PARTNER.into(),
        ..Account::default()
    });
    world.env.accounts[0].block_public_access.restrict_public_buckets = true;
    let found = world.flips();
    assert_eq!(
        found.last().unwrap().title,
        "switch off `restrictPublicBuckets` of `accounts.444455556666` (block public access; ask its owner)"
    );
    assert!(found.last().unwrap().guardrail);
}

#[test]
fn all_levels_that_close_a_bucket_are_opened_together() {
    let mut world = public();
    world.env.organization = Some(Organization {
        id: "o-a1b2c3d4e5".into(),
        management_account: "999999999999".into(),
        units: vec![OrgUnit::default()],
        ..Organization::default()
    });
    world
        .env
        .organization
        .as_mut()
        .unwrap()
        .block_public_access
        .restrict_public_buckets = true;
    world.env.accounts.push(Account {
        id: PARTNER.into(),
        unit: Some(0),
        ..Account::default()
    });
    world.env.resources[0].block_public_access.restrict_public_buckets = true;
    world.env.resources[0].block_public_access.ignore_public_acls = true;
    let found = world.flips();
    assert_eq!(found.last().unwrap().edits.len(), 2, "{found:?}");
    assert_eq!(
        found.last().unwrap().title,
        "switch off `restrictPublicBuckets` of `resources.logs` (block public access; ask its owner), and switch off \
         `restrictPublicBuckets` of `organization` (block public access; ask its owner)"
    );
}

fn acl(grantee: Grantee) -> Acl {
    Acl::Known(vec![AclEntry {
        grantee,
        permission: "READ".into(),
    }])
}

#[test]
fn an_ignored_acl_may_be_minded_again() {
    let mut world =
        bucket(r#"{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"s3:GetObject","Resource":"*"}"#);
    world.env.principals = vec![anonymous()];
    world.env.resources.push(Resource {
        name: "page".into(),
        arn: OBJECT.into(),
        acl: acl(Grantee::AllUsers),
        ..Resource::default()
    });
    world.env.resources[0].object_ownership = ObjectOwnership::ObjectWriter;
    world.env.resources[0].block_public_access.ignore_public_acls = true;
    assert_eq!(
        world.titles().last().unwrap(),
        "switch off `ignorePublicAcls` of `resources.logs` (block public access; ask its owner)"
    );
    world.env.resources[0].block_public_access.ignore_public_acls = false;
    world.env.resources[0].object_ownership = ObjectOwnership::BucketOwnerEnforced;
    assert_eq!(
        world.titles().last().unwrap(),
        "set `objectOwnership` of `resources.logs` to `BucketOwnerPreferred`, so that ACLs count (object ownership; ask its owner)"
    );
}

#[test]
fn a_public_acl_is_written_where_nothing_blocks_it() {
    let mut world =
        World::asking("s3:PutObject", OBJECT)
            .identity("own", ALL)
            .resource("logs", "arn:aws:s3:::logs", HOME, None);
    world = world.with("s3:x-amz-acl", "public-read");
    world.env.resources[0].block_public_access.block_public_acls = true;
    assert_eq!(
        world.titles(),
        ["switch off `blockPublicAcls` of `resources.logs` (block public access; ask its owner)"]
    );
}

#[test]
fn a_strangers_object_becomes_the_bucket_owners() {
    let statement = r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"s3:GetObject","Resource":"*"}"#;
    let mut world = bucket(statement).identity("own", ALL);
    world.env.resources[0].object_ownership = ObjectOwnership::ObjectWriter;
    world.env.resources.push(Resource {
        name: "theirs".into(),
        arn: OBJECT.into(),
        object_owner: Some("777788889999".into()),
        ..Resource::default()
    });
    assert_eq!(
        world.titles(),
        [
            "let the owner of `resources.logs` own `resources.theirs` too",
            "set `objectOwnership` of `resources.logs` to `BucketOwnerEnforced`, so that its owner owns every object"
        ]
    );
}

fn with_endpoint(mut world: World, kind: EndpointKind, policy: Option<&str>) -> World {
    let policy = policy.map(|text| world.attach("gate", text));
    world.env.endpoints.push(Endpoint {
        id: "vpce-1".into(),
        vpc: Some("vpc-1".into()),
        account: Some(HOME.into()),
        kind,
        policy,
    });
    world
}

#[test]
fn without_an_endpoint_its_policy_does_not_count() {
    let other = r#"{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::other/*"}]}"#;
    let asking = World::asking("s3:GetObject", OBJECT).identity("own", ALL);
    let mut world = with_endpoint(asking, EndpointKind::Gateway, Some(other));
    world.request.endpoint = Some(0);
    let found = world.flips();
    let around = found.iter().find(|own| own.title.starts_with("ask without")).unwrap();
    assert_eq!(
        around.title,
        "ask without the endpoint `vpce-1` (endpoint policy; ask its owner)"
    );
    assert!(around.guardrail);
    assert!(
        found.iter().any(|own| own.title.starts_with("add a statement")),
        "{found:?}"
    );
}

#[test]
fn through_an_endpoint_a_bucket_may_open() {
    let statement = r#"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-1"}}}"#;
    let asking = bucket(statement).identity("own", ALL);
    let mut world = with_endpoint(asking, EndpointKind::Gateway, None).with("aws:SourceIp", "192.0.2.1");
    world.env.resources[0].account = Some(HOME.into());
    let found = world.flips();
    let through = found
        .iter()
        .find(|own| own.title == "ask through the endpoint `vpce-1`")
        .unwrap();
    // The address goes with it.
    assert_eq!(through.edits.len(), 2);
    assert!(!through.guardrail);
}

#[test]
fn a_gateway_leads_to_two_services_only() {
    let world = World::asking("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:q").identity(
        "own",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}}]}"#,
    );
    let through = |kind| {
        let world = with_endpoint(
            World {
                env: world.env.clone(),
                request: world.request.clone(),
                call: Vec::new(),
            },
            kind,
            None,
        );
        world
            .titles()
            .iter()
            .any(|own| own == "ask through the endpoint `vpce-1`")
    };
    assert!(!through(EndpointKind::Gateway));
    assert!(through(EndpointKind::Interface));
}

#[test]
fn an_unsigned_request_is_signed() {
    let mut world =
        World::asking("s3:GetObject", OBJECT)
            .identity("own", ALL)
            .resource("logs", "arn:aws:s3:::logs", HOME, None);
    world.env.principals.insert(0, anonymous());
    assert!(world.titles().contains(&"sign the request, as `alice`".to_owned()));
}

#[test]
fn root_is_named_where_a_bucket_shuts_everybody_out() {
    let mut world = bucket(r#"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}"#).identity("own", ALL);
    world.request = iamwhy_engine::Request::new(0, "s3:DeleteBucketPolicy", "arn:aws:s3:::logs");
    world.env.resources[0].account = Some(HOME.into());
    let mut root = Principal::new(PrincipalIs::Root, "root", &format!("arn:aws:iam::{HOME}:root"));
    root.account = Some(HOME.into());
    root.root_right = true;
    world.env.principals.push(root);
    world.env.principals.push(user("bob", HOME));
    assert!(world.titles().contains(&"ask as `root` instead of `alice`".to_owned()));
    world.env.resources[0].policy = None;
    world.env.principals[0].identity.clear();
    assert!(!world.titles().iter().any(|own| own.contains("`root`")));
}
