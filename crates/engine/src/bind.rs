//! Binding: a request looked up in a program. Everything is borrowed; nothing is allocated for ordinary requests.

use crate::access_point::AccessPoint;
use crate::action::Special;
use crate::assume::Assume;
use crate::compare::date;
use crate::compile::parts::KeyDef;
use crate::compile::{AccountFacts, CallerFacts, EndpointFacts, Program, ResourceIs, classes};
use crate::keys::{Cardinality, Derived, List, Source, Value, derive};
use crate::request::{ContextValue, Request};
use crate::service::regions;
use crate::unknown::Assigned;
use crate::world::{Endpoint, Principal, PrincipalIs, Resource, UnknownId};

/// Whose account the resource belongs to (MODEL-7).
#[derive(Copy, Clone, Debug, Default)]
pub(crate) struct Owner<'a> {
    pub(crate) id: Option<&'a str>,
    pub(crate) account: Option<u32>,
    /// It is the caller's account.
    pub(crate) own: bool,
    /// Nothing said so: the caller's account stands in.
    pub(crate) assumed: bool,
}

/// A request in its program.
#[derive(Clone, Debug)]
pub(crate) struct Bound<'a> {
    pub(crate) program: &'a Program,
    /// The readings that count: the program's own, unless another one is tried.
    pub(crate) assume: &'a Assume,
    pub(crate) request: &'a Request,
    pub(crate) principal: &'a Principal,
    pub(crate) caller: &'a CallerFacts,
    pub(crate) assigned: &'a [Assigned],
    pub(crate) action_id: Option<u32>,
    pub(crate) service_id: Option<u32>,
    /// Where the index files statements about this action.
    pub(crate) classes: [u32; 3],
    /// The governing entry; of an object, its bucket's unless it has its own.
    pub(crate) entry: Option<u32>,
    /// The entry whose policy governs: of an object, its bucket's.
    pub(crate) policy_entry: Option<u32>,
    pub(crate) kind: ResourceIs,
    pub(crate) owner: Owner<'a>,
    pub(crate) access_point: Option<Box<AccessPoint<'a>>>,
    rare: Option<Box<Rare>>,
}

/// What asks for keys whose text must be put together.
pub(crate) const RARE: [Derived; 4] = [
    Derived::KmsViaService,
    Derived::CurrentTime,
    Derived::EpochTime,
    Derived::SourceVpcArn,
];

/// Keys whose text must be put together.
#[derive(Clone, Debug, Default)]
struct Rare {
    via_service: Option<String>,
    vpc_arn: Option<String>,
    clock: Option<String>,
}

impl<'a> Bound<'a> {
    /// Binds a request. None where its principal does not exist.
    #[inline]
    pub(crate) fn new(
        program: &'a Program,
        assume: &'a Assume,
        request: &'a Request,
        assigned: &'a [Assigned],
    ) -> Option<Bound<'a>> {
        let principal = program.env.principals.get(request.principal)?;
        let caller = program.callers.get(request.principal)?;
        let (action_id, service_id) = program.names(&request.action);
        let entry = program.governing(&request.target);
        let own = entry.map(|index| &program.resources[index as usize]);
        let kind = match own {
            Some(facts) if facts.kind != ResourceIs::Bucket => facts.kind,
            _ => request.target.kind.asked_by(request.action()),
        };
        let policy_entry = match own {
            Some(facts) if facts.kind == ResourceIs::Object => facts.bucket,
            _ => entry,
        };
        let mut bound = Bound {
            program,
            assume,
            request,
            principal,
            caller,
            assigned,
            action_id,
            service_id,
            classes: classes(service_id, action_id),
            entry,
            policy_entry,
            kind,
            owner: Owner::default(),
            access_point: None,
            rare: None,
        };
        if kind == ResourceIs::AccessPoint {
            bound.access_point = bound.find_access_point().map(Box::new);
        }
        bound.owner = bound.find_owner();
        if program.mentions_rare {
            bound.rare_keys();
        }
        Some(bound)
    }

    fn find_owner(&self) -> Owner<'a> {
        let resources = &self.program.env.resources;
        let declared = |entry: Option<u32>| {
            let resource = resources.get(entry? as usize)?;
            resource.account.as_deref()
        };
        let segment = self.part(4).filter(|account| !account.is_empty());
        let own = self.principal.account.as_deref();
        let bucket = self.access_point.as_ref().and_then(|point| point.bucket.as_ref());
        let said = match bucket {
            // Behind an access point lies somebody's bucket.
            Some((bucket, _)) => declared(Some(*bucket)),
            None => declared(self.entry)
                .or_else(|| declared(self.policy_entry))
                .or(match segment {
                    // AWS's own resources count as the caller's (AMEND-6).
                    Some("aws") => own,
                    other => other,
                }),
        };
        let said = said.or(self.request.resource_owner.as_deref());
        let id = said.or(own);
        let same = id.is_some() && id == own;
        let account = match id {
            Some(_) if same => self.caller.account,
            Some(id) => self.program.account_index(id),
            None => None,
        };
        Owner {
            id,
            account,
            own: same,
            assumed: said.is_none(),
        }
    }

    fn find_access_point(&self) -> Option<AccessPoint<'a>> {
        let resource = self.program.env.resources.get(self.entry? as usize)?;
        let tail = self
            .request
            .resource()
            .strip_prefix(resource.arn.as_str())
            .unwrap_or("");
        let bucket = resource.bucket.and_then(|index| {
            let bucket = self.program.env.resources.get(index)?;
            let arn = match tail.strip_prefix("/object/") {
                Some(key) => format!("{}/{key}", bucket.arn),
                None => bucket.arn.clone(),
            };
            Some((index as u32, arn))
        });
        let account = resource.account.as_deref().or(self.part(4));
        let object = bucket
            .as_ref()
            .and_then(|(_, arn): &(u32, String)| self.program.nearest(arn));
        let object = object.filter(|index| self.program.resources[*index as usize].kind == ResourceIs::Object);
        Some(AccessPoint {
            arn: &resource.arn,
            account,
            vpc: resource.vpc.as_deref(),
            bucket,
            object,
        })
    }

    /// Keys whose text must be put together ([`RARE`]); only where a policy asks for them.
    fn rare_keys(&mut self) {
        if !self.request.via.is_empty() && self.mentions(Derived::KmsViaService) {
            let service = self
                .request
                .via
                .last()
                .map_or("", |via| via.strip_suffix(".amazonaws.com").unwrap_or(via));
            // Its name may have the region already.
            let named = service
                .rsplit_once('.')
                .is_some_and(|(_, last)| last.contains('-') && last.ends_with(|end: char| end.is_ascii_digit()));
            let own = match named {
                true => Some(format!("{service}.amazonaws.com")),
                false => self
                    .called_region()
                    .map(|region| format!("{service}.{region}.amazonaws.com")),
            };
            if own.is_some() {
                self.rare.get_or_insert_default().via_service = own;
            }
        }
        let (current, epoch) = (self.mentions(Derived::CurrentTime), self.mentions(Derived::EpochTime));
        if current || epoch {
            let years = self.assume.other(7);
            let given = |name| match self.request.context.by_name_folded(name) {
                Some(ContextValue::One(text)) => Some(&**text),
                _ => None,
            };
            let own = match (given("aws:CurrentTime"), given("aws:EpochTime")) {
                (Some(text), None) if epoch => Some(date::seconds(text, years).unwrap_or_else(|| text.to_owned())),
                (None, Some(text)) if current => Some(date::iso(text, years).unwrap_or_else(|| text.to_owned())),
                _ => None,
            };
            if own.is_some() {
                self.rare.get_or_insert_default().clock = own;
            }
        }
        let endpoint = self
            .endpoint()
            .and_then(|own| Some((own.vpc.as_deref()?, own.account.as_deref()?)));
        if let Some((vpc, account)) = endpoint
            && self.mentions(Derived::SourceVpcArn)
        {
            let partition = &self.principal.partition;
            let own = self
                .called_region()
                .map(|region| format!("arn:{partition}:ec2:{region}:{account}:vpc/{vpc}"));
            if own.is_some() {
                self.rare.get_or_insert_default().vpc_arn = own;
            }
        }
    }

    fn mentions(&self, derived: Derived) -> bool {
        self.program.mentioned.contains(derived)
    }

    /// What is taken for granted of something unknown.
    pub(crate) fn assigned(&self, id: UnknownId) -> Assigned {
        self.assigned.get(id.0 as usize).copied().unwrap_or(Assigned::Open)
    }

    /// The action in lower case.
    pub(crate) fn action(&self) -> &'a str {
        self.request.action.folded()
    }

    /// The action's prefix in lower case.
    pub(crate) fn service(&self) -> &'a str {
        self.request.action.service()
    }

    /// The action's name in lower case.
    pub(crate) fn action_name(&self) -> &'a str {
        self.request.action.name()
    }

    /// The service, where rules outside policies speak of it.
    pub(crate) fn special(&self) -> Special {
        self.request.action.special
    }

    /// A part of the resource's ARN, where it is one.
    pub(crate) fn part(&self, number: usize) -> Option<&'a str> {
        self.request.target.part(number)
    }

    /// `kms:ViaService`, where it follows.
    pub(crate) fn via_service(&self) -> Option<&str> {
        self.rare.as_ref()?.via_service.as_deref()
    }

    /// The ARN of the endpoint's VPC, where it follows.
    pub(crate) fn vpc_arn(&self) -> Option<&str> {
        self.rare.as_ref()?.vpc_arn.as_deref()
    }

    /// The given one of the two forms of the current time, written as the other (DATE-4).
    pub(crate) fn clock(&self) -> Option<&str> {
        self.rare.as_ref()?.clock.as_deref()
    }

    /// The endpoint, unless it belongs to the first hop of a forwarded call (FAS-3, VPCE-6).
    pub(crate) fn endpoint(&self) -> Option<&'a Endpoint> {
        let index = self.request.endpoint.filter(|_| self.request.via.is_empty())?;
        self.program.env.endpoints.get(index)
    }

    pub(crate) fn endpoint_facts(&self) -> Option<&'a EndpointFacts> {
        let index = self.request.endpoint.filter(|_| self.request.via.is_empty())?;
        self.program.endpoints.get(index)
    }

    pub(crate) fn owner_facts(&self) -> Option<&'a AccountFacts> {
        self.program.accounts.get(self.owner.account? as usize)
    }

    pub(crate) fn source_facts(&self) -> Option<&'a AccountFacts> {
        self.program.accounts.get(self.caller.source_account? as usize)
    }

    /// The governing entry.
    pub(crate) fn own_entry(&self) -> Option<&'a Resource> {
        self.program.env.resources.get(self.entry? as usize)
    }

    /// The region that the request was sent to, where it is given or follows.
    pub(crate) fn called_region(&self) -> Option<&'a str> {
        match self.request.context.by_name_folded("aws:RequestedRegion") {
            Some(ContextValue::One(region)) => Some(region),
            _ => self.region(),
        }
    }

    /// The region that the request was sent to, where it follows.
    pub(crate) fn region(&self) -> Option<&'a str> {
        match self.part(3) {
            Some(region) if !region.is_empty() => Some(region),
            _ => regions::global_region(self.service(), &self.principal.partition),
        }
    }

    /// Whether the caller's account owns the resource.
    pub(crate) fn same_account(&self) -> bool {
        self.owner.own
    }

    /// Whether this account is the caller's.
    pub(crate) fn owns(&self, account: Option<&str>) -> bool {
        account.is_some() && account == self.principal.account.as_deref()
    }

    /// The value of a key: given, claimed or derived.
    pub(crate) fn value(&self, id: u32) -> Value<'_> {
        let Some(def) = self.program.keys.get(id as usize) else {
            return Value::Absent;
        };
        self.value_of(def)
    }

    pub(crate) fn value_of<'b>(&'b self, def: &'b KeyDef) -> Value<'b> {
        let given = self
            .request
            .context
            .get(&def.key)
            .or_else(|| match self.principal.claims.is_empty() {
                true => None,
                false => self.principal.claims.get(&def.key),
            });
        match given {
            None => derive(self, def),
            Some(ContextValue::Absent) => Value::Absent,
            Some(ContextValue::Unknown { presence }) => Value::Unknown {
                presence: *presence,
                source: Source::Key,
            },
            Some(ContextValue::Many(list)) => Value::Many(List::Given(list)),
            Some(ContextValue::One(text)) if def.cardinality == Some(Cardinality::Multi) => {
                Value::Many(List::Single(text))
            }
            Some(ContextValue::One(text)) => Value::One(text),
        }
    }

    /// Whether the resource is a service-linked role.
    pub(crate) fn calls_service_linked(&self) -> bool {
        let rest = self.part(5).unwrap_or_default();
        rest.starts_with("role/aws-service-role/")
    }

    /// Whether an RCP, SCP or the like never concerns this caller because it is a service-linked role (SLR-1).
    pub(crate) fn service_linked(&self) -> bool {
        self.principal.is == PrincipalIs::Role && self.principal.service_linked
    }
}
