//! Every message makes a scenario that loads and is decided, and commands that a shell can read.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod table;

use std::process::{Command, Stdio};

use iamwhy_import::{Denial, denials};
use iamwhy_scenario::run::FileReport;
use iamwhy_scenario::{NoFiles, read_and_run};
use table::rows;

fn run(denial: &Denial) -> FileReport {
    let text = denial.scenario();
    match read_and_run("made.scenario.json", &text, &NoFiles) {
        Ok(report) => report,
        Err(errors) => panic!("{}\n{errors:?}\n{text}", denial.summary()),
    }
}

#[test]
fn every_scenario_loads_and_is_decided() {
    for row in rows() {
        for denial in denials(&row.message) {
            let report = run(&denial);
            let case = &report.cases[0];
            let asked = &case.authorizations[0];
            if let Some(action) = &denial.action {
                assert_eq!(asked.action, action.name, "{}", row.title);
            }
            if let Some(caller) = denial
                .caller
                .as_ref()
                .filter(|caller| caller.written.text.starts_with("arn:aws:sts::"))
            {
                assert_eq!(asked.principal, caller.written.text, "{}", row.title);
            }
            // Nothing is known yet: whatever may be allowed or denied is not decided for the reader.
            // What STS refuses by a rule of its own, no scenario of policies denies.
            let ruled = denial.refused_by_sts().is_some();
            assert!(
                ruled || case.decision != "allow" && case.decision != "explicitDeny",
                "{}: {}",
                row.title,
                case.decision
            );
            if case.decision == "unknown" {
                assert!(!asked.unknowns.is_empty(), "{}: {}", row.title, row.expected);
            }
        }
    }
}

/// With the policies filled in as AWS's answer says, the file passes as a test.
#[test]
fn it_becomes_a_test() {
    let message = "User: arn:aws:sts::111122223333:assumed-role/app/ci is not authorized to perform: s3:PutObject on resource: \
                   \"arn:aws:s3:::acme-logs/1\" because no permissions boundary allows the s3:PutObject action";
    let denial = denials(message).remove(0);
    assert_eq!(run(&denial).cases[0].decision, "unknown");
    assert_eq!(run(&denial).cases[0].passed, Some(false));
    let allow = r#"[{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}]"#;
    let read = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}}"#;
    let text = denial
        .scenario()
        .replace("\"policies\": {\"unknown\": true}", &format!("\"policies\": {allow}"))
        .replace("\"boundary\": {\"unknown\": true}", &format!("\"boundary\": {read}"))
        .replace("\"sessionPolicies\": {\"unknown\": true}", "\"sessionPolicies\": []")
        .replace("\"scps\": {\"unknown\": true}", "\"scps\": [\"FullAWSAccess\"]")
        .replace("\"rcps\": {\"unknown\": true}", "\"rcps\": []")
        .replace(",\n      \"policy\": {\"unknown\": true}", "");
    let report = read_and_run("filled.scenario.json", &text, &NoFiles).unwrap();
    assert_eq!(report.cases[0].passed, Some(true), "{report:?}\n{text}");
    assert_eq!(report.cases[0].authorizations[0].message.as_deref(), Some(message));
}

#[test]
fn an_arn_of_the_message_stands_at_its_policy() {
    let message = "User: arn:aws:iam::111122223333:user/dev is not authorized to perform: iam:CreateUser on resource: user x with an \
                   explicit deny in a permissions boundary: arn:aws:iam::111122223333:policy/dev-boundary";
    let text = denials(message).remove(0).scenario();
    let expected = r#""boundary": {"unknown": true, "arn": "arn:aws:iam::111122223333:policy/dev-boundary"}"#;
    assert!(text.contains(expected), "{text}");
    let commands = denials(message).remove(0).fetch();
    assert!(
        commands[0]
            .line
            .contains("--policy-arn arn:aws:iam::111122223333:policy/dev-boundary"),
        "{commands:?}"
    );
    assert_eq!(commands[0].layer, "boundary");
}

/// All commands of all messages and of hostile ones, as one script that is read and not run.
#[test]
fn commands_are_shell() {
    let hostile = [
        "User: arn:aws:iam::111122223333:user/a';rm -rf /;' is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:x:111122223333:$(id)`id` because no identity-based policy allows the sqs:SendMessage action",
        "User: arn:aws:iam::111122223333:user/--help is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::b\\u0027&& id #/k\" because no identity-based policy allows the s3:GetObject action",
        "User: arn:aws:sts::111122223333:assumed-role/r\u{202e}/\u{1b}]0;x\u{7}s is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:$HOME:111122223333:key/\"k\" because x",
    ];
    let rows: Vec<String> = rows().into_iter().map(|row| row.message).collect();
    let mut script = String::new();
    let mut count = 0;
    for message in rows.iter().map(String::as_str).chain(hostile) {
        for command in denials(message).into_iter().flat_map(|denial| denial.fetch()) {
            assert!(!command.line.contains(['\n', '\u{1b}', '\u{202e}']), "{}", command.line);
            assert!(!command.why.is_empty());
            script.push_str(&command.line);
            script.push('\n');
            count += 1;
        }
    }
    assert!(count > 300, "{count}");
    let mut shell = Command::new("sh")
        .arg("-n")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut shell.stdin.take().unwrap(), script.as_bytes()).unwrap();
    let output = shell.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The shell takes hostile names for what they are: `aws` is replaced by a function that prints its words.
#[test]
fn hostile_names_stay_words() {
    let message =
        "User: arn:aws:iam::111122223333:user/a'$(touch${IFS}x);`id`; is not authorized to perform: sns:Publish";
    let denial = denials(message).remove(0);
    let name = "a'$(touch${IFS}x);`id`;";
    let lines: Vec<String> = denial
        .fetch()
        .into_iter()
        .filter(|line| line.layer == "boundary")
        .map(|line| line.line)
        .collect();
    let script = format!(
        "aws() {{ printf '%s\\n' \"$@\" >&2; echo None; }}\n{}",
        lines.join("\n")
    );
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(
        words.lines().any(|word| word == format!("--user-name={name}")),
        "{words}\n{script}"
    );
}

/// The policy of a resource that the message does not name may be what refuses.
#[test]
fn the_policy_of_a_resource_without_a_name_is_unknown() {
    let user = "User: arn:aws:iam::123456789012:user/John is not authorized to perform: secretsmanager:GetSecretValue";
    let messages = [
        "An error occurred (AccessDenied) when calling the GetObject operation: Access Denied".to_owned(),
        "An error occurred (AccessDenied) when calling the ListObjectsV2 operation: Access Denied".to_owned(),
        format!("{user}\nbecause no resource-based policy allows the secretsmanager:GetSecretValue action"),
        format!(
            "{user}\non resource: arn:aws:secretsmanager:us-east-1:123456789012:secret:*\nwith an explicit deny in a resource-based policy"
        ),
    ];
    for message in messages {
        let denial = denials(&message).remove(0);
        assert!(!denial.stand_ins().is_empty(), "{message}");
        let case = &run(&denial).cases[0];
        let unknowns = &case.authorizations[0].unknowns;
        assert!(
            unknowns.iter().any(|unknown| unknown == "resources.resource.policy"),
            "{message}: {unknowns:?}"
        );
        assert!(denial.fetch().iter().all(|own| own.layer != "resource"), "{message}");
    }
    // Nothing about one resource.
    for message in [
        "An error occurred (AccessDenied) when calling the ListBuckets operation: Access Denied",
        "User: arn:aws:iam::111122223333:user/a is not authorized to perform: codedeploy:ListDeployments on resource: \
         arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:* with an explicit deny in a session policy",
    ] {
        assert!(
            !denials(message).remove(0).scenario().contains("\"resources\""),
            "{message}"
        );
    }
}

/// Who logs in with a token has no policies of its own; the role's account has RCPs.
#[test]
fn only_the_trust_policy_or_an_rcp_refuses_a_login() {
    for operation in ["AssumeRoleWithWebIdentity", "AssumeRoleWithSAML"] {
        let message = format!(
            "An error occurred (AccessDenied) when calling the {operation} operation: Not authorized to perform sts:{operation}"
        );
        let denial = denials(&message).remove(0);
        let unknowns = &run(&denial).cases[0].authorizations[0].unknowns;
        assert!(unknowns.iter().any(|own| own.ends_with("rcps")), "{unknowns:?}");
        assert!(unknowns.iter().any(|own| own.ends_with(".trust")), "{unknowns:?}");
        assert!(
            unknowns
                .iter()
                .all(|own| !own.ends_with("policies") && !own.ends_with("scps")),
            "{unknowns:?}"
        );
        let cautions = denial.cautions().join("\n");
        assert!(
            cautions.contains("sts:TagSession") && !cautions.contains("the caller's policies"),
            "{cautions}"
        );
        assert_eq!(denial.stand_ins().len(), 2);
        let commands: Vec<String> = denial.fetch().into_iter().map(|own| own.line).collect();
        assert!(
            commands.iter().all(|line| !line.contains("111122223333")),
            "{commands:?}"
        );
    }
}

#[test]
fn no_command_asks_an_account_that_nobody_named() {
    let message = "An error occurred (AccessDenied) when calling the RestoreTableFromBackup operation: User: \
        arn:aws:sts:012345678901:assumedRole/DatabaseDev/RestoreBackupSession is not authorized to perform: \
        dynamodb:RestoreTableFromBackup with an explicit deny in an identity policy. Go to \
        https://console.aws.amazon.com/iam/home#/access-troubleshooter for complete details, or call the \
        iam:GetAuthorizationDetails API with the following authorization id: 67f1576b-af29-4c66-9b2b-10fd67516713";
    let commands: Vec<String> = denials(message)
        .remove(0)
        .fetch()
        .into_iter()
        .map(|own| own.line)
        .collect();
    assert!(
        commands.iter().all(|line| !line.contains("111122223333")),
        "{commands:?}"
    );
    assert_eq!(
        commands[0],
        "aws iam get-authorization-details --authorization-id 67f1576b-af29-4c66-9b2b-10fd67516713"
    );
}

/// Who has not signed has no account that could own the bucket.
#[test]
fn no_account_of_an_anonymous_caller_is_assumed() {
    let owner = |caller: &str| {
        let message =
            format!("User: {caller} is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::b/k\"");
        let denial = denials(&message).remove(0);
        let missing = denial.missing();
        let own = missing.iter().find(|own| own.what == "resourceAccount");
        own.map(|own| own.sentence.clone()).unwrap_or_default()
    };
    assert!(owner("arn:aws:iam::111122223333:user/alice").ends_with("the caller's is assumed"));
    assert_eq!(
        owner("anonymous"),
        "the resource's ARN does not say which account owns it"
    );
}

/// Rules of STS that no policy changes.
#[test]
fn what_sts_refuses_by_itself_is_said() {
    let why = |message: &str| {
        let denial = denials(message).remove(0);
        assert!(
            !denial.summary().contains("AWS does not say why"),
            "{}",
            denial.summary()
        );
        denial.refused_by_sts().unwrap_or_default()
    };
    assert!(why("An error occurred (AccessDenied) when calling the AssumeRole operation: Roles may not be assumed by root accounts.").contains("root"));
    assert!(why("An error occurred (AccessDenied) when calling the AssumeRole operation: MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.").contains("serial number"));
}
