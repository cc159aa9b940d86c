//! Files of a git revision, read by git itself: one listing, and one process that answers for every file.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;

use iamwhy_scenario::Files;

use crate::CannotRun;
use crate::paths::is_scenario;
use crate::suite::Failed;
use crate::suite::source::{Source, tidy};

/// A revision.
pub(super) struct Git<'r> {
    rev: &'r str,
    child: Child,
    asked: Mutex<(ChildStdin, BufReader<ChildStdout>)>,
}

impl<'r> Git<'r> {
    pub(super) fn open(rev: &'r str) -> Result<Git<'r>, CannotRun> {
        let mut child = Command::new("git")
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| CannotRun::Input(format!("cannot run `git`: {error}")))?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(CannotRun::Input("cannot talk to `git`".to_owned()));
        };
        Ok(Git {
            rev,
            child,
            asked: Mutex::new((input, BufReader::new(output))),
        })
    }

    /// The scenarios below a path of the revision.
    pub(super) fn read(&self, path: &str) -> Result<Vec<Source>, Failed> {
        let (mut sources, mut unreadable) = (Vec::new(), Vec::new());
        for file in self.list(path)? {
            let text = self.text(&file).map_err(CannotRun::Input)?;
            let folder = Path::new(&file).parent().unwrap_or(Path::new("")).to_path_buf();
            let beside = Beside {
                git: self,
                folder: &folder,
            };
            let name = format!("{}:{file}", self.rev);
            match Source::of(&file, text, &beside, |named| tidy(&folder.join(named))) {
                Ok(source) => sources.push(source),
                Err(errors) => unreadable.extend(errors.into_iter().map(|mut error| {
                    error.message = format!("{name}: {}", error.message);
                    error
                })),
            }
        }
        match unreadable.is_empty() {
            true => Ok(sources),
            false => Err(Failed::Unreadable(unreadable)),
        }
    }

    /// The scenario files below a path, sorted; the same that would be found on disk.
    fn list(&self, path: &str) -> Result<Vec<String>, CannotRun> {
        let mut command = Command::new("git");
        command.args(["ls-tree", "-r", "-z", "--full-tree", "--name-only", self.rev]);
        if !path.is_empty() && path != "." {
            command.arg("--").arg(path);
        }
        let output = command
            .output()
            .map_err(|error| CannotRun::Input(format!("cannot run `git`: {error}")))?;
        let said = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            let said = said.lines().next().unwrap_or_default();
            return Err(CannotRun::Input(format!(
                "git cannot list `{}:{path}`: {said}",
                self.rev
            )));
        }
        let names = String::from_utf8_lossy(&output.stdout);
        let hidden = |name: &&str| {
            let below = name.strip_prefix(path).unwrap_or(name).trim_start_matches('/');
            below
                .split('/')
                .any(|part| part.starts_with('.') || part == "target" || part == "node_modules")
        };
        let names = names
            .split('\0')
            .filter(|name| *name == path || is_scenario(Path::new(name)));
        let mut names: Vec<String> = names
            .filter(|name| !name.is_empty() && !hidden(name))
            .map(str::to_owned)
            .collect();
        if names.is_empty() {
            return Err(CannotRun::Input(format!(
                "`{}:{path}` holds no `*.scenario.json` file",
                self.rev
            )));
        }
        names.sort();
        Ok(names)
    }

    /// The text of a file.
    fn text(&self, path: &str) -> Result<String, String> {
        let place = format!("{}:{path}", self.rev);
        let lost = |error: std::io::Error| format!("git does not answer for `{place}`: {error}");
        if path.contains('\n') {
            return Err(format!("`{place}` has a line break in its name"));
        }
        let Ok(mut asked) = self.asked.lock() else {
            return Err(format!("git does not answer for `{place}`"));
        };
        let (input, output) = &mut *asked;
        writeln!(input, "{place}").and_then(|()| input.flush()).map_err(lost)?;
        let mut header = String::new();
        output.read_line(&mut header).map_err(lost)?;
        let mut words = header.split_whitespace().rev();
        let (size, kind) = (words.next().and_then(|size| size.parse::<usize>().ok()), words.next());
        let (Some(size), Some("blob")) = (size, kind) else {
            // A folder is answered with its bytes as well.
            if let Some(size) = size {
                output.read_exact(&mut vec![0; size + 1]).map_err(lost)?;
            }
            return Err(format!("there is no file `{place}`"));
        };
        let mut bytes = vec![0; size + 1];
        output.read_exact(&mut bytes).map_err(lost)?;
        bytes.pop();
        let text = String::from_utf8(bytes).map_err(|_| format!("`{place}` is not UTF-8 text: save it as UTF-8"))?;
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }
}

impl Drop for Git<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Files beside a scenario of the revision.
struct Beside<'g> {
    git: &'g Git<'g>,
    folder: &'g Path,
}

impl Files for Beside<'_> {
    fn read(&self, path: &str) -> Result<String, String> {
        let full = tidy(&self.folder.join(path));
        self.git.text(&full.to_string_lossy().replace('\\', "/"))
    }
}
