//! What is allowed across accounts is allowed within one: PROP-9 with the exemptions of AMEND-16.

use serde_json::{Value, json};

use super::{compare, each_document, statements, without};

/// Leaves out what looks at the owner: its RCPs, its ACLs, block public access, and conditions on it.
fn prepare(scenario: &mut Value) {
    for name in ["blockPublicAccess", "rcps", "objectOwnership"] {
        without(scenario, name);
    }
    own(scenario, "444455556666");
    each_document(scenario, false, &|document, _| {
        for statement in statements(document) {
            let text = statement.to_string().to_lowercase();
            if text.contains("resourceaccount") || text.contains("resourceorg") {
                *statement = json!({});
            }
        }
    });
}

/// Gives the bucket to an account, where the scenario has it.
fn own(scenario: &mut Value, account: &str) {
    if let Some(bucket) = scenario.pointer_mut("/resources/logs") {
        bucket["account"] = json!(account);
    }
}

#[test]
fn prop_9_what_is_allowed_across_accounts_is_allowed_within_one() {
    let owned = |scenario: &mut Value| own(scenario, "111122223333");
    let named = ["alice", "app", "other", "fred", "owner", "linked", "target"];
    compare(prepare, owned, |old, new| {
        let caller = old.case["principal"].as_str().unwrap_or_default();
        let item = old.case.pointer("/call/0").unwrap_or(&old.case);
        let resource = item["resource"].as_str().unwrap_or_default();
        let asked = named.contains(&caller) && resource.starts_with("logs");
        !asked || old.verdict.decision != "allow" || new.verdict.decision == "allow"
    });
}
