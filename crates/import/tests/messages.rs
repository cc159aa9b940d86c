//! Messages as people paste them, and what must be read from each.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod table;

use iamwhy_import::{Blame, CallerIs, Denial, Pasted, ResourceForm, denials, recognise};
use iamwhy_policy::{Json, PolicyType};
use table::{Row, rows};

/// A denial in the words of the table.
fn words(denial: &Denial) -> String {
    let who = denial
        .caller
        .as_ref()
        .map_or("-".to_owned(), |caller| match &caller.is {
            CallerIs::User { name } => format!("user {name}"),
            CallerIs::Role { name } => format!("role {name}"),
            CallerIs::Session { role, session } => format!("session {role} {session}"),
            CallerIs::FederatedUser { name } => format!("federated {name}"),
            CallerIs::Root => "root".to_owned(),
            CallerIs::Anonymous => "anonymous".to_owned(),
            CallerIs::Service => format!("service {}", caller.written.text),
            CallerIs::Other => format!("other {}", caller.written.text),
        });
    let action = denial.action.as_ref().map_or("-", |action| &action.name);
    let written = denial.resource.written.as_ref().map(|written| written.text.as_str());
    let resource = denial.resource.arn.as_deref().or(written).unwrap_or("-");
    let layer = denial.layer().unwrap_or("-");
    let policy = denial.policy.as_ref().map_or("-", |policy| &policy.text);
    let mut more = Vec::new();
    let mut piece = |name: &str, piece: &Option<iamwhy_import::Piece>| {
        more.extend(piece.as_ref().map(|piece| format!("{name}={}", piece.text)));
    };
    piece("code", &denial.error_code);
    piece("op", &denial.operation);
    piece("id", &denial.authorization_id);
    piece("encoded", &denial.encoded);
    if let Some(action) = denial.action.as_ref() {
        if action.derived {
            more.push("derived".to_owned());
        } else if action.written.text != action.name {
            more.push(format!("wrote={}", action.written.text));
        }
    }
    match denial.resource.form {
        ResourceForm::Friendly => more.push("friendly".to_owned()),
        ResourceForm::This => more.push("this".to_owned()),
        _ => {}
    }
    match &denial.reason.blame {
        Blame::BlockPublicAccess(setting) => more.push(format!("setting={setting}")),
        Blame::Policy(PolicyType::Trust) => more.push("trust".to_owned()),
        _ => {}
    }
    if denial.reason.through_scp {
        more.push("through-scp".to_owned());
    }
    if denial.truncated {
        more.push("truncated".to_owned());
    }
    if let Some(caller) = denial.caller.as_ref().filter(|caller| caller.partition != "aws") {
        more.push(format!("partition={}", caller.partition));
    }
    if denial.others > 0 {
        more.push(format!("others={}", denial.others));
    }
    let more = more.join(" ");
    let line = format!(
        "{who} | {action} | {resource} | {} {layer} | {policy} | {more}",
        denial.decision()
    );
    line.trim_end().to_owned()
}

#[test]
fn every_message_is_read() {
    let rows = rows();
    assert!(rows.len() >= 80, "{} messages", rows.len());
    let mut wrong = Vec::new();
    for Row {
        title,
        message,
        expected,
    } in &rows
    {
        let found = match recognise(message) {
            Pasted::AccessDenied(denial) => words(&denial),
            other => format!("{other:?}"),
        };
        if found != *expected {
            wrong.push(format!("{title}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a piece says stands in the paste where its span points.
#[test]
fn spans_point_at_what_was_read() {
    for Row { title, message, .. } in rows() {
        for denial in denials(&message) {
            let pieces = [
                denial.caller.as_ref().map(|caller| &caller.written),
                denial.action.as_ref().map(|action| &action.written),
                denial.resource.written.as_ref(),
                denial.policy.as_ref(),
                denial.authorization_id.as_ref(),
                denial.encoded.as_ref(),
                denial.error_code.as_ref(),
                denial.operation.as_ref(),
            ];
            for piece in pieces.into_iter().flatten() {
                let there = message.get(piece.span.start as usize..piece.span.end as usize).unwrap();
                // A terminal may have broken a line inside.
                assert_eq!(there.replace('\n', ""), piece.text, "{title}");
            }
            let sentence = message
                .get(denial.span.start as usize..denial.span.end as usize)
                .unwrap();
            if let Some(action) = denial.action.as_ref().filter(|action| !action.derived) {
                assert!(sentence.contains(&action.written.text), "{title}: {sentence}");
            }
        }
    }
}

#[test]
fn every_prefix_of_every_message_is_survived_and_many_tails() {
    let all = |part: &str| {
        if let Pasted::AccessDenied(denial) = recognise(part) {
            let scenario = denial.scenario();
            assert!(Json::read(scenario.as_str()).is_ok(), "{scenario}");
            let _ = (denial.summary(), denial.missing(), denial.cautions(), denial.fetch());
        }
    };
    for Row { message, .. } in rows() {
        for (count, (at, _)) in message.char_indices().enumerate() {
            all(&message[..at]);
            if count % 7 == 0 {
                all(&message[at..]);
            }
        }
    }
}

/// A message that breaks off never says more than the whole one.
#[test]
fn what_breaks_off_is_not_made_up() {
    let whole = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: sqs:SendMessage on resource: \
                 arn:aws:sqs:eu-west-1:111122223333:jobs with an explicit deny in a service control policy";
    let full = denials(whole).remove(0);
    for at in 0..whole.len() {
        for denial in denials(&whole[..at]) {
            assert!(
                denial.layer().is_none() || denial.layer() == full.layer(),
                "{}",
                &whole[..at]
            );
            assert_ne!(denial.decision(), "implicitDeny", "{}", &whole[..at]);
        }
    }
}

/// Whoever AWS does not believe, no policy has refused.
#[test]
fn refused_credentials_are_no_refusal_of_a_policy() {
    let text = "An error occurred (ExpiredToken) when calling the GetObject operation: The provided token has expired.";
    let Pasted::Unknown(unknown) = recognise(text) else {
        panic!("no policy refused it")
    };
    assert!(unknown.why.contains("no policy was asked"), "{unknown:?}");
}
