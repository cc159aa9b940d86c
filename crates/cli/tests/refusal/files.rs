//! Files in the place of messages, and messages in the place of files.

use super::{MESSAGE, err, iamwhy};

/// A path is no message; what is in the file is read from standard input.
#[test]
fn a_file_is_given_through_standard_input() {
    let said = err(&iamwhy(&["--error", "logs.scenario.json"], ""));
    assert!(said.contains("`--error - < logs.scenario.json`"), "{said}");
    // Also where its name has words of a refusal.
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("AccessDenied.txt");
    std::fs::write(&file, MESSAGE).unwrap();
    let said = err(&iamwhy(&["--error", file.to_str().unwrap()], ""));
    assert!(said.contains("names a file"), "{said}");
    let packed = folder.join("log.json.gz");
    std::fs::write(&packed, [0x1f, 0x8b, 8, 0]).unwrap();
    let said = err(&iamwhy(
        &[
            "--principal",
            "arn:aws:iam::111122223333:user/a",
            "--action",
            "s3:GetObject",
            "--identity",
            packed.to_str().unwrap(),
        ],
        "",
    ));
    assert!(said.contains("is packed with gzip"), "{said}");
    // An event in the place of a scenario.
    let event = folder.join("event.json");
    std::fs::write(&event, include_str!("../../../import/tests/records/assumed-role.json")).unwrap();
    let said = err(&iamwhy(&[event.to_str().unwrap()], ""));
    assert!(
        said.contains("is no scenario") && said.contains("--error - <"),
        "{said}"
    );
    let said = err(&iamwhy(&["--error", "hello, world"], ""));
    assert!(
        said.contains("`not authorized to perform`") && said.contains("no event of CloudTrail"),
        "{said}"
    );
}
