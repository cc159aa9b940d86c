//! Binding: a request looked up in a program. Everything is borrowed; nothing is allocated for ordinary requests.

use std::borrow::Cow;

use crate::assume::Assume;
use crate::compare::date;
use crate::compile::parts::KeyDef;
use crate::compile::{AccountFacts, CallerFacts, EndpointFacts, LONGEST_ACTION, Program, ResourceIs, classes};
use crate::keys::{Derived, List, Source, Value, derive};
use crate::request::{ContextValue, Request};
use crate::service::regions;
use crate::unknown::Assigned;
use crate::world::{Endpoint, Principal, PrincipalIs, Resource, Tags, UnknownId};

/// Whose account the resource belongs to (MODEL-7).
#[derive(Copy, Clone, Debug, Default)]
pub(crate) struct Owner<'a> {
    pub(crate) id: Option<&'a str>,
    pub(crate) account: Option<u32>,
    /// Nothing said so: the caller's account stands in.
    pub(crate) assumed: bool,
}

/// The access point that a request goes through (S3-4).
#[derive(Clone, Debug)]
pub(crate) struct AccessPoint<'a> {
    pub(crate) arn: &'a str,
    pub(crate) account: Option<&'a str>,
    pub(crate) vpc: Option<&'a str>,
    /// The bucket's entry, and the ARN that its policy sees.
    pub(crate) bucket: Option<(u32, String)>,
    /// The entry of the object behind it, if it has one.
    pub(crate) object: Option<u32>,
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
    action: Cow<'a, str>,
    service_end: usize,
    pub(crate) action_id: Option<u32>,
    pub(crate) service_id: Option<u32>,
    /// Where the index files statements about this action.
    pub(crate) classes: [u32; 3],
    pub(crate) parts: Option<[&'a str; 6]>,
    /// The governing entry; of an object, its bucket's unless it has its own.
    pub(crate) entry: Option<u32>,
    /// The entry whose policy governs: of an object, its bucket's.
    pub(crate) policy_entry: Option<u32>,
    pub(crate) kind: ResourceIs,
    pub(crate) owner: Owner<'a>,
    pub(crate) access_point: Option<AccessPoint<'a>>,
    pub(crate) via_service: Option<String>,
    pub(crate) vpc_arn: Option<String>,
    /// The given one of the two forms of the current time, written as the other (DATE-4).
    pub(crate) clock: Option<String>,
}

impl<'a> Bound<'a> {
    /// Binds a request. None where its principal does not exist.
    pub(crate) fn new(
        program: &'a Program,
        assume: &'a Assume,
        request: &'a Request,
        assigned: &'a [Assigned],
    ) -> Option<Bound<'a>> {
        let mut buffer = [0; LONGEST_ACTION];
        let action = match fold(&request.action, &mut buffer) {
            Some(folded) => Cow::Owned(folded.to_owned()),
            None => Cow::Owned(request.action.to_ascii_lowercase()),
        };
        Bound::of(program, assume, request, assigned, action)
    }

    /// Binds a request without a detour through the allocator: its action is folded into a buffer of the caller.
    #[inline]
    pub(crate) fn lean(
        program: &'a Program,
        request: &'a Request,
        buffer: &'a mut [u8; LONGEST_ACTION],
    ) -> Option<Bound<'a>> {
        let action = match fold(&request.action, buffer) {
            Some(folded) => Cow::Borrowed(folded),
            None => Cow::Owned(request.action.to_ascii_lowercase()),
        };
        Bound::of(program, &program.assume, request, &[], action)
    }

    #[inline]
    fn of(
        program: &'a Program,
        assume: &'a Assume,
        request: &'a Request,
        assigned: &'a [Assigned],
        action: Cow<'a, str>,
    ) -> Option<Bound<'a>> {
        let principal = program.env.principals.get(request.principal)?;
        let caller = program.callers.get(request.principal)?;
        let service_end = action.bytes().position(|byte| byte == b':').unwrap_or(0);
        let (action_id, service_id) = program.names(&action, service_end);
        let parts = crate::compare::arn::split(&request.resource);
        let entry = program.governing(&request.resource);
        let own = entry.map(|index| &program.resources[index as usize]);
        let kind = match own {
            Some(facts) if facts.kind != ResourceIs::Bucket => facts.kind,
            _ => parts.map_or(ResourceIs::Other, ResourceIs::of_parts),
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
            action,
            service_end,
            action_id,
            service_id,
            classes: classes(service_id, action_id),
            parts,
            entry,
            policy_entry,
            kind,
            owner: Owner::default(),
            access_point: None,
            via_service: None,
            vpc_arn: None,
            clock: None,
        };
        if kind == ResourceIs::AccessPoint {
            bound.access_point = bound.find_access_point();
        }
        bound.owner = bound.find_owner();
        bound.rare_keys();
        Some(bound)
    }

    fn find_owner(&self) -> Owner<'a> {
        let resources = &self.program.env.resources;
        let declared = |entry: Option<u32>| {
            let resource = resources.get(entry? as usize)?;
            resource.account.as_deref()
        };
        let segment = self.parts.map(|parts| parts[4]).filter(|account| !account.is_empty());
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
        let account = match id {
            Some(_) if id == own => self.caller.account,
            Some(id) => self.program.account_index(id),
            None => None,
        };
        Owner {
            id,
            account,
            assumed: said.is_none(),
        }
    }

    fn find_access_point(&self) -> Option<AccessPoint<'a>> {
        let resource = self.program.env.resources.get(self.entry? as usize)?;
        let tail = self.request.resource.strip_prefix(&resource.arn).unwrap_or("");
        let bucket = resource.bucket.and_then(|index| {
            let bucket = self.program.env.resources.get(index)?;
            let arn = match tail.strip_prefix("/object/") {
                Some(key) => format!("{}/{key}", bucket.arn),
                None => bucket.arn.clone(),
            };
            Some((index as u32, arn))
        });
        let account = resource.account.as_deref().or(self.parts.map(|parts| parts[4]));
        let object = bucket
            .as_ref()
            .and_then(|(_, arn): &(u32, String)| self.program.governing(arn));
        let object = object.filter(|index| self.program.resources[*index as usize].kind == ResourceIs::Object);
        Some(AccessPoint {
            arn: &resource.arn,
            account,
            vpc: resource.vpc.as_deref(),
            bucket,
            object,
        })
    }

    /// Keys whose text must be put together; only where a policy asks for them.
    fn rare_keys(&mut self) {
        if !self.request.via.is_empty() && self.mentions(Derived::KmsViaService) {
            let service = self
                .request
                .via
                .last()
                .map_or("", |via| via.trim_end_matches(".amazonaws.com"));
            self.via_service = self
                .called_region()
                .map(|region| format!("{service}.{region}.amazonaws.com"));
        }
        let (current, epoch) = (self.mentions(Derived::CurrentTime), self.mentions(Derived::EpochTime));
        if current || epoch {
            let years = self.assume.other(7);
            let given = |name| match self.request.context.by_name_folded(name) {
                Some(ContextValue::One(text)) => Some(&**text),
                _ => None,
            };
            self.clock = match (given("aws:CurrentTime"), given("aws:EpochTime")) {
                (Some(text), None) if epoch => Some(date::seconds(text, years).unwrap_or_else(|| text.to_owned())),
                (None, Some(text)) if current => Some(date::iso(text, years).unwrap_or_else(|| text.to_owned())),
                _ => None,
            };
        }
        let endpoint = self
            .endpoint()
            .and_then(|own| Some((own.vpc.as_deref()?, own.account.as_deref()?)));
        if let Some((vpc, account)) = endpoint
            && self.mentions(Derived::SourceVpcArn)
        {
            let partition = &self.principal.partition;
            self.vpc_arn = self
                .called_region()
                .map(|region| format!("arn:{partition}:ec2:{region}:{account}:vpc/{vpc}"));
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
    pub(crate) fn action(&self) -> &str {
        &self.action
    }

    /// The action's prefix in lower case.
    pub(crate) fn service(&self) -> &str {
        self.action.get(..self.service_end).unwrap_or("")
    }

    /// The action's name in lower case.
    pub(crate) fn action_name(&self) -> &str {
        self.action.get(self.service_end + 1..).unwrap_or("")
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

    /// The entry of the S3 object that is called; its bucket's says nothing of it.
    pub(crate) fn object(&self) -> Option<&'a Resource> {
        let entry = match &self.access_point {
            Some(point) => point.object,
            None => self
                .entry
                .filter(|index| self.program.resources[*index as usize].kind == ResourceIs::Object),
        };
        self.program.env.resources.get(entry? as usize)
    }

    /// The tags of the resource: of an object without an entry of its own those of its bucket.
    pub(crate) fn tags(&self) -> Option<&'a Tags> {
        let bucket = self.access_point.as_ref().and_then(|point| point.bucket.as_ref());
        let own = match bucket {
            Some((index, _)) => self
                .object()
                .or_else(|| self.program.env.resources.get(*index as usize)),
            None => self.own_entry(),
        };
        own.map(|resource| &resource.tags)
    }

    /// The region that the request was sent to, where it is given or follows.
    fn called_region(&self) -> Option<&'a str> {
        match self.request.context.by_name_folded("aws:RequestedRegion") {
            Some(ContextValue::One(region)) => Some(region),
            _ => self.region(),
        }
    }

    /// The region that the request was sent to, where it follows.
    pub(crate) fn region(&self) -> Option<&'a str> {
        match self.parts {
            Some(parts) if !parts[3].is_empty() => Some(parts[3]),
            _ => regions::global_region(self.service(), &self.principal.partition),
        }
    }

    /// Whether the caller's account owns the resource.
    pub(crate) fn same_account(&self) -> bool {
        self.owns(self.owner.id)
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
            Some(ContextValue::One(text)) if def.cardinality == Some(crate::keys::Cardinality::Multi) => {
                Value::Many(List::Single(text))
            }
            Some(ContextValue::One(text)) => Value::One(text),
        }
    }

    /// Whether an RCP, SCP or the like never concerns this caller because it is a service-linked role (SLR-1).
    pub(crate) fn service_linked(&self) -> bool {
        self.principal.is == PrincipalIs::Role && self.principal.service_linked
    }
}

/// The action in lower case; none where it is too long for the buffer, as no real one is.
fn fold<'f>(action: &str, buffer: &'f mut [u8; LONGEST_ACTION]) -> Option<&'f str> {
    let buffer = buffer.get_mut(..action.len())?;
    buffer.copy_from_slice(action.as_bytes());
    buffer.make_ascii_lowercase();
    std::str::from_utf8(buffer).ok()
}
