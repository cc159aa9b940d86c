//! `iamwhy collect --print`: a script of read-only commands that fetches what is missing. It is printed and never run here.

use crate::arn::Arn;
use crate::fetch::{option, policy, quoted};

const HEAD: &str = r#"#!/usr/bin/env bash
# Fetches what `iamwhy import` and {"from": …} in scenarios read. Made by `iamwhy collect --print`.
# Every command only reads. It uses the credentials of your AWS CLI; nothing is sent anywhere but to AWS.
# Usage: bash collect.sh [FOLDER]. A command that fails (you may not call it) leaves `null`: unknown, with what AWS said.
set -u
folder=${1:-.}
mkdir -p "$folder"
count=0
# call COMMAND ABOUT WORDS…: what the words print, as one entry
call() {
  local command=$1 about=$2
  shift 2
  [ "$count" -gt 0 ] && printf ',\n'
  count=$((count + 1))
  printf '{"call": "%s", "for": "%s", "output": ' "$command" "$about"
  local output
  if output=$("$@" --output json 2> "$folder/.error") && [ -n "$output" ]; then
    printf '%s' "$output"
  else
    # That there is none, such as no policy, is an error too.
    output=$(grep -m 1 'An error occurred (' "$folder/.error" | tr -d '\000-\037\177' | tr '\\"' "''")
    if [ -n "$output" ]; then printf 'null, "error": "%s"' "$output"; else printf 'null'; fi
  fi
  cat "$folder/.error" >&2
  printf '}'
}
# names WORDS…: names on one line each, nothing where there are none
names() { "$@" --output text | tr '\t' '\n' | grep -v '^None$'; }
"#;

const MANAGED: &str = r#"# managed ARN: the default version of a managed policy
managed() {
  [ -z "$1" ] || [ "$1" = None ] && return
  local version
  # Which version counts is not known then: no other is printed in its place.
  version=$(aws iam get-policy --policy-arn="$1" --query Policy.DefaultVersionId --output text) ||
    { call 'iam get-policy-version' "$1" false; return; }
  call 'iam get-policy-version' "$1" aws iam get-policy-version --policy-arn="$1" --version-id="$version"
}
# principal KIND ARN NAME: a user or role with everything that is attached to it
principal() {
  local kind=$1 arn=$2 name=$3
  call "iam get-$kind" "$arn" aws iam "get-$kind" "--$kind-name=$name"
  call "iam list-$kind-policies" "$arn" aws iam "list-$kind-policies" "--$kind-name=$name"
  names aws iam "list-$kind-policies" "--$kind-name=$name" --query 'PolicyNames[]' > "$folder/.names"
  while read -r policy; do
    call "iam get-$kind-policy" "$arn" aws iam "get-$kind-policy" "--$kind-name=$name" --policy-name="$policy"
  done < "$folder/.names"
  call "iam list-attached-$kind-policies" "$arn" aws iam "list-attached-$kind-policies" "--$kind-name=$name"
  names aws iam "list-attached-$kind-policies" "--$kind-name=$name" --query 'AttachedPolicies[].PolicyArn' > "$folder/.names"
  while read -r policy; do managed "$policy"; done < "$folder/.names"
}
# groups ARN NAME: the groups of a user, with everything that is attached to them
groups() {
  call 'iam list-groups-for-user' "$1" aws iam list-groups-for-user --user-name="$2"
  local group
  for group in $(names aws iam list-groups-for-user --user-name="$2" --query 'Groups[].Arn'); do
    principal group "$group" "${group##*/}"
  done
}
# bounded KIND NAME: the boundary's policy
bounded() {
  local upper=Role
  [ "$1" = user ] && upper=User
  managed "$(aws iam "get-$1" "--$1-name=$2" --query "$upper.PermissionsBoundary.PermissionsBoundaryArn" --output text)"
}
"#;

const ACCOUNT: &str = "  call 'iam get-account-authorization-details' '' aws iam get-account-authorization-details\n";

/// What of the caller's account decides about its buckets: block public access, and the id by which ACLs name the account.
const OF_BUCKETS: &str = r#"  account=$(aws sts get-caller-identity --query Account --output text)
  call 's3control get-public-access-block' "$account" aws s3control get-public-access-block --account-id="$account"
  call 's3api list-buckets' "$account" aws s3api list-buckets --max-items=1 --query '{Owner: Owner}'
"#;

const ORGANIZATION: &str = r#"# The organization; with credentials of its management account, or of an administrator that it delegates to.
count=0
{
  printf '{"collected": "organization", "calls": [\n'
  call 'organizations describe-organization' '' aws organizations describe-organization
  call 'organizations list-roots' '' aws organizations list-roots
  parents=$(names aws organizations list-roots --query 'Roots[].Id')
  while [ -n "$parents" ]; do
    below=
    for parent in $parents; do
      call 'organizations list-organizational-units-for-parent' "$parent" \
        aws organizations list-organizational-units-for-parent --parent-id="$parent"
      call 'organizations list-accounts-for-parent' "$parent" aws organizations list-accounts-for-parent --parent-id="$parent"
      below="$below $(names aws organizations list-organizational-units-for-parent --parent-id="$parent" --query 'OrganizationalUnits[].Id')"
    done
    parents=$(echo $below)
  done
  for filter in SERVICE_CONTROL_POLICY RESOURCE_CONTROL_POLICY; do
    call 'organizations list-policies' "$filter" aws organizations list-policies --filter="$filter"
    for policy in $(names aws organizations list-policies --filter="$filter" --query 'Policies[].Id'); do
      call 'organizations describe-policy' "$policy" aws organizations describe-policy --policy-id="$policy"
      call 'organizations list-targets-for-policy' "$policy" aws organizations list-targets-for-policy --policy-id="$policy"
    done
  done
  printf '\n]}\n'
} > "$folder/organization.json"
"#;

const TAIL: &str = r#"rm -f "$folder/.names" "$folder/.error"
echo "iamwhy import $folder/account.json $folder/organization.json --out account.scenario.json"
"#;

/// The script. Without principals it fetches a whole account; the policies of the resources that are named come with it.
///
/// ```
/// let script = iamwhy_import::collect(&[], &["arn:aws:s3:::acme-logs"]);
/// assert!(script.contains("aws iam get-account-authorization-details"));
/// assert!(script.contains("aws s3api get-bucket-policy --bucket=acme-logs"));
/// ```
#[must_use]
pub fn collect(principals: &[&str], resources: &[&str]) -> String {
    let mut script = [HEAD, MANAGED].concat();
    script.push_str("# The account\n{\n  printf '{\"collected\": \"account\", \"calls\": [\\n'\n");
    if principals.is_empty() {
        script.push_str(ACCOUNT);
    }
    for text in principals {
        let Some(arn) = Arn::split(text).filter(|_| is_plain(text)) else {
            continue;
        };
        let kind = match arn.resource.split('/').next() {
            Some("user") => "user",
            Some("role" | "assumed-role") => "role",
            _ => continue,
        };
        // A session's role is the part before its own name.
        let name = match arn.resource.strip_prefix("assumed-role/") {
            Some(session) => session.split('/').next().unwrap_or(session),
            None => arn.name(),
        };
        let (quoted_arn, name) = (quoted(text), quoted(name));
        script.push_str(&["  principal ", kind, " ", &quoted_arn, " ", &name, "\n"].concat());
        if kind == "user" {
            script.push_str(&["  groups ", &quoted_arn, " ", &name, "\n"].concat());
        }
        script.push_str(&["  bounded ", kind, " ", &name, "\n"].concat());
    }
    let mut has_buckets = false;
    for text in resources {
        let text = governing(text);
        let Some(arn) = Arn::split(&text).filter(|_| is_plain(&text)) else {
            continue;
        };
        let Some(line) = policy(arn, &text) else {
            script.push_str(&["  # ", &quoted(&text), " has no policy that a command prints\n"].concat());
            continue;
        };
        has_buckets |= arn.service == "s3";
        for line in std::iter::once(line).chain(beside(arn, &text)) {
            let words = line.trim_start_matches("aws ").split(' ').take(2);
            let command: Vec<&str> = words.collect();
            let parts = [
                "  call ",
                &quoted(&command.join(" ")),
                " ",
                &quoted(&text),
                " ",
                &line,
                &option("--region", arn.region),
                "\n",
            ];
            script.push_str(&parts.concat());
        }
    }
    if has_buckets {
        script.push_str(OF_BUCKETS);
    }
    script.push_str("  printf '\\n]}\\n'\n} > \"$folder/account.json\"\n");
    script.push_str(ORGANIZATION);
    script.push_str(TAIL);
    script
}

/// What is fetched for something: the bucket of an object, the access point before one.
fn governing(text: &str) -> String {
    let is_of_s3 = |arn: &Arn<'_>| arn.service == "s3";
    match Arn::split(text).filter(is_of_s3) {
        Some(arn) if arn.resource.starts_with("accesspoint/") => text.split("/object/").next(),
        Some(_) => text.split('/').next(),
        None => None,
    }
    .unwrap_or(text)
    .to_owned()
}

/// The commands that print what decides beside the policy.
fn beside(arn: Arn<'_>, text: &str) -> Vec<String> {
    let of = |command: &str, options: &[String]| ["aws ", command, &options.concat()].concat();
    match arn.service {
        "s3" => match arn.resource.strip_prefix("accesspoint/") {
            Some(point) => {
                let point = [option("--name", point), option("--account-id", arn.account)];
                vec![of("s3control get-access-point", &point)]
            }
            None => {
                let bucket = [option("--bucket", arn.resource)];
                let commands = [
                    "s3api get-public-access-block",
                    "s3api get-bucket-ownership-controls",
                    "s3api get-bucket-acl",
                ];
                commands.map(|command| of(command, &bucket)).into()
            }
        },
        "kms" => vec![of("kms list-grants", &[option("--key-id", text)])],
        _ => Vec::new(),
    }
}

/// Whether a text can stand in JSON as it is.
fn is_plain(text: &str) -> bool {
    !text
        .chars()
        .any(|letter| matches!(letter, '"' | '\\') || letter.is_control())
}
