//! JSON pointers, and the places that results name in words.

use iamwhy_policy::{Json, Kind, NodeId};

/// The pointer of a member or an item.
#[must_use]
pub fn join(parent: &str, step: &str) -> String {
    [parent, "/", &step.replace('~', "~0").replace('/', "~1")].concat()
}

/// The pointer of a place, from its steps.
#[must_use]
pub fn of(steps: &[&str]) -> String {
    let mut pointer = String::new();
    for step in steps {
        pointer = join(&pointer, step);
    }
    pointer
}

/// The container of a place, and the last step to it.
#[must_use]
pub fn split(pointer: &str) -> Option<(&str, String)> {
    let (parent, step) = pointer.rsplit_once('/')?;
    Some((parent, plain(step)))
}

/// The steps to a place.
#[must_use]
pub fn steps(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(plain).collect()
}

fn plain(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// The place in words, as results name it: `principals.alice.policies[0]`.
#[must_use]
pub fn words(pointer: &str) -> String {
    let mut words = String::new();
    for step in steps(pointer) {
        let number = !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
        // Only lists are counted; accounts have numbers for names.
        if number && step.len() < 6 {
            words.push('[');
            words.push_str(&step);
            words.push(']');
        } else {
            if !words.is_empty() {
                words.push('.');
            }
            words.push_str(&step);
        }
    }
    words
}

/// The pointer of a place in words. Names may have dots in them, so the text decides; of what is not there yet the last word
/// is the field and the rest a name.
#[must_use]
pub fn of_words(json: &Json, words: &str) -> String {
    let (mut node, mut pointer, mut rest) = (Some(json.root()), String::new(), words);
    while !rest.is_empty() {
        if let Some((index, tail)) = item(rest) {
            node = node.and_then(|list| json.items(list).nth(index.parse().ok()?));
            pointer = join(&pointer, index);
            rest = tail;
            continue;
        }
        match node.and_then(|object| member(json, object, rest)) {
            Some((key, value, tail)) => {
                pointer = join(&pointer, key);
                node = Some(value);
                rest = tail;
            }
            None => {
                let (name, tail) = match rest.rsplit_once('.').filter(|_| node.is_some() && !pointer.is_empty()) {
                    Some((name, _)) => (name, rest.get(name.len() + 1..).unwrap_or("")),
                    None => rest.split_once('.').unwrap_or((rest, "")),
                };
                pointer = join(&pointer, name);
                node = None;
                rest = tail;
            }
        }
    }
    pointer
}

/// `[3]` at the beginning.
fn item(words: &str) -> Option<(&str, &str)> {
    let (index, tail) = words.strip_prefix('[')?.split_once(']')?;
    index
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| (index, tail.strip_prefix('.').unwrap_or(tail)))
}

/// The member whose name stands at the beginning, the longest first.
fn member<'j, 'w>(json: &'j Json, object: NodeId, words: &'w str) -> Option<(&'j str, NodeId, &'w str)> {
    let mut best: Option<(&str, NodeId, &str)> = None;
    if json.kind(object) != Kind::Object {
        return None;
    }
    for (key, value) in json.members(object) {
        let name = json.string(key).unwrap_or_default();
        let Some(tail) = words.strip_prefix(name) else { continue };
        if !tail.is_empty() && !tail.starts_with(['.', '[']) {
            continue;
        }
        if best.is_none_or(|(other, _, _)| other.len() < name.len()) {
            best = Some((name, value, tail.strip_prefix('.').unwrap_or(tail)));
        }
    }
    best
}
