//! What is this? The order matters: links, documents by their shape, messages, and last what nobody can read.

use std::ops::Range;

use iamwhy_policy::{Json, JsonError, Kind, NodeId, PolicyType, Position};

use crate::denial::retold;
use crate::fence::inside;
use crate::foreign::{foreign, foreign_text};
use crate::percent::decoded;
use crate::printed;
use crate::strange::strange;
use crate::wrapper::{Wrapped, wrapped};
use crate::{Foreign, Pasted, PastedPolicy, Unknown, denials, recorded, shape};

/// How often a document may be a text inside another.
const NESTED: u32 = 3;

/// Says what a pasted text is.
///
/// ```
/// use iamwhy_import::{Pasted, recognise};
///
/// // As `aws s3api get-bucket-policy` prints it: the document is a text in another.
/// let printed = r#"{ "Policy": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::acme-site/*\"}]}" }"#;
/// let Pasted::Policy(policy) = recognise(printed) else { panic!("a policy") };
/// assert_eq!(policy.guesses[0].layer(), "resource");
/// assert_eq!(policy.guesses[0].service.as_deref(), Some("s3"));
/// ```
#[must_use]
pub fn recognise(text: &str) -> Pasted {
    let range = inside(text);
    let document = text.get(range.clone()).unwrap_or_default();
    if document.is_empty() {
        return unknown(
            "nothing",
            "paste a policy, a scenario, an access-denied message or a link",
        );
    }
    if let Some(fragment) = fragment(document) {
        return Pasted::ShareLink { fragment };
    }
    if let Some(printed) = printed::said_nothing(document) {
        return Pasted::Printed(Box::new(printed));
    }
    if document.starts_with(['{', '[']) {
        return of_json(text, range, NESTED);
    }
    if printed::begins_level(document)
        && let Some(printed) = printed::several(document)
    {
        return Pasted::Printed(Box::new(printed));
    }
    if let Some(inner) = decoded(document) {
        return without_place(of_json(&inner, inside(&inner), NESTED));
    }
    if document.starts_with('"')
        && let Ok(json) = Json::read(document)
        && let Some(inner) = json.string(json.root())
        && let start = inner.trim_start()
        && (start.starts_with('{') || start.starts_with('%'))
    {
        let plain = decoded(inner).unwrap_or_else(|| inner.to_owned());
        return without_place(of_json(&plain, inside(&plain), NESTED));
    }
    // A log in whose lines the events stand behind a time or a name.
    if let Some(events) = recorded::cloud_trail_text(document) {
        return Pasted::AccessDenied(Box::new(events));
    }
    if let Some(denial) = denial(text) {
        return denial;
    }
    if let Some(foreign) = foreign_text(document) {
        return Pasted::Later(foreign.later(text));
    }
    let holds = |words: &str| document.contains(words);
    if (holds("\n{") || holds("\n["))
        && let Some(printed) = printed::several(document)
    {
        return Pasted::Printed(Box::new(printed));
    }
    // A document behind a few words, such as a file's name or a prompt.
    if let Some(start) = document
        .find("{\n")
        .or_else(|| document.find("{\""))
        .or_else(|| document.find("{ "))
        && document.get(start..).is_some_and(|rest| rest.contains("\"Statement\""))
    {
        let end = document.rfind('}').map_or(document.len(), |end| end + 1).max(start);
        return of_json(text, range.start + start..range.start + end, NESTED);
    }
    Pasted::Unknown(strange(document))
}

/// Where in the output of a command its policy stands, as a JSON pointer; none where the text is a policy itself, or no output that
/// we know.
///
/// ```
/// let printed = r#"{ "RoleName": "app", "PolicyName": "read", "PolicyDocument": { "Statement": [] } }"#;
/// assert_eq!(iamwhy_import::place_in_output(printed).as_deref(), Some("/PolicyDocument"));
/// assert_eq!(iamwhy_import::place_in_output(r#"{ "Statement": [] }"#), None);
/// ```
#[must_use]
pub fn place_in_output(text: &str) -> Option<String> {
    let json = Json::read(text).ok()?;
    let root = json.root();
    if json.get(root, "Statement").is_some() {
        return None;
    }
    Some(json.pointer(wrapped(&json, root)?.node, root))
}

/// What stands behind the `#` of a link.
fn fragment(text: &str) -> Option<String> {
    let is_link = ["https://", "http://", "file://", "#"]
        .iter()
        .any(|start| text.starts_with(start));
    if !is_link || text.contains(char::is_whitespace) {
        return None;
    }
    let (address, fragment) = text.split_once('#')?;
    (!fragment.is_empty() && !address.contains(".amazon.com") && !address.contains(".aws."))
        .then(|| fragment.to_owned())
}

fn denial(text: &str) -> Option<Pasted> {
    let first = || denials(text).into_iter().next();
    retold(text)
        .or_else(first)
        .map(|denial| Pasted::AccessDenied(Box::new(denial)))
}

/// One of several documents.
pub(crate) fn of_document(document: &str) -> Pasted {
    of_json(document, inside(document), NESTED)
}

/// A text that should be JSON.
fn of_json(text: &str, range: Range<usize>, nested: u32) -> Pasted {
    let document = text.get(range.clone()).unwrap_or_default();
    match Json::read(document) {
        Ok(json) => of_tree(text, range, &json, nested),
        Err(error) => broken(text, range, &error),
    }
}

fn of_tree(text: &str, range: Range<usize>, json: &Json, nested: u32) -> Pasted {
    let root = json.root();
    let document = json.text();
    if json.kind(root) == Kind::Object && json.get(root, "scenario").is_some() && json.get(root, "cases").is_some() {
        return Pasted::Scenario(document.to_owned());
    }
    if shape::is_bare(json) {
        return Pasted::Policy(shape::completed(json.raw(root)));
    }
    if json.get(root, "Statement").is_some() {
        return Pasted::Policy(shape::policy(json, root, Some(range)));
    }
    if let Some(foreign) = foreign(json, root) {
        let refusal = match foreign {
            Foreign::CloudTrail => recorded::cloud_trail(json, root, text),
            Foreign::DecodedMessage => recorded::decoded_message(json, root),
            _ => None,
        };
        if let Some(refusal) = refusal {
            return Pasted::AccessDenied(Box::new(refusal));
        }
        if let Some(session) = session(json, root, nested) {
            return session;
        }
        let mut later = foreign.later(text);
        if let Some(why) = recorded::why_none(json, root) {
            (later.sentence, later.denial) = (why, None);
        }
        return Pasted::Later(later);
    }
    if let Some(printed) = printed::listed(json, root) {
        return Pasted::Printed(Box::new(printed));
    }
    if let Some(found) = wrapped(json, root) {
        let policy = match json.string(found.node) {
            Some(inner) if nested > 0 => {
                let inner = plain(inner);
                match without_place(of_json(&inner, inside(&inner), nested - 1)) {
                    Pasted::Policy(policy) => Some(policy),
                    _ => None,
                }
            }
            Some(_) => None,
            None => Some(shape::policy(json, found.node, Some(range))),
        };
        if let Some(mut policy) = policy {
            shape::unwrap(&mut policy, found);
            if printed::is_old_version(json, root) {
                policy.notes.push(printed::OLD_VERSION.to_owned());
            }
            return Pasted::Policy(policy);
        }
    }
    if let Some(printed) = printed::document(json, root) {
        return Pasted::Printed(Box::new(printed));
    }
    if let Some(denial) = denial(text) {
        return denial;
    }
    Pasted::Unknown(Unknown {
        seen: "JSON of another kind".to_owned(),
        why: other_json(json, root),
    })
}

/// A document that is a text in another. API Gateway escapes its own once more.
fn plain(inner: &str) -> String {
    match decoded(inner) {
        Some(inner) => inner,
        None if inner.trim_start().starts_with("{\\\"") => inner.replace("\\\"", "\"").replace("\\/", "/"),
        None => inner.to_owned(),
    }
}

/// The session policy in an event of the call that passed it; there is none where the event has none.
fn session(json: &Json, root: NodeId, nested: u32) -> Option<Pasted> {
    let name = json.get(root, "eventName").and_then(|own| json.string(own))?;
    let has = |pointer: &str| json.at_pointer(pointer, root);
    if !name.starts_with("AssumeRole") || has("/errorCode").is_some() {
        return None;
    }
    let Some(passed) = has("/requestParameters/policy").filter(|_| nested > 0) else {
        let is_none = has("/requestParameters").is_some() && has("/requestParameters/policyArns").is_none();
        return is_none.then(|| Pasted::Printed(Box::new(printed::no_session_policy())));
    };
    let inner = plain(json.string(passed)?);
    let Pasted::Policy(mut policy) = without_place(of_json(&inner, inside(&inner), nested - 1)) else {
        return None;
    };
    shape::unwrap(
        &mut policy,
        Wrapped {
            node: passed,
            wrapper: "the session policy in an event of `AssumeRole`",
            kind: Some((PolicyType::Session, None)),
            name: None,
            arn: None,
            others: 0,
        },
    );
    if has("/requestParameters/policyArns").is_some() {
        policy
            .notes
            .push("the event names managed session policies too, and not what they say".to_owned());
    }
    Some(Pasted::Policy(policy))
}

/// JSON that is nothing of ours: what it lists instead.
fn other_json(json: &Json, root: NodeId) -> String {
    let lists = ["AttachedPolicies", "PolicyNames", "Groups"];
    if lists.iter().any(|key| json.get(root, key).is_some()) {
        return "this lists names of policies or groups and not what they say; fetch each with `aws iam get-policy-version`, \
                `aws iam get-role-policy` and their kin"
            .to_owned();
    }
    if json.at_pointer("/Policy/DefaultVersionId", root).is_some() {
        return "this describes a managed policy without its document; `aws iam get-policy-version` prints that"
            .to_owned();
    }
    "it has no `Statement` as a policy has, and no `cases` as a scenario has".to_owned()
}

/// JSON that cannot be read: a policy all the same if it has statements, so that the editor can show what is wrong.
fn broken(text: &str, range: Range<usize>, error: &JsonError) -> Pasted {
    let document = text.get(range.clone()).unwrap_or_default();
    if let Some(events) = recorded::cloud_trail_text(document) {
        return Pasted::AccessDenied(Box::new(events));
    }
    // Complete documents one after the other.
    if let Some(printed) = printed::several(document) {
        return Pasted::Printed(Box::new(printed));
    }
    let (json, _) = Json::read_recovering(document);
    let root = json.root();
    if json.get(root, "Statement").is_none()
        && let Some(denial) = denial(text)
    {
        return denial;
    }
    let place = Position::of(document, error.span.start);
    let what = [
        "line ",
        &place.line.to_string(),
        ", column ",
        &place.column.to_string(),
        ": ",
        &error.message,
    ]
    .concat();
    if json.get(root, "scenario").is_some() && json.get(root, "cases").is_some() {
        return Pasted::Scenario(document.to_owned());
    }
    if json.get(root, "Statement").is_some() {
        let mut policy = shape::policy(&json, root, Some(range));
        policy.text = document.to_owned();
        policy.notes.push(["this is not JSON yet: ", &what].concat());
        return Pasted::Policy(policy);
    }
    if let Some(foreign) = foreign_text(document) {
        return Pasted::Later(foreign.later(text));
    }
    unknown("JSON that breaks off or has a mistake", &what)
}

/// Of a document that had to be decoded first, no place in the paste is known.
fn without_place(mut pasted: Pasted) -> Pasted {
    if let Pasted::Policy(PastedPolicy { span, .. }) = &mut pasted {
        *span = None;
    }
    pasted
}

fn unknown(seen: &str, why: &str) -> Pasted {
    Pasted::Unknown(Unknown {
        seen: seen.to_owned(),
        why: why.to_owned(),
    })
}
