//! The example repositories whose policies live in files of other tools, run as a user would.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

fn project(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures/projects")
        .join(name)
}

/// A copy that can be changed, in a folder of the build.
fn copy(name: &str, of: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&target);
    copied(&project(of), &target);
    target
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let (path, own) = (entry.path(), to.join(entry.file_name()));
        match path.is_dir() {
            true => copied(&path, &own),
            false => drop(fs::copy(path, own).unwrap()),
        }
    }
}

fn change(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

/// Exit code, standard output and standard error.
fn iamwhy(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("iamwhy")
        .unwrap()
        .current_dir(folder)
        .env_remove("GITHUB_STEP_SUMMARY")
        .args(words)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_cdk_application_is_green_and_red() {
    let folder = copy("cdk", "cdk");
    let (code, out, err) = iamwhy(&folder, &["test"]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("17 passed; 0 failed"), "{out}");
    // Somebody lets the reader's statement reach everything in prod as well.
    let template = folder.join("cdk.out/Orders.template.json");
    change(&template, "\"/drafts/*\"", "\"/*\"");
    let (code, out, _) = iamwhy(&folder, &["test", "--format", "github"]);
    assert_eq!(code, 1, "{out}");
    // The annotation stands at the policy in the template.
    let line = 1 + fs::read_to_string(&template)
        .unwrap()
        .lines()
        .position(|line| line.contains("\"RemoveInDev\""))
        .unwrap();
    let annotation = out.lines().find(|line| line.starts_with("::error")).unwrap();
    assert!(
        annotation.starts_with("::error file=cdk.out/Orders.template.json,line="),
        "{annotation}"
    );
    let at: usize = annotation
        .split("line=")
        .nth(1)
        .unwrap()
        .split(',')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    assert!((line..line + 10).contains(&at), "{line}: {annotation}");
}

/// Nothing is converted: reports, coverage and the import point at lines of the YAML.
#[test]
fn a_template_in_yaml_is_green_and_red() {
    let folder = copy("yaml", "cloudformation-yaml");
    let (code, out, err) = iamwhy(&folder, &["test", "--strict-unknown"]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("8 passed; 0 failed"), "{out}");
    let template = folder.join("template.yaml");
    let line_of = |text: &str| {
        let all = fs::read_to_string(&template).unwrap();
        1 + all.lines().position(|line| line.contains(text)).unwrap()
    };
    let (code, out, err) = iamwhy(&folder, &["coverage", "--format", "lcov"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("SF:template.yaml"), "{out}");
    // Of a document with references that are filled in the first line counts.
    let line = line_of("- Sid: OnlyByTls") - 2;
    assert!(
        out.contains(&format!("FN:{line},template.yaml#InvoicesPolicy OnlyByTls")),
        "{out}"
    );
    let words = ["import", "template.yaml", "--parameters", "parameters.json"];
    let (code, out, err) = iamwhy(&folder, &words);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("5 policies, 2 principals, 2 resources"), "{err}");
    assert!(out.contains("\"from\": \"cloudFormation\""), "{out}");
    // Of a template that is not JSON no text can be edited as JSON.
    let (code, out, err) = iamwhy(&folder, &["mutate", "--format", "json"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("\"unedited\""), "{out}");
    let (_, out, _) = iamwhy(&folder, &["mutate"]);
    assert!(out.contains("put the template in JSON beside it"), "{out}");
    change(&template, "Action: s3:PutObject", "Action: s3:GetObject");
    let (code, out, _) = iamwhy(&folder, &["test", "--format", "github"]);
    assert_eq!(code, 1, "{out}");
    let line = line_of("- Sid: Write") - 2;
    let mark = format!("::error file=template.yaml,line={line},");
    assert!(out.contains(&mark), "{mark}\n{out}");
}

#[test]
fn a_template_makes_a_scenario_to_start_from() {
    let folder = copy("cdk-import", "cdk");
    let words = [
        "import",
        "cdk.out/Orders.template.json",
        "--account",
        "111122223333",
        "--region",
        "eu-west-1",
    ];
    let (code, out, err) = iamwhy(&folder, &[&words[..], &["--out", "first/first.scenario.json"]].concat());
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    assert!(err.contains("cannot write `first/first.scenario.json`"), "{err}");
    fs::create_dir(folder.join("first")).unwrap();
    let (code, _, err) = iamwhy(&folder, &[&words[..], &["--out", "first/first.scenario.json"]].concat());
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("9 policies, 2 principals, 6 resources"), "{err}");
    let (code, out, err) = iamwhy(&folder, &["explain", "first/first.scenario.json"]);
    assert_eq!(code, 0, "{err}");
    assert!(
        out.contains("depends on `policies.AWSLambdaBasicExecutionRole`, which is not known"),
        "{out}"
    );
    // Written out it needs no other file, and says the same.
    let (code, inline, _) = iamwhy(&folder, &[&words[..], &["--inline"]].concat());
    assert_eq!(code, 0);
    assert!(!inline.contains("\"from\""), "{inline}");
    fs::write(folder.join("inline.scenario.json"), &inline).unwrap();
    let decided = |file: &str| {
        let (code, out, err) = iamwhy(&folder, &["test", file]);
        assert_eq!(code, 0, "{out}{err}");
        out.lines()
            .filter(|line| line.contains("calls"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(decided("first/first.scenario.json"), decided("inline.scenario.json"));
    // The same input gives the same bytes.
    assert_eq!(iamwhy(&folder, &[&words[..], &["--inline"]].concat()).1, inline);
}

#[test]
fn what_cannot_be_imported_is_said_exactly() {
    let folder = copy("cdk-broken", "cdk");
    let template = folder.join("cdk.out/Orders.template.json");
    let text = fs::read_to_string(&template).unwrap();
    fs::write(&template, &text[..2_000]).unwrap();
    let (code, _, err) = iamwhy(&folder, &["import", "cdk.out/Orders.template.json"]);
    assert_eq!(code, 2);
    assert!(err.contains("cdk.out/Orders.template.json:"), "{err}");
    fs::write(folder.join("t.yaml"), "Resources:\n  A: !Reff B\n").unwrap();
    let (code, _, err) = iamwhy(&folder, &["import", "t.yaml"]);
    assert_eq!(code, 2);
    assert!(
        err.contains("t.yaml:2:6: ") && err.contains("did you mean `!Ref`?"),
        "{err}"
    );
    fs::write(folder.join("t.yaml"), "services:\n  a: b\n").unwrap();
    let (code, _, err) = iamwhy(&folder, &["import", "t.yaml"]);
    assert_eq!(code, 2);
    assert!(err.contains("of YAML only templates are read"), "{err}");
    let (code, _, err) = iamwhy(&folder, &["import", "package.json"]);
    assert_eq!(code, 2);
    assert!(err.contains("`package.json` is nothing that can be imported"), "{err}");
}

#[test]
fn a_terraform_plan_is_green_and_red() {
    let folder = copy("terraform", "terraform-plan");
    let (code, out, err) = iamwhy(&folder, &["test"]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("9 passed; 0 failed"), "{out}");
    // The next plan drops the boundary's Deny.
    change(
        &folder.join("plan.json"),
        r#"{\"Action\":\"s3:DeleteBucket*\",\"Effect\":\"Deny\""#,
        r#"{\"Action\":\"s3:Delete\",\"Effect\":\"Deny\""#,
    );
    let (code, out, _) = iamwhy(&folder, &["test", "--format", "json"]);
    assert_eq!(code, 1, "{out}");
    // Cut off in the middle.
    let plan = fs::read_to_string(folder.join("plan.json")).unwrap();
    fs::write(folder.join("plan.json"), &plan[..plan.len() / 2]).unwrap();
    let (code, _, err) = iamwhy(&folder, &["test"]);
    assert_eq!(code, 2);
    assert!(
        err.contains("plan.json:") && err.contains("unexpected end of text"),
        "{err}"
    );
    let (code, _, err) = iamwhy(&project("terraform-plan"), &["import", "plan.json"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("14 policies, 1 principal, 6 resources"), "{err}");
}

/// Nobody knows yet which bucket the policy governs: a firm answer about the one that it may govern would be a guess.
#[test]
fn a_policy_of_an_unknown_bucket_makes_no_firm_answer() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("stray");
    fs::create_dir_all(&folder).unwrap();
    let deny = r#"{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}"#;
    let allow = r#"{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}"#;
    let trust = r#"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}]}"#;
    let plan = |unknown: bool| {
        let own = |address: &str, values: &str, unknown: &str| {
            let (kind, name) = address.split_once('.').unwrap();
            let head = format!(r#""address": "{address}", "mode": "managed", "type": "{kind}", "name": "{name}""#);
            let change = format!(r#"{{ {head}, "change": {{ "after": {values}, "after_unknown": {unknown} }} }}"#);
            (format!(r#"{{ {head}, "values": {values} }}"#), change)
        };
        let bucket = if unknown { "null" } else { r#""elsewhere""# };
        let all = [
            own("aws_s3_bucket.logs", r#"{ "bucket": "logs" }"#, "{}"),
            own(
                "aws_s3_bucket_policy.p",
                &format!(r#"{{ "bucket": {bucket}, "policy": "{deny}" }}"#),
                &format!(r#"{{ "bucket": {unknown} }}"#),
            ),
            own(
                "aws_iam_role.app",
                &format!(r#"{{ "name": "app", "path": "/", "assume_role_policy": "{trust}" }}"#),
                "{}",
            ),
            own(
                "aws_iam_role_policy.p",
                &format!(r#"{{ "name": "p", "role": "app", "policy": "{allow}" }}"#),
                "{}",
            ),
        ];
        let list =
            |pick: fn(&(String, String)) -> &String| all.iter().map(pick).cloned().collect::<Vec<_>>().join(", ");
        let (values, changes) = (list(|own| &own.0), list(|own| &own.1));
        let configured = r#"{ "resources": [{ "address": "aws_s3_bucket_policy.p", "expressions": { "bucket": { "references": ["local.bucket"] } } }] }"#;
        format!(
            r#"{{ "format_version": "1.2", "planned_values": {{ "root_module": {{ "resources": [{values}] }} }},
            "resource_changes": [{changes}], "configuration": {{ "root_module": {configured} }} }}"#
        )
    };
    let answer = |unknown: bool| {
        fs::write(folder.join("plan.json"), plan(unknown)).unwrap();
        let words = [
            "import",
            "plan.json",
            "--account",
            "111122223333",
            "--region",
            "eu-west-1",
            "--out",
            "x.scenario.json",
        ];
        let (code, _, err) = iamwhy(&folder, &words);
        assert_eq!(code, 0, "{err}");
        let (code, out, more) = iamwhy(&folder, &["test", "x.scenario.json"]);
        assert_eq!(code, 0, "{out}{more}");
        (out, err)
    };
    let (out, err) = answer(true);
    assert!(out.contains("(unknown)"), "{out}");
    assert!(
        err.contains("what `aws_s3_bucket_policy.p` is the policy of is known only after the apply; until then the policies of `aws_s3_bucket.logs` count as unknown"),
        "{err}"
    );
    let (out, _) = answer(false);
    assert!(out.contains("(allow, identity)"), "{out}");
}

/// Runs the script of `collect` with a stand-in for the AWS CLI.
fn collected(folder: &Path, words: &[&str]) {
    let (code, script, err) = iamwhy(folder, &[&["collect", "--print"], words].concat());
    assert_eq!(code, 0, "{err}");
    fs::write(folder.join("collect.sh"), script).unwrap();
    let stand_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/account");
    let path = format!("{}:{}", stand_in.display(), std::env::var("PATH").unwrap());
    let output = Command::new("bash")
        .args(["collect.sh", "."])
        .current_dir(folder)
        .env("PATH", path)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn an_account_export_is_green_and_red() {
    let folder = copy("account", "account-export");
    let (code, out, err) = iamwhy(&folder, &["test"]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("8 passed; 0 failed"), "{out}");
    // What the script fetches is what the project holds.
    let before = ["account.json", "organization.json"].map(|file| fs::read_to_string(folder.join(file)).unwrap());
    collected(&folder, &["--resource", "arn:aws:s3:::acme-logs"]);
    let after = ["account.json", "organization.json"].map(|file| fs::read_to_string(folder.join(file)).unwrap());
    assert_eq!(before, after);
    // Somebody detaches the SCP.
    change(
        &folder.join("organization.json"),
        "\"TargetId\": \"ou-ab12-prod0001\", \"Arn\"",
        "\"TargetId\": \"ou-ab12-test0001\", \"Arn\"",
    );
    let (code, out, _) = iamwhy(&folder, &["test"]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("only in Europe"), "{out}");
}

#[test]
fn one_role_is_collected_and_what_failed_is_unknown() {
    let folder = copy("account-role", "account-export");
    let words = [
        "--principal",
        "arn:aws:iam::111122223333:role/app",
        "--resource",
        "arn:aws:s3:::not-ours",
    ];
    collected(&folder, &words);
    let (code, text, err) = iamwhy(&folder, &["import", "account.json", "--inline"]);
    assert_eq!(code, 0, "{err}");
    for part in [
        "\"Sid\": \"Work\"",
        "\"Sid\": \"Shared\"",
        "\"team\": \"pay\"",
        "\"policy\": {\"unknown\": true}",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(
        err.contains("`aws s3api get-bucket-policy` printed nothing about arn:aws:s3:::not-ours"),
        "{err}"
    );
    let (code, _, err) = iamwhy(&folder, &["collect", "--print", "--principal", "app"]);
    assert_eq!(code, 2);
    assert!(
        err.contains("`app` is not the ARN of a user, a role or a session of a role"),
        "{err}"
    );
}

/// The tree of a plan and of a template: units that are not made yet, accounts that move, and what the file does not have.
#[test]
fn an_organization_that_is_declared_as_code_is_green_and_red() {
    let folder = copy("organization", "organization");
    let (code, out, err) = iamwhy(&folder, &["test"]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("8 passed; 0 failed"), "{out}");
    let (code, _, err) = iamwhy(&folder, &["import", "plan.json"]);
    assert_eq!(code, 0, "{err}");
    for said in [
        "`ou-ab12-sandboxx`, below which `aws_organizations_account.old` stands, is not in this file",
        "the id of the account `aws_organizations_account.lab` is not known yet: it is left out",
        "the policy that `aws_organizations_policy_attachment.tags` attaches is not in this plan",
    ] {
        assert!(err.contains(said), "{said}\n{err}");
    }
    let (code, inline, err) = iamwhy(
        &folder,
        &["import", "template.yaml", "--parameters", "parameters.json", "--inline"],
    );
    assert_eq!(code, 0, "{err}");
    assert!(
        inline.contains("\"222222222222\"") && inline.contains("LeaveOrganization"),
        "{inline}"
    );
    // The unit stands below another parent: its policies do not reach the account any more.
    change(
        &folder.join("template.yaml"),
        "ParentIds: [!GetAtt Prod.Id]",
        "ParentIds: [!Ref Workloads]",
    );
    let (code, out, _) = iamwhy(&folder, &["test", "template.scenario.json"]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("2 passed; 1 failed"), "{out}");
}
