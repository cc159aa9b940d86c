//! A fixture for each check, `fixtures/lint/CODE.json`: policies that have its findings, and where; policies that have none.
//!
//! `{"bad": [{"policy": {…} or a text, "type": "s3", "findings": [{"at": pointer, "text": what the span covers}]}], "good": […]}`.
//! With `IAMWHY_UPDATE=1` the findings are written as they are, and a check without a fixture gets its examples as one.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod fixture;

use std::collections::BTreeSet;
use std::fs;

use fixture::{Case, Fixture, folder, updating};
use iamwhy_lint::{Check, Finding, Kind, Options, Severity, World, checks, documents, edited, lint, requests};
use iamwhy_policy::Policy;
use iamwhy_scenario::{Loaded, NoFiles};

/// The findings of all checks in a policy.
fn findings(case: &Case) -> Vec<Finding> {
    of(&case.text, &case.kind)
}

fn of(text: &str, kind: &str) -> Vec<Finding> {
    if kind == "scenario" {
        return of_scenario(text);
    }
    let kind = Kind::of_word(kind).unwrap_or_else(|| panic!("no type {kind}"));
    let options = Options {
        catalog: Some(iamwhy_catalog::Catalog::embedded()),
        ..Options::of_kind(kind)
    };
    lint(&Policy::parse(text), &options).findings
}

/// The findings in all policies and requests of a scenario.
fn of_scenario(text: &str) -> Vec<Finding> {
    let loaded = Loaded::load("fixture.scenario.json", text, &NoFiles).map_err(|errors| errors[0].to_string());
    let loaded = loaded.unwrap_or_else(|error| panic!("{error}"));
    let found = documents(&loaded).into_iter().flat_map(|document| {
        let options = Options {
            kind: document.kind.clone(),
            world: Some(World {
                loaded: &loaded,
                place: &document.place,
            }),
            catalog: Some(iamwhy_catalog::Catalog::embedded()),
        };
        lint(&document.policy.parse(), &options).findings
    });
    found
        .chain(requests(&loaded, iamwhy_catalog::Catalog::embedded()))
        .collect()
}

/// The findings of this check in a policy.
fn own(case: &Case, check: &Check) -> Vec<Finding> {
    let mut findings = findings(case);
    findings.retain(|finding| finding.code() == check.code);
    findings
}

#[test]
fn every_check_has_a_fixture_and_every_fixture_a_check() {
    let codes: BTreeSet<&str> = checks::all().map(|check| check.code).collect();
    assert_eq!(codes.len(), checks::all().count(), "two checks have the same code");
    if updating() {
        checks::all().for_each(Fixture::create);
    }
    let files: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let wanted: BTreeSet<String> = codes.iter().map(|code| format!("{code}.json")).collect();
    assert_eq!(files, wanted);
}

#[test]
fn every_finding_is_where_its_fixture_says() {
    let mut wrong = Vec::new();
    for check in checks::all() {
        let mut fixture = Fixture::read(check.code);
        assert!(!fixture.bad.is_empty() && !fixture.good.is_empty(), "{}", check.code);
        if updating() {
            for case in &mut fixture.bad {
                case.wanted = own(case, check).iter().map(|own| case.seen(own)).collect();
            }
            fixture.write(check.code);
        }
        for (at, case) in fixture.bad.iter().enumerate() {
            let seen: Vec<_> = own(case, check).iter().map(|own| case.seen(own)).collect();
            if seen.is_empty() || seen != case.wanted {
                wrong.push(format!(
                    "{} /bad/{at}\n  wanted {:?}\n  found  {seen:?}",
                    check.code, case.wanted
                ));
            }
        }
        for (at, case) in fixture.good.iter().enumerate() {
            for finding in own(case, check) {
                wrong.push(format!("{} /good/{at}: {}", check.code, finding.message));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A fix removes its finding, and brings no worse one.
#[test]
fn every_fix_mends() {
    let mut wrong = Vec::new();
    for check in checks::all() {
        for (at, case) in Fixture::read(check.code).bad.iter().enumerate() {
            let before = findings(case);
            for finding in before.iter().filter(|own| own.code() == check.code) {
                let Some(fix) = &finding.fix else { continue };
                let text = edited(&case.text, &fix.edits);
                let after = of(&text, &case.kind);
                let count = |all: &[Finding], code: &str| all.iter().filter(|own| own.code() == code).count();
                if count(&after, check.code) >= count(&before, check.code) {
                    wrong.push(format!(
                        "{} /bad/{at}: `{}` does not mend it: {text}",
                        check.code, fix.title
                    ));
                }
                let worse = |own: &&Finding| {
                    own.severity() <= Severity::SecurityWarning
                        && count(&after, own.code()) > count(&before, own.code())
                };
                // With the syntax mended, other mistakes come to light.
                if let Some(new) = after.iter().find(worse).filter(|_| check.code != "JSON_SYNTAX_ERROR") {
                    wrong.push(format!(
                        "{} /bad/{at}: `{}` brings {}",
                        check.code,
                        fix.title,
                        new.code()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The examples of the documentation are what they say.
#[test]
fn every_example_is_true() {
    let mut wrong = Vec::new();
    for check in checks::all() {
        let has = |text: &str| {
            of(&check.example(text), check.on)
                .iter()
                .any(|own| own.code() == check.code)
        };
        if !has(check.bad) {
            wrong.push(format!("{}: the bad example has no finding", check.code));
        }
        if has(check.good) {
            wrong.push(format!("{}: the good example has a finding", check.code));
        }
        for worse in of(&check.example(check.good), check.on) {
            if worse.severity() <= Severity::SecurityWarning {
                wrong.push(format!(
                    "{}: the good example has {}: {}",
                    check.code,
                    worse.code(),
                    worse.message
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Sentences, not headings; a page of AWS's own.
#[test]
fn every_check_is_documented() {
    for check in checks::all() {
        for text in [check.what, check.why, check.fix] {
            assert!(text.ends_with('.') && text.len() > 12, "{}: {text}", check.code);
        }
        assert!(
            check.page().starts_with("https://docs.aws.amazon.com/"),
            "{}",
            check.code
        );
        assert!(
            check
                .code
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte == b'_' || byte.is_ascii_digit())
        );
    }
}

/// No finding has a place outside its text, whatever the text is.
#[test]
fn messages_are_in_our_style() {
    for check in checks::all() {
        for case in Fixture::read(check.code).bad {
            for finding in findings(&case) {
                let message = &finding.message;
                assert!(!message.ends_with(['.', '!']), "{}: {message}", finding.code());
                let first = message.chars().next().unwrap();
                assert!(!first.is_uppercase(), "{}: {message}", finding.code());
                assert!(
                    case.text
                        .get(finding.span.start as usize..finding.span.end as usize)
                        .is_some()
                );
            }
        }
    }
}

/// The page that documents the checks is what the table says.
#[test]
fn the_page_is_current() {
    let file = folder().join("../../docs/checks.md");
    let page = iamwhy_lint::page();
    if updating() {
        fs::write(&file, &page).unwrap();
    }
    assert_eq!(
        fs::read_to_string(&file).unwrap_or_default(),
        page,
        "write it again with IAMWHY_UPDATE=1"
    );
}
