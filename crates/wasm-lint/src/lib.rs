//! The checks and the catalogue for JavaScript: strings in, strings out.
//!
//! A module of its own, because deciding must not wait for it: a page loads it when the first answer stands.
//! As in the evaluator's module, an error is part of the returned JSON.

mod report;
mod words;

use iamwhy_catalog::Catalog;
use iamwhy_lint::{Kind, Options, World, documents, lint as look};
use iamwhy_policy::Policy;
use iamwhy_scenario::{Loaded, NoFiles};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

use report::Subject;

/// Every finding about the policies of a scenario: `{"version": 1, "policies": [...], "checks": {CODE: {...}}}`, where a
/// policy is as `iamwhy lint --format json` has it, with the pointer of its text as `source`.
#[wasm_bindgen]
#[must_use]
pub fn checks(path: &str, text: &str) -> String {
    let loaded = match Loaded::load(path, text, &NoFiles) {
        Ok(loaded) => loaded,
        Err(errors) => return iamwhy_scenario::errors_json(&errors),
    };
    let policies = documents(&loaded).into_iter().map(|own| {
        let options = Options {
            kind: own.kind,
            world: Some(World {
                loaded: &loaded,
                place: &own.place,
            }),
            catalog: Some(Catalog::embedded()),
        };
        let parsed = own.policy.parse();
        let report = look(&parsed, &options);
        let subject = Subject {
            file: &own.policy.file,
            place: Some(&own.place),
            policy: Some(&own.policy),
            json: &parsed.policy.json,
        };
        (subject.policy(&report), report)
    });
    let (policies, reports): (Vec<Value>, Vec<_>) = policies.unzip();
    let told = report::checks(reports.iter().flat_map(|report| &report.findings));
    json!({ "version": 1, "policies": policies, "checks": told }).to_string()
}

/// Every finding about one policy of a type in the words of `iamwhy lint --type`; an empty one is guessed from the policy's
/// shape. `{"version": 1, "type", "typeGuessed", "findings": [...], "refusals": [...], "checks": {CODE: {...}}}`
#[wasm_bindgen]
#[must_use]
pub fn lint(text: &str, kind: &str) -> String {
    let told = match kind {
        "" => None,
        word => match Kind::of_word(word) {
            Some(kind) => Some(kind),
            None => return refused(&format!("there is no type of policy `{word}`")),
        },
    };
    let options = Options {
        kind: told,
        world: None,
        catalog: Some(Catalog::embedded()),
    };
    let parsed = Policy::parse(text);
    let report = look(&parsed, &options);
    let subject = Subject {
        file: "",
        place: None,
        policy: None,
        json: &parsed.policy.json,
    };
    let mut value = subject.policy(&report);
    value["version"] = json!(1);
    value["checks"] = report::checks(&report.findings);
    value.to_string()
}

/// The actions that a pattern such as `s3:Get*Tagging` matches: `{"version": 1, "actions": ["s3:GetBucketTagging", ...]}`.
#[wasm_bindgen]
#[must_use]
pub fn expand(pattern: &str) -> String {
    let actions = Catalog::embedded().expand(pattern).map(|action| action.to_string());
    json!({ "version": 1, "actions": actions.collect::<Vec<_>>() }).to_string()
}

/// The actions that begin so, each with a few words: `{"version": 1, "list": [["s3:GetObject", "Read"], ...]}`.
#[wasm_bindgen]
#[must_use]
pub fn actions(beginning: &str) -> String {
    json!({ "version": 1, "list": words::actions(Catalog::embedded(), beginning) }).to_string()
}

/// The condition keys that begin so, in the same shape; those of the actions of a policy's statement first.
#[wasm_bindgen]
#[must_use]
pub fn keys(beginning: &str, policy: &str, statement: u32) -> String {
    let patterns = words::patterns(policy, usize::try_from(statement).unwrap_or(usize::MAX));
    json!({ "version": 1, "list": words::keys(Catalog::embedded(), beginning, &patterns) }).to_string()
}

/// What AWS says of an `action` (also with wildcards), a `key` or a `resource`, in lines, empty where it says nothing. `said` are
/// AWS's descriptions of the service.
#[wasm_bindgen]
#[must_use]
pub fn describe(kind: &str, word: &str, said: &str) -> String {
    words::describe(Catalog::embedded(), kind, word, said)
}

fn refused(message: &str) -> String {
    json!({ "version": 1, "errors": [{ "message": message }] }).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    fn read(text: &str) -> Value {
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    const SCENARIO: &str = r#"{
  "scenario": 1,
  "title": "Alice reads.",
  "principals": {
    "alice": {
      "user": "arn:aws:iam::111111111111:user/alice",
      "policies": [
        { "Version": "2012-10-17", "Statement": [{ "Effect": "allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*" }] },
        { "text": "{ \"Version\": \"2012-10-17\",\n  \"Statement\": [{ \"Effect\": \"Allow\", \"Action\": \"s3:GetObjct\", \"Resource\": \"*\" }] }" }
      ]
    }
  },
  "resources": { "b": { "arn": "arn:aws:s3:::b", "account": "111111111111" } },
  "cases": [{ "principal": "alice", "action": "s3:GetObject", "resource": "b/k" }]
}"#;

    #[test]
    fn finds_at_exact_places_with_fixes_that_fit_the_text() {
        let found = read(&super::checks("x.scenario.json", SCENARIO));
        let first = &found["policies"][0];
        assert_eq!(first["source"], "/principals/alice/policies/0", "{found:#}");
        assert_eq!(first["type"], "identity");
        let effect = &first["findings"][0];
        assert_eq!(effect["code"], "INVALID_EFFECT");
        assert_eq!(effect["span"]["line"], 8);
        let edit = &effect["fix"]["edits"][0];
        let (start, end) = (edit["range"][0].as_u64(), edit["range"][1].as_u64());
        let at = |own: Option<u64>| own.and_then(|own| usize::try_from(own).ok()).unwrap_or_default();
        assert_eq!(SCENARIO.get(at(start)..at(end)), Some("\"allow\""));
        assert!(
            found["checks"]["INVALID_EFFECT"]["page"]
                .as_str()
                .is_some_and(|page| page.starts_with("https://docs.aws.amazon.com/"))
        );
        let inner = &found["policies"][1];
        assert_eq!(inner["source"], "/principals/alice/policies/1");
        assert_eq!(inner["file"], "x.scenario.json#/principals/alice/policies/1");
        assert_eq!(inner["findings"][0]["span"]["line"], 2);
    }

    #[test]
    fn says_of_what_cannot_be_read_why() {
        assert_eq!(read(&super::checks("x", "{"))["errors"][0]["line"], 1);
        assert!(super::lint("{}", "sandwich").contains("`sandwich`"));
    }

    #[test]
    fn looks_at_one_policy() {
        let text = r#"{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*" } }"#;
        assert_eq!(
            read(&super::lint(text, "identity"))["findings"],
            Value::Array(Vec::new())
        );
        assert_eq!(read(&super::lint(text, ""))["typeGuessed"], true);
        assert_eq!(
            read(&super::lint(text, "s3"))["findings"][0]["code"],
            "MISSING_PRINCIPAL"
        );
    }

    #[test]
    fn completes_actions_with_their_access_level() {
        let list = &read(&super::actions("S3:getobjectt"))["list"];
        assert_eq!(list[0], serde_json::json!(["s3:GetObjectTagging", "Read"]));
        assert_eq!(list.as_array().map(Vec::len), Some(2));
        assert_eq!(read(&super::actions("dynamod"))["list"][0][0], "dynamodb:*");
        assert!(
            read(&super::actions(""))["list"]
                .as_array()
                .is_some_and(|list| list.len() == 300)
        );
    }

    #[test]
    fn completes_the_keys_of_the_action_first() {
        let policy =
            r#"{ "Statement": [{}, { "Action": ["s3:ListBucket"], "Condition": { "StringEquals": { "s3:" } } }] }"#;
        let first = |beginning: &str, statement| read(&super::keys(beginning, policy, statement))["list"][0].clone();
        assert_eq!(
            first("s3:pre", 1),
            serde_json::json!(["s3:prefix", "String, sent with this action"])
        );
        assert_eq!(first("s3:pre", 0), serde_json::json!(["s3:prefix", "String"]));
        assert_eq!(first("aws:ResourceT", 0)[0], "aws:ResourceTag/");
    }

    #[test]
    fn says_what_words_mean() {
        let said = "action GetObject retrieve objects\nkey s3:prefix Filters access by prefix";
        let action = super::describe("action", "s3:getobject", said);
        assert!(
            action.starts_with("s3:GetObject · Read · Amazon S3\nGrants permission to retrieve objects\nResource: "),
            "{action}"
        );
        assert!(super::describe("key", "s3:prefix", said).contains("Filters access by prefix"));
        assert_eq!(
            super::describe("action", "s3:get*jecttagging", ""),
            "s3:get*jecttagging matches 1 action: s3:GetObjectTagging"
        );
        assert!(super::describe("resource", "arn:aws:s3:::b/*", "").contains("object of Amazon S3"));
        assert_eq!(super::describe("action", "s3:Sing", ""), "");
    }

    #[test]
    fn expands() {
        let actions = read(&super::expand("s3:getbuckettag*"));
        assert_eq!(actions["actions"][0], "s3:GetBucketTagging");
    }
}
