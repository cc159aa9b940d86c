//! Who can do what, and how.
#![expect(clippy::unwrap_used, reason = "a test may stop")]

use iamwhy_catalog::{AccessLevel, Catalog};
use iamwhy_engine::Context;
use iamwhy_reach::{Path, Question, Reach, Sure, Via};
use iamwhy_scenario::{Loaded, NoFiles};
use serde_json::{Value, json};

fn allow(action: &Value, resource: &Value) -> Value {
    json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": action, "Resource": resource}})
}

fn trust(principal: &Value) -> Value {
    json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal}})
}

fn role(name: &str) -> String {
    format!("arn:aws:iam::111111111111:role/{name}")
}

fn user(name: &str) -> String {
    format!("arn:aws:iam::111111111111:user/{name}")
}

/// Ann may become the builder, the builder may hand the admin role to Lambda, the admin may do anything.
fn world() -> Value {
    json!({
        "scenario": 1, "title": "Ann is an administrator, though nobody said so.",
        "principals": {
            "ann": {"user": user("ann"), "policies": [allow(&json!("sts:AssumeRole"), &json!("*"))]},
            "ben": {"user": user("ben"), "policies": [allow(&json!("s3:GetObject"), &json!("arn:aws:s3:::data/*"))]},
            "eve": {"user": user("eve")},
            "builder": {"role": role("builder"), "trust": trust(&json!({"AWS": "111111111111"})), "policies": [
                allow(&json!("iam:PassRole"), &json!(role("admin"))),
                allow(&json!(["lambda:CreateFunction", "lambda:InvokeFunction"]),
                      &json!("arn:aws:lambda:eu-west-1:111111111111:function:ci-*"))]},
            "admin": {"role": role("admin"), "trust": trust(&json!({"Service": "lambda.amazonaws.com"})),
                "policies": ["AdministratorAccess"]}
        },
        "resources": {"data": {"arn": "arn:aws:s3:::data", "account": "111111111111"}},
        "cases": [{"principal": "ann", "action": "s3:ListAllMyBuckets"}]
    })
}

fn reach(world: &Value) -> Reach {
    let loaded = Loaded::load("world.scenario.json", &world.to_string(), &NoFiles);
    Reach::of(&loaded.map_err(|errors| errors[0].to_string()).unwrap())
}

fn who(world: &Value, action: &str, resource: &str) -> Vec<Path> {
    reach(world).who_can(&Question::new(action, resource))
}

/// `ann: assume builder, s3:GetObject`
fn shown(paths: &[Path]) -> Vec<String> {
    let way = |path: &Path| {
        let steps: Vec<String> = path
            .steps
            .iter()
            .map(|step| match &step.via {
                Via::Act => step.action.clone(),
                Via::Assume => format!("assume {}", step.resource.rsplit('/').next().unwrap()),
                Via::Pass { service, .. } => format!("pass {} to {service}", step.resource.rsplit('/').next().unwrap()),
            })
            .collect();
        format!("{}: {}", path.caller, steps.join(", "))
    };
    paths.iter().map(way).collect()
}

#[test]
fn the_shortest_way_of_everybody() {
    assert_eq!(
        shown(&who(&world(), "s3:GetObject", "arn:aws:s3:::data/k")),
        [
            "admin: s3:GetObject",
            "ann: assume builder, pass admin to lambda.amazonaws.com, s3:GetObject",
            "ben: s3:GetObject",
            "builder: pass admin to lambda.amazonaws.com, s3:GetObject",
        ]
    );
}

#[test]
fn a_step_names_the_statement_that_holds_it_open() {
    let paths = who(&world(), "s3:DeleteObject", "arn:aws:s3:::data/k");
    let ann = paths.iter().find(|path| path.caller == "ann").unwrap();
    let pass = &ann.steps[1];
    assert_eq!((pass.who.as_str(), pass.action.as_str()), ("builder", "iam:PassRole"));
    assert_eq!(pass.holds[0].policy, "principals.builder.policies[0]");
    assert!(paths.iter().all(|path| path.sure() == Sure::Allowed));
}

#[test]
fn a_role_is_passed_only_to_who_may_start_something_with_it() {
    for (place, value) in [
        // Nothing to start.
        (
            "/principals/builder/policies/1/Statement/Action",
            json!("lambda:CreateFunction"),
        ),
        // Not this role.
        (
            "/principals/builder/policies/0/Statement/Resource",
            json!(role("other")),
        ),
        // Not to Lambda.
        (
            "/principals/admin/trust/Statement/Principal",
            json!({"Service": "ec2.amazonaws.com"}),
        ),
        // Not across accounts.
        ("/principals/admin/role", json!("arn:aws:iam::222222222222:role/admin")),
    ] {
        let mut world = world();
        *world.pointer_mut(place).unwrap() = value;
        let found = shown(&who(&world, "s3:DeleteObject", "arn:aws:s3:::data/k"));
        assert!(
            !found
                .iter()
                .any(|path| path.starts_with("ann") || path.starts_with("builder")),
            "{place}: {found:?}"
        );
    }
}

#[test]
fn passed_to_another_service_only() {
    let mut world = world();
    world["principals"]["builder"]["policies"][0]["Statement"]["Condition"] =
        json!({"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}});
    assert_eq!(
        shown(&who(&world, "s3:DeleteObject", "arn:aws:s3:::data/k")),
        ["admin: s3:DeleteObject"]
    );
}

#[test]
fn what_depends_on_the_unknown_says_on_what() {
    let mut world = world();
    world["principals"]["ben"]["policies"][0]["Statement"]["Condition"] =
        json!({"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}});
    let paths = who(&world, "s3:GetObject", "arn:aws:s3:::data/k");
    let ben = paths.iter().find(|path| path.caller == "ben").unwrap();
    assert_eq!((ben.sure(), ben.unknowns()), (Sure::Depends, vec!["aws:SourceIp"]));
    let mut question = Question::new("s3:GetObject", "arn:aws:s3:::data/k");
    question.context.set_one("aws:SourceIp", "198.51.100.1");
    assert!(!reach(&world).who_can(&question).iter().any(|path| path.caller == "ben"));
}

#[test]
fn a_sure_way_goes_before_a_short_one() {
    let mut world = world();
    // Ann may read herself, if she comes from the office; as the reader she surely may.
    world["principals"]["ann"]["policies"] = json!([
        allow(&json!("sts:AssumeRole"), &json!("*")),
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
            "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}}]);
    world["principals"]["reader"] = json!({"role": role("reader"), "trust": trust(&json!({"AWS": user("ann")})),
        "policies": [allow(&json!("s3:GetObject"), &json!("*"))]});
    let found = shown(&who(&world, "s3:GetObject", "arn:aws:s3:::data/k"));
    assert!(
        found.contains(&"ann: assume reader, s3:GetObject".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_session_that_was_cut_down_does_not_cut_down_its_role() {
    let mut world = world();
    world["principals"]["admin"]["sessionPolicies"] = json!([allow(&json!("sqs:*"), &json!("*"))]);
    let found = shown(&who(&world, "s3:DeleteObject", "arn:aws:s3:::data/k"));
    // The declared session cannot; whoever starts his own can.
    assert_eq!(
        found,
        [
            "ann: assume builder, pass admin to lambda.amazonaws.com, s3:DeleteObject",
            "builder: pass admin to lambda.amazonaws.com, s3:DeleteObject",
        ]
    );
}

#[test]
fn roles_that_trust_each_other_end() {
    let mut world = world();
    world["principals"]["one"] = json!({"role": role("one"), "trust": trust(&json!({"AWS": role("two")}))});
    world["principals"]["two"] = json!({"role": role("two"), "trust": trust(&json!({"AWS": role("one")}))});
    assert!(
        !shown(&who(&world, "s3:GetObject", "arn:aws:s3:::data/k"))
            .iter()
            .any(|path| path.starts_with("one"))
    );
}

#[test]
fn whom_nobody_declared_is_named() {
    let mut world = world();
    world["resources"]["data"]["policy"] = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
        "Action": "s3:GetObject", "Resource": "arn:aws:s3:::data/*",
        "Principal": {"AWS": ["arn:aws:iam::222222222222:role/partner", user("ben")], "Service": "logging.s3.amazonaws.com"}}});
    let found = reach(&world).strangers(&Question::new("s3:GetObject", "arn:aws:s3:::data/k"));
    assert_eq!(
        found,
        [
            "arn:aws:iam::222222222222:role/partner (by resources.data.policy)",
            "logging.s3.amazonaws.com (by resources.data.policy)"
        ]
    );
}

/// A policy that was saved shows the unique id of a role that was deleted since, or of one that is declared with it.
#[test]
fn who_is_declared_with_an_id_is_no_stranger() {
    let mut world = world();
    world["principals"]["ids"] = json!({"role": role("ids"), "id": "AROAEXAMPLEEXAMPLE12"});
    world["resources"]["data"]["policy"] = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
        "Action": "s3:GetObject", "Resource": "arn:aws:s3:::data/*",
        "Principal": {"AWS": ["AROAEXAMPLEEXAMPLE12", "AROAEXAMPLEEXAMPLE99"]}}});
    let found = reach(&world).strangers(&Question::new("s3:GetObject", "arn:aws:s3:::data/k"));
    assert_eq!(found, ["AROAEXAMPLEEXAMPLE99 (by resources.data.policy)"]);
}

#[test]
fn everything_that_one_can() {
    let reach = reach(&world());
    let ann = reach.find("ann").unwrap();
    assert_eq!(reach.find(&user("ann")), Some(ann));
    let can = reach.can(ann, Catalog::embedded(), &Context::default());
    let names: Vec<(&str, usize)> = can.iter().map(|own| (own.name.as_str(), own.way.len())).collect();
    assert_eq!(names, [("ann", 0), ("builder", 1), ("admin", 2)]);
    let admin: Vec<(&str, Vec<String>)> = can[2]
        .rights
        .iter()
        .map(|own| (own.scope.arn.as_str(), own.allowed.clone()))
        .collect();
    assert!(
        admin
            .iter()
            .any(|(arn, allowed)| *arn == "arn:aws:s3:::data/example" && !allowed.is_empty()),
        "{admin:?}"
    );
    let builder = &can[1].rights;
    assert!(builder.iter().all(|own| own.scope.name != "data"), "{builder:?}");
}

#[test]
fn the_matrix_says_who_reads_and_who_writes() {
    let reach = reach(&world());
    let matrix = reach.matrix(&[], Catalog::embedded(), &Context::default());
    let column = matrix
        .columns
        .iter()
        .position(|own| own.scope.arn == "arn:aws:s3:::data/example")
        .unwrap();
    let cell = |name: &str| &matrix.rows.iter().find(|row| row.name == name).unwrap().cells[column];
    let words =
        |list: &[(AccessLevel, Sure)]| -> Vec<&'static str> { list.iter().map(|(level, _)| level.word()).collect() };
    assert_eq!(words(&cell("ben").levels), ["Read"]);
    assert!(cell("ben").through.is_empty() && cell("eve").levels.is_empty());
    assert!(cell("ann").levels.is_empty());
    assert!(words(&cell("ann").through).contains(&"Write"));
    let one = reach.matrix(
        &["s3:DeleteObject".to_owned()],
        Catalog::embedded(),
        &Context::default(),
    );
    assert_eq!(one.columns.len(), 1);
    let open: Vec<&str> = one
        .rows
        .iter()
        .filter(|row| !row.cells[0].levels.is_empty())
        .map(|row| row.name.as_str())
        .collect();
    assert_eq!(open, ["admin"]);
}

/// Requests of the caller's choice.
fn chosen(world: &Value, action: &str, resource: &str) -> Vec<Path> {
    let text = world.to_string();
    let loaded = Loaded::load("choice.scenario.json", &text, &NoFiles).unwrap();
    let reach = Reach::of(&loaded).choosing(|action| action.starts_with("ec2:"));
    reach.who_can(&Question::new(action, resource))
}

/// A trust policy for Ann with a condition.
fn trusted_if(condition: &Value) -> Value {
    json!({
        "scenario": 1, "title": "Ann becomes the reader if she says the right words.",
        "principals": {
            "ann": {"user": user("ann"), "policies": [allow(&json!(["sts:AssumeRole"]), &json!("*"))]},
            "reader": {"role": role("reader"), "policies": [allow(&json!("s3:GetObject"), &json!("*"))],
                "trust": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
                    "Principal": {"AWS": user("ann")}, "Condition": condition}}},
        },
        "cases": [{"principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::data/k"}],
    })
}

#[test]
fn what_the_caller_chooses_is_chosen_and_named() {
    let with = |condition: Value| -> Option<Vec<(String, String)>> {
        let found = chosen(&trusted_if(&condition), "s3:GetObject", "arn:aws:s3:::data/k");
        let ann = found.into_iter().find(|path| path.caller == "ann")?;
        assert_eq!(ann.sure(), Sure::Allowed);
        Some(ann.steps[0].with.clone())
    };
    let one = |key: &str, value: &str| Some(vec![(key.to_owned(), value.to_owned())]);
    assert_eq!(
        with(json!({"StringEquals": {"sts:ExternalId": "7"}})),
        one("sts:ExternalId", "7")
    );
    assert_eq!(
        with(json!({"StringLike": {"sts:RoleSessionName": "${aws:username}"}})),
        one("sts:RoleSessionName", "ann")
    );
    assert_eq!(
        with(json!({"StringLike": {"sts:RoleSessionName": "ci-*"}})),
        one("sts:RoleSessionName", "ci-x")
    );
    assert_eq!(
        with(json!({"Null": {"sts:ExternalId": "false"}})),
        one("sts:ExternalId", "x")
    );
    let both = json!({"StringEquals": {"sts:ExternalId": "7", "sts:RoleSessionName": "ci"}});
    assert_eq!(with(both).map(|own| own.len()), Some(2));
    // Tags of the session need a permission of their own, which Ann does not have; so does a source identity.
    assert_eq!(with(json!({"StringEquals": {"aws:RequestTag/team": "pay"}})), None);
    assert_eq!(with(json!({"StringEquals": {"sts:SourceIdentity": "ann"}})), None);
    // What she cannot choose.
    for condition in [
        json!({"Bool": {"aws:MultiFactorAuthPresent": "true"}}),
        json!({"StringEquals": {"aws:PrincipalTag/team": "pay"}}),
        json!({"StringEquals": {"aws:SourceVpce": "vpce-1"}}),
        json!({"StringEquals": {"sts:ExternalId": "7", "aws:PrincipalTag/team": "pay"}}),
    ] {
        assert_eq!(with(condition.clone()), None, "{condition}");
    }
    // Nobody chooses unless that is asked for.
    let text = trusted_if(&json!({"StringEquals": {"sts:ExternalId": "7"}})).to_string();
    let loaded = Loaded::load("choice.scenario.json", &text, &NoFiles).unwrap();
    let found = Reach::of(&loaded).who_can(&Question::new("s3:GetObject", "arn:aws:s3:::data/k"));
    assert!(found.iter().all(|path| path.caller != "ann"));
}

#[test]
fn tags_are_chosen_where_the_action_takes_them() {
    let world = |action: &str| {
        let allowed = json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": action, "Resource": "*", "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": ["team"]}}},
            {"Effect": "Deny", "Action": action, "Resource": "*", "Condition": {"StringNotEquals": {"aws:RequestTag/team": ["pay", "web"]}}}]});
        json!({
            "scenario": 1, "title": "Ann tags what she makes.",
            "principals": {"ann": {"user": user("ann"), "policies": [allowed]}},
            "cases": [{"principal": "ann", "action": action}],
        })
    };
    let volume = "arn:aws:ec2:eu-west-1:111111111111:volume/*";
    let found = chosen(&world("ec2:CreateVolume"), "ec2:CreateVolume", volume);
    let with = found[0].steps[0].with.clone();
    assert!(
        with.contains(&("aws:RequestTag/team".to_owned(), "pay".to_owned())),
        "{with:?}"
    );
    assert!(chosen(&world("s3:GetObject"), "s3:GetObject", "arn:aws:s3:::data/k").is_empty());
}

/// With a token of a provider one logs in, and nothing else, also where a policy lets everybody in.
#[test]
fn a_token_of_a_provider_only_logs_in() {
    let everybody = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}});
    let world = json!({
        "scenario": 1, "title": "A token opens no bucket.",
        "principals": {"hub": {"webIdentity": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com", "claims": {}}},
        "resources": {"data": {"arn": "arn:aws:s3:::data", "account": "111111111111", "policy": everybody}},
        "cases": [{"principal": "hub", "action": "sts:AssumeRoleWithWebIdentity", "resource": role("app")}],
    });
    let text = world.to_string();
    let loaded = Loaded::load("token.scenario.json", &text, &NoFiles).unwrap();
    let reach = Reach::of(&loaded);
    assert!(
        reach
            .who_can(&Question::new("s3:GetObject", "arn:aws:s3:::data/k"))
            .is_empty()
    );
}
