//! What the caller says himself: an external id, a session's name, tags of the request. Who asks who can do something means *some*
//! request, so that a key which the caller chooses has the value that a policy asks for, and the way says so.
//!
//! What he cannot choose, such as `aws:SourceIp`, MFA or his own tags, stays what it is.

use iamwhy_engine::world::PrincipalIs;
use iamwhy_engine::{ContextValue, Request};
use iamwhy_policy::{Base, Effect, Json, Operator, Qualifier, Statement};

use crate::path::Sure;
use crate::scene::Reach;

/// Keys that the caller chooses, and the actions whose requests carry them, in lower case. A key ends in what follows it, or in
/// `/` or `:` where a name follows.
const KEYS: [(&str, &[&str]); 13] = [
    ("sts:externalid", &["sts:assumerole"]),
    (
        "sts:rolesessionname",
        &[
            "sts:assumerole",
            "sts:assumerolewithsaml",
            "sts:assumerolewithwebidentity",
        ],
    ),
    ("sts:sourceidentity", &["sts:assumerole", "sts:setsourceidentity"]),
    ("sts:transitivetagkeys", &["sts:assumerole", "sts:tagsession"]),
    (
        "sts:durationseconds",
        &[
            "sts:assumerole",
            "sts:assumerolewithsaml",
            "sts:assumerolewithwebidentity",
        ],
    ),
    ("s3:prefix", &["s3:listbucket", "s3:listbucketversions"]),
    ("s3:delimiter", &["s3:listbucket", "s3:listbucketversions"]),
    ("s3:max-keys", &["s3:listbucket", "s3:listbucketversions"]),
    (
        "s3:x-amz-acl",
        &[
            "s3:putobject",
            "s3:putobjectacl",
            "s3:putobjectversionacl",
            "s3:putbucketacl",
            "s3:createbucket",
        ],
    ),
    ("s3:x-amz-server-side-encryption", &["s3:putobject"]),
    ("s3:x-amz-server-side-encryption-aws-kms-key-id", &["s3:putobject"]),
    (
        "kms:encryptioncontext:",
        &[
            "kms:encrypt",
            "kms:decrypt",
            "kms:generatedatakey",
            "kms:generatedatakeywithoutplaintext",
        ],
    ),
    ("iam:passedtoservice", &["iam:passrole"]),
];
/// Tags of a request: `aws:RequestTag/KEY`, and the list of the keys.
const TAG: &str = "aws:requesttag/";
const TAG_KEYS: &str = "aws:tagkeys";
/// What stands for a value that may be any.
const ANY: &str = "x";
/// More combinations are not tried.
const TRIES: usize = 256;

/// A key as it is written, with what a policy asks of it.
type Asked = (String, Vec<String>);

/// What the policies of a scene ask of keys that the caller chooses.
#[derive(Clone)]
pub(crate) struct Choices {
    /// Of each statement that asks for some.
    allows: Vec<Vec<Asked>>,
    /// What keeps a Deny from matching, of all statements together.
    denies: Vec<Asked>,
    /// Whether the requests of an action can carry tags.
    tags: fn(&str) -> bool,
}

/// A request with what its caller chooses.
pub(crate) struct Chosen {
    pub(crate) request: Request,
    pub(crate) sure: Option<Sure>,
    pub(crate) with: Vec<(String, String)>,
}

impl Reach {
    /// With requests in which the caller chooses what is his to choose: `sts:ExternalId`, `sts:RoleSessionName`, tags of the request
    /// and their like. `tags` says whether the requests of an action can carry tags.
    #[must_use]
    pub fn choosing(mut self, tags: fn(&str) -> bool) -> Reach {
        let mut choices = Choices {
            allows: Vec::new(),
            denies: Vec::new(),
            tags,
        };
        for attached in &self.env().policies {
            let json = &attached.policy.json;
            for statement in attached.policy.statements.iter().filter(|own| !own.inert) {
                choices.add(json, statement);
            }
        }
        self.choices = Some(choices);
        self
    }

    /// The request, or the first of those in which the caller has chosen that gets further.
    pub(crate) fn chosen(&self, request: Request) -> Chosen {
        let plain = self.sure(&request);
        let mut best = Chosen {
            sure: plain,
            with: Vec::new(),
            request,
        };
        let Some(choices) = self.choices.as_ref().filter(|_| plain != Some(Sure::Allowed)) else {
            return best;
        };
        let asked = choices.of(&best.request, self.username(best.request.principal));
        for choice in asked {
            let tried = with(&best.request, &choice);
            let sure = self.sure(&tried).map(|own| own.min(self.alongside(&tried, &choice)));
            // What AWS asks beside is denied: then it is no way.
            if sure.is_none() || self.alongside_denied(&tried, &choice) || sure <= best.sure {
                continue;
            }
            best = Chosen {
                sure,
                with: choice
                    .iter()
                    .map(|(key, values)| (key.clone(), values.join(", ")))
                    .collect(),
                request: tried,
            };
            if sure == Some(Sure::Allowed) {
                break;
            }
        }
        best
    }

    fn username(&self, index: usize) -> Option<&str> {
        let principal = self.principal(index).filter(|own| own.is == PrincipalIs::User)?;
        principal.arn.rsplit('/').next()
    }

    /// How sure are the permissions that AWS asks beside `sts:AssumeRole` for tags and a source identity.
    fn alongside(&self, request: &Request, choice: &[Asked]) -> Sure {
        let all = beside(request, choice).map(|other| self.sure(&other));
        all.flatten().min().unwrap_or(Sure::Allowed)
    }

    fn alongside_denied(&self, request: &Request, choice: &[Asked]) -> bool {
        beside(request, choice).any(|other| self.sure(&other).is_none())
    }
}

fn beside<'r>(request: &'r Request, choice: &[Asked]) -> impl Iterator<Item = Request> + 'r {
    let has = |names: &[&str]| {
        choice
            .iter()
            .any(|(key, _)| names.iter().any(|name| key.to_ascii_lowercase().starts_with(name)))
    };
    let assumes = request.action().to_ascii_lowercase().starts_with("sts:assumerole");
    let tags = has(&[TAG, TAG_KEYS, "sts:transitivetagkeys"]).then_some("sts:TagSession");
    let identity = has(&["sts:sourceidentity"]).then_some("sts:SetSourceIdentity");
    [tags, identity]
        .into_iter()
        .flatten()
        .filter(move |_| assumes)
        .map(|action| {
            let mut other = Request::new(request.principal, action, request.resource());
            other.context = request.context.clone();
            other
        })
}

/// The request with these keys, and tags that fit together.
fn with(request: &Request, choice: &[Asked]) -> Request {
    let mut request = request.clone();
    let mut tags: Vec<Box<str>> = Vec::new();
    for (key, values) in choice {
        let lower = key.to_ascii_lowercase();
        if lower == TAG_KEYS {
            tags.extend(values.iter().map(|own| own.as_str().into()));
            continue;
        }
        if lower.starts_with(TAG) {
            tags.extend(key.get(TAG.len()..).map(Into::into));
        }
        let value = match (lower.as_str(), values.as_slice()) {
            ("sts:transitivetagkeys", many) => ContextValue::Many(many.iter().map(|own| own.as_str().into()).collect()),
            (_, [one, ..]) => ContextValue::One(one.as_str().into()),
            (_, []) => continue,
        };
        request.context.set(key, value);
    }
    tags.sort();
    tags.dedup();
    for tag in &tags {
        let key = ["aws:RequestTag/", tag].concat();
        if request.context.by_name(&key).is_none() {
            request.context.set(&key, ContextValue::One(ANY.into()));
        }
    }
    if !tags.is_empty() && request.context.by_name("aws:TagKeys").is_none() {
        request.context.set("aws:TagKeys", ContextValue::Many(tags));
    }
    request
}

impl Choices {
    fn add(&mut self, json: &Json, statement: &Statement) {
        let mut asked: Vec<Asked> = Vec::new();
        for pair in &statement.conditions {
            let (Some(operator), Some(key)) = (pair.parsed, json.string(pair.key)) else {
                continue;
            };
            let values: Vec<&str> = pair.values.iter().filter_map(|own| json.scalar(*own)).collect();
            let Some(values) = wanted(operator, statement.effect, &values) else {
                continue;
            };
            if is_choice(key) {
                // A value says more than that there is one.
                match asked.iter_mut().find(|(own, _)| own.eq_ignore_ascii_case(key)) {
                    Some((_, own)) if own.as_slice() == [ANY] => *own = values,
                    Some(_) => {}
                    None => asked.push((key.to_owned(), values)),
                }
            }
        }
        match statement.effect {
            Some(Effect::Allow) if !asked.is_empty() && !self.allows.contains(&asked) => self.allows.push(asked),
            Some(Effect::Deny) => join(&mut self.denies, asked),
            _ => {}
        }
    }

    /// What to try for a request, the least first.
    fn of(&self, request: &Request, username: Option<&str>) -> Vec<Vec<Asked>> {
        let action = request.action().to_ascii_lowercase();
        let carries = |key: &str| {
            let lower = key.to_ascii_lowercase();
            let of_tags = lower.starts_with(TAG) || lower == TAG_KEYS;
            let known = KEYS.iter().filter(|(own, _)| is_key(own, &lower));
            match of_tags {
                true => action == "sts:assumerole" || (self.tags)(request.action()),
                false => known.into_iter().any(|(_, actions)| actions.contains(&action.as_str())),
            }
        };
        let fitting = |asked: &[Asked]| -> Vec<Asked> {
            let given = |key: &str| request.context.by_name(key).is_some();
            let kept = asked.iter().filter(|(key, _)| carries(key) && !given(key));
            kept.filter_map(|(key, values)| {
                let values: Option<Vec<String>> = values.iter().map(|own| filled(own, username)).collect();
                Some((key.clone(), values?))
            })
            .collect()
        };
        let denies = fitting(&self.denies);
        let allows: Vec<Vec<Asked>> = self
            .allows
            .iter()
            .map(|own| fitting(own))
            .filter(|own| !own.is_empty())
            .collect();
        let mut all: Vec<Vec<Asked>> = allows.clone();
        if !denies.is_empty() {
            all.push(denies.clone());
        }
        let joined = |parts: &[&Vec<Asked>]| {
            let mut one: Vec<Asked> = Vec::new();
            parts.iter().for_each(|part| join(&mut one, part.to_vec()));
            one
        };
        all.extend(allows.iter().map(|own| joined(&[own, &denies])));
        // Both sides of a request may ask for something.
        for (at, one) in allows.iter().enumerate() {
            let rest = allows.iter().skip(at + 1);
            all.extend(rest.map(|other| joined(&[one, other, &denies])).take(TRIES));
            if all.len() > TRIES {
                break;
            }
        }
        let mut seen: Vec<Vec<Asked>> = Vec::new();
        for own in all.into_iter().take(TRIES) {
            if !seen.contains(&own) {
                seen.push(own);
            }
        }
        seen
    }
}

/// Adds what is not there yet.
fn join(all: &mut Vec<Asked>, more: Vec<Asked>) {
    for (key, values) in more {
        if !all.iter().any(|(own, _)| own.eq_ignore_ascii_case(&key)) {
            all.push((key, values));
        }
    }
}

fn is_key(own: &str, lower: &str) -> bool {
    match own.ends_with(':') {
        true => lower.starts_with(own) && lower.len() > own.len(),
        false => lower == own,
    }
}

fn is_choice(key: &str) -> bool {
    let lower = key.to_ascii_lowercase();
    (lower.starts_with(TAG) && lower.len() > TAG.len())
        || lower == TAG_KEYS
        || KEYS.iter().any(|(own, _)| is_key(own, &lower))
}

/// What makes a condition of an Allow hold, or one of a Deny fail; nothing where the key's absence does.
fn wanted(operator: Operator, effect: Option<Effect>, values: &[&str]) -> Option<Vec<String>> {
    let first = |values: &[&str]| values.first().map(|own| vec![(*own).to_owned()]);
    if operator.base == Base::Null {
        let absent = values.first().is_some_and(|own| own.eq_ignore_ascii_case("true"));
        let is_wanted = absent == (effect == Some(Effect::Deny));
        return is_wanted.then(|| vec![ANY.to_owned()]);
    }
    match (effect, operator.negated) {
        (Some(Effect::Allow), false) if operator.qualifier == Qualifier::ForAllValues => None,
        (Some(Effect::Allow), false) | (Some(Effect::Deny), true) => first(values),
        _ => None,
    }
}

/// A value that a pattern matches: the caller's own name in it, and something for its wildcards. None where it has other variables.
fn filled(pattern: &str, username: Option<&str>) -> Option<String> {
    let text = match username {
        Some(name) => pattern.replace("${aws:username}", name),
        None => pattern.to_owned(),
    };
    (!text.contains("${")).then(|| text.replace(['*', '?'], ANY))
}
