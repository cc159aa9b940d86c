//! Every command that a message offers has an output here, as AWS's command line prints it, and what the paste becomes.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod printed_samples;
#[expect(dead_code, reason = "only the messages are wanted")]
mod table;

use iamwhy_import::{Pasted, Tells, denials, recognise};
use printed_samples::{MESSAGES, OTHERS, samples};
use table::rows;

/// What a paste becomes, in words.
fn words(text: &str) -> String {
    match recognise(text) {
        Pasted::Policy(own) => ["a policy: ", own.guesses[0].layer()].concat(),
        Pasted::AccessDenied(_) => "the question".to_owned(),
        Pasted::Later(own) => format!("later: {:?}", own.what),
        Pasted::Printed(own) => match &own.tells {
            Tells::Policies {
                all,
                is_whole,
                with_groups,
            } => {
                let layers: Vec<&str> = all.iter().map(|own| own.guesses[0].layer()).collect();
                let whole = if *is_whole { ", all" } else { "" };
                let groups = if *with_groups { ", groups" } else { "" };
                format!("policies: {}{whole}{groups}", layers.join(" "))
            }
            Tells::Levels { layer, levels } => {
                let levels = levels.iter().map(|own| format!(" {}={}", own.id, own.policies.len()));
                format!("levels: {layer}{}", levels.collect::<String>())
            }
            Tells::Caller {
                field,
                value,
                id,
                session,
                account,
            } => format!("caller: {field} {value} {id:?} {session:?} {account}"),
            Tells::Setting { field, value } => {
                format!("{field}: {}", value.split_whitespace().collect::<Vec<_>>().join(" "))
            }
            Tells::Nothing { layer } => format!("none: {}", layer.unwrap_or("?")),
        },
        other => panic!("{text}\n{other:?}"),
    }
}

/// The commands in a line: `iam get-role, iam get-policy`.
fn shape(line: &str) -> String {
    let mut found: Vec<String> = Vec::new();
    for part in line.split("aws ").skip(1) {
        let pair: Vec<&str> = part.split([' ', ')', ';', '"']).take(2).collect();
        let pair = pair.join(" ");
        if !found.contains(&pair) {
            found.push(pair);
        }
    }
    found.join(", ")
}

#[test]
fn every_command_of_every_message_has_an_output_that_is_read() {
    let messages = rows().into_iter().map(|row| row.message);
    let mut seen: Vec<String> = Vec::new();
    for message in messages.chain(MESSAGES.iter().map(|own| (*own).to_owned())) {
        for denial in denials(&message) {
            seen.extend(denial.fetch().iter().map(|command| shape(&command.line)));
        }
    }
    seen.sort();
    seen.dedup();
    for shape in &seen {
        assert!(samples().iter().any(|(own, ..)| own == shape), "no output of `{shape}`");
    }
    for (shape, output, becomes) in samples() {
        assert!(seen.contains(&shape.to_owned()), "no message offers `{shape}`");
        assert_eq!(words(&output), becomes, "{shape}\n{output}");
    }
}

/// A command that no message above offers is found in the text of the module that makes them.
#[test]
fn no_command_is_forgotten() {
    for source in [
        include_str!("../src/fetch/mod.rs"),
        include_str!("../src/fetch/organization.rs"),
        include_str!("../src/fetch/principal.rs"),
        include_str!("../src/fetch/resource.rs"),
    ] {
        for pair in shape(source)
            .split(", ")
            .filter(|pair| pair.contains(' ') && !pair.ends_with('-'))
        {
            let is_command = pair.split(' ').nth(1).is_some_and(|own| own.contains('-'));
            let known = samples()
                .iter()
                .any(|(shape, ..)| shape.split(", ").any(|own| own == pair));
            assert!(!is_command || known, "no output of `{pair}`");
        }
    }
}

#[test]
fn what_the_plain_commands_print_is_read_too() {
    for (output, becomes) in OTHERS {
        assert_eq!(words(output), *becomes, "{output}");
    }
}

#[test]
fn what_was_not_read_is_said() {
    let one = r#"{"PolicyVersion": {"Document": {"Statement": []}}}"#;
    let broken =
        format!("{one}\nAn error occurred (AccessDenied) when calling the GetPolicyVersion operation: no\n{one}");
    let Pasted::Printed(own) = recognise(&broken) else {
        panic!("{:?}", recognise(&broken))
    };
    assert!(
        own.notes[0].contains("`An error occurred (AccessDenied)"),
        "{:?}",
        own.notes
    );
    // Another version of a policy than the default one is not the policy, and a list that is cut off not the whole.
    let old = r#"{"PolicyVersion": {"Document": {"Statement": []}, "VersionId": "v1", "IsDefaultVersion": false}}"#;
    let lists =
        |cut: bool| format!("{{\"AttachedPolicies\": [{{}}], \"IsTruncated\": {cut}}}\n{{\"PolicyNames\": []}}");
    for (text, whole) in [
        (format!("{}\n{one}", lists(false)), true),
        (format!("{}\n{one}", lists(true)), false),
        (format!("{}\n{one}\n{old}", lists(false)), false),
    ] {
        let Pasted::Printed(own) = recognise(&text) else {
            panic!("{text}")
        };
        assert!(
            matches!(&own.tells, Tells::Policies { all, is_whole, .. } if all.len() == 1 && *is_whole == whole),
            "{text}\n{own:?}"
        );
    }
    let Pasted::Policy(own) = recognise(old) else {
        panic!("{old}")
    };
    assert!(
        own.notes.iter().any(|note| note.contains("not its default one")),
        "{:?}",
        own.notes
    );
    // A list that names more than was printed is not the whole.
    let short = format!("{{\"AttachedPolicies\": [{{}}, {{}}]}}\n{one}\n{{\"PolicyNames\": []}}");
    let Pasted::Printed(own) = recognise(&short) else {
        panic!("{:?}", recognise(&short))
    };
    assert!(matches!(own.tells, Tells::Policies { is_whole: false, .. }) && own.notes.len() == 1);
    // What does not exist has no policy, and says nothing about one.
    for gone in [
        "An error occurred (NoSuchEntity) when calling the GetRole operation: The role with name x cannot be found.",
        "An error occurred (NoSuchEntity) when calling the GetRolePolicy operation: The role with name policy cannot be found.",
        "An error occurred (NoSuchEntity) when calling the GetRolePolicy operation: The role policy with name read cannot be found.",
        "An error occurred (NoSuchEntity) when calling the GetPolicyVersion operation: Policy arn:aws:iam::111122223333:policy/p version v9 does not exist or is not attachable.",
        "An error occurred (ResourceNotFoundException) when calling the GetPolicy operation: Function not found: arn:aws:lambda:eu-west-1:111122223333:function:f",
        "An error occurred (NotFoundException) when calling the GetKeyPolicy operation: Key 'arn:aws:kms:eu-west-1:111122223333:key/k' does not exist",
    ] {
        assert!(matches!(recognise(gone), Pasted::Unknown(_)), "{:?}", recognise(gone));
    }
}
