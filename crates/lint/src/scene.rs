//! The smallest world around a policy, in which the evaluator says whether a suspicion is true.

use iamwhy_engine::{ContextValue, Outcome, Request};
use iamwhy_policy::{Arn, PolicyType};
use iamwhy_scenario::{Loaded, NoFiles, read_and_run};

use crate::Shown;
use crate::look::{Look, quoted};

/// Who asks.
#[derive(Clone, Debug)]
pub(crate) enum Caller {
    /// A user of the account, who has the policy, or is an administrator where the policy is not his.
    User,
    /// Somebody who did not sign.
    Anonymous,
    /// A service, for a resource of an account; without an account nothing says whose.
    Service {
        /// Such as `sns.amazonaws.com`.
        name: String,
        /// `aws:SourceArn`
        arn: String,
        /// `aws:SourceAccount`
        account: String,
    },
}

/// A question to the evaluator, and the answer that shows the finding.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    /// `service:Action`
    pub(crate) action: String,
    /// An ARN, or `*`.
    pub(crate) resource: String,
    /// Keys with one value, or with none.
    pub(crate) context: Vec<(String, Option<String>)>,
    /// What is expected.
    pub(crate) outcome: Outcome,
}

/// The account that is none of the author's.
pub(crate) const OUTSIDE: &str = "999988887777";

/// A policy in its smallest world.
pub(crate) struct Scene {
    /// The account that the policy speaks of.
    pub(crate) account: String,
    /// The partition that it speaks of.
    pub(crate) partition: String,
    /// All members of the file but title and cases.
    world: String,
    loaded: Loaded,
}

impl Scene {
    /// The policy that is looked at, where its type puts it. None for types that need a larger world, and for text that no
    /// scenario can hold.
    pub(crate) fn of(look: &Look<'_>, caller: &Caller, resource: Option<&str>) -> Option<Scene> {
        let account = account(look);
        let partition = partition(look);
        let document = look.json.raw(look.policy.root);
        let mut world = format!("  \"policies\": {{ \"policy\": {document} }},\n");
        let administrator = "\"policies\": [\"AdministratorAccess\"]";
        let own = match look.kind {
            PolicyType::Identity | PolicyType::Managed => "\"policies\": [\"policy\"]".to_owned(),
            PolicyType::Boundary => format!("{administrator}, \"boundary\": \"policy\""),
            PolicyType::Scp => {
                world.push_str(&format!(
                    "  \"organization\": {{ \"id\": \"o-a1b2c3d4e5\", \"managementAccount\": \"{OUTSIDE}\", \"root\": {{ \"id\": \"r-ab12\", \"scps\": [\"FullAWSAccess\", \"policy\"], \"accounts\": [{}, \"{OUTSIDE}\"] }} }},\n",
                    quoted(&account)
                ));
                administrator.to_owned()
            }
            PolicyType::Resource => administrator.to_owned(),
            _ => return None,
        };
        let principal = match caller {
            Caller::User => format!("\"user\": \"arn:{partition}:iam::{account}:user/caller\", {own}"),
            Caller::Anonymous => "\"anonymous\": true".to_owned(),
            Caller::Service { name, arn, account } => format!(
                "\"service\": {}, \"sourceArn\": {}, \"sourceAccount\": {}",
                quoted(name),
                quoted(arn),
                quoted(account)
            ),
        };
        world.push_str(&format!("  \"principals\": {{ \"caller\": {{ {principal} }} }},\n"));
        if let Some(arn) = resource.filter(|_| look.kind == PolicyType::Resource) {
            // The policy of an object is that of its bucket.
            let bucket = arn.contains(":s3:::").then(|| arn.split('/').next()).flatten();
            let arn = bucket.unwrap_or(arn);
            world.push_str(&format!(
                "  \"resources\": {{ \"resource\": {{ \"arn\": {}, \"account\": \"{account}\", \"policy\": \"policy\" }} }},\n",
                quoted(arn)
            ));
        }
        let text = file(
            "A finding.",
            &world,
            "{ \"principal\": \"caller\", \"action\": \"sts:GetCallerIdentity\" }",
        );
        let loaded = Loaded::load("finding.scenario.json", &text, &NoFiles).ok()?;
        Some(Scene {
            account,
            partition,
            world,
            loaded,
        })
    }

    /// Whether the evaluator answers so.
    pub(crate) fn holds(&self, ask: &Ask) -> bool {
        let Some(caller) = self.loaded.world.principal("caller") else {
            return false;
        };
        let mut request = Request::new(caller, ask.action.as_str(), ask.resource.as_str());
        for (key, value) in &ask.context {
            let value = match value {
                Some(value) => ContextValue::One(value.as_str().into()),
                None => ContextValue::Absent,
            };
            request.context.set(key, value);
        }
        let decided = self.loaded.program.decide(&request);
        decided.is_some_and(|decision| decision.outcome == ask.outcome)
    }

    /// The requests as a scenario, if every one of them is decided as it says when the file itself is run.
    pub(crate) fn shown(&self, title: impl Into<String>, asks: &[Ask]) -> Option<Shown> {
        let title = title.into();
        let cases: Vec<String> = asks.iter().map(case).collect();
        let scenario = file(&title, &self.world, &cases.join(",\n    "));
        let report = read_and_run("finding.scenario.json", &scenario, &NoFiles).ok()?;
        let holds = !report.cases.is_empty() && report.cases.iter().all(|case| case.passed == Some(true));
        holds.then_some(Shown { title, scenario })
    }
}

fn file(title: &str, world: &str, cases: &str) -> String {
    format!(
        "{{\n  \"scenario\": 1,\n  \"title\": {},\n{world}  \"cases\": [\n    {cases}\n  ]\n}}\n",
        quoted(title)
    )
}

fn case(ask: &Ask) -> String {
    let context: Vec<String> = ask
        .context
        .iter()
        .map(|(key, value)| {
            let value = value.as_deref().map_or_else(|| "null".to_owned(), quoted);
            format!("{}: {value}", quoted(key))
        })
        .collect();
    let context = match context.is_empty() {
        true => String::new(),
        false => format!(", \"context\": {{ {} }}", context.join(", ")),
    };
    format!(
        "{{ \"principal\": \"caller\", \"action\": {}, \"resource\": {}{context}, \"expect\": \"{}\" }}",
        quoted(&ask.action),
        quoted(&ask.resource),
        ask.outcome.word()
    )
}

/// The ARNs that the policy names as resources.
fn arns<'a>(look: &Look<'a>) -> impl Iterator<Item = Arn<'a>> {
    let elements = look.statements().flat_map(|statement| &statement.resources);
    let values = elements.flat_map(|element| &element.values);
    values.map(|&node| Arn::split(look.text(node)))
}

fn account(look: &Look<'_>) -> String {
    let is_one = |text: &&str| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut all = arns(look).map(|arn| arn.account());
    all.find(is_one).unwrap_or("111122223333").to_owned()
}

fn partition(look: &Look<'_>) -> String {
    let mut all = arns(look).map(|arn| arn.partition());
    let known = all.find(|part| iamwhy_policy::PARTITIONS.contains(part));
    known.unwrap_or("aws").to_owned()
}

/// A text that a pattern matches: wildcards and variables stand for `example`, empty parts of a pattern stay so.
pub(crate) fn filled(pattern: &str) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some((before, behind)) = rest.split_once("${") {
        text.push_str(before);
        text.push_str("example");
        rest = behind.split_once('}').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.replace('*', "example").replace('?', "x")
}
