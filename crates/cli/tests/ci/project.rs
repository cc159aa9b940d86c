//! A small project on disk, and what a command says about it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with files.
pub(crate) struct Project {
    folder: PathBuf,
}

/// What came of a command.
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Project {
    /// A folder of this name, new and empty.
    pub(crate) fn new(name: &str) -> Project {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ci").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Project { folder }
    }

    /// A folder with these files.
    pub(crate) fn of(name: &str, files: &[(&str, &str)]) -> Project {
        let project = Project::new(name);
        for (file, text) in files {
            project.write(file, text);
        }
        project
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    pub(crate) fn write(&self, file: &str, text: &str) -> &Project {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    /// The binary, in this folder.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("iamwhy"));
        command
            .current_dir(&self.folder)
            .env_remove("NO_COLOR")
            .env_remove("GITHUB_STEP_SUMMARY");
        command
    }

    /// Runs `iamwhy` with these words.
    pub(crate) fn iamwhy(&self, args: &[&str]) -> Said {
        said(self.command().args(args))
    }

    /// Makes this folder a git repository with everything in it committed.
    pub(crate) fn commit(&self) {
        for words in [&["init", "-q"][..], &["add", "."], &["commit", "-q", "-m", "before"]] {
            let who = [
                "-c",
                "user.name=t",
                "-c",
                "user.email=t@example.com",
                "-c",
                "commit.gpgsign=false",
            ];
            let said = said(Command::new("git").current_dir(&self.folder).args(who).args(words));
            assert_eq!(said.code, 0, "{}", said.err);
        }
    }
}

/// Runs a command.
pub(crate) fn said(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    Said {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Alice may read logs: a policy in a file of its own, with a Deny that no case of [`READS`] meets.
pub(crate) const POLICY: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Read",
      "Effect": "Allow",
      "Action": ["s3:GetObject", "s3:ListBucket"],
      "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"]
    },
    {
      "Sid": "Secret",
      "Effect": "Deny",
      "Action": "s3:*",
      "Resource": "arn:aws:s3:::logs/secret/*"
    }
  ]
}
"#;

/// A scenario over [`POLICY`], with these cases.
pub(crate) fn scenario(title: &str, policy: &str, cases: &str) -> String {
    format!(
        r#"{{
  "scenario": 1,
  "title": "{title}",
  "principals": {{ "alice": {{ "user": "arn:aws:iam::111111111111:user/alice", "policies": [{{ "file": "{policy}" }}] }} }},
  "resources": {{ "logs": {{ "arn": "arn:aws:s3:::logs", "account": "111111111111" }} }},
  "cases": [
    {cases}
  ]
}}
"#
    )
}

/// Holds.
pub(crate) const READS: &str = r#"{ "name": "alice reads", "principal": "alice", "action": "s3:GetObject", "resource": "logs/a", "expect": "allow" }"#;
/// Does not hold.
pub(crate) const WRITES: &str = r#"{ "name": "alice writes", "principal": "alice", "action": "s3:PutObject", "resource": "logs/a", "expect": "allow" }"#;
/// Does not hold: a Deny decides.
pub(crate) const SECRET: &str = r#"{ "name": "alice reads a secret", "principal": "alice", "action": "s3:GetObject", "resource": "logs/secret/a", "expect": "allow" }"#;
/// Expects nothing.
pub(crate) const SHOWN: &str =
    r#"{ "name": "alice deletes", "principal": "alice", "action": "s3:DeleteObject", "resource": "logs/a" }"#;

/// One policy in a folder beside two scenarios: one passes, one fails twice and shows one.
pub(crate) fn mixed(name: &str) -> Project {
    let project = Project::new(name);
    project
        .write("policies/alice.json", POLICY)
        .write(
            "tests/good.scenario.json",
            &scenario("Alice reads.", "../policies/alice.json", READS),
        )
        .write(
            "tests/bad.scenario.json",
            &scenario(
                "Alice does more.",
                "../policies/alice.json",
                &[WRITES, SECRET, SHOWN, READS].join(",\n    "),
            ),
        );
    project
}
