//! The checks and the catalogue for JavaScript: strings in, strings out.
//!
//! A module of its own, because deciding must not wait for it: a page loads it when the first answer stands, and the catalogue
//! beside it, as a file. With the feature `embedded` the catalogue is part of the module, for those who want nothing to set up.
//! As in the evaluator's module, an error is part of the returned JSON.

mod report;
mod words;

use iamwhy_catalog::Catalog;
use iamwhy_lint::{Kind, Memory, Options, World, documents, lint as look};
use iamwhy_policy::Policy;
use iamwhy_scenario::{Loaded, NoFiles};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

use report::Subject;

/// Answers questions about policies and their words. It holds what AWS has.
#[wasm_bindgen]
pub struct Checker {
    catalog: Catalog,
    /// What it said of the policies of the scenario that was asked for last.
    memory: Memory,
}

#[wasm_bindgen]
impl Checker {
    /// From the bytes of a packed catalogue, which the program `catalogue` of `iamwhy-catalog` writes.
    ///
    /// # Errors
    ///
    /// The bytes are no catalogue, one of another version, or damaged.
    #[wasm_bindgen(constructor)]
    pub fn new(packed: &[u8]) -> Result<Checker, String> {
        let catalog = Catalog::read(packed).map_err(|unreadable| unreadable.to_string())?;
        let memory = Memory::default();
        Ok(Checker { catalog, memory })
    }

    /// With the catalogue that is part of the module.
    #[cfg(feature = "embedded")]
    #[must_use]
    pub fn embedded() -> Checker {
        // A test of the catalogue reads these very bytes.
        let catalog = Catalog::read(Catalog::packed()).unwrap_or_default();
        let memory = Memory::default();
        Checker { catalog, memory }
    }

    /// Every finding about the policies and the requests of a scenario: `{"version": 1, "policies": [...], "requests": {...},
    /// "checks": {CODE: {...}}}`, where a policy is as `iamwhy lint --format json` has it, with the pointer of its text as `source`.
    #[must_use]
    pub fn checks(&mut self, path: &str, text: &str) -> String {
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
                catalog: Some(&self.catalog),
            };
            let parsed = own.policy.parse();
            let report = self.memory.lint(&own.policy, &parsed, &options);
            let subject = Subject {
                file: &own.policy.file,
                place: Some(&own.place),
                policy: Some(&own.policy),
                json: &parsed.policy.json,
            };
            (subject.policy(&report), report)
        });
        let (policies, reports): (Vec<Value>, Vec<_>) = policies.unzip();
        self.memory.turn();
        let requests = iamwhy_lint::requests(&loaded, &self.catalog);
        let told = report::checks(reports.iter().flat_map(|report| &report.findings).chain(&requests));
        let file = Subject {
            file: &loaded.file_name,
            place: None,
            policy: None,
            json: &loaded.json,
        };
        json!({ "version": 1, "policies": policies, "requests": file.requests(&requests), "checks": told }).to_string()
    }

    /// Every finding about one policy of a type in the words of `iamwhy lint --type`; an empty one is guessed from the policy's
    /// shape. `{"version": 1, "type", "typeGuessed", "findings": [...], "refusals": [...], "checks": {CODE: {...}}}`
    #[must_use]
    pub fn lint(&self, text: &str, kind: &str) -> String {
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
            catalog: Some(&self.catalog),
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
    #[must_use]
    pub fn expand(&self, pattern: &str) -> String {
        let actions = self.catalog.expand(pattern).map(|action| action.to_string());
        json!({ "version": 1, "actions": actions.collect::<Vec<_>>() }).to_string()
    }

    /// The actions that begin so, each with a few words: `{"version": 1, "list": [["s3:GetObject", "Read"], ...]}`.
    #[must_use]
    pub fn actions(&self, beginning: &str) -> String {
        json!({ "version": 1, "list": words::actions(&self.catalog, beginning) }).to_string()
    }

    /// The condition keys that begin so, in the same shape; those of the actions of a policy's statement first.
    #[must_use]
    pub fn keys(&self, beginning: &str, policy: &str, statement: u32) -> String {
        let patterns = words::patterns(policy, usize::try_from(statement).unwrap_or(usize::MAX));
        json!({ "version": 1, "list": words::keys(&self.catalog, beginning, &patterns) }).to_string()
    }

    /// What AWS says of an `action` (also with wildcards), a `key` or a `resource`, in lines, empty where it says nothing. `said`
    /// are AWS's descriptions of the service.
    #[must_use]
    pub fn describe(&self, kind: &str, word: &str, said: &str) -> String {
        words::describe(&self.catalog, kind, word, said)
    }
}

fn refused(message: &str) -> String {
    json!({ "version": 1, "errors": [{ "message": message }] }).to_string()
}

#[cfg(test)]
mod tests {
    use iamwhy_catalog::Catalog;
    use serde_json::Value;

    use super::Checker;

    /// As a page makes it.
    fn checker() -> Checker {
        Checker::new(Catalog::packed()).unwrap_or_else(|error| panic!("{error}"))
    }

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
        let found = read(&checker().checks("x.scenario.json", SCENARIO));
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
    fn finds_what_a_request_asks_that_aws_does_not_have() {
        let text = SCENARIO.replace("\"action\": \"s3:GetObject\"", "\"action\": \"s3:GetObjects\"");
        let found = read(&checker().checks("x.scenario.json", &text));
        let own = &found["requests"]["findings"][0];
        assert_eq!(own["code"], "REQUEST_INVALID_ACTION", "{found:#}");
        assert_eq!(own["pointer"], "/cases/0/action");
        let range = &own["fix"]["edits"][0]["range"];
        let at = |index: usize| range[index].as_u64().and_then(|own| usize::try_from(own).ok());
        assert_eq!(
            at(0).zip(at(1)).and_then(|(from, to)| text.get(from..to)),
            Some("\"s3:GetObjects\"")
        );
        assert!(found["checks"]["REQUEST_INVALID_ACTION"].is_object());
    }

    #[test]
    fn says_of_what_cannot_be_read_why() {
        assert_eq!(read(&checker().checks("x", "{"))["errors"][0]["line"], 1);
        assert!(checker().lint("{}", "sandwich").contains("`sandwich`"));
    }

    #[test]
    fn looks_at_one_policy() {
        let text = r#"{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*" } }"#;
        assert_eq!(
            read(&checker().lint(text, "identity"))["findings"],
            Value::Array(Vec::new())
        );
        assert_eq!(read(&checker().lint(text, ""))["typeGuessed"], true);
        assert_eq!(
            read(&checker().lint(text, "s3"))["findings"][0]["code"],
            "MISSING_PRINCIPAL"
        );
    }

    #[test]
    fn completes_actions_with_their_access_level() {
        let list = &read(&checker().actions("S3:getobjectt"))["list"];
        assert_eq!(list[0], serde_json::json!(["s3:GetObjectTagging", "Read"]));
        assert_eq!(list.as_array().map(Vec::len), Some(2));
        assert_eq!(read(&checker().actions("dynamod"))["list"][0][0], "dynamodb:*");
        assert!(
            read(&checker().actions(""))["list"]
                .as_array()
                .is_some_and(|list| list.len() == 300)
        );
    }

    #[test]
    fn completes_the_keys_of_the_action_first() {
        let policy =
            r#"{ "Statement": [{}, { "Action": ["s3:ListBucket"], "Condition": { "StringEquals": { "s3:" } } }] }"#;
        let first = |beginning: &str, statement| read(&checker().keys(beginning, policy, statement))["list"][0].clone();
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
        let action = checker().describe("action", "s3:getobject", said);
        assert!(
            action.starts_with("s3:GetObject · Read · Amazon S3\nGrants permission to retrieve objects\nResource: "),
            "{action}"
        );
        assert!(
            checker()
                .describe("key", "s3:prefix", said)
                .contains("Filters access by prefix")
        );
        assert_eq!(
            checker().describe("action", "s3:get*jecttagging", ""),
            "s3:get*jecttagging matches 1 action: s3:GetObjectTagging"
        );
        assert!(
            checker()
                .describe("resource", "arn:aws:s3:::b/*", "")
                .contains("object of Amazon S3")
        );
        assert_eq!(checker().describe("action", "s3:Sing", ""), "");
    }

    #[test]
    fn says_why_bytes_are_no_catalogue() {
        let told = Checker::new(b"<!doctype html>").err();
        assert!(told.is_some_and(|told| told.contains("not a catalogue")));
    }

    #[cfg(feature = "embedded")]
    #[test]
    fn the_embedded_catalogue_is_the_packed_one() {
        let list = checker().actions("s3:");
        assert!(list.contains("s3:GetObject"));
        assert_eq!(Checker::embedded().actions("s3:"), list);
    }

    #[test]
    fn expands() {
        let actions = read(&checker().expand("s3:getbuckettag*"));
        assert_eq!(actions["actions"][0], "s3:GetBucketTagging");
    }
}
