//! PROP-12: what the engine's denials are put into words as can be read back by the grammar of access-denied messages.

use iamwhy_scenario::{NoFiles, read_and_run};
use iamwhy_tests::generate::scenario;

/// What a message says.
#[derive(Debug, PartialEq, Eq)]
struct Read<'m> {
    principal: &'m str,
    action: &'m str,
    resource: Option<&'m str>,
    /// Whether a Deny matched, and the type of policy that is named; none where the message ends with the resource.
    reason: Option<(bool, &'m str)>,
    policy: Option<&'m str>,
}

/// The grammar: `User: P is not authorized to perform: A [on resource: R] reason [: ARN]`.
fn read(message: &str) -> Option<Read<'_>> {
    let rest = message.strip_prefix("User: ")?;
    let (principal, rest) = rest.split_once(" is not authorized to perform: ")?;
    let end = rest.find(' ').unwrap_or(rest.len());
    let (action, rest) = rest.split_at(end);
    let (resource, rest) = match rest.strip_prefix(" on resource: ") {
        None => (None, rest),
        Some(rest) => match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').map(|(text, rest)| (Some(text), rest))?,
            None => {
                let (text, rest) = rest.split_at(rest.find(' ').unwrap_or(rest.len()));
                (Some(text), rest)
            }
        },
    };
    let (reason, policy) = if rest.is_empty() {
        (None, None)
    } else if let Some(named) = rest.strip_prefix(" with an explicit deny in ") {
        let (named, policy) = match named.split_once(": ") {
            Some((named, policy)) => (named, Some(policy)),
            None => (named, None),
        };
        let named = ["a ", "an ", "the "]
            .iter()
            .find_map(|article| named.strip_prefix(article))?;
        (Some((true, named)), policy)
    } else {
        let named = rest.strip_prefix(" because no ")?;
        let (named, again) = named.split_once(" allows the ")?;
        if again.strip_suffix(" action")? != action {
            return None;
        }
        (Some((false, named)), None)
    };
    Some(Read {
        principal,
        action,
        resource,
        reason,
        policy,
    })
}

/// The words for a layer; a role's trust policy has its own.
fn words(layer: &str) -> &'static [&'static str] {
    match layer {
        "rcp" => &["resource control policy"],
        "scp" => &["service control policy"],
        "vpcEndpoint" => &["VPC endpoint policy"],
        "resource" => &["resource-based policy", "role trust policy"],
        "identity" => &["identity-based policy"],
        "boundary" => &["permissions boundary"],
        _ => &["session policy"],
    }
}

#[test]
fn prop_12_messages_can_be_read_back() {
    let (mut read_back, mut without) = (0, 0);
    for seed in 2_000..2_030 {
        let text = scenario(seed).to_string();
        let report = match read_and_run("generated.scenario.json", &text, &NoFiles) {
            Ok(report) => report,
            Err(errors) => panic!("seed {seed}: {errors:?}"),
        };
        for answer in report.cases.iter().flat_map(|case| &case.authorizations) {
            let denied = answer.decision.ends_with("Deny");
            let Some(message) = &answer.message else {
                assert!(
                    !denied || answer.layer == Some("service"),
                    "seed {seed}: no message for {answer:?}"
                );
                without += 1;
                continue;
            };
            assert!(denied, "seed {seed}: {message}");
            if let Some(action) = message.strip_prefix("Not authorized to perform ") {
                assert_eq!(action, answer.action);
                continue;
            }
            if message == "Access Denied" {
                assert!(answer.action.to_ascii_lowercase().starts_with("s3:"), "{answer:?}");
                continue;
            }
            let Some(found) = read(message) else {
                panic!("seed {seed}: cannot read `{message}`")
            };
            assert_eq!(found.principal, answer.principal, "{message}");
            assert_eq!(found.action, answer.action, "{message}");
            assert_eq!(
                found.resource,
                // Those about the list of buckets name none (ERR-5).
                Some(answer.resource.as_str()).filter(|text| *text != "*" && answer.action != "s3:ListAllMyBuckets"),
                "{message}"
            );
            if let Some((explicit, named)) = found.reason {
                assert_eq!(explicit, answer.decision == "explicitDeny", "{message}");
                let layer = answer.layer.unwrap_or_default();
                assert!(words(layer).contains(&named), "{layer}: {message}");
                assert!(explicit || found.policy.is_none(), "{message}");
            } else {
                // Across accounts, and of logins, STS names no layer (ERR-14).
                assert!(answer.action.to_ascii_lowercase().starts_with("sts:"), "{message}");
            }
            read_back += 1;
        }
    }
    assert!(
        read_back > 300 && without > 50,
        "{read_back} messages, {without} answers without"
    );
}
