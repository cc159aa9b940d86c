//! STS: assuming a role may need more than one permission (STS-7).

use super::row::{Row, Set, TAGS, ask, need, none, op, set};

const ASSUME: &[Set] = &[
    set("sts:ExternalId", "externalId"),
    set("sts:RoleSessionName", "roleSessionName"),
    set("sts:SourceIdentity", "sourceIdentity"),
    set("sts:DurationSeconds", "durationSeconds"),
    set("sts:TransitiveTagKeys", "transitiveTagKeys"),
];

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    none!("sts:GetCallerIdentity"),
    none!("sts:GetSessionToken"),
    none!("sts:DecodeAuthorizationMessage"),
    none!("sts:GetAccessKeyInfo"),
    op!("sts:AssumeRole", [need("role")], [
        ask("sts:AssumeRole").on("role").sets(ASSUME).tagged(),
        ask("sts:TagSession").on("role").given(TAGS).sets(ASSUME).tagged(),
        ask("sts:SetSourceIdentity").on("role").given("sourceIdentity").sets(ASSUME).tagged(),
        ask("sts:SetContext").on("role").given("providedContexts").sets(ASSUME).tagged(),
    ]),
    op!("sts:AssumeRoleWithSAML", [need("role")], [
        ask("sts:AssumeRoleWithSAML").on("role").sets(ASSUME).tagged(),
        ask("sts:TagSession").on("role").given(TAGS).sets(ASSUME).tagged(),
        ask("sts:SetSourceIdentity").on("role").given("sourceIdentity").sets(ASSUME).tagged(),
    ]),
    op!("sts:AssumeRoleWithWebIdentity", [need("role")], [
        ask("sts:AssumeRoleWithWebIdentity").on("role").sets(ASSUME).tagged(),
        ask("sts:TagSession").on("role").given(TAGS).sets(ASSUME).tagged(),
        ask("sts:SetSourceIdentity").on("role").given("sourceIdentity").sets(ASSUME).tagged(),
    ]),
    op!("sts:AssumeRoot", [need("root")], [ask("sts:AssumeRoot").on("root").sets(&[set("sts:TaskPolicyArn", "taskPolicyArn")])]),
    op!("sts:GetFederationToken", [need("federatedUser")], [
        ask("sts:GetFederationToken").on("federatedUser").tagged(),
        ask("sts:TagSession").on("federatedUser").given(TAGS).tagged(),
    ]),
];
