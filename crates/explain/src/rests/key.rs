//! What a condition rests on because of its key.

use iamwhy_engine::OwnedValue;
use iamwhy_engine::world::{Credential, PrincipalIs};
use iamwhy_policy::{Effect, Operator};

use super::test::is_absent;
use crate::because::Test;
use crate::case::Case;

/// Keys of the network that the first hop of a forward access session had.
const NETWORK: [&str; 6] = [
    "aws:sourceip",
    "aws:sourcevpc",
    "aws:sourcevpcarn",
    "aws:sourcevpce",
    "aws:vpcsourceip",
    "aws:vpceaccount",
];
/// Keys that only the direct call of a service has.
const SERVICE_ONLY: [&str; 6] = [
    "aws:sourcearn",
    "aws:sourceaccount",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
    "aws:principalservicename",
    "aws:principalservicenameslist",
];
/// Keys of services that KEY-15 lists.
const LISTED: [&str; 14] = [
    "kms:viaservice",
    "kms:calleraccount",
    "kms:encryptioncontext:",
    "kms:encryptioncontextkeys",
    "kms:grantisforawsresource",
    "s3:prefix",
    "s3:delimiter",
    "s3:max-keys",
    "s3:existingobjecttag/",
    "s3:requestobjecttag",
    "s3:dataaccesspointarn",
    "s3:dataaccesspointaccount",
    "s3:accesspointnetworkorigin",
    "s3:resourceaccount",
];

pub(super) fn rules(case: &Case<'_>, effect: Effect, test: &Test<'_>, key: &str) -> Vec<&'static str> {
    let mut rules = Vec::new();
    let absent = is_absent(test.detail.reason) || test.detail.value == OwnedValue::Absent;
    if key.starts_with("aws:") {
        principal(case, test, key, absent, &mut rules);
        request(case, effect, key, absent, &mut rules);
    } else {
        of_service(test, key, &mut rules);
    }
    anonymous(case, effect, test, key, absent, &mut rules);
    let (service, rest) = key.split_once(':').unwrap_or((key, ""));
    rules.extend((rest.starts_with("resourcetag/") && service != "aws").then_some("CKEY-7"));
    rules
}

/// Keys about the caller.
fn principal(case: &Case<'_>, test: &Test<'_>, key: &str, absent: bool, rules: &mut Vec<&'static str>) {
    let caller = case.principal;
    let mut texts = test
        .detail
        .values
        .iter()
        .filter_map(|entry| test.json.scalar(entry.node));
    let path = caller
        .arn
        .split_once(":user/")
        .is_some_and(|(_, rest)| rest.contains('/'));
    match key {
        "aws:principalarn" => {
            rules.extend((caller.is == PrincipalIs::Role).then_some("KEY-2"));
            rules.extend(path.then_some("KEY-7"));
            rules.extend(
                texts
                    .clone()
                    .any(|text| text.contains("/sso.amazonaws.com/"))
                    .then_some("PRIN-29"),
            );
            if texts.any(|text| text.ends_with(":root")) {
                rules.extend(["KEY-3", "ROOT-6"]);
            }
        }
        "aws:username" => rules.extend(path.then_some("KEY-7")),
        "aws:principalorgid" | "aws:principalorgpaths" => {
            let organization = case.env().organization.as_ref();
            let own = organization.map(|own| own.management_account.as_str());
            rules.extend((!absent && own.is_some() && own == caller.account.as_deref()).then_some("KEY-4"));
            rules.extend((absent && caller.is == PrincipalIs::Service).then_some("KEY-12"));
        }
        "aws:multifactorauthpresent" | "aws:multifactorauthage" => {
            rules.push("KEY-9");
            let long = caller.is == PrincipalIs::User && caller.credential == Credential::LongTerm;
            rules.extend((long && !case.request.via.is_empty()).then_some("KEY-10"));
        }
        "aws:sourceidentity" => rules.extend((!absent).then_some("STS-10")),
        "aws:federatedprovider" => rules.extend((!absent && caller.is == PrincipalIs::Role).then_some("FED-1")),
        "aws:assumedroot" => rules.push("ROOT-6"),
        _ if key.starts_with("aws:principaltag/") => {
            rules.extend((!absent && caller.is == PrincipalIs::Role).then_some("STS-9"));
        }
        _ => {}
    }
    rules.extend(key.ends_with("orgpaths").then_some("KEY-5"));
}

/// Keys about the request and its way.
fn request(case: &Case<'_>, effect: Effect, key: &str, absent: bool, rules: &mut Vec<&'static str>) {
    let forwarded = !case.request.via.is_empty();
    let caller = case.principal.is;
    if SERVICE_ONLY.contains(&key) {
        match caller {
            PrincipalIs::Service => rules.extend(key.starts_with("aws:source").then_some("SVC-2")),
            _ => rules.extend(absent.then_some("KEY-11")),
        }
    }
    let flag = key == "aws:principalisawsservice";
    rules.extend((flag && !matches!(caller, PrincipalIs::Service | PrincipalIs::Anonymous)).then_some("KEY-11"));
    if NETWORK.contains(&key) {
        rules.extend(forwarded.then_some("FAS-3"));
        rules.extend((key == "aws:sourceip" && absent && case.asked.endpoint().is_some()).then_some("IP-7"));
    }
    let via = key == "aws:viaawsservice" || key.starts_with("aws:calledvia");
    rules.extend((via || (forwarded && key == "aws:principalisawsservice")).then_some("FAS-2"));
    let spared = forwarded && key == "aws:viaawsservice" && effect == Effect::Deny;
    rules.extend(spared.then_some("FAS-4"));
    if key == "aws:requestedregion" {
        rules.push("KEY-6");
        rules.extend((case.asked.service() == "sts").then_some("STS-18"));
    }
    let tags = key.starts_with("aws:resourcetag/") || key.starts_with("aws:requesttag/") || key == "aws:tagkeys";
    rules.extend((tags && case.is_trust()).then_some("STS-8"));
}

/// Keys of services.
fn of_service(test: &Test<'_>, key: &str, rules: &mut Vec<&'static str>) {
    rules.extend(LISTED.iter().any(|own| key.starts_with(own)).then_some("KEY-15"));
    let provider = key.ends_with(":aud") || key.ends_with(":sub") || key.ends_with(":amr");
    let trust = key.starts_with("sts:") || key.starts_with("iam:") || key.starts_with("saml:") || provider;
    rules.extend(trust.then_some("KEY-13"));
    rules.extend(key.ends_with(":aud").then_some("KEY-14"));
    match key {
        "sts:externalid" => rules.push("STS-13"),
        "sts:rolesessionname" => {
            let mut texts = test
                .detail
                .values
                .iter()
                .filter_map(|entry| test.json.scalar(entry.node));
            let user = |text: &str| text.to_ascii_lowercase().contains("${aws:username");
            rules.extend(texts.any(user).then_some("STS-14"));
        }
        "sts:transitivetagkeys" => rules.push("STS-8"),
        "kms:viaservice" => rules.push("KMS-9"),
        "kms:resourcealiases" | "kms:requestalias" => rules.push("KMS-8"),
        "s3:signatureage" | "s3:authtype" | "s3:signatureversion" => rules.push("S3-9"),
        "s3:prefix" => rules.push("S3-12"),
        "lambda:functionurlauthtype" | "lambda:invokedviafunctionurl" => rules.push("SRV-1"),
        _ => {}
    }
}

/// Keys that an unsigned request lacks or holds a fixed word in.
fn anonymous(case: &Case<'_>, effect: Effect, test: &Test<'_>, key: &str, absent: bool, rules: &mut Vec<&'static str>) {
    let about = key.starts_with("aws:principal") || key == "aws:userid" || key == "aws:username";
    if case.principal.is != PrincipalIs::Anonymous || !about {
        return;
    }
    rules.push("ANON-2");
    let negated = test.view.operator.is_some_and(|operator: Operator| operator.negated);
    // The account of an unsigned request is the word `anonymous`, so that it differs from every account.
    let differs = absent || key == "aws:principalaccount";
    rules.extend((effect == Effect::Allow && negated && differs).then_some("ANON-3"));
}
