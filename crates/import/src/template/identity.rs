//! What references to a resource are: its name, its ARN.

use super::{Entry, Template};
use crate::kind::{self, Reference, ResourceKind, queue_url};
use crate::open::{is_open, may_be, names, open};
use crate::value::Value;

/// What references to a resource are.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    pub(super) name: String,
    pub(super) arn: String,
    /// What `Ref` is.
    pub(super) reference: String,
}

impl Template<'_> {
    /// `{"Ref": to}`.
    pub(super) fn reference(&self, to: &str) -> Value {
        if let Some(value) = self.parameters.get(to) {
            return value.clone();
        }
        let home = &self.home;
        let text = match to {
            "AWS::AccountId" => home.account.clone(),
            "AWS::Region" => home.region.clone(),
            "AWS::Partition" => home.partition.clone(),
            "AWS::URLSuffix" => match home.partition.as_str() {
                "aws-cn" => "amazonaws.com.cn".to_owned(),
                "aws-eusc" => "amazonaws.eu".to_owned(),
                _ => "amazonaws.com".to_owned(),
            },
            "AWS::NoValue" => String::new(),
            _ if to.starts_with("AWS::") => match self.given.get(to) {
                Some(crate::ParameterValue::One(text)) => text.clone(),
                Some(crate::ParameterValue::Many(all)) => {
                    return Value::List(all.iter().map(|own| Value::Text(own.clone())).collect());
                }
                None => open(to),
            },
            _ => self.identity(to).reference,
        };
        Value::Text(text)
    }

    /// `{"Fn::GetAtt": [id, attribute]}`.
    pub(super) fn attribute(&self, id: &str, attribute: &str) -> String {
        let kind = self.kind_of(id);
        let own = self.identity(id);
        let is_arn = attribute == "Arn"
            || kind.is_some_and(|kind| {
                let (_, kind) = kind.cloud_formation.rsplit_once(':').unwrap_or_default();
                let of = attribute.strip_suffix("Arn").or(attribute.strip_suffix("ARN"));
                of == Some(kind)
                    || matches!(
                        (attribute, kind),
                        ("PolicyArn", "ManagedPolicy") | ("ClusterNamespaceArn", "Cluster")
                    )
            });
        match attribute {
            _ if is_arn && kind.is_some_and(|kind| kind.cloud_formation == "AWS::Logs::LogGroup") => {
                [&own.arn, ":*"].concat()
            }
            _ if is_arn => own.arn,
            "Name" | "QueueName" | "TopicName" | "RoleName" | "UserName" | "KeyId" | "FileSystemId" | "RestApiId"
            | "Id" => own.name,
            _ if kind.is_some_and(|kind| kind.name.0 == attribute) => own.name,
            "QueueUrl" => own.reference,
            _ => open(&[id, ".", attribute].concat()),
        }
    }

    fn kind_of(&self, id: &str) -> Option<&'static ResourceKind> {
        let json = &self.json;
        let node = *self.resources.get(id)?;
        kind::of_template(json.string(self.get(node, "Type")?)?)
    }

    pub(super) fn identity(&self, id: &str) -> Identity {
        if let Some(known) = self.identities.borrow().get(id) {
            return known.clone();
        }
        // While it is being found out it is only a name: names that refer to one another end here.
        let bare = Identity {
            name: open(id),
            arn: open(&[id, ".Arn"].concat()),
            reference: open(id),
        };
        self.identities.borrow_mut().insert(id.to_owned(), bare.clone());
        let found = self.identified(id).unwrap_or(bare);
        self.identities.borrow_mut().insert(id.to_owned(), found.clone());
        found
    }

    /// Whether a text that is not known may turn out to name a resource of the template. A name that CloudFormation makes itself
    /// comes only with the deployment: no parameter and no import can say it, other resources of the template can.
    pub(super) fn may_name(&self, text: &str, id: &str) -> bool {
        if let Some(own) = self.identities.borrow().get(id) {
            return self.may_be_named(text, id, own);
        }
        self.may_be_named(text, id, &self.identity(id))
    }

    fn may_be_named(&self, text: &str, id: &str, own: &Identity) -> bool {
        let fits = is_open(text)
            && [&own.reference, &own.arn, &own.name]
                .iter()
                .any(|own| may_be(text, own));
        let is_resource = |name: &str| self.resources.contains_key(name.split('.').next().unwrap_or(name));
        let is_made = || is_open(&own.name) && own.name.contains(&open(id));
        fits && (!is_made() || names(text).any(is_resource))
    }

    fn identified(&self, id: &str) -> Option<Identity> {
        let kind = self.kind_of(id)?;
        let node = *self.resources.get(id)?;
        let entry = Entry {
            id,
            kind: kind.cloud_formation,
            node,
            properties: self.get(node, "Properties"),
            doubtful: false,
        };
        let given = Some(kind.name.0).filter(|name| !name.is_empty());
        let mut name = given
            .and_then(|name| self.text(entry, name))
            .unwrap_or_else(|| open(id));
        let path = self.text(entry, "Path").unwrap_or_default();
        let mut in_arn = name.clone();
        let is_named = !name.starts_with('‹');
        match kind.cloud_formation {
            // Secrets Manager adds six letters of its own.
            "AWS::SecretsManager::Secret" if is_named => in_arn = [&name, "-", &open(id)].concat(),
            "AWS::MSK::Cluster" | "AWS::MSK::ServerlessCluster" if is_named => {
                in_arn = [&name, "/", &open(id)].concat();
            }
            "AWS::Lambda::LayerVersion" if is_named => in_arn = [&name, ":", &open(id)].concat(),
            "AWS::CodeArtifact::Repository" => {
                let domain = self.text(entry, "DomainName").unwrap_or_default();
                in_arn = [&domain, "/", &name].concat();
            }
            "AWS::EC2::VPCEndpoint" => {
                name = ["vpce-", &name].concat();
                in_arn.clone_from(&name);
            }
            "AWS::Events::Rule" => match self.text(entry, "EventBusName").as_deref() {
                None | Some("" | "default") => {}
                Some(bus) => in_arn = [bus.rsplit('/').next().unwrap_or(bus), "/", &name].concat(),
            },
            _ => {}
        }
        let mut arn = kind.arn(&self.home, &in_arn, &path);
        match kind.cloud_formation {
            "AWS::S3Tables::Table" => {
                if let Some(bucket) = self.text(entry, "TableBucketARN") {
                    arn = [&bucket, "/table/", &name].concat();
                }
            }
            "AWS::NetworkFirewall::RuleGroup" if self.text(entry, "Type").as_deref() == Some("STATELESS") => {
                arn = arn.replace(":stateful-rulegroup/", ":stateless-rulegroup/");
            }
            _ => {}
        }
        let reference = match kind.reference.0 {
            Reference::Name => name.clone(),
            Reference::Arn => arn.clone(),
            Reference::Url => queue_url(&self.home, &name),
        };
        Some(Identity { name, arn, reference })
    }
}
