//! The condition keys of a request: what is given, and what section 4 lets us derive. No decision is made here.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat};
use serde_json::Value;

use super::caller::{Caller, Kind, last};
use super::compare::instant;
use super::completion;
use super::organization::membership;
use super::scene::{Scene, arn_field, is_unknown, str_of, text_of};
use super::service::GLOBAL_SERVICES;
use super::target::Target;
use super::{Known, Stop};

/// MODEL-5: the value of a key and its cardinality.
#[derive(Debug, Clone)]
pub(crate) enum Attribute {
    One(String),
    Many(Vec<String>),
    /// Tags whose keys differ only by case, with different values (CKEY-3).
    Clash(Vec<String>),
    /// Filled in by the value that stands at this place.
    Unknown {
        place: String,
        presence: bool,
    },
}

impl Attribute {
    pub(crate) fn values(&self) -> &[String] {
        match self {
            Attribute::One(value) => std::slice::from_ref(value),
            Attribute::Many(values) | Attribute::Clash(values) => values,
            Attribute::Unknown { .. } => &[],
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    Bool,
    Number,
    Date,
    Ip,
    Arn,
    Text,
}

/// The types of section 4; every other key may hold any text.
pub(crate) fn key_type(key: &str) -> Type {
    match key.to_ascii_lowercase().as_str() {
        "aws:principalisawsservice"
        | "aws:assumedroot"
        | "aws:multifactorauthpresent"
        | "aws:viaawsservice"
        | "aws:viaawsmcpservice"
        | "aws:ismcpserviceaction"
        | "aws:securetransport" => Type::Bool,
        "aws:multifactorauthage" | "ec2:roledelivery" => Type::Number,
        "aws:tokenissuetime" | "aws:currenttime" | "aws:epochtime" => Type::Date,
        "aws:sourceip" | "aws:vpcsourceip" | "aws:ec2instancesourceprivateipv4" => Type::Ip,
        "aws:principalarn"
        | "aws:sourcearn"
        | "aws:sourcevpcarn"
        | "aws:signinsessionarn"
        | "aws:chatbotsourcearn"
        | "ec2:sourceinstancearn"
        | "lambda:sourcefunctionarn"
        | "ssm:sourceinstancearn"
        | "codebuild:buildarn"
        | "codebuild:projectarn" => Type::Arn,
        _ => Type::Text,
    }
}

/// The multivalued keys of section 4.
pub(crate) fn is_multivalued(key: &str) -> bool {
    const MULTI: [&str; 11] = [
        "aws:principalorgpaths",
        "aws:principalservicenameslist",
        "aws:vpceorgpaths",
        "aws:resourceorgpaths",
        "aws:calledvia",
        "aws:tagkeys",
        "aws:sourceorgpaths",
        "sts:transitivetagkeys",
        "kms:encryptioncontextkeys",
        "s3:requestobjecttagkeys",
        "kms:resourcealiases",
    ];
    MULTI.contains(&key.to_ascii_lowercase().as_str())
}

#[derive(Debug, Default)]
pub(crate) struct Context {
    keys: BTreeMap<String, Attribute>,
    /// Beginnings of keys of which nobody said which there are, and where the list of them stands.
    open: Vec<(String, String)>,
}

impl Context {
    /// The value of a key; asks for one where it is unknown.
    pub(crate) fn get(&self, scene: &Scene, key: &str) -> Known<Option<Attribute>> {
        let key = key.to_lowercase();
        let (place, presence) = match self.keys.get(&key) {
            Some(Attribute::Unknown { place, presence }) => (place.clone(), *presence),
            Some(value) => return Ok(Some(value.clone()).filter(|v| !v.values().is_empty())),
            None => match self.open.iter().find(|(head, _)| key.starts_with(head)) {
                Some(_) => (key.clone(), true),
                None => return Ok(None),
            },
        };
        match scene.filled.get(&place) {
            Some(value) => Ok(attribute(scene, &key, value)),
            None => Err(Stop::Need {
                choices: completion::values_of(scene, &place, presence, &self.known()),
                place,
            }),
        }
    }

    /// A text that somebody or something stated; never asks.
    pub(crate) fn peek(&self, key: &str) -> Option<&str> {
        match self.keys.get(&key.to_lowercase()) {
            Some(Attribute::One(text)) => Some(text),
            _ => None,
        }
    }

    /// The keys that begin so, in lower case.
    pub(crate) fn beginning(&self, head: &str) -> Vec<String> {
        let present = |value: &Attribute| !value.values().is_empty() || matches!(value, Attribute::Unknown { .. });
        self.keys
            .iter()
            .filter(|(key, value)| key.starts_with(head) && present(value))
            .map(|(key, _)| key.clone())
            .collect()
    }

    fn known(&self) -> Vec<(String, String)> {
        let one = |(key, value): (&String, &Attribute)| match value {
            Attribute::One(text) => Some((key.clone(), text.clone())),
            _ => None,
        };
        self.keys.iter().filter_map(one).collect()
    }

    fn set(&mut self, key: &str, value: impl Into<String>) {
        self.keys.insert(key.to_lowercase(), Attribute::One(value.into()));
    }

    fn set_all(&mut self, key: &str, values: Vec<String>) {
        self.keys.insert(key.to_lowercase(), Attribute::Many(values));
    }

    fn set_unknown(&mut self, key: &str) {
        let place = key.to_lowercase();
        self.keys
            .insert(place.clone(), Attribute::Unknown { place, presence: false });
    }

    fn set_tag(&mut self, head: &str, key: &str, value: &str) {
        let key = format!("{head}{key}").to_lowercase();
        let both = match self.keys.get(&key) {
            Some(Attribute::One(other)) if other != value => Attribute::Clash(vec![other.clone(), value.to_owned()]),
            Some(Attribute::Clash(others)) => Attribute::Clash([others.as_slice(), &[value.to_owned()]].concat()),
            _ => Attribute::One(value.to_owned()),
        };
        self.keys.insert(key, both);
    }

    fn set_tags(&mut self, scene: &Scene, head: &str, tags: Option<&Value>, place: &str) {
        match tags {
            Some(tags) if is_unknown(tags) => self.open.push((head.to_lowercase(), place.to_owned())),
            tags => {
                for (key, value) in tags.and_then(Value::as_object).into_iter().flatten() {
                    self.set_tag(head, key, &text_of(scene, value).unwrap_or_default());
                }
            }
        }
    }

    /// Everything that can be said about a request.
    pub(crate) fn of(
        scene: &Scene,
        caller: &Caller,
        target: &Target,
        action: &str,
        case: &Value,
        item: &Value,
    ) -> Known<Context> {
        let mut context = Context::default();
        let via: Vec<&str> = item
            .get("via")
            .or(case.get("via"))
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        context.principal(scene, caller, !via.is_empty())?;
        context.session(scene, caller)?;
        context.network(scene, caller, case, &via, action);
        context.resource(scene, caller, target, action, &via);
        context.request(scene, case, item);
        let claims = caller.session.get("claims");
        if claims.is_some_and(is_unknown) {
            let provider = caller
                .arn
                .rsplit_once("oidc-provider/")
                .map_or(caller.arn.as_str(), |(_, url)| url);
            for head in [
                format!("{provider}:").to_lowercase(),
                "saml:".to_owned(),
                "sts:".to_owned(),
            ] {
                context.open.push((head, format!("{}.claims", caller.session_place)));
            }
        }
        let mut given = BTreeMap::new();
        for source in [
            claims.filter(|c| !is_unknown(c)),
            scene.root.get("context"),
            case.get("context"),
            item.get("context"),
        ] {
            for (key, value) in source.and_then(Value::as_object).into_iter().flatten() {
                given.insert(key.to_lowercase(), value);
            }
        }
        for (key, value) in &given {
            if value.is_null() {
                context.keys.remove(key);
                context.keys.insert(key.clone(), Attribute::Many(Vec::new()));
            } else if is_unknown(value) {
                let presence = value["unknown"] == "presence";
                context.keys.insert(
                    key.clone(),
                    Attribute::Unknown {
                        place: key.clone(),
                        presence,
                    },
                );
            } else if let Some(value) = attribute(scene, key, value) {
                context.keys.insert(key.clone(), value);
            } else {
                context.keys.insert(key.clone(), Attribute::Many(Vec::new()));
            }
        }
        if let (Some(vpc), None) = (
            context.network_owner(scene, case, &via, action),
            given.get("aws:sourcevpcarn"),
        ) {
            match context.peek("aws:RequestedRegion").map(str::to_owned) {
                Some(region) => context.set("aws:SourceVpcArn", format!("arn:aws:ec2:{region}:{vpc}")),
                None => context.set_unknown("aws:SourceVpcArn"),
            }
        }
        context.clock(
            scene,
            given.contains_key("aws:currenttime"),
            given.contains_key("aws:epochtime"),
        );
        Ok(context)
    }

    fn principal(&mut self, scene: &Scene, caller: &Caller, forwarded: bool) -> Known<()> {
        let account = caller.account.as_deref().unwrap_or_default();
        if caller.is_iam() {
            self.set("aws:PrincipalArn", caller.arn.clone());
            self.set("aws:PrincipalAccount", account);
            self.organization(scene, "aws:Principal", account);
        }
        match caller.kind {
            Kind::User => {
                self.set("aws:PrincipalType", "User");
                self.set("aws:username", last(&caller.arn));
                match caller.id() {
                    Some(id) => self.set("aws:userid", id),
                    None => self.set_unknown("aws:userid"),
                }
            }
            Kind::Role => {
                self.set("aws:PrincipalType", "AssumedRole");
                match caller.id() {
                    Some(id) => self.set("aws:userid", format!("{id}:{}", caller.session_name)),
                    None => self.set_unknown("aws:userid"),
                }
            }
            Kind::Federated => {
                self.set("aws:PrincipalType", "FederatedUser");
                self.set("aws:userid", format!("{account}:{}", last(&caller.arn)));
            }
            Kind::Root => {
                self.set("aws:PrincipalType", "Account");
                self.set("aws:userid", account);
            }
            Kind::Service => {
                self.set("aws:PrincipalServiceName", caller.arn.clone());
                self.set_all("aws:PrincipalServiceNamesList", vec![caller.arn.clone()]);
                self.set_unknown("aws:userid");
                if scene.assumes("UND-23", "present") {
                    ["aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType"]
                        .iter()
                        .for_each(|key| self.set_unknown(key));
                }
                for (field, key) in [("sourceArn", "aws:SourceArn"), ("sourceAccount", "aws:SourceAccount")] {
                    if let Some(value) = str_of(caller.session, field) {
                        self.set(key, value);
                    }
                }
                self.organization(
                    scene,
                    "aws:Source",
                    str_of(caller.session, "sourceAccount").unwrap_or_default(),
                );
            }
            Kind::WebIdentity | Kind::Saml | Kind::Anonymous => {
                self.set("aws:PrincipalType", "Anonymous");
                self.set("aws:PrincipalAccount", "anonymous");
                self.set("aws:userid", "anonymous");
            }
        }
        if caller.is_iam() || caller.kind == Kind::Service {
            self.set("aws:PrincipalIsAWSService", (caller.kind == Kind::Service).to_string());
        }
        let credential = match caller.kind {
            Kind::User | Kind::Root => caller.credential(),
            Kind::Role if scene.assumes("UND-19", "fromInput") => caller.credential(),
            _ => "longTerm",
        };
        match credential {
            "sessionToken" | "console" => self.set("aws:MultiFactorAuthPresent", "false"),
            "sessionTokenMfa" | "consoleMfa" => {
                self.set("aws:MultiFactorAuthPresent", "true");
                self.set_unknown("aws:MultiFactorAuthAge");
            }
            _ if caller.kind == Kind::User && forwarded => self.set("aws:MultiFactorAuthPresent", "false"), // KEY-10
            _ => {}
        }
        if matches!(caller.kind, Kind::Role | Kind::Federated) || caller.is_task_session() || credential != "longTerm" {
            self.set_unknown("aws:TokenIssueTime");
        }
        if caller.is_task_session() {
            self.set("aws:AssumedRoot", "true");
        }
        Ok(())
    }

    /// Principal tags and source identity, with what a chain of roles hands down (STS-8 to STS-10).
    fn session(&mut self, scene: &Scene, caller: &Caller) -> Known<()> {
        if caller.is_iam() {
            let mut own = Context::default();
            own.set_tags(scene, "", caller.entity.get("tags"), "");
            let mut layers = vec![caller.session.get("sessionTags").cloned()];
            layers.extend(inherited(scene, caller, 8)?.map(Some));
            for tags in layers {
                let mut over = Context::default();
                over.set_tags(scene, "", tags.as_ref(), "");
                own.keys.extend(over.keys);
                own.open.extend(over.open);
            }
            self.keys.extend(
                own.keys
                    .into_iter()
                    .map(|(key, value)| (format!("aws:principaltag/{key}"), value)),
            );
            self.open.extend(
                own.open
                    .into_iter()
                    .map(|_| ("aws:principaltag/".to_owned(), caller.entity_place.clone())),
            );
        }
        if let Some(identity) = source_identity(scene, caller)? {
            self.set("aws:SourceIdentity", identity);
        }
        let provider = match caller.kind {
            Kind::WebIdentity => Some(caller.arn.as_str()),
            Kind::Role => str_of(caller.session, "federatedProvider").filter(|p| !p.contains(":saml-provider/")),
            _ => None,
        };
        if let Some(provider) = provider {
            self.set("aws:FederatedProvider", provider);
        }
        Ok(())
    }

    /// `ACCOUNT:vpc/ID` of the endpoint, for the services that are listed as sending it.
    fn network_owner(&self, scene: &Scene, case: &Value, via: &[&str], action: &str) -> Option<String> {
        let entry = &scene.root["endpoints"][str_of(case, "endpoint")?];
        let listed = via.is_empty() && sends_endpoint_owner(action);
        listed
            .then(|| Some(format!("{}:vpc/{}", str_of(entry, "account")?, str_of(entry, "vpc")?)))
            .flatten()
    }

    fn network(&mut self, scene: &Scene, caller: &Caller, case: &Value, via: &[&str], action: &str) {
        let endpoint = str_of(case, "endpoint");
        if caller.kind != Kind::Service
            && (endpoint.is_none() || !via.is_empty() && scene.assumes("UND-20", "serviceAddress"))
        {
            self.set_unknown("aws:SourceIp");
        }
        self.set_unknown("aws:UserAgent");
        self.set("aws:SecureTransport", "true");
        self.set("aws:ViaAWSService", (!via.is_empty()).to_string());
        if let (Some(first), Some(last)) = (via.first(), via.last()) {
            self.set_all("aws:CalledVia", via.iter().map(ToString::to_string).collect());
            self.set("aws:CalledViaFirst", *first);
            self.set("aws:CalledViaLast", *last);
        } else if let Some(id) = endpoint {
            let entry = &scene.root["endpoints"][id];
            self.set("aws:SourceVpce", id);
            if let Some(vpc) = str_of(entry, "vpc") {
                self.set("aws:SourceVpc", vpc);
            }
            if let Some(owner) = str_of(entry, "account").filter(|_| sends_endpoint_owner(action)) {
                self.set("aws:VpceAccount", owner);
                self.organization(scene, "aws:Vpce", owner);
            }
        }
    }

    fn resource(&mut self, scene: &Scene, caller: &Caller, target: &Target, action: &str, via: &[&str]) {
        let service = action.split(':').next().unwrap_or_default().to_ascii_lowercase();
        let exempt = [
            "ec2:createvpcendpoint",
            "ec2:acceptvpcpeeringconnection",
            "ec2:copysnapshot",
            "route53:associatevpcwithhostedzone",
        ];
        let named = service != "ebs" && !exempt.contains(&action.to_ascii_lowercase().as_str());
        if let Some(owner) = target.owner.as_deref().filter(|_| named) {
            self.set("aws:ResourceAccount", owner);
            self.organization(scene, "aws:Resource", owner);
            if service == "s3" {
                self.set("s3:ResourceAccount", owner);
            }
        }
        self.set_tags(
            scene,
            "aws:ResourceTag/",
            target.own.get("tags"),
            &format!("{}.tags", target.own_place),
        );
        if let Some((point, _, owner)) = &target.point {
            self.set("s3:DataAccessPointArn", str_of(point, "arn").unwrap_or_default());
            if let Some(owner) = owner {
                self.set("s3:DataAccessPointAccount", owner.as_str());
            }
            let outside = point.get("vpc").is_none_or(Value::is_null);
            self.set("s3:AccessPointNetworkOrigin", if outside { "Internet" } else { "VPC" });
        }
        let region = arn_field(&target.arn, 3).filter(|region| !region.is_empty());
        if service == "kms" {
            if let Some(account) = &caller.account {
                self.set("kms:CallerAccount", account.as_str());
            }
            if let Some((last, region)) = via
                .last()
                .and_then(|name| name.strip_suffix(".amazonaws.com"))
                .zip(region)
            {
                self.set("kms:ViaService", format!("{last}.{region}.amazonaws.com"));
            }
            if let Some(aliases) = target.own.get("aliases").and_then(Value::as_array) {
                self.set_all(
                    "kms:ResourceAliases",
                    aliases.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                );
            }
        }
        match region {
            Some(region) => self.set("aws:RequestedRegion", region),
            None if GLOBAL_SERVICES.contains(&service.as_str()) => self.set("aws:RequestedRegion", "us-east-1"),
            None => self.set_unknown("aws:RequestedRegion"),
        }
    }

    fn request(&mut self, scene: &Scene, case: &Value, item: &Value) {
        let tags = item.get("tags").or(case.get("tags"));
        self.set_tags(scene, "aws:RequestTag/", tags, "tags");
        if let Some(tags) = tags.and_then(Value::as_object).filter(|tags| !tags.is_empty()) {
            self.set_all("aws:TagKeys", tags.keys().cloned().collect());
        }
    }

    fn organization(&mut self, scene: &Scene, head: &str, account: &str) {
        if let Some(member) = membership(scene, account) {
            self.set(&format!("{head}OrgID"), member.id);
            if let Some(path) = member.path {
                self.set_all(&format!("{head}OrgPaths"), vec![path]);
            }
        }
    }

    /// The two clocks follow each other.
    fn clock(&mut self, scene: &Scene, has_time: bool, has_epoch: bool) {
        let (time, epoch) = ("aws:currenttime", "aws:epochtime");
        let leader = if has_epoch && !has_time { epoch } else { time };
        for key in [time, epoch]
            .into_iter()
            .filter(|key| !(*key == time && has_time || *key == epoch && has_epoch))
        {
            let value = match (has_time || has_epoch).then(|| self.keys.get(leader)).flatten() {
                Some(Attribute::One(text)) => Attribute::One(clock_text(scene, text, key == epoch)),
                Some(Attribute::Unknown { place, .. }) => unknown_clock(scene, place, key),
                Some(_) => Attribute::Unknown {
                    place: key.to_owned(),
                    presence: false,
                },
                None => unknown_clock(scene, leader, key),
            };
            self.keys.insert(key.to_owned(), value);
        }
    }
}

/// 4.3: the listed services.
fn sends_endpoint_owner(action: &str) -> bool {
    let service = action.split(':').next().unwrap_or_default().to_ascii_lowercase();
    ["s3", "kms", "lambda", "ecr", "iam"].contains(&service.as_str())
}

/// A clock that nobody gave: what was filled in for the other one, in its own words.
fn unknown_clock(scene: &Scene, place: &str, key: &str) -> Attribute {
    match scene.filled.get(place).and_then(Value::as_str) {
        Some(text) => Attribute::One(clock_text(scene, text, key == "aws:epochtime")),
        None if scene.filled.contains_key(place) => Attribute::Unknown {
            place: key.to_owned(),
            presence: false,
        },
        None => Attribute::Unknown {
            place: place.to_owned(),
            presence: false,
        },
    }
}

fn clock_text(scene: &Scene, text: &str, as_epoch: bool) -> String {
    let Some(instant) = instant(text, scene.assumes("UND-7", "year")) else {
        return text.to_owned();
    };
    let seconds = instant.div_euclid(1_000_000_000);
    let moment = i64::try_from(seconds).ok().and_then(|s| DateTime::from_timestamp(s, 0));
    match moment {
        Some(moment) if !as_epoch => moment.to_rfc3339_opts(SecondsFormat::Secs, true),
        _ => seconds.to_string(),
    }
}

fn attribute(scene: &Scene, key: &str, value: &Value) -> Option<Attribute> {
    match value {
        Value::Array(list) => Some(Attribute::Many(list.iter().filter_map(|v| text_of(scene, v)).collect())),
        value => text_of(scene, value).map(|text| {
            if is_multivalued(key) {
                Attribute::Many(vec![text])
            } else {
                Attribute::One(text)
            }
        }),
    }
}

/// The transitive tags that a session inherits; `depth` bounds the chain of roles.
fn inherited(scene: &Scene, caller: &Caller, depth: usize) -> Known<Option<Value>> {
    let Some(by) = caller.assumed_by(scene)?.filter(|_| depth > 0) else {
        return Ok(None);
    };
    let mut tags = inherited(scene, &by, depth - 1)?
        .and_then(|tags| tags.as_object().cloned())
        .unwrap_or_default();
    let transitive: Vec<&str> = by.session["transitiveTags"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    for (key, value) in by.session["sessionTags"].as_object().into_iter().flatten() {
        if transitive.iter().any(|t| t.eq_ignore_ascii_case(key)) && !tags.keys().any(|k| k.eq_ignore_ascii_case(key)) {
            tags.insert(key.clone(), value.clone());
        }
    }
    Ok(Some(Value::Object(tags)))
}

/// The lower-case keys of the tags that a session of this caller must hand on unchanged.
pub(crate) fn transitive_keys(scene: &Scene, caller: &Caller) -> Known<Vec<String>> {
    let mut keys: Vec<String> = inherited(scene, caller, 8)?
        .and_then(|t| t.as_object().map(|t| t.keys().cloned().collect()))
        .unwrap_or_default();
    let tagged = |key: &str| {
        caller.session["sessionTags"]
            .as_object()
            .is_some_and(|tags| tags.keys().any(|k| k.eq_ignore_ascii_case(key)))
    };
    let own = caller.session["transitiveTags"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|key| tagged(key));
    keys.extend(own.map(str::to_owned));
    Ok(keys.into_iter().map(|key| key.to_lowercase()).collect())
}

fn source_identity(scene: &Scene, caller: &Caller) -> Known<Option<String>> {
    let mut inherited = caller.assumed_by(scene)?;
    let mut found = str_of(caller.session, "sourceIdentity").map(str::to_owned);
    for _ in 0..8 {
        let Some(by) = inherited else { break };
        found = str_of(by.session, "sourceIdentity").map(str::to_owned).or(found); // STS-10: the first one stays
        inherited = by.assumed_by(scene)?;
    }
    Ok(found)
}
