//! The commands that fetch what a message does not show. All of them only read.

mod organization;
mod principal;
mod resource;
mod shell;

use crate::denial::{Blame, CallerIs, Denial};
use crate::scenario::Cast;
pub(crate) use resource::policy;
pub(crate) use shell::{option, quoted};

/// A line for a shell, and what it is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What it fetches.
    pub why: String,
    /// The line, for a POSIX shell; whatever the message said is quoted in it.
    pub line: String,
    /// The layer that it is about, in the word of scenario files; empty where it is about the request as a whole.
    pub layer: &'static str,
    /// Where its answer belongs in [`Denial::scenario`], such as `principals.app.policies`.
    pub place: String,
}

/// Commands in the making.
struct Commands {
    list: Vec<Command>,
}

impl Commands {
    fn add(&mut self, layer: &'static str, place: &str, why: &str, line: String) {
        self.list.push(Command {
            why: why.to_owned(),
            line,
            layer,
            place: place.to_owned(),
        });
    }
}

impl Denial {
    /// The commands that fetch the policies of this principal, this resource and the layers between them, the layer that
    /// AWS names first. They need the AWS command line and only read.
    #[must_use]
    pub fn fetch(&self) -> Vec<Command> {
        let cast = Cast::of(self);
        let mut commands = Commands { list: Vec::new() };
        self.whole(&mut commands);
        let whole = commands.list.len();
        principal::commands(self, &cast, &mut commands);
        resource::commands(self, &cast, &mut commands);
        organization::commands(self, &cast, &mut commands);
        if self.is_through_endpoint() {
            endpoint(self, &cast, &mut commands);
        }
        // Stable: what AWS names comes first, the rest in its order.
        let named = self.layer();
        if let Some(policies) = commands.list.get_mut(whole..) {
            policies.sort_by_key(|command| named != Some(command.layer));
        }
        commands.list
    }

    /// What tells about the request as a whole.
    fn whole(&self, commands: &mut Commands) {
        if let Some(id) = &self.authorization_id {
            // Ids of the preview's first form have hyphens, which `GetRequestAuthorizationDetails` does not take.
            let command = match id.text.contains('-') {
                true => "aws iam get-authorization-details --authorization-id ",
                false => "aws iam-toolbox get-request-authorization-details --authorization-id ",
            };
            let line = [command, &quoted(&id.text)].concat();
            let why = "what AWS evaluated for this very request, kept for at least a day";
            commands.add("", "", why, line);
        }
        if let Some(blob) = &self.encoded {
            let line = [
                "aws sts decode-authorization-message --encoded-message ",
                &quoted(&blob.text),
                " --query DecodedMessage --output text",
            ]
            .concat();
            commands.add(
                "",
                "",
                "the request with its context, and the statements that matched",
                line,
            );
        }
        let nobody = self.caller.as_ref().is_none_or(|caller| caller.is == CallerIs::Other);
        if nobody && !self.is_provider_login() {
            let why = "who calls; run it with the credentials that were refused";
            commands.add("", "principals", why, "aws sts get-caller-identity".to_owned());
        }
        if let (Blame::Policy(kind), Some(policy)) = (&self.reason.blame, &self.policy)
            && let Some(line) = managed(&policy.text)
        {
            let layer = self.layer().unwrap_or_default();
            let what = crate::scenario::words(*kind);
            commands.add(layer, "", &["the ", what, " that the message names"].concat(), line);
        }
    }
}

/// The document of the policy with this ARN.
fn managed(arn: &str) -> Option<String> {
    let parts = crate::arn::Arn::split(arn)?;
    match parts.service {
        "organizations" => {
            let id = parts.name();
            Some(["aws organizations describe-policy --policy-id ", &quoted(id)].concat())
        }
        "iam" if parts.resource.starts_with("policy/") => Some(default_version(&quoted(arn))),
        _ => None,
    }
}

/// The document of the managed policy that a word of the shell stands for.
fn default_version(arn: &str) -> String {
    [
        "aws iam get-policy-version --policy-arn ",
        arn,
        " --version-id \"$(aws iam get-policy --policy-arn ",
        arn,
        " --query Policy.DefaultVersionId --output text)\"",
    ]
    .concat()
}

fn endpoint(denial: &Denial, cast: &Cast<'_>, commands: &mut Commands) {
    let service = cast.action.split(':').next().unwrap_or_default();
    let region = cast
        .resource
        .as_deref()
        .and_then(crate::arn::Arn::split)
        .map_or("", |arn| arn.region);
    let recorded = denial.recorded.as_ref().and_then(|own| own.endpoint.as_ref());
    let chosen = match recorded {
        Some(own) => ["--vpc-endpoint-ids ", &quoted(&own.id)].concat(),
        None => [
            "--filters ",
            &quoted(&["Name=service-name,Values=*.", service].concat()),
        ]
        .concat(),
    };
    let line = [
        "aws ec2 describe-vpc-endpoints ",
        &chosen,
        " --query 'VpcEndpoints[].{VpcEndpointId:VpcEndpointId,VpcId:VpcId,PolicyDocument:PolicyDocument}'",
        &shell::option("--region", region),
    ]
    .concat();
    let why = "the policies of the VPC endpoints of this service, with credentials of the account of the VPC";
    let place = ["endpoints.", denial.endpoint(), ".policy"].concat();
    commands.add("vpcEndpoint", &place, why, line);
}
