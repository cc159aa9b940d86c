//! From a place in a policy or in the scenario to what can be written there.

use iamwhy_engine::{KeyType, Layer, global_keys, key_info};
use iamwhy_policy::Operator;

use super::{Catalogue, Completion, CompletionKind, Names, cursor::Cursor};
use crate::{
    bench::Bench,
    edit::{fields, quoted},
    policy_view::is_slot,
};

struct List<'c> {
    names: Names,
    layer: Layer,
    typed: &'c str,
    catalogue: &'c dyn Catalogue,
    list: Vec<Completion>,
}

/// What can be written at a cursor.
pub(super) fn list(
    bench: &Bench,
    cursor: &Cursor,
    layer: Option<Layer>,
    typed: &str,
    catalogue: &dyn Catalogue,
) -> Vec<Completion> {
    let path: Vec<&str> = cursor.path.iter().map(String::as_str).collect();
    let mut list = List {
        names: bench.names(),
        layer: layer.unwrap_or(Layer::Resource),
        typed,
        catalogue,
        list: Vec::new(),
    };
    match layer {
        Some(_) => list.policy(&path, cursor.key),
        None => list.file(&path, cursor.key),
    }
    list.list
}

impl List<'_> {
    fn add(&mut self, label: &str, kind: CompletionKind, detail: &str) {
        if !self.list.iter().any(|own| own.label == label) {
            self.list.push(Completion {
                label: label.to_owned(),
                text: quoted(label),
                kind,
                detail: detail.to_owned(),
            });
        }
    }

    fn words(&mut self, words: &[&str], kind: CompletionKind) {
        for word in words {
            self.add(word, kind, "");
        }
    }

    fn policy(&mut self, path: &[&str], key: bool) {
        // A statement alone, or one of several.
        let inside = match path {
            ["Statement", number, rest @ ..] if number.bytes().all(|byte| byte.is_ascii_digit()) => rest,
            ["Statement", rest @ ..] => rest,
            [] if key => return self.words(&["Version", "Id", "Statement"], CompletionKind::Element),
            ["Version"] => return self.words(&["2012-10-17", "2008-10-17"], CompletionKind::Value),
            _ => return,
        };
        match (inside, key) {
            ([], true) => self.elements(),
            (["Effect"], false) => self.words(&["Allow", "Deny"], CompletionKind::Value),
            (["Action" | "NotAction", ..], false) => self.actions(),
            (["Resource" | "NotResource", ..], false) => self.resources(),
            (["Principal" | "NotPrincipal"], true) => {
                self.words(
                    &["AWS", "Service", "Federated", "CanonicalUser"],
                    CompletionKind::Element,
                );
            }
            (["Principal" | "NotPrincipal"], false) => self.words(&["*"], CompletionKind::Value),
            (["Principal" | "NotPrincipal", "AWS", ..], false) => self.callers(),
            (["Principal" | "NotPrincipal", ..], false) => self.others(),
            (["Condition"], true) => self.operators(),
            (["Condition", _], true) => self.keys(),
            (["Condition", _, key, ..], false) => self.values(key),
            _ => {}
        }
    }

    fn elements(&mut self) {
        self.words(&["Sid", "Effect"], CompletionKind::Element);
        if !matches!(
            self.layer,
            Layer::Identity | Layer::Boundary | Layer::Session | Layer::Scp
        ) {
            self.words(&["Principal", "NotPrincipal"], CompletionKind::Element);
        }
        self.words(
            &["Action", "NotAction", "Resource", "NotResource", "Condition"],
            CompletionKind::Element,
        );
    }

    fn actions(&mut self) {
        for action in std::mem::take(&mut self.names.actions) {
            // What is being written stands in the scenario already.
            if action == self.typed {
                continue;
            }
            self.add(&action, CompletionKind::Action, "in this scenario");
            if let Some((service, _)) = action.split_once(':') {
                self.add(&[service, ":*"].concat(), CompletionKind::Action, "every action");
            }
        }
        let (catalogue, typed) = (self.catalogue, self.typed);
        catalogue.actions(typed, &mut |action, detail| {
            self.add(action, CompletionKind::Action, detail)
        });
    }

    fn resources(&mut self) {
        self.add("*", CompletionKind::Value, "every resource");
        for (name, arn) in std::mem::take(&mut self.names.resources) {
            self.add(&arn, CompletionKind::Name, &name);
            if arn.contains(":s3:::") && !arn.contains('/') {
                self.add(&[&arn, "/*"].concat(), CompletionKind::Name, "its objects");
            }
        }
        for (name, arn) in std::mem::take(&mut self.names.principals) {
            if arn.contains(":role/") {
                self.add(&arn, CompletionKind::Name, &name);
            }
        }
    }

    fn callers(&mut self) {
        self.add("*", CompletionKind::Value, "everybody");
        for (name, arn) in std::mem::take(&mut self.names.principals) {
            if arn.starts_with("arn:") {
                self.add(&arn, CompletionKind::Name, &name);
            }
        }
        for (id, name) in std::mem::take(&mut self.names.accounts) {
            self.add(&["arn:aws:iam::", &id, ":root"].concat(), CompletionKind::Name, &name);
        }
    }

    fn others(&mut self) {
        for (name, own) in std::mem::take(&mut self.names.principals) {
            if own.ends_with(".amazonaws.com") || own.contains("-provider/") {
                self.add(&own, CompletionKind::Name, &name);
            }
        }
    }

    fn operators(&mut self) {
        for row in Operator::TABLE {
            self.add(row.name, CompletionKind::Operator, "");
        }
        for name in ["StringEquals", "StringLike", "StringNotEquals", "ArnLike", "Bool"] {
            for before in ["ForAllValues:", "ForAnyValue:"] {
                self.add(
                    &[before, name].concat(),
                    CompletionKind::Operator,
                    "for keys with several values",
                );
            }
            self.add(
                &[name, "IfExists"].concat(),
                CompletionKind::Operator,
                "true where the key is absent",
            );
        }
    }

    fn keys(&mut self) {
        // It knows which keys come with the action.
        let (catalogue, typed) = (self.catalogue, self.typed);
        catalogue.keys(typed, &mut |key, detail| self.add(key, CompletionKind::Key, detail));
        for key in std::mem::take(&mut self.names.keys) {
            if key == self.typed {
                continue;
            }
            self.add(&key, CompletionKind::Key, "in this scenario");
        }
        for info in global_keys() {
            self.add(info.name, CompletionKind::Key, kind(info.kind));
        }
    }

    fn values(&mut self, key: &str) {
        let name = key.to_ascii_lowercase();
        if key_info(key).is_some_and(|info| info.kind == KeyType::Boolean) {
            return self.words(&["true", "false"], CompletionKind::Value);
        }
        match () {
            () if name.ends_with("orgid") => {
                if let Some(id) = self.names.organization.take() {
                    self.add(&id, CompletionKind::Name, "this organization");
                }
            }
            () if name.ends_with("account") => {
                for (id, name) in std::mem::take(&mut self.names.accounts) {
                    self.add(&id, CompletionKind::Name, &name);
                }
            }
            () if name == "aws:sourcevpce" => {
                for id in std::mem::take(&mut self.names.endpoints) {
                    self.add(&id, CompletionKind::Name, "");
                }
            }
            () if name == "aws:principalarn" => self.callers(),
            () if name == "aws:sourcearn" => self.resources(),
            () => {}
        }
        self.words(
            &["${aws:username}", "${aws:PrincipalAccount}", "${aws:PrincipalOrgID}"],
            CompletionKind::Value,
        );
    }

    /// The whole file: fields by their place, and policies wherever they stand.
    fn file(&mut self, path: &[&str], key: bool) {
        for end in (1..=path.len()).rev() {
            let at = crate::edit::pointer::of(path.get(..end).unwrap_or_default());
            if is_slot(&at) && (end < path.len() || key) {
                return self.policy(path.get(end..).unwrap_or_default(), key);
            }
        }
        let at = crate::edit::pointer::of(path);
        if key {
            return self.words(fields(&at).unwrap_or_default(), CompletionKind::Element);
        }
        match path {
            ["cases", _, "principal"] | ["cases", _, "matrix", "principal", _] => {
                for (name, arn) in std::mem::take(&mut self.names.principals) {
                    self.add(&name, CompletionKind::Name, &arn);
                }
            }
            ["cases", _, "resource"] | ["cases", _, "matrix", "resource", _] => {
                for (name, arn) in std::mem::take(&mut self.names.resources) {
                    self.add(&name, CompletionKind::Name, &arn);
                }
            }
            ["cases", _, "action"] | ["cases", _, "matrix", "action", _] => self.actions(),
            ["cases", _, "endpoint"] => {
                for id in std::mem::take(&mut self.names.endpoints) {
                    self.add(&id, CompletionKind::Name, "");
                }
            }
            ["cases", _, "expect"] | ["cases", _, "expect", "decision"] => {
                self.words(
                    &["allow", "explicitDeny", "implicitDeny", "deny", "unknown"],
                    CompletionKind::Value,
                );
            }
            ["cases", _, "expect", "layer"] => {
                for layer in Layer::POLICIES {
                    self.add(layer.word(), CompletionKind::Value, "");
                }
            }
            _ if is_slot(&at) => {
                for name in std::mem::take(&mut self.names.policies) {
                    self.add(&name, CompletionKind::Name, "in this scenario");
                }
                self.words(&["FullAWSAccess", "AdministratorAccess"], CompletionKind::Name);
            }
            _ => {}
        }
    }
}

fn kind(kind: KeyType) -> &'static str {
    match kind {
        KeyType::Text => "text",
        KeyType::Boolean => "true or false",
        KeyType::Arn => "an ARN",
        KeyType::Ip => "an address",
        KeyType::Date => "a date",
        KeyType::Number => "a number",
    }
}
