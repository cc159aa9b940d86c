//! What is edited is what its owner can edit, and a policy is offered where one can hang.

use super::*;

const OBJECT: &str = "arn:aws:s3:::logs/1.gz";
const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const NOTHING: &str = r#"{"Statement":[{"Sid":"Own","Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"}]}"#;

fn says(titles: &[String], words: &str) -> bool {
    titles.iter().any(|own| own.contains(words))
}

/// AWS alone writes the policies of these roles (SLR-1, SRV-9).
#[test]
fn what_only_aws_writes_is_not_edited() {
    let asked = |path: &str| {
        let mut world = World::asking("s3:PutObject", OBJECT).by_role().identity("own", NOTHING);
        let caller = &mut world.env.principals[0];
        caller.entity_arn = Some(format!("arn:aws:iam::{HOME}:role/{path}app"));
        world.titles()
    };
    let own = "add a statement `AllowPutObject` to `own`";
    assert!(says(&asked(""), own), "{:?}", asked(""));
    for path in ["aws-service-role/x.amazonaws.com/", "aws-reserved/sso.amazonaws.com/"] {
        let titles = asked(path);
        assert!(!says(&titles, own) && !says(&titles, "`own`"), "{titles:?}");
        assert!(says(&titles, "give `arn:aws:s3:::logs` a policy"), "{titles:?}");
    }
}

/// The policy of a service's own key is that service's (KMS-11).
#[test]
fn the_policies_of_keys_of_aws_stay() {
    let policy = r#"{"Statement":[{"Sid":"Own","Effect":"Allow","Principal":{"AWS":"*"},"Action":"kms:Decrypt","Resource":"*",
        "Condition":{"StringEquals":{"kms:ViaService":"s3.eu-west-1.amazonaws.com"}}}]}"#;
    let asked = |alias: &str| {
        let mut world = World::asking("kms:Decrypt", KEY)
            .identity("own", ALL)
            .resource("key", KEY, HOME, Some(policy));
        world.env.resources[0].aliases = vec![alias.into()];
        world.titles()
    };
    assert!(says(&asked("alias/mine"), "`key`"), "{:?}", asked("alias/mine"));
    assert!(!says(&asked("alias/aws/s3"), "`key`"), "{:?}", asked("alias/aws/s3"));
}

#[test]
fn only_what_can_carry_a_policy_is_given_one() {
    let home = |rest: &str| rest.replace("HERE", "eu-west-1:111122223333");
    let offered = |action: &str, arn: &str| {
        let titles = World::asking(action, &home(arn)).identity("own", NOTHING).titles();
        assert!(!titles.is_empty());
        titles
            .iter()
            .any(|own| own.starts_with("give `arn:") && own.contains(" a policy that allows "))
    };
    for (action, arn) in [
        ("s3:PutObject", OBJECT),
        ("s3:GetAccessPoint", "arn:aws:s3:HERE:accesspoint/ap"),
        ("dynamodb:GetItem", "arn:aws:dynamodb:HERE:table/t"),
        ("lambda:InvokeFunction", "arn:aws:lambda:HERE:function:f"),
        ("sqs:SendMessageBatch", "arn:aws:sqs:HERE:jobs"),
        ("ssm:GetParameter", "arn:aws:ssm:HERE:parameter/p"),
    ] {
        assert!(offered(action, arn), "{action} {arn}");
    }
    for (action, arn) in [
        ("ec2:StopInstances", "arn:aws:ec2:HERE:instance/i-1"),
        ("dynamodb:Query", "arn:aws:dynamodb:HERE:table/t/index/i"),
        (
            "lambda:GetEventSourceMapping",
            "arn:aws:lambda:HERE:event-source-mapping:m",
        ),
        ("logs:PutLogEvents", "arn:aws:logs:HERE:log-group:g:log-stream:s"),
        ("events:PutRule", "arn:aws:events:HERE:rule/r"),
        ("ssm:StartSession", "arn:aws:ssm:HERE:document/d"),
        // There is none yet.
        ("sqs:CreateQueue", "arn:aws:sqs:HERE:jobs"),
        ("s3:CreateBucket", "arn:aws:s3:::logs"),
    ] {
        assert!(!offered(action, arn), "{action} {arn}");
    }
}

/// Where SCPs only deny, AWS's own policy that allows the rest is missing (SCP-2).
#[test]
fn a_level_of_denies_lacks_full_access() {
    let deny =
        r#"{"Statement":[{"Sid":"Leave","Effect":"Deny","Action":"organizations:LeaveOrganization","Resource":"*"}]}"#;
    let list = r#"{"Statement":[{"Sid":"Few","Effect":"Allow","Action":"sqs:*","Resource":"*"}]}"#;
    let asked = |scp: &str| {
        let mut world = World::asking("s3:PutObject", OBJECT)
            .identity("own", ALL)
            .scp("level", scp);
        let organization = world.env.organization.as_mut().unwrap();
        organization.units[0].scps.remove(0);
        let program = Program::compile(Arc::new(world.env.clone()));
        flips(&program, &world.request, &[], super::super::FEW)
    };
    let full = |flips: &[Flip]| {
        let own = flips
            .iter()
            .find(|flip| flip.title.starts_with("attach `FullAWSAccess` to "));
        own.cloned()
    };
    let own = full(&asked(deny)).unwrap_or_else(|| panic!("{:?}", asked(deny)));
    assert!(own.guardrail);
    assert!(own.title.contains("(SCP; ask its owner)"), "{}", own.title);
    let Edit::Attach { text, .. } = &own.edits[0] else {
        panic!("{own:?}")
    };
    let all = [r#""Effect": "Allow", "#, r#""Action": "*", "#, r#""Resource": "*""#].concat();
    assert!(text.contains(&all), "{text}");
    // A list of what is allowed gets longer instead.
    assert_eq!(full(&asked(list)), None);
}

/// Past an endpoint that refuses, it is its owner who is asked.
#[test]
fn another_endpoint_is_a_way_around_one_that_refuses() {
    let asked = |policy: Option<&str>| {
        let mut world = World::asking("s3:PutObject", OBJECT)
            .identity("own", ALL)
            .resource("logs", "arn:aws:s3:::logs", HOME, Some(r#"{"Statement":[{"Sid":"Here","Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-0a1b2c3d4e5f60719"}}}]}"#));
        let policy = policy.map(|text| world.attach("endpoint", text));
        for (id, policy) in [("vpce-0a1b2c3d4e5f60718", policy), ("vpce-0a1b2c3d4e5f60719", None)] {
            world.env.endpoints.push(iamwhy_engine::world::Endpoint {
                id: id.into(),
                policy,
                ..Default::default()
            });
        }
        world.request.endpoint = Some(0);
        let flips = world.flips();
        let own = flips
            .into_iter()
            .find(|flip| flip.title.starts_with("ask through the endpoint"));
        own.unwrap()
    };
    let free = asked(None);
    assert!(!free.guardrail && !free.title.contains("ask its owner"), "{free:?}");
    let past = asked(Some(NOTHING));
    assert!(past.guardrail && past.title.contains("ask its owner"), "{past:?}");
}

/// What is asked of no resource is asked of the caller's account: another account's answer is another question's.
#[test]
fn somebody_elsewhere_does_not_ask_for_us() {
    let asked = |account: &str| {
        let mut world = World::asking("ec2:DescribeInstances", "*");
        let own = world.attach("own", ALL);
        let mut bob = user("bob", account);
        bob.identity.push(own);
        world.env.principals.push(bob);
        says(&world.titles(), "ask as `bob`")
    };
    assert!(asked(HOME));
    assert!(!asked("444455556666"));
}

#[test]
fn what_breaks_a_line_in_a_name_is_shown() {
    let own = r#"{"Statement":[{"Sid":"A","Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/a\nb":"x\u202ey"}}}]}"#;
    let titles = World::asking("s3:PutObject", OBJECT).identity("own", own).titles();
    assert!(says(&titles, r"`aws:PrincipalTag/a\nb` to `x\u{202e}y`"), "{titles:?}");
    assert!(titles.iter().all(|own| !own.contains('\n')));
}
