//! What a condition rests on because of its key.

use iamwhy_engine::OwnedValue;
use iamwhy_engine::world::{Credential, PrincipalIs, outlives_login};
use iamwhy_policy::{Add, Effect, Operator};

use super::Rules;
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
const LISTED: [&str; 17] = [
    "ec2:region",
    "kms:viaservice",
    "kms:calleraccount",
    "kms:encryptioncontext:",
    "kms:encryptioncontextkeys",
    "kms:grantisforawsresource",
    "s3:prefix",
    "s3:delimiter",
    "s3:max-keys",
    "s3:existingobjecttag/",
    "s3:buckettag/",
    "s3:accesspointtag/",
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
        let chained = case.principal.source_identity.is_some();
        rules.when(key == "sts:sourceidentity" && chained, "STS-10");
        let session = case.principal.is == PrincipalIs::Role;
        rules.when(session && !absent && outlives_login(key), "FED-1");
    }
    anonymous(case, effect, test, key, absent, &mut rules);
    let (service, rest) = key.split_once(':').unwrap_or((key, ""));
    rules.when(rest.starts_with("resourcetag/") && service != "aws", "CKEY-7");
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
            rules.when(caller.is == PrincipalIs::Role, "KEY-2");
            rules.when(path, "KEY-7");
            rules.add(
                texts
                    .clone()
                    .any(|text| text.contains("/sso.amazonaws.com/"))
                    .then_some("PRIN-29"),
            );
            if texts.any(|text| text.ends_with(":root")) {
                rules.add(["KEY-3", "ROOT-6"]);
            }
        }
        "aws:username" => rules.when(path, "KEY-7"),
        "aws:principalorgid" | "aws:principalorgpaths" => {
            let organization = case.env().organization.as_ref();
            let own = organization.map(|own| own.management_account.as_str());
            rules.when(!absent && own.is_some() && own == caller.account.as_deref(), "KEY-4");
            rules.when(absent && caller.is == PrincipalIs::Service, "KEY-12");
        }
        "aws:multifactorauthpresent" | "aws:multifactorauthage" => {
            rules.push("KEY-9");
            let long = caller.is == PrincipalIs::User && caller.credential == Credential::LongTerm;
            rules.when(long && !case.request.via.is_empty(), "KEY-10");
        }
        "aws:sourceidentity" => rules.when(!absent, "STS-10"),
        "aws:federatedprovider" => rules.when(!absent && caller.is == PrincipalIs::Role, "FED-1"),
        "aws:assumedroot" => rules.push("ROOT-6"),
        _ if key.starts_with("aws:principaltag/") => {
            rules.when(!absent && caller.is == PrincipalIs::Role, "STS-9");
        }
        _ => {}
    }
    rules.when(key.ends_with("orgpaths"), "KEY-5");
}

/// Keys about the request and its way.
fn request(case: &Case<'_>, effect: Effect, key: &str, absent: bool, rules: &mut Vec<&'static str>) {
    let forwarded = !case.request.via.is_empty();
    let caller = case.principal.is;
    if SERVICE_ONLY.contains(&key) {
        match caller {
            PrincipalIs::Service => rules.when(key.starts_with("aws:source"), "SVC-2"),
            _ => rules.when(absent, "KEY-11"),
        }
    }
    let flag = key == "aws:principalisawsservice";
    rules.when(
        flag && !matches!(caller, PrincipalIs::Service | PrincipalIs::Anonymous),
        "KEY-11",
    );
    if NETWORK.contains(&key) {
        rules.when(forwarded, "FAS-3");
        rules.when(
            key == "aws:sourceip"
                && absent
                && (case.asked.endpoint().is_some() || case.request.context.is_from_network()),
            "IP-7",
        );
    }
    let via = key == "aws:viaawsservice" || key.starts_with("aws:calledvia");
    rules.when(via || (forwarded && key == "aws:principalisawsservice"), "FAS-2");
    let spared = forwarded && key == "aws:viaawsservice" && effect == Effect::Deny;
    rules.when(spared, "FAS-4");
    if key == "aws:requestedregion" {
        rules.push("KEY-6");
        rules.when(case.asked.service() == "sts", "STS-18");
    }
    let tags = key.starts_with("aws:resourcetag/") || key.starts_with("aws:requesttag/") || key == "aws:tagkeys";
    rules.when(tags && case.is_trust(), "STS-8");
}

/// Keys of services.
fn of_service(test: &Test<'_>, key: &str, rules: &mut Vec<&'static str>) {
    rules.when(LISTED.iter().any(|own| key.starts_with(own)), "KEY-15");
    let provider = key.ends_with(":aud") || key.ends_with(":sub") || key.ends_with(":amr");
    let trust = key.starts_with("sts:") || key.starts_with("iam:") || key.starts_with("saml:") || provider;
    rules.when(trust, "KEY-13");
    rules.when(key.ends_with(":aud"), "KEY-14");
    match key {
        "sts:externalid" => rules.push("STS-13"),
        "sts:rolesessionname" => {
            let mut texts = test
                .detail
                .values
                .iter()
                .filter_map(|entry| test.json.scalar(entry.node));
            let user = |text: &str| text.to_ascii_lowercase().contains("${aws:username");
            rules.when(texts.any(user), "STS-14");
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
    rules.when(effect == Effect::Allow && negated && differs, "ANON-3");
}
