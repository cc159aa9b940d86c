//! What an `Action`, `Resource` or `Principal` rests on beside its first rule.

use iamwhy_engine::world::PrincipalIs;
use iamwhy_engine::{EntryDetail, GrantKind, PatternKind, Reason, Site, Truth, pattern_matches};
use iamwhy_policy::{Add, Effect, PolicyType};

use super::Rules;
use super::variable;
use crate::because::Clause;
use crate::element::Around;
use crate::words::has_wildcard;

/// Names of API operations that people take for actions, with the actions that they are (ACT-5).
const OPERATIONS: &[(&str, &[&str])] = &[
    ("s3:HeadObject", &["s3:getobject"]),
    ("s3:HeadBucket", &["s3:listbucket"]),
    ("s3:ListObjects", &["s3:listbucket"]),
    ("s3:ListObjectsV2", &["s3:listbucket"]),
    ("s3:ListBuckets", &["s3:listallmybuckets"]),
    ("s3:DeleteObjects", &["s3:deleteobject"]),
    ("s3:CopyObject", &["s3:getobject", "s3:putobject"]),
    ("s3:CreateMultipartUpload", &["s3:putobject"]),
    ("s3:UploadPart", &["s3:putobject"]),
    ("s3:CompleteMultipartUpload", &["s3:putobject"]),
    ("lambda:Invoke", &["lambda:invokefunction"]),
    (
        "dynamodb:TransactWriteItems",
        &[
            "dynamodb:putitem",
            "dynamodb:updateitem",
            "dynamodb:deleteitem",
            "dynamodb:conditioncheckitem",
        ],
    ),
];

pub(crate) fn clause(around: &Around<'_, '_>, clause: &Clause<'_, '_>) -> Vec<&'static str> {
    let mut rules = match clause.site {
        Site::Action => action(around, clause),
        Site::Resource => resource(around, clause),
        _ => principal(around, clause),
    };
    rules.when(repeated(around, clause.site), "PARSE-11");
    if clause.site != Site::Principal {
        let texts = relevant(clause.entries).map(|entry| (clause.text(entry), entry));
        rules.add(variable::of_entries(around, clause.site, texts));
    }
    rules
}

/// Whether a stored policy repeats the element, so that all of them count, or its `Effect`, of which the last does.
fn repeated(around: &Around<'_, '_>, site: Site) -> bool {
    let names: &[&str] = match site {
        Site::Action => &["Action", "NotAction", "Effect"],
        Site::Resource => &["Resource", "NotResource"],
        _ => &["Principal", "NotPrincipal"],
    };
    let json = &around.view.attached.policy.json;
    let count = |name: &str| {
        let members = json.members(around.view.node);
        members.filter(|(key, _)| json.string(*key) == Some(name)).count()
    };
    names.iter().any(|name| count(name) > 1)
}

/// The entries that the outcome rests on: those that matched, else all.
pub(super) fn relevant(entries: &[EntryDetail]) -> impl Iterator<Item = &EntryDetail> {
    let hit = entries.iter().any(|entry| entry.matched == Truth::Yes);
    entries.iter().filter(move |entry| !hit || entry.matched == Truth::Yes)
}

fn action(around: &Around<'_, '_>, clause: &Clause<'_, '_>) -> Vec<&'static str> {
    let mut rules = Vec::new();
    let sent = clause.case.asked.action();
    for text in relevant(clause.entries).map(|entry| clause.text(entry)) {
        let (prefix, name) = text.split_once(':').unwrap_or((text, ""));
        if clause.hit().is_some() {
            rules.when(prefix != "*" && has_wildcard(prefix), "ACT-4");
            continue;
        }
        let bare: String = text.split_whitespace().collect();
        let spoilt = bare != text || text.contains(',');
        let meant = bare
            .split(',')
            .any(|one| pattern_matches(PatternKind::Text, &one.to_ascii_lowercase(), sent));
        let nameless = name.is_empty() && sent.split(':').next() == Some(&prefix.to_ascii_lowercase());
        rules.when((spoilt && meant) || (nameless && text != "*"), "ACT-6");
        rules.when(text.contains("${"), "ACT-9");
        let operation = |row: &&(&str, &[&str])| row.0.eq_ignore_ascii_case(text) && row.1.contains(&sent);
        rules.add(OPERATIONS.iter().find(operation).map(|_| "ACT-5"));
    }
    let assumes = sent.starts_with("sts:assumerole");
    let refused = clause.hit().is_none() && clause.reason != Reason::NotExcluded;
    if assumes && refused && around.view.kind == PolicyType::Trust {
        rules.push("STS-12");
    }
    rules
}

fn resource(around: &Around<'_, '_>, clause: &Clause<'_, '_>) -> Vec<&'static str> {
    let sent = around.seen;
    let mut rules = Vec::new();
    if clause.reason == Reason::NotExcluded && clause.effect == Effect::Allow {
        rules.push("RES-15");
    }
    if sent == "*" && clause.hit().is_none() {
        rules.push("RES-11");
    }
    for text in relevant(clause.entries).map(|entry| clause.text(entry)) {
        match clause.hit() {
            Some(_) if text == "*" => {}
            Some(_) => hit(text, sent, &mut rules),
            None => miss(text, sent, &mut rules),
        }
    }
    let told = |entry: &EntryDetail| clause.text(entry) != "*";
    if relevant(clause.entries).any(told) && part(sent, 4) == "aws" {
        rules.add(["RES-18", "AMEND-6"]);
    }
    rules
}

fn part(arn: &str, index: usize) -> &str {
    arn.splitn(6, ':').nth(index).unwrap_or("")
}

fn hit(text: &str, sent: &str, rules: &mut Vec<&'static str>) {
    let rest = part(text, 5);
    let parts = text.splitn(6, ':').count();
    let first = [part(text, 1), part(text, 2)];
    let kind = rest.split(['/', ':']).next().unwrap_or("");
    let typed = part(text, 2) != "s3" && rest.len() > kind.len();
    rules.when(parts == 6 && first.into_iter().any(has_wildcard), "RES-5");
    rules.when(typed && has_wildcard(kind), "RES-6");
    let slashes = |text: &str| text.matches('/').count();
    let spans = rest.contains('*') && slashes(part(sent, 5)) > slashes(rest);
    rules.when(spans, "RES-10");
    rules.when(parts < 6 && text.ends_with('*'), "RES-20");
    rules.when(sent != "*" && has_wildcard(sent), "MATCH-6");
    rules.when(counts_characters(text, sent), "MATCH-5");
    rules.when(mixes_stars(text), "RES-21");
    let of_bucket = part(text, 2) == "s3" && part(sent, 2) == "s3" && part(text, 4).is_empty();
    rules.when(
        of_bucket && !rest.contains('/') && rest != "*" && part(sent, 5).contains('/'),
        "RES-9",
    );
}

/// Stars beyond which a matcher that tries every way to split the text does not come back.
const MANY_STARS: usize = 8;

/// Whether a match counts characters that are several bytes, or is one that must be bounded.
pub(super) fn counts_characters(pattern: &str, sent: &str) -> bool {
    (pattern.contains('?') && !sent.is_ascii()) || pattern.matches('*').count() > MANY_STARS
}

/// Whether a pattern has stars that may cross a colon and others that may not.
fn mixes_stars(pattern: &str) -> bool {
    let before = || pattern.splitn(6, ':').take(5);
    let inner = before().any(|part| part.trim_end_matches('*').contains('*'));
    let running = before().any(|part| part.ends_with('*')) || part(pattern, 5).contains('*');
    inner && running
}

fn miss(text: &str, sent: &str, rules: &mut Vec<&'static str>) {
    let counted = text.contains('?') && pattern_matches(PatternKind::Resource, &text.replace('?', "*"), sent);
    rules.when(counted && !sent.is_ascii(), "MATCH-5");
    rules.when(text.matches('*').count() > MANY_STARS, "MATCH-5");
    // A star within a part would have to cross a colon.
    rules.when(pattern_matches(PatternKind::Text, text, sent), "RES-21");
    let meant = |text: &str| pattern_matches(PatternKind::Resource, text, sent);
    rules.when(text.contains(' ') && meant(&text.replace(' ', "")), "RES-19");
    rules.when(text.contains("/*/") && meant(&text.replace("/*/", "/")), "RES-10");
    rules.when(meant(&text.to_ascii_lowercase()), "RES-7");
    let object = sent.starts_with(text) && sent.get(text.len()..).is_some_and(|rest| rest.starts_with('/'));
    let inside = text.strip_suffix("/*") == Some(sent);
    let bucket = part(text, 2) == "s3" && part(sent, 2) == "s3";
    rules.when(bucket && (object || inside), "RES-9");
    let regex = text.contains(['[', ']', '(', ')', '\\', '+', '|', '^']) && !text.contains("${");
    rules.when(regex, "MATCH-4");
    rules.when(text.contains(":alias/") && sent.contains(":key/"), "KMS-8");
    let other = text.starts_with("arn:") && !has_wildcard(part(text, 2)) && part(text, 2) != part(sent, 2);
    rules.when(other && sent != "*", "RES-14");
}

fn principal(around: &Around<'_, '_>, clause: &Clause<'_, '_>) -> Vec<&'static str> {
    let mut rules = Vec::new();
    if matches!(clause.reason, Reason::Excluded | Reason::NotExcluded) {
        let wild = |entry: &EntryDetail| has_wildcard(clause.text(entry)) && clause.text(entry) != "*";
        rules.when(clause.effect == Effect::Allow, "PRIN-12");
        rules.when(clause.entries.iter().any(wild), "PRIN-34");
        return rules;
    }
    let hits = || clause.entries.iter().filter(|entry| entry.matched == Truth::Yes);
    let strongest = hits().map(|entry| entry.grant).max();
    rules.when(hits().any(|entry| Some(entry.grant) != strongest), "PRIN-28");
    for entry in relevant(clause.entries) {
        let text = clause.text(entry);
        match entry.matched {
            Truth::Yes => named(around, text, entry.grant, &mut rules),
            _ => unnamed(around, clause, text, &mut rules),
        }
    }
    rules
}

/// Rules of an entry that names the caller.
fn named(around: &Around<'_, '_>, text: &str, grant: GrantKind, rules: &mut Vec<&'static str>) {
    let trust = around.view.kind == PolicyType::Trust;
    let account = grant == GrantKind::Account || text.ends_with(":root") || is_account(text);
    rules.when(account, "PRIN-2");
    rules.when(text.starts_with("AIDA") || text.starts_with("AROA"), "PRIN-4");
    rules.when(
        text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "PRIN-8",
    );
    rules.when(trust && text == "*", "PRIN-13");
    let front = text == "cloudfront.amazonaws.com" || text.contains("CloudFront Origin Access Identity");
    rules.when(front, "SRV-10");
    rules.when(trust && text == "rolesanywhere.amazonaws.com", "FED-7");
}

/// Rules of an entry that does not name the caller, where it looks as if it did.
fn unnamed(around: &Around<'_, '_>, clause: &Clause<'_, '_>, text: &str, rules: &mut Vec<&'static str>) {
    let caller = clause.case.principal;
    let service = |text: &str| text.ends_with(".amazonaws.com") || text.ends_with(".amazonaws.com.cn");
    let provider = text.contains(":oidc-provider/") || text.contains(":saml-provider/");
    let first = |text: &str| text.split('.').next().map(str::to_owned);
    let federated = matches!(caller.is, PrincipalIs::WebIdentity | PrincipalIs::Saml);
    if service(text) && !federated {
        match caller.is {
            PrincipalIs::Service if first(text) == first(&caller.arn) => rules.push("PRIN-6"),
            PrincipalIs::Service => {}
            _ => rules.push("PRIN-26"),
        }
    }
    if provider && !federated {
        rules.push("PRIN-27");
        rules.when(around.view.kind != PolicyType::Trust, "PRIN-7");
    }
    rules.when(text.contains(":group/"), "PRIN-9");
    rules.when(text.eq_ignore_ascii_case(&caller.arn), "PRIN-10");
    let role = |arn: &str| arn.rsplit_once('/').map(|(role, _)| role.to_owned());
    let session = text.contains(":assumed-role/") && caller.is == PrincipalIs::Role;
    rules.when(session && role(text) == role(&caller.arn), "PRIN-23");
}

pub(super) fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}
