//! The resource that a service sends where a call names none (RES-12, RES-13, UND-13).

/// Actions with the ARN that live errors show; `{p}` partition, `{r}` region, `{a}` account of the caller. Every other action sends `*`.
const SENT: &[(&str, &str)] = &[
    ("s3:listallmybuckets", "arn:{p}:s3:::*"),
    ("iam:listusers", "arn:{p}:iam::{a}:user/"),
    ("iam:listgroups", "arn:{p}:iam::{a}:group/"),
    ("iam:listroles", "arn:{p}:iam::{a}:role/"),
    ("iam:listinstanceprofiles", "arn:{p}:iam::{a}:instance-profile/"),
    (
        "codedeploy:listdeployments",
        "arn:{p}:codedeploy:{r}:{a}:deploymentgroup:*",
    ),
    ("dynamodb:listtables", "arn:{p}:dynamodb:{r}:{a}:table/*"),
    ("ecr:describerepositories", "arn:{p}:ecr:{r}:{a}:repository/*"),
    ("eks:listclusters", "arn:{p}:eks:{r}:{a}:cluster/*"),
    ("events:listrules", "arn:{p}:events:{r}:{a}:rule/*"),
    ("logs:describeloggroups", "arn:{p}:logs:{r}:{a}:log-group::log-stream:"),
    ("rds:describedbclusters", "arn:{p}:rds:{r}:{a}:cluster:*"),
    ("rds:describedbinstances", "arn:{p}:rds:{r}:{a}:db:*"),
    ("sns:listtopics", "arn:{p}:sns:{r}:{a}:*"),
    ("sqs:listqueues", "arn:{p}:sqs:{r}:{a}:"),
    ("ssm:describeparameters", "arn:{p}:ssm:{r}:{a}:*"),
    ("states:liststatemachines", "arn:{p}:states:{r}:{a}:stateMachine:*"),
];

/// Where a call comes from, as far as it is known.
#[derive(Copy, Clone, Debug, Default)]
pub struct Origin<'a> {
    /// Partition; `aws` where nothing says otherwise.
    pub partition: Option<&'a str>,
    /// Region that is called.
    pub region: Option<&'a str>,
    /// Account of the caller.
    pub account: Option<&'a str>,
}

/// The ARN that the service sends for an action where no resource is named, if it is known and all parts of it are.
pub fn sent_resource(action: &str, origin: Origin<'_>) -> Option<String> {
    let action = action.to_ascii_lowercase();
    let (_, template) = SENT.iter().find(|(name, _)| *name == action)?;
    let mut arn = template.replace("{p}", origin.partition.unwrap_or("aws"));
    for (part, value) in [("{r}", origin.region), ("{a}", origin.account)] {
        if arn.contains(part) {
            arn = arn.replace(part, value?);
        }
    }
    Some(arn)
}
