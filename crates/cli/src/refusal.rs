//! `iamwhy explain --error`: an access-denied message becomes the request.

use std::io::Write;
use std::path::Path;

use iamwhy_catalog::Catalog;
use iamwhy_import::{Command, Denial, Foreign, Pasted, recognise};
use iamwhy_scenario::Loaded;
use iamwhy_scenario::run::run;

use crate::CannotRun;
use crate::args::{Explain, Without};
use crate::colour::Colour;
use crate::disk;
use crate::fill::fill;
use crate::perhaps;

/// A message, and what was understood of it.
pub(crate) struct Refusal {
    denial: Denial,
}

impl Refusal {
    /// Reads a message; `-` stands for standard input.
    pub(crate) fn read(text: &str) -> Result<Refusal, CannotRun> {
        if text != "-" && Path::new(text).exists() {
            return Err(CannotRun::Input(format!(
                "`--error {text}` names a file, and takes the message itself: give what is in it with `--error - < {text}`"
            )));
        }
        let text = if text == "-" {
            disk::piped().map_err(CannotRun::Input)?
        } else {
            text.to_owned()
        };
        let wrong = |why: &str| {
            Err(CannotRun::Input(format!(
                "`--error` holds no access-denied message: {why}"
            )))
        };
        match recognise(&text) {
            Pasted::AccessDenied(denial) => Ok(Refusal { denial: *denial }),
            Pasted::Later(later) => match later.denial {
                Some(denial) => Ok(Refusal { denial: *denial }),
                None => wrong(later.sentence),
            },
            Pasted::Policy(policy) => {
                let layer = policy.guesses.first().map_or("identity", |guess| guess.layer());
                wrong(&format!(
                    "it is a policy; save it as a file and give it with `{}`",
                    option_of(layer)
                ))
            }
            Pasted::Printed(own) => wrong(&format!("it is the output of commands: {}", own.sentence)),
            Pasted::Scenario(_) => wrong("it is a scenario; give its file without `--error`"),
            Pasted::ShareLink { .. } => wrong("it is a link; open it in a browser"),
            Pasted::Unknown(unknown) if unknown.seen == "text of another kind" => wrong(
                "none of its words are those of a refusal, such as `not authorized to perform`, `Access Denied` or `UnauthorizedOperation`, \
                 and it is no event of CloudTrail and no decoded authorization message",
            ),
            Pasted::Unknown(unknown) if unknown.seen == "nothing" => wrong("it is empty"),
            Pasted::Unknown(unknown) => wrong(&format!("it looks like {}; {}", unknown.seen, unknown.why)),
        }
    }

    /// The scenario that the message and the options stand for. What the options tell is no longer missing.
    pub(crate) fn scenario(&mut self, options: &Explain) -> Result<String, CannotRun> {
        let flags = &options.flags;
        let denial = &mut self.denial;
        let wrong =
            |option: &str, text: &str, what: &str| Err(CannotRun::Input(format!("`{option} {text}` is not {what}")));
        if let Some(principal) = flags.principal.as_deref().filter(|text| !denial.set_caller(text)) {
            return wrong(
                "--principal",
                principal,
                "the ARN of a user, role, session, federated user or root, a service, or `anonymous`",
            );
        }
        if let Some(action) = flags.action.as_deref().filter(|text| !denial.set_action(text)) {
            return wrong("--action", action, "an action such as `s3:GetObject`");
        }
        if let Some(resource) = flags.resource.as_deref().filter(|text| !denial.set_resource(text)) {
            return wrong("--resource", resource, "an ARN, or `*`");
        }
        if let Some(account) = &flags.resource_account {
            denial.set_resource_account(account);
        }
        denial.likely = perhaps::stand_in(denial);
        fill(&denial.scenario(), self.caller(), options)
    }

    /// The caller's ARN, where it is all that is known of the caller: a record says more, such as the path of a role.
    pub(crate) fn caller(&self) -> Option<&str> {
        let denial = &self.denial;
        let caller = denial.caller.as_ref().filter(|_| denial.recorded.is_none())?;
        Some(&caller.written.text)
    }

    /// What was understood, and what the message leaves open.
    pub(crate) fn understood(&self, out: &mut impl Write, colour: Colour) -> Result<(), CannotRun> {
        let what = match &self.denial.recorded {
            Some(recorded) => format!("{} says:", recorded.what),
            None => "the message says:".to_owned(),
        };
        writeln!(out, "{} {}", colour.strong(&what), self.denial.summary())?;
        if let Some(policy) = &self.denial.policy {
            writeln!(out, "  the policy it names: {}", policy.text)?;
        }
        if let Some(recorded) = &self.denial.recorded {
            for line in recorded.said() {
                writeln!(out, "  {line}")?;
            }
            for note in &recorded.notes {
                writeln!(out, "  {} {note}", colour.faint("!"))?;
            }
        }
        if self.denial.others > 0 {
            writeln!(
                out,
                "  further refusals in the same text: {}; this is the first",
                self.denial.others
            )?;
        }
        for stand_in in self.denial.stand_ins() {
            writeln!(
                out,
                "  {} made up: {}",
                colour.faint("!"),
                stand_in.replacen(": ", ", for ", 1)
            )?;
        }
        let derived = self.denial.action.as_ref().filter(|own| own.derived);
        if let Some(own) = derived.filter(|own| Catalog::embedded().action(&own.name).is_none()) {
            let date = Catalog::embedded().date();
            writeln!(
                out,
                "  {} AWS lists no action `{}` (as of {date}), which is the call's name: say which it is with --action",
                colour.faint("!"),
                own.name
            )?;
        }
        for missing in self.denial.missing() {
            writeln!(out, "  {} {}", colour.faint("?"), missing.sentence)?;
        }
        for caution in self.denial.cautions() {
            writeln!(out, "  {} {caution}", colour.faint("!"))?;
        }
        if self.denial.refused_by_sts().is_none() {
            writeln!(out, "\n{}", colour.strong("from what is known:"))?;
        }
        Ok(())
    }

    /// On what it may have been, where the message does not say.
    pub(crate) fn perhaps(
        &self,
        out: &mut impl Write,
        options: &Explain,
        loaded: &Loaded,
        colour: Colour,
    ) -> Result<(), CannotRun> {
        perhaps::tell(out, &self.denial, self.caller(), options, loaded, colour)
    }

    /// Whether a rule of STS itself refused: policies have no part in it.
    pub(crate) fn is_beyond_policies(&self) -> bool {
        self.denial.refused_by_sts().is_some()
    }

    /// Where a sure answer is another one than AWS gave: something here is not what AWS saw.
    pub(crate) fn difference(&self, out: &mut impl Write, loaded: &Loaded, colour: Colour) -> Result<(), CannotRun> {
        let report = run(loaded);
        let Some(case) = report.cases.first().filter(|case| case.decision != "unknown") else {
            return Ok(());
        };
        let differs: Vec<String> = case
            .mismatches
            .iter()
            .map(|own| format!("{} {} instead of {}", own.field, own.actual, own.expected))
            .collect();
        if !differs.is_empty() {
            writeln!(
                out,
                "\n{} {}: a policy, the owner or the context given here is not what AWS saw",
                colour.strong("this is not what AWS answered:"),
                differs.join(", ")
            )?;
        }
        Ok(())
    }

    /// The commands that fetch what nobody has given yet.
    pub(crate) fn commands(&self, out: &mut impl Write, options: &Explain, colour: Colour) -> Result<(), CannotRun> {
        let open: Vec<Command> = self
            .denial
            .fetch()
            .into_iter()
            .filter(|command| is_open(options, command))
            .collect();
        if open.is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            "\n{}",
            colour.strong("what is not known, and how to fetch it (these commands only read):")
        )?;
        for command in open {
            let option = match command.layer {
                "" => String::new(),
                layer => format!(" [{}]", option_of(layer)),
            };
            writeln!(out, "  {}", colour.faint(&format!("# {}{option}", command.why)))?;
            writeln!(out, "  {}", command.line)?;
        }
        Ok(())
    }
}

/// Where a message, an event or a policy stands in the place of a scenario.
pub(crate) fn instead_of_scenario(file: &str, text: &str) -> Option<CannotRun> {
    let what = match recognise(text) {
        Pasted::AccessDenied(_) => REFUSED,
        Pasted::Later(later) if matches!(later.what, Foreign::CloudTrail | Foreign::DecodedMessage) => REFUSED,
        Pasted::Policy(policy) => {
            let option = option_of(policy.guesses.first().map_or("identity", |guess| guess.layer()));
            let give = format!("`iamwhy explain {option} {file} --principal … --action … --resource …`");
            return Some(CannotRun::Input(format!(
                "`{file}` is no scenario, but a policy: give it with {give}, or look at it with `iamwhy lint {file}`"
            )));
        }
        _ => return None,
    };
    Some(CannotRun::Input(format!("`{file}` {what} < {file}`")))
}

const REFUSED: &str = "is no scenario, but what AWS refused: give it with `iamwhy explain --error -";

/// Whether what a command fetches is still unknown.
fn is_open(options: &Explain, command: &Command) -> bool {
    let flags = &options.flags;
    let (given, kind) = match command.layer {
        "identity" => (!flags.identity.is_empty(), Without::Identity),
        "boundary" => (flags.boundary.is_some(), Without::Boundary),
        "session" => (!flags.session_policy.is_empty(), Without::Session),
        "scp" => (!flags.scp.is_empty(), Without::Scp),
        "rcp" => (!flags.rcp.is_empty(), Without::Rcp),
        "resource" if command.place.ends_with(".grants") => (false, Without::Grants),
        "resource" => (flags.resource_policy.is_some(), Without::Resource),
        "vpcEndpoint" => (flags.endpoint_policy.is_some(), Without::Endpoint),
        _ => return true,
    };
    !given && !options.without.contains(&kind)
}

/// The option that takes the policies of a layer.
fn option_of(layer: &str) -> &'static str {
    match layer {
        "boundary" => "--boundary",
        "session" => "--session-policy",
        "scp" => "--scp",
        "rcp" => "--rcp",
        "resource" => "--resource-policy",
        "vpcEndpoint" => "--endpoint-policy",
        "service" => "--print-scenario",
        _ => "--identity",
    }
}
