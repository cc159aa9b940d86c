//! Filling the keys of a request: what is given wins over what section 4 lets us derive. No decision is made here.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Known;
use super::caller::{Caller, Kind};
use super::clock::clock;
use super::context::{Attribute, Context, attribute};
use super::login::kept_of;
use super::objects::sends_existing_tags;
use super::organization::membership;
use super::scene::{Scene, arn_field, is_unknown, str_of};
use super::service::GLOBAL_SERVICES;
use super::target::{Target, bucket_of_object};

impl Context {
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
        context.resource(scene, caller, target, action, !via.is_empty());
        let tags = context.request(scene, action, case, item);
        let login = caller.assumed_by(scene)?.filter(Caller::is_login);
        let kept = login.as_ref().map(Caller::kept_claims);
        let claims = kept.as_ref().or(caller.session.get("claims"));
        if claims.is_some_and(is_unknown) {
            let from = login.as_ref().unwrap_or(caller);
            let url = from.arn.rsplit_once("oidc-provider/");
            let provider = url.map_or(from.arn.as_str(), |(_, url)| url).to_lowercase();
            let heads = match &login {
                None => vec![format!("{provider}:"), "saml:".to_owned(), "sts:".to_owned()],
                Some(_) => kept_of(&provider),
            };
            let place = format!("{}.claims", from.session_place);
            context.open.extend(heads.into_iter().map(|head| (head, place.clone())));
        }
        let (mut given, mut spelt) = (BTreeMap::new(), BTreeMap::new());
        let removed = case.get("endpoint").map(|_| "aws:sourceip");
        for (source, removed) in [
            (claims.filter(|c| !is_unknown(c)), None),
            (scene.root.get("context"), removed),
            (case.get("context"), None),
            (item.get("context"), None),
        ] {
            let fields = source.and_then(Value::as_object).into_iter().flatten();
            if !source.is_some_and(|source| claims.is_some_and(|claims| std::ptr::eq(source, claims))) {
                spelt.extend(fields.clone().map(|(key, _)| (key.to_lowercase(), key.as_str())));
            }
            let fields = fields.map(|(key, value)| (key.to_lowercase(), value));
            given.extend(fields.filter(|(key, _)| Some(key.as_str()) != removed));
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
        context.follow_given(scene, &given, &via, target.point.is_some());
        context.spelt = spelt
            .iter()
            .map(|(key, own)| (key.clone(), (*own).to_owned()))
            .collect();
        let handed_on = context.hand_on(scene, caller, action, &given)?;
        context.keys_of_pairs(action, tags, &handed_on, &given, &spelt);
        context.created(target, action, &given);
        if let (Some(vpc), None) = (
            context.network_owner(scene, case, &via, action),
            given.get("aws:sourcevpcarn"),
        ) {
            match context.called_region(target, action) {
                Some(region) => context.set("aws:SourceVpcArn", format!("arn:aws:ec2:{region}:{vpc}")),
                None => context.set_unknown("aws:SourceVpcArn"),
            }
        }
        if action.to_ascii_lowercase().starts_with("ec2:") && !given.contains_key("ec2:region") {
            match context.called_region(target, action) {
                Some(region) => context.set("ec2:Region", region),
                None => context.set_unknown("ec2:Region"),
            }
        }
        if let (Some(name), None) = (via.last().filter(|_| is_kms(action)), given.get("kms:viaservice")) {
            let service = name.strip_suffix(".amazonaws.com").unwrap_or(name);
            let label = service.rsplit('.').next().unwrap_or_default();
            let regional = label != service && label.contains('-') && label.ends_with(|c: char| c.is_ascii_digit());
            match arn_field(&target.arn, 3)
                .filter(|r| !r.is_empty())
                .or(context.peek("aws:RequestedRegion"))
                .map(str::to_owned)
            {
                _ if regional => context.set("kms:ViaService", format!("{service}.amazonaws.com")),
                Some(region) => context.set("kms:ViaService", format!("{service}.{region}.amazonaws.com")), // KMS-9
                None => context.set_unknown("kms:ViaService"),
            }
        }
        clock(
            &mut context,
            scene,
            given.contains_key("aws:currenttime"),
            given.contains_key("aws:epochtime"),
        );
        Ok(context)
    }

    /// The Region that is called: as it is given, else as it follows, also where somebody takes its key away.
    fn called_region(&self, target: &Target, action: &str) -> Option<String> {
        let service = action.split(':').next().unwrap_or_default().to_ascii_lowercase();
        let own = arn_field(&target.arn, 3).filter(|region| !region.is_empty());
        let global = GLOBAL_SERVICES.contains(&service.as_str()).then_some("us-east-1");
        self.peek("aws:RequestedRegion").or(own).or(global).map(str::to_owned)
    }

    /// `ACCOUNT:vpc/ID` of the endpoint, for the services that are listed as sending it.
    fn network_owner(&self, scene: &Scene, case: &Value, via: &[&str], action: &str) -> Option<String> {
        let entry = &scene.root["endpoints"][str_of(case, "endpoint")?];
        let listed = via.is_empty() && sends(action, VPC_ARN);
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
            if let Some(owner) = str_of(entry, "account") {
                let all = sends(action, VPC_ARN) || sends(action, ACCOUNT);
                if all {
                    self.set("aws:VpceAccount", owner);
                }
                if all || sends(action, ORG_ID) {
                    self.organization_id(scene, "aws:Vpce", owner);
                }
                if all || sends(action, ORG_PATHS) {
                    self.organization_paths(scene, "aws:Vpce", owner);
                }
            }
        }
    }

    fn resource(&mut self, scene: &Scene, caller: &Caller, target: &Target, action: &str, via: bool) {
        let service = action.split(':').next().unwrap_or_default().to_ascii_lowercase();
        let exempt = [
            "ec2:createvpcendpoint",
            "ec2:acceptvpcpeeringconnection",
            "ds:acceptshareddirectory",
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
        // CKEY-7, KEY-13, KEY-15: services have names of their own for the same tags.
        let mut heads = vec!["aws:ResourceTag/".to_owned(), format!("{service}:ResourceTag/")];
        let of_arn = arn_field(&target.arn, 2).filter(|own| *own != service);
        heads.extend(of_arn.map(|own| format!("{own}:ResourceTag/")));
        let (of, place) = target.tags();
        for head in &heads {
            self.set_tags(scene, head, of.get("tags"), &format!("{place}.tags"));
        }
        let in_bucket = ["s3", "", ""].iter().zip([2, 3, 4]);
        let is_bucket = str_of(of, "arn").is_some_and(|arn| bucket_of_object(arn).is_none());
        if is_bucket
            && in_bucket
                .into_iter()
                .all(|(own, at)| arn_field(&target.governed_arn, at) == Some(own))
        {
            self.set_tags(scene, "s3:BucketTag/", of.get("tags"), &format!("{place}.tags"));
        }
        if let Some((point, place, _)) = &target.point {
            self.set_tags(scene, "s3:AccessPointTag/", point.get("tags"), &format!("{place}.tags"));
        }
        if target.is_object() && sends_existing_tags(action) {
            let place = format!("{}.tags", target.own_place);
            self.set_tags(scene, "s3:ExistingObjectTag/", target.own.get("tags"), &place);
        }
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
            let granting = ["kms:creategrant", "kms:listgrants", "kms:revokegrant"];
            if via && granting.contains(&action.to_ascii_lowercase().as_str()) {
                self.set("kms:GrantIsForAWSResource", "true");
            }
            if let Some(account) = &caller.account {
                self.set("kms:CallerAccount", account.as_str());
            }
            if let Some(alias) = &target.alias {
                self.set("kms:RequestAlias", alias.as_str());
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

    pub(super) fn organization(&mut self, scene: &Scene, head: &str, account: &str) {
        self.organization_id(scene, head, account);
        self.organization_paths(scene, head, account);
    }

    fn organization_id(&mut self, scene: &Scene, head: &str, account: &str) {
        if let Some(member) = membership(scene, account) {
            self.set(&format!("{head}OrgID"), member.id);
        }
    }

    fn organization_paths(&mut self, scene: &Scene, head: &str, account: &str) {
        if let Some(member) = membership(scene, account) {
            match member.path {
                Some(path) => self.set_all(&format!("{head}OrgPaths"), vec![path]),
                None => self.set_unknown(&format!("{head}OrgPaths")), // it is in one, so it has a path
            }
        }
    }
}

fn is_kms(action: &str) -> bool {
    action.to_ascii_lowercase().starts_with("kms:")
}

// The network's keys: what the generated and the written scenarios ask of the page's lists, each with what it adds.
const VPC_ARN: &[&str] = &["s3", "kms", "lambda", "ecr", "ecs", "iam", "ebs", "athena", "route53"];
const ACCOUNT: &[&str] = &["dynamodb", "gamelift", "shield"];
const ORG_ID: &[&str] = &["sqs", "kinesis", "ses"];
const ORG_PATHS: &[&str] = &["secretsmanager", "sts"];

/// Whether the list holds the action's service; AWS excepts one action.
fn sends(action: &str, list: &[&str]) -> bool {
    let action = action.to_ascii_lowercase();
    action != "iam:passrole" && list.contains(&action.split(':').next().unwrap_or_default())
}
