//! The request, as the author wrote it and in words.

use iamwhy_engine::world::PrincipalIs;
use iamwhy_scenario::{Known, Loaded, cases::ExpandedCase};

use crate::answer::Authorized;

/// The request of a case.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Question {
    /// Name of the case, with the coordinates of its matrix.
    pub name: String,
    /// The principal as written: a name or an ARN.
    pub principal: Option<String>,
    /// Who that is: `role app`, `user alice`, `service logs.amazonaws.com`.
    pub who: String,
    /// The session's name, of sessions.
    pub session: Option<String>,
    /// The caller's account.
    pub account: Option<String>,
    /// The action as written.
    pub action: Option<String>,
    /// The operation as written, instead of an action.
    pub operation: Option<String>,
    /// Whether the case lists several authorizations itself.
    pub is_call: bool,
    /// The type of the document that would be stored.
    pub writes: Option<String>,
    /// The resource as written; none where what the service sends is asked.
    pub resource: Option<String>,
    /// The ARN that the selected authorization asks about.
    pub arn: String,
    /// The resource's owner.
    pub owner: Option<String>,
    /// Whether nothing says who owns it, so that the caller's account stands in.
    pub owner_is_assumed: bool,
    /// Whether caller and resource belong to one account.
    pub same_account: bool,
    /// The VPC endpoint.
    pub endpoint: Option<String>,
    /// Services of a forward access session.
    pub via: Vec<String>,
    /// Request tags.
    pub tags: Vec<(String, String)>,
    /// Whether the request tags are declared unknown.
    pub tags_unknown: bool,
    /// Keys that the matrix varies: these cannot be set in the case itself.
    pub varied: Vec<String>,
}

impl Question {
    pub(crate) fn of(loaded: &Loaded, expanded: &ExpandedCase<'_>, selected: Option<&Authorized>) -> Question {
        use iamwhy_scenario::cases::Coordinate;
        let case = expanded.case;
        let mut question = Question {
            name: expanded.name.clone(),
            principal: expanded.principal.map(str::to_owned),
            action: expanded.action.map(str::to_owned),
            operation: case.operation.as_ref().map(|own| own.name().to_owned()),
            is_call: case.call.is_some(),
            writes: case.writes.as_ref().map(|own| own.kind.clone()),
            resource: expanded.resource.map(str::to_owned),
            endpoint: case.endpoint.clone(),
            via: case.via.clone(),
            ..Question::default()
        };
        for coordinate in &expanded.coordinates {
            question.varied.push(match coordinate {
                Coordinate::Principal(_) => "principal".to_owned(),
                Coordinate::Action(_) => "action".to_owned(),
                Coordinate::Resource(_) => "resource".to_owned(),
                Coordinate::Context(key, _) => (*key).to_owned(),
            });
        }
        match &case.tags {
            Some(Known::Known(tags)) => {
                question.tags = tags.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
            }
            Some(Known::Unknown) => question.tags_unknown = true,
            None => {}
        }
        let index = expanded.principal.and_then(|name| loaded.world.principal(name));
        if let Some(own) = index.and_then(|index| loaded.world.environment().principals.get(index)) {
            question.who = who(own.is, &own.short_name, &own.arn);
            question.session.clone_from(&own.session);
            question.account.clone_from(&own.account);
        }
        if let Some(selected) = selected {
            question.arn = selected.request.resource().to_owned();
            if let Some(asked) = loaded.program.ask(&selected.request) {
                question.owner = asked.owner().map(str::to_owned);
                question.owner_is_assumed = asked.owner_is_assumed();
                question.same_account = asked.same_account();
            }
        }
        question
    }
}

/// A caller in a few words.
pub(crate) fn who(is: PrincipalIs, name: &str, arn: &str) -> String {
    let (kind, name) = match is {
        PrincipalIs::User => ("user ", name),
        PrincipalIs::Role => ("role ", name),
        PrincipalIs::FederatedUser => ("federated user ", name),
        PrincipalIs::Root => ("root of ", arn.split(':').nth(4).unwrap_or("the account")),
        PrincipalIs::Service => ("service ", arn),
        PrincipalIs::WebIdentity => ("web identity ", name),
        PrincipalIs::Saml => ("SAML identity ", name),
        PrincipalIs::Anonymous => ("anyone, unsigned", ""),
    };
    [kind, name].concat()
}
