//! Sharing: packing, unpacking, redacting.

mod corpus;

use iamwhy_workbench::{
    Bench, Selected, results,
    share::{base64url, from_base64url, pack, redact, unpack},
};

#[test]
fn what_is_packed_comes_out_again() {
    let mut bench = Bench::open(&corpus::fixture("boundaries/a-boundary-is-a-ceiling-not-a-floor"));
    bench.select(Selected {
        case: 1,
        ..Selected::default()
    });
    bench.switch_off("/principals/capped/boundary").unwrap();
    bench
        .set_policy("/principals/capped/policies/0", "{ \"Statement\": [ é")
        .unwrap();
    bench.open_policy(Some("/principals/capped/policies/0"));
    let packed = pack(&bench, false);
    let unpacked = unpack(&packed);
    assert!(unpacked.problems.is_empty(), "{:?}", unpacked.problems);
    let mut other = unpacked.bench.unwrap();
    assert_eq!(
        (other.text(), &other.state().drafts, other.state().selected),
        (bench.text(), &bench.state().drafts, bench.state().selected)
    );
    assert_eq!(other.state().open, bench.state().open);
    assert_eq!(other.answer().verdict, bench.answer().verdict);
    bench.switch_on(0).unwrap();
    other.switch_on(0).unwrap();
    assert_eq!(
        other.policy("/principals/capped/boundary"),
        bench.policy("/principals/capped/boundary")
    );
}

#[test]
fn a_broken_link_shows_what_can_be_read() {
    let text = corpus::fixture("boundaries/a-boundary-is-a-ceiling-not-a-floor");
    let packed = pack(&Bench::open(&text), false);
    for end in (0..packed.len()).filter(|end| packed.is_char_boundary(*end)).step_by(7) {
        let unpacked = unpack(&packed[..end]);
        assert!(!unpacked.problems.is_empty());
        if end > 40 {
            let bench = unpacked.bench.unwrap();
            assert!(text.starts_with(bench.text()), "{end}");
        }
    }
    assert!(unpack(&text).bench.unwrap().answer().errors.is_empty());
    let newer = unpack("{\"iamwhy\":9,\"text\":\"{}\",\"what\":1}");
    assert!(newer.bench.is_some() && newer.problems.len() == 1);
    for junk in ["", "null", "[]", "{\"text\":7}", "\u{0}", "{\"iamwhy\":\"x\"}"] {
        assert!(unpack(junk).bench.is_none() && !unpack(junk).problems.is_empty());
    }
}

#[test]
fn base64_goes_both_ways() {
    for length in 0..70_usize {
        let bytes: Vec<u8> = (0..length).map(|at| (at * 37 + 11) as u8).collect();
        let text = base64url(&bytes);
        assert!(
            text.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        );
        assert_eq!(from_base64url(&text).unwrap(), bytes);
    }
    assert_eq!(base64url(b"\xfb\xff"), "-_8");
    assert_eq!(from_base64url("+/8=").unwrap(), b"\xfb\xff");
    assert_eq!((from_base64url("A"), from_base64url("é")), (None, None));
}

/// No name, no id is left, and every case is decided as before.
#[test]
fn names_go_and_decisions_stay() {
    let (mut same, mut different, mut accounts) = (0, Vec::new(), 0);
    for (name, text) in corpus::fixtures()
        .into_iter()
        .step_by(if cfg!(debug_assertions) { 3 } else { 1 })
    {
        let bench = Bench::open(&text);
        let redacted = redact(&text);
        let other = Bench::open(&redacted.text);
        let decisions = |bench: &Bench| -> Vec<_> {
            let views = results(bench.loaded().unwrap());
            views
                .into_iter()
                .map(|view| {
                    (
                        view.result.decision,
                        view.result.layer,
                        view.result.blockers.clone(),
                        view.result.passed,
                    )
                })
                .collect()
        };
        if !other.answer().errors.is_empty() {
            different.push(format!("{name}: {:?}", other.answer().errors.first()));
            continue;
        }
        if decisions(&bench) == decisions(&other) {
            same += 1;
        } else {
            let (before, after) = (decisions(&bench), decisions(&other));
            let at = before.iter().zip(&after).position(|(one, other)| one != other).unwrap();
            different.push(format!(
                "{name}: {:?} {:?} kept {:?}",
                before[at], after[at], redacted.kept
            ));
        }
        accounts += usize::from(text.contains("111122223333") && redacted.text.contains("111122223333"));
    }
    let all = same + different.len();
    println!("{same} of {all} as before, {accounts} with an account left");
    for line in &different {
        println!("{line}");
    }
    assert!(same * 100 >= all * 98, "{same} of {all}");
    assert!(accounts * 50 < all, "{accounts}");
}

#[test]
fn what_is_replaced() {
    let text = r#"{
  "scenario": 1, "title": "acme's logs",
  "principals": { "alice": { "user": "arn:aws:iam::123456789012:user/team/Alice", "id": "AIDAALICEALICEALICE1", "policies": [ { "Statement": [
    { "Sid": "X", "Effect": "Allow", "Action": ["s3:GetObject", "acme:Logs"], "Resource": ["arn:aws:s3:::acme-logs/*", "arn:aws:s3:::priv*"],
      "Condition": { "IpAddress": { "aws:SourceIp": "198.51.100.0/24" }, "StringEquals": { "aws:PrincipalOrgID": "o-abcdef1234", "aws:ResourceTag/stage": "gold" } } } ] } ],
    "tags": { "mail": "alice@acme.example" } } },
  "cases": [ { "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::acme-logs/private/stage", "context": { "aws:SourceIp": "198.51.100.7" } } ]
}"#;
    let redacted = redact(text);
    let new = &redacted.text;
    for gone in [
        "123456789012",
        "acme",
        "alice\"",
        "Alice",
        "AIDAALICE",
        "198.51.100",
        "abcdef1234",
        "gold",
        "stage",
        "mail",
        "example",
    ] {
        assert!(!new.replace("acme:Logs", "").contains(gone), "{gone} in {new}");
    }
    for stays in [
        "AIDA",
        "arn:aws:s3:::",
        "priv*",
        "private",
        "s3:GetObject",
        "acme:Logs",
        "aws:ResourceTag/",
        "/24",
        "o-",
    ] {
        assert!(new.contains(stays), "{stays} not in {new}");
    }
    assert_eq!(redacted.kept, ["priv", "private"].map(str::to_owned));
    assert!(
        redacted
            .stays()
            .ends_with("; wildcards match parts of `priv`, `private`: these stay too")
    );
    assert_eq!(
        redacted.also("/principals/alice/policies/0"),
        format!("/principals/{}/policies/0", Bench::open(new).names().principals[0].0)
    );
    assert_eq!(redact(text).text, *new);
}

/// A company's names where people write them: in names of statements, keys of tags, free text and paths.
const GLOBEX: &str = r#"{
  "scenario": 1, "title": "Hank of globex reads what initech sent", "about": "For **initech**",
  "principals": {
    "hank": { "role": "arn:aws:iam::123456789012:role/globex/GlobexApp", "tags": { "globex:team": "ops", "service": "hooli" }, "policies": [ { "Version": "2012-10-17", "Statement": [
      { "Sid": "GlobexAccess", "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::globex-payroll/salaries/*",
        "Condition": { "StringEquals": { "aws:PrincipalTag/Globex:Team": "ops", "aws:PrincipalTag/service": "hooli" } } },
      { "Sid": "Globex-HankAccess", "Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::globex-payroll/${aws:PrincipalTag/globex:team}/*" },
      { "Sid": "GlobexAccess2", "Effect": "Deny", "Action": "s3:TagResource", "Resource": "*",
        "Condition": { "ForAnyValue:StringLike": { "aws:TagKeys": ["globex:*"] } } } ] } ] },
    "sam": { "webIdentity": "arn:aws:iam::123456789012:oidc-provider/id.globex.com", "claims": { "id.globex.com:sub": "globex/hank" } } },
  "resources": { "pay": { "arn": "arn:aws:s3:::globex-payroll", "account": "123456789012" },
    "key": { "arn": "arn:aws:kms:eu-west-1:123456789012:key/1", "aliases": ["alias/dunder"] } },
  "cases": [
    { "name": "hank of initech", "principal": "hank", "action": "s3:GetObject", "resource": "pay/salaries/vandelay", "note": "as **initech** said",
      "expect": { "decision": "allow", "statement": "GlobexAccess" } },
    { "principal": "hank", "action": "s3:GetObject", "resource": "pay/ops/vandelay", "expect": { "decision": "explicitDeny", "statement": "Globex-HankAccess" } },
    { "principal": "hank", "action": "s3:TagResource", "resource": "pay", "tags": { "globex:x": "1" },
      "expect": { "decision": "explicitDeny", "statement": "GlobexAccess2", "policy": "principals.hank.policies[0]" } },
    { "principal": "hank", "action": "s3:GetObject", "resource": "pay/salaries/y", "context": { "aws:PrincipalTag/globex:team": { "unknown": true } },
      "expect": { "decision": "unknown", "unknowns": ["aws:PrincipalTag/globex:team"] } }
  ]
}"#;

#[test]
fn a_companys_name_goes_from_statements_tags_sentences_and_paths() {
    let passed = |text: &str| -> Vec<Option<bool>> {
        let bench = Bench::open(text);
        assert!(bench.answer().errors.is_empty(), "{:?}", bench.answer().errors);
        let views = results(bench.loaded().unwrap());
        views.into_iter().map(|view| view.result.passed).collect()
    };
    assert_eq!(passed(GLOBEX), [Some(true); 4]);
    let redacted = redact(GLOBEX);
    let new = &redacted.text;
    assert_eq!(passed(new), [Some(true); 4], "{new}");
    let folded = new.to_lowercase();
    for gone in [
        "globex", "hank", "initech", "payroll", "salaries", "vandelay", "dunder", "hooli", "ops", "team",
    ] {
        assert!(!folded.contains(gone), "{gone} in {new}");
    }
    assert!(redacted.kept.is_empty(), "{:?}", redacted.kept);
    assert!(!redacted.stays().contains("wildcards"));
    for stays in [
        "\"title\": \"Scenario\"",
        "\"Sid\": \"Statement1\"",
        "\"Sid\": \"Statement2-Statement2\"",
        "\"statement\": \"Statement3\"",
        "\"name\": \"case 1\"",
        "aws:PrincipalTag/",
        ".com:sub",
    ] {
        assert!(new.contains(stays), "{stays} not in {new}");
    }
}

#[test]
fn what_is_switched_off_or_being_typed_tells_no_name_either() {
    let mut bench = Bench::open(&GLOBEX.replace("hank\": {", "hank\": { \"boundary\": { \"Statement\": [ { \"Sid\": \"Umbrella\", \"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"arn:aws:s3:::umbrella\" } ] },"));
    bench.switch_off("/principals/hank/boundary").unwrap();
    bench
        .set_policy(
            "/principals/hank/policies/0",
            "{ \"Statement\": [ { \"Sid\": \"Wayne\", \"Resource\": \"arn:aws:s3:::wayne\" }, globex ",
        )
        .unwrap();
    let packed = pack(&bench, true);
    let folded = packed.to_lowercase();
    for gone in ["umbrella", "wayne", "globex", "hank"] {
        assert!(!folded.contains(gone), "{gone} in {packed}");
    }
    let other = unpack(&packed).bench.unwrap();
    let name = &other.names().principals[0].0;
    let place = format!("/principals/{name}/policies/0");
    assert_eq!(
        other.state().drafts.iter().map(|own| &own.pointer).collect::<Vec<_>>(),
        [&place]
    );
}

#[test]
fn words_of_aws_stay_beside_paths_that_have_the_same() {
    let text = GLOBEX
        .replace(
            "{ \"Sid\": \"GlobexAccess2\"",
            "{ \"Effect\": \"Deny\", \"Action\": \"s3:PutObject\", \"Resource\": \"*\", \"Condition\": { \"StringEquals\": { \"s3:x-amz-acl\": [\"private\"], \"aws:PrincipalType\": \"AssumedRole\" } } }, { \"Sid\": \"GlobexAccess2\"",
        )
        .replace("pay/salaries/y", "pay/salaries/private/AssumedRole/y");
    let new = redact(&text).text;
    assert!(Bench::open(&new).answer().errors.is_empty());
    assert!(
        new.contains("\"s3:x-amz-acl\": [\"private\"], \"aws:PrincipalType\": \"AssumedRole\""),
        "{new}"
    );
    assert_eq!(
        new.matches("private").count() + new.matches("AssumedRole").count(),
        2,
        "{new}"
    );
}

#[test]
fn of_many_words_that_stay_a_few_are_said() {
    let many: Vec<String> = (0..20).map(|at| format!("\"arn:aws:s3:::word{at}x*\"")).collect();
    let text = GLOBEX.replace(
        "\"arn:aws:s3:::globex-payroll/salaries/*\"",
        &format!("[{}]", many.join(",")),
    );
    let stays = redact(&text).stays();
    assert!(
        stays.contains("`word0x`") && stays.ends_with(", 8 more: these stay too"),
        "{stays}"
    );
}
