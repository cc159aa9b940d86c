//! `iamwhy lint`, as its users meet it.

use serde_json::Value;

use crate::project::Project;

const MIXED: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Read", "Effect": "allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*" },
    { "Sid": "Org", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b/*",
      "Condition": { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }
  ]
}
"#;

fn project(name: &str) -> Project {
    Project::of(
        name,
        &[
            ("policies/mixed.json", MIXED),
            ("package.json", "{ \"name\": \"none\" }"),
        ],
    )
}

#[test]
fn a_finding_has_its_line_and_carets() {
    let said = project("lint-pretty").iamwhy(&["lint"]);
    assert_eq!(said.code, 1, "{}", said.err);
    let finding = "error [INVALID_EFFECT]: `Effect` must be `Allow` or `Deny`, not `allow`
  --> policies/mixed.json:4:32
   |
 4 |     { \"Sid\": \"Read\", \"Effect\": \"allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::b/*\" },
   |                                ^^^^^^^
  = AWS does not save this: The policy failed legacy parsing
  = fix: write `Allow`; `--fix` does it
";
    assert!(said.out.contains(finding), "{}", said.out);
    assert!(
        said.out
            .ends_with("1 error, 1 security warning in 1 policy; AWS does not save 1 of them\n"),
        "{}",
        said.out
    );
}

#[test]
fn a_fix_is_shown_and_made() {
    let project = project("lint-fix");
    let said = project.iamwhy(&["lint", "--diff"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.contains("-    { \"Sid\": \"Read\", \"Effect\": \"allow\""),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("+    { \"Sid\": \"Read\", \"Effect\": \"Allow\""),
        "{}",
        said.out
    );
    assert_eq!(project.read("policies/mixed.json"), MIXED);
    project.iamwhy(&["lint", "--fix"]);
    assert_eq!(project.read("policies/mixed.json"), MIXED.replace("allow", "Allow"));
    assert_eq!(project.iamwhy(&["lint", "--fail-on", "error"]).code, 0);
    assert_eq!(project.iamwhy(&["lint"]).code, 1);
}

#[test]
fn a_suppression_has_a_reason_and_fits_something() {
    let project = project("lint-suppress");
    let code = "FORALLVALUES_WITH_SINGLE_VALUED_KEY";
    let list = |rest: &str| format!(r#"{{ "suppress": [{{ "code": "{code}"{rest} }}] }}"#);
    project.write("iamwhy.lint.json", &list(""));
    let said = project.iamwhy(&["lint"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(
        said.err
            .contains("iamwhy.lint.json:1:16: a suppression needs a `reason`"),
        "{}",
        said.err
    );
    project.write(
        "iamwhy.lint.json",
        &list(r#", "path": "policies/*", "statement": "Org", "reason": "agreed" "#),
    );
    let said = project.iamwhy(&["lint", "--only", code]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(said.out, "no findings in 1 policy; 1 suppressed\n");
    project.write(
        "iamwhy.lint.json",
        &list(r#", "statement": "Read", "reason": "agreed" "#),
    );
    let said = project.iamwhy(&["lint"]);
    assert!(
        said.out.contains("unused suppression: iamwhy.lint.json:1:16: "),
        "{}",
        said.out
    );
}

#[test]
fn reports_are_read_back() {
    let project = project("lint-reports");
    let said = project.iamwhy(&[
        "lint",
        "--format",
        "json",
        "--out",
        "sarif=a.sarif",
        "--out",
        "junit=a.xml",
    ]);
    let json: Value = serde_json::from_str(&said.out).unwrap();
    let finding = &json["policies"][0]["findings"][0];
    assert_eq!(finding["code"], "INVALID_EFFECT");
    assert_eq!(finding["pointer"], "/Statement/0/Effect");
    assert_eq!(finding["fix"]["edits"][0]["text"], "\"Allow\"");
    let sarif: Value = serde_json::from_str(&project.read("a.sarif")).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(run["results"][0]["ruleId"], "INVALID_EFFECT");
    assert_eq!(
        run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"],
        4
    );
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]), "{result}");
    }
    let junit = project.read("a.xml");
    let junit = roxmltree::Document::parse(&junit).unwrap();
    assert_eq!(
        junit.descendants().filter(|node| node.has_tag_name("failure")).count(),
        2
    );
    let github = project.iamwhy(&["lint", "--format", "github"]);
    assert!(
        github.out.starts_with(
            "::error file=policies/mixed.json,line=4,endLine=4,col=32,endColumn=39,title=INVALID_EFFECT::"
        )
    );
}

#[test]
fn the_policies_of_a_scenario_have_their_types_by_place() {
    let scenario = r#"{
  "scenario": 1,
  "title": "A role and its trust policy.",
  "principals": { "app": { "role": "arn:aws:iam::111111111111:role/app",
    "policies": [{ "file": "own.json" }],
    "trust": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "NotPrincipal": "*", "Action": "sts:AssumeRole" } } } },
  "cases": [{ "principal": "app", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k" }]
}"#;
    let own = r#"{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:GetObject" } }"#;
    let project = Project::of("lint-scenario", &[("app.scenario.json", scenario), ("own.json", own)]);
    let said = project.iamwhy(&["lint", "--format", "json"]);
    let json: Value = serde_json::from_str(&said.out).unwrap();
    let policies = json["policies"].as_array().unwrap();
    let brief = |policy: &Value| (policy["file"].clone(), policy["type"].clone(), policy["place"].clone());
    assert_eq!(policies.len(), 2, "{}", said.out);
    assert_eq!(
        brief(&policies[0]),
        (
            "own.json".into(),
            "identity".into(),
            "principals.app.policies[0]".into()
        )
    );
    assert_eq!(
        brief(&policies[1]),
        (
            "app.scenario.json".into(),
            "trust".into(),
            "principals.app.trust".into()
        )
    );
    assert_eq!(policies[0]["findings"][0]["code"], "MISSING_RESOURCE");
    assert_eq!(
        policies[1]["refusals"][0]["message"],
        "Has prohibited field NotPrincipal"
    );
    // Places are those of the scenario file.
    assert_eq!(policies[1]["refusals"][0]["span"]["line"], 6);
}

#[test]
fn a_file_of_several_scenarios_is_said_once_with_their_names() {
    let scenario = |title: &str, name: &str| {
        format!(
            r#"{{ "scenario": 1, "title": "{title}", "principals": {{ "{name}": {{ "user": "arn:aws:iam::111111111111:user/{name}",
  "policies": [{{ "file": "own.json" }}] }} }}, "cases": [{{ "principal": "{name}", "action": "s3:GetObject", "resource": "*" }}] }}"#
        )
    };
    let own = r#"{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:GetObject" } }"#;
    let (one, other) = (scenario("One.", "ann"), scenario("Other.", "bob"));
    let files = [
        ("a.scenario.json", one.as_str()),
        ("b.scenario.json", &other),
        ("own.json", own),
    ];
    let project = Project::of("lint-together", &files);
    let said = project.iamwhy(&["lint"]);
    assert_eq!(said.out.matches("[MISSING_RESOURCE]").count(), 1, "{}", said.out);
    let both = "  = in a.scenario.json (principals.ann.policies[0]), b.scenario.json (principals.bob.policies[0])\n";
    assert!(said.out.contains(both), "{}", said.out);
    assert!(said.out.contains("  --> own.json:1:41\n"), "{}", said.out);
    assert!(said.out.contains("1 error in 1 policy"), "{}", said.out);
    let json: Value = serde_json::from_str(&project.iamwhy(&["lint", "--format", "json"]).out).unwrap();
    assert_eq!(json["policies"].as_array().map(Vec::len), Some(1));
    assert_eq!(json["policies"][0]["scenarios"][1]["file"], "b.scenario.json");
    for format in ["sarif", "junit", "github"] {
        let said = project.iamwhy(&["lint", "--format", format]).out;
        assert!(
            said.contains("a.scenario.json") && said.contains("b.scenario.json"),
            "{format}: {said}"
        );
    }
}

#[test]
fn a_policy_in_a_file_of_another_tool_has_its_place_there() {
    let plan = r#"{ "RoleDetailList": [
  { "RoleName": "app", "Arn": "arn:aws:iam::111122223333:role/app",
    "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": "*", "Action": "sts:AsumeRole" } },
    "RolePolicyList": [{ "PolicyName": "read", "PolicyDocument":
      "{ \"Version\": \"2012-10-17\",\n \"Statement\": { \"Effect\": \"allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::b/*\" } }" }] }
] }"#;
    let project = Project::of("lint-export", &[("account.json", plan)]);
    let said = project.iamwhy(&["lint", "account.json"]);
    // In the file's own text, whether the policy stands there as it is or as the value of a string.
    assert!(
        said.out
            .contains("  --> account.json:5:70 (arn:aws:iam::111122223333:role/app.read)"),
        "{}",
        said.out
    );
    assert!(said.out.contains("  --> account.json:3:"), "{}", said.out);
    let json: Value = serde_json::from_str(&project.iamwhy(&["lint", "--format", "json"]).out).unwrap();
    let policies = json["policies"].as_array().unwrap();
    let types: Vec<&Value> = policies.iter().map(|own| &own["type"]).collect();
    assert_eq!(types, ["identity", "trust"]);
    let span = &policies[0]["findings"][0]["span"];
    let at = |name: &str| usize::try_from(span[name].as_u64().unwrap()).unwrap();
    assert_eq!(plan.get(at("start")..at("end")), Some(r#"\"allow\""#));
}

#[test]
fn what_a_check_is_about_is_said() {
    let project = project("lint-explain");
    let said = project.iamwhy(&["lint", "--explain", "missing_version"]);
    assert!(
        said.out.starts_with("MISSING_VERSION (warning, IAM Access Analyzer)\n"),
        "{}",
        said.out
    );
    let said = project.iamwhy(&["lint", "--explain", "MISING_VERSION"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("did you mean `MISSING_VERSION`?"), "{}", said.err);
    let list = project.iamwhy(&["lint", "--list"]).out;
    assert!(list.contains("  INVALID_CONDITION_OPERATOR (error)\n"), "{list}");
    let said = project.iamwhy(&["lint", "package.json"]);
    assert!(
        said.code == 2 && said.err.contains("`package.json` holds no policy"),
        "{}",
        said.err
    );
    let said = project.iamwhy(&["lint", "--type", "identiy"]);
    assert!(said.err.contains("did you mean `identity`?"), "{}", said.err);
}

#[test]
fn a_broken_template_in_yaml_is_named_with_its_place() {
    let project = Project::new("lint-broken-yaml");
    project.write("template.yaml", "Resources:\n  B: [\n");
    let said = project.iamwhy(&["lint", "template.yaml"]);
    assert_eq!(said.code, 2, "{}", said.out);
    assert!(said.err.contains("template.yaml:3:1: this is not YAML"), "{}", said.err);
}

const TEMPLATE: &str = "Resources:
  Bucket:
    Type: AWS::S3::Bucket
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }
      Policies:
        - PolicyName: read
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: s3:GetObjct
                Resource: !Sub '${Bucket.Arn}/*'
      RoleName: reader
";

/// Where a function of the template gives a part of the policy, its other parts have places of their own all the same.
#[test]
fn a_finding_in_a_template_has_the_templates_own_line() {
    let project = Project::new("lint-yaml-lines");
    project.write("template.yaml", TEMPLATE);
    let said = project.iamwhy(&["lint", "template.yaml", "--only", "INVALID_ACTION"]);
    assert_eq!(said.code, 1, "{}", said.err);
    let place = "  --> template.yaml:16:25 (";
    let excerpt = "
    |
 16 |                 Action: s3:GetObjct
    |                         ^^^^^^^^^^^
";
    assert!(said.out.contains(place) && said.out.contains(excerpt), "{}", said.out);
    let imported = r#"{ "scenario": 1, "title": "A template.",
      "principals": { "r": { "from": "cloudFormation", "file": "template.yaml", "select": "Reader",
        "parameters": { "AWS::AccountId": "111111111111" } } },
      "cases": [{ "principal": "r", "action": "s3:ListAllMyBuckets" }] }"#;
    project.write("imported.scenario.json", imported);
    let said = project.iamwhy(&["lint", "imported.scenario.json", "--only", "INVALID_ACTION"]);
    let place = "  --> template.yaml:16:25 (principals.r.policies[0])";
    assert!(said.out.contains(place) && said.out.contains(excerpt), "{}", said.out);
}

/// AWS saves neither.
#[test]
fn a_statement_without_a_policy_is_an_error() {
    let one = r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*" }"#;
    let list = format!("[{one}]");
    let project = Project::of("lint-bare", &[("one.json", one), ("list.json", &list)]);
    for file in ["one.json", "list.json"] {
        let said = project.iamwhy(&["lint", file]);
        assert_eq!(said.code, 1, "{}", said.out);
        assert!(said.out.contains("MISSING_STATEMENT"), "{}", said.out);
        assert!(said.out.contains("wrap it in a policy"), "{}", said.out);
    }
}
