//! What people have at hand, for the page: a paste is recognised, exports become scenarios, and the files that a scenario names
//! become part of it. Strings in, strings out.
//!
//! A module of its own, because nobody waits for it: a worker loads it when somebody pastes something or opens files.

mod files;
mod pasted;
#[cfg(test)]
mod printed;
mod started;

use iamwhy_scenario::{errors_json, inlined as scenario_of};
use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;

use files::Given;

/// What a pasted text is: `{"is": "policy" | "scenario" | "denial" | "link" | "export" | "later" | "unknown", …}`, as `pasted.rs`
/// writes it.
#[wasm_bindgen]
#[must_use]
pub fn recognise(text: &str) -> String {
    pasted::told(text).to_string()
}

/// The scenario with what it reads from other files written into it: `{"text"}`, or the errors of the scenario's module. `files` is
/// a JSON list of `[path, text]`.
#[wasm_bindgen]
#[must_use]
pub fn inlined(path: &str, text: &str, files: &str) -> String {
    match scenario_of(path, text, &Given::read(files)) {
        Ok(text) => json!({ "text": text }).to_string(),
        Err(errors) => errors_json(&errors),
    }
}

#[cfg(test)]
mod tests {
    use iamwhy_workbench::{Bench, Pasted, read_inlined};

    use super::{inlined, recognise};

    fn read(text: &str) -> Pasted {
        let told = recognise(text);
        Pasted::read(&told).unwrap_or_else(|| panic!("{told}"))
    }

    #[test]
    fn the_page_reads_what_is_said_of_a_paste() {
        let trust = r#"{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" } }"#;
        let Pasted::Policy(own) = read(trust) else {
            panic!("{}", recognise(trust))
        };
        assert!(own.is_trust && own.text == trust && !own.why.is_empty());
        assert_eq!(own.layers.len(), 1, "{:?}", own.layers);
        let scenario = r#"{ "scenario": 1, "cases": [] }"#;
        assert_eq!(read(scenario), Pasted::Scenario(scenario.to_owned()));
        let message = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::logs/1\" because no identity-based policy allows the s3:PutObject action";
        let Pasted::Denial(own) = read(message) else {
            panic!("{}", recognise(message))
        };
        assert!(own.summary.contains("`s3:PutObject`") && !own.commands.is_empty() && !own.missing.is_empty());
        assert!(Bench::open(&own.text).answer().errors.is_empty());
        assert!(matches!(read("https://example.com/#1.abc"), Pasted::Link(fragment) if fragment == "1.abc"));
        assert!(matches!(read("the quick brown fox"), Pasted::Unknown { .. }));
        let event = r#"{ "eventVersion": "1.08", "eventSource": "s3.amazonaws.com", "eventName": "PutObject" }"#;
        assert!(matches!(read(event), Pasted::Later { denial: None, .. }));
    }

    #[test]
    fn an_export_is_a_scenario_that_the_page_can_decide() {
        let template = "AWSTemplateFormatVersion: \"2010-09-09\"\nResources:\n  App:\n    Type: AWS::IAM::Role\n    Properties:\n      RoleName: app\n      AssumeRolePolicyDocument: { Statement: [] }\n";
        for text in [
            template,
            r#"{ "RoleDetailList": [ { "RoleName": "app", "Arn": "arn:aws:iam::111122223333:role/app", "RolePolicyList": [], "AttachedManagedPolicies": [] } ] }"#,
        ] {
            let Pasted::Export { text, .. } = read(text) else {
                panic!("{}", recognise(text))
            };
            let bench = Bench::open(&text);
            assert!(bench.answer().errors.is_empty(), "{:?}\n{text}", bench.answer().errors);
            assert!(text.contains("arn:aws:iam::111122223333:role/app"), "{text}");
        }
        // Nothing in it.
        assert!(matches!(read(r#"{ "RoleDetailList": [] }"#), Pasted::Later { .. }));
    }

    const READS: &str = r#"{ "scenario": 1, "title": "t",
  "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": [{ "file": "b.json" }] } },
  "cases": [{ "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/1", "expect": "allow" }] }"#;

    #[test]
    fn files_become_part_of_the_scenario() {
        let given =
            r#"[["b.json", "{ \"Statement\": { \"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\" } }"]]"#;
        let text = read_inlined(&inlined("x.scenario.json", READS, given)).unwrap_or_default();
        let bench = Bench::open(&text);
        assert_eq!(
            (bench.missing_files(), bench.answer().verdict.decision),
            (Vec::new(), "allow")
        );
        for (given, wrong) in [
            (r#"[["b.json", "{"]]"#, "b.json"),
            ("[]", "b.json"),
            ("not a list", "b.json"),
        ] {
            let problems = read_inlined(&inlined("x.scenario.json", READS, given)).unwrap_err();
            let said = problems
                .iter()
                .any(|own| own.message.contains(wrong) || own.file.as_deref() == Some(wrong));
            assert!(said, "{problems:?}");
        }
    }
}
