//! Exceptions from a Deny as guardrails commonly have them: for this caller, for what AWS's services do.

use iamwhy_engine::world::PrincipalIs;
use iamwhy_engine::{Layer, OwnedValue};

use super::change::{Candidate, Kind};
use super::scene::{Placed, Scene};
use super::text::{TextEdit, add_member, quoted};

/// Keys that say from where a request comes: one that a service makes does not come from the caller's network.
const OF_ORIGIN: [&str; 8] = [
    "aws:SourceIp",
    "aws:SourceVpc",
    "aws:SourceVpcArn",
    "aws:SourceVpce",
    "aws:VpcSourceIp",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
];

/// Keys that say who calls: none of the caller's own organization or account, where AWS's services call.
const OF_CALLER: [&str; 4] = [
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
];

impl Scene<'_> {
    /// An exception for this caller.
    pub(super) fn excepted_caller(&self, placed: &Placed<'_>) -> Option<Candidate> {
        let shared = matches!(
            placed.layer,
            Layer::Rcp | Layer::Scp | Layer::Resource | Layer::VpcEndpoint
        );
        let caller = self.caller().filter(|_| shared)?;
        // A service is told from itself by what it works for.
        let (key, arn) = match (&caller.entity_arn, caller.is, self.asked.value("aws:SourceArn")) {
            (Some(arn), ..) => ("aws:PrincipalArn", arn.clone()),
            (None, PrincipalIs::Service, OwnedValue::One(arn)) => ("aws:SourceArn", arn),
            _ => return None,
        };
        let edit = also(placed, "ArnNotEquals", key, &arn)?;
        let title = ["exempt `", &*arn, "` from ", &placed.label()].concat();
        Some(placed.edit(title, Kind::Narrow, 2, vec![edit]))
    }

    /// An exception for services, where the Deny asks of the caller's network or of who he is: what a service does, in his name or in
    /// its own, has neither.
    pub(super) fn excepted_services(&self, placed: &Placed<'_>) -> Option<Candidate> {
        let is_service = self.caller().is_some_and(|own| own.is == PrincipalIs::Service);
        let (key, who) = match (is_service, self.request.via.is_empty()) {
            (true, _) => ("aws:PrincipalIsAWSService", "AWS's services themselves"),
            (false, false) => ("aws:ViaAWSService", "what AWS's services do in a caller's name"),
            (false, true) => return None,
        };
        let json = &placed.view.attached.policy.json;
        let asks = |keys: &[&str]| {
            let mut names = placed
                .statement
                .conditions
                .iter()
                .filter_map(|own| json.string(own.key));
            names.any(|name| keys.iter().any(|key| key.eq_ignore_ascii_case(name)))
        };
        if !(asks(&OF_ORIGIN) || is_service && asks(&OF_CALLER)) {
            return None;
        }
        let edit = also(placed, "BoolIfExists", key, "false")?;
        let title = ["exempt ", who, " (`", key, "`) from ", &placed.label()].concat();
        Some(placed.edit(title, Kind::Narrow, u8::from(is_service), vec![edit]))
    }
}

/// One condition more; none where the statement asks that already.
fn also(placed: &Placed<'_>, operator: &str, key: &str, value: &str) -> Option<TextEdit> {
    let json = &placed.view.attached.policy.json;
    let own = placed.view.node;
    let member = ["{ ", &*quoted(key), ": ", &quoted(value), " }"].concat();
    match json.get(own, "Condition") {
        None => add_member(
            json,
            own,
            "Condition",
            &["{ ", &*quoted(operator), ": ", &member, " }"].concat(),
        ),
        Some(block) => match json.get(block, operator) {
            None => add_member(json, block, operator, &member),
            // Where the key stands there already it is a value more, which is found elsewhere.
            Some(pairs) if json.get(pairs, key).is_some() => None,
            Some(pairs) => add_member(json, pairs, key, &quoted(value)),
        },
    }
}
